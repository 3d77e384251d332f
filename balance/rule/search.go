package rule

import (
	"container/heap"
	"context"

	"github.com/okrug/okrug/geo/locale"
)

// Answer is what a solver says to a question with fixed bounds.
type Answer[P any] struct {
	// Found is false where no plan keeps the bounds; Proven says that this is proven or, with a plan, that none within the
	// bounds has a smaller Cost.
	Found, Proven bool
	Plan          P
	// Smallest and Largest are the voters of the plan's smallest and largest district.
	Smallest, Largest int64
	Cost              float64 // what is minimised; 0 where only some plan is asked for
}

// ErrOutside says that a solver returned a plan outside the bounds it was given.
var ErrOutside = locale.Errorf("the solver returned a plan outside its bounds")

// Search finds the best plan that meets the reading by asking solve questions with fixed bounds, both inclusive.
//
// It is branch and bound over the voters m of the smallest district. Of the plans with a <= m <= b, all meeting the
// reading keep the bounds [a, f(b)], f being the Ceiling. So the best plan within those is no worse than the best
// lawful one with such an m; and if its own largest district is at most f of its own smallest, it is lawful itself. If
// not, its smallest district s has a <= s < b, since f(b) would do, and the two halves [a, s] and [s+1, b] both exclude
// it: the first as f(s) is under its largest, the second as s+1 is over its smallest. Every split makes the interval
// shorter, so the search ends; as the halves are taken in the order of their parents' costs, the first lawful plan is
// the best.
//
// The answer is Proven only if every answer it rests on was. A cancelled context ends the search with the best lawful
// plan met, not proven.
func Search[P any](ctx context.Context, t Scope, solve func(ctx context.Context, lower, upper int64) (Answer[P],
	error)) (Answer[P], error) {
	return SearchTrace(ctx, t, solve, nil)
}

// Leaf is an interval of smallest districts, From to To, without a plan within Lower to Upper. Upper is what To allows
// the largest district, and no more than Window does.
type Leaf struct{ From, To, Lower, Upper int64 }

// SearchTrace is Search that calls leaf, where not nil, for each interval of smallest districts that has no plan. If no
// plan meets the reading, the leaves cover the whole of Window's lower bound to the mean without overlapping.
func SearchTrace[P any](ctx context.Context, t Scope,
	solve func(ctx context.Context, lower, upper int64) (Answer[P], error), leaf func(Leaf)) (Answer[P], error) {
	if leaf == nil {
		leaf = func(Leaf) {}
	}
	lower, upper := t.Window()
	if lower > upper {
		return Answer[P]{Proven: true}, nil
	}
	if !t.Statistic.Coupled() {
		return solve(ctx, lower, upper)
	}
	best := Answer[P]{}
	proven := true
	ask := func(a, b int64) (*node[P], error) {
		lo, hi := a, min(t.ceiling(b), upper)
		ans, err := solve(ctx, lo, hi)
		if err != nil {
			return nil, err
		}
		if !ans.Proven {
			proven = false
		}
		if !ans.Found {
			leaf(Leaf{a, b, lo, hi})
			return nil, nil
		}
		if ans.Smallest < lo || ans.Largest > hi {
			return nil, ErrOutside
		}
		if t.Accept(ans.Smallest, ans.Largest) && (!best.Found || ans.Cost < best.Cost) {
			best = ans
		}
		return &node[P]{a: a, b: b, Answer: ans}, nil
	}
	root, err := ask(lower, t.mostOfLeast())
	if err != nil {
		return best, err
	}
	var queue nodes[P]
	if root != nil {
		queue = nodes[P]{root}
	}
	for len(queue) > 0 {
		n := heap.Pop(&queue).(*node[P])
		if best.Found && n.Cost >= best.Cost {
			break
		}
		if err := ctx.Err(); err != nil {
			return best, nil
		}
		for _, half := range [2][2]int64{{n.a, n.Smallest}, {n.Smallest + 1, n.b}} {
			child, err := ask(half[0], half[1])
			if err != nil {
				return best, err
			}
			if child != nil {
				heap.Push(&queue, child)
			}
		}
	}
	best.Proven = proven
	return best, nil
}

// node is an interval of smallest districts with the best plan of its bounds.
type node[P any] struct {
	a, b int64
	Answer[P]
}

type nodes[P any] []*node[P]

func (n nodes[P]) Len() int { return len(n) }
func (n nodes[P]) Less(i, j int) bool {
	if n[i].Cost != n[j].Cost {
		return n[i].Cost < n[j].Cost
	}
	return n[i].a < n[j].a
}
func (n nodes[P]) Swap(i, j int) { n[i], n[j] = n[j], n[i] }
func (n *nodes[P]) Push(x any)   { *n = append(*n, x.(*node[P])) }
func (n *nodes[P]) Pop() any {
	last := (*n)[len(*n)-1]
	*n = (*n)[:len(*n)-1]
	return last
}
