package topology

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/parallel"
)

// A half-edge is a segment walked one way: 2s from u to v, 2s+1 back. clockwiseOf links each half-edge to the next
// clockwise around the vertex that both leave. tip gives the vertices a half-edge leaves and reaches.
func clockwiseOf(points []orb.Point, segments int, tip func(h int32) (from, to int32)) []int32 {
	// Half-edges are put in order of the vertex they leave (a counting sort): a fan for each vertex.
	start := make([]int32, len(points)+1)
	for h := range int32(2 * segments) {
		v, _ := tip(h)
		start[v+1]++
	}
	for i := range points {
		start[i+1] += start[i]
	}
	out := make([]int32, 2*segments)
	at := make([]int32, len(points))
	copy(at, start)
	for h := range int32(2 * segments) {
		v, _ := tip(h)
		out[at[v]] = h
		at[v]++
	}
	cw := make([]int32, 2*segments)
	parallel.Do((len(points)+chunk-1)/chunk, func(k int) {
		for v := k * chunk; v < min((k+1)*chunk, len(points)); v++ {
			fan := out[start[v]:start[v+1]]
			if len(fan) > 2 {
				sortFan(points, int32(v), fan, tip)
			}
			before := len(fan) - 1
			for i, h := range fan {
				cw[h] = fan[before]
				before = i
			}
		}
	})
	return cw
}

// sortFan sorts half-edges that leave v counter-clockwise, beginning to the right, by insertion: fans are small.
func sortFan(points []orb.Point, v int32, fan []int32, tip func(h int32) (from, to int32)) {
	to := func(h int32) orb.Point {
		_, w := tip(h)
		return points[w]
	}
	for i := 1; i < len(fan); i++ {
		for j := i; j > 0 && angleLess(points[v], to(fan[j]), to(fan[j-1])); j-- {
			fan[j], fan[j-1] = fan[j-1], fan[j]
		}
	}
}
