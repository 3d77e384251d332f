package verify

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
)

func square(x, y, side float64) []position {
	return []position{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
}

func parts(shapes ...[][]position) int {
	var units []unit
	g := groups{map[int]int{}}
	var which []int
	for i, s := range shapes {
		units = append(units, unit{lines: s})
		g.parent[i] = i
		which = append(which, i)
	}
	connect(units, which, g, nil)
	return g.count()
}

func TestNeighbours(t *testing.T) {
	one := func(r []position) [][]position { return [][]position{r} }
	require.Equal(t, 1, parts(one(square(0, 0, 1)), one(square(1, 0, 1))), "a common edge")
	require.Equal(t, 2, parts(one(square(0, 0, 1)), one(square(1, 1, 1))), "a common corner is not enough")
	require.Equal(t, 2, parts(one(square(0, 0, 1)), one(square(2, 0, 1))))
	require.Equal(t, 1, parts(one(square(0, 0, 2)), one(square(2, 0.5, 1))), "an edge on a longer one")
	require.Equal(t, 1, parts(one(square(0, 0, 1)), one(square(0.5, 1, 1))), "edges that overlap")
	require.Equal(t, 2, parts(one(square(0, 0, 1)), one(square(1, 1+1e-7, 1))), "ends that meet within the tolerance")
	require.Equal(t, 2, parts(one(square(0, 0, 1)), one(square(1.001, 0, 1))), "a gap")
	require.Equal(t, 1, parts(one(square(179, 0, 1)), one(square(-180, 0, 1))), "an edge at 180 degrees")
	island := [][]position{square(0, 0, 4), square(1, 1, 1)}
	require.Equal(t, 1, parts(island, one(square(1, 1, 1))), "a unit in the hole of another")
	require.Equal(t, 1, parts(one([]position{{0, 0}, {3, 0}, {0, 3}, {0, 0}}),
		one([]position{{1, 2}, {2, 1}, {3, 3}, {1, 2}})), "on a slanted line")
}

// The arithmetic of the rules, written a second time, says what package rule says.
func TestStatisticsAgainstTheRules(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	both := map[bool]int{}
	for range 20000 {
		s := rule.Statistics()[r.IntN(len(rule.Statistics()))]
		if s == rule.Deviation {
			continue
		}
		lo := int64(r.IntN(20))
		hi := lo + int64(r.IntN(20))
		total, seats := lo+hi+int64(r.IntN(20)), 2+r.IntN(3)
		num := int64(r.IntN(30))
		if s == rule.LargestOverSmallest {
			num += 10
		}
		limit := big.NewRat(num, 10)
		want := rule.Scope{Statistic: s, Limit: rule.FractionOf(limit), Total: total, Seats: seats}.Accept(lo, hi)
		got := within(&ruleText{Statistic: s.String(), limit: limit}, lo, hi, big.NewRat(total, int64(seats)))
		require.Equal(t, want, got, "%s of %d..%d, %d/%d, limit %s", s, lo, hi, total, seats, limit)
		both[got]++
	}
	require.Greater(t, both[true], 1000)
	require.Greater(t, both[false], 1000)
}

// Where every district of a region is outside the quota, limits of their own are measured by the mean of all of them.
func TestAllOutsideTheQuota(t *testing.T) {
	in := &inputs{regions: []region{{id: "A", seats: 2}}, units: []unit{{region: "A", voters: 100}, {region: "A"}}}
	p := &plan{in: in, numbers: []int{1, 2}, units: map[int][]int{1: {0}, 2: {1}}, regionOf: map[int][]int{1: {0}, 2: {0}}}
	r := &ruleText{ID: "own", Statistic: "deviation", Scope: "region", limit: new(big.Rat), Exceptions: []exception{
		{Outside: true, lower: big.NewRat(9, 10), upper: big.NewRat(3, 2)},
	}}
	require.Equal(t, "[district 2 is −100.0000 % from the mean]", fmt.Sprint(p.unequal(r)))
	require.Zero(t, p.mean(1, r).Cmp(big.NewRat(50, 1)))
}
