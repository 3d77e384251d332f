package nearest

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/disjoint"
)

// Line is where two sites are equally near and no other is nearer.
type Line struct {
	A, B int // sites, A < B
	Line orb.LineString
}

// A line half-way is drawn with so many positions that what is straight between two of them, in longitude and latitude,
// lies within lineError of it, in metres, and near its two sites within the share nearError of what they are apart, so
// that it passes between them. From there the error may grow with the distance, by growth.
const (
	lineError = 1.0
	nearError = 0.05
	growth    = 0.001
)

// shortest is the length of the shortest line between two sites that is drawn, in metres and as a share of the least
// distance among the sites at its ends: a corner that moves by more would move a line past a site beside it. Where four
// points lie nearly on a circle, two of them meet along less than that or do not, by chance: they are taken for meeting
// in a corner.
const (
	shortest      = 1.0
	shortestShare = 0.01
)

// Lines are the lines half-way between sites for which between(a, b) is true, within the circle around the area. They
// end exactly where others begin; at 180 degrees and at poles they are parted.
func (d *Diagram) Lines(between func(a, b int) bool) []Line {
	merged := d.mergeCorners()
	w := writer{d: d, known: map[int32]orb.Point{}}
	var out []Line
	for _, e := range d.t.edges() {
		a, b := d.t.from(e), d.t.to(e)
		if !between(int(a), int(b)) {
			continue
		}
		left, right := merged(d.face[e>>1]), merged(d.face[reversed(e)>>1])
		if left >= 0 && left == right {
			continue
		}
		for _, line := range w.half(a, b, left, right) {
			out = append(out, Line{int(a), int(b), line})
		}
	}
	return out
}

// mergeCorners makes one corner of those between which a line would be too short. It returns which stands for each.
func (d *Diagram) mergeCorners() func(face int32) int32 {
	sets := disjoint.New[int32](len(d.corners))
	for _, e := range d.t.edges() {
		l, r := d.face[e>>1], d.face[reversed(e)>>1]
		if l < 0 || r < 0 {
			continue
		}
		a, b := d.sites[d.t.from(e)], d.sites[d.t.to(e)]
		near := a.angle(b)
		for _, x := range [2]int32{d.t.to(d.t.next[e]), d.t.to(d.t.before(e))} {
			near = min(near, a.angle(d.sites[x]), b.angle(d.sites[x]))
		}
		short := min(shortest/radius, shortestShare*near)
		// The corner on the left must lie to the left of that on the right: where rounding has it otherwise, there is no
		// line.
		across := d.way(d.t.from(e), d.t.to(e))
		ahead := d.corners[l].plus(d.corners[r], -1).dot(a.cross(across)) // > 0: left of the way from a to b
		if d.corners[l].angle(d.corners[r]) < short || ahead <= 0 {
			sets.Join(l, r)
		}
	}
	return func(face int32) int32 {
		if face < 0 {
			return face
		}
		return sets.Find(face)
	}
}

// writer draws lines. Corners become positions once, so that lines meet.
type writer struct {
	d     *Diagram
	known map[int32]orb.Point
	// Of the line being drawn: the place between its sites, and how far these are apart, in metres.
	middle vector
	apart  float64
}

// half draws the line half-way between two sites from the corner on the right to that on the left; -1 is none, and the
// line goes on to the circle around the area.
func (w *writer) half(a, b, left, right int32) []orb.LineString {
	d := w.d
	p, q := d.sites[a], d.sites[b]
	middle := p.plus(q, 1).unit()
	w.middle, w.apart = middle, p.angle(q)*radius
	ahead := middle.cross(d.way(a, b)).unit() // at right angles to the way from a to b, to its left
	place := func(angle float64) vector {
		sin, cos := math.Sincos(angle)
		return vector{}.plus(middle, cos).plus(ahead, sin)
	}
	angle := func(v vector) float64 { return math.Atan2(v.dot(ahead), v.dot(middle)) }
	// Within the circle are the places with cos(angle - top) >= cos(radius)/reach.
	x, y := d.area.middle.dot(middle), d.area.middle.dot(ahead)
	top, reach := math.Atan2(y, x), math.Hypot(x, y)
	if c := math.Cos(d.area.angle); c >= reach {
		return nil
	} else {
		reach = math.Acos(c / reach)
	}
	from, to := top-reach, top+reach
	var ends [2]orb.Point
	var exact [2]bool
	for i, corner := range [2]int32{right, left} {
		if corner < 0 {
			continue
		}
		// Angles from half a turn below the top to half a turn above.
		at := top + math.Remainder(angle(d.corners[corner])-top, 2*math.Pi)
		switch {
		case i == 0 && at > from:
			from = at
		case i == 1 && at < to:
			to = at
		default:
			continue
		}
		ends[i], exact[i] = w.corner(corner), true
	}
	if from >= to {
		return nil
	}
	u, v := place(from), place(to)
	if exact[0] {
		u = d.corners[right]
	} else {
		ends[0] = d.sphere.from(u)
	}
	if exact[1] {
		v = d.corners[left]
	} else {
		ends[1] = d.sphere.from(v)
	}
	return w.draw(u, v, ends[0], ends[1])
}

func (w *writer) corner(k int32) orb.Point {
	p, ok := w.known[k]
	if !ok {
		p = w.d.sphere.from(w.d.corners[k])
		w.known[k] = p
	}
	return p
}

