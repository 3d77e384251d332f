package verify

import (
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// refuteByGroup checks that the locks put the units into one district, and that they are too many voters for it.
func refuteByGroup(_ *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.GroupOver)
	switch {
	case limit != nil:
		return refuse("a group that is too large shows only that there is no plan")
	case q.Graph == nil:
		return refuse("there are no groups without a graph")
	case len(e.Units) == 0:
		return refuse("the group has no units")
	}
	same := oneDistrict(q)
	var voters int64
	for i, u := range e.Units {
		if u < 0 || u >= len(same) || i > 0 && u <= e.Units[i-1] {
			return refuse("the group's unit %d is none, or out of order", locale.Nth(u))
		}
		if same[u] != same[e.Units[0]] {
			return refuse("units %s and %s may lie in two districts", q.Graph.Units[e.Units[0]].ID, q.Graph.Units[u].ID)
		}
		voters += q.Graph.Units[u].Voters
	}
	if voters != e.Voters {
		return refuse("the group has %d {1|voter|voters} and not %d", voters, e.Voters)
	}
	if voters <= q.Upper {
		return refuse("the group has %d {1|voter|voters}, which is not over %d", voters, q.Upper)
	}
	return nil
}

// refuteByLocks checks that the locks leave no plan.
func refuteByLocks(clock *work, q *certificate.Question, _ certificate.Evidence, limit *int64) error {
	if limit != nil {
		return refuse("locks show only that there is no plan")
	}
	if q.Graph == nil {
		return refuse("there are no locks without a graph")
	}
	p, none, err := newPuzzle(clock, q, certificate.CutEdges)
	if err != nil {
		return err
	}
	if leftOver := p.seats == 0 && len(p.units) > 0; !none && !leftOver {
		return refuse("the locks do not exclude every plan by themselves")
	}
	return nil
}

// oneDistrict numbers the sets of units that the locks put into one district each: the units of a group, and those
// fixed to the same district.
func oneDistrict(q *certificate.Question) []int {
	sets := newSets(len(q.Graph.Units))
	first := map[int]int{} // a unit of each fixed district
	for _, f := range q.Fixed {
		if u, ok := first[f[1]]; ok {
			sets.join(u, f[0])
		} else {
			first[f[1]] = f[0]
		}
	}
	for _, g := range q.Together {
		for _, u := range g {
			sets.join(g[0], u)
		}
	}
	of := make([]int, len(sets))
	for u := range of {
		of[u] = sets.find(u)
	}
	return of
}

// sets are disjoint sets of units, each named by one of them.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for u := range s {
		s[u] = u
	}
	return s
}

func (s sets) find(u int) int {
	for s[u] != u {
		s[u] = s[s[u]] // shorten the way for the next
		u = s[u]
	}
	return u
}

func (s sets) join(u, v int) { s[s.find(u)] = s.find(v) }
