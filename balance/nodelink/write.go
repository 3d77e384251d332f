package nodelink

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Extra are properties of nodes to write beside id and population.
type Extra struct {
	Name string
	// Value of node v, as a text or a number that encoding/json can write.
	Value func(v int) any
}

// Write writes a graph with its question as node-link JSON, one node or link a line. Where f has no lengths, links have
// no shared_perim.
func Write(w io.Writer, f *File, extra ...Extra) error {
	b := bufio.NewWriter(w) // keeps the first error for Flush
	var err error
	text := func(v any) []byte {
		t, e := json.Marshal(v)
		err = errors.Join(err, e)
		return t
	}
	fmt.Fprintf(b, `{"directed": false, "multigraph": false, "graph": {"name": %s`, text(f.Name))
	for _, q := range []struct {
		key   string
		value int64
	}{{"districts", int64(f.Districts)}, {"lower", f.Lower}, {"upper", f.Upper}} {
		if q.value != 0 {
			fmt.Fprintf(b, `, "%s": %d`, q.key, q.value)
		}
	}
	fmt.Fprint(b, "},\n\"nodes\": [")
	for v, id := range f.Graph.IDs {
		fmt.Fprintf(b, `%s{"id": %s, "population": %d`, comma(v), text(id), f.Graph.Voters[v])
		for _, x := range extra {
			fmt.Fprintf(b, ", %s: %s", text(x.Name), text(x.Value(v)))
		}
		fmt.Fprint(b, "}")
	}
	fmt.Fprint(b, "],\n\"links\": [")
	for i, e := range f.Graph.Edges {
		fmt.Fprintf(b, `%s{"source": %s, "target": %s`, comma(i), text(f.Graph.IDs[e.U]), text(f.Graph.IDs[e.V]))
		if f.HasLengths {
			fmt.Fprintf(b, `, "shared_perim": %s`, strconv.FormatFloat(float64(e.Length)/f.Graph.Scale, 'f', -1, 64))
		}
		fmt.Fprint(b, "}")
	}
	fmt.Fprint(b, "]}\n")
	return errors.Join(err, b.Flush())
}

func comma(i int) string {
	if i == 0 {
		return "\n"
	}
	return ",\n"
}
