package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestWeightLines cuts one edge, of the length 5.
func TestWeightLines(t *testing.T) {
	cut := func(o certificate.Objective, value int64) *certificate.Certificate {
		q := certificate.Question{Graph: units([]int64{1, 1}, [3]int64{0, 1, 5}), Seats: 2, Lower: 1, Upper: 1, Objective: o}
		return certificate.New(q, certificate.Claim{Status: certificate.Optimal, Value: value}, []int{1, 2},
			&certificate.Enumeration{})
	}
	judgeAll(t, []example{
		{"one edge", cut(certificate.CutEdges, 1), ""},
		{"five edges", cut(certificate.CutEdges, 5), "the value 1 and not 5"},
		{"a border of 5", cut(certificate.Border, 5), ""},
		{"a border of 1", cut(certificate.Border, 1), "the value 5 and not 1"},
	})
}

// TestWalkLines walks through all plans of three units in a row.
func TestWalkLines(t *testing.T) {
	of := func(c certificate.Claim, q certificate.Question) *certificate.Certificate {
		q.Seats, q.Lower, q.Upper = 2, 1, 2
		return certificate.New(q, c, nil, &certificate.Enumeration{})
	}
	counted := certificate.Claim{Status: certificate.Counted, Plans: 2}
	row := units([]int64{1, 1, 1})
	judgeAll(t, []example{
		{"all plans", of(counted, certificate.Question{Graph: row}), ""},
		{"plans of nothing", of(counted, certificate.Question{}), "nothing to enumerate without a graph"},
		{"none with a and c together", of(noPlan, certificate.Question{Graph: row, Together: [][]int{{0, 2}}}), ""},
		{"none with a and b together", of(noPlan, certificate.Question{Graph: row, Together: [][]int{{0, 1}}}),
			"there is a plan"},
	})
}
