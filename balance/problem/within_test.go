package problem_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/problem"
)

// The bounds hold just the numbers of voters that are near enough to the quota, tried one by one.
func TestWithinDeviation(t *testing.T) {
	for num := int64(1); num <= 12; num++ {
		for den := int64(1); den <= 4; den++ {
			for x := int64(0); x <= 14; x++ {
				lower, upper := problem.WithinDeviation(num, den, x, 1, 9)
				for v := int64(0); v <= 12; v++ {
					off := max(den*v-num, num-den*v)
					require.Equal(t, off <= x && v >= 1 && v <= 9, lower <= v && v <= upper, "%d of %d/%d within %d", v, num, den, x)
				}
			}
		}
	}
}
