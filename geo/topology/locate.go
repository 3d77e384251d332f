package topology

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// Locator finds the face a position lies in, by a look to the west.
type Locator struct {
	net  *net
	look *lookout
}

// Locator makes a locator of all faces.
func (t *Topology) Locator() *Locator {
	n := t.net()
	return &Locator{n, newLookout(n)}
}

// net is the arcs as segments with the faces on their sides.
func (t *Topology) net() *net {
	all := make([]step, 0, 2*len(t.line))
	for a := range t.sides {
		all = t.appendSteps(all, int32(a))
	}
	return newNet(slices.Clone(t.points), all)
}

// appendSteps appends the steps of an arc, those of the face on its left and those of the face on its right.
func (t *Topology) appendSteps(out []step, a int32) []step {
	v := t.vertices(a)
	for i := 1; i < len(v); i++ {
		if f := t.sides[a][0]; f != Outside {
			out = append(out, step{v[i-1], v[i], f})
		}
		if f := t.sides[a][1]; f != Outside {
			out = append(out, step{v[i], v[i-1], f})
		}
	}
	return out
}

// Face returns the face that a position lies in, of two that it lies between the one with the lower number, or Outside.
func (l *Locator) Face(p orb.Point) int {
	found := l.strictly(p)
	for _, f := range l.Faces(p, 0) {
		if found == Outside || f < found {
			found = f
		}
	}
	return found
}

// strictly is the face at a position, where it lies on no line.
func (l *Locator) strictly(p orb.Point) int {
	h := l.look.west(p)
	if h < 0 {
		return Outside
	}
	return int(l.net.segs[h>>1].sides[h&1])
}

// Faces returns the faces that come within so many metres of a position, ascending: those whose lines do and the one
// that it lies in.
func (l *Locator) Faces(p orb.Point, metres float64) []int {
	var out []int
	put := func(f int) {
		if f != Outside && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	on := false
	l.near(p, metres, func(s int32, _ float64, _ orb.Point) {
		on = true
		for _, f := range l.net.segs[s].sides {
			put(int(f))
		}
	})
	if !on || metres > 0 {
		put(l.strictly(p))
	}
	slices.Sort(out)
	return out
}

// Nearest returns the face whose line is the nearest to a position outside of all, the distance in metres and the
// place on the line, or Outside where none comes within so many metres.
func (l *Locator) Nearest(p orb.Point, metres float64) (face int, away float64, at orb.Point) {
	face, away = Outside, math.Inf(1)
	l.near(p, metres, func(s int32, d float64, foot orb.Point) {
		for _, f := range l.net.segs[s].sides {
			if f != Outside && (d < away || d == away && int(f) < face) {
				face, away, at = int(f), d, foot
			}
		}
	})
	return face, away, at
}

// near visits the segments that come within so many metres of a position, with the distance and the place of each that
// is nearest. Those of a few hundred metres around are flat. Close to 180 degrees it looks at both sides.
func (l *Locator) near(p orb.Point, metres float64, visit func(s int32, metres float64, foot orb.Point)) {
	lon, lat := measure.Degree(p[1])
	m := [2]float64{metres/max(lon, 1) + 1e-12, metres/lat + 1e-12}
	l.within(p, m, metres, visit)
	if p[0]+m[0] >= 180 {
		l.within(orb.Point{p[0] - 360, p[1]}, m, metres, visit)
	}
	if p[0]-m[0] <= -180 {
		l.within(orb.Point{p[0] + 360, p[1]}, m, metres, visit)
	}
}

// within is near on one side of 180 degrees, with the metres in degrees of longitude and latitude as margin.
func (l *Locator) within(p orb.Point, m [2]float64, metres float64, visit func(int32, float64, orb.Point)) {
	lon, lat := measure.Degree(p[1])
	g := l.look.grid
	seen := map[int32]bool{}
	for row := g.row(p[1] - m[1]); row <= g.row(p[1]+m[1]); row++ {
		for col := g.col(p[0] - m[0]); col <= g.col(p[0]+m[0]); col++ {
			for _, s := range g.at(col, row) {
				if seen[s] {
					continue
				}
				seen[s] = true
				q := l.foot(p, s)
				d := math.Hypot((q[0]-p[0])*lon, (q[1]-p[1])*lat)
				if metres == 0 {
					a, b := l.net.points[l.net.segs[s].u], l.net.points[l.net.segs[s].v]
					if turn(a, b, p) == 0 && within(&orb.Bound{Min: orb.Point{min(a[0], b[0]), min(a[1], b[1])},
						Max: orb.Point{max(a[0], b[0]), max(a[1], b[1])}}, p) {
						visit(s, 0, q)
					}
				} else if d <= metres {
					visit(s, d, q)
				}
			}
		}
	}
}

// foot is the place of a segment that is nearest to a position.
func (l *Locator) foot(p orb.Point, s int32) orb.Point {
	lon, lat := measure.Degree(p[1])
	a, b := l.net.points[l.net.segs[s].u], l.net.points[l.net.segs[s].v]
	scaled := func(q orb.Point) orb.Point { return orb.Point{q[0] * lon, q[1] * lat} }
	t, _ := along(scaled(p), scaled(a), scaled(b))
	t = max(0, min(1, t))
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}
