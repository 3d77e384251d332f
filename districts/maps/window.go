package maps

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
)

// window is a box of degrees that holds all that shows in a view, so that a map of one place takes no time for the
// rest of the country. Longitudes are counted on from its middle, past 180 degrees if need be.
type window struct {
	box   orb.Bound
	mid   float64
	whole bool // it cannot be said, as at a pole or for half the earth: everything may show
}

// window is that of a view, a tenth wider on each side than what its edges need.
func (v view) window() window {
	const most = 20.0 // degrees; in less, meridians and parallels are nearly straight lines
	c := v.unproject(v.frame.Center())
	w := window{box: orb.Bound{Min: c, Max: c}, mid: c[0]}
	corners := drawing.Box(v.frame)
	for i := range 4 {
		const pieces = 8
		for j := range pieces {
			t := float64(j) / pieces
			p := orb.Point{corners[i][0] + t*(corners[i+1][0]-corners[i][0]),
				corners[i][1] + t*(corners[i+1][1]-corners[i][1])}
			ll := v.unproject(p)
			if q := v.point(ll); !(math.Hypot(q[0]-p[0], q[1]-p[1]) < 0.1) {
				w.whole = true
			}
			w.box = w.box.Extend(orb.Point{w.mid + math.Remainder(ll[0]-w.mid, 360), ll[1]})
		}
	}
	size := max(w.box.Max[0]-w.box.Min[0], w.box.Max[1]-w.box.Min[1])
	if !(size < most && w.box.Min[1] > -80 && w.box.Max[1] < 80) {
		w.whole = true
	}
	w.box = w.box.Pad(0.1 * size)
	return w
}

// shows says whether something of that extent may show.
func (w window) shows(e orb.Bound) bool {
	turn := w.mid + math.Remainder(e.Center()[0]-w.mid, 360) - e.Center()[0]
	e.Min[0], e.Max[0] = e.Min[0]+turn, e.Max[0]+turn
	return w.whole || e.Max[0]-e.Min[0] > 180 || w.box.Intersects(e)
}
