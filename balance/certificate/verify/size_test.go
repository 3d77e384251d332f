package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestSize has as many units as there may be, which are of one id and by that no graph all the same, and one more.
func TestSize(t *testing.T) {
	of := func(n int) *certificate.Certificate {
		g := &certificate.Graph{Units: make([]certificate.Unit, n)}
		if n <= certificate.MaxUnits { // hashing takes a while
			g.SHA256 = g.Hash()
		}
		return impossible(certificate.Question{Graph: g, Seats: 1}, &certificate.Locks{})
	}
	judgeAll(t, []example{
		{"as many as may be", of(certificate.MaxUnits), "two units have the id"},
		{"one more", of(certificate.MaxUnits + 1), "the graph has 1\u00a0000\u00a0001 units"},
	})
}
