package planfile

import (
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
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
		id, name := undress(x.cell(c.unit)), undress(x.cell(c.name))
		if id == "" && name == "" {
			if isNone(undress(x.cell(c.district))) {
				continue
			}
			r.rowFault(x, "", geo.UnknownUnit, locale.T("the line names no unit"), locale.T("write its id"))
			continue
		}
		region := nowhere
		if text := undress(x.cell(c.region)); text != "" {
			region = r.units.findRegion(text)
		}
		m, detail, remedy := r.units.match(id, name, region, strange < fault.PerKind)
		if m.unit < 0 {
			strange++
			kind := geo.UnknownUnit
			if m.doubt {
				kind = DoubtUnit
			}
			r.rowFault(x, m.text, kind, detail, remedy)
		}
		where := x.at
		if where.ID = m.text; m.unit >= 0 {
			seen.add(m, x.at)
			where.ID, where.Name = r.units.idList[m.unit], r.units.shown[m.unit]
		}
		list, of = append(list, labelled{where, x.cell(c.district)}), append(of, m.unit)
	}
	r.notes = append(r.notes, seen.notes(r.units)...)
	return gather(of, r.numbers(list, t.fromZero))
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

// known counts how units were known, with the first of each way.
type known struct {
	count [ways]int
	first [ways]matched
	at    [ways]fault.Fault
}

func (k *known) add(m matched, at fault.Fault) {
	if k.count[m.how]++; k.count[m.how] == 1 {
		k.first[m.how], k.at[m.how] = m, at
	}
}

// notes tell of units that were known by something else than their id as it is.
func (k *known) notes(x *units) (out []fault.Fault) {
	for w := byZeros; w < ways; w++ {
		n := k.count[w]
		if n == 0 {
			continue
		}
		text, label := k.first[w].text, x.label(k.first[w].unit)
		f := k.at[w]
		f.Kind, f.ID = ReadAs, ""
		switch w {
		case byZeros:
			f.Detail = locale.T("%d {1|id lacks|ids lack} zeros that a spreadsheet took away; the first, %q, is taken for %s", n,
				text, label)
		case byExponent:
			f.Detail = locale.T("%d {1|id is|ids are} written with an exponent, and {1|fits|fit} one unit alone; the first, "+
				"%q, is taken for %s", n, text, label)
		case byGrouping:
			f.Detail = locale.T("%d {1|id has|ids have} marks between thousands; the first, %q, is taken for %s", n, text, label)
		case byItsName:
			f.Detail = locale.T("%d {1|unit is|units are} known by {1|its name|their names}; the first, %q, is taken for %s", n,
				text, label)
		}
		out = append(out, f)
	}
	return out
}