// draw draws the shortest way between two places, given with their positions.
func (w *writer) draw(u, v vector, p, q orb.Point) []orb.LineString {
	s := w.d.sphere
	line := orb.LineString{p}
	var out []orb.LineString
	end := func() {
		if len(line) > 1 {
			out = append(out, line)
		}
	}
	if x, pole := throughPole(u, v); pole {
		lat := math.Copysign(90, x[2])
		line = w.fill(line, u, x, p, orb.Point{p[0], lat}, 0)
		end()
		line = w.fill(orb.LineString{{q[0], lat}}, x, v, orb.Point{q[0], lat}, q, 0)
		end()
		return out
	}
	x, east, crosses := s.seam(u, v, p, q)
	if !crosses {
		line = w.fill(line, u, v, p, q, 0)
		end()
		return out
	}
	at := s.from(x)
	near, far := orb.Point{math.Copysign(180, east), at[1]}, orb.Point{math.Copysign(180, -east), at[1]}
	line = w.fill(line, u, x, p, near, 0)
	end()
	line = w.fill(orb.LineString{far}, x, v, far, q, 0)
	end()
	return out
}

// throughPole says whether the shortest way between two places leads through a pole, to a millimetre.
func throughPole(u, v vector) (vector, bool) {
	n := u.cross(v)
	length := math.Sqrt(n.dot(n))
	if math.Abs(n[2]) > 1e-10*length || length == 0 {
		return vector{}, false
	}
	pole := vector{0, 0, math.Copysign(1, u[2]+v[2])}
	a := u.angle(v)
	return pole, u.angle(pole) < a && v.angle(pole) < a && math.Hypot(u[0], u[1]) > 1e-10 && math.Hypot(v[0], v[1]) > 1e-10
}

// seam finds where the shortest way from u to v crosses the meridian of 180 degrees, and the sign of the longitudes
// before it.
func (s sphere) seam(u, v vector, p, q orb.Point) (x vector, east float64, crosses bool) {
	if p[0] > 0 == (q[0] > 0) || math.Abs(p[0]) == 180 || math.Abs(q[0]) == 180 {
		return x, 0, false
	}
	sin, cos := math.Sincos(s.factor * radian * math.Remainder(180-s.middle, 360))
	side := vector{-sin, cos, 0}
	a, b := u.dot(side), v.dot(side)
	if a > 0 == (b > 0) {
		return x, 0, false
	}
	x = u.plus(v.plus(u, -1), a/(a-b)).unit()
	return x, p[0], x[0]*cos+x[1]*sin > 0
}

// fill appends positions between two places, and the second.
func (w *writer) fill(line orb.LineString, u, v vector, p, q orb.Point, depth int) orb.LineString {
	const longest = 0.5 * radian // looked at in one go
	middle := u.plus(v, 1).unit()
	m := w.d.sphere.from(middle)
	straight := orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}
	dx := math.Remainder(m[0]-straight[0], 360) * radian * math.Cos(m[1]*radian) * radius
	dy := (m[1] - straight[1]) * radian * radius
	if depth > 40 || u.angle(v) < longest && math.Hypot(dx, dy) < w.allowed(u, v) {
		return append(line, q)
	}
	if m[0] < 0 && p[0] > 0 && q[0] > 0 && m[0] == -180 || m[0] > 0 && p[0] < 0 && q[0] < 0 && m[0] == 180 {
		m[0] = -m[0]
	}
	line = w.fill(line, u, middle, p, m, depth+1)
	return w.fill(line, middle, v, m, q, depth+1)
}

// allowed is how far a straight piece from u to v may lie from the line, in metres.
func (w *writer) allowed(u, v vector) float64 {
	a, b := u.angle(w.middle), v.angle(w.middle)
	away := min(a, b) * radius
	if max(a, b) <= u.angle(v) { // the middle is between
		away = 0
	}
	return min(lineError, max(nearError*w.apart, growth*away))
}

// Gabriel lists the pairs of sites that see each other: no third lies in the circle with the two at its ends (K. R.
// Gabriel and R. R. Sokal, A new statistical approach to geographic variation analysis, Systematic Zoology 18, 1969,
// pp. 259-278, doi:10.2307/2412323). They are among the pairs that a line parts; all sites are connected by them.
func (d *Diagram) Gabriel() [][2]int {
	var out [][2]int
	for _, e := range d.t.edges() {
		a, b := d.t.from(e), d.t.to(e)
		p, q := d.sites[a], d.sites[b]
		middle := p.plus(q, 1).unit()
		sees := true
		for _, c := range [2]int32{d.t.to(d.t.next[e]), d.t.to(d.t.before(e))} {
			if c != a && c != b && d.far(c, middle) < d.far(a, middle)*(1-1e-12) {
				sees = false
			}
		}
		if sees {
			out = append(out, [2]int{int(a), int(b)})
		}
	}
	return out
}

// circleSides is how many sides a circle is drawn with.
const circleSides = 64

// Circle draws a circle of so many metres around a site, parted at 180 degrees; one of no size is none.
func (d *Diagram) Circle(site int, metres float64) []orb.LineString {
	if metres <= 0 {
		return nil
	}
	w := writer{d: d, apart: 1e9}
	middle := d.sites[site]
	local := newPlane(middle)
	at := func(i int) vector {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%circleSides) / circleSides)
		sinR, cosR := math.Sincos(metres / d.sphere.metres)
		return vector{}.plus(middle, cosR).plus(local.x, cos*sinR).plus(local.y, sin*sinR).unit()
	}
	w.middle = middle
	var out []orb.LineString
	for i := range circleSides {
		u, v := at(i), at(i+1)
		out = append(out, w.draw(u, v, d.sphere.from(u), d.sphere.from(v))...)
	}
	return out
}

// Within says whether a place lies in the circle of so many metres around a site, as Circle draws it.
func (d *Diagram) Within(site int, metres float64, p orb.Point) bool {
	inner := (1 + math.Cos(math.Pi/circleSides)) / 2 // between the middles of its sides and its corners
	return d.sites[site].angle(d.sphere.to(p))*d.sphere.metres < metres*inner
}
