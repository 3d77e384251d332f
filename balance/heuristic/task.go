package heuristic

import "math"

// task makes one plan.
type task struct {
	*engine
	number int
	size   int64
	r      *source
}

// Temperatures in units of swing, and penalties of a mean district in units of the same.
const (
	hottest, coldest = 1.5, 0.12
	penaltyLow       = 25
	penaltyHigh      = 120
)

func (t *task) run() *plan {
	part := t.seed(t.base)
	if part == nil {
		return nil
	}
	s := newState(t.base, t.p.Seats)
	s.band = band{lo: t.p.Lower, hi: t.p.Upper}
	s.extra = t.terms(t.base)
	s.set(part)
	best := newKeeper(t.base.n)
	copy(best.part, part)
	swing := s.swing(t.r)
	c := schedule{steps: t.size, hot: hottest * swing, cold: coldest * swing, low: penaltyLow * swing, high: penaltyHigh * swing, perDistrict: t.scale.mean}
	s.anneal(t.r, c, best, func() bool { return t.ctx.Err() != nil })
	out := best.part
	if math.IsInf(best.value, 1) {
		out = s.part
	}
	return &plan{part: out, score: t.judge(out)}
}

// seed makes a first plan of a level, or nil where a component has too few nodes.
func (t *task) seed(l *level) []int32 {
	s := &seeder{l: l, lo: t.p.Lower, hi: t.p.Upper, f: newForest(l), r: t.r, tries: 5, part: make([]int32, l.n)}
	nodes := make([]int32, l.n)
	for i := range nodes {
		nodes[i] = int32(i)
	}
	s.bisect(t.ctx, nodes, t.p.Seats, 0)
	return s.part
}
