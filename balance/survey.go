package balance

import (
	"context"
	"math/big"
	"slices"

	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/geo/locale"
)

// SurveySettings are Settings for a survey of one region: what a planner wants to see beside the best plan.
type SurveySettings struct {
	Settings
	// Variants is how many best plans are wanted; 0 is one.
	Variants int
	// Difference is the least share of the voters that any two variants give different districts, where not all plans
	// could be visited; nil is 1/20. Where all were, variants are the best plans, however close.
	Difference *big.Rat
	// Within are limits on the largest deviation, such as 1/10: for each the contiguous plans are counted.
	Within []*big.Rat
	// SurveyNodes is how many search nodes the survey of all plans may visit before the region is left to Solve;
	// 0 is 10 million, some seconds, and fewer of regions of more than 64 units; where Work is set, as many of these as
	// half of its steps pay for, and a fiftieth at least.
	SurveyNodes int64
}

const defaultSurveyNodes = 10_000_000

// surveyNodes is how many search nodes the survey of a region of n units may visit where nothing is said. Beyond
// enumerateNodes each costs several times as much, and the hope is small. Beyond costlyNodes a search node costs as the
// square of the units, some 200 µs at a thousand, so that their number falls as that: no region takes more than seconds
// before it is left to other methods.
func surveyNodes(n int) int64 {
	switch {
	case n <= enumerateNodes:
		return defaultSurveyNodes
	case n <= costlyNodes:
		return defaultSurveyNodes / 20
	}
	return defaultSurveyNodes / 20 * costlyNodes * costlyNodes / int64(n) / int64(n)
}

const (
	costlyNodes = 128
	leastSurvey = 50 // as a part of the search nodes of a survey, however little the work may be
)

// Result is a region surveyed: a Solution and, where all contiguous plans could be visited, what is known of them.
type Result struct {
	Solution
	// Surveyed says that every contiguous plan was visited, so that all that follows is exact.
	Surveyed bool
	// Within counts the plans within SurveySettings.Within, rule or no rule.
	Within []int64
	// Shortest is the least border of a plan within the rule, in the graph's length units.
	Shortest int64
	// Pareto is the whole trade-off between border and largest deviation within the rule, by ascending border.
	Pareto []Alternative
	// Variants are the best plans under the problem's objective, the best first. Where the region was not surveyed they
	// are the solution and plans of the heuristic that differ by SurveySettings.Difference, as many as were found.
	Variants []Alternative
	// WholeDeviation is the least largest deviation of a plan that divides no parent of the first level; nil where
	// the best plan divides none, there is no such plan, or it is not known.
	WholeDeviation *big.Rat
	// LeastDeviation is the least largest deviation of any contiguous plan; nil where not known or there is none.
	LeastDeviation *big.Rat
}

// Alternative is one plan of a region.
type Alternative struct {
	District  []int
	Border    int64
	Deviation *big.Rat
	// Difference is how many voters have another district than in the first variant.
	Difference int64
}

// Survey plans one region. It visits every contiguous plan, which proves the best, counts them and shows the
// trade-off; where there are too many it is Solve, with variants. Of many units in parents it first asks that for plans
// that divide no parent, and is content where there is one. Only objectives Border, Deviation and Balanced are
// surveyed.
func Survey(ctx context.Context, p Problem, s SurveySettings) (Result, error) {
	asked := p
	r, end, err := begin(ctx, &p, s.Settings)
	if err != nil {
		return Result{}, err
	}
	defer end()
	return r.region(&asked, s)
}

// region is Survey of a run's question, which asked is before anything has stood in for its objective.
func (r *run) region(asked *Problem, s SurveySettings) (Result, error) {
	if d, found, err := r.whole(s); found || err != nil {
		return d, err
	}
	objective, ok := surveyed(r.p)
	if ok && (s.Method == Auto || s.Method == Enumerate) && !s.Any && r.merged() <= enumerate.MaxNodes {
		d, done, err := r.survey(s, objective)
		if done || err != nil {
			d.explain(r, asked, s)
			return d, err
		}
	}
	err := r.answer()
	d := Result{Solution: r.sol, Shortest: -1}
	if err == nil && (d.Status == Optimal || d.Status == Feasible) {
		d.explain(r, asked, s)
		err = d.variants(r, asked, s)
	}
	return d, err
}

