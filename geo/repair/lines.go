package repair

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// mostRounds is how often lines are fitted to each other until nothing changes any more. Two do, as a rule: closing a
// sliver can bring further lines close to each other.
const mostRounds = 12

// largestShare is the share of a unit's area that may go to another as a sliver: that of a scenario's tolerance.
const largestShare = 0.01

// mendLines makes one line of each two that lie beside each other, and shares out slivers and overlaps.
func (r *repair) mendLines() error {
	order := r.order()
	before := make([]orb.MultiPolygon, len(r.units))
	for i, u := range r.units {
		before[i] = u.area
	}
	for round := 0; ; round++ {
		r.tell(locale.T("fitting lines to each other, round %d", round+1), 0, 0)
		faces := make([]orb.MultiPolygon, len(order))
		for k, i := range order {
			faces[k] = r.units[i].area
		}
		t, found := topology.Build(faces, topology.Options{Width: r.o.Width, Fill: r.fills(order)})
		if found.Unresolved || round == mostRounds {
			r.tangled(found, order)
			return nil
		}
		r.overlaps(t, found, order)
		r.gaps(found, order)
		if r.faults.Err() != nil { // what was made of it is of no use
			return nil
		}
		stable := true
		for k, i := range order {
			u := r.units[i]
			face := t.Face(k)
			if face == nil && u.area != nil {
				r.faults.Add(r.fault(u, geo.EmptyGeometry, locale.T("nothing of it would remain beside its neighbours"),
					locale.T("take it out, or choose another rule for overlaps")))
			}
			if !equal(face, u.area) {
				u.area, u.redrawn, stable = face, true, false
			}
		}
		if err := r.ctx.Err(); err != nil || r.faults.Err() != nil {
			return err
		}
		if stable {
			r.leftGaps(found, order)
			break
		}
	}
	for i, u := range r.units {
		if u.redrawn {
			u.row.Geometry = u.area
			r.tellRedrawn(u, before[i])
		}
	}
	r.balance(before)
	return nil
}

// order is that in which units are to get what they overlap in: topology gives wide overlaps to the first.
func (r *repair) order() []int {
	order := make([]int, len(r.units))
	for i := range order {
		order[i] = i
	}
	if r.o.Overlaps == First || r.o.Overlaps == Refuse {
		return order
	}
	weight := r.weights()
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight[a], weight[b]) })
	return order
}

// weights are what the rule for overlaps compares: of two units, the one with the lesser weight gets the overlap.
func (r *repair) weights() []float64 {
	out := make([]float64, len(r.units))
	for i, u := range r.units {
		switch r.o.Overlaps {
		case Smaller:
			out[i] = measure.Area(u.area)
		case Larger:
			out[i] = -measure.Area(u.area)
		case Voters:
			out[i] = -float64(u.voters)
		default:
			out[i] = float64(i)
		}
	}
	return out
}

// fills says which gaps are closed: those as narrow as slivers. In a single unit these are holes that it was drawn
// with, and stay, but between parts that were joined, and of less than a square metre: what rounding leaves.
func (r *repair) fills(order []int) func(topology.Gap) bool {
	return func(g topology.Gap) bool {
		if g.Width() > r.o.Width {
			return false
		}
		if len(g.Faces) != 1 {
			return true
		}
		u := r.units[order[g.Faces[0]]]
		if u.parts == 1 || g.Area < 1 {
			return g.Area < 1
		}
		for _, hole := range u.holes {
			if planar.RingContains(hole, g.At) && g.Area > alike*math.Abs(measure.RingArea(hole)) {
				return false
			}
		}
		return true
	}
}

