package voters

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// regionOf is the region that a row is of; ok is false where its column names one that is not known, which it tells.
func (r *reading) regionOf(w *walk, x line) (region int, ok bool) {
	if w.region < 0 {
		return w.area, true
	}
	text := x.region.Text
	if text == "" {
		if w.carried == "" {
			return w.area, true
		}
		r.notes.add(regionCarried, r.fault(x.at, w.region, ReadAs, locale.Text{}, locale.Text{}), x.label,
			r.regionName(w.carriedRegion))
		return w.carriedRegion, w.carriedRegion >= 0
	}
	if text == w.carried {
		return w.carriedRegion, w.carriedRegion >= 0
	}
	a := r.finder.RegionOf(text, w.idOf(x))
	if w.carried, w.carriedRegion = text, a.Region; a.Region == nowhere {
		r.faults.Add(r.fault(x.at, w.region, UnknownRegion, a.Detail, a.Remedy))
		return nowhere, false
	}
	if a.Otherwise {
		r.notes.add(regionSounds, r.fault(x.at, w.region, ReadAs, locale.Text{}, locale.Text{}), text,
			r.regionName(a.Region))
	}
	return a.Region, true
}

// regionName is what a region is called, nil for none.
func (r *reading) regionName(region int) locale.Names {
	if region < 0 || region >= len(r.regions) {
		return nil
	}
	return r.regions[region].Shown
}

// regionKey is a region as decisions know it, in whatever language they are made: its English name where it has one.
func (r *reading) regionKey(region int) string { return r.regionName(region).In("en") }

// readUnit takes a row as that of a unit, or as a region's total.
func (r *reading) readUnit(w *walk, x line, n int64, err *input.NumberError) {
	region, known := r.regionOf(w, x)
	if !known {
		r.count(record{voters: n, region: nowhere})
		return // what is wrong with its region is told
	}
	m := r.match(w, x, region)
	if !m.decided && !m.out && (!w.useIDs || !filledText(x.id.Text)) && (m.unit < 0 || r.rowOf[m.unit].known()) {
		// A region's name may be that of units too. If it is a unit after all, the total is not the sum of the region's rows.
		if m.areas = r.finder.Region(x.label); len(m.areas) == 1 {
			m.total, m.region = true, m.areas[0]
		}
	}
	if m.total {
		r.regionTotal(w, x, m, n, err)
		return
	}
	if len(m.areas) > 1 {
		w.area, r.bad = nowhere, true // what stands below is of one of these
	}
	rec := record{voters: n, region: region}
	if m.unit >= 0 {
		rec.region = r.units[m.unit].Region
	}
	r.count(rec)
	at := r.fault(x.at, firstOf(w), ReadAs, locale.Text{}, locale.Text{})
	switch {
	case m.out:
		r.notes.add(leftOut, at, m.from, m.text)
		return
	case m.unit < 0:
		r.doubt(w, x, m)
		return
	case m.how == byDecision:
		r.notes.add(byDecision, at, m.from, m.text, r.finder.Label(m.unit))
	case m.how != plainly:
		r.notes.add(m.how, at, m.text, r.finder.Label(m.unit))
	}
	if first := r.rowOf[m.unit]; first.known() {
		f := r.fault(x.at, firstOf(w), fault.RepeatedUnit, locale.T("the unit is named %s already", r.where(first)),
			locale.T("keep one of the lines"))
		f.ID, f.Name = r.units[m.unit].ID, r.units[m.unit].Shown
		r.faults.Add(f)
		return
	}
	if r.rowOf[m.unit] = x.at; err != nil {
		r.badFigure(x, w, &r.units[m.unit], err)
		return
	}
	r.table.Of[m.unit], r.table.Status[m.unit] = n, x.status
}

// firstOf is the column by which a unit is known.
func firstOf(w *walk) int {
	if w.useIDs && w.id >= 0 || len(w.names) == 0 {
		return w.id
	}
	return w.names[0]
}
