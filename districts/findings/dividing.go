package findings

import (
	"context"
	"math/big"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/planning"
)

// Dividing says of a region how much it helps that some of its units may be divided into finer ones.
type Dividing struct {
	Region    string         `json:"region_id"`
	Divisible int            `json:"divisible_units"`
	Whole     balance.Status `json:"whole"`   // whether there is a plan of whole units
	Divided   balance.Status `json:"divided"` // whether there is one with finer units
	// Fewest is how many units the plan with the fewest divided ones divides, nil where none was looked for or found;
	// Proven says that none divides fewer.
	Fewest *int `json:"fewest_divided"`
	Proven bool `json:"fewest_proven,omitempty"`
	// LeastWhole and LeastDivided are the least values that the rule's measure can have, where these were asked for.
	LeastWhole   *float64 `json:"least_whole,omitempty"`
	LeastDivided *float64 `json:"least_divided,omitempty"`

	leastWhole, leastDivided *big.Rat
}

// dividing asks again for whole units, where units may be divided, and for the fewest to divide where that is
// impossible.
func (out *Report) dividing(ctx context.Context, d *districts.Case, ask Ask) error {
	whole, err := d.Whole(ctx)
	if whole == nil || err != nil {
		return err
	}
	again := Ask{Settings: ask.Settings, Best: ask.Best}
	w, err := answers(ctx, whole, again)
	if err != nil {
		return err
	}
	out.Whole, out.WholeCase = w, whole
	divisible := map[string]map[string]bool{}
	for _, u := range d.Layer.Units {
		if p := u.Parents; len(p) > 0 && p[len(p)-1] != "" {
			if divisible[u.RegionID] == nil {
				divisible[u.RegionID] = map[string]bool{}
			}
			divisible[u.RegionID][p[len(p)-1]] = true
		}
	}
	for i, r := range out.Regions {
		x := Dividing{Region: r.ID, Divisible: len(divisible[r.ID]), Whole: w.Regions[i].Status, Divided: r.Status}
		if r.Seats <= d.PerDistrict() {
			continue
		}
		x.leastWhole, x.LeastWhole = w.least(r.ID)
		x.leastDivided, x.LeastDivided = out.least(r.ID)
		if x.Whole == balance.Infeasible && r.Status == balance.Feasible {
			if err := out.fewest(ctx, d, ask, &x); err != nil {
				return err
			}
		}
		out.Dividing = append(out.Dividing, x)
	}
	return nil
}

// fewest finds how many units must be divided.
func (out *Report) fewest(ctx context.Context, d *districts.Case, ask Ask, x *Dividing) error {
	s := planning.Settings{Region: x.Region}
	s.Seed, s.MemoryLimit, s.Time = ask.Seed, ask.MemoryLimit, ask.Time
	made, err := planning.Make(ctx, d, s)
	if err != nil || len(made.Regions) == 0 {
		return err
	}
	if splits := made.Regions[0].Splits; len(splits) > 0 {
		n := splits[len(splits)-1]
		// It is asked where no plan is of whole units, so that one divided unit is the fewest there can be.
		x.Fewest, x.Proven = &n, n == 1 || made.Regions[0].Status == balance.Optimal && len(splits) == 1
	}
	return nil
}

// least is the least value of the rule's measure in a region, nil where it was not asked for.
func (out *Report) least(region string) (*big.Rat, *float64) {
	for _, b := range out.Best {
		if b.Statistic != out.Rule.Statistic || b.Scope != rule.Region {
			continue
		}
		for _, r := range b.Regions {
			if r.ID == region {
				return r.value, r.Value
			}
		}
	}
	return nil, nil
}

// dividing lists what dividing units helps, in words.
func (m *page) dividing() []document.Block {
	if len(m.out.Dividing) == 0 {
		return nil
	}
	t := m.table(m.say("dividing"), m.say("head.dividing"))
	for _, x := range m.out.Dividing {
		divided, least := m.status(x.Divided), m.value(m.out.Rule.Statistic.String(), x.leastDivided)
		if x.Divisible == 0 {
			divided, least = "—", "—" // what is found is of whole units
		}
		t.Rows = append(t.Rows, document.Row{Bad: x.Divided == balance.Infeasible, Cells: cells(
			m.out.region(x.Region, m.lang), m.count(int64(x.Divisible)), m.status(x.Whole), divided, m.fewest(x),
			m.value(m.out.Rule.Statistic.String(), x.leastWhole), least)})
	}
	return []document.Block{text(m.say("dividing.lead")), t}
}

// fewest is how many units must be divided, in words.
func (m *page) fewest(x Dividing) string {
	switch {
	case x.Fewest != nil && x.Proven:
		return m.count(int64(*x.Fewest))
	case x.Fewest != nil:
		return m.say("dividing.unproven", *x.Fewest)
	case x.Whole == balance.Feasible:
		return m.count(0)
	}
	return "—"
}

// dividingLines are the regions where whole units do not make a plan, a line each.
func (m *page) dividingLines() (lines []string) {
	for _, x := range m.out.Dividing {
		if x.Whole != balance.Feasible {
			region := m.out.region(x.Region, m.lang)
			if x.Divisible == 0 {
				lines = append(lines, m.say("dividing.nothing", region, m.status(x.Whole)))
				continue
			}
			lines = append(lines, m.say("dividing.line", region, m.status(x.Whole), m.status(x.Divided), m.fewest(x)))
		}
	}
	return lines
}
