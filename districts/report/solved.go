package report

import (
	"strings"

	"okrug/balance"
	"okrug/districts"
	"okrug/districts/draw"
)

// Solved adds what the drawing found to the report: per region status, numbers of plans, the trade-off and variants. With a
// plan that does not exist Build has nothing to say; use NoPlan.
func (r *Report) Solved(d districts.Draft, regions []draw.Region, s draw.Settings) {
	r.Made, r.Seed, r.Objective = "plan", s.Seed, s.Objective.String()
	for _, x := range regions {
		r.Regions[x.Region].solved(d, x, s)
		r.divided(x)
	}
}

// NoPlan is the report of a run that found no plan.
func NoPlan(d districts.Draft, regions []draw.Region, s draw.Settings) (*Report, error) {
	d.District = make([]int, len(d.Layer.Units))
	p, err := districts.New(d)
	if err != nil {
		return nil, err
	}
	r := Build(p, nil)
	r.Solved(d, regions, s)
	for _, x := range regions {
		if x.Status == balance.Infeasible {
			r.Verdict = VerdictInfeasible
		}
	}
	return r, nil
}

func (x *Region) solved(d districts.Draft, a draw.Region, s draw.Settings) {
	x.Status, x.Reason, x.Gap = a.Status.String(), a.Reason, Round(a.Gap, 6)
	x.Ended, x.Tried = a.Ended.String(), a.Tried
	if a.Status == balance.Feasible && x.Reason == "" {
		x.Reason = "not proven best; what was done: " + strings.Join(a.Tried, "; ")
	}
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
		b := Round(float(a.LeastDeviation), 6)
		x.BestMaxDeviation = &b
	}
	km := func(metres int64) float64 { return Round(float64(metres)/1000, 3) }
	for _, f := range a.Front {
		chosen := len(a.Variants) > 0 && f.Border == a.Variants[0].Border && f.Deviation.Cmp(a.Variants[0].Deviation) == 0
		x.Front = append(x.Front, Point{km(f.Border), Round(float(f.Deviation), 6), chosen})
	}
	if s.Variants < 2 {
		return
	}
	for i, v := range a.Variants {
		w := Variant{Rank: i + 1, BorderKm: km(v.Border), MaxDeviation: Round(float(v.Deviation), 6)}
		if t := a.Problem.Graph.Total(); t > 0 {
			w.Difference = Round(float64(v.Difference)/float64(t), 6)
		}
		w.Districts = make([][]string, d.Seats[a.Region])
		for j, district := range v.District {
			w.Districts[district] = append(w.Districts[district], d.Layer.Units[a.Nodes[j]].ID)
		}
		x.Variants = append(x.Variants, w)
	}
}
