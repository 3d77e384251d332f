package feasibility

import (
	"context"
	"math/big"
	"slices"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// FrontierPoint is the smallest largest-deviation from the nation's mean that a number of seats can reach, the seats
// shared among the regions as suits it best, at least one for each. Deviations are shares of that mean.
type FrontierPoint struct {
	Seats int `json:"seats"`
	// Relaxed asks only that every region's voters are shared by its districts as evenly as whole numbers allow: no plan
	// can do better. Nil where there are fewer seats than regions.
	Relaxed        *big.Rat `json:"relaxed"`
	RelaxedSeats   []int    `json:"relaxed_seats,omitempty"`
	RelaxedBinding []string `json:"relaxed_binding,omitempty"` // regions whose deviation it is
	// Exact is the value with contiguous districts of whole units. Status is Optimal where it is proven, Feasible where a
	// plan reaches it and Relaxed is the only bound, Infeasible where the units cannot make so many districts, Unknown
	// where nothing was decided.
	Status     balance.Status `json:"status"`
	Exact      *big.Rat       `json:"exact"`
	ExactSeats []int          `json:"exact_seats,omitempty"`
	Binding    []string       `json:"binding,omitempty"`
}

// relax is the frontier by arithmetic alone, for each number of seats from first to last.
func relax(c *Country, first, last int) ([]FrontierPoint, error) {
	if err := c.checkCounts(); err != nil {
		return nil, err
	}
	var out []FrontierPoint
	for n := first; n <= last; n++ {
		p := FrontierPoint{Seats: n}
		cost := c.relaxedCost(n)
		if p.Relaxed, p.RelaxedSeats = allot(cost, n); p.Relaxed != nil {
			p.RelaxedBinding = c.binding(cost, p.RelaxedSeats, p.Relaxed)
		}
		out = append(out, p)
	}
	return out, nil
}

// relaxedCost is the largest deviation, from the mean of n seats in the nation, of s districts that share a region's
// voters as evenly as whole numbers allow, by region and s. No districts of the region do better: the smallest has at
// most the rounded-down share and the largest at least the rounded-up one. Entry 0 is nil, and a region can have n less
// one for each other region at the most.
func (c *Country) relaxedCost(n int) [][]*big.Rat {
	mean := big.NewRat(c.Graph.Total(), int64(n))
	cost := make([][]*big.Rat, len(c.Regions))
	for r, v := range c.voters() {
		cost[r] = make([]*big.Rat, max(0, n-len(c.Regions)+2))
		for s := 1; s < len(cost[r]); s++ {
			small := v / int64(s)
			large := small
			if v%int64(s) != 0 {
				large++
			}
			cost[r][s] = rule.Deviation.Value(small, large, mean)
		}
	}
	return cost
}

// binding are the regions whose cost in a sharing is the worst.
func (c *Country) binding(cost [][]*big.Rat, share []int, worst *big.Rat) []string {
	var out []string
	for r, s := range share {
		if cost[r][s].Cmp(worst) == 0 {
			out = append(out, c.Regions[r])
		}
	}
	return out
}

// Frontier is relax with contiguous districts of whole units, exact.
//
// The relaxed costs are lower bounds. The seats are shared by them; a region whose bound the units do not reach gets
// its true cost instead, and the seats are shared again, until the units reach every cost of the sharing: then no
// sharing is better, since every cost is still at most the true one. A region is asked only whether it keeps within the
// worst cost of the sharing, which is all that matters to the point, and each turn settles one more pair of a region
// and a number of seats, so the turns end.
//
// What is learned of a region with so many districts, whatever the mean it was asked for, is kept for all points.
func Frontier(ctx context.Context, c *Country, first, last int, s Settings) ([]FrontierPoint, error) {
	out, err := relax(c, first, last)
	if err != nil {
		return nil, err
	}
	memo := make([]map[int]*memory, len(c.Regions))
	parts := c.regionParts()
	for r := range memo {
		memo[r] = map[int]*memory{}
	}
	for i := range out {
		s.say(locale.T("%d {1|seat|seats}, %d of %d", out[i].Seats, i+1, len(out)))
		if out[i].Relaxed == nil {
			out[i].Status = balance.Infeasible
			continue
		}
		if err := s.frontierPoint(ctx, c, parts, memo, &out[i]); err != nil {
			return out, err
		}
	}
	return out, nil
}

// frontierPoint fills in what p says of whole units. Exact stays true as long as every cost that took the place of a
// bound was proven; an unproven one may be too high and hide a better sharing.
func (s Settings) frontierPoint(ctx context.Context, c *Country, parts []*part, memo []map[int]*memory,
	p *FrontierPoint) error {
	cost := c.relaxedCost(p.Seats)
	for r, part := range parts {
		for n := part.graph.Len() + 1; n < len(cost[r]); n++ {
			cost[r][n] = nil // fewer units than districts
		}
	}
	exact := true
	for {
		if err := ctx.Err(); err != nil {
			p.Status = balance.Unknown
			return nil
		}
		worst, share := allot(cost, p.Seats)
		if worst == nil {
			p.Status = balance.Infeasible
			if !exact {
				p.Status = balance.Unknown
			}
			return nil
		}
		raised := false
		for r, n := range share {
			m := memo[r][n]
			if m == nil {
				m = &memory{}
				memo[r][n] = m
			}
			t := rule.Scope{Limit: rule.FractionOf(worst), Total: c.Graph.Total(), Seats: p.Seats}
			lower, upper := t.Window()
			a, err := s.ask(ctx, m, parts[r], n, lower, upper)
			if err != nil {
				return err
			}
			if a.status == balance.Feasible {
				continue
			}
			raised = true
			// The units do not reach the bound: the true cost takes its place.
			value, proven, err := s.dearest(ctx, m, parts[r], n, t)
			if err != nil {
				return err
			}
			cost[r][n] = value
			exact = exact && proven
		}
		if raised {
			continue
		}
		p.Exact, p.ExactSeats, p.Status = worst, share, balance.Optimal
		if !exact {
			p.Status = balance.Feasible
		}
		p.Binding = c.binding(cost, share, worst)
		return nil
	}
}

// dearest is the least deviation of n districts of the part from the mean of t, nil where the units make no n
// districts. It may use what is known of the part from other means. The second result says that this is proven.
func (s Settings) dearest(ctx context.Context, m *memory, p *part, n int, t rule.Scope) (*big.Rat, bool, error) {
	o, err := s.minimise(rule.Rule{}, t.Total, t.Seats, func(limit rule.Fraction) (*Verdict, *big.Rat, error) {
		t.Limit = limit
		lower, upper := t.Window()
		a, err := s.ask(ctx, m, p, n, lower, upper)
		if err != nil {
			return nil, nil, err
		}
		v := &Verdict{Status: a.status}
		if a.status == balance.Feasible {
			return v, t.Value(a.small, a.large), nil
		}
		return v, nil, nil
	})
	if err != nil {
		return nil, false, err
	}
	return o.Value, o.Status == balance.Optimal || o.Status == balance.Infeasible, nil
}

// memory is what is known of one part with one number of districts: plans by their smallest and largest district, and
// bounds without a plan. A plan answers every question whose bounds it keeps, and bounds without a plan every question
// with bounds inside them; the mean that led to the bounds does not matter.
type memory struct {
	plans []answer
	none  [][2]int64
}

// ask answers from memory where that is enough.
func (s Settings) ask(ctx context.Context, m *memory, p *part, seats int, lower, upper int64) (answer, error) {
	for _, a := range m.plans {
		if a.small >= lower && a.large <= upper {
			return a, nil
		}
	}
	if slices.ContainsFunc(m.none, func(w [2]int64) bool { return w[0] <= lower && upper <= w[1] }) {
		return answer{status: balance.Infeasible}, nil
	}
	a, err := s.find(ctx, p, seats, lower, upper, nil)
	if err != nil {
		return a, err
	}
	switch a.status {
	case balance.Feasible:
		m.plans = append(m.plans, a)
	case balance.Infeasible:
		a.proof = nil
		m.none = append(m.none, [2]int64{lower, upper})
	}
	return a, nil
}

// SeatsWithin is the least number of seats among the points whose limit is at most the given one: by arithmetic, and
// exactly. 0 where no point is.
func SeatsWithin(points []FrontierPoint, limit rule.Fraction) (relaxed, exact int) {
	for _, p := range points {
		if relaxed == 0 && p.Relaxed != nil && p.Relaxed.Cmp(limit.Rat()) <= 0 {
			relaxed = p.Seats
		}
		if exact == 0 && p.Exact != nil && p.Exact.Cmp(limit.Rat()) <= 0 {
			exact = p.Seats
		}
	}
	return relaxed, exact
}

// distinct sorts values and drops equal ones.
func distinct(values []*big.Rat) []*big.Rat {
	slices.SortFunc(values, (*big.Rat).Cmp)
	return slices.CompactFunc(values, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
}
