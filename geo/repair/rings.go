package repair

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// tidied says what was done to rings of a unit, and where first.
type tidied struct {
	repeated, spikes int
	length           float64 // of spikes, metres
	repeatedAt       orb.Point
	spikeAt          orb.Point
}

// mendRings puts the rings of each unit right by themselves.
func (r *repair) mendRings() error {
	for i, u := range r.units {
		if i%256 == 0 {
			r.tell(locale.T("putting rings right"), i+1, len(r.units))
		}
		if u.area == nil {
			continue
		}
		r.tidy(u)
		if u.area == nil {
			r.faults.Add(r.fault(u, geo.EmptyGeometry, locale.T("its geometry has no area"),
				locale.T("give it a Polygon or MultiPolygon with area, or take it out")))
			continue
		}
		for _, p := range u.area {
			u.holes = append(u.holes, p[1:]...)
		}
		r.untangle(u)
		if err := r.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// tidy closes rings and drops repeated positions, spikes and rings without area.
func (r *repair) tidy(u *unit) {
	var t tidied
	changed := false
	var out orb.MultiPolygon
	for _, p := range u.area {
		var polygon orb.Polygon
		for k, ring := range p {
			tidy := r.tidyRing(u, ring, &t)
			changed = changed || len(tidy) != len(ring)
			if len(tidy) > 0 {
				polygon = append(polygon, tidy)
				continue
			}
			if len(ring) > 0 {
				r.change(u, Degenerate, ring[0], locale.T("a ring without area is left out")).Length = measure.Length(
					orb.LineString(ring))
			}
			if k == 0 {
				polygon = append(polygon, nil) // holes that remain lie outside of it, and are told
			}
		}
		if len(polygon) > 1 || len(polygon) == 1 && polygon[0] != nil {
			out = append(out, polygon)
		}
	}
	u.redrawn = u.redrawn || changed
	if t.repeated > 0 {
		_ = r.change(u, Repeated, t.repeatedAt, locale.T("%d repeated {1|position is|positions are} left out", t.repeated))
	}
	if t.spikes > 0 {
		r.change(u, Spike, t.spikeAt, locale.T("%d {1|spike|spikes} of %s in all {1|is|are} cut off", t.spikes,
			measure.LengthText(t.length))).Length = t.length
	}
	u.area = out
}

// tidyRing is a ring, closed, without repeated positions and spikes; nil where nothing with area remains. A ring in
// which there is nothing to do comes back as it is.
func (r *repair) tidyRing(u *unit, ring orb.Ring, t *tidied) orb.Ring {
	if len(ring) == 0 {
		return nil
	}
	open := make(orb.Ring, 0, len(ring))
	for i, c := range ring {
		if i > 0 && c == ring[i-1] {
			t.repeat(c)
			continue
		}
		open = append(open, c)
	}
	first, last := open[0], open[len(open)-1]
	if first != last {
		d := measure.Distance(first, last)
		if len(open) > 2 {
			r.change(u, Closed, last, locale.T("a ring that ends %s from where it begins is closed",
				measure.LengthText(d))).Length = d
		}
		u.redrawn = true
	} else {
		open = open[:len(open)-1]
	}
	n := len(open)
	open = t.cut(open)
	if len(open) < 3 {
		return nil
	}
	closed := slices.Concat(open, open[:1])
	if format.SignedArea(closed) == 0 && len(selfCover(closed)) == 0 {
		return nil
	}
	if n+1 == len(ring) && len(closed) == len(ring) && first == last {
		return ring
	}
	return closed
}

func (t *tidied) repeat(at orb.Point) {
	if t.repeated++; t.repeated == 1 {
		t.repeatedAt = at
	}
}

// cut cuts spikes off a ring, which is given without its closing position: places where it runs out and back along one
// line. What is left of one may be another.
func (t *tidied) cut(ring orb.Ring) orb.Ring {
	for i := 0; i < len(ring) && len(ring) >= 3; {
		n := len(ring)
		a, b, c := ring[(i+n-1)%n], ring[i], ring[(i+1)%n]
		if !spike(a, b, c) {
			i++
			continue
		}
		if a != b && b != c {
			if t.spikes++; t.spikes == 1 {
				t.spikeAt = b
			}
			t.length += math.Min(measure.Distance(a, b), measure.Distance(b, c))
		}
		ring = append(ring[:i], ring[i+1:]...)
		i = max(0, i-2)
	}
	return ring
}

// spike reports whether the way from a to b goes back along itself to c, within what a position may lie from a line and
// still count as on it.
func spike(a, b, c orb.Point) bool {
	const near = topology.DefaultTolerance
	if a == b || b == c {
		return true
	}
	long, short := orb.Point{a[0] - b[0], a[1] - b[1]}, orb.Point{c[0] - b[0], c[1] - b[1]}
	l, d := math.Hypot(long[0], long[1]), math.Hypot(short[0], short[1])
	if d > l {
		long, short, l, d = short, long, d, l
	}
	if l == d && long == short || math.Hypot(long[0]-short[0], long[1]-short[1]) <= near && d > 3*near {
		return true
	}
	// Where the shorter side ends beside the longer one. Close to the ends of lines topology leaves corners as they are,
	// and to cut them off would open what it has just closed.
	along := (long[0]*short[0] + long[1]*short[1]) / l
	away := math.Abs(long[0]*short[1]-long[1]*short[0]) / l
	return away <= near && along > 3*near && l-along > 1.5*near
}
