package drawing

import "math"

// stroke is a line that a pen follows. Its edges are many times its points, so that they are made where they are
// painted.
type stroke struct {
	line        polyline
	width       float64 // in pixels
	butt        bool
	top, bottom float32 // between which it lies
}

func newStroke(l polyline, width float64, butt bool) stroke {
	s := stroke{line: l, width: width, butt: butt, top: float32(math.Inf(1)), bottom: float32(math.Inf(-1))}
	for _, p := range l.points { // a pixel more, for the rounding
		s.top, s.bottom = min(s.top, float32(p.y-width/2)-1), max(s.bottom, float32(p.y+width/2)+1)
	}
	return s
}

// stroke appends the edges of what a pen leaves: a rectangle for each piece of the line, a wedge where two of them open
// at a corner, and half a disc at round ends. All pieces wind alike, so that together they are filled where the winding
// number is not zero; where they overlap nothing is counted twice.
func (e edges) stroke(l polyline, width float64, butt bool) edges {
	points := distinct(l.points, l.closed)
	r := width / 2
	if len(points) == 1 {
		if butt {
			return e
		}
		return e.wedge(points[0], point{r, 0}, point{r, 0}, 2*math.Pi, r)
	}
	n := len(points)
	pieces := n - 1
	if l.closed && n > 2 {
		pieces = n
	}
	normal := func(i int) point { // of piece i, to its right, as long as half the width
		a, b := points[i], points[(i+1)%n]
		dx, dy := b.x-a.x, b.y-a.y
		k := r / math.Hypot(dx, dy)
		return point{-dy * k, dx * k}
	}
	var before point
	for i := range pieces {
		a, b, m := points[i], points[(i+1)%n], normal(i)
		e = e.polygon(
			point{a.x - m.x, a.y - m.y}, point{b.x - m.x, b.y - m.y},
			point{b.x + m.x, b.y + m.y}, point{a.x + m.x, a.y + m.y})
		if i > 0 {
			e = e.corner(a, before, m, r)
		}
		before = m
	}
	switch first, last := normal(0), before; {
	case pieces == n:
		e = e.corner(points[0], last, first, r)
	case !butt:
		e = e.wedge(points[0], first, point{-first.x, -first.y}, math.Pi, r)
		e = e.wedge(points[n-1], point{-last.x, -last.y}, last, math.Pi, r)
	}
	return e
}

// corner fills the gap that two pieces with the normals m and n leave at the outer side of a corner.
func (e edges) corner(at, m, n point, r float64) edges {
	turn := math.Atan2(m.x*n.y-m.y*n.x, m.x*n.x+m.y*n.y)
	switch {
	case turn > 0: // clockwise on paper: the gap is on the left
		return e.wedge(at, point{-m.x, -m.y}, point{-n.x, -n.y}, turn, r)
	case turn < 0:
		return e.wedge(at, n, m, -turn, r)
	}
	return e
}

// gap is how far a chord may lie inside the circle of a round corner or end, in pixels.
const gap = 0.06

// wedge appends the part of a disc between two radii, the angle clockwise on paper from the first to the second.
func (e edges) wedge(at, from, to point, angle, r float64) edges {
	n := 1
	if r > gap {
		n = max(1, int(math.Ceil(angle/(2*math.Acos(1-gap/r)))))
	}
	corners := make([]point, 0, n+2)
	corners = append(corners, at, point{at.x + from.x, at.y + from.y})
	for i := 1; i < n; i++ {
		sin, cos := math.Sincos(angle * float64(i) / float64(n))
		corners = append(corners, point{at.x + from.x*cos - from.y*sin, at.y + from.x*sin + from.y*cos})
	}
	return e.polygon(append(corners, point{at.x + to.x, at.y + to.y})...)
}

// distinct leaves out points that repeat the one before.
func distinct(points []point, closed bool) []point {
	var out []point
	for _, p := range points {
		if n := len(out); n == 0 || out[n-1] != p {
			out = append(out, p)
		}
	}
	for closed && len(out) > 1 && out[0] == out[len(out)-1] {
		out = out[:len(out)-1]
	}
	return out
}

// dashed cuts a line into dashes. pattern has the lengths of dashes and spaces in turn.
func (l polyline) dashed(pattern []float64) []polyline {
	whole := 0.0
	for _, d := range pattern {
		whole += d
	}
	if whole <= 0 {
		return []polyline{l}
	}
	points := distinct(l.points, l.closed)
	if l.closed {
		points = append(points, points[0])
	}
	if len(pattern)%2 == 1 {
		pattern = append(append([]float64{}, pattern...), pattern...)
	}
	var out []polyline
	part, left := 0, pattern[0]
	dash := []point{points[0]}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Hypot(b.x-a.x, b.y-a.y)
		done := 0.0
		for length-done > left {
			done += left
			p := point{a.x + (b.x-a.x)*done/length, a.y + (b.y-a.y)*done/length}
			if part%2 == 0 {
				out = append(out, polyline{points: append(dash, p)})
				dash = nil
			} else {
				dash = []point{p}
			}
			part = (part + 1) % len(pattern)
			left = pattern[part]
		}
		left -= length - done
		if part%2 == 0 {
			dash = append(dash, b)
		}
	}
	if part%2 == 0 && len(dash) > 1 {
		out = append(out, polyline{points: dash})
	}
	return out
}
