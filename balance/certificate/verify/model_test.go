package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestLocksAlone has locks of three units in a row that leave no plan, or that seem to.
func TestLocksAlone(t *testing.T) {
	by := func(fixed [][2]int, together [][]int, finished ...int) *certificate.Certificate {
		return impossible(certificate.Question{Graph: units([]int64{0, 0, 0}), Seats: 3, Fixed: fixed, Together: together,
			Finished: finished}, &certificate.Locks{})
	}
	ab := [][]int{{0, 1}}
	judgeAll(t, []example{
		{"a finished district of nobody", by(nil, nil, 1), ""},
		{"a finished district in two parts", by([][2]int{{0, 1}, {2, 1}}, nil, 1), ""},
		{"a district in two parts", by([][2]int{{0, 1}, {2, 1}}, nil), "do not exclude every plan"},
		{"together and in two districts", by([][2]int{{0, 1}, {1, 2}}, ab), ""},
		{"together, and the second in a district", by([][2]int{{1, 1}}, ab), "do not exclude every plan"},
		{"together, and the first in a finished district", by([][2]int{{0, 1}}, ab, 1), ""},
		{"together in a finished district", by([][2]int{{0, 1}, {1, 1}}, ab, 1), "do not exclude every plan"},
	})
	// Three units and two edges for a finished district; each two of the districts that have units, at most.
	takeAll(t, []taking{
		{"a finished district of nobody", 3 + 2, by(nil, nil, 1)},
		{"two districts", 2 * 2, by([][2]int{{0, 1}, {1, 2}}, ab)},
	})
}

// TestTightLines has districts that a question allows and the others do not: with them nobody could have the rest.
func TestTightLines(t *testing.T) {
	step := certificate.Step{Delta: 1, Pi: []int64{0, 0}, Least: 1}
	three := certificate.Step{Delta: 1, Pi: []int64{0, 0, 0}, Least: 2}
	of := func(value int64, q certificate.Question, steps ...certificate.Step) *certificate.Certificate {
		q.Objective = certificate.Border
		d := &certificate.Duals{Weights: certificate.Border, Scale: 1, Steps: steps}
		for u := range q.Graph.Units {
			d.Order = append(d.Order, u)
		}
		return bounded(value, q, d)
	}
	row := units([]int64{0, 3, 1}, [][3]int64{{0, 1, 1}, {1, 2, 5}}...)
	six := of(6, certificate.Question{Graph: units([]int64{0, 0, 0, 0, 0, 0}), Seats: 6, Upper: certificate.MaxSum},
		certificate.Step{Delta: 1, Pi: make([]int64, 6)})
	judgeAll(t, []example{
		{"all units, and none for the other", inRow(2, 2, 2, 1, nil, step), ""},
		{"all units, as many voters as may be", inRow(2, 2, certificate.MaxSum, 1, nil, step), ""},
		{"nobody, and too many for the other", of(5, certificate.Question{Graph: row, Seats: 2, Upper: 3}, three), ""},
		{"one of two units, and no other district", of(1, certificate.Question{Graph: units([]int64{1, 1}), Seats: 1,
			Lower: 1, Upper: 1}, certificate.Step{Delta: 1, Pi: []int64{0, 0}, Least: 2}), ""},
		{"bounds that do not fit together", six, "there is a plan within the limit 5"},
	})
}

// TestFixedTogether has the second and the third of three units fixed to one district, with a border of 1 between them.
func TestFixedTogether(t *testing.T) {
	q := certificate.Question{Graph: units([]int64{1, 1, 1}, [][3]int64{{0, 1, 5}, {1, 2, 1}}...), Seats: 2, Lower: 1,
		Upper: 2, Objective: certificate.Border, Fixed: [][2]int{{1, 2}, {2, 2}}}
	d := &certificate.Duals{Weights: certificate.Border, Scale: 1, Order: []int{0, 1, 2},
		Steps: []certificate.Step{{Delta: 1, Pi: []int64{0, 0, 0}}}}
	judge(t, bounded(5, q, d), "")
	judge(t, bounded(6, q, d), "there is a plan within the limit 5")
}
