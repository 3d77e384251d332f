package exact

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/testdata"
)

// mesh is a w by h grid with some diagonals and random voters and lengths.
func mesh(r *rand.Rand, w, h int) *graph.Graph {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	link := func(a, b int) { edges = append(edges, graph.Edge{U: a, V: b, Length: 1 + r.Int64N(1000)}) }
	for v := range w * h {
		ids, voters = append(ids, fmt.Sprint(v)), append(voters, 100+r.Int64N(900))
		if v%w > 0 {
			link(v-1, v)
		}
		if v >= w {
			link(v-w, v)
			if v%w > 0 && r.IntN(2) == 0 {
				link(v-w-1, v)
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		panic(err)
	}
	return g
}

// TestEveryWay solves graphs of 12 to 20 units with limits so small that grids start coarse, are shrunk and refined,
// and lists are made piece by piece, and compares with a complete enumeration. Half of the runs start from a plan.
func TestEveryWay(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	shrinks, relaxed, gaveUp := 0, 0, 0
	for i := range testdata.Draws(250) {
		g := mesh(r, 4, 3+r.IntN(3))
		p := problem.Problem{Graph: g, Seats: 2 + r.IntN(4), Objective: problem.Objective{Kind: problem.CutEdges}}
		if r.IntN(2) == 0 {
			p.Objective.Kind = problem.Border
		}
		mean := float64(g.Total()) / float64(p.Seats)
		band := mean * []float64{0.01, 0.03, 0.1}[r.IntN(3)]
		p.Lower, p.Upper = int64(math.Ceil(mean-band)), int64(mean+band)
		least, last, plans := int64(math.MaxInt64), []int(nil), 0
		_, err := enumerate.Visit(context.Background(), &problem.Problem{Graph: g, Seats: p.Seats, Lower: p.Lower,
			Upper: p.Upper},
			enumerate.Settings{}, func(v *enumerate.View) bool {
				plans++
				value := int64(v.CutEdges)
				if p.Objective.Kind == problem.Border {
					value = v.Border
				}
				least = min(least, value)
				last = make([]int, g.Len())
				v.Assign(last)
				return true
			})
		require.NoError(t, err)
		if i%2 == 0 {
			p.Start = last
		}
		set := Settings{limits: &limits{
			leastSteps: 5 + r.IntN(200), firstCells: 10, refinedCells: 10 + r.Int64N(5000), shrunkNodes: 100_000,
			fewPaths: 1 + r.Int64N(20), listed: 1_000_000, listSteps: 50_000_000, coverSteps: 50_000_000,
		}, trace: func(f string, _ ...any) {
			if f == "too coarse for exact prices" {
				relaxed++
			}
		}}
		s, err := Solve(context.Background(), &p, set)
		require.NoError(t, err)
		describe := fmt.Sprintf("case %d: %d seats %d..%d %s", i, p.Seats, p.Lower, p.Upper, p.Objective.Kind)
		shrinks += s.Stats.shrinks
		switch {
		case s.Reason != nil:
			gaveUp++
			require.True(t, plans == 0 || s.Bound <= least, describe)
		case plans == 0:
			require.Equal(t, problem.Infeasible, s.Status, describe)
		default:
			require.Equal(t, problem.Optimal, s.Status, describe)
			require.Equal(t, least, s.Value, describe)
		}
		if s.Certificate != nil {
			_, err = verify.Certificate(context.Background(), s.Certificate)
			require.NoError(t, err, describe)
		}
	}
	t.Logf("%d shrinks, %d coarse grids, %d gave up", shrinks, relaxed, gaveUp)
	testdata.Enough(t, "shrinks", shrinks, 50)
	testdata.Enough(t, "coarse grids", relaxed, 50)
	require.Less(t, gaveUp, 10)
}

// TestRepeatable gets the same bytes on one core and on several.
func TestRepeatable(t *testing.T) {
	p := problem.Problem{Graph: mesh(rand.New(rand.NewPCG(5, 5)), 9, 8), Seats: 5,
		Objective: problem.Objective{Kind: problem.Border}}
	mean := p.Graph.Total() / 5
	p.Lower, p.Upper = mean*98/100, mean*102/100
	var first []byte
	for _, workers := range []int{1, 4, 2} {
		s, err := Solve(context.Background(), &p, Settings{Workers: workers})
		require.NoError(t, err)
		require.Equal(t, problem.Optimal, s.Status)
		var b bytes.Buffer
		require.NoError(t, certificate.Write(&b, s.Certificate))
		if first == nil {
			first = b.Bytes()
			checked(t, s)
		}
		require.Equal(t, string(first), b.String(), workers)
	}
}

// TestDeviation compares with an enumeration.
func TestDeviation(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for i := range testdata.Draws(40) {
		g := mesh(r, 4, 3)
		p := problem.Problem{Graph: g, Seats: 2 + r.IntN(3), Lower: 0, Upper: g.Total(),
			Objective: problem.Objective{Kind: problem.Deviation}}
		if r.IntN(2) == 0 {
			mean := g.Total() / int64(p.Seats)
			p.Lower, p.Upper = mean*95/100, mean*105/100
		}
		q := big.NewRat(g.Total(), int64(p.Seats))
		if r.IntN(2) == 0 {
			q = big.NewRat(g.Total()+r.Int64N(2000), int64(p.Seats))
		}
		p.Quota = q
		best := int64(math.MaxInt64)
		_, err := enumerate.Visit(context.Background(), &problem.Problem{Graph: g, Seats: p.Seats, Lower: p.Lower,
			Upper: p.Upper, Quota: q},
			enumerate.Settings{}, func(v *enumerate.View) bool { best = min(best, v.Deviation); return true })
		require.NoError(t, err)
		s := proven(t, p)
		if best == math.MaxInt64 {
			require.Equal(t, problem.Infeasible, s.Status, i)
			continue
		}
		require.Equal(t, problem.Optimal, s.Status, i)
		require.Equal(t, best, s.Value, i)
	}
}

// TestCutShort stops a search that would take long: what it says then must still be true.
func TestCutShort(t *testing.T) {
	p := problem.Problem{Graph: mesh(rand.New(rand.NewPCG(6, 6)), 18, 18), Seats: 6,
		Objective: problem.Objective{Kind: problem.CutEdges}}
	mean := p.Graph.Total() / 6
	p.Lower, p.Upper = mean*99/100, mean*101/100
	p.Start = start(&p)

	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	s, err := Solve(ctx, &p, Settings{})
	require.NoError(t, err)
	assert.ErrorIs(t, s.Reason, context.DeadlineExceeded)
	assert.NotContains(t, []problem.Status{problem.Optimal, problem.Infeasible}, s.Status)
	if s.Plan != nil {
		assert.LessOrEqual(t, s.Bound, s.Value)
	}

	s, err = Solve(context.Background(), &p, Settings{MemoryLimit: 1 << 20})
	require.NoError(t, err)
	var memory *MemoryError
	assert.True(t, errors.As(s.Reason, &memory), "%v", s.Reason)
	assert.NotContains(t, []problem.Status{problem.Optimal, problem.Infeasible}, s.Status)
}

// TestFaultyProblems names all faults at once.
func TestFaultyProblems(t *testing.T) {
	p := grids(2)
	p.Seats, p.Locks.Fixed, p.Locks.Together, p.Start = 0, []int{5, 0, 0, 0}, [][]int{{9}}, []int{0}
	_, err := Solve(context.Background(), &p, Settings{})
	for _, part := range []string{"0 seats", "district 6", "node 9", "1 entry for 4"} {
		assert.ErrorContains(t, err, part)
	}
	_, err = Solve(context.Background(), &problem.Problem{}, Settings{})
	assert.ErrorContains(t, err, "no graph")
	p = grids(2)
	p.Objective.Kind, p.Keep, p.Start = problem.Balanced, make([]int64, 4), make([]int, 4)
	_, err = Solve(context.Background(), &p, Settings{})
	for _, part := range []string{"balanced", "keep weights"} {
		assert.ErrorContains(t, err, part)
	}
	huge := grids(2)
	g, err := graph.New([]string{"a", "b"}, []int64{math.MaxInt64 / 2, 1},
		[]graph.Edge{{U: 0, V: 1, Length: math.MaxInt64 / 2}})
	require.NoError(t, err)
	huge.Graph = g
	_, err = Solve(context.Background(), &huge, Settings{})
	var overflow *overflowError
	assert.ErrorAs(t, err, &overflow)
}
