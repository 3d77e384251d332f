package verify

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
)

// TestRoom lists two units, each a district, where there is room for two and where there is room for one.
func TestRoom(t *testing.T) {
	g := &certificate.Graph{Units: []certificate.Unit{{ID: "a", Voters: 1}, {ID: "b", Voters: 1}},
		Edges: [][3]int64{{0, 1, 1}}}
	q := &certificate.Question{Graph: g, Seats: 2, Lower: 1, Upper: 1}
	clock := newWork(t.Context(), Settings{})
	p, none, err := newPuzzle(clock, q, certificate.Border)
	require.NoError(t, err)
	require.False(t, none)
	p.limit = 1
	stages, err := p.regions(clock, &certificate.Duals{Order: []int{0, 1}})
	require.NoError(t, err)
	table, err := newTable(clock, p, 1, stages)
	require.NoError(t, err)
	require.NoError(t, table.price(clock, 1, []int64{0, 0}))
	list, err := table.list(clock, 1, 2)
	require.NoError(t, err)
	require.ElementsMatch(t, []district{{[]int{0}, 1}, {[]int{1}, 1}}, list)
	_, err = table.list(clock, 1, 1)
	require.ErrorAs(t, err, new(*Unfinished))
}
