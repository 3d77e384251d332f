package geo

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/nearest"
	"github.com/okrug/okrug/geo/parallel"
)

// territory is one unit, or region, that is divided among settlements.
type territory struct {
	parent int
	towns  []int // of reading.towns
	sites  []orb.Point
	of     []int // for each site its town
	// rest is the town that has what lies far from all others, -1 for none. Then reach is how far each town reaches from
	// its sites, in metres.
	rest    int
	reach   map[int]float64
	diagram *nearest.Diagram
	lines   []nearest.Line
	err     error
}

// territories groups settlements by what they are part of, and finds the lines half-way between them.
func (r *reading) territories(areas multipolygons) []*territory {
	at := map[int]*territory{}
	var all []*territory
	for i, t := range r.towns {
		x := at[t.parent]
		if x == nil {
			x = &territory{parent: t.parent, rest: -1, reach: map[int]float64{}}
			at[t.parent], all = x, append(all, x)
		}
		x.towns = append(x.towns, i)
	}
	parallel.Do(len(all), func(i int) { all[i].draw(r, areas) })
	for _, x := range all {
		r.tellTerritory(x)
	}
	return all
}

// draw finds the lines half-way between the settlements of one territory.
func (x *territory) draw(r *reading, areas multipolygons) {
	seen := map[orb.Point]int{}
	for _, i := range x.towns {
		t := r.towns[i]
		if t.rest {
			x.rest = i
			continue
		}
		if x.reach[i] = 0; t.area == nil {
			unit := r.layer.Units[t.unit]
			// Figures of a file move no line: the unit's own count, where it has any.
			x.reach[i] = Reach(max(unit.Voters, r.replaced[unit.ID]))
		}
		points := t.points
		if t.area != nil {
			points = outlinePoints(areas[t.unit])
		}
		for _, p := range points {
			// A place on the outlines of two settlements says nothing of what lies around them; a point given twice is one.
			if k, ok := seen[p]; ok && (x.of[k] == i || t.area != nil && r.towns[x.of[k]].area != nil) {
				continue
			}
			seen[p] = len(x.sites)
			x.sites, x.of = append(x.sites, p), append(x.of, i)
		}
	}
	if len(x.towns) == 1 {
		return
	}
	x.sort()
	x.diagram, x.err = nearest.New(x.sites, r.layer.Topology.Face(x.parent))
	if x.err == nil {
		x.lines = x.diagram.Lines(func(a, b int) bool { return x.of[a] != x.of[b] })
	}
	if x.err == nil && x.rest >= 0 {
		for site, i := range x.of {
			for _, line := range x.diagram.Circle(site, x.reach[i]) {
				x.lines = append(x.lines, nearest.Line{A: site, B: site, Line: line})
			}
		}
	}
}

// sort orders sites by their places, so that the order of features changes nothing.
func (x *territory) sort() {
	order := make([]int, len(x.sites))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		p, q := x.sites[a], x.sites[b]
		return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
	})
	sites, of := make([]orb.Point, len(order)), make([]int, len(order))
	for i, k := range order {
		sites[i], of[i] = x.sites[k], x.of[k]
	}
	x.sites, x.of = sites, of
}

// density is how many voters a square kilometre of a settlement has that is given as a point, beside the rest of its
// unit: a figure of ours, of the order of towns' own.
const density = 1000

// Reach is how far from its point a settlement of so many voters reaches, in metres: the radius of a circle for a
// thousand voters a square kilometre, and for thirty at least.
func Reach(voters int64) float64 {
	return 1000 * math.Sqrt(float64(max(voters, 30))/density/math.Pi)
}

// town is the town that a place goes to.
func (x *territory) town(at orb.Point) int {
	site := x.diagram.Nearest(at)
	if x.rest >= 0 && !x.diagram.Within(site, x.reach[x.of[site]], at) {
		return x.rest
	}
	return x.of[site]
}

// outlinePieces is into how many pieces the outline of a settlement is divided at least, to measure distances from it.
const outlinePieces = 64

// outlinePoints are the positions of the outlines of an area, those around its holes too, and others between them.
func outlinePoints(area orb.MultiPolygon) []orb.Point {
	var out []orb.Point
	for _, polygon := range area {
		for _, ring := range polygon {
			longest := max(1, measure.Length(orb.LineString(ring))/outlinePieces)
			for i := 1; i < len(ring); i++ {
				a, b := ring[i-1], ring[i]
				n := math.Ceil(measure.Distance(a, b) / longest)
				for k := 0.0; k < n; k++ {
					out = append(out, orb.Point{a[0] + (b[0]-a[0])*k/n, a[1] + (b[1]-a[1])*k/n})
				}
			}
		}
	}
	return out
}

// tellTerritory tells why the settlements of a territory cannot be told apart.
func (r *reading) tellTerritory(x *territory) {
	var same *nearest.SamePlaceError
	var wide *nearest.TooWideError
	switch {
	case errors.As(x.err, &same):
		told := map[[2]int]bool{}
		for _, pair := range same.Pairs {
			i, k := x.of[pair[0]], x.of[pair[1]]
			a, b := r.towns[min(i, k)], r.towns[max(i, k)]
			if told[[2]int{a.unit, b.unit}] {
				continue
			}
			told[[2]int{a.unit, b.unit}] = true
			f := r.townFault(b, DuplicatePlace, locale.T("it is where %s is,", r.label(a.unit)),
				locale.T("correct the position of one of them, or make one settlement of the two"))
			f.Place = &x.sites[pair[1]]
			r.faults.Add(f)
		}
	case errors.As(x.err, &wide):
		r.faults.Add(r.unitFault(r.layer.Units[x.parent], Impossible, wide.Text(),
			locale.T("make regions or units of its parts")))
	}
}
