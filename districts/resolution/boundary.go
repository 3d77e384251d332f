package resolution

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// Stretch is a piece of a district's boundary along one neighbour.
type Stretch struct {
	Neighbour int     // unit of the layer, or topology.Outside
	Metres    float64 // on the ellipsoid
}

// Walk is one closed line of a district's boundary, walked clockwise.
type Walk struct {
	Start     orb.Point
	Inner     bool // around an area that the district encloses
	Stretches []Stretch
}

// boundary walks the boundary of a district: first the outer lines, the longest first, then those around enclosed
// areas. Each walk starts at its north-westernmost point, that with the greatest sum of metres to the north and to the
// west, and runs clockwise; consecutive pieces along one neighbour are one stretch, and so are the first and the last.
func boundary(p *districts.Plan, d districts.District) ([]Walk, error) {
	t := p.Layer.Topology
	if t == nil || t.Len() != len(p.Layer.Units) {
		return nil, locale.Errorf("the layer has no lines to walk along; read the units with their geometry")
	}
	inside := make([]bool, len(p.Layer.Units))
	for _, u := range d.Units {
		inside[u] = true
	}
	in := func(u int) bool { return u != topology.Outside && inside[u] }
	beyond := map[[2]orb.Point]int{}
	for a := range t.Arcs() {
		line, left, right := t.Arc(a)
		if in(left) == in(right) {
			continue
		}
		other := left
		if in(left) {
			other = right
		}
		for i := 1; i < len(line); i++ {
			beyond[segment(line[i-1], line[i])] = other
		}
	}
	var walks []Walk
	for _, poly := range t.Dissolve(d.Units) {
		for i, ring := range poly {
			w, err := walk(ring, i > 0, beyond)
			if err != nil {
				return nil, locale.Errorf("district %d: %w", d.Number, err)
			}
			walks = append(walks, w)
		}
	}
	slices.SortStableFunc(walks, func(a, b Walk) int {
		switch {
		case a.Inner != b.Inner && b.Inner:
			return -1
		case a.Inner != b.Inner:
			return 1
		case a.metres() > b.metres():
			return -1
		case a.metres() < b.metres():
			return 1
		}
		return 0
	})
	return walks, nil
}

func (w Walk) metres() float64 {
	sum := 0.0
	for _, s := range w.Stretches {
		sum += s.Metres
	}
	return sum
}

func segment(p, q orb.Point) [2]orb.Point {
	if q[0] < p[0] || q[0] == p[0] && q[1] < p[1] {
		p, q = q, p
	}
	return [2]orb.Point{p, q}
}

// walk follows a ring, which repeats its first position at its end.
func walk(ring orb.Ring, inner bool, beyond map[[2]orb.Point]int) (Walk, error) {
	line := slices.Clone(ring[:len(ring)-1])
	if ring.Orientation() == orb.CCW {
		slices.Reverse(line)
	}
	at := 0
	squeeze := math.Cos(ring.Bound().Center()[1] * math.Pi / 180)
	for i, p := range line {
		if p[1]-p[0]*squeeze > line[at][1]-line[at][0]*squeeze {
			at = i
		}
	}
	line = append(slices.Clone(line[at:]), line[:at]...)
	line = append(line, line[0])
	w := Walk{Start: line[0], Inner: inner}
	for i := 1; i < len(line); i++ {
		n, ok := beyond[segment(line[i-1], line[i])]
		if !ok {
			return Walk{}, locale.Errorf("the line from %v to %v is not a line of the layer", line[i-1], line[i])
		}
		if k := len(w.Stretches); k == 0 || w.Stretches[k-1].Neighbour != n {
			w.Stretches = append(w.Stretches, Stretch{Neighbour: n})
		}
		w.Stretches[len(w.Stretches)-1].Metres += measure.Distance(line[i-1], line[i])
	}
	return w, nil
}

// walkWords are a language's words for a walk. The first three have the latitude and the longitude where it starts.
type walkWords struct{ Start, Again, Inner, Outside, Unassigned string }

// boundaries words every district's walks.
func (g gatherer) boundaries(a *Act) error {
	var words walkWords
	locale.Of(g.lang).Fill("act.Boundary", &words)
	for i, d := range g.plan.Districts {
		walks, err := boundary(g.plan, d)
		if err != nil {
			return err
		}
		own := map[string]bool{}
		for _, u := range d.Units {
			own[g.plan.Layer.Units[u].RegionID] = true
		}
		for k, w := range walks {
			start := words.Start
			if w.Inner {
				start = words.Inner
			} else if k > 0 {
				start = words.Again
			}
			x := BoundaryWalk{
				Start: fmt.Sprintf(start, g.degrees(w.Start[1]), g.degrees(w.Start[0])), Length: kilometres(w.metres(), g.lang),
			}
			for _, s := range w.Stretches {
				x.Stretches = append(x.Stretches, g.neighbour(words, s.Neighbour, own)+" – "+kilometres(s.Metres, g.lang))
			}
			a.Districts[i].Boundary = append(a.Districts[i].Boundary, x)
		}
	}
	return nil
}

func (g gatherer) degrees(x float64) string {
	return locale.Of(g.lang).Fixed(x, 4) + "°"
}

// neighbour names a unit beyond the boundary with its region, where that is another, and its district.
func (g gatherer) neighbour(words walkWords, u int, own map[string]bool) string {
	if u == topology.Outside {
		if s := g.plan.Scenario; s != nil && s.Law.Outside[g.lang] != "" {
			return esc(s.Law.Outside[g.lang])
		}
		return words.Outside
	}
	name, region := g.unitName(u), ""
	if id := g.plan.Layer.Units[u].RegionID; !own[id] {
		i := slices.IndexFunc(g.tree.Children, func(n *names.Node) bool { return n.ID == id })
		region = esc(g.tree.Children[i].Forms.Of)
		if !g.table.Has(id, g.lang) {
			name, region = name+", "+region, ""
		}
	}
	district := words.Unassigned
	if i := g.plan.Of[u]; i != districts.Unassigned {
		district = g.districtName(g.plan.Districts[i].Number)
	}
	if region != "" {
		name = say(g.lang, "of-region", name, region)
	}
	return name + " (" + district + ")"
}

func (g gatherer) districtName(n int) string {
	return say(g.lang, "district", strconv.Itoa(n))
}
