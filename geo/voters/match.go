package voters

import (
	"path"
	"path/filepath"
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// match is which unit a row means, and how that is known.
type match struct {
	unit       int // -1 for none
	how        note
	text       string // by which it is known
	candidates []int
	decided    bool  // somebody has decided what it means
	total      bool  // it is the total of a region
	areas      []int // regions that it may mean
	region     int   // that the row is of, or whose total it is
	detail     locale.Text
	remedy     locale.Text
	kind       fault.Kind
	out        bool // it is left out by decision
	from       string
}

// plainly is the way of a unit that is known by its own id.
const plainly = kindsOfNotes

// match finds the unit that a row means: as somebody has decided, by its id, or by its names.
func (r *reading) match(w *walk, x line, region int) match {
	m := match{unit: -1, region: region, how: plainly, kind: Doubtful}
	id := ""
	if w.useIDs {
		id = idText(x.id)
	}
	if d, ok := r.decided.of(id, x.label, r.regionText(region)); ok && d.unit != "" {
		m.text, m.from = x.label, path.Base(filepath.ToSlash(d.file))
		if m.out = d.unit == leaveOut; m.out {
			return m
		}
		m.decided = true
		if found, _ := r.ids.Find(d.unit); len(found) == 1 {
			m.unit, m.how = found[0], byDecision
			return m
		}
		if found, _ := r.regionIDs.Find(d.unit); len(found) == 1 {
			m.total, m.region = true, found[0]
			return m
		}
		m.kind, m.detail = fault.UnknownUnit, locale.T("%s says that it is the unit %q, which there is not", d.file, d.unit)
		if len(r.faults.List) < fault.PerKind {
			m.remedy = fault.DidYouMean(fault.Nearest(d.unit, r.idList(), 1, 0))
		}
		return m
	}
	if id != "" {
		r.matchID(w, x, id, &m)
		return m
	}
	r.matchNames(x, region, &m)
	return m
}

func (r *reading) idList() []string {
	ids := make([]string, len(r.units))
	for i, u := range r.units {
		ids[i] = u.ID
	}
	return ids
}

// matchID finds a unit by its id.
func (r *reading) matchID(w *walk, x line, id string, m *match) {
	m.text = id
	const kept = 15 // digits that spreadsheets keep of a number
	switch {
	case x.id.Kind == sheet.Number && len(id) > kept:
		m.kind, m.detail = fault.UnknownUnit, locale.T("its id %s is a number of more than 15 digits, of which spreadsheets "+
			"keep no more", id)
		m.remedy = locale.T("give the column the format of text, and write the ids anew")
		return
	case x.id.Kind == sheet.Date:
		m.kind, m.detail = fault.UnknownUnit, locale.T("its id is shown as a date")
		m.remedy = locale.T("give the column the format of text, and write the ids anew")
		return
	}
	found, loss := r.ids.Find(id)
	switch {
	case len(found) == 1:
		m.unit = found[0]
		m.how = map[namesake.Loss]note{namesake.Exact: plainly, namesake.Zeros: zerosLost, namesake.Exponent: idExponent,
			namesake.Grouping: idGrouped}[loss]
	case len(found) > 1:
		m.candidates = found
		m.detail = locale.T("its id %q fits several units", id)
	default:
		m.kind, m.detail = fault.UnknownUnit, locale.T("there is no unit of this id")
		if len(x.names) > 0 {
			var by match
			r.matchNames(x, m.region, &by)
			m.candidates = by.candidates
			if by.unit >= 0 {
				m.candidates = []int{by.unit}
			}
			if len(m.candidates) > 0 {
				m.kind = Doubtful
			}
		}
		return
	}
	if m.unit < 0 {
		return
	}
	if own := r.units[m.unit].Region; w.region >= 0 && m.region >= 0 && m.region != own {
		m.candidates = []int{m.unit}
		m.detail = locale.T("its id is that of %s, which is in %s, and the row is of %s", r.label(m.unit), r.regionLabel(own),
			r.regionLabel(m.region))
		m.unit = -1
		return
	}
	for _, name := range x.names { // a row that has slipped against its neighbour's id
		if r.names.Means(m.unit, name) {
			continue
		}
		other, bySound := r.names.Find(name, r.units[m.unit].Region)
		if len(other) > 0 && !bySound && !slices.Contains(other, m.unit) {
			m.candidates = append([]int{m.unit}, other...)
			m.unit, m.detail = -1, locale.T("its id is that of %s, and its name, %q, that of %s", r.label(m.unit), name,
				r.label(other[0]))
			return
		}
	}
}

// matchNames finds a unit by its names.
func (r *reading) matchNames(x line, region int, m *match) {
	names := x.names
	if len(names) == 0 {
		names = []string{x.label}
	}
	m.text = names[0]
	bySound := false
	var found []int
	for _, name := range names {
		some, sounds := r.names.Find(name, region)
		if whole, part, ok := namesake.Split(name); ok && len(some) == 0 {
			if in := r.findRegion(whole); len(in) == 1 && (region == nowhere || region == in[0]) {
				some, sounds = r.names.Find(part, in[0])
			}
		}
		switch {
		case len(some) == 0:
		case len(found) == 0:
			found, bySound = some, sounds
		default: // in another language; what both can mean is meant
			if both := common(found, some); len(both) > 0 {
				found, bySound = both, bySound && sounds
			} else {
				found = append(found, some...)
			}
		}
	}
	if len(found) == 1 {
		m.unit, m.how = found[0], byName
		if bySound {
			m.how = soundsAlike
		}
		return
	}
	m.candidates = found
	switch {
	case len(found) > 1:
		m.detail = locale.T("%q may be one of several units", names[0])
	case region != nowhere:
		m.detail = locale.T("no unit of %s is called %q", r.regionText(region), names[0])
	default:
		m.detail = locale.T("no unit is called %q", names[0])
	}
	if len(found) == 0 && len(r.table.Doubts) < fault.Kept {
		for _, name := range names {
			if m.candidates = r.names.Near(name, region, mostNear); len(m.candidates) == 0 && region != nowhere {
				m.candidates, _ = r.names.Find(name, nowhere)
			}
			if len(m.candidates) > 0 {
				break
			}
		}
	}
}

// mostNear is how many units are offered for a name.
const mostNear = 5

func common(a, b []int) (both []int) {
	for _, x := range a {
		if slices.Contains(b, x) {
			both = append(both, x)
		}
	}
	return both
}
