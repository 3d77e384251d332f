package geo

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// Elsewhere is voters without a territory of their own: abroad, on a ship, in a closed station. They count in a unit,
// and so in its voters.
type Elsewhere struct {
	ID    string
	Names Names
	Kind  string // abroad, ship or closed, for which documents have words, or any other word
	Unit  int    // of the layer
	// District is the district that they were given to, of the plan that was known when their table was read; 0 where the
	// table names the unit itself.
	District int
	Voters   int64
}

// ElsewhereTable is a table of voters without territory: a CSV file with id, unit_id or district, voters and, if they
// are there, kind, name and name_kk, name_ru and name_en. Districts are those of a plan that is known: in each, the
// unit with the most voters of its own counts them.
type ElsewhereTable struct {
	File
	// Districts are those of a plan, by the ids of its units; nil where no plan is known yet: none may then be named.
	Districts map[string]int

	// Plain is set by Read where the file names districts: the same table, with their units.
	Plain []byte
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

// elsewhereColumns are those of the table; of the first three the last may be a district in its place.
func elsewhereColumns() wanted {
	columns := []string{"id", "voters", "unit_id", "district", "kind", "name"}
	for _, lang := range locale.Languages() {
		columns = append(columns, "name_"+lang)
	}
	return wanted{columns: columns, required: 3, or: map[string]string{"unit_id": "district"}}
}

// readElsewhere reads the table of voters without territory and counts them in their units. The faults name every line
// that names no unit or an unknown one, has no id or that of another, or no whole number of voters.
func (r *reading) readElsewhere() error {
	if r.s.Elsewhere == nil || r.unsettled {
		return nil
	}
	t := r.s.Elsewhere
	find := r.newWhere(t)
	districts := false
	first := map[string]int{} // line, by id
	for _, x := range readTable(t.File, elsewhereColumns(), &r.faults) {
		e := Elsewhere{ID: x.values[0], Kind: x.values[4], Names: Names{}}
		bad := func(kind Kind, detail, remedy locale.Text) {
			r.faults.Add(Fault{File: t.Name, Line: x.line, ID: e.ID, Kind: kind, Detail: detail, Remedy: remedy})
		}
		if x.values[5] != "" {
			e.Names[Undetermined] = x.values[5]
		}
		for i, lang := range locale.Languages() {
			if name := x.values[6+i]; name != "" {
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
		ok := find.unit(&e, x.line, x.values[2], x.values[3])
		districts = districts || x.values[3] != ""
		n, err := input.Whole(x.values[1])
		if x.values[1] == "" {
			_, err = input.Value{}.Whole()
		}
		switch e.Voters = n; {
		case err != nil && !x.surplus:
			bad(BadNumber, locale.T("voters %s", err.Detail), err.Remedy)
		case err == nil && ok && n > math.MaxInt64-r.layer.Units[e.Unit].Voters:
			bad(BadNumber, locale.T("voters add up to more than can be counted"),
				locale.T("check for a slip of the decimal point"))
		case err == nil && ok:
			r.layer.Units[e.Unit].Voters += n
			r.layer.Elsewhere = append(r.layer.Elsewhere, e)
		}
	}
	if districts {
		t.Plain = r.layer.ElsewhereAs(func(u Unit) string { return u.ID })
	}
	return nil
}

// where finds the units in which voters without territory count.
type where struct {
	*reading
	table *ElsewhereTable
	index map[string]int // units, by id
	// whole are units that finer ones have replaced, and in the largest of each, by their ids and numbers.
	whole   map[string]int
	largest map[string]int
	ids     []string // of units that may be named
}

// newWhere looks at the units before any voters without territory are among theirs: those make no unit larger.
func (r *reading) newWhere(t *ElsewhereTable) *where {
	w := &where{reading: r, table: t, index: make(map[string]int, len(r.layer.Units))}
	for i, u := range r.layer.Units {
		w.index[u.ID] = i
	}
	divided := map[string]bool{}
	for _, d := range r.layer.Divided {
		divided[d.ID] = true
	}
	w.whole = r.largestOf(func(u Unit) string {
		if n := len(u.Parents); n > 0 && divided[u.Parents[n-1]] {
			return u.Parents[n-1]
		}
		return ""
	})
	w.largest = r.largestOf(func(u Unit) string {
		if d := t.Districts[u.ID]; d > 0 {
			return strconv.Itoa(d)
		}
		return ""
	})
	w.ids = append(sortedKeys(w.index), sortedKeys(w.whole)...)
	return w
}

// numbers says which districts may be named.
func (w *where) numbers() locale.Text {
	if len(w.largest) == 0 {
		return locale.Text{}
	}
	all := slices.Sorted(maps.Values(w.table.Districts))
	return locale.T("its districts are numbered from %s to %s", strconv.Itoa(all[0]), strconv.Itoa(all[len(all)-1]))
}

// largestOf is, by what units belong to, that of these which has the most voters, of equal ones that with the lowest
// id. A unit that belongs to nothing is left out.
func (r *reading) largestOf(of func(Unit) string) map[string]int {
	largest := map[string]int{}
	for u, x := range r.layer.Units {
		key := of(x)
		if key == "" {
			continue
		}
		if best, ok := largest[key]; ok {
			y := r.layer.Units[best]
			if cmp.Or(cmp.Compare(y.Voters, x.Voters), cmp.Compare(x.ID, y.ID)) >= 0 {
				continue
			}
		}
		largest[key] = u
	}
	return largest
}

// unit finds the unit that a line names, by itself or by its district, and says what is wrong where it finds none.
func (w *where) unit(e *Elsewhere, line int, id, district string) bool {
	told := Fault{File: w.table.Name, Line: line, ID: e.ID}
	bad := func(kind Kind, detail, remedy locale.Text) bool {
		told.Kind, told.Detail, told.Remedy = kind, detail, remedy
		w.faults.Add(told)
		return false
	}
	note := func(detail, remedy locale.Text) {
		told.Kind, told.Detail, told.Remedy = ReadAs, detail, remedy
		w.faults.Note(told)
	}
	if district != "" && w.table.Districts == nil {
		return bad(NoDistricts, locale.T("its voters are to count in district %s, and no district has a number before "+
			"there is a plan", district), locale.T("name a unit under unit_id, or give the table to a verb that takes a plan, "+
			"such as okrug check or okrug amend"))
	}
	u, named := w.index[id]
	if !named {
		u, named = w.index[withoutPoint(id)]
	}
	if !named {
		if u, named = w.whole[id]; named {
			note(locale.T("the unit %s, in which its voters count, is divided; they count in that of its parts which "+
				"has the most voters, %s", id, w.labelOf(u)), locale.T("name another of its parts if it is not that one"))
		}
	}
	if !named && (id != "" || district == "") {
		return bad(UnknownUnit, locale.T("there is no unit %q in which its voters could count", id),
			namesake.Meant(id, w.ids))
	}
	e.Unit = u
	if district == "" {
		return true
	}
	most, ok := w.largest[withoutPoint(district)]
	if !ok {
		return bad(UnknownUnit, locale.T("the plan has no district %q in which its voters could count", district),
			w.numbers())
	}
	e.District = w.table.Districts[w.layer.Units[most].ID]
	switch {
	case !named:
		e.Unit = most
		note(locale.T("its voters are given to district %s; they count in that of its units which has the most voters, %s",
			strconv.Itoa(e.District), w.labelOf(most)),
			locale.T("name another of its units under unit_id if it is not that one"))
	case w.table.Districts[w.layer.Units[u].ID] != e.District:
		return bad(UnknownUnit, locale.T("the unit %s, in which its voters are to count, is not in district %s", w.labelOf(u),
			strconv.Itoa(e.District)), locale.T("leave one of the two empty"))
	}
	return true
}

// ElsewhereAs is the table of voters without territory, with what stands for the unit in which they count.
func (l *Layer) ElsewhereAs(unit func(Unit) string) []byte {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	head := []string{"id", "unit_id", "voters", "kind", "name"}
	for _, lang := range locale.Languages() {
		head = append(head, "name_"+lang)
	}
	// A bytes.Buffer does not fail, so neither does the writer.
	_ = out.Write(head)
	for _, x := range l.Elsewhere {
		line := []string{x.ID, unit(l.Units[x.Unit]), strconv.FormatInt(x.Voters, 10), x.Kind, x.Names[Undetermined]}
		for _, lang := range locale.Languages() {
			line = append(line, x.Names[lang])
		}
		_ = out.Write(line)
	}
	out.Flush()
	return b.Bytes()
}
