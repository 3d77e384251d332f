package compare

import (
	"math"
	"slices"

	"github.com/okrug/okrug/districts"
)

// District is what is measured of one district of a plan.
type District struct {
	Number int `json:"number"`
	// Unfinished says that its region has units whose district the plan does not know, so that the figures may lack some.
	Unfinished   bool    `json:"unfinished"`
	Units        int     `json:"units"`
	Voters       int64   `json:"voters"`
	Deviation    float64 `json:"deviation"` // signed fraction of the quota
	AreaKM2      float64 `json:"area_km2"`
	PerimeterKM  float64 `json:"perimeter_km"`
	PolsbyPopper float64 `json:"polsby_popper"`
}

// Summary is what is measured of a whole plan.
type Summary struct {
	Districts int `json:"districts"`
	// PerDistrict is how many seats every district has, where they are several.
	PerDistrict int `json:"seats_per_district,omitempty"`
	// MaxDeviation is the largest absolute one of the districts in regions that both plans have finished.
	MaxDeviation float64 `json:"max_deviation"`
	// BorderKM is the length of the common borders of units in different districts; borders of units that have no district
	// in one of the plans, or stand in one alone, are left out of both, so that the two can be compared.
	BorderKM float64 `json:"border_km"`
	CutEdges int     `json:"cut_edges"` // the number of those borders, links included
	// PolsbyPopper is the mean over the districts.
	PolsbyPopper float64 `json:"mean_polsby_popper"`
	// Splits is, per level of parents, how many lie in two districts or more.
	Splits []int `json:"parents_divided"`
	// Broken are the ids of the checks that the plan breaks.
	Broken []string `json:"checks_broken"`
	// Checks are all, for those who say who asks for what is broken.
	Checks []districts.Check `json:"-"`
}

func (c *Comparison) measure() {
	openA, openB := unfinished(c.a), unfinished(c.b)
	for i := range c.Pairs {
		p := &c.Pairs[i]
		if p.Old >= 0 {
			p.A = measured(c.a, c.a.Districts[p.Old], openA)
		}
		if p.New >= 0 {
			p.B = measured(c.b, c.b.Districts[p.New], openB)
		}
	}
	c.A, c.B = c.summary(c.a, true), c.summary(c.b, false)
}

// unfinished lists the regions with units without a district; -1 stands for any.
func unfinished(p *districts.Plan) map[int]bool {
	open := map[int]bool{}
	for u, r := range districts.RegionOf(p.Layer) {
		if p.Of[u] == districts.Unassigned {
			open[r], open[-1] = true, true
		}
	}
	return open
}

func measured(p *districts.Plan, d districts.District, open map[int]bool) *District {
	m := p.Measure(d)
	deviation, _ := d.Deviation().Float64()
	return &District{Number: d.Number, Unfinished: open[d.Region], Units: len(d.Units), Voters: d.Voters,
		Deviation: round(deviation, 6),
		AreaKM2:   round(m.Area/1e6, 3), PerimeterKM: round(m.Perimeter/1e3, 3), PolsbyPopper: round(m.PolsbyPopper, 6)}
}

func round(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}

func (c *Comparison) summary(p *districts.Plan, first bool) Summary {
	s := Summary{Districts: len(p.Districts), Splits: []int{}, Broken: []string{}}
	if n := p.PerDistrict(); n > 1 {
		s.PerDistrict = n
	}
	var shape float64
	open := c.openInEither()
	for i := range c.Pairs {
		d, at := c.Pairs[i].B, c.Pairs[i].New
		if first {
			d, at = c.Pairs[i].A, c.Pairs[i].Old
		}
		if d != nil {
			if !slices.ContainsFunc(p.Districts[at].Units, func(u int) bool { return open[p.Layer.Units[u].RegionID] }) {
				s.MaxDeviation = max(s.MaxDeviation, math.Abs(d.Deviation))
			}
			shape += d.PolsbyPopper
		}
	}
	if s.Districts > 0 {
		s.PolsbyPopper = round(shape/float64(s.Districts), 6)
	}
	var metres float64
	both := c.inBoth(p)
	for _, b := range p.Layer.Borders {
		if p.Of[b.A] != p.Of[b.B] && both[b.A] && both[b.B] {
			s.CutEdges++
			metres += b.Metres
		}
	}
	s.BorderKM = round(metres/1e3, 3)
	if p.Scenario != nil {
		for level := range p.Scenario.Levels() {
			s.Splits = append(s.Splits, divided(p, level))
		}
	}
	s.Checks = p.Checks()
	for _, check := range s.Checks {
		if check.State == districts.Fail {
			s.Broken = append(s.Broken, check.ID)
		}
	}
	return s
}

// openInEither are the ids of the regions with units that have no district in one of the plans.
func (c *Comparison) openInEither() map[string]bool {
	open := map[string]bool{}
	for _, p := range []*districts.Plan{c.a, c.b} {
		for u, x := range p.Layer.Units {
			if p.Of[u] == districts.Unassigned {
				open[x.RegionID] = true
			}
		}
	}
	return open
}

// inBoth says of each unit of one of the plans whether it has a district in both.
func (c *Comparison) inBoth(p *districts.Plan) []bool {
	has := func(p *districts.Plan) map[string]bool {
		ids := make(map[string]bool, len(p.Layer.Units))
		for u, x := range p.Layer.Units {
			if p.Of[u] != districts.Unassigned {
				ids[x.ID] = true
			}
		}
		return ids
	}
	inA, inB := has(c.a), has(c.b)
	both := make([]bool, len(p.Layer.Units))
	for u, x := range p.Layer.Units {
		both[u] = inA[x.ID] && inB[x.ID]
	}
	return both
}

// divided counts the parents of a level with units in two districts or more.
func divided(p *districts.Plan, level int) (n int) {
	first, split := map[string]int{}, map[string]bool{}
	for u, unit := range p.Layer.Units {
		if p.Of[u] == districts.Unassigned || level >= len(unit.Parents) || unit.Parents[level] == "" {
			continue
		}
		key := unit.RegionID + "\x00" + unit.Parents[level]
		if d, ok := first[key]; !ok {
			first[key] = p.Of[u]
		} else if d != p.Of[u] && !split[key] {
			split[key] = true
			n++
		}
	}
	return n
}
