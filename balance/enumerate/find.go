package enumerate

import (
	"cmp"
	"context"
	"slices"

	"github.com/okrug/okrug/balance/problem"
)

// Best is Explore for those who want the best plans only. It does not visit plans that divide more parents of the first
// level, or move more weight, than the best do: it searches with a limit of no divided parent, then one, then two,
// until as many plans as Variants are found; and likewise with a growing limit on the weight moved. Each search is
// complete below its limit, so the best plans are the same as Explore's. Plans counts those visited in the last search,
// and Counted says whether that is all there are. Within is not supported.
func Best(ctx context.Context, p *problem.Problem, set SurveySettings) (*Survey, error) {
	set.Within = nil
	in, err := newInstance(p)
	if err != nil {
		return nil, err
	}
	var nodes, least int64
	budgeted := set.Work > 0
	// pass searches below the limits; enough says that no later pass can matter.
	pass := func(opt options) (s *Survey, enough bool, err error) {
		if s, err = look(ctx, p, set, opt); err != nil {
			return nil, true, err
		}
		if budgeted {
			set.Work -= s.Nodes
		}
		nodes += s.Nodes
		s.Nodes = nodes
		s.MovedAtLeast = least
		if s.Complete && opt.maxDivided < 0 && opt.maxMoved >= 0 && len(s.Best(Border)) == 0 {
			least = opt.maxMoved + 1
			s.MovedAtLeast = least
		}
		s.Counted = s.Counted && opt.maxDivided < 0 && opt.maxMoved < 0
		enough = !s.Complete || !s.Impossible.Empty() || len(s.Best(Border)) >= max(1, set.Variants)
		if !enough && budgeted && set.Work <= 0 {
			s.Complete, s.Spent, enough = false, true, true
		}
		return s, enough, nil
	}
	for _, divided := range in.limitsDivided() {
		// With several levels, or where plans of different numbers of divided parents are wanted, a plan may be
		// better for another reason than the weight it moves; the weight is then no reason to leave it out.
		moved := []int64{-1}
		if len(p.Parents) == 0 || len(p.Parents) == 1 && set.Variants <= 1 {
			moved = in.limitsMoved()
		}
		for _, m := range moved {
			s, enough, err := pass(options{maxDivided: divided, maxMoved: m})
			if enough || err != nil {
				return s, err
			}
			if divided < 0 && m < 0 {
				return s, nil
			}
		}
	}
	panic("unreachable: the last limits are none")
}

// limitsDivided are the limits on divided parents to try, the last of them -1, none.
func (in *instance) limitsDivided() (limits []int) {
	if len(in.p.Parents) > 0 {
		// Beyond a few divided parents the limit hardly prunes, and every pass repeats those before.
		for d := range min(len(in.parents[0]), 8) {
			limits = append(limits, in.divided[0]+d)
		}
	}
	return append(limits, -1)
}

// limitsMoved are the limits on the weight moved to try, the last of them -1, none.
func (in *instance) limitsMoved() (limits []int64) {
	for m := in.keep / 512; in.keep > 0 && m < in.keep; m = 2*m + 1 {
		limits = append(limits, m)
	}
	return append(limits, -1)
}

// Ordered is a cost: Compare is negative where it is less than another.
type Ordered[T any] interface{ Compare(T) int }

// Minimize finds the plan of least cost, where parents divided and weight moved, in this order, come before cost, and
// the assignment in lexicographic order after it. It serves costs that are not functions of border and deviation alone.
// cost is called by several goroutines at once. The plan is nil if there is none or the search, cut short, has met
// none.
func Minimize[T Ordered[T]](ctx context.Context, p *problem.Problem, set Settings, cost func(v *View) T) (*Plan, int64,
	Stats, error) {
	in, err := newInstance(p)
	if err != nil {
		return nil, 0, Stats{}, err
	}
	fresh := func() tally { return &leastTally[T]{in: in, cost: cost} }
	t, stats := fold(ctx, in, set, options{maxDivided: -1, maxMoved: -1, pruneRange: true}, fresh)
	l := t.(*leastTally[T])
	return l.best, l.plans, stats, nil
}

type leastTally[T Ordered[T]] struct {
	in    *instance
	cost  func(*View) T
	plans int64
	best  *Plan
	least T
}

func (t *leastTally[T]) add(v *View) {
	t.plans++
	if t.best != nil {
		if c := slices.Compare(v.Divided, t.best.Splits); c > 0 || c == 0 && v.Moved > t.best.Moved {
			return
		}
	}
	c := t.cost(v)
	if t.best == nil || t.compare(v.Divided, v.Moved, c, v.District) < 0 {
		t.best, t.least = t.in.plan(v), c
	}
}

// compare a plan with the best.
func (t *leastTally[T]) compare(divided []int, moved int64, cost T, of func() []int) int {
	b := t.best
	c := cmp.Or(slices.Compare(divided, b.Splits), cmp.Compare(moved, b.Moved), cost.Compare(t.least))
	if c != 0 {
		return c
	}
	return slices.Compare(of(), b.District)
}

func (t *leastTally[T]) join(o tally) {
	u := o.(*leastTally[T])
	t.plans += u.plans
	b := u.best
	if b == nil {
		return
	}
	if t.best == nil || t.compare(b.Splits, b.Moved, u.least, func() []int { return b.District }) < 0 {
		t.best, t.least = u.best, u.least
	}
}
