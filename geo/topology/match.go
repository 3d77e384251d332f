package topology

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// Matching finds out which faces have a border with one another where their lines were drawn twice and do not match:
// each place of a face's line belongs to the nearest other face whose line runs the other way beside it. It needs no
// common vertices and no cutting of lines, and looks at each line once, so that where a sliver opens to the sea, who
// else touches its end, and how the lines were digitised make no difference.

// steepest is the cosine of the largest angle at which a line runs beside another. At 90 degrees a coast that runs off
// from a border would count for up to the tolerance at each of its corners, and a corner open to the sea would be a
// border.
const steepest = 0.5

// corner is the cosine of the angle above which two lines that leave one vertex are a corner and no sliver: where
// coasts run off from the end of a common line, it is no longer for that.
const corner = 0.985

const (
	loose = -1 // a step that no other face has reversed
	inner = -2 // a step that its own face has reversed, or without length
)

// matcher matches the steps of rings.
type matcher struct {
	points []orb.Point
	all    []step
	rings  []int32 // see steps
	width  float64 // metres
	snap   float64 // metres up to which lines are the same
	// partner is for each step the one of another face that is its reverse where there is just one, loose or inner.
	partner []int32
	// near are the loose steps, and after them copies of those near 180 degrees, moved round the Earth.
	near  []int32
	shift []float64 // degrees by which each of near is moved; nil where none is
	// degree is, for each of near, how many metres a degree of longitude and one of latitude are in its middle.
	degree [][2]float64
	// candidates[first[i]:first[i+1]] are the numbers in near of what comes near near[i].
	first, candidates []int32
	order             []int32 // for each step, its place in near
	crowded           bool    // lines are so crowded that not all were looked at
	densest           int32   // then the step, one of near, with the most beside it that were; -1 where that is not known
}

// mostFound is how many candidates are kept beside 32 for each loose step: many times what any map has. It bounds the
// memory that they take, and the time to compare them.
const mostFound = 1_000_000

// partners finds the steps that are drawn alike. It sets partner for every step. Steps are put into buckets by the
// lower of their two vertices, and sorted by the higher there, so that all between the same two vertices lie side by
// side.
func (m *matcher) partners() {
	same := m.seam()
	vertex := func(v int32) int32 {
		if w, ok := same[v]; ok {
			return w
		}
		return v
	}
	m.partner = make([]int32, len(m.all))
	start := make([]int32, len(m.points)+1)
	for _, s := range m.all {
		start[min(vertex(s.u), vertex(s.v))+1]++
	}
	for i := range m.points {
		start[i+1] += start[i]
	}
	sorted := make([]int32, len(m.all))
	at := slices.Clone(start)
	for i, s := range m.all {
		v := min(vertex(s.u), vertex(s.v))
		sorted[at[v]] = int32(i)
		at[v]++
	}
	far := func(i int32) int32 { return max(vertex(m.all[i].u), vertex(m.all[i].v)) }
	for v := range m.points {
		bucket := sorted[start[v]:start[v+1]]
		if len(bucket) > 1 {
			slices.SortFunc(bucket, func(a, b int32) int {
				if d := far(a) - far(b); d != 0 {
					return int(d)
				}
				return int(a - b)
			})
		}
		for len(bucket) > 0 {
			k := 1
			for k < len(bucket) && far(bucket[k]) == far(bucket[0]) {
				k++
			}
			m.pair(bucket[:k], int32(v), far(bucket[0]), vertex)
			bucket = bucket[k:]
		}
	}
}

// pair decides about the steps between two vertices, which run either way. First those cancel that one face has both
// ways. Of what remains, two steps of two faces that run opposite ways are partners. Anything else, such as three faces
// with one edge, stays loose: steps at distance 0 are then found like others, and of faces as near the lowest is taken.
func (m *matcher) pair(steps []int32, u, v int32, vertex func(int32) int32) {
	p, q := m.points[u], m.points[v]
	if u == v || math.Abs(p[1]) == 90 && p[1] == q[1] {
		for _, i := range steps {
			m.partner[i] = inner
		}
		return
	}
	opposite := func(i, j int32) bool { return vertex(m.all[i].u) == vertex(m.all[j].v) }
	var open [2]int32 // up to two steps that their own face does not reverse
	count := 0
	for k, i := range steps {
		m.partner[i] = loose
		for _, j := range steps[:k] { // rings of one face that share a line
			if m.all[i].face == m.all[j].face && m.partner[j] == loose && opposite(i, j) {
				m.partner[i], m.partner[j] = inner, inner
				break
			}
		}
	}
	for _, i := range steps {
		if m.partner[i] == loose {
			open[min(count, 1)] = i
			count++
		}
	}
	if count == 2 && opposite(open[0], open[1]) {
		m.partner[open[0]], m.partner[open[1]] = open[1], open[0]
	}
}

