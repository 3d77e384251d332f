package verify

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCover holds the search against all choices of districts: it must find a plan where there is one, and must not
// make one of districts that share a unit or are too dear together.
func TestCover(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 7))
	found := map[bool]int{}
	for range 5000 {
		p := inRow(1+r.IntN(4), 0)
		p.seats = 1 + r.IntN(4)
		ls := listByChance(r, len(p.units))
		budget, least := r.Int64N(20), int64(0)
		for _, l := range ls {
			least = min(least, l.cost)
		}
		var choose func(from, left int, taken uint32, cost int64) bool
		choose = func(from, left int, taken uint32, cost int64) bool {
			if left == 0 {
				return taken == 1<<len(p.units)-1 && cost <= budget
			}
			for i, l := range ls[from:] {
				if set := bitsOf(l); set&taken == 0 && choose(from+i+1, left-1, taken|set, cost+l.cost) {
					return true
				}
			}
			return false
		}
		want := choose(0, p.seats, 0, 0)
		err := p.cover(unlimited(), ls, least, budget)
		if found[want]++; want {
			require.ErrorAs(t, err, new(*Refusal))
		} else {
			require.NoError(t, err)
		}
	}
	require.Greater(t, found[true], 200)
	require.Greater(t, found[false], 200)
}

// TestCoverSteps counts steps: one for each look at what is left to be divided and one for each district that could be
// taken then.
func TestCoverSteps(t *testing.T) {
	for _, x := range []struct {
		name         string
		units, seats int
		ls           []*listed
		budget       int64
		steps        int64
	}{
		{"nothing holds the first", 3, 2, []*listed{of(3, 0, 1), of(3, 0, 2), of(3, 0, 1, 2)}, 9, 1 + 3},
		{"nothing holds the second", 3, 2, []*listed{of(3, 0, 0), of(3, 0, 2), of(3, 0, 0, 2)}, 9, 1 + 3},
		{"one alone", 2, 2, []*listed{of(2, 0, 0, 1)}, 9, 1 + 1 + 1},
		// One of them holds any unit, and the two others are not one district.
		{"one too few", 3, 2, []*listed{of(3, 0, 0), of(3, 0, 1), of(3, 0, 2)}, 9, 1 + 3 + 1},
		// b is in one only, and that is more than there is.
		{"too dear", 2, 2, []*listed{of(2, 0, 0), of(2, 5, 1), of(2, 0, 0)}, 4, 1 + 3},
		{"too dear together", 2, 2, []*listed{of(2, 3, 0), of(2, 3, 1)}, 5, 1 + 2 + 1},
		// a leaves b and c, of which either leaves the other.
		{"all three", 3, 3, []*listed{of(3, 2, 0), of(3, 2, 1), of(3, 2, 2)}, 5, 1 + 3 + 1 + 2 + 1},
	} {
		t.Run(x.name, func(t *testing.T) {
			p := inRow(x.units, 0)
			p.seats = x.seats
			run := func(clock *work) error { return p.cover(clock, x.ls, 0, x.budget) }
			require.NoError(t, needs(t, x.steps, run))
			stops(t, x.steps, run)
		})
	}
}
