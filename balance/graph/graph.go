// Package graph holds what every solver works on: units as nodes with voters, and which of them touch.
package graph

import (
	"errors"
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// Edge joins two nodes whose units touch. Length is the common border in whole length units of the graph (metres
// for a layer), 0 for a link without a common border.
type Edge struct {
	U, V   int // node numbers, U < V
	Length int64
}

// Graph is an undirected graph without loops or double edges. Invariants, established by New:
//   - edges are sorted by U, then V;
//   - voters are not negative and their sum fits in an int64;
//   - every node's neighbours are in ascending order.
type Graph struct {
	IDs    []string // of the nodes, for messages and certificates
	Voters []int64
	Edges  []Edge
	// Scale is the number of whole length units per one unit of the source's border length: 1 where lengths are metres,
	// 1e9 where a source states them as decimal degrees.
	Scale float64

	start []int32 // adjacency in compressed rows
	adj   []int32
	inc   []int32 // edge number of each adjacency entry
}

// New makes a graph and checks its invariants. Edges may come in any order and direction; those given twice are an
// error.
func New(ids []string, voters []int64, edges []Edge) (*Graph, error) {
	n := len(voters)
	if len(ids) != n {
		return nil, locale.Errorf("%d {1|id|ids} for %d {2|node|nodes}", len(ids), n)
	}
	var errs []error
	var sum int64
	for i, v := range voters {
		if v < 0 {
			errs = append(errs, locale.Errorf("node %s has %d {2|voter|voters}; it must not be negative", ids[i], v))
			continue
		}
		if sum += v; sum < 0 {
			return nil, locale.Errorf("the sum of all voters does not fit in 64 bits")
		}
	}
	es := slices.Clone(edges)
	for i, e := range es {
		if e.U < 0 || e.V < 0 || e.U >= n || e.V >= n {
			errs = append(errs, locale.Errorf("edge %d names a node outside 0..%d", i, n-1))
			continue
		}
		if e.U == e.V {
			errs = append(errs, locale.Errorf("node %s touches itself", ids[e.U]))
		}
		if e.Length < 0 {
			errs = append(errs, locale.Errorf("edge %s-%s has the negative length %d", ids[e.U], ids[e.V], e.Length))
		}
		if e.U > e.V {
			es[i].U, es[i].V = e.V, e.U
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	slices.SortFunc(es, func(a, b Edge) int {
		if a.U != b.U {
			return a.U - b.U
		}
		return a.V - b.V
	})
	for i := 1; i < len(es); i++ {
		if es[i].U == es[i-1].U && es[i].V == es[i-1].V {
			errs = append(errs, locale.Errorf("edge %s-%s is given twice", ids[es[i].U], ids[es[i].V]))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	g := &Graph{IDs: slices.Clone(ids), Voters: slices.Clone(voters), Edges: es, Scale: 1}
	g.index()
	return g, nil
}

func (g *Graph) index() {
	n := len(g.Voters)
	g.start = make([]int32, n+1)
	for _, e := range g.Edges {
		g.start[e.U+1]++
		g.start[e.V+1]++
	}
	for i := range n {
		g.start[i+1] += g.start[i]
	}
	g.adj = make([]int32, 2*len(g.Edges))
	g.inc = make([]int32, 2*len(g.Edges))
	fill := slices.Clone(g.start[:n])
	put := func(u, v, e int) {
		g.adj[fill[u]], g.inc[fill[u]] = int32(v), int32(e)
		fill[u]++
	}
	// Edges sorted by (U, V) give each node its smaller neighbours in order first when those are put first.
	for i, e := range g.Edges {
		put(e.V, e.U, i)
	}
	for i, e := range g.Edges {
		put(e.U, e.V, i)
	}
}

// Len is the number of nodes.
func (g *Graph) Len() int { return len(g.Voters) }

// Neighbours are the nodes that v touches, ascending. The slice must not be changed.
func (g *Graph) Neighbours(v int) []int32 { return g.adj[g.start[v]:g.start[v+1]] }

// Incident are the numbers in Edges of v's edges, in the order of Neighbours. The slice must not be changed.
func (g *Graph) Incident(v int) []int32 { return g.inc[g.start[v]:g.start[v+1]] }

// Total is the sum of all voters.
func (g *Graph) Total() int64 {
	var t int64
	for _, v := range g.Voters {
		t += v
	}
	return t
}

// Components numbers the connected components of the nodes for which in is true (all, if in is nil) in order of
// their smallest node; -1 marks a node outside.
func (g *Graph) Components(in func(int) bool) (of []int, count int) {
	of = make([]int, g.Len())
	for i := range of {
		of[i] = -1
	}
	var stack []int
	for s := range of {
		if of[s] >= 0 || in != nil && !in(s) {
			continue
		}
		of[s] = count
		stack = append(stack[:0], s)
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, w := range g.Neighbours(v) {
				if of[w] < 0 && (in == nil || in(int(w))) {
					of[w] = count
					stack = append(stack, int(w))
				}
			}
		}
		count++
	}
	return of, count
}

// Sub is the graph induced by the given nodes, in that order, with their ids.
func (g *Graph) Sub(nodes []int) *Graph {
	to := make(map[int]int, len(nodes))
	s := &Graph{Scale: g.Scale}
	for i, v := range nodes {
		to[v] = i
		s.IDs = append(s.IDs, g.IDs[v])
		s.Voters = append(s.Voters, g.Voters[v])
	}
	for _, v := range nodes {
		for j, w := range g.Neighbours(v) {
			b, ok := to[int(w)]
			if a := to[v]; ok && a < b {
				s.Edges = append(s.Edges, Edge{a, b, g.Edges[g.Incident(v)[j]].Length})
			}
		}
	}
	slices.SortFunc(s.Edges, func(a, b Edge) int {
		if a.U != b.U {
			return a.U - b.U
		}
		return a.V - b.V
	})
	s.index()
	return s
}
