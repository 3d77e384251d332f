package exact

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/problem"
)

// A proof that the checker refuses, or whose check comes to no end, leaves a plan with a bound, or nothing known of an
// impossible question, and is not handed out.
func TestUncheckedIsNotClaimed(t *testing.T) {
	p := grids(3)
	stopped, stop := context.WithCancel(context.Background())
	stop()
	for name, ctx := range map[string]context.Context{"refused": context.Background(), "interrupted": stopped} {
		s, err := Solve(context.Background(), &p, Settings{})
		require.NoError(t, err)
		require.Equal(t, problem.Optimal, s.Status)
		if name == "refused" {
			s.Certificate.Claim.Value++
		}
		r := &run{sol: s, budget: new(steps)}
		r.confirm(ctx)
		assert.Equal(t, problem.Feasible, s.Status, name)
		assert.Equal(t, s.Value, s.Bound, name)
		assert.Nil(t, s.Certificate, name)
		var unchecked *UncheckedError
		require.ErrorAs(t, s.Reason, &unchecked, name)
		var refusal *verify.Refusal
		assert.Equal(t, name == "refused", errors.As(s.Reason, &refusal), name)
	}
	p.Lower = 4
	s, err := Solve(context.Background(), &p, Settings{})
	require.NoError(t, err)
	require.Equal(t, problem.Infeasible, s.Status)
	r := &run{sol: s, budget: new(steps)}
	r.confirm(stopped)
	assert.Equal(t, problem.Unknown, s.Status)
	assert.Nil(t, s.Certificate)
	assert.Error(t, s.Reason)
}