// seam gives each vertex at -180 degrees the one at 180 that is the same place. A file in which no unit crosses 180
// degrees has both (RFC 7946, section 3.1.9).
func (m *matcher) seam() map[int32]int32 {
	var west []int32
	for v, p := range m.points {
		if p[0] == -180 {
			west = append(west, int32(v))
		}
	}
	if west == nil {
		return nil
	}
	at := map[float64]int32{}
	for v, p := range m.points {
		if p[0] == 180 {
			at[p[1]] = int32(v)
		}
	}
	same := map[int32]int32{}
	for _, v := range west {
		if w, ok := at[m.points[v][1]]; ok {
			same[v] = w
		}
	}
	return same
}

// reach is how far a place looks for another line: twice the width, to tell what lies just beyond it.
func (m *matcher) reach() float64 { return levels[len(levels)-1] * m.width }

// search lists for each loose step the loose steps that it may run beside. It fills near and order, and candidates by
// rows, as first says. What a step sees of another and what that one sees of it are two entries, for either may have no
// foot on the other.
func (m *matcher) search() {
	m.order = make([]int32, len(m.all))
	for i, p := range m.partner {
		m.order[i] = -1
		if p == loose {
			m.order[i] = int32(len(m.near))
			m.near = append(m.near, int32(i))
		}
	}
	if len(m.near) == 0 {
		return
	}
	n := &net{points: m.points}
	for _, i := range m.near {
		n.segs = append(n.segs, segment{u: m.all[i].u, v: m.all[i].v})
	}
	m.copies(n)
	m.degree = make([][2]float64, len(m.near))
	// Each segment is widened by half the reach, so that the boxes of two within reach of each other meet. Half a reach is
	// more degrees of longitude near a pole than at the equator, so each segment has its own margin in longitude.
	round := make([]float32, len(m.near))
	for k, i := range m.near {
		m.degree[k][0], m.degree[k][1] = measure.Degree((m.points[m.all[i].u][1] + m.points[m.all[i].v][1]) / 2)
		round[k] = float32(m.round(m.all[i])/2) * 1.0001 // and a little, for the rounding
	}
	most := 32*len(m.near) + mostFound
	var lane [lanes][][2]int32
	looked := (&pairs{net: n, margin: m.reach() / leastDegree / 2, round: round, visit: func(l int, a, b int32) {
		if len(lane[l]) > most {
			return
		}
		i, j := m.near[a], m.near[b]
		// Two copies are met as their originals, too.
		if m.shift != nil && m.shift[a] != 0 && m.shift[b] != 0 {
			return
		}
		own := m.all[i].face == m.all[j].face
		for _, x := range [2][2]int32{{a, b}, {b, a}} {
			if out, n := m.beside(x[0], x[1]); n > 0 && (!own || m.inner(out[:n])) {
				lane[l] = append(lane[l], x)
			}
		}
	}}).run()
	found := slices.Concat(lane[:]...)
	if m.crowded = !looked || len(found) > most; m.crowded {
		m.densest = m.mostBeside(found, looked)
		found = nil // what was met before there were too many depends on who was first
	}
	m.first = make([]int32, len(m.near)+1)
	for _, x := range found {
		m.first[x[0]+1]++
	}
	for i := range m.near {
		m.first[i+1] += m.first[i]
	}
	at := slices.Clone(m.first)
	m.candidates = make([]int32, len(found))
	for _, x := range found {
		m.candidates[at[x[0]]] = x[1]
		at[x[0]]++
	}
}

// mostBeside is the step with the most of what was found, where that does not depend on who was first.
func (m *matcher) mostBeside(found [][2]int32, looked bool) int32 {
	if !looked {
		return -1
	}
	count := make([]int32, len(m.near))
	for _, x := range found {
		count[x[0]]++
	}
	return int32(slices.Index(count, slices.Max(count)))
}

// leastDegree is less than any degree of latitude has metres.
const leastDegree = 110_500

// round is how many degrees of longitude are within reach of a step, at its end nearer to a pole. At a pole all are.
func (m *matcher) round(s step) float64 {
	lon, _ := measure.Degree(max(math.Abs(m.points[s.u][1]), math.Abs(m.points[s.v][1])))
	return min(m.reach()/max(lon, 1e-9), 180)
}

// copies adds those loose steps a second time that are near 180 degrees, moved round the Earth by 360 degrees to the
// other side of it. In longitude as a number, two lines beside each other on either side of 180 degrees are a whole
// turn apart; one and the copy of the other are not. n gets points of its own, for those of the matcher are used
// elsewhere.
func (m *matcher) copies(n *net) {
	own := len(m.near)
	points := n.points
	for k := range own {
		s := m.all[m.near[k]]
		a, b := m.points[s.u], m.points[s.v]
		by, margin := 0.0, m.round(s)
		switch {
		case max(a[0], b[0]) >= 180-margin:
			by = -360
		case min(a[0], b[0]) <= margin-180:
			by = 360
		default:
			continue
		}
		if m.shift == nil {
			m.shift = make([]float64, own)
			points = slices.Clone(points)
		}
		m.near = append(m.near, m.near[k])
		m.shift = append(m.shift, by)
		v := int32(len(points))
		points = append(points, orb.Point{a[0] + by, a[1]}, orb.Point{b[0] + by, b[1]})
		n.segs = append(n.segs, segment{u: v, v: v + 1})
	}
	n.points = points
}

