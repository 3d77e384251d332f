package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestPartLines has voters or parts of a country on either side of what the checker counts with.
func TestPartLines(t *testing.T) {
	shared := func(voters int64) *certificate.Certificate {
		return impossible(certificate.Question{Seats: 2, Lower: 5, Upper: 7},
			&certificate.WholeSeats{Part: "P", Voters: voters, Rows: seats(2, 2, 5, 7)})
	}
	// Two units that touch and one apart, in districts of 4.
	parts := func(seats int, f *certificate.RuleBounds, a, b, c int64) *certificate.Certificate {
		q := certificate.Question{Graph: units([]int64{a, b, c}, [3]int64{0, 1, 1}), Seats: seats, Lower: 4, Upper: 4}
		return impossible(q, &certificate.Components{Part: "P", Figures: f, Voters: []int64{a + b, c}})
	}
	outside := func(voters int64, seats int) *certificate.Certificate {
		f := over("0", voters+4*int64(3-seats), 3) // a mean of 4 for the others
		f.LeftOut = []certificate.LeftOut{{Region: "P", Voters: voters, Seats: seats, OutsideQuota: true}}
		return parts(2, f, 1, 2, 5)
	}
	judgeAll(t, []example{
		{"no voters", shared(0), ""},
		{"as many voters as may be", shared(certificate.MaxSum), ""},
		{"components without a graph", impossible(certificate.Question{Seats: 1}, &certificate.Components{}),
			"no components without a graph"},
		{"two districts of a unit, by its voters", parts(4, nil, 4, 4, 8), ""},
		{"three districts of two units, by their voters", parts(4, nil, 4, 8, 4), ""},
		{"three districts of three units", parts(3, nil, 4, 4, 4), "can have 3 districts"},
		{"outside the quota", outside(8, 2), ""},
		{"outside the quota, with other voters", outside(4, 2), "other voters or seats"},
		{"outside the quota, with other seats", outside(8, 1), "other voters or seats"},
	})
}
