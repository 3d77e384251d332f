package pages

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/albers"
	"github.com/okrug/okrug/geo/topology"
)

// view takes positions on the earth to a picture: projected by Albers, scaled and moved.
type view struct {
	projection albers.Projection
	known      map[orb.Point]orb.Point // projected so far, in metres: positions of shared lines come again and again
	scale      float64                 // millimetres per metre
	x, y       float64                 // of the projection's origin
}

// fit shows the faces as large as they can be in a box.
func fit(t *topology.Topology, faces []int, x, y, width, height float64) (view, orb.Point) {
	area := make([]orb.MultiPolygon, len(faces))
	for i, f := range faces {
		area[i] = t.Face(f)
	}
	v := view{projection: albers.Fit(area), known: map[orb.Point]orb.Point{}, scale: 1}
	low, high := orb.Point{math.Inf(1), math.Inf(1)}, orb.Point{math.Inf(-1), math.Inf(-1)}
	for _, face := range area {
		for _, r := range v.rings(face) {
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
		q = v.projection.Point(p)
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

// inside is the place for a number in an area: type is wider than high, so that room to the sides counts for less.
func inside(rings []orb.Ring) orb.Point {
	at, _ := drawing.Pole(rings, 1.6, 0.25)
	return at
}
