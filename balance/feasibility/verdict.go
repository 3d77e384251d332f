package feasibility

import (
	"context"
	"errors"
	"fmt"

	"okrug/balance"
	"okrug/balance/certificate"
	"okrug/balance/graph"
	"okrug/balance/rule"
)

// Verdict is the answer for a country and a rule.
type Verdict struct {
	Rule rule.Rule `json:"-"`
	// Status is Feasible, Infeasible or Unknown.
	Status  balance.Status `json:"status"`
	Regions []Region       `json:"regions"`
	// Plan is the district of every unit, numbered from 1 in the order of the regions; nil where there is none.
	Plan []int `json:"-"`
	// Proof shows that the country as a whole has no plan where no single region is to blame: only for rules that
	// compare districts of several regions.
	Proof *certificate.Certificate `json:"-"`
	// Value is the rule's statistic of Plan.
	Value string `json:"value,omitempty"`
}

// Region is the verdict on one region.
type Region struct {
	ID     string `json:"region_id"`
	Units  int    `json:"units"`
	Voters int64  `json:"voters"`
	Seats  int    `json:"seats"`
	// Lower and Upper are the bounds that every district must keep.
	Lower  int64          `json:"lower"`
	Upper  int64          `json:"upper"`
	Status balance.Status `json:"status"`
	Method string         `json:"method"` // arithmetic, enumeration or solver
	Reason string         `json:"reason,omitempty"`
	// Free says that an exception frees the region.
	Free  bool                     `json:"free,omitempty"`
	Proof *certificate.Certificate `json:"-"`
	// Smallest and Largest are the districts of the plan found.
	Smallest int64 `json:"smallest,omitempty"`
	Largest  int64 `json:"largest,omitempty"`

	plan []int // of the region's units
}

// Proofs are all certificates of the verdict, the country's first, then region by region.
func (v *Verdict) Proofs() []*certificate.Certificate {
	var out []*certificate.Certificate
	if v.Proof != nil {
		out = append(out, v.Proof)
	}
	for _, r := range v.Regions {
		if r.Proof != nil {
			out = append(out, r.Proof)
		}
	}
	return out
}

// ErrScope says that a rule measures districts by areas other than regions and the nation.
var ErrScope = errors.New("feasibility is decided only for rules of the nation or of regions")

// Decide says whether the country has a plan within the rule, districts not crossing regions and every region with its
// seats. The graph's voters must be the rule's base. Second, projected tests are not looked at.
func Decide(ctx context.Context, c *Country, r rule.Rule, s Settings) (*Verdict, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	switch r.ScopeName() {
	case rule.Region:
		return s.decideRegions(ctx, c, r)
	case rule.Nation:
		return s.decideNation(ctx, c, r)
	}
	return nil, fmt.Errorf("%w; %s is measured by %s", ErrScope, r.ID, r.ScopeName())
}

func figuresOf(r rule.Rule, t rule.Test, scope string) *certificate.Figures {
	if t.Below != nil || t.Above != nil {
		return nil // bounds of an exception are given, not derived
	}
	return &certificate.Figures{Rule: r.ID, Statistic: t.Statistic.String(), Limit: t.Limit.Rat().RatString(), Scope: scope, Total: t.Total, Seats: t.Seats}
}

func (s Settings) decideRegions(ctx context.Context, c *Country, r rule.Rule) (*Verdict, error) {
	v := &Verdict{Rule: r}
	for i, p := range c.regionParts() {
		reg := Region{ID: p.id, Units: p.graph.Len(), Voters: p.graph.Total(), Seats: c.Seats[i]}
		s.say("region %s", p.id)
		if reg.Seats == 0 || reg.Voters == 0 {
			reg.Reason = "a region without seats or voters has no mean"
			v.Regions = append(v.Regions, reg)
			continue
		}
		t, free, perDistrict := r.In(p.id, reg.Voters, reg.Seats)
		var err error
		if t.Statistic.Coupled() && !free {
			err = s.coupled(ctx, &reg, p, t, figuresOf(r, t, p.id))
		} else {
			err = s.fixed(ctx, &reg, p, t, free, figuresOf(r, t, p.id))
		}
		if err != nil {
			return nil, err
		}
		reg.except(perDistrict)
		v.Regions = append(v.Regions, reg)
	}
	v.conclude(c)
	return v, nil
}

