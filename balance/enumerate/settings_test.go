package enumerate_test

import (
	"context"
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
)

// show writes all that a survey says.
func show(s *enumerate.Survey) string {
	text := fmt.Sprintf("%+v %d %v %d\n", s.Stats, s.Plans, s.Within, s.Shortest)
	for _, p := range s.Pareto {
		text += fmt.Sprintf("%+v\n", *p)
	}
	for o := enumerate.Balanced; o <= enumerate.Deviation; o++ {
		for _, p := range s.Best(o) {
			text += fmt.Sprintf("%d %+v\n", o, *p)
		}
	}
	return text
}

// The same budget gives the same results on any number of goroutines, wherever it ends.
func TestRepeatable(t *testing.T) {
	p := &problem.Problem{Graph: grid(t, 5, 5), Seats: 5, Lower: 4, Upper: 6}
	complete := map[bool]bool{}
	for _, work := range []int64{0, 1, 700, 5_000, 50_000, 200_000, 10_000_000} {
		var want string
		for _, workers := range []int{1, 2, 7} {
			set := enumerate.SurveySettings{Variants: 4, Within: []*big.Rat{big.NewRat(1, 5)}}
			set.Workers, set.Work = workers, work
			s, err := enumerate.Explore(context.Background(), p, set)
			require.NoError(t, err)
			if workers == 1 {
				want = show(s)
			}
			require.Equal(t, want, show(s), "work %d, workers %d", work, workers)
			require.NotEqual(t, s.Complete, s.Spent)
			complete[s.Complete] = true
		}
	}
	require.Len(t, complete, 2, "some budgets suffice and some do not")
}

// A cancelled search says so and keeps what it has.
func TestCancel(t *testing.T) {
	p := &problem.Problem{Graph: grid(t, 9, 9), Seats: 9, Lower: 9, Upper: 9}
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	calls := 0
	set := enumerate.SurveySettings{}
	set.Progress = func(enumerate.Progress) { calls++ }
	s, err := enumerate.Explore(ctx, p, set)
	require.NoError(t, err)
	assert.False(t, s.Complete)
	assert.False(t, s.Spent)
	assert.Positive(t, calls)
	assert.Positive(t, s.Nodes)
	assert.Positive(t, s.Plans)
	assert.Len(t, s.Best(enumerate.Border), 1)
}

// What cannot be is said before any search, and faulty problems are errors that name every fault.
func TestImpossible(t *testing.T) {
	g := grid(t, 3, 1)
	for name, p := range map[string]*problem.Problem{
		"bounds": {Graph: g, Seats: 2, Lower: 2, Upper: 1},
		"nodes":  {Graph: g, Seats: 4, Upper: 3},
		"parts": {Graph: g, Seats: 2, Upper: 3,
			Locks: problem.Locks{Fixed: []int{0, 1, 0}, Finished: []int{0}}},
		"apart": {Graph: g, Seats: 2, Upper: 3,
			Locks: problem.Locks{Fixed: []int{0, 1, -1}, Together: [][]int{{0, 1}}}},
		"left over": {Graph: g, Seats: 1, Upper: 3,
			Locks: problem.Locks{Fixed: []int{0, -1, -1}, Finished: []int{0}}},
	} {
		s, err := enumerate.Explore(context.Background(), p, enumerate.SurveySettings{})
		require.NoError(t, err)
		assert.True(t, s.Complete)
		assert.NotEmpty(t, s.Impossible, name)
		assert.Zero(t, s.Plans)
	}
	_, err := enumerate.Explore(context.Background(), &problem.Problem{Graph: g, Parents: [][]int{{0}},
		Locks: problem.Locks{Fixed: []int{7, 0, 0}, Together: [][]int{{9}}, Finished: []int{3}}}, enumerate.SurveySettings{})
	for _, part := range []string{"0 seats", "level 1", "district 8", "node 9", "district 4"} {
		assert.ErrorContains(t, err, part)
	}
	_, err = enumerate.Explore(context.Background(), &problem.Problem{Graph: grid(t, 40, 40), Seats: 2, Upper: 1},
		enumerate.SurveySettings{})
	assert.ErrorIs(t, err, enumerate.ErrTooLarge)
}

// A region of Kazakhstan's size: 20 units with the voters of a capital and its raions, in three districts.
func BenchmarkRegion(b *testing.B) {
	g0 := grid(b, 5, 4)
	voters := []int64{310, 42, 25, 61, 38, 77, 29, 45, 120, 33, 51, 48, 26, 90, 37, 64, 41, 58, 22, 47}
	for i := range voters {
		voters[i] *= 1000
	}
	g, err := graph.New(g0.IDs, voters, g0.Edges)
	require.NoError(b, err)
	total := g.Total()
	for b.Loop() {
		p := &problem.Problem{Graph: g, Seats: 3, Lower: (total*4 + 14) / 15, Upper: total * 6 / 15}
		s, err := enumerate.Explore(context.Background(), p, enumerate.SurveySettings{Variants: 5,
			Within: []*big.Rat{big.NewRat(1, 5), big.NewRat(1, 10), big.NewRat(1, 20)}})
		require.NoError(b, err)
		b.ReportMetric(float64(s.Nodes), "nodes")
		b.ReportMetric(float64(s.Plans), "plans")
	}
}
