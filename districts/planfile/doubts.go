package planfile

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Placed is where a unit lies among the shapes of districts.
type Placed struct {
	ID    string
	Names locale.Names
	// Of is the number of its district; several, the one that has most of it first, where none has enough, so that
	// somebody has to decide; none where it lies in no district.
	Of []int
	// Open says that somebody has to decide, be it between one district and none.
	Open bool
	// Shares are the parts of its area in districts, from a thousandth on, the largest first.
	Shares []Share
	// Outside is the part of its area that lies in no district.
	Outside float64
}

// Share is the part of a unit's area, 0 to 1, that lies in a district.
type Share struct {
	District int
	Part     float64
}

// DividedError says that shapes of districts divide units between them, of which somebody has to decide. Its faults
// name these.
type DividedError struct {
	*fault.Faults
	Placed []Placed // of every unit
}

// Unwrap gives the faults.
func (e *DividedError) Unwrap() error { return e.Faults }

// Undecided counts the units of which somebody has to decide.
func Undecided(placed []Placed) (n int) {
	for _, p := range placed {
		if p.Open {
			n++
		}
	}
	return n
}

// Doubts is where every unit lies as a table in a language, which is itself a plan: the district of each unit, the
// share of it there, and what lies elsewhere. An undecided unit has all of its districts, as 15|16, and a hyphen for
// none, which Read leaves open.
func Doubts(placed []Placed, lang string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	put := func(record ...string) { _ = w.Write(record) } // a buffer takes all
	put("unit_id", "name", "district", "share", "others")
	for _, p := range placed {
		share, others := "", p.Shares
		if len(p.Of) > 0 && len(others) > 0 {
			share = strconv.FormatFloat(math.Floor(others[0].Part*1e4+1e-4)/1e4, 'f', -1, 64)
			others = others[1:]
		}
		put(p.ID, p.Names.In(lang), p.label(), share, elsewhere(others, p.Outside, lang))
	}
	w.Flush()
	return b.Bytes()
}

// label is the unit's district as it is written.
func (p Placed) label() string {
	var labels []string
	for _, n := range p.Of {
		labels = append(labels, strconv.Itoa(n))
	}
	if p.Open && len(labels) == 1 {
		labels = append(labels, "-")
	}
	return strings.Join(labels, "|")
}

// elsewhere says how much of a unit lies in other districts, and in none.
func elsewhere(others []Share, outside float64, lang string) string {
	var list []string
	for _, x := range others {
		list = append(list, locale.T("%d: %s", locale.Nth(x.District), percent(x.Part)).In(lang))
	}
	if outside >= told {
		list = append(list, locale.T("outside of all: %s", percent(outside)).In(lang))
	}
	return strings.Join(list, "; ")
}
