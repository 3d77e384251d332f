package topology

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// run is a part of a ring along which one other face lies, at one of the levels. Places on the ring are metres from
// where the walk began; past the whole length for a run that goes on across the beginning.
type run struct {
	face     int32
	from, to float64 // metres along the ring
	widest   float64
	at       orb.Point
	alike    float64 // metres that the other face has reversed
	snapped  float64 // metres, between vertices of either, along which it is no wider than the snapping distance
	same     bool    // its end is no wider than that, and has been so since the last vertex
	since    float64 // where that vertex is; only where same
	first    place
	last     place
}

// place is where a run begins or ends: a place on a step and its foot on another.
type place struct {
	step, beside int32 // beside is a number in matcher.near, or -1 where the step is reversed by another
	s            float64
	metres       float64 // between the two
	vertex       bool    // it is at a vertex of either line; only where they are within the snapping distance
}

// sighting is what one face sees of another along one ring. metres and widest are by level, alike and snapped are those
// of the level asked for; at is where the two lie furthest apart.
type sighting struct {
	from, to int32
	metres   [len(levels)]float64
	alike    float64
	snapped  float64
	widest   [len(levels)]float64
	at       orb.Point
}

// walker walks along rings, one after the other, and gathers what it sees. Each goroutine has walkers of its own.
type walker struct {
	*matcher
	runs [len(levels)][]run // along the ring walked along last
	seen []sighting
	at   map[int32]int // its sightings in seen beyond the first fewFaces, by face
	ends []place
	scratch
}

// along notes what is seen along the ring of steps begin to end: a sighting for each face beside it, and the places
// where cuts are to be.
func (w *walker) along(begin, end int32) {
	clear(w.at)
	first := len(w.seen)
	for level, list := range *w.ring(begin, end) {
		for _, r := range list {
			w.sighted(first, w.all[begin].face, r.face).add(level, r)
			// A short contact at a corner needs no cut: what it touches there is cut off where the longer ones end.
			if level != asked || r.to-r.from <= fewest*w.width {
				continue
			}
			for _, p := range [2]place{r.first, r.last} {
				if !w.merges(p) {
					w.ends = append(w.ends, p)
				}
			}
		}
	}
}

// fewFaces is how many faces beside a ring are found by looking at each.
const fewFaces = 16

// sighted is what the face of a ring, whose sightings begin at first, has seen of another so far.
func (w *walker) sighted(first int, from, to int32) *sighting {
	for i := first; i < min(first+fewFaces, len(w.seen)); i++ {
		if w.seen[i].to == to {
			return &w.seen[i]
		}
	}
	i, ok := w.at[to]
	if !ok {
		i = len(w.seen)
		if i >= first+fewFaces {
			w.at[to] = i
		}
		w.seen = append(w.seen, sighting{from: from, to: to})
	}
	return &w.seen[i]
}

// merges says whether there is nothing to cut at a place: noding makes it and its foot one vertex by itself, or no
// sliver is wide enough to be one.
func (m *matcher) merges(p place) bool {
	if p.beside < 0 || m.width <= 2*m.snap {
		return true
	}
	if p.metres > 2*m.snap {
		return false
	}
	foot, _ := m.foot(p)
	u, v := m.line(p.beside)
	at := m.on(p.step, p.s)
	if m.shift != nil {
		u[0] -= m.shift[p.beside]
		v[0] -= m.shift[p.beside]
	}
	tol := m.snap / degreeMetres
	return dist2(at, orb.Point{u[0] + foot*(v[0]-u[0]), u[1] + foot*(v[1]-u[1])}) <= tol*tol
}

// add adds a run to what was seen at its level.
func (x *sighting) add(level int, r run) {
	x.metres[level] += r.to - r.from
	if level == asked {
		x.alike += r.alike
		x.snapped += r.snapped
	}
	if widest := max(x.widest[asked], x.widest[asked+1]); r.widest > widest && level >= asked || x.at == (orb.Point{}) {
		x.at = r.at
	}
	x.widest[level] = max(x.widest[level], r.widest)
}

// ring walks along a ring and returns the runs along it at each level, until it is called again. Runs are in the order
// of the ring; at one level, none lies on another, for each place has one nearest face.
func (w *walker) ring(begin, end int32) *[len(levels)][]run {
	out := &w.runs
	for level := range out {
		out[level] = out[level][:0]
	}
	if begin == end {
		return out
	}
	// The steps of a ring given the other way follow on each other from the last to the first.
	backward := end-begin > 1 && w.all[begin].u == w.all[begin+1].v && w.all[begin].v != w.all[begin+1].u
	at := 0.0
	none := run{to: -1}
	alike := none // the steps just met that another face has reversed
	flush := func() {
		if alike.to > alike.from {
			for level := range out {
				w.extend(&out[level], alike)
			}
		}
		alike = none
	}
	for k := range end - begin {
		i := begin + k
		if backward {
			i = end - 1 - k
		}
		s := w.all[i]
		metres := measure.Distance(w.points[s.u], w.points[s.v])
		switch p := w.partner[i]; {
		case p == inner:
		case p >= 0:
			// Settled: the face lies on the step, at every level. Such steps are gathered and added as one run.
			if face := w.all[p].face; alike.to != at || alike.face != face {
				flush()
				alike = run{face: face, from: at, at: w.points[s.u]}
				alike.first = place{step: i, beside: -1, s: 0, vertex: true}
			}
			alike.to, alike.last = at+metres, place{step: i, beside: -1, s: 1, vertex: true}
		default:
			// Loose: whatever lies nearest, piece by piece.
			flush()
			for _, x := range w.envelope(i, &w.scratch) {
				if w.all[w.near[x.beside]].face != s.face {
					w.add(out, i, at, metres, x)
				}
			}
		}
		at += metres
	}
	flush()
	for level := range out {
		out[level] = bridge(out[level], max(w.snap, levels[level]*w.width), at)
	}
	return out
}

