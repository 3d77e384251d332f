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
	known   map[orb.Point]orb.Point // projected so far, in metres: positions of shared lines come again and again
	scale   float64                 // millimetres per metre
	x, y    float64                 // of the projection's origin
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
func fit(t *topology.Topology, faces []int, x, y, width, height float64) (view, orb.Point) {
	var b orb.Bound
	for i, f := range faces {
		if i == 0 {
			b = t.Face(f).Bound()
		} else {
			b = b.Union(t.Face(f).Bound())
		}
	}
	v := view{project: projectionFor(b), known: map[orb.Point]orb.Point{}, scale: 1}
	low, high := orb.Point{math.Inf(1), math.Inf(1)}, orb.Point{math.Inf(-1), math.Inf(-1)}
	for _, f := range faces {
		for _, r := range v.rings(t.Face(f)) {
			for _, p := range r {
				low = orb.Point{min(low[0], p[0]), min(low[1], p[1])}
				high = orb.Point{max(high[0], p[0]), max(high[1], p[1])}
			}
		}
	}
	v.scale = min(width/(high[0]-low[0]), height/(high[1]-low[1]))
	v.x = x + (width-(high[0]-low[0])*v.scale)/2 - low[0]*v.scale
	v.y = y + (height-(high[1]-low[1])*v.scale)/2 - low[1]*v.scale
	return v, orb.Point{(high[0] - low[0]) * v.scale, (high[1] - low[1]) * v.scale}
}

func (v view) point(p orb.Point) orb.Point {
	q, ok := v.known[p]
	if !ok {
		q[0], q[1], _ = v.project(p[0], p[1], 0)
		v.known[p] = q
	}
	return orb.Point{v.x + q[0]*v.scale, v.y - q[1]*v.scale}
}

// rings are those of a shape.
func (v view) rings(m orb.MultiPolygon) []orb.Ring {
	var out []orb.Ring
	for _, polygon := range m {
		for _, r := range polygon {
			ring := make(orb.Ring, len(r))
			for i, p := range r {
				ring[i] = v.point(p)
			}
			out = append(out, ring)
		}
	}
	return out
}

func (v view) lines(lines []orb.LineString) []orb.LineString {
	out := make([]orb.LineString, len(lines))
	for i, l := range lines {
		out[i] = make(orb.LineString, len(l))
		for j, p := range l {
			out[i][j] = v.point(p)
		}
	}
	return out
}

// inside is a point well inside rings: of a grid over the largest ring, the point farthest from all lines.
func inside(rings []orb.Ring) orb.Point {
	var largest orb.Ring
	for _, r := range rings {
		if math.Abs(area(r)) > math.Abs(area(largest)) {
			largest = r
		}
	}
	if len(largest) == 0 {
		return orb.Point{}
	}
	low, high := largest[0], largest[0]
	for _, p := range largest {
		low = orb.Point{min(low[0], p[0]), min(low[1], p[1])}
		high = orb.Point{max(high[0], p[0]), max(high[1], p[1])}
	}
	const n = 24
	best, far := largest[0], -1.0
	for i := range n {
		for j := range n {
			p := orb.Point{low[0] + (high[0]-low[0])*(float64(i)+0.5)/n, low[1] + (high[1]-low[1])*(float64(j)+0.5)/n}
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

func area(r orb.Ring) float64 {
	sum := 0.0
	for i, p := range r {
		q := r[(i+1)%len(r)]
		sum += p[0]*q[1] - q[0]*p[1]
	}
	return sum / 2
}

func within(p orb.Point, rings []orb.Ring) bool {
	in := false
	for _, r := range rings {
		for i, a := range r {
			b := r[(i+1)%len(r)]
			if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
				in = !in
			}
		}
	}
	return in
}

// clearance is the distance to the nearest line; type is wider than high, so that room to the sides counts for less.
func clearance(p orb.Point, rings []orb.Ring) float64 {
	least := math.Inf(1)
	for _, r := range rings {
		for i, a := range r {
			b := r[(i+1)%len(r)]
			dx, dy := b[0]-a[0], b[1]-a[1]
			t := 0.0
			if l := dx*dx + dy*dy; l > 0 {
				t = max(0, min(1, ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/l))
			}
			least = min(least, math.Hypot((a[0]+t*dx-p[0])/1.6, a[1]+t*dy-p[1]))
		}
	}
	return least
}
