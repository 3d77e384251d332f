package enumerate

import (
	"context"
	"math/big"
	"slices"

	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// SurveySettings say what a survey looks for. The zero value keeps the best plan of each objective and the front.
type SurveySettings struct {
	Settings
	// Variants is how many best plans are wanted; 0 is one.
	Variants int
	// Limit is the deviation that counts 1 in the objective Balanced, as Problem.Limit says it; nil is the largest
	// deviation that the problem's bounds admit.
	Limit *big.Rat
	// Shortest is the border that counts 1 in the objective Balanced; 0 is the least of the plans that divide the
	// fewest parents and move the least weight.
	Shortest int64
	// CutEdges makes the number of cut edges the first criterion everywhere, instead of the border's length.
	CutEdges bool
	// Within are deviations such as 1/5: for each the survey counts the plans none of whose districts is further from
	// the quota, whether or not they are within the problem's own bounds.
	Within []*big.Rat
}

// Survey is what is known of all plans within the bounds.
type Survey struct {
	Stats
	// Plans is their number. Counted says that it is exact; it is a lower bound otherwise.
	Plans   int64
	Counted bool
	// MovedAtLeast is a lower bound on the weight that any plan moves, which Best knows even when it is cut short.
	MovedAtLeast int64
	// Within are the counts asked for. Wider says that they made the search go beyond the problem's own bounds.
	Within []int64
	Wider  bool
	// Shortest is the least border (or number of cut edges) of a plan that divides the fewest parents and
	// moves the least weight, -1 where there is no
	// plan.
	Shortest int64
	// Pareto are the plans that no other plan dominates in border and deviation, by ascending border: the whole
	// trade-off, one plan (the first in lexicographic order) for each pair of values. Of plans that divide the fewest
	// parents and move the least weight.
	Pareto []*Plan

	band band
	rank [3]func(a, b *Plan) int
}

// surveyTally is the survey of one task.
type surveyTally struct {
	plans   int64
	within  []int64
	most    []int64 // deviation up to which within counts
	own     window  // of the problem, where the search goes beyond it for within
	refused int64
	band    band
}

func (t *surveyTally) add(v *View) {
	for i, d := range t.most {
		if v.Deviation <= d {
			t.within[i]++
		}
	}
	if w := &t.own; v.Smallest < w.lower || v.Largest > w.upper || w.accept != nil && !w.accept(v.Smallest, v.Largest) {
		return
	}
	if t.own.judge != nil && !t.own.judge(v.District()) {
		t.refused++
		return
	}
	t.plans++
	t.band.add(v)
}

func (t *surveyTally) join(o tally) {
	u := o.(*surveyTally)
	t.plans += u.plans
	t.refused += u.refused
	for i := range t.within {
		t.within[i] += u.within[i]
	}
	t.band.join(&u.band)
}

// Explore surveys all plans of a problem.
func Explore(ctx context.Context, p *problem.Problem, set SurveySettings) (*Survey, error) {
	return look(ctx, p, set, options{maxDivided: -1, maxMoved: -1})
}

func look(ctx context.Context, p *problem.Problem, set SurveySettings, opt options) (*Survey, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return lookWithin(ctx, p, windowOf(p), set, opt)
}

// lookWithin surveys a valid problem with another window.
func lookWithin(ctx context.Context, p *problem.Problem, w window, set SurveySettings, opt options) (*Survey, error) {
	in, err := instanceWithin(p, w)
	if err != nil {
		return nil, err
	}
	opt.pruneRange = true
	own := in.window
	most := make([]int64, len(set.Within))
	wide := window{lower: w.lower, upper: w.upper} // no accept or judge: they must not hide plans that only count
	for i, x := range set.Within {
		most[i] = wholeDeviation(in.num, x)
		lo, hi := in.around(most[i])
		wide.lower, wide.upper = min(wide.lower, lo), max(wide.upper, hi)
	}
	if len(set.Within) > 0 {
		if in, err = instanceWithin(p, wide); err != nil {
			return nil, err
		}
	} else {
		own.accept, own.judge = nil, nil // the search asks them already
	}
	fresh := func() tally {
		return &surveyTally{within: make([]int64, len(most)), most: most, own: own,
			band: band{in: in, depth: max(1, set.Variants), cuts: set.CutEdges, buf: make([]int, p.Graph.Len())}}
	}
	t, stats := fold(ctx, in, set.Settings, opt, fresh)
	got := t.(*surveyTally)
	stats.Refused += got.refused
	s := &Survey{Stats: stats, Plans: got.plans, Counted: stats.Complete, Within: got.within, Shortest: -1, band: got.band}
	s.Wider = wide.lower < w.lower || wide.upper > w.upper || len(set.Within) > 0 && (w.accept != nil || w.judge != nil)
	if own.lower > own.upper && s.Impossible.Empty() {
		s.Impossible = locale.T("no whole number of voters lies within the bounds")
	}
	s.finish(in, own.lower, own.upper, set)
	return s, nil
}

// finish lists the front and makes the objectives comparable.
func (s *Survey) finish(in *instance, lower, upper int64, set SurveySettings) {
	least := int64(-1)
	for _, q := range s.band.points {
		if first := s.band.points[0]; slices.Compare(q.divided, first.divided) != 0 || q.moved != first.moved {
			break
		}
		if s.Shortest < 0 {
			s.Shortest = q.border
		}
		if least < 0 || q.deviation < least {
			least = q.deviation
			s.Pareto = append(s.Pareto, q.plans[0])
		}
	}
	shortest := max(0, s.Shortest)
	if set.Shortest > 0 {
		shortest = set.Shortest
	}
	border, deviation := weights(in, lower, upper, shortest, set.Limit)
	measure := func(p *Plan) int64 { return s.band.measureOf(p.Border, p.CutEdges) }
	for o := range s.rank {
		s.rank[o] = Objective(o).order(measure, border, deviation)
	}
}

// weights are whole numbers x, y such that border*x + deviation*y orders plans as border/shortest + deviation/limit
// does, where deviation is in the units of Plan.Deviation: with limit = a/b, multiply by shortest*quota*a.
func weights(in *instance, lower, upper, shortest int64, limit *big.Rat) (border, deviation *big.Int) {
	if limit == nil {
		if limit = fraction(in.deviation(lower, upper), in.num); limit == nil {
			limit = new(big.Rat)
		}
	}
	if shortest == 0 || limit.Sign() <= 0 || in.num == 0 {
		return big.NewInt(1), new(big.Int)
	}
	border = new(big.Int).Mul(big.NewInt(in.num), limit.Num())
	deviation = new(big.Int).Mul(big.NewInt(shortest), limit.Denom())
	return border, deviation
}

// Best lists the best plans under an objective, the best first: as many as Variants asked for, or all there are. The
// list is final if Complete; else it is the best of what was met.
func (s *Survey) Best(o Objective) []*Plan {
	var all []*Plan
	for _, q := range s.band.points {
		all = append(all, q.plans...)
	}
	slices.SortFunc(all, s.rank[o])
	return all[:min(len(all), s.band.depth)]
}

// LeastDeviation is the plan with the least largest deviation among the plans within the bounds that divide the fewest
// parents and move the least weight, nil where there is none.
func (s *Survey) LeastDeviation() *Plan {
	if best := s.Best(Deviation); len(best) > 0 {
		return best[0]
	}
	return nil
}

// wholeDeviation is the largest Plan.Deviation that is at most the fraction w of the quota.
func wholeDeviation(quota int64, w *big.Rat) int64 {
	x := new(big.Int).Mul(big.NewInt(quota), w.Num())
	x.Div(x, w.Denom())
	if !x.IsInt64() {
		return maxInt64
	}
	return x.Int64()
}

// around are the fewest and the most voters of a district whose deviation is at most d.
func (in *instance) around(d int64) (lower, upper int64) {
	total := in.p.Graph.Total()
	lo := new(big.Int).Sub(big.NewInt(in.num), big.NewInt(d))
	hi := new(big.Int).Add(big.NewInt(in.num), big.NewInt(d))
	den := big.NewInt(in.den)
	lo.Add(lo, den).Sub(lo, big.NewInt(1)).Div(lo, den)
	hi.Div(hi, den)
	lower, upper = 0, total
	if lo.IsInt64() && lo.Sign() > 0 {
		lower = min(lo.Int64(), total)
	}
	if hi.IsInt64() {
		upper = min(hi.Int64(), total)
	}
	return lower, upper
}

// MinimizeDeviation finds the plan with the least largest deviation of all plans whatever their deviation, by surveys
// within bounds that widen until a plan is found. The problem's own bounds, Rule, Judge, Parents and Keep play no
// part. The plan is nil only if there is none at all or the search was cut short.
func MinimizeDeviation(ctx context.Context, p *problem.Problem, set Settings) (*Plan, Stats, error) {
	q := *p
	q.Rule, q.Judge, q.Parents, q.Keep = nil, nil, nil, nil
	in, err := newInstance(p)
	if err != nil {
		return nil, Stats{}, err
	}
	total, budgeted := p.Graph.Total(), set.Work > 0
	var stats Stats
	for d := in.num / 100; ; d = 2*d + 1 {
		lower, upper := in.around(d)
		w := window{lower: lower, upper: upper}
		s, err := lookWithin(ctx, &q, w, SurveySettings{Settings: set}, options{maxDivided: -1, maxMoved: -1})
		if err != nil {
			return nil, stats, err
		}
		if set.Work > 0 {
			set.Work -= s.Nodes
		}
		s.Nodes += stats.Nodes
		stats = s.Stats
		if best := s.LeastDeviation(); best != nil || !stats.Complete || lower == 0 && upper == total {
			return best, stats, nil
		}
		if set.Work < 0 || set.Work == 0 && budgeted {
			stats.Complete, stats.Spent = false, true
			return nil, stats, nil
		}
		d = min(d, maxInt64/4)
	}
}
