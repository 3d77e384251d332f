package districts

import (
	"slices"

	"github.com/okrug/okrug/districts/planfile"
)

// Numbers are the districts' numbers, by the ids of their units.
func (p *Plan) Numbers() map[string]int {
	numbers := make(map[string]int, len(p.Of))
	for u, d := range p.Of {
		if d != Unassigned {
			numbers[p.Layer.Units[u].ID] = p.Districts[d].Number
		}
	}
	return numbers
}

// Assignment is the plan as CSV, unit_id,district, one line per unit in the layer's order; a unit without a district
// has an empty field, and one that the plan's source gives to several districts a line for each.
func (p *Plan) Assignment() []byte {
	data, _ := p.AssignmentAs(planfile.Okrug) // which can say all that a plan is
	return data
}

// AssignmentAs is the plan in a form that programs exchange. An error says what of it that form cannot say.
func (p *Plan) AssignmentAs(d planfile.Dialect) ([]byte, error) {
	a := planfile.Assigned{Of: make([][]int, len(p.Of)), Districts: p.AllDistricts()}
	if p.Scenario != nil {
		a.Place = p.Scenario.ID
	}
	for u, x := range p.Layer.Units {
		a.IDs = append(a.IDs, x.ID)
		if d := p.Of[u]; d != Unassigned {
			a.Of[u] = []int{p.Districts[d].Number}
		}
		for _, other := range p.Duplicates[x.ID] {
			if !slices.Contains(a.Of[u], other) {
				a.Of[u] = append(a.Of[u], other)
			}
		}
	}
	return planfile.Write(d, a)
}
