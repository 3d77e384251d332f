package nearest

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
)

// widest is the greatest distance of places of an area from its middle, as an angle: an eighth of the way around the
// Earth, about 5 000 km. Beyond, points could see one another around the far side.
const widest = 45 * radian

// Diagram divides an area among points. It does not change; its methods may be called from several goroutines.
type Diagram struct {
	sphere sphere
	plane  plane
	area   circle
	sites  []vector
	t      *triangulation
	// corners[i] is where three points are equally near: the middle of the circle through triangle i. face is the
	// triangle on the left of each edge, by origin as the triangulation has them, or -1.
	corners []vector
	face    []int32
	guess   guesses
}

// TooWideError says that an area reaches too far for one plane.
type TooWideError struct{ Metres float64 } // from the middle to its furthest place

func (e *TooWideError) Error() string { return e.Text().String() }

// Text says it in the languages of the program.
func (e *TooWideError) Text() locale.Text {
	return locale.T("it reaches %.0f km from its middle, more than the 5 000 km within which distances are compared",
		e.Metres/1000)
}

// SamePlaceError names two points that are in one place: nothing lies nearer to the one than to the other.
type SamePlaceError struct{ A, B int }

func (e *SamePlaceError) Error() string {
	return locale.T("points %d and %d are in one place", e.A, e.B).String()
}

// Apart is how far points must be from each other in metres.
const Apart = 0.001

// New divides the area that the outline reaches around, its own positions among it, among sites. The error is a
// *TooWideError or a *SamePlaceError.
func New(sites []orb.Point, outline orb.MultiPolygon) (*Diagram, error) {
	d := &Diagram{}
	if err := d.place(sites, outline); err != nil {
		return nil, err
	}
	at := make([]place, len(sites))
	d.sites = make([]vector, len(sites))
	for i, p := range sites {
		at[i], d.sites[i] = d.plane.to(d.sphere.to(p))
	}
	if a, b, same := together(at); same {
		return nil, &SamePlaceError{a, b}
	}
	d.t = triangulate(at)
	d.findCorners()
	d.guess = newGuesses(at)
	d.guess.edge = make([]int32, len(sites))
	for e := int32(0); int(e) < len(d.t.next); e += 2 {
		if a := d.t.from(e); a >= 0 {
			d.guess.edge[a] = e
		}
	}
	return d, nil
}

// place chooses the sphere, its plane and the circle around the area.
func (d *Diagram) place(sites []orb.Point, outline orb.MultiPolygon) error {
	// The middle is that of the box of all positions on a sphere of its own, as longitudes have none around a pole.
	rough := sphere{factor: 1}
	low, high := vector{2, 2, 2}, vector{-2, -2, -2}
	visit := func(do func(p orb.Point)) {
		for _, p := range sites {
			do(p)
		}
		for _, polygon := range outline {
			for _, ring := range polygon {
				along(ring, do)
			}
		}
	}
	visit(func(p orb.Point) {
		v := rough.to(p)
		for i := range v {
			low[i], high[i] = min(low[i], v[i]), max(high[i], v[i])
		}
	})
	middle := low.plus(high, 1)
	if middle.dot(middle) < 1e-6 {
		return &TooWideError{math.Pi / 2 * radius}
	}
	middle = middle.unit()
	far := 0.0
	visit(func(p orb.Point) { far = max(far, middle.angle(rough.to(p))) })
	if far *= 1.001; far > widest {
		return &TooWideError{far * radius}
	}
	at := rough.from(middle)
	d.sphere = newSphere(at, math.Abs(at[1])*radian+far > math.Pi/2-0.01)
	d.plane = newPlane(d.sphere.to(at))
	// The spheres differ by less than a hundredth; a circle somewhat too wide does no harm.
	d.area = circle{d.plane.middle, far*1.02 + 1e-6}
	return nil
}

// along visits the positions of a ring, and others between those far apart.
func along(ring orb.Ring, do func(p orb.Point)) {
	for i, p := range ring {
		do(p)
		if i+1 == len(ring) {
			return
		}
		q := ring[i+1]
		n := math.Ceil(max(math.Abs(q[0]-p[0]), math.Abs(q[1]-p[1])))
		for k := 1.0; k < n; k++ {
			do(orb.Point{p[0] + (q[0]-p[0])*k/n, p[1] + (q[1]-p[1])*k/n})
		}
	}
}

