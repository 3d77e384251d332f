package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestDualsLines has duals of two units that touch by a border of 1: each is a district of reduced cost 0, and two of
// them a plan of value 1.
func TestDualsLines(t *testing.T) {
	q := certificate.Question{Graph: units([]int64{1, 1}), Seats: 2, Lower: 1, Upper: 1, Objective: certificate.Border}
	duals := func(value int64, change func(d *certificate.Duals)) *certificate.Certificate {
		d := &certificate.Duals{Weights: certificate.Border, Scale: 1, Order: []int{0, 1},
			Steps: []certificate.Step{{Delta: 1, Pi: []int64{1, 1}}}}
		if change != nil {
			change(d)
		}
		return bounded(value, q, d)
	}
	step := func(s certificate.Step) *certificate.Certificate {
		return duals(2, func(d *certificate.Duals) { d.Steps[0] = s })
	}
	finished := q
	finished.Objective, finished.Fixed, finished.Finished = "", [][2]int{{0, 1}, {1, 2}}, []int{1, 2}
	left := certificate.Question{Graph: q.Graph, Seats: 1, Lower: 1, Upper: 1, Fixed: [][2]int{{0, 1}}, Finished: []int{1}}
	none := &certificate.Duals{Weights: certificate.Border, Scale: 1}
	lock := func(lower, upper int64) *certificate.Certificate {
		return impossible(certificate.Question{Graph: units([]int64{5, 4}), Seats: 2, Lower: lower, Upper: upper,
			Fixed: [][2]int{{0, 1}}, Finished: []int{1}}, &certificate.Locks{})
	}
	order := func(o ...int) *certificate.Certificate {
		return duals(2, func(d *certificate.Duals) { d.Order = o })
	}
	torn := q
	torn.Objective, torn.Fixed, torn.Together = "", [][2]int{{0, 1}, {1, 2}}, [][]int{{0, 1}}
	half := q // the finished district alone has a border of 1
	half.Fixed, half.Finished = [][2]int{{0, 1}}, []int{1}
	crowded := q
	crowded.Objective, crowded.Lower, crowded.Seats = "", 0, 3
	small := func(delta int64) *certificate.Certificate { // no district has the 2 voters that it needs
		return impossible(certificate.Question{Graph: units([]int64{1}), Seats: 1, Lower: 2, Upper: 2}, &certificate.Duals{
			Weights: certificate.Border, Scale: 1, Order: []int{0}, Steps: []certificate.Step{{Delta: delta, Pi: []int64{0}}}})
	}
	// Fixed to two districts, a and b are not together, though a border of 1 would do for them.
	locks := func(value int64, change func(q *certificate.Question)) *certificate.Certificate {
		q := certificate.Question{Graph: units([]int64{1, 1, 1}, [][3]int64{{0, 1, 5}, {1, 2, 1}}...), Seats: 2, Lower: 1,
			Upper:     2,
			Objective: certificate.Border}
		change(&q)
		return bounded(value, q, &certificate.Duals{Weights: certificate.Border, Scale: 1, Order: []int{0, 1, 2},
			Steps: []certificate.Step{{Delta: 1, Pi: []int64{0, 0, 0}}}})
	}
	apart := func(q *certificate.Question) { q.Fixed = [][2]int{{0, 1}, {1, 2}} }
	together := func(q *certificate.Question) { q.Together = [][]int{{1, 2}} }
	chain := func(q *certificate.Question) { q.Fixed, q.Together = [][2]int{{0, 2}}, [][]int{{0, 1}} }
	free := func(*certificate.Question) {}
	const most = certificate.MaxDuals
	judgeAll(t, []example{
		{"without locks", locks(2, free), "there is a plan within the limit 1"},
		{"apart", locks(5, apart), ""},
		{"apart, one more", locks(6, apart), "there is a plan within the limit 5"},
		{"together", locks(5, together), ""},
		{"together, one more", locks(6, together), "there is a plan within the limit 5"},
		{"a group of a fixed unit", locks(1, chain), ""},
		{"a group of a fixed unit, one more", locks(2, chain), "there is a plan within the limit 1"},
		{"no graph", impossible(certificate.Question{Seats: 1, Upper: 1}, none), "nothing to divide"},
		{"contradicting locks", impossible(torn, none), ""},
		{"a border of what is finished", bounded(1, half, none), ""},
		{"a longer border than of what is finished", bounded(2, half, none), "the order misses unit 1"},
		{"a finished unit in the order", bounded(2, half, &certificate.Duals{Weights: certificate.Border, Scale: 1,
			Order: []int{0, 1}}), "2 units and not 1"},
		{"fewer units than seats", impossible(crowded, none), ""},
		{"no regions and no steps", bounded(1, certificate.Question{Graph: units([]int64{1, 1, 1}), Seats: 3, Lower: 1,
			Upper:     1,
			Objective: certificate.Border}, &certificate.Duals{Weights: certificate.Border, Scale: 1, Order: []int{0, 1, 2}}),
			""},
		{"regions and no steps", duals(2, func(d *certificate.Duals) { d.Steps = nil }), "no duals to refute them"},
		{"an order to the next unit", order(0, 2), "names unit 2"},
		{"an order from the last unit", order(-1, 0), "names unit -1"},
		{"the widest rounding", small(certificate.MaxSum), ""},
		{"a wider rounding", small(certificate.MaxSum + 1), "delta is"},
		{"a least at the upper limit", step(certificate.Step{Delta: 1, Pi: []int64{1, 1}, Least: most / 2}), "said to be"},
		{"the value", duals(1, nil), ""},
		{"one more", duals(2, nil), "there is a plan within the limit 1"},
		{"a least one too high", step(certificate.Step{Delta: 1, Pi: []int64{1, 1}, Least: 1}), "said to be 1"},
		{"a least of less", step(certificate.Step{Delta: 1, Pi: []int64{1, 1}, Least: -1}),
			"there is a plan within the limit"},
		{"a least at the limit", step(certificate.Step{Delta: 1, Pi: []int64{1, 1}, Least: -most / 2}), "there is a plan"},
		{"a least beyond it", step(certificate.Step{Delta: 1, Pi: []int64{1, 1}, Least: -most/2 - 1}), "out of range"},
		{"a least beyond all", step(certificate.Step{Delta: 1, Pi: []int64{1, 1}, Least: most/2 + 1}), "out of range"},
		{"duals at the limit", step(certificate.Step{Delta: 1, Pi: []int64{most, 0}, Least: -most / 2}), "said to be"},
		{"duals beyond it", step(certificate.Step{Delta: 1, Pi: []int64{most, 1}}), "too large together"},
		{"duals below it", step(certificate.Step{Delta: 1, Pi: []int64{-most, -1}}), "too large together"},
		{"a dual beyond it", step(certificate.Step{Delta: 1, Pi: []int64{most + 1, 0}}), "is too large"},
		{"a dual below it", step(certificate.Step{Delta: 1, Pi: []int64{-most - 1, 0}}), "is too large"},
		{"duals of the list beyond it", duals(2, func(d *certificate.Duals) { d.ListPi = [][]int64{{most, 1}} }),
			"too large together"},
		{"duals of the list", duals(2, func(d *certificate.Duals) { d.ListPi = [][]int64{{1, 1}} }), "there is a plan"},
		{"duals of the list for fewer units", duals(2, func(d *certificate.Duals) { d.ListPi = [][]int64{{1}} }),
			"for 1 unit of 2"},
		{"a rounding at the limit", step(certificate.Step{Delta: certificate.MaxSum / 2, Pi: []int64{1, 1}}),
			"there is a plan"},
		{"a rounding beyond it", step(certificate.Step{Delta: certificate.MaxSum/2 + 1, Pi: []int64{1, 1}}), "delta is"},
		{"a scale at the limit", duals(2, func(d *certificate.Duals) { d.Scale = most }), "there is a plan"},
		{"a scale beyond it", duals(2, func(d *certificate.Duals) { d.Scale = most + 1 }), "scale"},
		{"all districts finished", impossible(finished, none), "all districts are finished"},
		{"all districts finished, and a unit left", impossible(left, none), ""},
		{"all districts finished, and a unit left, by locks", impossible(left, &certificate.Locks{}), ""},

		{"finished at its bounds", lock(5, 5), "do not exclude every plan"},
		{"finished a voter under", lock(6, 6), ""},
		{"finished a voter over", lock(4, 4), ""},
	})
}
