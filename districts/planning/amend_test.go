package planning_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/testdata"
)

func kazakhstan(t testing.TB) *districts.Case {
	t.Helper()
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	require.NoError(t, err)
	c, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	return c
}

// withVoters is the case with the units' voters changed by up to a third either way.
func withVoters(t *rapid.T, c *districts.Case) *districts.Case {
	d := *c
	l := *d.Layer
	l.Units = append(l.Units[:0:0], l.Units...)
	for u := range l.Units {
		l.Units[u].Voters = l.Units[u].Voters * rapid.Int64Range(67, 133).Draw(t, "percent") / 100
	}
	d.Layer = &l
	return &d
}

// Whatever the voters become, the plan that follows is lawful, moves what it says, at least what is bound to move, and
// keeps numbers as far as voters do; a second amendment changes nothing.
func TestVotersChange(t *testing.T) {
	d := kazakhstan(t)
	made, err := planning.Make(t.Context(), d, planning.Settings{})
	require.NoError(t, err)
	first := made.Plan
	moved := 0
	rapid.Check(t, func(t *rapid.T) {
		now := withVoters(t, d)
		numbers := make([]int, len(now.Layer.Units))
		for u, i := range first.Of {
			numbers[u] = first.Districts[i].Number
		}
		old, err := districts.NewNumbered(now, numbers)
		require.NoError(t, err)
		a, err := planning.Amend(t.Context(), now, old, planning.AmendSettings{})
		require.NoError(t, err)
		if a.Plan == nil {
			return
		}
		require.Equal(t, balance.Optimal, a.Status)
		for _, c := range a.Plan.Checks() {
			// The regions' stated voters are those of before.
			require.True(t, c.OK || c.ID == districts.CheckVoters, "%v", c)
		}
		require.Len(t, a.Plan.Districts, 29)
		require.Equal(t, a.Voters, a.Bound)
		require.Empty(t, a.Renumbered)
		require.Len(t, a.Moves, a.Units)
		c, err := compare.Plans(old, a.Plan)
		require.NoError(t, err)
		require.Equal(t, c.Moves, a.Moves, "one comparison says what moves")
		if a.Units > 0 {
			moved++
		}
		again, err := planning.Amend(t.Context(), now, a.Plan, planning.AmendSettings{})
		require.NoError(t, err)
		require.Zero(t, again.Units)
		require.Equal(t, a.Plan.Assignment(), again.Plan.Assignment())
	})
	testdata.Enough(t, "amendments that move units", moved, 0)
}

// One seat more gives a new last number; one fewer leaves no gap; units without a district are placed.
func TestSeats(t *testing.T) {
	d := kazakhstan(t)
	s := d.Scenario
	enacted, err := d.KnownPlan("enacted")
	require.NoError(t, err)
	same, err := planning.Amend(t.Context(), d, enacted, planning.AmendSettings{})
	require.NoError(t, err)
	require.NotNil(t, same.Plan)
	assert.Equal(t, balance.Optimal, same.Status)
	assert.Len(t, same.Plan.Districts, 29)
	assert.Equal(t, []int{15, 16, 25, 26, 27}, same.New)
	for _, seats := range []int{28, 30} {
		s.Seats.Total = seats
		next := *d
		next.Seats, _, err = s.Apportion(d.Layer)
		require.NoError(t, err)
		a, err := planning.Amend(t.Context(), &next, same.Plan, planning.AmendSettings{})
		require.NoError(t, err)
		require.NotNil(t, a.Plan)
		require.Len(t, a.Plan.Districts, seats)
		assert.True(t, districts.Met(a.Plan.Checks()))
		for i, x := range a.Plan.Districts {
			assert.Equal(t, i+1, x.Number)
		}
		if seats > 29 {
			assert.Equal(t, []int{30}, a.New)
			assert.Empty(t, a.Renumbered)
		} else {
			assert.LessOrEqual(t, len(a.Renumbered), 1)
		}
	}
}
