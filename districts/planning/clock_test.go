package planning

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/districts"
)

func task(units, seats int) districts.Task {
	return districts.Task{Nodes: make([]int, units), Problem: balance.Problem{Seats: seats}}
}

// Regions share the time of a run by their units; what one leaves goes to those behind it, and one with a single seat
// takes none. A region's own limit stands, and nobody is left without any time.
func TestTheClockIsShared(t *testing.T) {
	one, small, large := task(500, 1), task(100, 2), task(300, 3)
	c := newClock(time.Hour, []districts.Task{one, small, large})
	near := func(want, got time.Duration) {
		t.Helper()
		require.InDelta(t, want.Seconds(), got.Seconds(), 30)
	}
	near(0, c.limit(one, 0))
	require.GreaterOrEqual(t, c.limit(one, 0), least)
	near(15*time.Minute, c.limit(small, 0))
	require.Equal(t, time.Minute, c.limit(small, time.Minute))
	c.done(one)
	c.done(small)
	near(time.Hour, c.limit(large, 0))
	c.hurry()
	require.LessOrEqual(t, c.limit(large, 0), hurried)
	c.end = time.Now().Add(-time.Second)
	require.Equal(t, least, c.limit(large, 0))

	free := newClock(0, []districts.Task{small})
	require.Zero(t, free.limit(small, 0))
	require.Equal(t, time.Minute, free.limit(small, time.Minute))
	free.hurry()
	require.LessOrEqual(t, free.limit(small, time.Minute), hurried)
}
