package repair

import (
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// overlaps tells who gets what two units cover, and refuses what only a person can decide.
func (r *repair) overlaps(t *topology.Topology, found *topology.Findings, order []int) {
	if len(found.Overlaps) == 0 {
		return
	}
	weight := r.weights()
	where := t.Locator()
	for _, o := range found.Overlaps {
		// By their order in the file, the first is A.
		i, j := min(order[o.A], order[o.B]), max(order[o.A], order[o.B])
		r.common[[2]int{i, j}] += o.Area
		a, b := r.units[i], r.units[j]
		small, large := measure.Area(a.area), measure.Area(b.area)
		small, large = min(small, large), max(small, large)
		f := r.fault(b, geo.Overlapping, locale.T("it overlaps %s in %s", r.label(a), measure.AreaText(o.Area)),
			locale.Text{})
		f.Place = &o.At
		switch {
		case o.Area >= alike*large:
			f.Detail = locale.T("it covers the same area as %s", r.label(a))
			f.Remedy = locale.T("take one of the two out, or give both the same id if they are one")
		case o.Wide == 0 && o.Area <= largestShare*small:
			r.tellOverlap(where, o, order)
			continue
		case r.o.Overlaps == Refuse && o.Area >= alike*small:
			f.Detail = locale.T("%s, all of the smaller of the two", f.Detail)
			f.Remedy = locale.T("cut a hole into the larger one, or say whose the area is with --overlaps")
		case r.o.Overlaps == Refuse:
			f.Remedy = locale.T("draw the line between them once, or say whose the area is with --overlaps")
		case r.o.Overlaps == Voters && !(a.counted && b.counted):
			var of []locale.Text
			for _, u := range []*unit{a, b} {
				if !u.counted {
					of = append(of, r.label(u))
				}
			}
			f.Remedy = locale.T("the rule %q asks for voters as whole numbers, and there are none of %s: write them, or draw "+
				"the line between the two once", r.o.Overlaps, of)
		case weight[i] == weight[j]:
			f.Remedy = locale.T("the rule %q does not tell the two apart: draw the line between them once", r.o.Overlaps)
		default:
			r.tellOverlap(where, o, order)
			continue
		}
		r.faults.Add(f)
	}
}

// tellOverlap tells of an overlap that one of two units gets, as a change of the other.
func (r *repair) tellOverlap(where *topology.Locator, o topology.Overlap, order []int) {
	to, from := r.units[order[o.A]], r.units[order[o.B]]
	switch where.Face(o.At) {
	case o.B:
		to, from = from, to
	case o.A:
	default: // a third unit has it too, and gets it
		c := r.change(from, OverlapShared, o.At, locale.T("%s that it has in common with %s go to a third unit",
			measure.AreaText(o.Area), r.label(to)))
		c.Other, c.Area, c.Length = to.id, o.Area, o.Perimeter/2
		return
	}
	detail := locale.T("%s that it has in common with %s go to the latter", measure.AreaText(o.Area), r.label(to))
	if o.Wide == 0 {
		detail = locale.T("a sliver of %s, %s wide, that it has in common with %s is shared out, most of it to the "+
			"latter", measure.AreaText(o.Area), measure.LengthText(o.Width()), r.label(to))
	}
	c := r.change(from, OverlapShared, o.At, detail)
	c.Other, c.Area, c.Length = to.id, o.Area, o.Perimeter/2
}
