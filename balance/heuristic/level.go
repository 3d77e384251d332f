package heuristic

import "math/bits"

// maskDegree is the largest degree for which local contiguity is tested with one machine word.
const maskDegree = 32

// level is a graph as the search needs it: the problem's own, or a coarser one whose nodes stand for connected sets.
// The neighbours of node v are adj[start[v]:start[v+1]], ascending; cost has the price of cutting each of these edges,
// and has it twice, once for each end.
type level struct {
	n     int
	start []int32
	adj   []int32
	cost  []float64 // of each adjacency entry
	// mask has, for entry i of node v, the set of v's entries whose nodes touch entry i's node. Nil rows: degree too
	// high.
	mask []uint32
	pop  []int64
	// fixed is each node's district, or none.
	fixed []int32

	// x, y, q are sums over the node's units of voters times coordinates and squared coordinates; nil without inertia.
	x, y, q []float64
	// area is, per list of parents, the parent of which the node is a part; none where it is a part of none in the list.
	// The parents of a list, of two nodes or more, are numbered from 0; areas is how many. Rank is the level of a list's
	// parents, which does not fall; a level has several lists where one node is part of several of its parents.
	area  [][]int32
	areas []int
	rank  []int
	home  []int32 // district of the starting plan, nil without Keep
	keep  []int64
}

func (l *level) neighbours(v int32) []int32 { return l.adj[l.start[v]:l.start[v+1]] }

// index fills mask. It needs adjacency rows in ascending order, for a bit of a mask is a place in the row. The masks
// let contiguity around a node be tested without looking beyond its row.
func (l *level) index() {
	l.mask = make([]uint32, len(l.adj))
	at := make([]int32, l.n) // position among v's neighbours + 1
	for v := range int32(l.n) {
		row := l.neighbours(v)
		if len(row) > maskDegree {
			continue
		}
		for i, w := range row {
			at[w] = int32(i) + 1
		}
		for i, w := range row {
			var m uint32
			for _, x := range l.neighbours(w) {
				if j := at[x]; j > 0 {
					m |= 1 << (j - 1)
				}
			}
			l.mask[int(l.start[v])+i] = m
		}
		for _, w := range row {
			at[w] = 0
		}
	}
}

// addArea adds a list of parents of a level, by their numbers, and numbers those of two nodes or more anew: a parent of
// one node cannot be divided. It keeps and changes of.
func (l *level) addArea(of []int32, rank int) {
	most := int32(none)
	for _, a := range of {
		most = max(most, a)
	}
	// How many nodes each parent has a part in.
	count := make([]int32, most+1)
	for _, a := range of {
		if a != none {
			count[a]++
		}
	}
	number := count // of the areas counted, from the second look on
	n := int32(0)
	for a, c := range count {
		if c > 1 {
			number[a] = n
			n++
		} else {
			number[a] = none
		}
	}
	for v, a := range of {
		if a != none {
			of[v] = number[a]
		}
	}
	l.area, l.areas, l.rank = append(l.area, of), append(l.areas, int(n)), append(l.rank, rank)
}

// joined says whether the entries in set, of node v, are connected among themselves. It spreads from the lowest entry
// by masks, in as many steps as there are entries at the most.
func (l *level) joined(v int32, set uint32) bool {
	mask := l.mask[l.start[v]:l.start[v+1]]
	todo := set & -set
	left := set &^ todo
	for todo != 0 && left != 0 {
		i := bits.TrailingZeros32(todo)
		todo &= todo - 1
		reach := mask[i] & left
		todo |= reach
		left &^= reach
	}
	return left == 0
}
