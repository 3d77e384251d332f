package districts

import (
	"bytes"
	"encoding/csv"
	"strconv"
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
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	// A bytes.Buffer does not fail, so neither does the writer.
	_ = w.Write([]string{"unit_id", "district"})
	for u, x := range p.Layer.Units {
		number := ""
		if d := p.Of[u]; d != Unassigned {
			number = strconv.Itoa(p.Districts[d].Number)
		}
		_ = w.Write([]string{x.ID, number})
		for _, other := range p.Duplicates[x.ID] {
			if again := strconv.Itoa(other); again != number {
				_ = w.Write([]string{x.ID, again})
			}
		}
	}
	w.Flush()
	return b.Bytes()
}
