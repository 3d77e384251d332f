package districts

import (
	"cmp"
	"slices"
)

// MostSettlements is how many of a district's settlements are named beside its figures.
const MostSettlements = 5

// Settlements are the settlements that are units of a district, most voters first, then in the layer's order; nil where
// its units are others.
func (p *Plan) Settlements(d District) []int {
	var all []int
	for _, u := range d.Units {
		if p.Layer.Units[u].Place != nil {
			all = append(all, u)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.Layer.Units[b].Voters, p.Layer.Units[a].Voters), cmp.Compare(a, b))
	})
	return all
}

// LargestSettlements are the first of its settlements, up to MostSettlements.
func (p *Plan) LargestSettlements(d District) []int {
	all := p.Settlements(d)
	return all[:min(len(all), MostSettlements)]
}

// settlementNames are the names of the largest settlements of a district.
func (p *Plan) settlementNames(d District, lang string) []string {
	var list []string
	for _, u := range p.LargestSettlements(d) {
		list = append(list, p.Layer.Units[u].Names.Among(lang, p.languages()...))
	}
	return list
}

// SeatTowns are the settlements in which the administration of a region sits, or that are a region themselves, by their
// indexes.
func (p *Plan) SeatTowns() map[int]bool {
	regions, seats := map[string]bool{}, map[int]bool{}
	for _, r := range p.Layer.Regions {
		regions[r.ID] = true
	}
	for i, place := range p.Layer.Places {
		if place.Covers != "" || slices.ContainsFunc(place.SeatOf, func(id string) bool { return regions[id] }) {
			seats[i] = true
		}
	}
	return seats
}
