package geo

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// Near is a pair of units of which it hangs on the tolerance whether they are neighbours.
type Near struct {
	A, B int // unit numbers in the layer, A < B
	// Neighbours says whether they are, at the tolerance in use. Those that are not would be at twice the tolerance, or
	// touch for nearly as long as a border is; those that are would not be at half of it.
	Neighbours bool
	Metres     float64 // length of the contact: at the tolerance where they are neighbours, else at twice the tolerance
	Apart      float64 // metres between their lines where they lie furthest apart
}

// Text says how near the two are.
func (n Near) Text() locale.Text {
	return locale.T("up to %s apart over %s", measure.LengthText(n.Apart), measure.LengthText(n.Metres))
}

// tellApart notes the pairs of units whose common line each has drawn for itself, and the pairs that are near the
// tolerance. It returns the former.
func (r *reading) tellApart() map[[2]int]bool { return r.nearOnes(true) }

// nearOnes lists the pairs near the tolerance, and tells of them and of those whose line is drawn apart where it is to.
func (r *reading) nearOnes(tell bool) map[[2]int]bool {
	out := map[[2]int]bool{}
	width := max(0, r.tolerance.Width)
	note := func(f Fault) {
		if tell {
			r.faults.Note(f)
		}
	}
	apart := locale.T("they are not neighbours at the tolerance of %s; if they are, state it under links",
		measure.LengthText(width))
	for _, c := range r.contacts {
		f := r.pairFault(c, DrawnApart)
		if c.Border && c.Widest > snapMetres {
			out[[2]int{c.A, c.B}] = true
			f.Detail = locale.T("its line and that of %s lie up to %s apart where they run side by side, for %s in all,",
				r.label(c.A), measure.LengthText(c.Widest), measure.LengthText(c.Metres))
			f.Remedy = locale.T("they count as one line")
			note(f)
		}
		near := Near{A: c.A, B: c.B, Neighbours: c.Border, Metres: c.Metres, Apart: c.Widest}
		f.Kind = NearTolerance
		switch {
		case c.Border && !c.AtHalf:
			f.Detail = locale.T("it and %s are neighbours for %s, where their lines are up to %s apart,", r.label(c.A),
				measure.LengthText(c.Metres), measure.LengthText(c.Widest))
			f.Remedy = locale.T("at half the tolerance, %s, they would not be", measure.LengthText(width/2))
		case !c.Border && c.AtDouble:
			near.Metres = c.Further
			f.Detail = locale.T("it and %s lie up to %s apart over %s,", r.label(c.A), measure.LengthText(c.FurtherWidest),
				measure.LengthText(c.Further))
			near.Apart = c.FurtherWidest
			f.Remedy = apart
		case !c.Border && c.Metres > width:
			f.Detail = locale.T("it and %s touch along %s only,", r.label(c.A), measure.LengthText(c.Metres))
			f.Remedy = apart
		default:
			continue
		}
		r.layer.Near = append(r.layer.Near, near)
		note(f)
	}
	return out
}

// snapMetres is topology.DefaultTolerance, above which lines count as drawn apart.
const snapMetres = 0.01

func (r *reading) pairFault(c topology.Contact, kind Kind) Fault {
	f := r.unitFault(r.layer.Units[c.B], kind, locale.Text{}, locale.Text{})
	f.Place = &c.At
	return f
}

func (r *reading) label(unit int) locale.Text {
	u := r.layer.Units[unit]
	return fault.LabelFeature(u.Feature, u.ID, u.Names)
}

// tellTouching notes the units that have a line in common once slivers are shared out, and no border.
func (r *reading) tellTouching() {
	if r.faults.Err() != nil || r.s.Adjacency == ByGabriel {
		return // wide overlaps are borders of neither, and told; who sees whom is no matter of lines
	}
	border := map[[2]int]bool{}
	for _, b := range r.layer.Borders {
		border[[2]int{b.A, b.B}] = true
	}
	for _, n := range r.layer.Near {
		border[[2]int{n.A, n.B}] = true // told
	}
	for _, b := range r.layer.Topology.Borders() {
		if border[[2]int{b.A, b.B}] {
			continue
		}
		r.faults.Note(r.unitFault(r.layer.Units[b.B], Touching,
			locale.T("it meets %s only along %s of a sliver", r.label(b.A), measure.LengthText(b.Metres)),
			locale.T("they do not count as neighbours; if they are, state it under links")))
	}
}
