package balance

import (
	"context"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Where there are too many plans to visit, variants are lawful and differ by what was asked for, any two of them, and
// the same on any number of goroutines.
func TestVariantsDiffer(t *testing.T) {
	p := grid(12, 6, 4)
	p.Objective.Kind = Border
	set := SurveySettings{Settings: Settings{Method: Heuristic, Work: 100_000, Seed: 3}, Variants: 4,
		Difference: big.NewRat(1, 10)}
	d, err := Survey(context.Background(), p, set)
	require.NoError(t, err)
	require.False(t, d.Surveyed)
	require.Greater(t, len(d.Variants), 2, d.Log)
	for i, a := range d.Variants {
		assert.Empty(t, p.Check(a.District))
		assert.Equal(t, a.Difference, p.Difference(d.Variants[0].District, a.District))
		for _, b := range d.Variants[:i] {
			assert.GreaterOrEqual(t, 10*p.Difference(a.District, b.District), p.Graph.Total())
		}
	}
	set.Workers = 1
	again, err := Survey(context.Background(), p, set)
	require.NoError(t, err)
	assert.Equal(t, d.Variants, again.Variants)
}

// Numbers play no part in a difference.
func TestDifference(t *testing.T) {
	p := grid(2, 2, 0)
	assert.Zero(t, p.Difference([]int{0, 0, 1, 1}, []int{1, 1, 0, 0}))
	assert.Equal(t, int64(2), p.Difference([]int{0, 0, 1, 1}, []int{0, 1, 0, 1}))
	assert.Equal(t, int64(1), p.Difference([]int{0, 0, 1, 1}, []int{0, 0, 0, 1}))
}
