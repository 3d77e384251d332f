package page

import (
	"cmp"
	"slices"

	"github.com/okrug/okrug/districts"
)

// mostUnits is how many units the page lists in each language.
const mostUnits = 2000

// largest are the units of a district that are listed, in the layer's order: all, or, where the country has too many,
// those with most voters, as many of each district.
func (c *composer) largest(d districts.District) []int {
	units := c.plan.Layer.Units
	most := max(1, mostUnits/len(c.plan.Districts))
	if len(units) <= mostUnits || len(d.Units) <= most {
		return d.Units
	}
	list := slices.Clone(d.Units)
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(units[b].Voters, units[a].Voters) })
	list = list[:most]
	slices.Sort(list)
	return list
}
