package heuristic

import (
	"math"
	"slices"
)

// task makes one plan.
type task struct {
	*engine
	number int
	size   int64
	r      *source
	band   band // where districts should be; never wider than the problem's bounds
}

// Temperatures in units of swing. Penalties of a mean district outside the band are in the same units and grow with
// the number of nodes that a district has.
const (
	hottest, warm, coldest = 1.2, 0.4, 0.1
	penaltyLow             = 25
	penaltyHigh            = 120
	nodesPerPenalty        = 600
)

// run makes a plan anew, or from earlier plans where the task may see any; nil where none can be made. Of two plans the
// better is improved; coarse nodes cross no line of either, so that the search can take up the lines of the other. The
// size of the task is spread over the levels in proportion to the boundary of the plan on each.
func (t *task) run() *plan {
	from := t.parents()
	t.band = t.aim(from)
	var part, class []int32
	if len(from) > 0 {
		part = from[0].part
		class = overlay(from, t.p.seats)
		if t.number%3 == 0 {
			part = t.kick(part)
			class = part
		}
	} else if t.number == 0 && t.p.start != nil {
		part = t.begin()
		class = part
	}
	// A plan made anew begins at the coarsest level and hot. One that is known is carried up to it and only warmed, or it
	// would be lost.
	levels := t.coarser(class)
	hot := warm
	if part == nil {
		hot = hottest
		if part = t.seed(levels[len(levels)-1].level); part == nil {
			return nil
		}
	} else {
		for _, f := range levels[1:] {
			part = lift(part, f.to, f.n)
		}
	}
	effort := float64(t.size) / float64(t.base.n)
	for i := len(levels) - 1; i >= 0; i-- {
		f := levels[i]
		part = t.improve(f.level, part, hot, effort)
		hot = warm
		if i > 0 {
			part = lower(part, f.to)
		}
	}
	if t.p.deviationFirst {
		return t.narrow(part, effort)
	}
	return &plan{part: part, score: t.judge(part)}
}

// improve anneals a plan of a level and returns the best that it met: least outside the band, then least cost. Hot is
// the first temperature in units of swing, effort the number of steps for each node on the boundary. The plan given is
// not changed.
func (t *task) improve(l *level, part []int32, hot, effort float64) []int32 {
	s := newState(l, t.p.seats)
	s.band = t.band
	s.extra = t.terms(l)
	s.set(part)
	best := newKeeper(s)
	swing := s.swing(t.r)
	low, high := t.penalties(float64(l.n) / float64(t.p.seats))
	s.anneal(t.r, schedule{
		steps: int64(effort * float64(len(s.boundary))),
		hot:   hot * swing, cold: coldest * swing,
		low: low * swing, high: high * swing,
		perDistrict: t.scale.mean,
	}, best, t.done)
	return best.part
}

// penalties are those of a mean district outside the band, in units of swing, where a district has each nodes. On
// graphs of few nodes a district, most tasks let a node pass through a district that it does not fit in, and some do
// not: either finds plans that the other misses. A node there is a large part of a district, so a penalty in proportion
// to voters would otherwise forbid each single step outside the band.
func (t *task) penalties(each float64) (low, high float64) {
	low, high = penaltyLow*max(1, each/nodesPerPenalty), penaltyHigh*max(1, each/nodesPerPenalty)
	if t.number%5 < 3 {
		low, high = min(low, 0.3*each), min(high, 4*each)
	}
	// Of many districts one always has a node too many unless that costs more than the last temperatures can pay.
	k := float64(t.p.seats)
	return low, max(high, each*k/(k+20))
}

// narrow tries ever narrower bands to make the largest deviation small. Each band allows a part of the deviation of the
// best plan; after a failure the part is larger, and the aim lower.
func (t *task) narrow(part []int32, effort float64) *plan {
	best := &plan{part: part, score: t.judge(part)}
	factor := 0.5
	for range 8 {
		if t.done() || !best.score.within {
			break
		}
		// Reach is how far from the quota, in voters, a district may be in this round.
		reach := factor * best.score.own * t.p.quota
		t.band.lo = max(t.p.lower, int64(math.Ceil(t.p.quota-reach)))
		t.band.hi = min(t.p.upper, int64(math.Floor(t.p.quota+reach)))
		next := t.improve(t.base, best.part, warm, effort)
		if p := (&plan{part: next, score: t.judge(next)}); p.score.compare(best.score) < 0 {
			best = p
		} else {
			factor = math.Sqrt(factor)
		}
	}
	return best
}

// aim is the band for a task that starts from the given plans. With a coupled rule it is one of the pairs that the rule
// accepts: around the plan, or elsewhere for every task without one. Fixed bounds are all that the annealing knows, and
// as the rule is monotone, any plan within an accepted pair keeps it. If the largest deviation comes first, the band
// allows no more than the plan has.
func (t *task) aim(from []*plan) band {
	b := band{lo: t.p.lower, hi: t.p.upper}
	switch {
	case t.p.accept == nil:
	case len(from) > 0 && from[0].score.within:
		b.lo = from[0].score.least
		b.hi = t.widest(b.lo)
	default:
		mean := int64(t.scale.mean)
		b.lo += int64((1 - radical(t.number+1)) * float64(max(0, mean-b.lo)))
		b.hi = max(t.widest(b.lo), mean)
	}
	if t.p.deviationFirst && len(from) > 0 && from[0].score.within {
		reach := from[0].score.own * t.p.quota
		b.lo = max(b.lo, int64(math.Ceil(t.p.quota-reach)))
		b.hi = min(b.hi, int64(math.Floor(t.p.quota+reach)))
	}
	return b
}

// widest is the most voters of the largest district that the coupled rule allows with lo in the smallest, lo where it
// allows none. It halves, for the rule is monotone.
func (t *task) widest(lo int64) int64 {
	a, b := lo, t.p.upper
	if b > a && t.p.accept(lo, b) {
		return b
	}
	for b-a > 1 {
		if m := a + (b-a)/2; t.p.accept(lo, m) {
			a = m
		} else {
			b = m
		}
	}
	return a
}

// radical is the i-th member of van der Corput's sequence 1/2, 1/4, 3/4, 1/8, ... Its members lie evenly at every
// length, so that few tasks try aims all over the range and more tasks fill the gaps.
func radical(i int) float64 {
	x, f := 0.0, 0.5
	for ; i > 0; i >>= 1 {
		if i&1 == 1 {
			x += f
		}
		f /= 2
	}
	return x
}

// parents chooses one or two of the better plans that the task may see; none for a task that starts anew: the first
// ones, and every fourth of the later. The best ten make the pool, the first parent being drawn with a preference for
// the better. The better of the two comes first.
func (t *task) parents() []*plan {
	if t.number < lag || t.number >= 2*lag && t.number%4 == 0 {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	var pool []*plan
	for _, p := range t.plans[:t.number-lag+1] {
		if p.part != nil {
			pool = append(pool, p)
		}
	}
	slices.SortStableFunc(pool, func(a, b *plan) int {
		if c := a.score.compare(b.score); c != 0 {
			return c
		}
		return a.task - b.task
	})
	if len(pool) == 0 {
		return nil
	}
	// Plans are compared by score and then by task, so the pool depends on what the tasks found and not on when.
	pool = pool[:min(len(pool), 10)]
	first := pool[min(t.r.below(len(pool)), t.r.below(len(pool)))]
	second := pool[t.r.below(len(pool))]
	if t.number%2 == 0 || first == second {
		return []*plan{first}
	}
	if second.score.compare(first.score) < 0 {
		first, second = second, first
	}
	return []*plan{first, second}
}
