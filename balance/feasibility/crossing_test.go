package feasibility

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/rule"
)

// divisible reports whether the units can be divided into seats connected districts within bounds.
func divisible(c *Country, units []int, seats int, lower, upper int64) bool {
	ok := false
	plansOf(c.Graph, units, seats, func(_ map[int]int, voters []int64) {
		for _, v := range voters {
			if v < lower || v > upper {
				return
			}
		}
		ok = true
	})
	return ok
}

// mostClusters tries every partition of the regions and every sharing of seats among its sets.
func mostClusters(c *Country, lower, upper int64) int {
	n, seats := len(c.Regions), c.AllSeats()
	most := 0
	block := make([]int, n)
	var walk func(r, used int)
	walk = func(r, used int) {
		if r < n {
			for b := 0; b <= used; b++ {
				block[r] = b
				walk(r+1, max(used, b+1))
			}
			return
		}
		if used <= most || used > seats {
			return
		}
		for b := range used {
			units := c.units(func(x int) bool { return block[x] == b })
			// Regions of a set hang together region by region, which units of it need not.
			seen := map[int]bool{}
			var grow func(x int)
			grow = func(x int) {
				seen[x] = true
				for _, e := range c.Graph.Edges {
					for _, p := range [][2]int{{c.Of[e.U], c.Of[e.V]}, {c.Of[e.V], c.Of[e.U]}} {
						if p[0] == x && block[p[1]] == b && !seen[p[1]] {
							grow(p[1])
						}
					}
				}
			}
			grow(c.Of[units[0]])
			for x := range n {
				if block[x] == b && !seen[x] {
					return
				}
			}
		}
		shares(used, seats, func(s []int) {
			if used <= most {
				return
			}
			for b := range used {
				if !divisible(c, c.units(func(x int) bool { return block[x] == b }), s[b], lower, upper) {
					return
				}
			}
			most = used
		})
	}
	walk(0, 0)
	return most
}

func TestCrossAgainstBruteForce(t *testing.T) {
	feasible := 0
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountryOf(t, 7, 4)
		if c.checkCounts() != nil || c.AllSeats() > c.Graph.Len() {
			return
		}
		r := rule.Rule{ID: "x", Limit: rule.NewFraction(rapid.Int64Range(2, 19).Draw(t, "limit"), 20)}
		x, err := Cross(context.Background(), c, r, Settings{})
		require.NoError(t, err)
		want := mostClusters(c, x.Lower, x.Upper)
		if want == 0 {
			require.Equal(t, balance.Infeasible, x.Status)
			return
		}
		feasible++
		require.Equal(t, balance.Optimal, x.Status)
		require.Len(t, x.Clusters, want)
		require.Positive(t, x.Count)
		if x.Refuted == 0 {
			verified(t, []*certificate.Certificate{x.Proof})
			fewer := *x.Proof
			e := *fewer.Evidence.(*certificate.Clusters)
			e.Clusters--
			fewer.Evidence = &e
			_, err := verify.Certificate(context.Background(), &fewer)
			require.ErrorContains(t, err, "can be divided", "as many clusters as found there are")
		}
		// The plan holds: districts hang together within the bounds, clusters keep theirs to themselves.
		cluster := map[string]int{}
		for i, cl := range x.Clusters {
			for _, id := range cl.IDs {
				cluster[id] = i
			}
		}
		sums, home := map[int]int64{}, map[int]int{}
		for u, d := range x.Plan {
			sums[d] += c.Graph.Voters[u]
			at := cluster[c.Regions[c.Of[u]]]
			if h, ok := home[d]; ok {
				require.Equal(t, h, at)
			}
			home[d] = at
		}
		require.Len(t, sums, c.AllSeats())
		for d, v := range sums {
			require.True(t, x.Lower <= v && v <= x.Upper)
			require.True(t, connected(c.Graph, func(u int) bool { return x.Plan[u] == d }))
		}
		checkDrawn(t, c, x)
	})
	if feasible == 0 {
		t.Fatal("no random country could be clustered; the test shows nothing")
	}
}

// checkDrawn compares the regions divided, and those that lead no district, with all plans of each cluster.
func checkDrawn(t *rapid.T, c *Country, x *Crossing) {
	for _, cl := range x.Clusters {
		require.True(t, cl.DividedProven && cl.UnledProven)
		var regions []int
		for r, id := range c.Regions {
			for _, in := range cl.IDs {
				if in == id {
					regions = append(regions, r)
				}
			}
		}
		units := c.units(func(r int) bool {
			for _, x := range regions {
				if x == r {
					return true
				}
			}
			return false
		})
		best := [2]int{99, 99}
		plansOf(c.Graph, units, cl.Seats, func(of map[int]int, voters []int64) {
			for _, v := range voters {
				if v < x.Lower || v > x.Upper {
					return
				}
			}
			divided, unled := 0, 0
			for _, r := range regions {
				in := map[int]bool{}
				leads := false
				for d := range cl.Seats {
					part := map[int]int64{}
					has := map[int]bool{}
					for u, at := range of {
						if at == d {
							part[c.Of[u]] += c.Graph.Voters[u]
							has[c.Of[u]] = true
						}
					}
					if !has[r] {
						continue
					}
					in[d] = true
					top := true
					for _, v := range part {
						top = top && v <= part[r]
					}
					leads = leads || top
				}
				if len(in) > 1 {
					divided++
				}
				if !leads {
					unled++
				}
			}
			if divided < best[0] || divided == best[0] && unled < best[1] {
				best = [2]int{divided, unled}
			}
		})
		require.Equal(t, best, [2]int{len(cl.Divided), len(cl.Unled)})
	}
}

func TestCrossAsksForTheNation(t *testing.T) {
	c := &Country{Graph: line(t, 5, 5), Regions: []string{"A", "B"}, Of: []int{0, 1}, Seats: []int{1, 1}}
	_, err := Cross(context.Background(), c, rule.Rule{ID: "x", Scope: rule.Region}, Settings{})
	require.ErrorIs(t, err, ErrOnlyNation)
	_, err = newClustering(&Country{Graph: c.Graph, Regions: make([]string, 31), Of: c.Of}, 1, 2)
	require.ErrorIs(t, err, ErrManyRegions)
}
