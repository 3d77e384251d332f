package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestRegionLines denies what regions can have.
func TestRegionLines(t *testing.T) {
	// A and C make a district of 100, though A and B come before; alone they have too few.
	star := impossible(certificate.Question{Seats: 2, Lower: 80, Upper: 120}, &certificate.Clusters{Clusters: 2,
		Figures: over("1/5", 200, 2), Borders: [][2]int{{0, 1}, {0, 2}},
		Regions: []certificate.RegionVoters{{ID: "A", Voters: 50}, {ID: "B", Voters: 100}, {ID: "C", Voters: 50}}})
	all := impossible(certificate.Question{Seats: 5, Upper: certificate.MaxSum}, &certificate.Allotment{
		Figures: over("1", certificate.MaxSum, 5),
		Regions: []certificate.RegionVoters{{ID: "A", Voters: certificate.MaxSum}}})
	// The last touches both others.
	back := impossible(certificate.Question{Seats: 1, Lower: 100, Upper: 100}, &certificate.Clusters{Clusters: 1,
		Figures: over("0", 100, 1), Borders: [][2]int{{0, 2}, {1, 2}},
		Regions: []certificate.RegionVoters{{ID: "A", Voters: 50}, {ID: "B", Voters: 20}, {ID: "C", Voters: 30}}})
	judgeAll(t, []example{
		{"by the last to the one before", back, "can be divided into 1 such cluster"},
		{"the second of two neighbours", star, "can be divided into 2 such clusters"},
		{"five districts of all voters there may be", all, "can share 5 districts"},
	})
}
