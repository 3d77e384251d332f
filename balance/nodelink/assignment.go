package nodelink

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/geo/locale"
)

// WriteAssignment writes a plan as CSV with the header unit_id,district: every node once, in the order of the graph,
// districts numbered from 1.
func WriteAssignment(w io.Writer, g *graph.Graph, plan []int) error {
	if len(plan) != g.Len() {
		return locale.Errorf("a plan of %d {1|node|nodes} for a graph of %d", len(plan), g.Len())
	}
	c := csv.NewWriter(w)
	if err := c.Write([]string{"unit_id", "district"}); err != nil {
		return err
	}
	for v, d := range plan {
		if err := c.Write([]string{g.IDs[v], strconv.Itoa(d + 1)}); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}
