package nodelink

import (
	"bufio"
	"encoding/json"
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
	b := bufio.NewWriter(w)
	var err error
	put := func(v any) {
		text, e := json.Marshal(v)
		if e != nil && err == nil {
			err = e
		}
		b.Write(text)
	}
	b.WriteString(`{"directed": false, "multigraph": false, "graph": {"name": `)
	put(f.Name)
	for _, q := range []struct {
		key   string
		value int64
	}{{"districts", int64(f.Districts)}, {"lower", f.Lower}, {"upper", f.Upper}} {
		if q.value != 0 {
			b.WriteString(`, "` + q.key + `": ` + strconv.FormatInt(q.value, 10))
		}
	}
	b.WriteString("},\n\"nodes\": [")
	for v, id := range f.Graph.IDs {
		b.WriteString(comma(v) + `{"id": `)
		put(id)
		b.WriteString(`, "population": ` + strconv.FormatInt(f.Graph.Voters[v], 10))
		for _, x := range extra {
			b.WriteString(", ")
			put(x.Name)
			b.WriteString(": ")
			put(x.Value(v))
		}
		b.WriteByte('}')
	}
	b.WriteString("],\n\"links\": [")
	for i, e := range f.Graph.Edges {
		b.WriteString(comma(i) + `{"source": `)
		put(f.Graph.IDs[e.U])
		b.WriteString(`, "target": `)
		put(f.Graph.IDs[e.V])
		if f.HasLengths {
			b.WriteString(`, "shared_perim": ` + strconv.FormatFloat(float64(e.Length)/f.Graph.Scale, 'f', -1, 64))
		}
		b.WriteByte('}')
	}
	b.WriteString("]}\n")
	if err != nil {
		return err
	}
	return b.Flush()
}

func comma(i int) string {
	if i == 0 {
		return "\n"
	}
	return ",\n"
}
