package nodelink_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/nodelink"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/testdata"
)

func ExampleRead() {
	f, err := nodelink.Read(strings.NewReader(`{
		"graph": {"name": "a path", "districts": 2, "lower": 2, "upper": 4},
		"nodes": [{"id": "west", "population": 3}, {"id": "middle", "population": 1}, {"id": "east", "population": 2}],
		"links": [{"source": "middle", "target": "west", "shared_perim": 0.5}, {"source": "middle", "target": "east", `+
		`"shared_perim": 2}]
	}`), "path.json", nodelink.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Graph.Len(), "nodes,", f.Graph.Total(), "voters,", f.Districts, "districts")
	fmt.Println(f.Graph.Edges)
	// Output:
	// 3 nodes, 6 voters, 2 districts
	// [{0 1 500000000} {1 2 2000000000}]
}

func TestRead(t *testing.T) {
	// Ids may be numbers, links may come first, tools write whole numbers as 3.0 and links as edges.
	f, err := nodelink.Read(strings.NewReader(`{"multigraph": false, "edges": [{"source": 2, "target": "1", "key": 0}],
		"graph": [["name", "x"]], "nodes": [{"id": 1, "pop": 3.0, "county": "A", "x": 1, "y": -2.5}, {"id": 2, "pop": `+
		`0, "x": 0, "y": 0, "county": 7}, {"id": "3", "pop": 5, "x": 1e3, "y": 0}]}`),
		"g", nodelink.Options{Voters: "pop", Parents: []string{"county"}, Points: true})
	require.NoError(t, err)
	require.Equal(t, []string{"1", "2", "3"}, f.Graph.IDs)
	require.Equal(t, []int64{3, 0, 5}, f.Graph.Voters)
	require.Equal(t, []graph.Edge{{U: 0, V: 1}}, f.Graph.Edges)
	require.False(t, f.HasLengths)
	require.Equal(t, [][]int{{0, 1, -1}}, f.Parents)
	require.Equal(t, [][]string{{"A", "7"}}, f.ParentNames)
	require.Equal(t, []float64{1, 0, 1000}, f.X)
	require.Equal(t, []float64{-2.5, 0, 0}, f.Y)
}

// All faults are named at once, each with its place and a remedy.
func TestFaults(t *testing.T) {
	_, err := nodelink.Read(strings.NewReader(`{
		"graph": {"districts": -1, "lower": "many", "upper": 1.5},
		"nodes": [{"population": 1}, {"id": "a", "population": 1}, {"id": "a", "population": -4}, {"id": "b"}, 7,
			{"id": "c", "population": 1.5}, {"id": "d", "population": "12"}, {"id": "e", "population": `+
		`99999999999999999999}, {"id": "f", "population": null}],
		"links": [{"source": "a"}, {"source": "a", "target": "zz"}, {"source": "a", "target": "a"}, {"source": "a", `+
		`"target": "b", "shared_perim": -1},
			{"source": "b", "target": "a", "shared_perim": 2},
			{"source": "c", "target": "a", "shared_perim": 1e300}, {"source": "d", "target": "a", "shared_perim": "far"},
			{"source": "e", "target": "a", "shared_perim": 4e-13}]
	} {}`), "bad.json", nodelink.Options{})
	var faults *fault.Faults
	require.ErrorAs(t, err, &faults)
	for _, want := range []string{
		"graph.districts", "graph.lower", "graph.upper", "node 0: it has no id", "node 2 (a): node 1 has the same id",
		"node 2 (a): population is -4",
		"node 3 (b): it has no population", "nodes[4]: not an object", "node 5 (c): population is 1.5",
		`node 6 (d): population is the text "12", not a number; write 12`,
		"node 7 (e): population is 99999999999999999999",
		"node 8 (f): population is missing", "link 0 (a-): source or target is missing",
		"link 1 (a-zz): no node has the id zz", "link 2 (a-a): it joins a node to itself",
		"link 3 (a-b): shared_perim is not a length", "link 4 (b-a): link 3 joins the same nodes",
		"link 5 (c-a): shared_perim is 1e+300", "link 6 (d-a): shared_perim is not a length",
		"link 7 (e-a): shared_perim is 4e-13, too small to be told from 0; state lengths in a smaller unit",
		"something follows the graph", "link 0 (a-): it has no shared_perim, which 5 of 8 links have",
		"link 1 (a-zz): it has no",
		"link 2 (a-a): it has no",
	} {
		require.Contains(t, err.Error(), want)
	}
	require.Contains(t, err.Error(), "bad.json: node 2 (a): population is -4, a negative number; write a whole number")
	require.Len(t, faults.List, 24, "%v", err)
	for _, f := range faults.List {
		require.NotEmpty(t, f.Remedy)
		require.Equal(t, "bad.json", f.File)
		require.NotEmpty(t, f.Kind)
	}
}

