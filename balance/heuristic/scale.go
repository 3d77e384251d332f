package heuristic

import "math"

// scale is what is large and what is small in a problem.
type scale struct {
	mean float64 // voters of a mean district, at least 1
	edge float64 // mean cost of an edge, 1 where edges cost nothing
	area float64 // weight of dividing an area of the last level
	keep float64 // weight of one unit of keep weight
}

func (p *model) scale(l *level) scale {
	var pop int64
	for _, v := range l.pop {
		pop += v
	}
	s := scale{mean: math.Max(1, float64(pop)/float64(p.seats)), edge: 1}
	var sum float64
	for _, c := range l.cost {
		sum += c
	}
	if sum > 0 {
		s.edge = sum / float64(len(l.cost))
	}
	// A district of m nodes has a border of the order of sqrt(m) edges. An area costs as much as a few of those: enough
	// that whole areas pay off, little enough that a search can pass through a divided one.
	border := s.edge * (4 + math.Sqrt(float64(l.n)/float64(p.seats)))
	s.area = 2 * border
	var keep float64
	for _, w := range p.keep {
		keep += float64(w)
	}
	if keep > 0 {
		s.keep = border * float64(l.n) / keep
	}
	return s
}

// terms makes the extra terms of the energy on a level; nil where there are none. The last level of areas has the
// weight of the scale, and each before it three times as much as the next: a search would rather divide two of the
// lower than one of the higher.
func (e *engine) terms(l *level) *extra {
	p := e.p
	x := &extra{deviation: p.deviationCost, quota: p.quota, other: p.otherDeviation, inertia: p.inertiaCost}
	for i, of := range l.area {
		weight := e.scale.area
		for range l.rank[len(l.rank)-1] - l.rank[i] {
			weight *= 3
		}
		x.areas = append(x.areas, newAreas(of, l.areas[i], weight))
	}
	if l.home != nil {
		x.moved = e.scale.keep
	}
	if x.deviation == 0 && x.inertia == 0 && len(x.areas) == 0 && x.moved == 0 {
		return nil
	}
	return x
}

// swing is the mean change of cost by single moves from where the state is, penalties and areas apart: the natural unit
// of temperature. With it one schedule serves objectives in metres, edges and shares. Nothing is moved.
func (s *state) swing(r *source) float64 {
	sum, count := 0.0, 0
	for range 300 {
		if len(s.boundary) == 0 {
			break
		}
		x := r.next()
		v := s.boundary[int((x>>32)*uint64(len(s.boundary))>>32)]
		a := s.part[v]
		b := s.other(v, a, uint32(x)>>12)
		d := s.look(v, a, b).delta
		if e := s.extra; e != nil && (e.deviation > 0 || e.inertia > 0) {
			plain := *e
			plain.areas, plain.moved = nil, 0
			d += plain.delta(s, v, a, b)
		}
		sum += math.Abs(d)
		count++
	}
	if sum == 0 {
		return 1
	}
	return sum / float64(count)
}
