package districts

import (
	"math"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo"
)

// baseOf is what a rule counts in a unit: its voters, or a column.
func baseOf(u geo.Unit, base string) int64 {
	if base == rule.Voters {
		return u.Voters
	}
	return u.Columns[base]
}

// Graph is the layer as solvers see it, weighted by what a rule counts: node i is unit i, an edge's length is
// WholeMetres of the border.
func Graph(l *geo.Layer, base string) (*graph.Graph, error) {
	ids := make([]string, len(l.Units))
	voters := make([]int64, len(l.Units))
	for i, u := range l.Units {
		ids[i], voters[i] = u.ID, baseOf(u, base)
	}
	edges := make([]graph.Edge, len(l.Borders))
	for i, b := range l.Borders {
		edges[i] = graph.Edge{U: b.A, V: b.B, Length: WholeMetres(b)}
	}
	return graph.New(ids, voters, edges)
}

// WholeMetres is the length of a border in whole metres: at least 1, so that a border of some centimetres is not taken
// for a link, and 0 for a link.
func WholeMetres(b geo.Border) int64 {
	if b.Link {
		return 0
	}
	return max(1, int64(math.Round(b.Metres)))
}

// RegionOf is the index into l.Regions of every unit's region.
func RegionOf(l *geo.Layer) []int {
	index := make(map[string]int, len(l.Regions))
	for i, r := range l.Regions {
		index[r.ID] = i
	}
	of := make([]int, len(l.Units))
	for i, u := range l.Units {
		of[i] = index[u.RegionID]
	}
	return of
}