// Both forms of NetworkX say the same graph, whichever comes first in the file; a number is an id by its value.
func TestAdjacency(t *testing.T) {
	want, err := nodelink.Read(strings.NewReader(`{"nodes": [{"id": "p", "population": 2}, {"id": 8, "population": 1},
		{"id": 9, "population": 0}], "links": [{"source": "p", "target": 8.0, "shared_perim": 4}, 
		{"source": 9, "target": "8", "shared_perim": 0.5}]}`), "g", nodelink.Options{})
	require.NoError(t, err)
	const nodes = `"nodes": [{"id": "p", "population": 2.0}, {"population": 1, "id": 8.0}, {"id": 9, "population": 0}]`
	const lists = `"adjacency": [[{"id": 8, "shared_perim": 4}], 
		[{"shared_perim": 4.0, "id": "p"}, {"id": 9, "shared_perim": 0.5}],
		[{"id": 8, "shared_perim": 0.5}]]`
	for _, text := range []string{nodes + "," + lists, lists + "," + nodes} {
		got, err := nodelink.Read(strings.NewReader("{"+text+"}"), "g", nodelink.Options{})
		require.NoError(t, err)
		require.Equal(t, want.Graph.IDs, got.Graph.IDs)
		require.Equal(t, want.Graph.Voters, got.Graph.Voters)
		require.ElementsMatch(t, []graph.Edge{{U: 0, V: 1, Length: 4e9}, {U: 1, V: 2, Length: 5e8}}, got.Graph.Edges)
		require.Equal(t, want.HasLengths, got.HasLengths)
	}
	_, err = nodelink.Read(strings.NewReader(`{`+nodes+`, "adjacency": [
		[{"id": 8, "shared_perim": 4}, {"id": 8, "shared_perim": 4}, {}],
		[{"id": "p", "shared_perim": 3}, {"id": 8, "shared_perim": 1}, {"id": 7, "shared_perim": 1}], 5],
		"links": []}`), "g",
		nodelink.Options{})
	for _, want := range []string{
		"g: adjacency[0][1] (p-8): adjacency[0][0] joins the same nodes",
		"adjacency[0][2] (-): its id is missing",
		"adjacency[1][0] (8-p): its shared_perim is not that of adjacency[0][0]",
		"adjacency[1][1] (8-8): it joins a node to itself",
		"adjacency[1][2] (8-7): no node has the id 7",
		`"adjacency[2]" is not a list`, `"adjacency" and "links" are both given`,
	} {
		require.ErrorContains(t, err, want)
	}
	_, err = nodelink.Read(strings.NewReader(`{`+nodes+`, "adjacency": [[], []]}`), "g", nodelink.Options{})
	require.ErrorContains(t, err, "3 nodes have 2 lists of neighbours")
}

// What a program writes for a value that it does not have is missing where it is needed, and nothing where it is not.
func TestMissingValues(t *testing.T) {
	_, err := nodelink.Read(strings.NewReader(`{"graph": {"districts": null, "lower": NaN},
		"nodes": [{"id": "p", "population": NaN}, {"id": NaN, "population": 1}, {"id": "r", "population": null},
			{"id": "s", "population": 1, "population": 9, "x": {"y": 1, "y": 2}}],
		"links": [{"source": "p", "target": "r", "shared_perim": 1}, {"source": "r", "target": null, "shared_perim": 1},
			{"source": "s", "target": "p", "shared_perim": NaN},
			{"source": "s", "target": "r", "shared_perim": 1}]}`), "g",
		nodelink.Options{})
	require.EqualError(t, err, strings.Join([]string{
		"g: graph.lower: it is NaN, which is no number: a value that is missing; write a whole number, 0 or more",
		"g: node 0 (p): population is NaN, which is no number: a value that is missing; write a whole number, 0 or more",
		`g: node 1: it has no id; give it "id", a text or a number`,
		"g: node 2 (r): population is missing; write a whole number, 0 or more",
		`g:3: node 3 (s): "population" is given twice; keep one of the two`,
		`g:3: node 3 (s): "y" is given twice; keep one of the two`,
		"g: link 1 (r-): source or target is missing; name two nodes by their ids",
		"g: link 2 (s-p): it has no shared_perim, which 3 of 4 links have; " +
			"give every link its length, or name another property by --length",
	}, "\n"))
	f, err := nodelink.Read(strings.NewReader(`{"graph": {"districts": null},
		"nodes": [{"id": "p", "population": 1, "rate": NaN}],
		"links": []}`), "g", nodelink.Options{})
	require.NoError(t, err)
	require.Equal(t, []int64{1}, f.Graph.Voters)
}

