package kz2022

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// edges are the straight pieces that two shapes both draw, with the same two ends.
type edges struct {
	count  int
	metres float64
	pairs  map[[2]int]bool // of shapes that have one
}

func commonEdges(faces []orb.MultiPolygon) edges {
	found := edges{pairs: map[[2]int]bool{}}
	owner := map[[2]orb.Point]int{}
	for i, f := range faces {
		for _, p := range f {
			for _, r := range p {
				for k, a := range r[:len(r)-1] {
					e := [2]orb.Point{a, r[k+1]}
					if e[1][0] < e[0][0] || e[1][0] == e[0][0] && e[1][1] < e[0][1] {
						e[0], e[1] = e[1], e[0]
					}
					if o, ok := owner[e]; ok && o != i {
						found.count++
						found.metres += measure.Distance(e[0], e[1])
						found.pairs[[2]int{min(o, i), max(o, i)}] = true
					}
					owner[e] = i
				}
			}
		}
	}
	return found
}

// without are the borders between groups of shapes of which no two have an edge in common: the one side has a vertex
// wherever the other has none.
func (e edges) without(t *topology.Topology, groups [][]int) []topology.Border {
	group := map[int]int{}
	for g, shapes := range groups {
		for _, s := range shapes {
			group[s] = g
		}
	}
	shared := map[[2]int]bool{}
	for p := range e.pairs {
		a, b := group[p[0]], group[p[1]]
		shared[[2]int{min(a, b), max(a, b)}] = true
	}
	var out []topology.Border
	for _, b := range t.Borders() {
		if !shared[[2]int{b.A, b.B}] {
			out = append(out, b)
		}
	}
	return out
}