// fixed decides a region whose districts have bounds of their own.
func (s Settings) fixed(ctx context.Context, reg *Region, p *part, t rule.Test, free bool, f *certificate.Figures) error {
	reg.Lower, reg.Upper = t.Window()
	if free {
		reg.Free, reg.Lower, reg.Upper, f = true, 0, p.graph.Total(), nil
	}
	a, err := s.find(ctx, p, reg.Seats, reg.Lower, reg.Upper, f)
	if err != nil {
		return err
	}
	reg.take(a)
	return nil
}

// coupled decides a region whose districts are compared with each other.
func (s Settings) coupled(ctx context.Context, reg *Region, p *part, t rule.Test, f *certificate.Figures) error {
	reg.Lower, reg.Upper = t.Window()
	// The window alone often settles it, with a proof that is easier to read.
	if proof := arithmetic(p, reg.Seats, reg.Lower, reg.Upper, f); proof != nil {
		reg.take(answer{status: balance.Infeasible, method: "arithmetic", proof: proof})
		return nil
	}
	split := &splitter{figures: f}
	var last answer
	got, err := rule.SearchTrace(ctx, t, func(ctx context.Context, lower, upper int64) (rule.Answer[answer], error) {
		a, err := s.find(ctx, p, reg.Seats, lower, upper, nil)
		last = a
		split.heard(a)
		return rule.Answer[answer]{Found: a.status == balance.Feasible, Proven: a.status != balance.Unknown, Plan: a, Smallest: a.small, Largest: a.large}, err
	}, func(l rule.Leaf) { split.leaf(l, p.id, p.graph.Total(), reg.Seats) })
	if err != nil {
		return err
	}
	switch {
	case got.Found:
		reg.take(got.Plan)
	case got.Proven:
		q := certificate.Question{Graph: certificate.NewGraph(p.graph), Seats: reg.Seats, Lower: reg.Lower, Upper: reg.Upper}
		reg.take(answer{status: balance.Infeasible, method: last.method, proof: split.proof(q)})
	default:
		reg.take(answer{why: last.why, method: last.method})
	}
	return nil
}

func (reg *Region) take(a answer) {
	reg.Status, reg.Method, reg.Reason, reg.Proof = a.status, a.method, a.why, a.proof
	if a.status == balance.Feasible {
		reg.Reason, reg.Proof = "", nil
		reg.plan, reg.Smallest, reg.Largest = a.plan, a.small, a.large
	}
}

// except takes a "no" back where exceptions for single districts could turn it into a "yes".
func (reg *Region) except(perDistrict bool) {
	if perDistrict && reg.Status == balance.Infeasible {
		reg.Status, reg.Proof = balance.Unknown, nil
		reg.Reason = "there is no plan without exceptions; whether exceptions for single districts allow one was not decided"
	}
}

// conclude sums up the regions.
func (v *Verdict) conclude(c *Country) {
	v.Status = balance.Feasible
	for _, r := range v.Regions {
		switch {
		case r.Status == balance.Infeasible:
			v.Status = balance.Infeasible
		case r.Status != balance.Feasible && v.Status == balance.Feasible:
			v.Status = balance.Unknown
		}
	}
	if v.Status != balance.Feasible {
		return
	}
	v.Plan = make([]int, c.Graph.Len())
	next := 1
	for i, r := range v.Regions {
		for k, u := range c.Units(func(x int) bool { return x == i }) {
			v.Plan[u] = next + r.plan[k]
		}
		next += r.Seats
	}
}

// Within says whether a graph by itself has a plan of so many districts within bounds, both inclusive. Id names it in the
// proof. The plan is the district of every node, from 0.
func Within(ctx context.Context, g *graph.Graph, id string, seats int, lower, upper int64, s Settings) (reg Region, plan []int, err error) {
	p := &part{id: id, graph: g}
	reg = Region{ID: id, Units: g.Len(), Voters: g.Total(), Seats: seats, Lower: lower, Upper: upper}
	a, err := s.find(ctx, p, seats, lower, upper, nil)
	if err != nil {
		return reg, nil, err
	}
	reg.take(a)
	return reg, reg.plan, nil
}
