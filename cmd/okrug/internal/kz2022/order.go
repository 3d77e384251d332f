package kz2022

import (
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// citiesFirst are the capital and the cities of republican significance in the order in which the districts of 2022
// were numbered; the regions follow.
var citiesFirst = []string{"KZ-71", "KZ-75", "KZ-79"}

// numberingOrder returns the ids of the regions in the order in which their districts are numbered: the three cities,
// then the regions by the Kazakh alphabet.
func numberingOrder(regions []sourceRegion) []string {
	var rest []sourceRegion
	for _, r := range regions {
		if !slices.Contains(citiesFirst, r.id) {
			rest = append(rest, r)
		}
	}
	c := locale.Of("kk").Collator()
	slices.SortFunc(rest, func(a, b sourceRegion) int {
		if d := c.CompareString(a.names.kk, b.names.kk); d != 0 {
			return d
		}
		return strings.Compare(a.id, b.id)
	})
	order := slices.Clone(citiesFirst)
	for _, r := range rest {
		order = append(order, r.id)
	}
	return order
}
