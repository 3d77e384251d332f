package voters

import (
	"path"
	"path/filepath"

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
	found      namesake.Match
	from       string
}

// plainly is the way of a unit that is known by its own id.
const plainly = kindsOfNotes

// match finds the unit that a row means: as somebody has decided, by its id, or by its names.
func (r *reading) match(w *walk, x line, region int) match {
	m := match{unit: -1, region: region, how: plainly, kind: Doubtful}
	id := w.idOf(x)
	if d, ok := r.decided.of(id, x.label, r.regionKey(region)); ok && d.unit != "" {
		m.text, m.from = x.label, path.Base(filepath.ToSlash(d.file))
		if m.out = d.unit == leaveOut; m.out {
			return m
		}
		m.decided = true
		if found, _ := r.finder.ByID(d.unit); len(found) == 1 {
			m.unit, m.how = found[0], byDecision
			return m
		}
		if found, _ := r.finder.RegionByID(d.unit); len(found) == 1 {
			m.total, m.region = true, found[0]
			return m
		}
		m.kind, m.detail = fault.UnknownUnit, locale.T("%s says that it is the unit %q, which there is not", d.file, d.unit)
		if len(r.faults.List) < fault.PerKind {
			m.remedy = r.finder.NearestID(d.unit)
		}
		return m
	}
	if r.damaged(x, id, &m) {
		return m
	}
	r.find(w, x, id, &m)
	return m
}

// damaged reports whether a cell has kept nothing of an id by which a unit could be found, and says what to do.
func (r *reading) damaged(x line, id string, m *match) bool {
	const kept = 15 // digits that spreadsheets keep of a number
	switch {
	case id == "":
		return false
	case x.id.Kind == sheet.Number && len(id) > kept:
		m.detail = locale.T("its id %s is a number of more than 15 digits, of which spreadsheets keep no more", id)
	case x.id.Kind == sheet.Date:
		m.detail = locale.T("its id is shown as a date")
	default:
		return false
	}
	m.kind, m.text = fault.UnknownUnit, id
	m.remedy = locale.T("give the column the format of text, and write the ids anew")
	return true
}

// noteOf is the note of the way in which a unit is known.
func noteOf(way namesake.Way) note {
	if way == namesake.ByID {
		return plainly
	}
	return zerosLost + note(way-namesake.ByZeros)
}

// find finds the unit of a row by what it says.
func (r *reading) find(w *walk, x line, id string, m *match) {
	row := namesake.Row{ID: id, Names: x.names, Region: m.region, Stated: w.region >= 0}
	if id == "" && len(row.Names) == 0 {
		row.Names = []string{x.label}
	}
	found := r.finder.Find(row)
	m.unit, m.how, m.text = found.Unit, noteOf(found.Way), found.Text
	m.detail, m.candidates, m.found = found.Detail, found.Candidates, found
	if m.unit >= 0 {
		return
	}
	if nameless := found.Doubt == namesake.UnknownID || found.Doubt == namesake.UnknownName; nameless &&
		len(m.candidates) == 0 && len(r.table.Doubts) < fault.Kept {
		m.candidates = r.finder.Near(row)
	}
	if found.Doubt == namesake.UnknownID && len(m.candidates) == 0 {
		m.kind = fault.UnknownUnit
	}
}
