package districts

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/albers"
)

// Projection is that of maps of the whole area: the one that the scenario names, since maps of a country are usually in
// one, or else one that fits the area.
func (c *Case) Projection(area []orb.MultiPolygon) albers.Projection {
	if c.Scenario != nil && c.Scenario.Map != nil && len(c.Scenario.Map.Parallels) == 2 {
		m := c.Scenario.Map
		return albers.New(m.Meridian, m.Parallels[0], m.Parallels[1])
	}
	return albers.Fit(area)
}
