package topojson

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/internal/stream"
	"github.com/okrug/okrug/geo/locale"
)

// arc reads one arc as it stands in the file.
func (t *topology) arc(i int) error {
	raw, err := t.Raw()
	if err != nil {
		return err
	}
	points, depth, high, problem := stream.Positions(raw)
	if problem.Empty() && depth != 2 {
		problem = locale.T("it is no array of positions")
	}
	t.arcs = append(t.arcs, points)
	if !problem.Empty() {
		t.broken[i] = problem
	}
	if high {
		t.high[i] = true
	}
	return nil
}

// decode turns the arcs of a quantised topology into coordinates, and the points of its features.
func (t *topology) decode() {
	if !t.to.quantised {
		return
	}
	for i, a := range t.arcs {
		var q orb.Point
		for k, delta := range a {
			q[0] += delta[0]
			q[1] += delta[1]
			a[k] = t.to.at(q)
			if !finite(a[k]) {
				t.broken[i] = locale.T("a coordinate is too large a number")
				break
			}
		}
	}
	for _, o := range t.objects {
		for i := range o.features {
			f := &o.features[i]
			if problem := f.shape.decode(&t.to); f.problem.Empty() {
				f.problem = problem
			}
		}
	}
}

func (s *shape) decode(to *transform) (problem locale.Text) {
	for i, p := range s.points {
		if s.points[i] = to.at(p); !finite(s.points[i]) {
			problem = locale.T("a coordinate is too large a number")
		}
	}
	for i := range s.members {
		if p := s.members[i].decode(to); !p.Empty() {
			problem = p
		}
	}
	return problem
}

func finite(p orb.Point) bool {
	return !math.IsNaN(p[0]-p[0]) && !math.IsNaN(p[1]-p[1]) // the difference of infinities is no number
}

// ends are the first and the last position of an arc in the direction in which a shape has it. The arc is sound.
func (t *topology) ends(ref int) (first, last orb.Point) {
	a := t.arcs[number(ref)]
	if ref < 0 {
		return a[len(a)-1], a[0]
	}
	return a[0], a[len(a)-1]
}

// number is the place of an arc that a shape has in either direction (section 2.1.4).
func number(ref int) int {
	if ref < 0 {
		return ^ref
	}
	return ref
}

// measure counts the positions of a line or ring, and adds to what was found of the feature whether they have heights,
// or what is wrong with them. A ring of which there is so little that it encloses nothing has none: such are left where
// coordinates are rounded.
func (t *topology) measure(refs []int, ring bool, found *parts.Found) (n int) {
	high := false
	for _, ref := range refs {
		i := number(ref)
		if i >= len(t.arcs) {
			found.Wrong(BadArc, locale.T("it has the arc %d, and there are %d", locale.Nth(ref), len(t.arcs)), exportAnew)
			return 0
		}
		if problem, is := t.broken[i]; is {
			found.Wrong(BadArc, locale.T("its arc %d is broken: %s", locale.Nth(i), problem), exportAnew)
			return 0
		}
		n += len(t.arcs[i]) - 1
		high = high || t.high[i]
	}
	for k, ref := range refs[1:] {
		_, last := t.ends(refs[k])
		if first, _ := t.ends(ref); first != last {
			found.Wrong(BadArc, locale.T("its arcs %d and %d do not meet", locale.Nth(refs[k]), locale.Nth(ref)), exportAnew)
			return 0
		}
	}
	n++
	first, _ := t.ends(refs[0])
	_, last := t.ends(refs[len(refs)-1])
	switch {
	case ring && (n < 3 || n < 4 && first == last):
		return 0
	case ring && first != last:
		found.Wrong(parts.UnclosedRing, locale.T("a ring of its arcs does not close"), exportAnew)
		return 0
	case n < 2:
		found.Wrong(parts.BadFeature, locale.T("a line of its geometry has one position only"), mend)
		return 0
	}
	found.High = found.High || high
	return n
}

// mend is what to do with a feature whose form is wrong.
var mend = locale.T("mend the feature, or export it anew")

// stitch puts arcs together that meet.
func (t *topology) stitch(refs []int) []orb.Point {
	n := 1
	for _, ref := range refs {
		n += len(t.arcs[number(ref)]) - 1
	}
	out := make([]orb.Point, 0, n)
	for k, ref := range refs {
		a := t.arcs[number(ref)]
		for i := range a {
			if i == 0 && k > 0 {
				continue // where the arc before it ends
			}
			if ref < 0 {
				i = len(a) - 1 - i
			}
			out = append(out, a[i])
		}
	}
	return out
}
