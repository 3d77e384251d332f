package verify_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
)

// inRow asks for districts of up to so many of the units in a row, of one voter each, and borders of 1.
func inRow(n, seats int, upper, value int64, listPi [][]int64, steps ...certificate.Step) *certificate.Certificate {
	d := &certificate.Duals{Weights: certificate.Border, Scale: 1, Steps: steps, ListPi: listPi}
	var voters []int64
	for u := range n {
		d.Order, voters = append(d.Order, u), append(voters, 1)
	}
	return bounded(value, certificate.Question{Graph: units(voters), Seats: seats, Lower: 1, Upper: upper,
		Objective: certificate.Border}, d)
}

// TestDualSteps counts the steps of duals. Three units in a row are three districts for a border of 2, and with a
// border of 1 only the ends can be districts: at a cost of 1 each, two more of which would make 3.
func TestDualSteps(t *testing.T) {
	costs := certificate.Step{Delta: 1, Pi: []int64{0, 0, 0}, Least: 1}
	nothing := certificate.Step{Delta: 1, Pi: []int64{1, 1, 1}} // is what an end costs, and all three may cost -1
	// 1, 2 and 2 masks of what is to come; 1, 2 and 2 states; the nodes of these, of which four have a cell.
	const table = (1 + 2 + 2) + (1 + 2 + 2) + (1 + 2 + 2) + 4
	half := certificate.Question{Graph: units([]int64{1, 1}), Seats: 2, Lower: 1, Upper: 1, Objective: certificate.Border,
		Fixed: [][2]int{{0, 1}}, Finished: []int{1}}
	takeAll(t, []taking{
		{"none left for a second step", table, inRow(3, 3, 1, 2, nil, costs, costs)},
		{"none left for a second step, at no cost", table, inRow(3, 3, 1, 2, nil, nothing, nothing)},
		{"none left for the list", table + 1, inRow(3, 3, 1, 2, [][]int64{{0, 0, 0}}, costs)},
		{"none left for a plan", table + 1 + 1, inRow(3, 3, 1, 2, nil, costs)},
		// Two units and an edge, and one district that units are fixed to.
		{"a border of what is finished", 2 + 1 + 1, bounded(1, half,
			&certificate.Duals{Weights: certificate.Border, Scale: 1})},
	})
}

// TestDualStepLines has duals that leave some districts and not others.
func TestDualStepLines(t *testing.T) {
	two := func(steps ...certificate.Step) *certificate.Certificate { return inRow(2, 2, 1, 2, nil, steps...) }
	step := func(least int64, pi ...int64) certificate.Step {
		return certificate.Step{Delta: 1, Pi: pi, Least: least}
	}
	one := func(voters, upper int64) *certificate.Certificate {
		q := certificate.Question{Graph: units([]int64{voters}), Seats: 1, Upper: upper}
		return impossible(q, &certificate.Duals{Weights: certificate.Border, Scale: 1, Order: []int{0}})
	}
	judgeAll(t, []example{
		{"as much as there is for each", two(step(1, 0, 0)), "there is a plan within the limit 1"},
		{"a least that is too high", two(step(0, 1, 2)), "units [1] make a district with −1"},
		{"a least of the second step that is too high", two(step(0, 1, 1), step(1, 1, 1)), "said to be 1"},
		{"a region of the first unit and no steps", one(1, 1), "no duals to refute them"},
		// Of four units in a row a district with a border of 1 is at an end. That of the second alone would cost -3.
		{"a district of too long a border", inRow(4, 3, 2, 2, nil, step(1, -10, 5, 0, 0)), ""},
	})
}

// TestLargeTable rounds to single voters where there are many: neither accepted nor refused.
func TestLargeTable(t *testing.T) {
	const many = 200_000_000
	q := certificate.Question{Graph: units([]int64{many, 1, 1}), Seats: 2, Lower: 1, Upper: many + 1}
	_, err := verify.Certificate(t.Context(), impossible(q, &certificate.Duals{Weights: certificate.Border, Scale: 1,
		Order: []int{0, 1, 2}, Steps: []certificate.Step{{Delta: 1, Pi: []int64{0, 0, 0}}}}))
	require.ErrorAs(t, err, new(*verify.Unfinished))
	require.ErrorContains(t, err, "a table of over")
}
