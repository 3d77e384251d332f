package feasibility

import (
	"context"
	"math/big"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// Optimum is the smallest value of a rule's statistic that a country, or a region, can reach.
type Optimum struct {
	// Status is Optimal, Feasible where better plans were not ruled out, Infeasible where there is no plan at any limit,
	// or Unknown.
	Status balance.Status `json:"status"`
	Value  *big.Rat       `json:"value"` // nil where no plan is known
	// Bound: no plan has less. It equals Value where Status is Optimal.
	Bound *big.Rat `json:"bound"`
	// Limit is the largest limit that was refuted, nil where none was or nothing could be smaller than Value. Where Status
	// is Optimal it is just below Value: no value a plan can have lies between them. Proofs show that no plan is within
	// Limit.
	Limit  *big.Rat                   `json:"-"`
	Proofs []*certificate.Certificate `json:"-"`
	// Plan is the district of every unit, from 1.
	Plan    []int           `json:"-"`
	Regions []RegionOptimum `json:"regions,omitempty"`
}

// RegionOptimum is the optimum of one region.
type RegionOptimum struct {
	ID     string `json:"region_id"`
	Seats  int    `json:"seats"`
	Voters int64  `json:"voters"`
	Optimum
}

// Best finds the smallest value of the rule's statistic over all plans with the country's seats in its regions,
// whatever the rule's limit. Where the rule measures every district or every region by itself, so does Best, and the
// country's value is that of its worst region. Exceptions are left out. A deadline leaves what is known, as Feasible or
// Unknown.
func Best(ctx context.Context, c *Country, r rule.Rule, s Settings) (*Optimum, error) {
	if err := c.checkCounts(); err != nil {
		return nil, err
	}
	r.Exceptions, r.Target = nil, nil
	r = counted(r)
	if s := r.ScopeName(); s != rule.Region && s != rule.Nation {
		return nil, &rule.ScopeError{Rule: r.ID, Scope: s}
	}
	// Districts of all regions are compared: no region has a best of its own, and the whole country is asked each time.
	if r.ScopeName() == rule.Nation && r.Statistic.Coupled() {
		return s.minimise(r, c.Graph.Total(), c.AllSeats(), func(limit rule.Fraction) (*Verdict, *big.Rat, error) {
			r.Limit = limit
			qs, err := c.ask(r)
			if err != nil {
				return nil, nil, err
			}
			v, err := Decide(ctx, c, qs, s)
			if err != nil || v.Plan == nil {
				return v, nil, err
			}
			return v, qs.Evaluate(v.Plan).Value, nil
		})
	}
	// Otherwise the regions do not bear on each other: the best of each makes the best plan of all.
	all := &Optimum{Status: balance.Optimal, Value: least(r.Statistic), Plan: make([]int, c.Graph.Len())}
	next := 1
	parts := c.regionParts()
	for i, p := range parts {
		s.say(locale.T("best of region %d of %d: %s", i+1, len(parts), p.id))
		o, err := s.bestPart(ctx, r, c, p, c.Seats[i])
		if err != nil {
			return nil, err
		}
		all.Regions = append(all.Regions, RegionOptimum{p.id, c.Seats[i], p.graph.Total(), *o})
		for k, u := range p.units {
			if o.Plan != nil {
				all.Plan[u] = next + o.Plan[k] - 1
			}
		}
		next += c.Seats[i]
	}
	all.combine()
	return all, nil
}

// combine takes the country's optimum from its regions'. The country's value is the largest of theirs, with the limit
// and the proofs of that region; its bound is the largest of their bounds. A region whose own best is not proven does
// no harm if its value is not over the proven bound of another. Without a plan of every region there is none of the
// country.
func (o *Optimum) combine() {
	o.Bound = o.Value
	for _, r := range o.Regions {
		if r.Value == nil || r.Status == balance.Infeasible || r.Status == balance.Unknown {
			o.Value, o.Plan = nil, nil
			if o.Status != balance.Infeasible {
				o.Status = balance.Unknown
			}
			if r.Status == balance.Infeasible {
				o.Status = balance.Infeasible
			}
			continue
		}
		if r.Bound != nil && r.Bound.Cmp(o.Bound) > 0 {
			o.Bound = r.Bound
		}
		if o.Value != nil && r.Value.Cmp(o.Value) > 0 {
			o.Value, o.Limit, o.Proofs = r.Value, r.Limit, r.Proofs
		}
	}
	if o.Value != nil && o.Status == balance.Optimal && o.Bound.Cmp(o.Value) < 0 {
		o.Status = balance.Feasible
	}
}

// bestPart is the optimum of one region, by its own mean or by the nation's. Districts in its plan are numbered from 1.
func (s Settings) bestPart(ctx context.Context, r rule.Rule, c *Country, p *part, seats int) (*Optimum, error) {
	one := &Country{Graph: p.graph, Regions: []string{p.id}, Of: make([]int, p.graph.Len()), Seats: []int{seats}}
	test, scope := r.For(p.graph.Total(), seats), p.id
	if r.ScopeName() == rule.Nation {
		test, scope = r.For(c.Graph.Total(), c.AllSeats()), rule.Nation
	}
	if seats == 0 || p.graph.Total() == 0 {
		return &Optimum{Status: balance.Unknown}, nil
	}
	return s.minimise(r, test.Total, test.Seats, func(limit rule.Fraction) (*Verdict, *big.Rat, error) {
		t := test
		t.Limit = limit
		reg := Region{ID: p.id, Voters: p.graph.Total(), Seats: seats}
		reg.Lower, reg.Upper = t.Window()
		var err error
		if f := plainFigures(r, t, scope); t.Statistic.Coupled() {
			err = s.coupled(ctx, &reg, p, t, f)
		} else {
			err = s.fixed(ctx, &reg, p, f)
		}
		if err != nil {
			return nil, nil, err
		}
		v := &Verdict{Regions: []Region{reg}}
		v.conclude(one)
		if v.Plan == nil {
			return v, nil, nil
		}
		return v, t.Value(reg.Smallest, reg.Largest), nil
	})
}

// counted is the rule for a country whose graph already counts what the rule does.
func counted(r rule.Rule) rule.Rule {
	r.Base, r.Projected = rule.Voters, nil
	return r
}
