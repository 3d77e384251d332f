package maps

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"

	"github.com/okrug/okrug/geo/albers"
)

// view takes positions on the earth to positions on paper: projected, scaled, moved into a frame and cut to it. On
// paper y grows downwards, on the ground northwards. A metre on the ground is 1000/denominator millimetres.
type view struct {
	projection  albers.Projection
	denominator float64   // of the scale 1:denominator
	origin      orb.Point // where the projection's origin comes to lie on paper
	frame       orb.Bound // on paper
}

// niceScales are the leading figures of scales that people know, the first at 10.
var niceScales = []float64{10, 12.5, 15, 20, 25, 30, 40, 50, 60, 80}

// niceScale is the least round denominator that is not smaller than d.
func niceScale(d float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(d))-1)
	for _, s := range niceScales {
		if s*power >= d*(1-1e-9) {
			return math.Round(s * power)
		}
	}
	return math.Round(100 * power)
}

// nextScale is the round denominator after d.
func nextScale(d float64) float64 { return niceScale(d * 1.001) }

// fitView shows an area as large as a round scale allows, in the middle of the frame less a margin in millimetres.
func fitView(p albers.Projection, area []orb.MultiPolygon, frame orb.Bound, margin float64) view {
	return fitGround(p, bound(p, area), frame, margin)
}

// fitGround does the same for an extent in projected metres.
func fitGround(p albers.Projection, ground orb.Bound, frame orb.Bound, margin float64) view {
	width, height := frame.Max[0]-frame.Min[0]-2*margin, frame.Max[1]-frame.Min[1]-2*margin
	need := max((ground.Max[0]-ground.Min[0])/width, (ground.Max[1]-ground.Min[1])/height) * 1000
	v := view{projection: p, frame: frame}
	v.setScale(niceScale(max(need, 1)), ground)
	return v
}

// setScale changes the scale and puts the ground's middle, which is in projected metres, into the middle of the frame.
func (v *view) setScale(denominator float64, ground orb.Bound) {
	v.denominator = denominator
	c, mid := ground.Center(), v.frame.Center()
	k := 1000 / denominator
	v.origin = orb.Point{mid[0] - c[0]*k, mid[1] + c[1]*k}
}

// bound is the extent of an area in projected metres, taken from the positions of its outer rings.
func bound(p albers.Projection, area []orb.MultiPolygon) orb.Bound {
	b := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for _, mp := range area {
		for _, poly := range mp {
			for _, ll := range poly[0] {
				b = b.Extend(p.Point(ll))
			}
		}
	}
	return b
}

func (v view) point(ll orb.Point) orb.Point {
	q := v.projection.Point(ll)
	k := 1000 / v.denominator
	return orb.Point{v.origin[0] + q[0]*k, v.origin[1] - q[1]*k}
}

// rings are an area's rings on paper, cut to the frame. Outer rings and holes wind in opposite ways.
func (v view) rings(mp orb.MultiPolygon) []orb.Ring {
	var out []orb.Ring
	for _, poly := range mp {
		for _, ring := range poly {
			r := make(orb.Ring, len(ring))
			for i, ll := range ring {
				r[i] = v.point(ll)
			}
			if r = cutRing(r, v.frame); len(r) > 3 {
				out = append(out, r)
			}
		}
	}
	return out
}

// lines are lines on paper, cut to the frame.
func (v view) lines(lines []orb.LineString) []orb.LineString {
	var out []orb.LineString
	for _, line := range lines {
		l := make(orb.LineString, len(line))
		for i, ll := range line {
			l[i] = v.point(ll)
		}
		out = append(out, cutLine(l, v.frame)...)
	}
	return out
}

// cutRing cuts a ring to the frame. A ring that is cut may run along the frame's edge.
func cutRing(r orb.Ring, frame orb.Bound) orb.Ring {
	b := r.Bound()
	switch {
	case frame.Contains(b.Min) && frame.Contains(b.Max):
		return r
	case !frame.Intersects(b):
		return nil
	}
	return clip.Ring(frame, r)
}

func cutLine(l orb.LineString, frame orb.Bound) []orb.LineString {
	b := l.Bound()
	switch {
	case frame.Contains(b.Min) && frame.Contains(b.Max):
		return []orb.LineString{l}
	case !frame.Intersects(b):
		return nil
	}
	return clip.LineString(frame, l)
}
