package balance

import (
	"context"
	"math/big"

	"okrug/balance/enumerate"
)

// DivideSettings are Settings for dividing one region, with what a planner wants to see beside the best plan.
type DivideSettings struct {
	Settings
	// Variants is how many best plans are wanted; 0 is one.
	Variants int
	// Within are limits on the largest deviation, such as 1/10: for each the contiguous plans are counted.
	Within []*big.Rat
	// SurveyNodes is how many search nodes the survey of all plans may visit before the region is left to Solve;
	// 0 is 10 million, about as many seconds as fingers on a hand.
	SurveyNodes int64
}

const defaultSurveyNodes = 10_000_000

// Division is a region divided: a Solution and, where all contiguous plans could be visited, what is known of them.
type Division struct {
	Solution
	// Surveyed says that every contiguous plan was visited, so that all that follows is exact.
	Surveyed bool
	// Within counts the plans within DivideSettings.Within, rule or no rule.
	Within []int64
	// Shortest is the least border of a plan within the rule, in the graph's length units.
	Shortest int64
	// Front is the whole trade-off between border and largest deviation within the rule, by ascending border.
	Front []Choice
	// Variants are the best plans under the problem's objective, the best first. Where the region was not surveyed it
	// holds the solution alone.
	Variants []Choice
	// LeastDeviation is the least largest deviation of any contiguous plan; nil where not known or there is none.
	LeastDeviation *big.Rat
}

// Choice is one plan of a region.
type Choice struct {
	District  []int
	Border    int64
	Deviation *big.Rat
}

// Divide divides one region. It first visits every contiguous plan, which proves the best, counts them and shows the
// trade-off; where there are too many it falls back on Solve. Only objectives Border, Deviation and Balanced are
// surveyed.
func Divide(ctx context.Context, p Problem, s DivideSettings) (Division, error) {
	if err := p.validate(s.Settings); err != nil {
		return Division{}, err
	}
	objective, ok := p.surveyed()
	if ok && (s.Method == Auto || s.Method == Enumerate) && p.Graph.Len() <= enumerate.MaxNodes {
		d, done, err := survey(ctx, p, s, objective)
		if done || err != nil {
			return d, err
		}
	}
	sol, err := Solve(ctx, p, s.Settings)
	d := Division{Solution: sol, Shortest: -1}
	if sol.Status == Optimal || sol.Status == Feasible {
		d.Variants = []Choice{{sol.Assignment, sol.Border, p.maxDeviation(sol.Voters)}}
	}
	return d, err
}

// survey visits every contiguous plan; done is false if there were too many.
func survey(ctx context.Context, p Problem, s DivideSettings, objective enumerate.Objective) (d Division, done bool, err error) {
	e, err := p.enumerable()
	if err != nil {
		return d, false, err
	}
	nodes := s.SurveyNodes
	if nodes == 0 {
		nodes = defaultSurveyNodes
		if p.Graph.Len() > enumerateNodes {
			nodes /= 20 // each costs several times as much, and the hope is small
		}
	}
	set := enumerate.SurveySettings{
		Settings: enumerate.Settings{Workers: s.Workers, Work: nodes},
		Variants: s.Variants, Within: s.Within, Shortest: p.Objective.Shortest,
	}
	if p.Objective.Limit > 0 {
		set.Limit = new(big.Rat).SetFloat64(p.Objective.Limit)
	}
	found, err := enumerate.Look(ctx, e, set)
	if err != nil {
		return d, false, err
	}
	if !found.Complete {
		return d, false, nil
	}
	d.Surveyed, d.Counted, d.Plans, d.Nodes = true, true, found.Plans, found.Nodes
	d.Within, d.Shortest = found.Within, found.Shortest
	d.Seed, d.Method = s.Seed, Enumerate
	d.Tried = []string{"every contiguous plan was visited"}
	for _, x := range found.Front {
		d.Front = append(d.Front, choice(x))
	}
	for _, x := range found.Best(objective) {
		d.Variants = append(d.Variants, choice(x))
	}
	if len(d.Variants) == 0 {
		d.Status, d.Reason = Infeasible, p.impossible()
		if d.Reason == "" {
			d.Reason = found.Impossible
		}
		if d.Reason == "" {
			d.Reason = "a complete search over all contiguous plans found none within the rule"
		}
		least, stats, err := enumerate.LeastDeviation(ctx, e, set.Settings)
		if err == nil && stats.Complete && least != nil {
			d.LeastDeviation = least.MaxDeviation()
			d.Reason += "; the least largest deviation of any contiguous plan is " + percent(d.LeastDeviation)
		}
		return d, true, err
	}
	if least := found.LeastDeviation(); least != nil {
		d.LeastDeviation = least.MaxDeviation()
	}
	r := &run{p: &p, s: s.Settings}
	r.sol = d.Solution
	r.take(d.Variants[0].District)
	r.sol.Status = Optimal
	r.bound(r.sol.Objective)
	r.finish()
	d.Solution = r.sol
	return d, true, nil
}

func choice(p *enumerate.Plan) Choice { return Choice{p.District, p.Border, p.MaxDeviation()} }

// percent writes a share as a percentage with two decimals, rounded up, so that a limit just missed is seen to be missed.
func percent(r *big.Rat) string {
	x := new(big.Rat).Mul(r, big.NewRat(10000, 1))
	q, m := new(big.Int).DivMod(x.Num(), x.Denom(), new(big.Int))
	if m.Sign() > 0 {
		q.Add(q, big.NewInt(1))
	}
	return new(big.Rat).SetFrac(q, big.NewInt(100)).FloatString(2) + " %"
}
