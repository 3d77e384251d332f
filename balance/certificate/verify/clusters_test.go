package verify_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
)

// TestClusterLines changes proofs about all regions in one place.
func TestClusterLines(t *testing.T) {
	figures := func(change func(c *certificate.Certificate, f *certificate.RuleBounds)) *certificate.Certificate {
		c := allotted(20)
		change(c, c.Evidence.(*certificate.Allotment).Figures)
		return c
	}
	borders := func(b ...[2]int) *certificate.Certificate {
		return impossible(certificate.Question{Seats: 2, Lower: 80, Upper: 120}, clustersOf(3, b...))
	}
	// So many regions of one voter, none of which touch.
	many := func(n, clusters int) *certificate.Certificate {
		e := &certificate.Clusters{Figures: over("0", int64(n), max(1, n)), Clusters: clusters}
		for i := range n {
			e.Regions = append(e.Regions, certificate.RegionVoters{ID: fmt.Sprint(i), Voters: 1})
		}
		lower, upper := window(e.Figures)
		return impossible(certificate.Question{Seats: max(1, n), Lower: lower.Int64(), Upper: upper.Int64()}, e)
	}
	// Two regions of 7 voters: one district of 5 to 7 each, and never three.
	sevens := func(seats int, borders ...[2]int) *certificate.Certificate {
		return impossible(certificate.Question{Seats: seats, Lower: 5, Upper: 7}, &certificate.Clusters{Clusters: 1,
			Borders: borders,
			Figures: over("0", 14, seats), Regions: []certificate.RegionVoters{{ID: "A", Voters: 7}, {ID: "B", Voters: 7}}})
	}
	judgeAll(t, []example{
		{"regions", figures(func(*certificate.Certificate, *certificate.RuleBounds) {}), ""},
		{"regions and a graph", figures(func(c *certificate.Certificate, _ *certificate.RuleBounds) {
			c.Question.Graph = units([]int64{100, 20})
		}), "holds a graph"},
		{"figures of a region", figures(func(_ *certificate.Certificate, f *certificate.RuleBounds) { f.Scope = "A" }),
			"are of A"},
		{"figures of nowhere", figures(func(_ *certificate.Certificate, f *certificate.RuleBounds) { f.Scope = "" }),
			"are of "},
		{"one left out", figures(func(_ *certificate.Certificate, f *certificate.RuleBounds) { leaving(f) }),
			"make exceptions"},
		{"own limit below", figures(func(_ *certificate.Certificate, f *certificate.RuleBounds) { f.Below = "1/5" }),
			"make exceptions"},
		{"own limit above", figures(func(_ *certificate.Certificate, f *certificate.RuleBounds) { f.Above = "1/5" }),
			"make exceptions"},
		{"figures of other seats", figures(func(_ *certificate.Certificate, f *certificate.RuleBounds) { f.Seats = 5 }),
			"of 5 seats and not 4"},
		{"a region of fewer voters than none", allotted(-1), "do not fit into the total"},

		{"two borders", borders([2]int{0, 1}, [2]int{1, 2}), ""},
		{"a border from nowhere", borders([2]int{-1, 0}), "is none, out of order or given twice"},
		{"a border to nowhere", borders([2]int{1, 3}), "is none, out of order or given twice"},
		{"a border with itself", borders([2]int{1, 1}), "is none, out of order or given twice"},
		{"a border reversed", borders([2]int{1, 0}), "is none, out of order or given twice"},
		{"a border twice", borders([2]int{0, 1}, [2]int{0, 1}), "is none, out of order or given twice"},
		{"borders out of order", borders([2]int{1, 2}, [2]int{0, 1}), "is none, out of order or given twice"},
		{"no regions", many(0, 1), "0 regions"},
		{"as many regions as bits", many(64, 64), "can be divided into 64"},
		{"as many regions as bits, one cluster more", many(64, 65), ""},
		{"more regions than bits", many(65, 66), "65 regions"},
		{"two seats", sevens(2), "can be divided into 2"},
		{"three seats", sevens(3), ""},
		{"three seats, and they touch", sevens(3, [2]int{0, 1}), ""},
	})
	for _, c := range []*certificate.Certificate{allotted(20), allotted(30, three(&certificate.Enumeration{}, 40, 60)),
		sevens(3)} {
		_, err := verify.Check(t.Context(), c, verify.Settings{Work: 1})
		require.ErrorAs(t, err, new(*verify.Unfinished))
	}
}
