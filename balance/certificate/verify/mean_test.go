package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestMeanLines narrows bounds to what a rule seems to leave, of a nation of 12 voters and 3 seats.
func TestMeanLines(t *testing.T) {
	judged := func(limit string, lower, upper int64, left ...certificate.LeftOut) *certificate.Certificate {
		f := over(limit, 12, 3)
		f.LeftOut = left
		return impossible(certificate.Question{Seats: 1, Lower: lower, Upper: upper}, &certificate.UnitOver{Figures: f,
			Part: "P", Unit: "a", Voters: 15})
	}
	// Free, and in the quota all the same: the mean is 4, and not the 3/2 of the others.
	free := certificate.LeftOut{Region: "X", Voters: 9, Seats: 1, Free: true}
	judgeAll(t, []example{
		{"the mean of all", judged("0", 4, 4, free), ""},
		{"the mean of the others", judged("0", 2, 1, free), "more than 1"},
		{"districts of nobody", judged("1", 0, 8), ""},
		{"districts of somebody", judged("1", 1, 8), "fewer than 1"},
	})
}
