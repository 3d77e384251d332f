package testdata

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// told takes down whether a test failed.
type told struct {
	testing.TB
	failed bool
}

func (t *told) Helper()               {}
func (t *told) Errorf(string, ...any) { t.failed = true }

// All checks ask for more than so many cases, fewer for fewer with room for chance, and very few for none.
func TestEnough(t *testing.T) {
	if testing.Short() {
		t.Skip("the number of checks is the test's own")
	}
	for _, x := range []struct {
		checks     string
		got, least int
		fails      bool
	}{
		{"", 300, 300, true}, {"", 301, 300, false}, {"", 0, 0, true}, {"", 1, 0, false},
		{"200", 300, 300, true}, {"200", 301, 300, false},
		{"10", 13, 300, true}, {"10", 14, 300, false}, // 30 - 3 √30 is 13.6
		{"10", 0, 50, false}, {"1", 0, 300, false}, {"10", 0, 0, false},
		{"50", 0, 0, true}, {"50", 1, 0, false}, {"50", 0, 10, true}, {"50", 1, 10, false}, {"49", 0, 10, false},
	} {
		t.Setenv("RAPID_CHECKS", x.checks)
		var told told
		Enough(&told, "cases", x.got, x.least)
		require.Equal(t, x.fails, told.failed, "%+v", x)
	}
	t.Setenv("RAPID_CHECKS", "10")
	require.Equal(t, 300, Draws(3000))
	require.Equal(t, 1, Draws(5))
	t.Setenv("RAPID_CHECKS", "")
	require.Equal(t, 3000, Draws(3000))
}