// explain finds what a plan that divides no parent would have to bear, where the plan divides one.
func (d *Result) explain(r *run, p *Problem, s SurveySettings) {
	if len(d.Splits) == 0 || d.Splits[0] == 0 || p.Graph.Len() > enumerate.MaxNodes {
		return
	}
	q := *p
	q.Parents, q.Keep = nil, nil
	q.Locks.Together = slices.Concat(p.Locks.Together, p.Groups(p.Parents[0]))
	n := size(&q, q.Locks.Together)
	nodes := r.b.steps.nodes(n, 10*trialSearch)
	if nodes == 0 {
		return
	}
	least, stats, err := enumerate.MinimizeDeviation(r.ctx, &q, enumerate.Settings{Workers: s.Workers, Work: nodes})
	d.Nodes += stats.Nodes
	r.b.steps.spend(stats.Nodes * nodeSteps(n))
	if err == nil && stats.Complete && least != nil {
		d.WholeDeviation = least.MaxDeviation()
	}
}

// survey visits every contiguous plan; done is false if there were too many.
func (r *run) survey(s SurveySettings, objective enumerate.Objective) (d Result, done bool, err error) {
	p := r.p
	nodes := s.SurveyNodes
	if nodes == 0 {
		nodes = surveyNodes(r.merged())
		if r.s.Work > 0 {
			nodes = max(nodes/leastSurvey, r.b.steps.part(0.5).nodes(r.merged(), nodes))
		}
	}
	ctx, cancel := r.slice(0.5)
	defer cancel()
	set := enumerate.SurveySettings{
		Settings: enumerate.Settings{Workers: s.Workers, Work: nodes},
		Variants: s.Variants, Within: s.Within, Shortest: p.Objective.Shortest,
	}
	if p.Objective.Kind == Balanced {
		set.Limit = p.Limit()
	}
	found, err := enumerate.Explore(ctx, p, set)
	if err != nil {
		return d, false, err
	}
	if found.Complete {
		r.visited(found.Nodes)
	} else {
		if r.enumerated = !found.Wider && nodes >= r.b.nodes; r.enumerated {
			// another within the same bounds would see no more
			r.searched(locale.T("enumeration"), r.heard(found, objective), found.Stats)
		} else {
			r.visited(found.Nodes)
		}
		return d, false, nil
	}
	d.Surveyed, d.Counted, d.Plans = true, true, found.Plans
	d.Nodes, d.Work, d.Steps = r.sol.Nodes, r.sol.Work, r.sol.Steps
	d.Within, d.Shortest = found.Within, found.Shortest
	d.Seed, d.Method = s.Seed, Enumerate
	d.Log = []locale.Text{locale.T("every contiguous plan was visited")}
	for _, x := range found.Pareto {
		d.Pareto = append(d.Pareto, choice(x))
	}
	for _, x := range found.Best(objective) {
		c := choice(x)
		if len(d.Variants) > 0 {
			c.Difference = p.Difference(d.Variants[0].District, c.District)
		}
		d.Variants = append(d.Variants, c)
	}
	if len(d.Variants) == 0 {
		d.Status, d.Reason = Infeasible, p.Impossible()
		if d.Reason.Empty() {
			d.Reason = found.Impossible
		}
		if d.Reason.Empty() {
			d.Reason = locale.T("a complete search over all contiguous plans found none within the rule")
		}
		least, stats, err := enumerate.MinimizeDeviation(ctx, p, set.Settings)
		if d.Nodes += stats.Nodes; err == nil && stats.Complete && least != nil {
			d.LeastDeviation = least.MaxDeviation()
			d.Reason = locale.T("%s; the least largest deviation of any contiguous plan is %s", d.Reason,
				percent(d.LeastDeviation))
		}
		return d, true, err
	}
	if least := found.LeastDeviation(); least != nil {
		d.LeastDeviation = least.MaxDeviation()
	}
	r.sol = d.Solution
	r.take(d.Variants[0].District)
	r.sol.Status = Optimal
	r.bound(r.score())
	r.finish()
	d.Solution = r.sol
	return d, true, nil
}

func choice(p *enumerate.Plan) Alternative {
	return Alternative{District: p.District, Border: p.Border, Deviation: p.MaxDeviation()}
}

// percent writes a share as a percentage with two decimals, rounded up, so that a limit just missed is seen to be
// missed.
func percent(r *big.Rat) locale.Text {
	x := new(big.Rat).Mul(r, big.NewRat(10000, 1))
	q, m := new(big.Int).DivMod(x.Num(), x.Denom(), new(big.Int))
	if m.Sign() > 0 {
		q.Add(q, big.NewInt(1))
	}
	x.SetFrac(q, big.NewInt(100))
	hundredths, _ := x.Float64()
	return locale.T("%.2f %%", hundredths)
}
