package geo

import (
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// Kind says what sort of fault a Fault is. Kinds are stable words that programs may test.
type Kind string

// The kinds of fault.
const (
	NotReadable       Kind = "not readable" // the file could not be opened or read to its end
	NotJSON           Kind = "not JSON"
	NotCollection     Kind = "not a FeatureCollection"
	NotTable          Kind = "not a table"
	NoFeatures        Kind = "no features"
	BadFeature        Kind = "bad feature"
	UnknownProperty   Kind = "unknown property"
	Projected         Kind = "projected coordinates"
	OutOfRange        Kind = "coordinates out of range"
	EmptyGeometry     Kind = "empty geometry"
	WrongGeometry     Kind = "wrong geometry type"
	UnclosedRing      Kind = "unclosed ring"
	ShortRing         Kind = "ring of fewer than four positions"
	SelfCrossing      Kind = "self-crossing ring"
	WrongNesting      Kind = "wrong ring nesting"
	MissingID         Kind = "missing id"
	DuplicateID       Kind = "duplicate id"
	MissingRegion     Kind = "missing region"
	UnknownRegion     Kind = "unknown region"
	RegionWithoutUnit Kind = "region without units"
	MissingNumber     Kind = "missing number"
	BadNumber         Kind = "bad number"
	BadText           Kind = "bad text"
	Overlapping       Kind = "overlapping units"
	GapInRegion       Kind = "gap inside a region"
	GapElsewhere      Kind = "gap between regions"
	OutsideRegion     Kind = "unit outside its region"
	Disconnected      Kind = "region in several parts"
	BadLink           Kind = "bad link"
	BadOrder          Kind = "bad order of regions"
	MissingUnit       Kind = "missing unit"
	UnknownUnit       Kind = "unknown unit"
	RepeatedUnit      Kind = "unit named twice"
	Rewound           Kind = "ring wound the other way"
	Touching          Kind = "units that meet in a sliver only"
	Tangled           Kind = "tangled lines"
	ChangedVoters     Kind = "voters changed by half or more"
)

// Fault is one thing wrong with an input. A fault is an error, or a note where it does not stand in the way: a sliver too
// small to matter, a ring wound the other way.
type Fault struct {
	File string
	// Feature is the feature's place in its file, counted from 0, and Line the line of a text file, counted from 1; each is
	// meaningful where HasFeature is true or Line is above 0.
	Feature    int
	HasFeature bool
	Line       int
	ID         string // of the unit, region or place
	Name       string
	Kind       Kind
	Detail     string // what is wrong, in one clause
	Remedy     string // what to do about it, in one clause
	Place      *orb.Point
}

// Error is the fault in one line: file, feature or line, id and name, what is wrong and where, and the remedy.
func (f Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
	}
	b.WriteString(": ")
	if f.HasFeature {
		fmt.Fprintf(&b, "features[%d]", f.Feature)
		if f.ID != "" || f.Name != "" {
			b.WriteString(" ")
		}
	}
	b.WriteString(label(f.ID, f.Name))
	if f.HasFeature || f.ID != "" || f.Name != "" {
		b.WriteString(": ")
	}
	b.WriteString(f.Detail)
	if f.Place != nil {
		fmt.Fprintf(&b, " at %s", place(*f.Place))
	}
	if f.Remedy != "" {
		b.WriteString("; " + f.Remedy)
	}
	return b.String()
}

// label names a unit by id and name.
func label(id, name string) string {
	switch {
	case name == "" || name == id:
		return id
	case id == "":
		return "“" + name + "”"
	}
	return id + " “" + name + "”"
}

// place writes a position as latitude and longitude, as map services take it.
func place(p orb.Point) string { return fmt.Sprintf("%.6f, %.6f (lat, lon)", p[1], p[0]) }

// shownOfKind is how many faults of one kind Faults.Error prints.
const shownOfKind = 25

// Faults is every fault of an input, found in one go, with the notes made beside them. It is an error; errors.As finds it.
type Faults struct {
	List  []Fault
	Notes []Fault
}

// Error prints the faults one a line, of each kind at most 25.
func (f *Faults) Error() string { return strings.Join(Lines(f.List, shownOfKind), "\n") }

// Lines tells faults or notes one a line, of each kind at most so many; a line at the end says how many more there are.
func Lines(faults []Fault, most int) []string {
	var lines []string
	count := map[Kind]int{}
	var order []Kind
	for _, x := range faults {
		if count[x.Kind]++; count[x.Kind] == 1 {
			order = append(order, x.Kind)
		}
		if count[x.Kind] <= most {
			lines = append(lines, x.Error())
		}
	}
	for _, k := range order {
		if n := count[k] - most; n > 0 {
			lines = append(lines, fmt.Sprintf("and %d more: %s", n, k))
		}
	}
	return lines
}

// Has says whether a fault of a kind is among them.
func (f *Faults) Has(kind Kind) bool {
	return slices.ContainsFunc(f.List, func(x Fault) bool { return x.Kind == kind })
}

// add adds an error.
func (f *Faults) add(x Fault) { f.List = append(f.List, x) }

// note adds a note.
func (f *Faults) note(x Fault) { f.Notes = append(f.Notes, x) }

// err is f where it holds an error, else nil.
func (f *Faults) err() error {
	if len(f.List) == 0 {
		return nil
	}
	return f
}
