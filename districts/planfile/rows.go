package planfile

import (
	"cmp"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// table reads the districts of a table's units.
func (r *reading) table(t *table) map[int][]int {
	l := r.look(t)
	c, ok := r.find(t, l)
	if !ok {
		return nil
	}
	if !c.told {
		r.noteColumns(l, c)
	}
	rows := t.rows[len(t.rows)-l.filled:]
	var list []labelled
	var of []int
	var seen known
	strange := 0
	for _, x := range rows {
		id, name := input.Undress(x.cell(c.unit)), input.Undress(x.cell(c.name))
		if id == "" && name == "" {
			if isNone(input.Undress(x.cell(c.district))) {
				continue
			}
			r.rowFault(x, "", geo.UnknownUnit, locale.T("the line names no unit"), locale.T("write its id"))
			continue
		}
		row, ok := r.row(x, id, name, input.Undress(x.cell(c.region)), &seen)
		m := namesake.Match{Unit: -1, Text: cmp.Or(id, name)}
		if ok {
			if m = r.units.Find(row); m.Unit < 0 {
				r.doubt(x, row, m, strange)
				strange++
			}
		}
		where := x.at
		if where.ID = m.Text; m.Unit >= 0 {
			seen.add(m, x.at)
			where.ID, where.Name = r.units.list[m.Unit].ID, r.units.list[m.Unit].Shown
		}
		list, of = append(list, labelled{where, x.cell(c.district)}), append(of, m.Unit)
	}
	r.notes = append(r.notes, seen.notes(r.units)...)
	return gather(of, r.numbers(list, t.counts))
}

// gather puts the numbers of units together; a unit that comes again has all of them. A row whose unit is not known,
// -1, is told of already: its district is read all the same, so that what else is wrong is told too.
func gather(of, numbers []int) map[int][]int {
	out := map[int][]int{}
	for i, u := range of {
		if u >= 0 && numbers[i] > without {
			out[u] = append(out[u], numbers[i])
		}
	}
	return out
}

func (r *reading) rowFault(x record, id string, kind fault.Kind, detail, remedy locale.Text) {
	f := x.at
	f.ID, f.Kind, f.Detail, f.Remedy = id, kind, detail, remedy
	r.faults.Add(f)
}

// noteColumns says what the columns were taken for that have other titles or none.
func (r *reading) noteColumns(l look, c columns) {
	unit := max(c.unit, c.name)
	if c.unit >= 0 {
		unit = c.unit
	}
	f := fault.Fault{File: r.s.Name, Kind: ReadAs}
	f.Detail = locale.T("it has no header; column %d is taken for the units, column %d for the districts",
		locale.Nth(unit+1), locale.Nth(c.district+1))
	if l.headed {
		f.Detail = locale.T("the column %q is taken for the units, %q for the districts", at(l.titles, unit),
			at(l.titles, c.district))
	}
	r.note(f)
}

// row is what a row says of its unit; not ok where it names a region that is not known, which is told.
func (r *reading) row(x record, id, name, region string, seen *known) (row namesake.Row, ok bool) {
	row = namesake.Row{ID: id, Region: nowhere}
	if name != "" {
		row.Names = []string{name}
	}
	if region == "" {
		return row, true
	}
	a := r.units.RegionOf(region, id)
	if a.Region == nowhere {
		r.rowFault(x, cmp.Or(id, name), UnknownRegion, a.Detail, a.Remedy)
		return row, false
	}
	if a.Otherwise {
		seen.addRegion(region, r.units.RegionLabel(a.Region), x.at)
	}
	row.Region, row.Stated = a.Region, true
	return row, true
}

// doubt tells of a row that means no unit, and of the first some what it may mean.
func (r *reading) doubt(x record, row namesake.Row, m namesake.Match, before int) {
	kind := DoubtUnit
	if m.Doubt == namesake.UnknownID || m.Doubt == namesake.UnknownName {
		kind = geo.UnknownUnit
		if len(m.Candidates) == 0 && before < fault.PerKind {
			m.Candidates = r.units.Near(row)
		}
	}
	remedy := locale.Text{}
	if len(m.Candidates) > 0 || before < fault.PerKind {
		remedy = r.units.Remedy(m, row.ID, r.units.Labels(m.Candidates))
	}
	r.rowFault(x, m.Text, kind, m.Detail, remedy)
}

// known counts how units were known, with the first of each way, and regions that are written otherwise.
type known struct {
	count   [ways]int
	first   [ways]namesake.Match
	at      [ways]fault.Fault
	regions map[string]bool
	region  fault.Fault
	area    string      // how the first such region is written
	taken   locale.Text // which it is
}

// ways is how many ways there are in which a unit is known.
const ways = namesake.BySound + 1

func (k *known) add(m namesake.Match, at fault.Fault) {
	if k.count[m.Way]++; k.count[m.Way] == 1 {
		k.first[m.Way], k.at[m.Way] = m, at
	}
}

func (k *known) addRegion(text string, label locale.Text, at fault.Fault) {
	if k.regions == nil {
		k.regions, k.region, k.area, k.taken = map[string]bool{}, at, text, label
	}
	k.regions[text] = true
}

// notes tell of units and regions that were known by something else than their id as it is.
func (k *known) notes(x *units) (out []fault.Fault) {
	if n := len(k.regions); n > 0 {
		f := k.region
		f.Kind, f.Detail = ReadAs, locale.T("%d {1|region is|regions are} known by a name that is written otherwise; the "+
			"first, %q, is taken for %s", n, k.area, k.taken)
		out = append(out, f)
	}
	for w := namesake.ByZeros; w < ways; w++ {
		n := k.count[w]
		if n == 0 {
			continue
		}
		f := k.at[w]
		f.Kind, f.ID, f.Detail = ReadAs, "", namesake.Known(w, n, k.first[w].Text, x.Label(k.first[w].Unit))
		out = append(out, f)
	}
	return out
}