func TestNotAGraph(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "the file is empty",
		"[1]":                       "not a node-link graph",
		`{"nodes": [{]}`:            "not JSON",
		`{"nodes": [], "links":[]}`: "there are no nodes",
		`{"nodes": 3}`:              "is not a list",
		`{}`:                        `there is no "links"`,
		`{"nodes": [`:               "x.json:1: not JSON: the file ends in the middle",
		`{"nodes": [{"id": 1, "population": 9223372036854775807}, {"id": 2, "population": 1}], "links": []}`: "does not " +
			"fit in 64 bits",
	} {
		_, err := nodelink.Read(strings.NewReader(text), "x.json", nodelink.Options{})
		require.Error(t, err, text)
		require.Contains(t, err.Error(), want, text)
	}
	_, err := nodelink.Read(failing{}, "x.json", nodelink.Options{})
	require.ErrorContains(t, err, "disk on fire")
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("disk on fire") }

// What is written is read again as it was.
func TestWriteReadsBack(t *testing.T) {
	g, err := graph.New([]string{"a", `"q"`, "ж"}, []int64{1, 2, 3},
		[]graph.Edge{{U: 0, V: 1, Length: 1_500_000_001}, {U: 1, V: 2}})
	require.NoError(t, err)
	g.Scale = nodelink.LengthScale
	var b bytes.Buffer
	in := &nodelink.File{Graph: g, Name: "n", Districts: 2, Lower: 1, Upper: 5, HasLengths: true}
	require.NoError(t, nodelink.Write(&b, in, nodelink.Extra{Name: "county",
		Value: func(v int) any { return fmt.Sprint("c", v/2) }}))
	out, err := nodelink.Read(&b, "x", nodelink.Options{Parents: []string{"county"}})
	require.NoError(t, err)
	require.Equal(t, in.Graph, out.Graph)
	require.Equal(t, [][]int{{0, 0, 1}}, out.Parents)
	require.Equal(t, []any{in.Name, in.Districts, in.Lower, in.Upper, true},
		[]any{out.Name, out.Districts, out.Lower, out.Upper, out.HasLengths})
}

func TestWriteAssignment(t *testing.T) {
	g, err := graph.New([]string{"a", "b,c"}, []int64{1, 2}, nil)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, nodelink.WriteAssignment(&b, g, []int{1, 0}))
	require.Equal(t, "unit_id,district\na,2\n\"b,c\",1\n", b.String())
	require.Error(t, nodelink.WriteAssignment(&b, g, []int{1}))
}

// The published instances are read whole.
func TestPublished(t *testing.T) {
	folder := testdata.Shared(t, "bench")
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, path := range files {
		r, err := os.Open(path)
		require.NoError(t, err)
		f, err := nodelink.Read(r, path, nodelink.Options{})
		r.Close()
		require.NoError(t, err)
		require.True(t, f.HasLengths)
		_, parts := f.Graph.Components(nil)
		require.Equal(t, 1, parts, path)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"graph": {"districts": 2, "lower": 2, "upper": 4}, "nodes": [{"id": "a", "population": 3}, ` +
		`{"id": 2, "population": 1.0}], "links": [{"source": "a", "target": 2, "shared_perim": 0.5}]}`))
	f.Add([]byte(`{"nodes": [{"id": "a", "population": -3}, 4, null], "edges": [{"source": {}, "target": []}, "x"],` +
		` "graph": [[]]}`))
	f.Add([]byte(`{"nodes": 1, "nodes": [], "links": "no"`))
	f.Add([]byte(`{"nodes": [{"id": 1.0, "population": 3}, {"id": 2, "population": NaN}],
		"adjacency": [[{"id": 2}], [{"id": 1}]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := nodelink.Read(bytes.NewReader(data), "fuzz",
			nodelink.Options{Parents: []string{"p"}, Points: len(data)%2 == 0})
		if err != nil {
			var faults *fault.Faults
			require.ErrorAs(t, err, &faults)
			require.NotEmpty(t, faults.List)
			return
		}
		require.Positive(t, file.Graph.Len())
		require.GreaterOrEqual(t, file.Districts, 0)
		var b bytes.Buffer
		require.NoError(t, nodelink.Write(&b, file))
		one := b.String()
		again, err := nodelink.Read(&b, "again", nodelink.Options{})
		require.NoError(t, err)
		require.Equal(t, file.Graph.IDs, again.Graph.IDs)
		require.Equal(t, file.Graph.Voters, again.Graph.Voters)
		require.Equal(t, len(file.Graph.Edges), len(again.Graph.Edges))
		for i, e := range file.Graph.Edges {
			require.Equal(t, [2]int{e.U, e.V}, [2]int{again.Graph.Edges[i].U, again.Graph.Edges[i].V})
		}
		require.Equal(t, []any{file.Districts, file.Lower, file.Upper}, []any{again.Districts, again.Lower, again.Upper})
		var two bytes.Buffer
		require.NoError(t, nodelink.Write(&two, again))
		require.Equal(t, one, two.String())
	})
}
