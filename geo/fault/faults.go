package fault

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// PerKind is how many faults of one kind Faults.Error prints.
const PerKind = 25

// Kept is how many faults of one kind Faults.List holds; of what is beyond, the number is known.
const Kept = 1000

// Faults is every fault of an input, found in one go, with the notes made beside them, both in the order in which their
// maker found or sorted them. It is an error; errors.As finds it, and in it the first Fault.
type Faults struct {
	List  []Fault
	Notes []Fault
	more  map[Kind]int // faults beyond Kept
	kept  map[Kind]int // those in List that Add put there
}

// Error prints the faults one a line of English, of each kind at most PerKind.
func (f *Faults) Error() string { return f.In("en") }

// In prints the faults one a line of a language, of each kind at most PerKind.
func (f *Faults) In(lang string) string {
	var lines []string
	for _, l := range tell(f.List, PerKind, f.more) {
		lines = append(lines, l.In(lang))
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the faults to errors.As, in their order.
func (f *Faults) Unwrap() []error {
	errs := make([]error, len(f.List))
	for i, x := range f.List {
		errs[i] = x
	}
	return errs
}

// Lines tells faults or notes one a line, of each kind at most so many; a line at the end says how many more there are.
func Lines(faults []Fault, most int) []locale.Text { return tell(faults, most, nil) }

// tell is Lines with what there is besides the faults in the list.
func tell(faults []Fault, most int, more map[Kind]int) []locale.Text {
	var lines []locale.Text
	count := map[Kind]int{}
	var order []Kind
	for _, x := range faults {
		if count[x.Kind]++; count[x.Kind] == 1 {
			order = append(order, x.Kind)
		}
		if count[x.Kind] <= most {
			lines = append(lines, locale.T("%s", x))
		}
	}
	for _, k := range order {
		if n := count[k] - most + more[k]; n > 0 {
			lines = append(lines, locale.T("and %d more: %s", n, locale.Text{Key: string(k)}))
		}
	}
	return lines
}

// Has says whether a fault of a kind is among them.
func (f *Faults) Has(kind Kind) bool {
	return slices.ContainsFunc(f.List, func(x Fault) bool { return x.Kind == kind })
}

// Without are the faults but for those of a kind.
func (f *Faults) Without(kind Kind) *Faults {
	out := &Faults{Notes: f.Notes, kept: maps.Clone(f.kept), more: maps.Clone(f.more)}
	for _, x := range f.List {
		if x.Kind != kind {
			out.List = append(out.List, x)
		}
	}
	delete(out.kept, kind)
	delete(out.more, kind)
	return out
}

// Add adds a fault that is an error. Beyond Kept of a kind it is counted and not kept: what a file of a million wrong
// lines says is said by the first of them.
func (f *Faults) Add(x Fault) {
	if f.kept == nil {
		f.kept, f.more = map[Kind]int{}, map[Kind]int{}
	}
	if f.kept[x.Kind] >= Kept {
		f.more[x.Kind]++
		return
	}
	f.kept[x.Kind]++
	f.List = append(f.List, x)
}

// Merge adds the faults and notes of another list.
func (f *Faults) Merge(other *Faults) {
	for _, x := range other.List {
		f.Add(x)
	}
	for k, n := range other.more {
		if n > 0 {
			f.more[k] += n
		}
	}
	f.Notes = append(f.Notes, other.Notes...)
}

// AsNotes are the errors as notes, which end with how many more there are of each kind.
func (f *Faults) AsNotes() []Fault {
	notes := f.List
	for _, k := range slices.Sorted(maps.Keys(f.more)) {
		if n := f.more[k]; n > 0 {
			notes = append(notes, Fault{Kind: k, Detail: locale.T("and %d more: %s", n, locale.Text{Key: string(k)})})
		}
	}
	return notes
}

// Note adds a fault that does not stand in the way.
func (f *Faults) Note(x Fault) { f.Notes = append(f.Notes, x) }

// Sort puts the errors into the order of files, lines, columns and texts, and drops those that are there twice.
func (f *Faults) Sort() {
	slices.SortStableFunc(f.List, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Error(), b.Error()))
	})
	f.List = slices.CompactFunc(f.List, func(a, b Fault) bool { return a.Kind == b.Kind && a.Error() == b.Error() })
}

// Err is f where it holds an error, else nil.
func (f *Faults) Err() error {
	if len(f.List) == 0 {
		return nil
	}
	return f
}
