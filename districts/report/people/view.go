package people

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/wroge/wgs84"

	"github.com/okrug/okrug/geo/topology"
)

// view takes positions on the earth to a picture: projected by Albers, scaled and moved.
type view struct {
	project wgs84.Func
	known   map[orb.Point]Point // projected so far, in metres: positions of shared lines come again and again
	scale   float64             // millimetres per metre
	x, y    float64             // of the projection's origin
}

// projectionFor is an equal-area projection for an area: parallels a sixth of its height inside its southern and northern
// limits (Snyder 1987, doi:10.3133/pp1395, p. 99), the meridian in its middle.
func projectionFor(b orb.Bound) wgs84.Func {
	sixth := (b.Max[1] - b.Min[1]) / 6
	south, north := b.Min[1]+sixth, b.Max[1]-sixth
	if math.Abs(south+north) < 0.1 {
		north += 0.2 // symmetrical parallels have no cone
	}
	albers := wgs84.WGS84().AlbersEqualAreaConic(b.Center()[0], b.Center()[1], south, north, 0, 0)
	return wgs84.Transform(wgs84.WGS84().LonLat(), albers)
}

// fit shows the faces as large as they can be in a box.
func fit(t *topology.Topology, faces []int, x, y, width, height float64) (view, Point) {
	var b orb.Bound
	for i, f := range faces {
		if i == 0 {
			b = t.Face(f).Bound()
		} else {
			b = b.Union(t.Face(f).Bound())
		}
	}
	v := view{project: projectionFor(b), known: map[orb.Point]Point{}, scale: 1}
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, f := range faces {
		for _, r := range v.rings(t.Face(f)) {
			for _, p := range r {
				low = Point{min(low.X, p.X), min(low.Y, p.Y)}
				high = Point{max(high.X, p.X), max(high.Y, p.Y)}
			}
		}
	}
	v.scale = min(width/(high.X-low.X), height/(high.Y-low.Y))
	v.x = x + (width-(high.X-low.X)*v.scale)/2 - low.X*v.scale
	v.y = y + (height-(high.Y-low.Y)*v.scale)/2 - low.Y*v.scale
	return v, Point{(high.X - low.X) * v.scale, (high.Y - low.Y) * v.scale}
}

func (v view) point(p orb.Point) Point {
	q, ok := v.known[p]
	if !ok {
		q.X, q.Y, _ = v.project(p[0], p[1], 0)
		v.known[p] = q
	}
	return Point{v.x + q.X*v.scale, v.y - q.Y*v.scale}
}

// rings are those of a shape without their closing points.
func (v view) rings(m orb.MultiPolygon) [][]Point {
	var out [][]Point
	for _, polygon := range m {
		for _, r := range polygon {
			ring := make([]Point, len(r)-1)
			for i, p := range r[:len(r)-1] {
				ring[i] = v.point(p)
			}
			out = append(out, ring)
		}
	}
	return out
}

func (v view) lines(lines []orb.LineString) [][]Point {
	out := make([][]Point, len(lines))
	for i, l := range lines {
		out[i] = make([]Point, len(l))
		for j, p := range l {
			out[i][j] = v.point(p)
		}
	}
	return out
}

// inside is a point well inside rings: of a grid over the largest ring, the point farthest from all lines.
func inside(rings [][]Point) Point {
	var largest []Point
	for _, r := range rings {
		if math.Abs(area(r)) > math.Abs(area(largest)) {
			largest = r
		}
	}
	if len(largest) == 0 {
		return Point{}
	}
	low, high := largest[0], largest[0]
	for _, p := range largest {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	const n = 24
	best, far := largest[0], -1.0
	for i := range n {
		for j := range n {
			p := Point{low.X + (high.X-low.X)*(float64(i)+0.5)/n, low.Y + (high.Y-low.Y)*(float64(j)+0.5)/n}
			if !within(p, rings) {
				continue
			}
			if d := clearance(p, rings); d > far {
				best, far = p, d
			}
		}
	}
	return best
}

func area(r []Point) float64 {
	sum := 0.0
	for i, p := range r {
		q := r[(i+1)%len(r)]
		sum += p.X*q.Y - q.X*p.Y
	}
	return sum / 2
}

func within(p Point, rings [][]Point) bool {
	in := false
	for _, r := range rings {
		for i, a := range r {
			b := r[(i+1)%len(r)]
			if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(p.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
				in = !in
			}
		}
	}
	return in
}

// clearance is the distance to the nearest line; type is wider than high, so that room to the sides counts for less.
func clearance(p Point, rings [][]Point) float64 {
	least := math.Inf(1)
	for _, r := range rings {
		for i, a := range r {
			b := r[(i+1)%len(r)]
			dx, dy := b.X-a.X, b.Y-a.Y
			t := 0.0
			if l := dx*dx + dy*dy; l > 0 {
				t = max(0, min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
			}
			least = min(least, math.Hypot((a.X+t*dx-p.X)/1.6, a.Y+t*dy-p.Y))
		}
	}
	return least
}
