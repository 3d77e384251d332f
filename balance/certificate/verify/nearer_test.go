package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestNearerLines has units of 1 and 4 voters for two districts, and bounds that leave no plan however far from the
// quota of 2 1/2 they could be by the claim.
func TestNearerLines(t *testing.T) {
	bound := func(lower, upper, value int64) *certificate.Certificate {
		return bounded(value, certificate.Question{Graph: units([]int64{1, 4}), Seats: 2, Lower: lower, Upper: upper,
			Objective: certificate.Deviation, Quota: &[2]int64{5, 2}}, &certificate.Enumeration{})
	}
	judgeAll(t, []example{
		{"an upper bound that is too low", bound(0, 3, 10), ""},
		{"a lower bound that is too high", bound(2, 9, 10), ""},
		{"a deviation of 3, by both", bound(1, 4, 3), ""},
		{"a larger one", bound(1, 4, 4), "there is a plan"},
	})
}
