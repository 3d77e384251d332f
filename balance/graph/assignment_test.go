package graph_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/graph"
)

// best tries every pairing.
func best(w [][]int64, row int, taken []bool, skips int) (int64, bool) {
	if row == len(w) {
		return 0, true
	}
	var most int64
	found := false
	try := func(x int64, ok bool) {
		if ok && (!found || x > most) {
			most, found = x, true
		}
	}
	for j := range w[row] {
		if !taken[j] {
			taken[j] = true
			x, ok := best(w, row+1, taken, skips)
			try(x+w[row][j], ok)
			taken[j] = false
		}
	}
	if skips > 0 {
		x, ok := best(w, row+1, taken, skips-1)
		try(x, ok)
	}
	return most, found
}

func TestAgainstAllPairings(t *testing.T) {
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			rows, columns := rapid.IntRange(0, 6).Draw(t, "rows"), rapid.IntRange(0, 6).Draw(t, "columns")
			w := make([][]int64, rows)
			for i := range w {
				w[i] = rapid.SliceOfN(rapid.Int64Range(-9, 20), columns, columns).Draw(t, "weights")
			}
			got, sum := graph.Assign(w)
			want, _ := best(w, 0, make([]bool, columns), max(0, rows-columns))
			require.Equal(t, want, sum)
			seen, check := map[int]bool{}, int64(0)
			for i, j := range got {
				if j >= 0 {
					require.False(t, seen[j])
					seen[j] = true
					check += w[i][j]
				}
			}
			require.Equal(t, sum, check)
			require.Len(t, seen, min(rows, columns))
		})
	}
}

func ExampleAssign() {
	// Three new districts against three old ones: voters in common.
	fmt.Println(graph.Assign([][]int64{
		{50, 40, 0},
		{60, 10, 0},
		{0, 0, 5},
	}))
	// Output: [1 0 2] 105
}

func BenchmarkAssign(b *testing.B) {
	for _, n := range []int{30, 300} {
		r := rand.New(rand.NewPCG(1, 2))
		w := make([][]int64, n)
		for i := range w {
			for range n {
				w[i] = append(w[i], r.Int64N(1_000_000))
			}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				graph.Assign(w)
			}
		})
	}
}
