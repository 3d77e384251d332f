package feasibility

import (
	"context"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
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
	// Reason says why nothing was decided where every region has a plan.
	Reason locale.Text `json:"reason,omitzero"`
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
	Reason locale.Text    `json:"reason,omitzero"`
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

// ask are the questions of a rule for the country, whose graph counts what the rule does; exceptions that look at marks
// or areas find none.
func (c *Country) ask(r rule.Rule) (*rule.Questions, error) {
	country := &rule.Country{Regions: c.Regions, Seats: c.Seats, Units: make([]rule.Unit, c.Graph.Len())}
	for v, n := range c.Graph.Voters {
		country.Units[v] = rule.Unit{Region: c.Of[v], Voters: n}
	}
	return rule.Ask(counted(r), country)
}

// Decide says whether the country has a plan within the rule, districts not crossing regions and every region with its
// seats. The questions must be of the country's units in their order, and the graph must count what their rule does.
// What the budget or the deadline leaves open is Unknown, region by region.
func Decide(ctx context.Context, c *Country, qs *rule.Questions, s Settings) (*Verdict, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	// Every region by the bounds that hold whatever the others do: they settle rules that measure districts by a mean or
	// within their region, and refute most else.
	v := &Verdict{Rule: qs.Rule}
	parts := c.regionParts()
	for i, p := range parts {
		q := &qs.Regions[i]
		reg := Region{ID: p.id, Units: p.graph.Len(), Voters: p.graph.Total(), Seats: c.Seats[i], Free: q.Free}
		s.say(locale.T("region %d of %d: %s", i+1, len(parts), p.id))
		if err := s.region(ctx, &reg, p, q); err != nil {
			return nil, err
		}
		v.Regions = append(v.Regions, reg)
	}
	v.conclude(c)
	// Bounds of single districts cannot settle a rule that compares all districts of the country with each other.
	if v.Status == balance.Feasible && qs.Rule.Statistic.Coupled() && qs.Rule.ScopeName() == rule.Nation {
		if err := s.couple(ctx, c, v, parts, qs); err != nil {
			return nil, err
		}
	}
	v.judge(c, qs)
	return v, nil
}

// region decides one region by its question.
func (s Settings) region(ctx context.Context, reg *Region, p *part, q *rule.Question) error {
	reg.Lower, reg.Upper = q.Lower, q.Upper
	switch {
	case reg.Seats == 0:
		reg.Reason = locale.T("a region without seats has no districts")
		return nil
	case q.Single:
		return s.single(ctx, reg, p, q)
	case q.Coupled():
		return s.coupled(ctx, reg, p, q.Test, figuresOf(q))
	case q.Free:
		return s.fixed(ctx, reg, p, nil)
	}
	return s.fixed(ctx, reg, p, figuresOf(q))
}

// single decides a region in which exceptions may fit some districts and not others. The bounds of excepted districts
// refute what no exception can help; else every plan is judged whole, or, where districts of other regions have a say
// in that, a plan that needs no exception is looked for.
func (s Settings) single(ctx context.Context, reg *Region, p *part, q *rule.Question) error {
	a, err := s.find(ctx, p, reg.Seats, q.Loosest[0], q.Loosest[1], nil)
	if err != nil {
		return err
	}
	if a.status == balance.Infeasible {
		reg.Lower, reg.Upper = q.Loosest[0], q.Loosest[1]
		reg.take(a)
		return nil
	}
	problem := balance.Ask(q, p.graph, p.units)
	sol, err := balance.Solve(ctx, problem, balance.Settings{Work: singleWork, Seed: s.Seed,
		MemoryLimit: s.MemoryLimit})
	if err != nil {
		return err
	}
	a = answer{method: "solver", why: sol.Reason}
	if sol.Counted {
		a.method = "enumeration"
	}
	switch {
	case sol.Status == balance.Feasible || sol.Status == balance.Optimal:
		a = a.found(p, sol.Assignment, reg.Seats)
	case sol.Status == balance.Infeasible && balance.Proves(q) && sol.Counted:
		// Every plan was visited and judged. No certificate holds such a judgement.
		a.status, a.why = balance.Infeasible,
			locale.T("every contiguous plan was visited, and none meets the rule with its exceptions")
	case sol.Status == balance.Infeasible:
		a.why = locale.T("there is no plan without exceptions; whether exceptions for single districts allow one was not " +
			"decided")
	}
	reg.take(a)
	return nil
}

// singleWork is the budget for a region whose plans are judged whole, in work units.
const singleWork = 20_000_000

// judge lets the rule's own words have the last say on a plan: where districts of several regions decide together
// whether exceptions fit, the regions' answers may make one that breaks the rule, and then nothing is known.
func (v *Verdict) judge(c *Country, qs *rule.Questions) {
	if v.Status != balance.Feasible || qs.Evaluate(v.Plan).Verdict == rule.Meets {
		return
	}
	v.Status, v.Plan = balance.Unknown, nil
	v.Reason = locale.T("the plan that was found breaks the rule once its exceptions for single districts are looked " +
		"at; whether another keeps it was not decided")
}

// figuresOf are the figures that a question's bounds follow from, with every region that exceptions treat apart.
func figuresOf(q *rule.Question) *certificate.RuleBounds {
	qs := q.Of()
	f := &certificate.RuleBounds{Rule: qs.Rule.ID, Statistic: qs.Rule.Statistic.String(),
		Limit: qs.Rule.Limit.Rat().RatString(),
		Scope: rule.Nation, Total: qs.Total, Seats: qs.Seats}
	if qs.Rule.ScopeName() == rule.Region {
		f.Scope, f.Total, f.Seats = q.Region, q.Voters, q.Seats
	} else {
		f.LeftOut = leftOut(qs)
	}
	if q.Test.Below != nil {
		f.Below = q.Test.Below.Rat().RatString()
	}
	if q.Test.Above != nil {
		f.Above = q.Test.Above.Rat().RatString()
	}
	return f
}

func leftOut(qs *rule.Questions) (out []certificate.LeftOut) {
	for _, l := range qs.Left {
		out = append(out, certificate.LeftOut{Region: l.Region, Voters: l.Voters, Seats: l.Seats,
			OutsideQuota: l.OutsideQuota, Free: l.Free})
	}
	return out
}

// plainFigures are those of a test that no exception changes.
func plainFigures(r rule.Rule, t rule.Scope, scope string) *certificate.RuleBounds {
	return &certificate.RuleBounds{Rule: r.ID, Statistic: t.Statistic.String(), Limit: t.Limit.Rat().RatString(),
		Scope: scope, Total: t.Total, Seats: t.Seats}
}

// fixed decides a region whose districts have bounds of their own.
func (s Settings) fixed(ctx context.Context, reg *Region, p *part, f *certificate.RuleBounds) error {
	a, err := s.find(ctx, p, reg.Seats, reg.Lower, reg.Upper, f)
	if err != nil {
		return err
	}
	reg.take(a)
	return nil
}

// coupled decides a region whose districts are compared with each other. The smallest district has some number of
// voters. If that lies from a to b, the rule allows the largest no more than it allows beside b, so all districts keep
// bounds that are fixed; rule.SearchTrace asks for such ranges and splits those whose plan breaks the rule. The region
// is refuted when every range is.
func (s Settings) coupled(ctx context.Context, reg *Region, p *part, t rule.Scope, f *certificate.RuleBounds) error {
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
		split.heard("", a)
		return rule.Answer[answer]{Found: a.status == balance.Feasible, Proven: a.status != balance.Unknown, Plan: a,
			Smallest: a.small, Largest: a.large}, err
	}, split.leaf)
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
		reg.Reason, reg.Proof = locale.Text{}, nil
		reg.plan, reg.Smallest, reg.Largest = a.plan, a.small, a.large
	}
}

// conclude sums up the regions: one that is refuted refutes the country, and one that is open leaves it open. If all
// have plans, these are joined, the districts numbered from 1 through the regions.
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
		for k, u := range c.units(func(x int) bool { return x == i }) {
			v.Plan[u] = next + r.plan[k]
		}
		next += r.Seats
	}
}
