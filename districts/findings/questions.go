package findings

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/feasibility"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/locale"
)

// Ask says what is asked beside whether there is a plan.
type Ask struct {
	// Frontier, where not 0 to 0, is the range of numbers of seats to trade for equality.
	FrontierFrom, FrontierTo int
	Best                     bool // the least value of every statistic, of the nation and of every region
	Crossing                 bool // what districts across regions would buy
	Sensitivity              bool
	// Samples is the number of draws within Errors, by region id in voters.
	Samples   int
	Errors    map[string]int64
	HoldTotal bool
	feasibility.Settings
}

// Run answers for a case and its rule. A plan, where there is one, is in Report.Plan. What is claimed about all plans
// is asked again with the units joined that are near the tolerance.
func Run(ctx context.Context, d *districts.Case, ask Ask) (*Report, error) {
	out, err := answers(ctx, d, ask)
	if err != nil {
		return out, err
	}
	if err := out.dividing(ctx, d, ask); err != nil {
		return out, err
	}
	return out, out.near(ctx, d, ask)
}

// answers answers for a case as it is.
func answers(ctx context.Context, d *districts.Case, ask Ask) (*Report, error) {
	r := d.Rule
	questions, err := d.Questions()
	if err != nil {
		return nil, err
	}
	c, err := countryOf(d.Layer, d.DistrictCounts(), r)
	if err != nil {
		return nil, err
	}
	for id := range ask.Errors {
		if !slices.Contains(c.Regions, id) {
			return nil, locale.Errorf("there is no region %q to draw voters for; there are %v", id, c.Regions)
		}
	}
	if ask.Crossing && r.Statistic.Coupled() {
		return nil, locale.Errorf("%w (not %s)", feasibility.ErrOnlyNation, r.ID)
	}
	v, err := feasibility.Decide(ctx, c, questions, ask.Settings)
	if err != nil {
		return nil, err
	}
	out, err := newReport(d, c, v)
	if err != nil {
		return nil, err
	}
	if ask.Best {
		if err := out.best(ctx, c, r, ask.Settings); err != nil {
			return nil, err
		}
	}
	if ask.FrontierTo > 0 {
		points, err := frontier(ctx, d, c, ask)
		if err != nil {
			return nil, err
		}
		out.frontier(points)
		// Where the rule is that of the frontier, prove each number of seats that cannot meet it.
		if r.Statistic == rule.Deviation && r.ScopeName() == rule.Nation && len(r.Exceptions) == 0 {
			for i := range out.Frontier {
				if e := out.Frontier[i].Exact; e != nil && e.Cmp(r.Limit.Rat()) <= 0 {
					continue
				}
				p, err := feasibility.NoAllotment(ctx, c, r, out.Frontier[i].Seats, ask.Settings)
				if err != nil {
					return nil, err
				}
				if p != nil {
					out.Frontier[i].Certificate = out.prove(fmt.Sprintf("seats-%d", out.Frontier[i].Seats*d.PerDistrict()), p)
				}
			}
		}
	}
	if ask.Crossing {
		// Districts across regions can only be measured by the nation's mean.
		nation := r
		nation.Scope, nation.Exceptions = rule.Nation, nil
		x, err := feasibility.Cross(ctx, c, nation, ask.Settings)
		if err != nil {
			return nil, err
		}
		out.Crossing = x
		if x.Proof != nil {
			out.clusters = out.prove("clusters", x.Proof)
		}
	}
	if ask.Sensitivity && v.Plan != nil {
		out.Sensitivity = feasibility.Sense(c, questions, bestPlan(ctx, c, questions, v, ask.Settings))
	}
	if ask.Samples > 0 {
		if out.Chance, err = feasibility.Draw(ctx, c, questions, v, ask.Errors, ask.HoldTotal, ask.Samples,
			ask.Settings); err != nil {
			return nil, err
		}
	}
	out.inSeats(d.PerDistrict())
	return out, ctx.Err()
}

