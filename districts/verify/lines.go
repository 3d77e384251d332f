package verify

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

type position [2]float64

// readLines returns the rings of a polygon or multipolygon and its area in the plane of longitude and latitude, the
// holes taken off. That area has no meaning by itself, but it adds up.
func readLines(f feature) (rings [][]position, area float64, err error) {
	var polygons [][][]position
	switch f.Geometry.Type {
	case "Polygon":
		var p [][]position
		err = coordinates(f, &p)
		polygons = [][][]position{p}
	case "MultiPolygon":
		err = coordinates(f, &polygons)
	default:
		err = locale.Errorf("its geometry is %q, not a polygon", f.Geometry.Type)
	}
	for _, p := range polygons {
		for i, ring := range p {
			a := math.Abs(ringArea(ring))
			if i > 0 {
				a = -a
			}
			area += a
			rings = append(rings, ring)
		}
	}
	return rings, area, err
}

// coordinates reads those of a feature.
func coordinates(f feature, to any) error {
	if len(f.Geometry.Coordinates) == 0 {
		return locale.Errorf("it has no coordinates")
	}
	if err := json.Unmarshal(f.Geometry.Coordinates, to); err != nil {
		return locale.Errorf("its coordinates: %w", input.Misread(f.Geometry.Coordinates, err))
	}
	return nil
}

// ringArea is the area of a ring in the plane, positive where it is wound counter-clockwise, from a ring that repeats
// its first position at its end.
func ringArea(r []position) float64 {
	sum := 0.0
	for i := 1; i < len(r); i++ {
		sum += (r[i-1][0] - r[0][0]) * (r[i][1] - r[0][1])
		sum -= (r[i][0] - r[0][0]) * (r[i-1][1] - r[0][1])
	}
	return sum / 2
}

// segment is an edge of a unit. It runs from its western to its eastern end, whichever way the ring does, so that the
// edges of two neighbours on one line are the same.
type segment struct {
	a, b position
	unit int
}

// segmentsOf are the edges of some units, from west to east.
func segmentsOf(units []unit, which []int) []segment {
	var out []segment
	for _, u := range which {
		for _, ring := range units[u].lines {
			for i := 1; i < len(ring); i++ {
				s := segment{ring[i-1], ring[i], u}
				if s.a == s.b {
					continue
				}
				if s.a[0] == -180 && s.b[0] == -180 { // the same line from the other side
					s.a[0], s.b[0] = 180, 180
				}
				if slices.Compare(s.a[:], s.b[:]) > 0 {
					s.a, s.b = s.b, s.a
				}
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(s, t segment) int {
		return cmp.Or(slices.Compare(s.a[:], t.a[:]), slices.Compare(s.b[:], t.b[:]), cmp.Compare(s.unit, t.unit))
	})
	return out
}

// groups are the connected parts of a set of units: each unit leads to another of its part, and one of them to itself.
type groups struct{ parent map[int]int }

func (g groups) find(u int) int {
	for g.parent[u] != u {
		g.parent[u] = g.parent[g.parent[u]]
		u = g.parent[u]
	}
	return u
}

func (g groups) join(u, v int) { g.parent[g.find(u)] = g.find(v) }

func (g groups) count() int {
	n := 0
	for u, p := range g.parent {
		if u == p {
			n++
		}
	}
	return n
}

// tolerance in degrees within which two lines are one, and the least length in degrees, all pieces together, of a
// common line that is not drawn by the same positions: about 0.1 and 10 m. Where lines were drawn apart, those of units
// that only meet at a corner lie on each other for some metres by chance.
const (
	tolerance = 1e-6
	least     = 1e-4
)

// connect joins units with a common line. First those with segments that are exactly the same; only if parts remain,
// those whose segments lie on one another. For these it goes through the segments from west to east and compares each
// with those that have not ended yet; two units already in one part need no comparison. Lines of settlements
// that do not see each other join nothing.
func connect(units []unit, which []int, g groups, by *sight) {
	segs := segmentsOf(units, which)
	for i := 1; i < len(segs); i++ {
		s, t := segs[i], segs[i-1]
		if s.a == t.a && s.b == t.b && g.find(s.unit) != g.find(t.unit) && by.borders(s.unit, t.unit) {
			g.join(s.unit, t.unit)
		}
	}
	if g.count() < 2 {
		return
	}
	common := map[[2]int]float64{} // of two units, in degrees
	var active []segment           // those that may still reach the sweep from west to east
	for _, s := range segs {
		keep := active[:0]
		for _, t := range active {
			if t.b[0] < s.a[0]-tolerance {
				continue
			}
			keep = append(keep, t)
			if t.unit == s.unit || g.find(t.unit) == g.find(s.unit) {
				continue
			}
			pair := [2]int{min(s.unit, t.unit), max(s.unit, t.unit)}
			if common[pair] += max(0, overlap(s, t)); common[pair] >= least && by.borders(s.unit, t.unit) {
				g.join(s.unit, t.unit)
			}
		}
		keep = append(keep, s)
		active = keep
	}
	by.join(which, g)
}

// overlap is the length in degrees over which two segments lie on one another within the tolerance: 0 where either end
// of the shorter one lies farther from the line of the longer one, and negative where they lie apart along it.
func overlap(s, t segment) float64 {
	if math.Min(math.Max(s.a[1], s.b[1]), math.Max(t.a[1], t.b[1]))+tolerance < math.Max(math.Min(s.a[1], s.b[1]),
		math.Min(t.a[1], t.b[1])) {
		return 0
	}
	if length(s) < length(t) {
		s, t = t, s
	}
	dx, dy := s.b[0]-s.a[0], s.b[1]-s.a[1]
	l := length(s)
	along := func(p position) float64 { return ((p[0]-s.a[0])*dx + (p[1]-s.a[1])*dy) / l }
	across := func(p position) float64 { return math.Abs((p[0]-s.a[0])*dy-(p[1]-s.a[1])*dx) / l }
	if across(t.a) > tolerance || across(t.b) > tolerance {
		return 0
	}
	from, to := along(t.a), along(t.b)
	if from > to {
		from, to = to, from
	}
	return math.Min(to, l) - math.Max(from, 0)
}

func length(s segment) float64 { return math.Hypot(s.b[0]-s.a[0], s.b[1]-s.a[1]) }
