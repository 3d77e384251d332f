package report

import (
	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Solved is the report of a plan that was made, or of a run that made none: what Build says, and per region status,
// numbers of plans, the trade-off and variants.
func Solved(c *districts.Case, m *planning.Made) (*Report, error) {
	p := m.Plan
	if p == nil {
		var err error
		if p, err = districts.New(c, make([]int, len(c.Layer.Units))); err != nil {
			return nil, err
		}
	}
	r := Build(p)
	r.Made, r.Seed, r.Objective = "plan", m.Settings.Seed, m.Objective.Kind.String()
	r.EqualityWeight = m.Objective.EqualityWeight()
	for _, x := range m.Regions {
		r.Regions[x.Region].solved(c, x, m.Settings)
		r.divided(x)
		if x.Doubt != nil {
			r.Regions[x.Region].doubt(x.Doubt)
		}
	}
	if m.None != nil && m.None.Proven {
		r.Verdict = VerdictInfeasible
	}
	return r, nil
}

// Amended is the report of a plan that was amended: what Build says, and what changed.
func Amended(a *planning.Amendment, base string) *Report {
	r := Build(a.Plan)
	r.Made = "amend"
	r.Amendment = &AmendmentInfo{
		Base: base, Status: a.Status.String(), MovedVoters: a.Voters, AtLeast: a.Bound,
		Moved: a.Moves, Placed: a.Placed, Renumbered: a.Renumbered, NewDistricts: a.New,
	}
	for _, n := range a.Carried {
		r.Amendment.Carried = append(r.Amendment.Carried, locale.T("%s", n).InAll())
	}
	for i, x := range a.Regions {
		r.Regions[i].Status, r.Regions[i].Reason, r.Regions[i].ReasonIn = x.Status.String(), x.Reason, inAll(x.Reason)
		r.Regions[i].Stopped, r.Regions[i].Log = x.Stopped.String(), x.Log
		r.Regions[i].doubt(x.Doubt)
	}
	return r
}

// doubt notes what makes the region's answer doubtful, nil for nothing.
func (x *Region) doubt(f *geo.Fault) {
	if x.Doubt, x.DoubtIn = f, nil; f != nil {
		x.DoubtIn = locale.T("%s", f).InAll()
	}
}

// inAll is a text in every language, nil for none.
func inAll(t locale.Text) map[string]string {
	if t.Empty() {
		return nil
	}
	return t.InAll()
}

func (x *Region) solved(c *districts.Case, a planning.Region, s planning.Settings) {
	x.Status, x.Reason, x.Gap = a.Status.String(), a.Reason, round(a.Gap, 6)
	x.Stopped, x.Log = a.Stopped.String(), a.Log
	if a.Status == balance.Feasible && x.Reason.Empty() {
		x.Reason = locale.T("not proven best; what was done: %s", a.Log)
	}
	x.ReasonIn = inAll(x.Reason)
	if a.Status == balance.Optimal || a.Status == balance.Infeasible {
		x.Gap = 0
	}
	if a.Counted {
		n := a.Plans
		x.PlansWithinRule = &n
	}
	if a.Surveyed {
		for i, n := range a.Within {
			x.PlansWithin = append(x.PlansWithin, PlansWithin{float(s.Within[i]), n})
		}
	}
	if a.LeastDeviation != nil {
		b := round(float(a.LeastDeviation), 6)
		x.BestMaxDeviation = &b
	}
	km := func(metres int64) float64 { return round(float64(metres)/1000, 3) }
	for _, f := range a.Pareto {
		chosen := len(a.Variants) > 0 && f.Border == a.Variants[a.Chosen].Border &&
			f.Deviation.Cmp(a.Variants[a.Chosen].Deviation) == 0
		x.Pareto = append(x.Pareto, Point{km(f.Border), round(float(f.Deviation), 6), chosen})
	}
	if s.Variants < 2 {
		return
	}
	for i, v := range a.Variants {
		w := Variant{Rank: i + 1, BorderKm: km(v.Border), MaxDeviation: round(float(v.Deviation), 6)}
		if t := a.Problem.Graph.Total(); t > 0 {
			w.Difference = round(float64(v.Difference)/float64(t), 6)
		}
		w.Districts = make([][]string, c.DistrictCounts()[a.Region])
		for j, district := range v.District {
			w.Districts[district] = append(w.Districts[district], c.Layer.Units[a.Nodes[j]].ID)
		}
		x.Variants = append(x.Variants, w)
	}
}