// line is one of near, with its shift.
func (m *matcher) line(k int32) (u, v orb.Point) {
	s := m.all[m.near[k]]
	u, v = m.points[s.u], m.points[s.v]
	if m.shift != nil {
		u[0] += m.shift[k]
		v[0] += m.shift[k]
	}
	return u, v
}

// beside returns the stretches of step e whose feet fall on step f and that are within reach of it, in a flat frame at
// the latitude of e: one, or two where the lines cross. A place on e is s, from 0 to 1. Its foot's place on f and its
// distance from f, with a sign for the side, are linear in s, so that each condition cuts an interval of s and no
// search is needed. e and f are numbers in near.
func (m *matcher) beside(e, f int32) (out [2]stretch, n int) {
	u, v := m.line(e)
	q, p := m.line(f) // f reversed runs from p to q
	lon, lat := m.degree[e][0], m.degree[e][1]
	ex, ey := (v[0]-u[0])*lon, (v[1]-u[1])*lat
	fx, fy := (q[0]-p[0])*lon, (q[1]-p[1])*lat
	dot := ex*fx + ey*fy
	if !(dot > 0) { // most do not even run the other way
		return out, 0
	}
	le, lf := math.Sqrt(ex*ex+ey*ey), math.Sqrt(fx*fx+fy*fy)
	// Too steep to run beside it, or two lines that leave or reach one vertex at a corner.
	if dot < steepest*le*lf || dot < corner*le*lf && (u == p || v == q) {
		return out, 0
	}
	ox, oy := (u[0]-p[0])*lon, (u[1]-p[1])*lat
	// The foot is at w0 + w1 s of f, the distance, with its sign, d0 + d1 s.
	w0, w1 := (ox*fx+oy*fy)/(lf*lf), dot/(lf*lf)
	d0, d1 := (fx*oy-fy*ox)/lf, (fx*ey-fy*ex)/lf
	from, to := max(0, -w0/w1), min(1, (1-w0)/w1)
	reach := m.reach()
	if d1 != 0 {
		a, b := (-reach-d0)/d1, (reach-d0)/d1
		from, to = max(from, min(a, b)), min(to, max(a, b))
	} else if math.Abs(d0) > reach {
		return out, 0
	}
	if !(from < to) {
		return out, 0
	}
	// Where the lines cross the distance falls to 0 and rises again: two stretches, each with its sign turned to positive.
	sign := func(s float64) float64 { return math.Copysign(1, d0+d1*s) }
	if zero := -d0 / d1; d1 != 0 && from < zero && zero < to {
		a, b := sign(from), sign(to)
		out[0] = stretch{from, zero, a * d0, a * d1, f}
		out[1] = stretch{zero, to, b * d0, b * d1, f}
		return out, 2
	}
	a := sign((from + to) / 2)
	out[0] = stretch{from, to, a * d0, a * d1, f}
	return out, 1
}

// envelope is what lies nearest to a loose step, by place. A line of the step's own face counts within the snapping
// distance only, and then hides what lies beyond it. The candidates of the step are sorted on the way, and no others,
// so that several goroutines may ask for different steps. It is good until the next is asked for with the same scratch.
func (m *matcher) envelope(step int32, w *scratch) []stretch {
	e := m.order[step]
	found := m.candidates[m.first[e]:m.first[e+1]]
	if len(found) == 0 {
		return nil
	}
	// The lower face first: it is taken where another is as near. A pair may have been met more than once.
	slices.SortFunc(found, func(a, b int32) int {
		if d := m.all[m.near[a]].face - m.all[m.near[b]].face; d != 0 {
			return int(d)
		}
		return int(a - b)
	})
	lists := w.lists[:0]
	for i, f := range found {
		if i > 0 && found[i-1] == f {
			continue
		}
		out, n := m.beside(e, f)
		if m.all[m.near[f]].face == m.all[step].face {
			for _, p := range out[:n] {
				if p = p.within(m.snap); p.from < p.to {
					lists = append(lists, p)
				}
			}
			continue
		}
		lists = append(lists, out[:n]...)
	}
	w.lists = lists
	return w.nearest(lists)
}

// inner says whether a line of one face lies on another of its own somewhere. Where it does it is no outline, such as
// at 180 degrees between two parts of a unit that have not the same vertices there.
func (m *matcher) inner(all []stretch) bool {
	return slices.ContainsFunc(all, func(p stretch) bool { p = p.within(m.snap); return p.from < p.to })
}
