package exact

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// listed is a list of districts that holds every plan of at most limit, with the duals that reduced it: whoever drops a
// column must know that it is in no such plan.
type listed struct {
	columns []*column
	duals   *duals
	least   int64    // reduced cost of any column
	steps   []*duals // after the first
}

// narrow reduces a list by its own linear program: over the districts that are left its bound is higher than over all
// regions, and each bound excludes more of them. It returns false when nothing is left, which proves that no plan of at
// most limit exists. It changes l and its columns' order, and notes in l.steps which duals did it; the checker repeats
// these steps on its own list.
//
// It ends when a program gives no better bound than the one before, or excludes less than a twentieth of the list.
func (e *engine) narrow(ctx context.Context, l *listed, limit int64) (bool, error) {
	for len(l.columns) > 0 {
		// A short list is thinned first, a long one when its linear program has shortened it.
		if len(l.columns) < 50_000 || len(l.steps) > 0 {
			if err := e.support(ctx, l, limit); err != nil || len(l.columns) == 0 {
				return false, err
			}
		}
		// The same inequality as for all regions, with the least reduced cost of the list in place of that of the grid.
		d, least, err := e.listDuals(ctx, l)
		if err != nil {
			return false, err
		}
		sum := d.sum()
		bound := sum + int64(e.m.k)*least
		if bound <= l.duals.sum()+int64(e.m.k)*l.least {
			return true, e.support(ctx, l, limit)
		}
		l.duals, l.least = d, least
		l.steps = append(l.steps, d)
		most := 2*e.scale*limit - sum - int64(e.m.k-1)*least
		before := len(l.columns)
		l.columns = slices.DeleteFunc(l.columns, func(c *column) bool { return c.reduced(d) > most })
		e.tracef("list bound %.3f, %d of %d left", float64(bound)/2/float64(e.scale), len(l.columns), before)
		if len(l.columns)*20 > before*19 {
			return true, e.support(ctx, l, limit)
		}
	}
	return false, nil
}

// listDuals solves the linear program over the list by adding the columns of negative reduced cost, some hundred at a
// time, and returns rounded duals with the least reduced cost of the list. The rounded duals need not be the best,
// since their bound is computed from them in whole numbers. It fails where the program does not settle in a thousand
// rounds.
func (e *engine) listDuals(ctx context.Context, l *listed) (*duals, int64, error) {
	ma := newMaster(e.m, e.scale, l.duals.pi, 2*float64(e.scale)*float64(e.limit+1)/float64(e.m.n()), e.budget)
	type priced struct {
		c  *column
		rc float64
	}
	for range 1000 {
		pi, _, err := ma.solve(ctx)
		if err != nil {
			return nil, 0, err
		}
		// The dual of the row that counts districts is part of a column's reduced cost for the program, though not for a
		// bound: there the k columns pay for it alike.
		count := ma.lp.y[e.m.n()]
		var negative []priced
		if err := cmp.Or(ctx.Err(), e.budget.spend(int64(len(l.columns)*e.m.share()))); err != nil {
			return nil, 0, err
		}
		for _, c := range l.columns {
			rc := float64(e.scale)*float64(c.boundary) - count
			for _, v := range c.nodes.nodes() {
				rc -= pi[v]
			}
			if rc < -1e-3*float64(e.scale) && rc < -1e-9*math.Abs(count) {
				negative = append(negative, priced{c, rc})
			}
		}
		slices.SortFunc(negative, func(a, b priced) int {
			switch {
			case a.rc < b.rc:
				return -1
			case a.rc > b.rc:
				return 1
			}
			return a.c.nodes.compare(b.c.nodes)
		})
		added := false
		for _, n := range negative[:min(len(negative), 200)] {
			added = ma.add(n.c) || added
		}
		if added {
			continue
		}
		if ma.boxed() && ma.radius < 16*float64(e.scale)*float64(e.limit+1) {
			ma.widen()
			continue
		}
		// Nothing on the list improves the program any more.
		d := &duals{scale: e.scale, pi: make([]int64, len(pi))}
		for v, y := range pi {
			d.pi[v] = int64(math.Round(y))
		}
		least := int64(math.MaxInt64)
		for _, c := range l.columns {
			least = min(least, c.reduced(d))
		}
		return d, least, nil
	}
	return nil, 0, errNumeric
}

