package verify

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
)

// TestDiffuse rounds to whole buckets. What is left over goes to the first unit after in the order that touches the
// giver, and nobody has fewer buckets than none: the table goes by that. TestTables adds buckets and errors up.
func TestDiffuse(t *testing.T) {
	for _, x := range []struct {
		name          string
		delta         int64
		voters, order []int
		edges         []line
		want          []int64 // by unit
	}{
		// a gives 4 to b, who has 17 then and gives -3 to c.
		{"a row", 10, []int{14, 13, 3}, []int{0, 1, 2}, []line{{0, 1, 1}, {1, 2, 1}}, []int64{1, 2, 0}},
		{"a row backwards", 10, []int{3, 13, 14}, []int{2, 1, 0}, []line{{0, 1, 1}, {1, 2, 1}}, []int64{0, 2, 1}},
		{"none touch", 10, []int{14, 4, 4}, []int{0, 1, 2}, []line{}, []int64{1, 0, 0}},
		// 4 of a and 1 of b make a bucket, and with c they would have made one there.
		{"the first of two", 10, []int{14, 1, 1}, []int{0, 1, 2}, []line{{0, 1, 1}, {0, 2, 1}}, []int64{1, 1, 0}},
		{"the first of two, named last", 10, []int{14, 1, 1}, []int{0, 2, 1}, []line{{0, 1, 1}, {0, 2, 1}},
			[]int64{1, 0, 1}},
		{"a half", 10, []int{5, 4}, []int{0, 1}, []line{}, []int64{1, 0}},
		{"single voters", 1, []int{1, 0, 2}, []int{0, 1, 2}, []line{{0, 1, 1}, {1, 2, 1}}, []int64{1, 0, 2}},
		// Three that owe 5 each to one who has none.
		{"owed more than half", 10, []int{5, 5, 5, 0}, []int{0, 1, 2, 3}, []line{{0, 3, 1}, {1, 3, 1}, {2, 3, 1}},
			[]int64{1, 1, 1, 0}},
	} {
		t.Run(x.name, func(t *testing.T) {
			p := inRow(len(x.voters), 100, x.edges...)
			p.edges = x.edges
			for u, v := range x.voters {
				p.all[u].Voters = int64(v)
			}
			stages, err := p.regions(unlimited(), &certificate.Duals{Order: x.order})
			require.NoError(t, err)
			p.diffuse(stages, x.delta)
			for i := range stages {
				for _, k := range stages[i].sides {
					require.Equal(t, x.want[stages[i].unit], k.buckets, "unit %d", stages[i].unit)
				}
			}
		})
	}
}