// frontier asks for the numbers of seats that can be shared by districts, each with as many.
func frontier(ctx context.Context, d *districts.Case, c *feasibility.Country,
	ask Ask) ([]feasibility.FrontierPoint, error) {
	n := d.PerDistrict()
	from, to := (ask.FrontierFrom+n-1)/n, ask.FrontierTo/n
	if from > to {
		return nil, locale.Errorf("--frontier %d:%d: none of these numbers of seats can be shared by districts of %d",
			ask.FrontierFrom, ask.FrontierTo, n)
	}
	return feasibility.Frontier(ctx, c, from, to, ask.Settings)
}

// bestPlan is the plan with the least value of the rule's statistic where that is found, else the verdict's.
func bestPlan(ctx context.Context, c *feasibility.Country, qs *rule.Questions, v *feasibility.Verdict,
	s feasibility.Settings) []int {
	if o, err := feasibility.Best(ctx, c, qs.Rule, s); err == nil && o.Plan != nil &&
		feasibility.Sense(c, qs, o.Plan) != nil {
		return o.Plan
	}
	return v.Plan
}

// readings are the statistics and scopes that Best is asked for, with the presets that read equality so.
func readings(base string) []rule.Rule {
	var out []rule.Rule
	for _, scope := range []string{rule.Region, rule.Nation} {
		for _, s := range rule.Statistics() {
			out = append(out, rule.Rule{ID: scope + "-" + s.String(), Scope: scope, Statistic: s, Base: base})
		}
	}
	return out
}

func (out *Report) best(ctx context.Context, c *feasibility.Country, r rule.Rule, s feasibility.Settings) error {
	for _, reading := range readings(r.BaseName()) {
		o, err := feasibility.Best(ctx, c, reading, s)
		if err != nil {
			return err
		}
		b := Best{Scope: reading.Scope, Statistic: reading.Statistic, Status: o.Status, Value: number(o.Value),
			Bound: number(o.Bound), value: o.Value}
		for _, p := range rule.Presets() {
			if p.ScopeName() == reading.Scope && p.Statistic == reading.Statistic && p.BaseName() == reading.Base {
				b.Presets = append(b.Presets, p.ID)
			}
		}
		for _, reg := range o.Regions {
			b.Regions = append(b.Regions, BestRegion{ID: reg.ID, Seats: reg.Seats, Status: reg.Status, Value: number(reg.Value),
				value: reg.Value})
			if reg.Value != nil && o.Value != nil && reg.Value.Cmp(o.Value) == 0 {
				b.Binding = append(b.Binding, reg.ID)
			}
		}
		for _, p := range o.Proofs {
			b.Proofs = append(b.Proofs, out.prove(fmt.Sprintf("best-%s-%s", reading.Scope, fileWord(reading.Statistic)), p))
		}
		out.Best = append(out.Best, b)
	}
	return nil
}

// prove files a certificate and returns its name.
func (out *Report) prove(what string, c *certificate.Certificate) string {
	n := 1
	name := func() string {
		if n == 1 {
			return "certificate-" + what + ".json"
		}
		return fmt.Sprintf("certificate-%s-%d.json", what, n)
	}
	for slices.ContainsFunc(out.Certificates, func(x Proof) bool { return x.File == name() }) {
		n++
	}
	own := *c
	own.Case, own.Question.PerDistrict = out.Case, out.PerDistrict
	var b bytes.Buffer
	if err := certificate.Write(&b, &own); err != nil {
		panic(err) // it has only numbers and texts
	}
	sum := sha256.Sum256(b.Bytes())
	out.Certificates = append(out.Certificates, Proof{File: name(), Kind: c.Kind, SHA256: hex.EncodeToString(sum[:]),
		Certificate: &own, Data: b.Bytes()})
	return name()
}

// Exit is what the answer means for a program: feasible, proven impossible, or neither.
func (out *Report) Exit() balance.Status { return out.Status }
