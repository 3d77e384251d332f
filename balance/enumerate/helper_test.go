package enumerate_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/testdata"
)

// grid is a w x h grid of nodes with one voter each and edges of length 1.
func grid(t testing.TB, w, h int) *graph.Graph {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for y := range h {
		for x := range w {
			ids = append(ids, fmt.Sprintf("%d,%d", x, y))
			voters = append(voters, 1)
			if x > 0 {
				edges = append(edges, graph.Edge{U: y*w + x - 1, V: y*w + x, Length: 1})
			}
			if y > 0 {
				edges = append(edges, graph.Edge{U: y*w + x - w, V: y*w + x, Length: 1})
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return g
}

// published is a graph of the shared benchmark folder with its question.
type published struct {
	graph        *graph.Graph
	k            int
	lower, upper int64
	minCut       int
	feasible     *bool
}

// load reads node-link JSON with a small reader of the tests' own.
func load(t testing.TB, name string) published {
	b, err := os.ReadFile(filepath.Join(testdata.Shared(t, "bench"), name))
	require.NoError(t, err)
	var file struct {
		Graph struct {
			Districts    int
			Lower, Upper int64
			MinCut       int `json:"min_cut_edges"`
			Feasible     *bool
		}
		Nodes []struct {
			ID         any
			Population int64
		}
		Links []struct {
			Source, Target any
			Perim          float64 `json:"shared_perim"`
		}
	}
	require.NoError(t, json.Unmarshal(b, &file))
	text := func(x any) string {
		if f, ok := x.(float64); ok {
			return strconv.FormatFloat(f, 'f', -1, 64)
		}
		return x.(string)
	}
	at := map[string]int{}
	var ids []string
	var voters []int64
	for i, n := range file.Nodes {
		at[text(n.ID)] = i
		ids = append(ids, text(n.ID))
		voters = append(voters, n.Population)
	}
	var edges []graph.Edge
	for _, l := range file.Links {
		edges = append(edges, graph.Edge{U: at[text(l.Source)], V: at[text(l.Target)],
			Length: int64(math.Round(l.Perim * 1e6))})
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return published{g, file.Graph.Districts, file.Graph.Lower, file.Graph.Upper, file.Graph.MinCut, file.Graph.Feasible}
}
