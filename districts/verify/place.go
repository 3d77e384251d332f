package verify

import (
	"math"
	"slices"
)

// shape is an area by its rings, of which each place has an odd number around it.
type shape struct {
	rings    [][]position
	low, top position // corners of its box
}

func newShape(rings [][]position) *shape {
	s := &shape{rings: rings, low: position{math.Inf(1), math.Inf(1)}, top: position{math.Inf(-1), math.Inf(-1)}}
	for _, r := range rings {
		for _, p := range r {
			for k := range p {
				s.low[k], s.top[k] = min(s.low[k], p[k]), max(s.top[k], p[k])
			}
		}
	}
	return s
}

// edges calls a function for each edge until it returns false.
func (s *shape) edges(see func(a, b position) bool) {
	for _, r := range s.rings {
		for i := 1; i < len(r); i++ {
			if !see(r[i-1], r[i]) {
				return
			}
		}
	}
}

// around is the length of the outline in kilometres.
func (s *shape) around() (km float64) {
	s.edges(func(a, b position) bool {
		km += math.Sqrt(a.space().square(b.space())) / 1000
		return true
	})
	return km
}

// has is whether a place lies in the area, by the edges east of it.
func (s *shape) has(p position) bool {
	if p[0] < s.low[0] || p[0] > s.top[0] || p[1] < s.low[1] || p[1] > s.top[1] {
		return false
	}
	in := false
	s.edges(func(a, b position) bool {
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
			in = !in
		}
		return true
	})
	return in
}

// beside is whether a place lies within so many metres of the outline. Its own surroundings are taken for flat.
func (s *shape) beside(p position, metres float64) bool {
	const degree = 111_200 // metres, about
	east := degree * math.Cos(p[1]*math.Pi/180)
	if p[0] < s.low[0]-metres/east || p[0] > s.top[0]+metres/east || p[1] < s.low[1]-metres/degree ||
		p[1] > s.top[1]+metres/degree {
		return false
	}
	found := false
	s.edges(func(a, b position) bool {
		ax, ay, bx, by := (a[0]-p[0])*east, (a[1]-p[1])*degree, (b[0]-p[0])*east, (b[1]-p[1])*degree
		dx, dy := bx-ax, by-ay
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = max(0, min(1, -(ax*dx+ay*dy)/l))
		}
		found = math.Hypot(ax+t*dx, ay+t*dy) <= metres
		return !found
	})
	return found
}

// parts is whether an edge lies between two places.
func (s *shape) parts(p, q position) bool {
	side := func(a, b, c position) bool { return (b[0]-a[0])*(c[1]-a[1]) > (b[1]-a[1])*(c[0]-a[0]) }
	found := false
	s.edges(func(a, b position) bool {
		found = side(p, q, a) != side(p, q, b) && side(a, b, p) != side(a, b, q)
		return !found
	})
	return found
}

// inner is a place in the area: half-way up its largest ring, in the middle of the widest stretch there.
func (s *shape) inner() position {
	ring := slices.MaxFunc(s.rings, func(a, b []position) int {
		if math.Abs(ringArea(a)) < math.Abs(ringArea(b)) {
			return -1
		}
		return 1
	})
	box := newShape([][]position{ring})
	up := (box.low[1] + box.top[1]) / 2
	var cuts []float64
	s.edges(func(a, b position) bool {
		if (a[1] > up) != (b[1] > up) {
			cuts = append(cuts, a[0]+(up-a[1])/(b[1]-a[1])*(b[0]-a[0]))
		}
		return true
	})
	slices.Sort(cuts)
	at, wide := position{box.low[0], up}, -1.0
	for i := 1; i < len(cuts); i += 2 {
		if w := cuts[i] - cuts[i-1]; w > wide {
			at[0], wide = (cuts[i]+cuts[i-1])/2, w
		}
	}
	return at
}

// towards is where, on the straight way to another position, something ends that holds at its beginning.
func (p position) towards(q position, holds func(space) bool) (at position) {
	low, high := 0.0, 1.0
	for range 40 {
		share := (low + high) / 2
		at = position{p[0] + share*(q[0]-p[0]), p[1] + share*(q[1]-p[1])}
		if holds(at.space()) {
			low = share
		} else {
			high = share
		}
	}
	return at
}

// space is a position on the ellipsoid in metres from the middle of the Earth. Straight distances there stand for those
// along the ellipsoid: two of 500 km that are the same in one sense differ by less than 2 m in the other, two of 100 km
// by less than 2 cm.
type space [3]float64

func (p position) space() space {
	sin, cos := math.Sincos(p[1] * math.Pi / 180)
	east, north := math.Sincos(p[0] * math.Pi / 180)
	n := 1000 * semiMajor / math.Sqrt(1-eccentricity*eccentricity*sin*sin)
	return space{n * cos * north, n * cos * east, n * (1 - eccentricity*eccentricity) * sin}
}

// square is the square of the distance of two places.
func (p space) square(q space) float64 {
	x, y, z := p[0]-q[0], p[1]-q[1], p[2]-q[2]
	return x*x + y*y + z*z
}

// on is the place of a line from a to b that is nearest to p, by the share of the line that leads to it.
func (p space) on(a, b space) (share float64, at space) {
	dot := 0.0
	for k := range p {
		dot += (p[k] - a[k]) * (b[k] - a[k])
	}
	if l := a.square(b); l > 0 {
		share = max(0, min(1, dot/l))
	}
	for k := range at {
		at[k] = a[k] + share*(b[k]-a[k])
	}
	return share, at
}

// sequence is a fixed sequence of places in a square of size 1 that fills it evenly, whenever it ends: multiples of the
// powers of the root of x³ = x + 1 (M. Roberts, The unreasonable effectiveness of quasirandom sequences, 2018).
func sequence(i int) position {
	const root = 1.32471795724474602596
	return position{math.Mod(0.5+float64(i)/root, 1), math.Mod(0.5+float64(i)/(root*root), 1)}
}
