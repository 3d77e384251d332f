package voters

import (
	"strconv"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// didYouMean offers places by id and name.
func didYouMean(labels []string) locale.Text {
	if len(labels) == 0 {
		return locale.Text{}
	}
	return locale.T("did you mean %s?", locale.Or(labels...))
}

// doubt adds a row for which somebody must decide.
func (r *reading) doubt(w *walk, x line, m match) {
	d, labels := r.undecided(w, x, m)
	r.addDoubt(d)
	f := r.fault(x.at, firstOf(w), m.kind, m.detail, m.remedy)
	id := d.ID
	f.ID = id
	if f.Name = x.label; f.Name == id {
		f.Name = ""
	}
	if m.remedy.Empty() {
		switch {
		case len(labels) > 1:
			f.Remedy = locale.T("decide between %s", locale.Listed(labels, mostNear))
		case len(labels) == 1:
			f.Remedy = didYouMean(labels)
		case id != "" && len(r.faults.List) < fault.PerKind:
			f.Remedy = namesake.Meant(id, r.idList())
		}
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
func (r *reading) undecided(w *walk, x line, m match) (d Doubt, labels []string) {
	id := ""
	if w.useIDs {
		id = idText(x.id)
	}
	d = Doubt{Row: r.cellName(x.at, firstOf(w)), ID: id, Name: x.label, Region: r.regionText(m.region),
		Voters: input.Trim(x.figure.Text)}
	for _, a := range m.areas {
		labels = append(labels, r.regionLabel(a))
	}
	for _, u := range m.candidates {
		labels = append(labels, r.label(u))
	}
	if d.Candidates = labels; !r.book.Book {
		d.Row = strconv.Itoa(x.at.row)
	}
	return d, labels
}
