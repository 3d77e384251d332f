package planning_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
)

// An interrupted run still gives a whole lawful plan.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	set := planning.Settings{Note: func(i, _ int, _ string) {
		if i == 2 {
			cancel()
		}
	}}
	made, err := planning.Make(ctx, kazakhstan(t), set)
	require.NoError(t, err)
	require.Error(t, ctx.Err())
	require.True(t, districts.Met(made.Plan.Checks()))
	require.Len(t, made.Regions, 20)
}
