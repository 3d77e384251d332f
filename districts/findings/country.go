// Package findings puts the question of feasibility for a scenario: it makes the country that package feasibility
// divides, asks what is wanted, and writes the answer with its certificates, its words and its plots.
package findings

import (
	"github.com/okrug/okrug/balance/feasibility"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
)

// countryOf is the layer as package feasibility divides it, with the numbers that the rule counts. It is an error if
// the units have no such column.
func countryOf(l *geo.Layer, seats []int, r rule.Rule) (*feasibility.Country, error) {
	g, err := districts.Graph(l, r.BaseName())
	if err != nil {
		return nil, err
	}
	c := &feasibility.Country{Graph: g, Of: districts.RegionOf(l), Seats: seats}
	for _, reg := range l.Regions {
		c.Regions = append(c.Regions, reg.ID)
	}
	return c, c.Check()
}
