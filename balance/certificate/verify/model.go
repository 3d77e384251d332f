package verify

import "github.com/okrug/okrug/balance/certificate"

// puzzle is a question without its finished districts, with its locks as pairs of units.
type puzzle struct {
	all          []certificate.Unit
	units        []int // those to be divided
	seats        int
	lower, upper int64
	edges        []line   // between units to be divided
	ties         [][2]int // any two units that must share a district; those of finished ones do not matter
	apart        [][2]int // likewise, that must not
	weight, base int64    // of edges, and of those around finished districts
	limit        int64    // the largest weight of a plan that is to be refuted
}

// line is an edge with its weight.
type line struct {
	u, v int
	w    int64
}

// newPuzzle reads a question. None says that its locks exclude every plan.
func newPuzzle(clock *work, q *certificate.Question, weights certificate.Objective) (p *puzzle, none bool, err error) {
	n := len(q.Graph.Units)
	district := make([]int, n) // fixed, 0 for none
	for _, f := range q.Fixed {
		district[f[0]] = f[1]
	}
	finished := make(map[int]bool)
	for _, d := range q.Finished {
		finished[d] = true
	}
	gone := func(v int) bool { return finished[district[v]] }
	p = &puzzle{all: q.Graph.Units, seats: q.Seats - len(finished), lower: q.Lower, upper: q.Upper}
	for d := range finished {
		if err := clock.step(n + len(q.Graph.Edges)); err != nil {
			return nil, false, err
		}
		if !soundDistrict(q, func(v int) bool { return district[v] == d }) {
			return p, true, nil
		}
	}
	for v := range n {
		if !gone(v) {
			p.units = append(p.units, v)
		}
	}
	weigh := certificate.Question{Graph: q.Graph, Objective: weights}
	for i, e := range q.Graph.Edges {
		u, v, w := int(e[0]), int(e[1]), weight(&weigh, i)
		switch {
		case !gone(u) && !gone(v):
			p.edges = append(p.edges, line{u, v, w})
			p.weight += w
		case district[u] != district[v]:
			p.base += w
		}
	}
	p.tighten()
	// Each two districts that have fixed units are a pair.
	fixed := min(len(q.Fixed), q.Seats)
	if err := clock.step(fixed * fixed); err != nil {
		return nil, false, err
	}
	return p, !p.lock(q, district, finished), nil
}

// tighten narrows the bounds: a district has at least what the others at the upper bound leave, and at most what the
// others at the lower bound leave. Products that would not fit in 64 bits leave the bounds alone.
func (p *puzzle) tighten() {
	var total int64
	for _, v := range p.units {
		total += p.all[v].Voters
	}
	others := int64(max(p.seats, 1) - 1) // with no seat left nobody looks at the bounds
	if certificate.Times(others, max(p.lower, p.upper)) > certificate.MaxSum {
		return
	}
	p.lower, p.upper = max(p.lower, total-others*p.upper), min(p.upper, total-others*p.lower)
}

// soundDistrict tells whether a set of units may be a district by itself.
func soundDistrict(q *certificate.Question, in func(int) bool) bool {
	start := -1
	var voters int64
	for v, u := range q.Graph.Units {
		if in(v) {
			start = v
			voters += u.Voters
		}
	}
	if start < 0 || voters < q.Lower || voters > q.Upper {
		return false
	}
	reached := flood(q.Graph, []int{start}, func(_, w int) bool { return in(w) })
	for v := range q.Graph.Units {
		if in(v) && !reached[v] {
			return false
		}
	}
	return true
}

// lock turns groups and fixed districts into ties and units apart. False says that they contradict each other.
func (p *puzzle) lock(q *certificate.Question, district []int, finished map[int]bool) bool {
	groups := append([][]int(nil), q.Together...)
	first := make(map[int]int) // a unit of each fixed district
	for v, d := range district {
		if d == 0 {
			continue
		}
		if u, ok := first[d]; ok {
			groups = append(groups, []int{u, v})
			continue
		}
		for _, u := range first {
			p.apart = append(p.apart, [2]int{u, v})
		}
		first[d] = v
	}
	// A fixed district is that of all units that share one with its units; two in one set contradict each other.
	shared := oneDistrict(q)
	of := make(map[int]int) // the district of each set that has one
	for v, d := range district {
		if old, ok := of[shared[v]]; d != 0 && ok && old != d {
			return false
		}
		if d != 0 {
			of[shared[v]] = d
		}
	}
	spread := make([]int, len(district))
	for v := range spread {
		spread[v] = of[shared[v]]
	}
	for v, d := range spread {
		if finished[d] && district[v] != d {
			return false // it must be in a finished district and is not one of its units
		}
	}
	for _, g := range groups {
		for i, v := range g {
			if i > 0 && g[i-1] != v && !finished[spread[v]] {
				p.ties = append(p.ties, [2]int{g[i-1], v})
			}
		}
	}
	return true
}

// sum is the sum of duals over the units to be divided.
func (p *puzzle) sum(pi []int64) int64 {
	var s int64
	for _, v := range p.units {
		s += pi[v]
	}
	return s
}
