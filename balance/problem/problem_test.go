package problem_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/graph"
	. "github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/testdata"
)

// draw makes a small problem with locks of every kind.
func draw(t *rapid.T) *Problem {
	n, k := rapid.IntRange(1, 7).Draw(t, "n"), rapid.IntRange(1, 3).Draw(t, "k")
	ids, voters := make([]string, n), make([]int64, n)
	for v := range n {
		ids[v], voters[v] = fmt.Sprint("u", v), rapid.Int64Range(0, 6).Draw(t, "voters")
	}
	var edges []graph.Edge
	for u := range n {
		for v := u + 1; v < n; v++ {
			if rapid.IntRange(0, 2).Draw(t, "edge") == 0 {
				edges = append(edges, graph.Edge{U: u, V: v, Length: 1})
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	mean := g.Total() / int64(k)
	p := &Problem{Graph: g, Seats: k, Lower: max(0, mean-rapid.Int64Range(0, 4).Draw(t, "below")),
		Upper: rapid.SampledFrom([]int64{0, mean + 1, mean + 4}).Draw(t, "upper")}
	if rapid.Bool().Draw(t, "lock") {
		p.Locks.Fixed = slices.Repeat([]int{Unassigned}, n)
		for v := range n {
			p.Locks.Fixed[v] = max(Unassigned, rapid.IntRange(-4, k-1).Draw(t, "fixed"))
		}
		if rapid.Bool().Draw(t, "finish") {
			p.Locks.Finished = []int{rapid.IntRange(0, k-1).Draw(t, "finished")}
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "groups") {
		p.Locks.Together = append(p.Locks.Together, rapid.SliceOfN(rapid.IntRange(0, n-1), 1, 3).Draw(t, "group"))
	}
	return p
}

// plans calls visit with every assignment that keeps everything.
func plans(p *Problem, visit func([]int)) {
	of := make([]int, p.Graph.Len())
	var try func(v int)
	try = func(v int) {
		if v == len(of) {
			if len(p.Check(of)) == 0 {
				visit(of)
			}
			return
		}
		for d := range p.Seats {
			of[v] = d
			try(v + 1)
		}
	}
	try(0)
}

// What the reduction says holds in every plan; what counting calls impossible has none, and its certificate is
// accepted.
func TestReduceAgainstEveryPlan(t *testing.T) {
	refuted, certified, met := 0, 0, 0
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			p := draw(t)
			if err := p.Validate(); err != nil {
				return
			}
			r := p.Reduce()
			var left int64
			for i, units := range r.Units {
				require.True(t, slices.IsSorted(units))
				_, parts := p.Graph.Components(func(v int) bool { return r.Node[v] == i })
				require.Equal(t, 1, parts, "a merged node is connected")
				left += r.Voters[i]
			}
			for _, v := range r.FinishedVoters {
				left += v
			}
			require.Equal(t, p.Graph.Total(), left)
			count := 0
			plans(p, func(of []int) {
				count++
				district := map[int]int{}
				for v, d := range of {
					i := r.Node[v]
					if i == Unassigned {
						require.Equal(t, r.Taken[v], d)
						continue
					}
					if had, ok := district[r.Class[i]]; ok {
						require.Equal(t, had, d, "a class shares a district")
					}
					district[r.Class[i]] = d
					require.True(t, r.District[i] == Unassigned || r.District[i] == d)
				}
			})
			if count > 0 {
				met++
				require.Empty(t, p.Impossible())
				require.Empty(t, r.Contradiction)
				require.Nil(t, p.Refute())
				return
			}
			if !p.Impossible().Empty() {
				refuted++
			}
			if c := p.Refute(); c != nil {
				certified++
				require.NotEmpty(t, p.Impossible(), "what is certified is said")
				_, err := verify.Certificate(t.Context(), c)
				require.NoError(t, err)
			}
		})
	}
	testdata.Enough(t, "problems with a plan", met, 100)
	testdata.Enough(t, "refuted problems", refuted, 300)
	testdata.Enough(t, "certificates", certified, 200)
}

// Without an upper bound, and with bounds whose multiples would not fit in 64 bits, a question says what it asked.
func TestQuestionBounds(t *testing.T) {
	g, err := graph.New([]string{"a", "b"}, []int64{3, 4}, nil)
	require.NoError(t, err)
	for _, c := range []struct{ lower, upper, asksLower, asksUpper int64 }{
		{0, 0, 0, 7}, {2, 100, 2, 100}, {1 << 60, 1 << 61, 8, 7},
	} {
		q := (&Problem{Graph: g, Seats: 2, Lower: c.lower, Upper: c.upper}).Question()
		assert.Equal(t, c.asksLower, q.Lower)
		assert.Equal(t, c.asksUpper, q.Upper)
		assert.Equal(t, certificate.Border, q.Objective)
	}
}

// The seats that voters can fill are those whose multiples of the bounds hold them.
func TestSeatsForByDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bound := rapid.Int64Range(-1, 12)
		v, lower, upper := rapid.Int64Range(0, 30).Draw(t, "v"), bound.Draw(t, "lower"), bound.Draw(t, "upper")
		most := rapid.IntRange(0, 12).Draw(t, "most")
		least, greatest := SeatsFor(v, lower, upper, most)
		for s := 1; s <= most; s++ {
			fits := lower <= upper && int64(s)*lower <= v && v <= int64(s)*upper
			require.Equal(t, fits, least <= s && s <= greatest, s)
		}
	})
}
