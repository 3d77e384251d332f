package feasibility

import (
	"context"
	"math/big"
	"math/rand/v2"
	"slices"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/rule"
)

// Chance says how often a verdict holds when the numbers of voters are drawn within their errors.
type Chance struct {
	Samples int    `json:"samples"`
	Seed    uint64 `json:"seed"`
	// SameVerdict counts the samples with the same answer to whether there is a plan at all; Unknown those undecided.
	SameVerdict int `json:"same_verdict"`
	Unknown     int `json:"unknown"`
	// PlanHolds counts the samples in which the plan given still meets the rule; 0 of none where there is no plan.
	PlanHolds int  `json:"plan_holds"`
	HasPlan   bool `json:"has_plan"`
	// Errors are the greatest errors by region, in voters.
	Errors    map[string]int64 `json:"errors"`
	HoldTotal bool             `json:"hold_total"`
}

// Draw draws the voters of the regions with an error, each uniformly among the whole numbers within it, and asks again.
// A region's new number is shared among its units in proportion to their old ones, by largest remainder. With holdTotal
// the errors of one sample are shifted, in proportion to their size, so that the country's total stays, unless a region
// would fall below 0, as where some figures are the remainder of a known total. A shifted error may be larger than was
// given. A region without voters has none to share out, whatever its error: nothing is drawn for it.
//
// Numbers come from the seed alone, so the same seed draws the same samples. At the deadline Samples has what was done.
func Draw(ctx context.Context, c *Country, qs *rule.Questions, verdict *Verdict, errors map[string]int64,
	holdTotal bool, samples int, s Settings) (*Chance, error) {
	out := &Chance{Seed: s.Seed, Errors: errors, HoldTotal: holdTotal, HasPlan: verdict.Plan != nil}
	rng := rand.New(rand.NewPCG(s.Seed, 0x6f6b7275674d43)) //nolint:gosec // repeatable draws, no secret
	voters := c.voters()
	for range samples {
		if ctx.Err() != nil {
			break
		}
		moved := slices.Clone(voters)
		var shift, weight int64
		for i, id := range c.Regions {
			if e := errors[id]; e > 0 && voters[i] > 0 {
				x := rng.Int64N(2*e+1) - e
				moved[i] += x
				shift += x
				weight += e
			}
		}
		if holdTotal && weight > 0 {
			// What was drawn too much is taken off region by region, each its part of what is left by its part of the errors
			// left, rounded. The last takes all that remains, so that not one voter is lost by rounding.
			left := shift
			for i, id := range c.Regions {
				if e := errors[id]; e > 0 && voters[i] > 0 {
					by := left
					if weight > e {
						by = divRound(left, e, weight)
					}
					moved[i] -= by
					left -= by
					weight -= e
				}
			}
		}
		d, err := c.revoted(moved)
		if err != nil {
			return nil, err
		}
		out.Samples++
		now, err := qs.Recounted(d.Graph.Voters)
		if err != nil {
			return nil, err
		}
		// The plan at hand answers most samples without a search.
		if verdict.Plan != nil && now.Evaluate(verdict.Plan).Verdict == rule.Meets {
			out.PlanHolds++
			out.SameVerdict++ // there is a plan: this one
			continue
		}
		v, err := Decide(ctx, d, now, Settings{Nodes: s.Nodes, Time: s.Time, Seed: s.Seed})
		if err != nil {
			return nil, err
		}
		switch v.Status {
		case verdict.Status:
			out.SameVerdict++
		case balance.Feasible, balance.Infeasible:
		default:
			out.Unknown++
		}
	}
	return out, nil
}

// divRound is a*e/w rounded to the nearest whole number, away from zero in the middle.
func divRound(a, e, w int64) int64 {
	n := new(big.Int).Mul(big.NewInt(2*a), big.NewInt(e))
	d := big.NewInt(2 * w)
	n.Add(n, big.NewInt(w*sign(a)))
	return n.Quo(n, d).Int64()
}

func sign(a int64) int64 {
	if a < 0 {
		return -1
	}
	return 1
}

// revoted is the country with other numbers of voters in its regions, shared among the units by largest remainder; a
// region that would fall below 0 gets 0, and one that had none keeps none. Products of voters need not fit in 64 bits.
// Only the graph is new.
func (c *Country) revoted(voters []int64) (*Country, error) {
	out := make([]int64, c.Graph.Len())
	for r, old := range c.voters() {
		units := c.units(func(x int) bool { return x == r })
		want := max(0, voters[r])
		left := want
		type rest struct {
			unit int
			rem  *big.Int
		}
		var rests []rest
		for _, u := range units {
			if old == 0 {
				continue
			}
			q, m := new(big.Int).QuoRem(new(big.Int).Mul(big.NewInt(want), big.NewInt(c.Graph.Voters[u])), big.NewInt(old),
				new(big.Int))
			out[u] = q.Int64()
			left -= out[u]
			rests = append(rests, rest{u, m})
		}
		// Equal remainders are served in the order of the units.
		slices.SortStableFunc(rests, func(a, b rest) int { return b.rem.Cmp(a.rem) })
		for i := int64(0); i < left && int(i) < len(rests); i++ {
			out[rests[i].unit]++
		}
	}
	g, err := graph.New(c.Graph.IDs, out, c.Graph.Edges)
	if err != nil {
		return nil, err
	}
	g.Scale = c.Graph.Scale
	return &Country{Graph: g, Regions: c.Regions, Of: c.Of, Seats: c.Seats}, nil
}
