package voters

import (
	"strconv"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// doubt adds a row for which somebody must decide.
func (r *reading) doubt(w *walk, x line, m match) {
	d, labels := r.undecided(w, x, m)
	r.addDoubt(d)
	f := r.fault(x.at, firstOf(w), m.kind, m.detail, m.remedy)
	f.ID = d.ID
	f.Name = locale.One(x.label)
	if m.remedy.Empty() && (len(labels) > 0 || len(r.faults.List) < fault.PerKind) {
		f.Remedy = r.finder.Remedy(m.found, d.ID, labels)
	}
	r.faults.Add(f)
}

// addDoubt keeps a row for which somebody must decide.
func (r *reading) addDoubt(d Doubt) {
	if len(r.table.Doubts) < mostDoubts {
		r.table.Doubts = append(r.table.Doubts, d)
	}
}

// undecided is a row for which somebody must decide, and what it may mean.
func (r *reading) undecided(w *walk, x line, m match) (d Doubt, labels []locale.Text) {
	d = Doubt{Row: r.cellName(x.at, firstOf(w)), ID: w.idOf(x), Name: x.label, Region: r.regionKey(m.region),
		Voters: input.Trim(x.figure.Text)}
	for _, a := range m.areas {
		labels = append(labels, r.finder.RegionLabel(a))
	}
	for _, u := range m.candidates {
		labels = append(labels, r.finder.Label(u))
	}
	if d.Candidates = labels; !r.book.Book {
		d.Row = strconv.Itoa(x.at.row)
	}
	return d, labels
}
