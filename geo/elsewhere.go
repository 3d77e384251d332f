package geo

import (
	"cmp"
	"maps"
	"math"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// Elsewhere is voters without a territory of their own: abroad, on a ship, in a closed station. They count in a unit,
// and so in its voters.
type Elsewhere struct {
	ID     string
	Names  Names
	Kind   string // abroad, ship or closed, for which documents have words, or any other word
	Unit   int    // of the layer
	Voters int64
}

// ElsewhereOf are the voters without territory that count in each unit; nil where there are none at all.
func (l *Layer) ElsewhereOf() []int64 {
	if len(l.Elsewhere) == 0 {
		return nil
	}
	of := make([]int64, len(l.Units))
	for _, x := range l.Elsewhere {
		of[x.Unit] += x.Voters
	}
	return of
}

// elsewhereColumns are those of the table; the first three must be there.
func elsewhereColumns() []string {
	columns := []string{"id", "unit_id", "voters", "kind", "name"}
	for _, lang := range locale.Languages() {
		columns = append(columns, "name_"+lang)
	}
	return columns
}

// readElsewhere reads the table of voters without territory and counts them in their units. The faults name every line
// that names no unit or an unknown one, has no id or that of another, or no whole number of voters.
func (r *reading) readElsewhere() error {
	if r.s.Elsewhere == nil || r.unsettled {
		return nil
	}
	f := *r.s.Elsewhere
	index := make(map[string]int, len(r.layer.Units))
	for i, u := range r.layer.Units {
		index[u.ID] = i
	}
	whole := r.largestParts()
	ids := append(sortedKeys(index), sortedKeys(whole)...)
	first := map[string]int{} // line, by id
	for _, x := range readTable(f, elsewhereColumns(), 3, &r.faults) {
		e := Elsewhere{ID: x.values[0], Kind: x.values[3], Names: Names{}}
		bad := func(kind Kind, detail, remedy locale.Text) {
			r.faults.Add(Fault{File: f.Name, Line: x.line, ID: e.ID, Kind: kind, Detail: detail, Remedy: remedy})
		}
		if x.values[4] != "" {
			e.Names[Undetermined] = x.values[4]
		}
		for i, lang := range locale.Languages() {
			if name := x.values[5+i]; name != "" {
				e.Names[lang] = name
			}
		}
		e.Names = orID(e.Names, e.ID)
		switch line, twice := first[e.ID]; {
		case e.ID == "":
			bad(MissingID, locale.T("the line has no id"), locale.T("give it one, or delete the line"))
		case twice:
			bad(DuplicateID, locale.T("the id is given on line %d already", locale.Nth(line)),
				locale.T("give every line an id of its own"))
		default:
			first[e.ID] = x.line
		}
		u, ok := index[x.values[1]]
		if !ok {
			u, ok = index[withoutPoint(x.values[1])]
		}
		if !ok {
			if u, ok = whole[x.values[1]]; ok {
				r.faults.Note(Fault{File: f.Name, Line: x.line, ID: e.ID, Kind: ReadAs,
					Detail: locale.T("the unit %s, in which its voters count, is divided; they count in that of its parts which "+
						"has the most voters, %s", x.values[1], r.labelOf(u)),
					Remedy: locale.T("name another of its parts if it is not that one")})
			}
		}
		if e.Unit = u; !ok {
			bad(UnknownUnit, locale.T("there is no unit %q in which its voters could count", x.values[1]),
				namesake.Meant(x.values[1], ids))
		}
		n, err := input.Whole(x.values[2])
		if x.values[2] == "" {
			_, err = input.Value{}.Whole()
		}
		switch e.Voters = n; {
		case err != nil && !x.surplus:
			bad(BadNumber, locale.T("voters %s", err.Detail), err.Remedy)
		case err == nil && ok && n > math.MaxInt64-r.layer.Units[u].Voters:
			bad(BadNumber, locale.T("voters add up to more than can be counted"),
				locale.T("check for a slip of the decimal point"))
		case err == nil && ok:
			r.layer.Units[u].Voters += n
			r.layer.Elsewhere = append(r.layer.Elsewhere, e)
		}
	}
	return nil
}

// largestParts are, by the id of each unit that finer ones have replaced, that of these which has the most voters, of
// equal ones that with the lowest id.
func (r *reading) largestParts() map[string]int {
	largest := map[string]int{}
	for _, d := range r.layer.Divided {
		largest[d.ID] = -1
	}
	for u, x := range r.layer.Units {
		if len(x.Parents) == 0 {
			continue
		}
		whole := x.Parents[len(x.Parents)-1]
		best, divided := largest[whole]
		if !divided {
			continue
		}
		if best >= 0 {
			if y := r.layer.Units[best]; cmp.Or(cmp.Compare(y.Voters, x.Voters), cmp.Compare(x.ID, y.ID)) >= 0 {
				continue
			}
		}
		largest[whole] = u
	}
	maps.DeleteFunc(largest, func(_ string, u int) bool { return u < 0 })
	return largest
}
