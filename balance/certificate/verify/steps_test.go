package verify_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
)

// clustered is about clusters of regions with so many voters each, which a rule without a tolerance gives their seats.
func clustered(lower, upper int64, seats, clusters int, voters []int64, borders ...[2]int) *certificate.Certificate {
	e := &certificate.Clusters{Clusters: clusters, Borders: borders}
	var total int64
	for i, v := range voters {
		e.Regions = append(e.Regions, certificate.RegionVoters{ID: fmt.Sprint(i), Voters: v})
		total += v
	}
	e.Figures = over("0", total, seats)
	return impossible(certificate.Question{Seats: seats, Lower: lower, Upper: upper}, e)
}

// taking is a true certificate with the steps that its check takes.
type taking struct {
	name  string
	steps int64
	c     *certificate.Certificate
}

// takeAll gives each check the steps that it takes, and one less.
func takeAll(t *testing.T, takings []taking) {
	for _, x := range takings {
		t.Run(x.name, func(t *testing.T) {
			_, err := verify.Check(t.Context(), x.c, verify.Settings{Work: x.steps - 1})
			require.ErrorAs(t, err, new(*verify.Unfinished))
			_, err = verify.Check(t.Context(), x.c, verify.Settings{Work: x.steps})
			require.NoError(t, err)
		})
	}
}

// TestSteps counts steps by hand. What leads nowhere is given up where it begins: a walk that is longer than it must be
// would leave a true certificate unfinished.
func TestSteps(t *testing.T) {
	none := []int64{1, 1, 1, 1, 1}
	backwards := allotted(20)
	regions := backwards.Evidence.(*certificate.Allotment).Regions
	regions[0], regions[1] = regions[1], regions[0]
	count := func(plans, lower, upper int64, seats int, g *certificate.Graph) *certificate.Certificate {
		return certificate.New(certificate.Question{Graph: g, Seats: seats, Lower: lower, Upper: upper},
			certificate.Claim{Status: certificate.Counted, Plans: plans}, nil, &certificate.Enumeration{})
	}
	takeAll(t, []taking{
		// Each region looks at 4 numbers of seats. A takes 3 or 4 of them beside none; B none beside 3 or 4.
		{"allotment", 4 + 3 + 4 + 2, allotted(20)},
		{"allotment that none is left of", 4 + 1 + 4, backwards},
		// No region can be a cluster alone, and of five regions there are two pairs at the most.
		{"too few pairs", 5 + 1, clustered(5, 5, 1, 3, none, [2]int{0, 1}, [2]int{1, 2}, [2]int{2, 3})},
		// The first takes the one seat, and none is left for the second.
		{"no seat left", 2 + 1 + (1 + 2) + 1 + (1 + 2), clustered(5, 14, 1, 2, []int64{7, 7}, [2]int{0, 1})},
		// The sets of the first three, each once: 0, 01, 012 and 02.
		{"sets once", 4 + 1 + 4*(1+1), clustered(4, 4, 1, 1, none[:4], [2]int{0, 1}, [2]int{0, 2}, [2]int{1, 2})},
		// Units b, a, c and d in a row, d of two voters: a, ab with c and cd, abc with d, abcd, ac and acd. Beside ac there
		// are d, which could be the other district, and b, which could not.
		{"a rest that falls apart", 1 + (1 + 2) + (1 + 1) + 1 + 1 + 1, count(2, 2, 3, 2,
			units([]int64{1, 1, 1, 2}, [][3]int64{{0, 1, 1}, {0, 2, 1}, {2, 3, 1}}...))},
		// Units a to d in a row: a with b (c, cd), bc (d) and bcd, ab with c (d) and cd, abc and abcd. Beside abc there is
		// one unit for two districts, though it has the voters for them.
		{"a rest of too few units", 1 + (1 + 2) + (1 + 1) + 1 + 1 + (1 + 1) + 1 + 1 + 1, count(3, 2, 8, 3,
			units([]int64{2, 2, 2, 4}))},
	})
}

// TestCalledOff calls a check off at each of its looks at the context: whatever is wanted by then, it has no verdict.
func TestCalledOff(t *testing.T) {
	const seats = 1 << 14 // so many steps at once are followed by a look
	for _, x := range []struct {
		name  string
		looks int
		c     *certificate.Certificate
		why   string
	}{
		{"nothing but a plan", 1, locked(), ""},
		// One at the beginning, one for the seats of each region alone, and one for each set that is grown.
		{"too few regions", 1 + 1, clustered(1, 1, seats, 2, []int64{seats}), ""},
		{"none stands alone", 1 + 2 + 1, clustered(2, 1, seats, 1, []int64{seats, 1}), ""},
		{"a step before a look", 1 + 1, clustered(2, 1, seats-3, 1, []int64{seats, 1}), ""}, // 2*(seats-3); 1 + seats-3 + 1
		{"any number of seats", 1 + 1 + 2, clustered(0, seats, seats, 1, []int64{seats}), "can be divided into 1"},
	} {
		t.Run(x.name, func(t *testing.T) {
			for looks := range x.looks {
				_, err := verify.Certificate(&countdown{t.Context(), looks}, x.c)
				require.ErrorContains(t, err, "called off", "%d", looks)
			}
			_, err := verify.Certificate(&countdown{t.Context(), x.looks}, x.c)
			if x.why == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, x.why)
			}
		})
	}
}
