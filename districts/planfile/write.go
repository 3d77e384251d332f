package planfile

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/planfile/ben"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Dialect is a form in which programs write which unit has which district.
type Dialect string

// The dialects, by the program or office that they are of.
const (
	Okrug         Dialect = "okrug" // unit_id,district
	Census        Dialect = "baf"   // BLOCKID|DISTRICT, with codes of two digits or more, and ZZ for no district
	Dave          Dialect = "dave"
	Districtr     Dialect = "districtr"
	DistrictrJSON Dialect = "districtr-json"
	BEN           Dialect = "ben" // and XBEN are ensembles of one plan
	XBEN          Dialect = "xben"
)

// Dialects are those of tables and objects, which the ending of a name does not tell apart.
func Dialects() []string {
	return []string{string(Okrug), string(Census), string(Dave), string(Districtr), string(DistrictrJSON)}
}

// Endings are those that names of its files have, the usual one first.
func (d Dialect) Endings() []string {
	switch d {
	case Census:
		return []string{".txt", ".csv"}
	case DistrictrJSON:
		return []string{".json"}
	case BEN, XBEN:
		return []string{"." + string(d)}
	}
	return []string{".csv"}
}

// LeavesOut reports whether units without a district are not in its files at all, as the programs write them.
func (d Dialect) LeavesOut() bool { return d == Dave || d == Districtr || d == DistrictrJSON }

// Assigned is which unit has which district, as it is to be written.
type Assigned struct {
	Place string // the id of what is divided, which Districtr keeps
	IDs   []string
	// Of are the numbers of each unit's districts, from 1; none for a unit without, several for one that a plan has in
	// several.
	Of        [][]int
	Districts int // of the whole
}

// Write writes a plan in a dialect, which Read reads as the same plan. What the dialect cannot say is refused: several
// districts of a unit anywhere but in Okrug, a unit without one in an ensemble, and numbers above that of all districts
// where these are counted from 0.
func Write(d Dialect, a Assigned) ([]byte, error) {
	highest := 0
	var several []string
	for u, of := range a.Of {
		highest = max(highest, slices.Max(append(slices.Clone(of), 0)))
		if len(of) > 1 {
			several = append(several, a.IDs[u])
		}
	}
	switch {
	case d != Okrug && len(several) > 0:
		return nil, locale.Errorf("%d {1|unit has|units have} several districts, and the form %s says one: %s; decide, or "+
			"choose %s", len(several), string(d), locale.Listed(several, fault.PerKind), string(Okrug))
	case (d == Districtr || d == DistrictrJSON) && highest > a.Districts:
		return nil, locale.Errorf("the plan has a district %d, and there are %d, which Districtr counts from 0; number them "+
			"from 1 to %d, or choose another form than %s", locale.Nth(highest), a.Districts, a.Districts, string(d))
	}
	var b bytes.Buffer
	switch d {
	case BEN, XBEN:
		return a.ensemble(ben.Form("." + d))
	case DistrictrJSON:
		return a.object()
	case Districtr:
		// Districtr puts the head in quotation marks, and takes it apart at its hyphens.
		fmt.Fprintf(&b, "\"id-%s-units-%d-Districts\",assignment\n", a.place(), a.Districts)
		a.rows(&b, d, ',', func(n int) string { return strconv.Itoa(n - 1) })
	case Dave:
		b.WriteString("GEOID20,District\n")
		a.rows(&b, d, ',', strconv.Itoa)
	case Census:
		b.WriteString("BLOCKID|DISTRICT\n")
		width := max(2, len(strconv.Itoa(highest)))
		a.rows(&b, d, '|', func(n int) string {
			if n == without {
				return "ZZ"
			}
			return fmt.Sprintf("%0*d", width, n)
		})
	default:
		b.WriteString("unit_id,district\n")
		a.rows(&b, d, ',', func(n int) string {
			if n == without {
				return ""
			}
			return strconv.Itoa(n)
		})
	}
	return b.Bytes(), nil
}

// rows writes a line for each district of each unit.
func (a Assigned) rows(b *bytes.Buffer, d Dialect, comma rune, label func(number int) string) {
	w := csv.NewWriter(b)
	w.Comma = comma
	for u, of := range a.Of {
		if len(of) == 0 && !d.LeavesOut() {
			of = []int{without}
		}
		for _, n := range of {
			_ = w.Write([]string{a.IDs[u], label(n)}) // a buffer takes all
		}
	}
	w.Flush()
}

// ensemble writes the only plan of an ensemble. Its positions are the units, each with a district.
func (a Assigned) ensemble(f ben.Form) ([]byte, error) {
	var open []string
	plan := make([]int, len(a.Of))
	for u, of := range a.Of {
		if len(of) == 0 {
			open = append(open, a.IDs[u])
			continue
		}
		plan[u] = of[0] - 1
	}
	if len(open) > 0 {
		return nil, locale.Errorf("%d {1|unit has|units have} no district, and an ensemble gives every unit one: %s; write "+
			"a plan that is not finished with --assignment %s", len(open), locale.Listed(open, fault.PerKind), string(Okrug))
	}
	var b bytes.Buffer
	err := ben.WritePlan(&b, f, plan)
	return b.Bytes(), err
}

// object writes the object that Districtr exports, with what of it a plan says. Keys of the assignment keep the order
// of the units.
func (a Assigned) object() ([]byte, error) {
	var b bytes.Buffer
	text := func(s string) {
		quoted, err := json.Marshal(s)
		if err != nil { // no text is one
			panic(err)
		}
		b.Write(quoted)
	}
	b.WriteString(`{"id": `)
	text(a.place())
	b.WriteString(`, "placeId": `)
	text(a.place())
	fmt.Fprintf(&b, `, "problem": {"numberOfParts": %d, "name": "Districts", "pluralNoun": "Districts"}, `+
		`"units": {"id": "units", "name": "Units"}, "assignment": {`, a.Districts)
	between := ""
	for u, of := range a.Of {
		if len(of) > 0 {
			b.WriteString(between)
			text(a.IDs[u])
			fmt.Fprintf(&b, ": %d", of[0]-1)
			between = ", "
		}
	}
	b.WriteString("}}\n")
	return b.Bytes(), nil
}

// place is the id of what is divided, with nothing in it that has a meaning in Districtr's head.
func (a Assigned) place() string {
	return cmp.Or(strings.Map(func(r rune) rune {
		if strings.ContainsRune("-\",\r\n", r) {
			return '_'
		}
		return r
	}, a.Place), "place")
}