// support drops columns that cannot be in a plan of at most limit because some node outside is in no other column that
// is disjoint and cheap enough, until none is dropped. In a plan with a column every node outside is in another
// district of the plan, so a column without such a partner is in none; with fewer columns others lose theirs, hence the
// repetition. It is left out for k < 3, where the cover finds the one partner at once. The search for partners of a
// column has its share of the budget; a column whose share is too small stays.
func (e *engine) support(ctx context.Context, l *listed, limit int64) error {
	if e.m.k < 3 {
		return nil
	}
	// The k-2 other districts of the plan cost at least least each.
	budget := 2*e.scale*limit - l.duals.sum() - int64(e.m.k-2)*l.least // for any two districts
	for {
		// All columns are tested against the same list, so that the outcome does not depend on the order of the goroutines.
		if err := e.budget.spend(int64(len(l.columns) * (e.m.share() + 20))); err != nil { // sorted, too
			return err
		}
		s := newSupport(e.m.n(), l)
		keep, pairs := make([]bool, len(l.columns)), make([]int64, len(l.columns))
		most := e.budget.left / int64(max(1, len(l.columns)))
		parallel(e.workers, len(l.columns), func(from, to int) {
			for i := from; i < to && ctx.Err() == nil; i++ {
				keep[i], pairs[i] = s.supported(i, budget, most)
			}
		})
		var looked int64
		for _, n := range pairs {
			looked += n
		}
		if err := cmp.Or(ctx.Err(), e.budget.spend(looked)); err != nil {
			return err
		}
		var left []*column
		for i, c := range l.columns {
			if keep[i] {
				left = append(left, c)
			}
		}
		e.tracef("support: %d of %d left", len(left), len(l.columns))
		done := len(left) == len(l.columns)
		l.columns = left
		if done {
			return nil
		}
	}
}

// support is a list sorted by reduced cost, laid out for the many tests of pairs. Indexes are those of the sorted list.
type support struct {
	words int
	sets  []uint64 // of all columns, one after the other
	costs []int64
	with  [][]int32 // columns with each node, cheapest first
	nodes []int     // those in the fewest columns first, for there a column fails soonest
}

// newSupport sorts the list by reduced cost, l.columns with it.
func newSupport(n int, l *listed) *support {
	type priced struct {
		c    *column
		cost int64
	}
	ps := make([]priced, len(l.columns))
	for i, c := range l.columns {
		ps[i] = priced{c, c.reduced(l.duals)}
	}
	slices.SortFunc(ps, func(a, b priced) int {
		if a.cost != b.cost {
			return cmp.Compare(a.cost, b.cost)
		}
		return a.c.nodes.compare(b.c.nodes)
	})
	s := &support{words: (n + 63) / 64, with: make([][]int32, n), nodes: make([]int, n)}
	for i, p := range ps {
		l.columns[i] = p.c
		s.costs, s.sets = append(s.costs, p.cost), append(s.sets, p.c.nodes...)
		for _, v := range p.c.nodes.nodes() {
			s.with[v] = append(s.with[v], int32(i))
		}
	}
	for v := range n {
		s.nodes[v] = v
	}
	slices.SortStableFunc(s.nodes, func(a, b int) int { return len(s.with[a]) - len(s.with[b]) })
	return s
}

func (s *support) set(i int) set { return s.sets[i*s.words : (i+1)*s.words] }

// supported tells whether every node outside column i is in a disjoint column that costs at most budget with it. The
// columns with a node are sorted by cost, so the search for a partner ends at the first that is too dear. It looks at
// most pairs and then takes what is left for supported; looked is how many it was.
func (s *support) supported(i int, budget, most int64) (ok bool, looked int64) {
	own := s.set(i)
	for _, v := range s.nodes {
		if own.has(v) {
			continue
		}
		found := false
		for _, j := range s.with[v] {
			if s.costs[i]+s.costs[j] > budget {
				break
			}
			if looked++; looked > most {
				return true, looked
			}
			if found = own.disjoint(s.set(int(j))); found {
				break
			}
		}
		if !found {
			return false, looked
		}
	}
	return true, looked
}
