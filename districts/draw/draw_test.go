package draw_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"okrug/data"
	"okrug/districts"
	"okrug/districts/draw"
	"okrug/districts/scenario"
)

// An interrupted run still gives a whole lawful plan.
func TestInterrupted(t *testing.T) {
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	require.NoError(t, err)
	l, _, err := s.Layer(t.Context(), nil)
	require.NoError(t, err)
	seats, _, err := s.Apportion(l)
	require.NoError(t, err)
	r, err := s.BindingRule()
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	set := draw.Settings{Note: func(i, _ int, _ string) {
		if i == 2 {
			cancel()
		}
	}}
	p, regions, err := draw.Plan(ctx, districts.Draft{Scenario: s, Layer: l, Rule: r, Seats: seats}, set)
	require.NoError(t, err)
	require.Error(t, ctx.Err())
	require.True(t, districts.Lawful(p.Checks(nil)))
	require.Len(t, regions, 20)
}
