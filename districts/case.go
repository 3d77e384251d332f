package districts

import (
	"context"

	"github.com/okrug/okrug/balance/apportion"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
)

// Case is a scenario made ready: its inputs read and checked, its rule and seats decided. Every plan is made from one
// and judged by it, by the library and the command alike.
type Case struct {
	Scenario *scenario.Scenario // nil for a case that was put together from its parts
	Layer    *geo.Layer
	Notes    []geo.Fault // faults of the inputs too small to matter
	Rule     rule.Rule   // the rule that binds
	// Seats are those of every region of the layer; PerDistrict of them make a district.
	Seats []int
	// Apportionment is how the regions got their districts; nil where the scenario fixes them.
	Apportionment *apportion.Result
}

// Open reads and checks everything that a scenario names. Errors are the inputs' faults. Progress, where not nil, is
// told what is being read.
func Open(ctx context.Context, s *scenario.Scenario, progress func(stage locale.Text, features int)) (*Case, error) {
	c := &Case{Scenario: s}
	var err error
	if c.Rule, err = s.BindingRule(); err != nil {
		return nil, err
	}
	if c.Layer, c.Notes, err = s.Layer(ctx, progress); err != nil {
		return nil, err
	}
	if c.Seats, c.Apportionment, err = s.Apportion(c.Layer); err != nil {
		return nil, err
	}
	if err = s.ReadRest(); err != nil {
		return nil, err
	}
	return c, nil
}

// Whole is the case without finer units: every unit whole. It is nil where there are no finer units, or where the
// voters are those of a file, which has the finer units' alone.
func (c *Case) Whole(ctx context.Context) (*Case, error) {
	if c.Scenario == nil || len(c.Scenario.Finer) == 0 {
		return nil, nil
	}
	var elsewhere []byte
	if len(c.Layer.Elsewhere) > 0 {
		elsewhere = c.Layer.ElsewhereAs(func(u geo.Unit) string {
			if n := len(u.Parents); n > 0 && u.Parents[n-1] != "" {
				return u.Parents[n-1] // the unit that it is part of
			}
			return u.ID
		})
	}
	s := c.Scenario.Undivided(elsewhere)
	if s == nil {
		return nil, nil
	}
	return Open(ctx, s, nil)
}

// AllSeats is the number of seats of all regions.
func (c *Case) AllSeats() (n int) {
	for _, s := range c.Seats {
		n += s
	}
	return n
}

// PerDistrict is how many seats every district has. What rules, solvers and proofs call seats are districts then: they
// ask how voters are shared among places of one size, and a share of the voters per seat is the same share of those per
// district.
func (c *Case) PerDistrict() int {
	if c.Scenario == nil {
		return 1
	}
	return c.Scenario.PerDistrict()
}

// DistrictCounts are how many districts every region is divided into.
func (c *Case) DistrictCounts() []int {
	n := make([]int, len(c.Seats))
	for r, s := range c.Seats {
		n[r] = s / c.PerDistrict()
	}
	return n
}

// AllDistricts is how many districts all regions are divided into.
func (c *Case) AllDistricts() int { return c.AllSeats() / c.PerDistrict() }

// RuleSentence says in a language what the rule asks of the case's districts.
func (c *Case) RuleSentence(lang string) string {
	text := c.Rule.Sentence(lang)
	if n := c.PerDistrict(); n > 1 && c.Rule.Binds() {
		text += " " + locale.Of(lang).Say("rule.several", n)
	}
	return text
}

// RegionName is a region's name in a language of the scenario, or else its id.
func (c *Case) RegionName(r int, lang string) string {
	return c.Layer.Regions[r].Names.Among(lang, c.languages()...)
}

func (c *Case) languages() []string {
	if c.Scenario != nil && len(c.Scenario.Languages) > 0 {
		return c.Scenario.Languages
	}
	return []string{"en"}
}

func (c *Case) parentLevels() []string {
	if c.Scenario == nil {
		return nil
	}
	return c.Scenario.Levels()
}

// country is the layer as rules look at it. Areas, on the ellipsoid, are worked out where some rule has an exception
// that looks at them.
func (c *Case) country(rules ...rule.Rule) *rule.Country {
	areas := false
	for _, r := range rules {
		areas = areas || r.LooksAtAreas()
	}
	out := &rule.Country{Seats: c.DistrictCounts(), Units: make([]rule.Unit, len(c.Layer.Units))}
	for _, r := range c.Layer.Regions {
		out.Regions = append(out.Regions, r.ID)
	}
	regionOf := RegionOf(c.Layer)
	columns := map[string]bool{}
	for _, x := range c.Layer.Units {
		for name := range x.Columns {
			columns[name] = true
		}
	}
	for u, x := range c.Layer.Units {
		own := x.Columns
		if len(own) < len(columns) { // what is left empty counts nothing, in every district alike
			own = map[string]int64{}
			for name := range columns {
				own[name] = x.Columns[name]
			}
		}
		out.Units[u] = rule.Unit{Region: regionOf[u], Voters: x.Voters, Columns: own}
		if areas && c.Layer.Topology != nil {
			out.Units[u].AreaKM2 = measure.Area(c.Layer.Topology.Face(u)) / 1e6
		}
	}
	return out
}

// Questions are what the binding rule asks of every region. A rule over areas that are neither regions nor the nation
// is a *rule.ScopeError.
func (c *Case) Questions() (*rule.Questions, error) { return rule.Ask(c.Rule, c.country(c.Rule)) }