// gaps tells of the gaps that were closed.
func (r *repair) gaps(found *topology.Findings, order []int) {
	for _, g := range found.Gaps {
		if g.Filled == topology.Outside {
			continue
		}
		u := r.units[order[g.Filled]]
		var others []string
		var names []locale.Text
		for _, k := range g.Faces {
			if k != g.Filled {
				others, names = append(others, r.units[order[k]].id), append(names, r.label(r.units[order[k]]))
			}
		}
		detail := locale.T("it gets a gap of %s, %s wide", measure.AreaText(g.Area), measure.LengthText(g.Width()))
		if len(names) > 0 {
			detail = locale.T("%s, between it and %s", detail, names[:min(4, len(names))])
		}
		c := r.change(u, GapClosed, g.At, detail)
		c.Area, c.Length = g.Area, g.Perimeter/2
		if len(others) > 0 {
			c.Other = others[0]
		}
	}
}

// leftGaps notes the gaps that are larger than slivers, which stay as they are.
func (r *repair) leftGaps(found *topology.Findings, order []int) {
	for _, g := range found.Gaps {
		if len(g.Faces) < 2 {
			continue // a hole of one unit
		}
		var names []locale.Text
		for _, k := range g.Faces[:min(4, len(g.Faces))] {
			names = append(names, r.label(r.units[order[k]]))
		}
		r.faults.Note(fault.Fault{File: r.o.File, Kind: geo.GapInRegion, Place: &g.At,
			Detail: locale.T("nothing covers %s, %s wide, between %s", measure.AreaText(g.Area), measure.LengthText(g.Width()),
				names),
			Remedy: locale.T("it is wider than a sliver and left as it is; give it to a unit if it belongs to one, else set " +
				"tolerance.gaps in the scenario, without which such a gap inside a region is refused")})
	}
}

// tangled refuses lines that could not be told apart.
func (r *repair) tangled(found *topology.Findings, order []int) {
	told := map[[2]int]bool{}
	for _, c := range found.Crossings {
		pair := [2]int{min(order[c.A], order[c.B]), max(order[c.A], order[c.B])}
		if told[pair] || len(told) >= fault.PerKind {
			continue
		}
		told[pair] = true
		f := r.fault(r.units[pair[1]], geo.Tangled, locale.T("its lines cross those of %s", r.label(r.units[pair[0]])),
			locale.T("draw the line between them once"))
		if pair[0] == pair[1] {
			f.Detail, f.Remedy = locale.T("its lines cross one another"), locale.T("mend the rings there")
		}
		f.Place = &c.At
		r.faults.Add(f)
	}
	r.faults.Add(fault.Fault{File: r.o.File, Kind: geo.Tangled, Place: found.At,
		Detail: locale.T("lines are so entangled that mending them comes to no end"),
		Remedy: locale.T("draw every line once, or choose a smaller tolerance")})
}

// tellRedrawn tells how the positions of a unit have changed.
func (r *repair) tellRedrawn(u *unit, before orb.MultiPolygon) {
	had, has := positions(before), positions(u.area)
	lines := func(of map[orb.Point]bool, m orb.MultiPolygon) (n int, at *orb.Point) {
		seen := map[orb.Point]bool{}
		for _, p := range m {
			for _, ring := range p {
				for _, c := range ring {
					if !of[c] && !seen[c] {
						seen[c] = true
						if n++; at == nil {
							at = &orb.Point{c[0], c[1]}
						}
					}
				}
			}
		}
		return n, at
	}
	more, added := lines(had, u.area)
	fewer, taken := lines(has, before)
	switch {
	case more+fewer > 0:
		if added == nil {
			added = taken
		}
		_ = r.change(u, Redrawn, *added, locale.T("%d {1|position|positions} put in and %d left out, so that its line is "+
			"that of its neighbours", more, fewer))
	case !equal(u.area, before):
		_ = r.change(u, Parted, before[0][0][0], locale.T("the same area with rings that touch in single positions only"))
	}
}

func positions(m orb.MultiPolygon) map[orb.Point]bool {
	out := map[orb.Point]bool{}
	for _, p := range m {
		for _, ring := range p {
			for _, c := range ring {
				out[c] = true
			}
		}
	}
	return out
}
