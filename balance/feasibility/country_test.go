package feasibility

import (
	"context"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/rule"
)

// drawCountry makes a small country: a random tree of units with some more edges, cut into regions.
func drawCountry(t *rapid.T, most int) *Country { return drawCountryOf(t, most, 3) }

func drawCountryOf(t *rapid.T, most, mostRegions int) *Country {
	n := rapid.IntRange(2, most).Draw(t, "units")
	c := &Country{}
	regions := rapid.IntRange(1, min(mostRegions, n)).Draw(t, "regions")
	for r := range regions {
		c.Regions = append(c.Regions, string(rune('A'+r)))
	}
	var ids []string
	var voters []int64
	seen := map[[2]int]bool{}
	var edges []graph.Edge
	join := func(u, v int) {
		u, v = min(u, v), max(u, v)
		if u != v && !seen[[2]int{u, v}] {
			seen[[2]int{u, v}] = true
			edges = append(edges, graph.Edge{U: u, V: v, Length: 1})
		}
	}
	for v := range n {
		ids = append(ids, string(rune('a'+v)))
		voters = append(voters, rapid.Int64Range(0, 12).Draw(t, "voters"))
		r := v
		if v >= regions {
			r = rapid.IntRange(0, regions-1).Draw(t, "region")
		}
		c.Of = append(c.Of, r)
		if v > 0 && rapid.IntRange(0, 9).Draw(t, "joined") > 0 {
			join(v, rapid.IntRange(0, v-1).Draw(t, "to"))
		}
	}
	for range rapid.IntRange(0, n).Draw(t, "more") {
		join(rapid.IntRange(0, n-1).Draw(t, "u"), rapid.IntRange(0, n-1).Draw(t, "v"))
	}
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		t.Fatal(err)
	}
	c.Graph = g
	for range regions {
		c.Seats = append(c.Seats, rapid.IntRange(1, 3).Draw(t, "seats"))
	}
	return c
}

// connected reports whether the nodes of a district hang together.
func connected(g *graph.Graph, in func(int) bool) bool {
	_, parts := g.Components(in)
	return parts == 1
}

// plansOf calls yield with every plan of the units: the district of each, from 0.
func plansOf(g *graph.Graph, units []int, seats int, yield func(of map[int]int, voters []int64)) {
	of := map[int]int{}
	var walk func(i, used int)
	walk = func(i, used int) {
		if i == len(units) {
			if used != seats {
				return
			}
			sums := make([]int64, seats)
			for d := range seats {
				if !connected(g, func(v int) bool { x, ok := of[v]; return ok && x == d }) {
					return
				}
			}
			for v, d := range of {
				sums[d] += g.Voters[v]
			}
			yield(of, sums)
			return
		}
		for d := 0; d <= used && d < seats; d++ {
			of[units[i]] = d
			walk(i+1, max(used, d+1))
			delete(of, units[i])
		}
	}
	walk(0, 0)
}

// allPlans calls yield with the districts of every plan of the country, region by region.
func allPlans(c *Country, yield func([]rule.District)) {
	var walk func(r int, have []rule.District)
	walk = func(r int, have []rule.District) {
		if r == len(c.Regions) {
			yield(have)
			return
		}
		units := c.units(func(x int) bool { return x == r })
		plansOf(c.Graph, units, c.Seats[r], func(_ map[int]int, voters []int64) {
			more := have[:len(have):len(have)]
			for _, v := range voters {
				more = append(more, rule.District{ID: string(rune('0' + len(more))), Region: c.Regions[r], Voters: v})
			}
			walk(r+1, more)
		})
	}
	walk(0, nil)
}

func verified(t require.TestingT, proofs []*certificate.Certificate) {
	for _, p := range proofs {
		_, err := verify.Certificate(context.Background(), p)
		require.NoError(t, err)
	}
}

// planOf turns a plan of units into the districts that a rule looks at; it fails if a district does not hang together
// or leaves its region.
func planOf(t require.TestingT, c *Country, plan []int) []rule.District {
	at := map[int]*rule.District{}
	var out []rule.District
	var order []int
	for v, d := range plan {
		require.Positive(t, d)
		if at[d] == nil {
			at[d] = &rule.District{ID: string(rune('0' + d)), Region: c.Regions[c.Of[v]]}
			order = append(order, d)
			require.True(t, connected(c.Graph, func(w int) bool { return plan[w] == d }))
		}
		require.Equal(t, c.Regions[c.Of[v]], at[d].Region)
		at[d].Voters += c.Graph.Voters[v]
	}
	for _, d := range order {
		out = append(out, *at[d])
	}
	require.Len(t, out, c.AllSeats())
	return out
}

func drawRule(t *rapid.T) rule.Rule {
	s := rapid.SampledFrom(rule.Statistics()).Draw(t, "statistic")
	num := rapid.Int64Range(0, 19).Draw(t, "num")
	if s == rule.LargestOverSmallest {
		num += 20
	}
	return rule.Rule{ID: "x", Scope: rapid.SampledFrom([]string{rule.Nation, rule.Region}).Draw(t, "scope"), Statistic: s,
		Limit: rule.NewFraction(num, 20)}
}

// excepted adds an exception for some regions to most rules.
func excepted(t *rapid.T, r rule.Rule) rule.Rule {
	if rapid.IntRange(0, 3).Draw(t, "excepted") == 0 {
		return r
	}
	e := rule.Exception{Regions: rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"A", "B", "C"}), 1, 2,
		rapid.ID).Draw(t, "for")}
	e.OutsideQuota = rapid.Bool().Draw(t, "outside")
	if e.Free = r.Statistic.Coupled() || rapid.Bool().Draw(t, "free"); !e.Free {
		lower, upper := rule.NewFraction(rapid.Int64Range(0, 20).Draw(t, "below"), 20),
			rule.NewFraction(rapid.Int64Range(0, 30).Draw(t, "above"), 20)
		e.Lower, e.Upper = &lower, &upper
	}
	r.Exceptions = []rule.Exception{e}
	return r
}
