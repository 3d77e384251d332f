package feasibility

import (
	"context"
	"slices"

	"okrug/balance"
	"okrug/balance/certificate"
	"okrug/balance/rule"
)

func (s Settings) decideNation(ctx context.Context, c *Country, r rule.Rule) (*Verdict, error) {
	v := &Verdict{Rule: r}
	parts := c.regionParts()
	total, seats := c.quotaOf(r)
	if total <= 0 || seats <= 0 {
		for i, p := range parts {
			v.Regions = append(v.Regions, Region{ID: p.id, Units: p.graph.Len(), Voters: p.graph.Total(), Seats: c.Seats[i], Reason: "there is no quota"})
		}
		return v, nil
	}
	// Every region by the bounds that hold whatever the others do: they settle the deviation, and refute most else.
	frees := make([]bool, len(parts))
	for i, p := range parts {
		reg := Region{ID: p.id, Units: p.graph.Len(), Voters: p.graph.Total(), Seats: c.Seats[i]}
		t, free, perDistrict := r.In(p.id, total, seats)
		frees[i] = free
		s.say("region %s", p.id)
		if err := s.fixed(ctx, &reg, p, t, free, figuresOf(r, t, rule.Nation)); err != nil {
			return nil, err
		}
		reg.except(perDistrict)
		v.Regions = append(v.Regions, reg)
	}
	v.conclude(c)
	if v.Status == balance.Feasible && r.Statistic.Coupled() {
		return v, s.couple(ctx, c, v, parts, frees, r.Test(total, seats))
	}
	return v, nil
}

// quotaOf are the voters and seats that the nation's mean is of.
func (c *Country) quotaOf(r rule.Rule) (total int64, seats int) {
	total, seats = c.Graph.Total(), c.AllSeats()
	voters := c.Voters()
	for i, id := range c.Regions {
		for _, e := range r.Exceptions {
			if e.OutsideQuota && e.AreaAbove <= 0 && e.Flag == "" && slices.Contains(e.Regions, id) {
				total -= voters[i]
				seats -= c.Seats[i]
				break
			}
		}
	}
	return total, seats
}

// couple decides a rule that compares the districts of all regions with each other.
func (s Settings) couple(ctx context.Context, c *Country, v *Verdict, parts []*part, frees []bool, t rule.Test) error {
	type plans []answer
	split := &splitter{figures: figuresOf(v.Rule, t, rule.Nation)}
	ask := func(ctx context.Context, lower, upper int64) (rule.Answer[plans], error) {
		out := rule.Answer[plans]{Found: true, Proven: true, Smallest: t.Total}
		unknown := false
		for i, p := range parts {
			if frees[i] {
				out.Plan = append(out.Plan, answer{plan: v.Regions[i].plan, small: v.Regions[i].Smallest, large: v.Regions[i].Largest, status: balance.Feasible})
				continue
			}
			a, err := s.find(ctx, p, c.Seats[i], lower, upper, nil)
			if err != nil {
				return out, err
			}
			if a.status == balance.Infeasible {
				split.heard(a)
				return rule.Answer[plans]{Proven: true}, nil
			}
			unknown = unknown || a.status != balance.Feasible
			out.Smallest, out.Largest = min(out.Smallest, a.small), max(out.Largest, a.large)
			out.Plan = append(out.Plan, a)
		}
		if unknown {
			split.heard(answer{})
			return rule.Answer[plans]{}, nil
		}
		return out, nil
	}
	got, err := rule.SearchTrace(ctx, t, ask, func(l rule.Leaf) { split.leaf(l, "", t.Total, t.Seats) })
	if err != nil {
		return err
	}
	switch {
	case got.Found:
		for i := range v.Regions {
			v.Regions[i].take(got.Plan[i])
		}
		v.conclude(c)
	case got.Proven:
		v.Status, v.Plan = balance.Infeasible, nil
		lower, upper := t.Window()
		v.Proof = split.proof(certificate.Question{Seats: t.Seats, Lower: lower, Upper: upper})
	default:
		v.Status, v.Plan = balance.Unknown, nil
	}
	return nil
}