// together finds two points less than Apart from each other.
func together(at []place) (a, b int, found bool) {
	const near = Apart / radius * unit
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if at[a] != at[b] {
			if at[a][0] < at[b][0] || at[a][0] == at[b][0] && at[a][1] < at[b][1] {
				return -1
			}
			return 1
		}
		return a - b
	})
	// Points with about the same x are looked through; that so many are in one millimetre is no case to be fast in.
	for i, k := range order {
		for _, j := range order[i+1:] {
			dx, dy := float64(at[j][0]-at[k][0]), float64(at[j][1]-at[k][1])
			if dx >= near {
				break
			}
			if math.Hypot(dx, dy) < near {
				return min(k, j), max(k, j), true
			}
		}
	}
	return 0, 0, false
}

// findCorners finds the triangles and the middles of their circles.
func (d *Diagram) findCorners() {
	t := d.t
	d.face = make([]int32, len(t.origin))
	for i := range d.face {
		d.face[i] = -1
	}
	for e := int32(0); int(e) < len(t.next); e += 2 {
		if t.from(e) < 0 || d.face[e>>1] >= 0 {
			continue
		}
		f := t.leftNext(e)
		g := t.leftNext(f)
		a, b, c := t.from(e), t.from(f), t.from(g)
		if t.leftNext(g) != e || turn(t.at[a], t.at[b], t.at[c]) <= 0 {
			continue // the outside
		}
		k := int32(len(d.corners))
		d.corners = append(d.corners, corner(d.sites[a], d.way(a, b), d.way(a, c)))
		d.face[e>>1], d.face[f>>1], d.face[g>>1] = k, k, k
	}
}

// way leads from one site to another.
func (d *Diagram) way(from, to int32) vector { return d.plane.way(d.t.at[from], d.t.at[to]) }

// corner is the middle of the circle through a place and those to which p and q lead from it, to the left. It is that
// of the circle in the plane through them, seen from the middle of the sphere: worked out from differences, so that
// places close together keep their digits.
func corner(a, p, q vector) vector {
	n := p.cross(q)
	n2 := n.dot(n)
	x, y := n.cross(p), q.cross(n)
	scale := 1 / (2 * n2)
	m := a.plus(x, q.dot(q)*scale).plus(y, p.dot(p)*scale)
	if m.dot(n) <= 0 || n2 == 0 {
		return n.unit() // a circle larger than half of the sphere, or as large
	}
	return m.unit()
}

// Nearest is the site nearest to a position, of several the first that is found from near by. It goes from site to site
// as long as one beside is nearer.
func (d *Diagram) Nearest(p orb.Point) int {
	v := d.sphere.to(p)
	at, _ := d.plane.to(v)
	best := d.guess.at(at)
	if len(d.sites) == 1 {
		return 0
	}
	e := d.some(best)
	far := d.far(best, v)
	for {
		better := false
		for k := e; ; {
			if x := d.far(d.t.to(k), v); x < far {
				best, far, e, better = d.t.to(k), x, reversed(k), true
				break
			}
			if k = d.t.next[k]; k == e {
				break
			}
		}
		if !better {
			return int(best)
		}
	}
}

// far grows with the distance of a place from a site.
func (d *Diagram) far(site int32, v vector) float64 {
	x := d.sites[site].plus(v, -1)
	return x.dot(x)
}

// some is an edge that leaves a site.
func (d *Diagram) some(site int32) int32 { return d.guess.edge[site] }

// guesses says for places where to begin to look: a site in each square of a grid.
type guesses struct {
	low  place
	size int64
	side int
	site []int32
	edge []int32
}

func newGuesses(at []place) guesses {
	g := guesses{side: int(math.Sqrt(float64(len(at)))) + 1}
	high := at[0]
	g.low = at[0]
	for _, p := range at {
		for i := range p {
			g.low[i], high[i] = min(g.low[i], p[i]), max(high[i], p[i])
		}
	}
	g.size = max(high[0]-g.low[0], high[1]-g.low[1])/int64(g.side) + 1
	g.site = make([]int32, g.side*g.side)
	for i := range g.site {
		g.site[i] = -1
	}
	for i, p := range at {
		if k := g.square(p); g.site[k] < 0 {
			g.site[k] = int32(i)
		}
	}
	last := int32(0)
	for k, s := range g.site { // an empty square has the site of the one before
		if s < 0 {
			g.site[k] = last
		}
		last = g.site[k]
	}
	return g
}

func (g guesses) square(p place) int {
	at := func(i int) int { return int(max(0, min(int64(g.side-1), (p[i]-g.low[i])/g.size))) }
	return at(1)*g.side + at(0)
}

func (g guesses) at(p place) int32 { return g.site[g.square(p)] }