// add adds a stretch to the runs of the levels that it belongs to.
func (w *walker) add(out *[len(levels)][]run, step int32, at, metres float64, x stretch) {
	for level := range out {
		p := x.within(levels[level] * w.width) // it may be nearer than the limit on one side of a place only
		if p.from >= p.to {
			continue
		}
		widest, where := p.widest()
		w.extend(&out[level], run{
			face: w.all[w.near[p.beside]].face, from: at + metres*p.from, to: at + metres*p.to, widest: widest,
			at:    w.on(step, where),
			first: w.place(step, p, p.from, metres), last: w.place(step, p, p.to, metres),
		})
	}
}

// on is a place on a step, exact at both ends.
func (m *matcher) on(step int32, s float64) orb.Point {
	u, v := m.points[m.all[step].u], m.points[m.all[step].v]
	switch s {
	case 0:
		return u
	case 1:
		return v
	}
	return orb.Point{u[0] + s*(v[0]-u[0]), u[1] + s*(v[1]-u[1])}
}

// place is the place s of a step so many metres long, where stretch p begins or ends. Whether it is at a vertex is
// worked out within the snapping distance only, where it is asked for.
func (m *matcher) place(step int32, p stretch, s, metres float64) place {
	out := place{step: step, beside: p.beside, s: s, metres: p.distance(s)}
	if out.metres <= m.snap {
		nearEnd := func(s, metres float64) bool { return min(s, 1-s)*metres <= m.snap }
		foot, along := m.foot(out)
		out.vertex = nearEnd(s, metres) || nearEnd(foot, along)
	}
	return out
}

// foot is the place on the step beside, from 0 to 1, and the length of that step in metres, both in the flat frame in
// which beside has found it.
func (m *matcher) foot(p place) (s, metres float64) {
	e := m.order[p.step]
	u, v := m.line(e)
	a, b := m.line(p.beside)
	lon, lat := m.degree[e][0], m.degree[e][1]
	fx, fy := (b[0]-a[0])*lon, (b[1]-a[1])*lat
	ox, oy := (u[0]+p.s*(v[0]-u[0])-a[0])*lon, (u[1]+p.s*(v[1]-u[1])-a[1])*lat
	l2 := fx*fx + fy*fy
	return min(max((ox*fx+oy*fy)/l2, 0), 1), math.Sqrt(l2)
}

// extend adds a stretch to the runs before it. Where it goes on without a hole it becomes part of the last.
func (w *walker) extend(runs *[]run, r run) {
	same := r.widest <= w.snap
	if n := len(*runs); n > 0 && (*runs)[n-1].face == r.face && r.from-(*runs)[n-1].to <= w.snap {
		last := &(*runs)[n-1]
		last.join(r)
		last.draw(same, r)
		return
	}
	*runs = append(*runs, r)
	(*runs)[len(*runs)-1].draw(same, r)
}

// draw counts the stretch at the end of a run as drawn alike, or as lying on the other line, where it does. It counts
// from vertex to vertex: since is the last vertex up to which the run has been on the other line, and the way from
// there is added once a further vertex is reached. So a line that crosses another at a small angle, and by that is
// within the snapping distance for some metres, counts for nothing.
func (a *run) draw(same bool, end run) {
	if same && !a.same && end.first.vertex {
		a.same, a.since = true, end.from
	}
	a.same = a.same && same
	if a.same && end.last.vertex {
		if end.first.beside < 0 {
			a.alike += end.to - end.from
		}
		a.snapped += end.to - a.since
		a.since = end.to
	}
}

// join makes r, which follows on it, part of a run.
func (a *run) join(r run) {
	a.to, a.last = r.to, r.last
	a.alike += r.alike
	a.snapped += r.snapped
	if r.widest > a.widest {
		a.widest, a.at = r.widest, r.at
	}
}

// bridge joins runs of one face with a hole of at most the width between them, also across the beginning of the ring,
// which is so many metres long: at the outer side of a bend no foot falls on the line beside it.
func bridge(runs []run, width, metres float64) []run {
	out := runs[:0]
	for _, r := range runs {
		if n := len(out); n > 0 && out[n-1].face == r.face && r.from-out[n-1].to <= width {
			out[n-1].join(r)
		} else {
			out = append(out, r)
		}
	}
	if n := len(out); n > 1 && out[0].face == out[n-1].face && out[0].from+metres-out[n-1].to <= width {
		first := out[0]
		first.from += metres
		first.to += metres
		out[n-1].join(first)
		return out[1:]
	}
	return out
}
