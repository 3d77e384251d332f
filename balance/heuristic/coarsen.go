package heuristic

import "slices"

// contract makes one node of all nodes with the same number in to, which runs from 0 to n-1. Voters and costs of edges
// add up, so that a plan of the result has the voters and the cut that the same plan has here. Rows are sorted as index
// needs them; but for that, time is linear in the edges.
func (l *level) contract(to []int32, n int) *level {
	c := &level{n: n, start: make([]int32, n+1), pop: make([]int64, n), fixed: make([]int32, n)}
	for i := range c.fixed {
		c.fixed[i] = none
	}
	first := make([]int32, n) // members chained
	next := make([]int32, l.n)
	for i := range first {
		first[i] = -1
	}
	for v := int32(l.n) - 1; v >= 0; v-- {
		next[v] = first[to[v]]
		first[to[v]] = v
		c.pop[to[v]] += l.pop[v]
		if l.fixed[v] != none {
			c.fixed[to[v]] = l.fixed[v]
		}
	}
	c.adj = make([]int32, 0, len(l.adj))
	c.cost = make([]float64, 0, len(l.adj))
	slot := make([]int32, n) // position of a neighbour in the row being made + 1
	type entry struct {
		to   int32
		cost float64
	}
	var row []entry
	// Row by row: the edges of all members, those inside left out and those to the same node added up.
	for u := range int32(n) {
		row = row[:0]
		for v := first[u]; v >= 0; v = next[v] {
			for i := l.start[v]; i < l.start[v+1]; i++ {
				w := to[l.adj[i]]
				if w == u {
					continue
				}
				if slot[w] == 0 {
					row = append(row, entry{w, 0})
					slot[w] = int32(len(row))
				}
				row[slot[w]-1].cost += l.cost[i]
			}
		}
		for _, e := range row {
			slot[e.to] = 0
		}
		slices.SortFunc(row, func(a, b entry) int { return int(a.to) - int(b.to) })
		for _, e := range row {
			c.adj = append(c.adj, e.to)
			c.cost = append(c.cost, e.cost)
		}
		c.start[u+1] = int32(len(c.adj))
	}
	c.adj, c.cost = slices.Clip(c.adj), slices.Clip(c.cost)
	l.contractExtra(c, to)
	return c
}

// contractExtra carries over what is not of every problem: sums for inertia add up, areas are those of all members, for
// only alike nodes are joined once there are areas, and the keep weights of a node are those of one home.
func (l *level) contractExtra(c *level, to []int32) {
	if l.x != nil {
		c.x, c.y, c.q = make([]float64, c.n), make([]float64, c.n), make([]float64, c.n)
		for v, u := range to {
			c.x[u] += l.x[v]
			c.y[u] += l.y[v]
			c.q[u] += l.q[v]
		}
	}
	for i, area := range l.area {
		c.addArea(lift(area, to, c.n), l.rank[i])
	}
	if l.home != nil {
		c.home, c.keep = make([]int32, c.n), make([]int64, c.n)
		const unset = -2
		for i := range c.home {
			c.home[i] = unset
		}
		for v, u := range to {
			switch {
			case c.home[u] == unset || c.home[u] == none:
				c.home[u], c.keep[u] = l.home[v], l.keep[v]
			case c.home[u] == l.home[v]:
				c.keep[u] += l.keep[v]
			}
		}
	}
}

// coarsen matches nodes along costly edges and contracts the pairs. A pair never has more voters than heaviest, never
// joins nodes fixed or at home in different districts, nor a part of an area with anything outside the area. With
// classes it never joins nodes of two. The returned level has to as its map; ok is false when too little was left to
// match.
//
// A costly edge should not be cut, so its ends may as well move together. In random order each free node takes the free
// neighbour with the largest cost for the pair's voters.
func (l *level) coarsen(r *source, heaviest int64, class []int32) (c *level, to []int32, ok bool) {
	// A random order, so that each task has other coarse levels.
	order := make([]int32, l.n)
	for i := range order {
		j := r.below(i + 1)
		order[i] = order[j]
		order[j] = int32(i)
	}
	match := make([]int32, l.n)
	for i := range match {
		match[i] = -1
	}
	count := l.n
	for _, v := range order {
		if match[v] >= 0 {
			continue
		}
		best, most := int32(-1), 0.0
		for i := l.start[v]; i < l.start[v+1]; i++ {
			w := l.adj[i]
			if match[w] >= 0 || l.pop[v]+l.pop[w] > heaviest || class != nil && class[v] != class[w] || !l.alike(v, w) {
				continue
			}
			// Light nodes first among equals keeps the coarse nodes even.
			score := l.cost[i] / float64(1+l.pop[v]+l.pop[w])
			if best < 0 || score > most {
				best, most = w, score
			}
		}
		if best >= 0 {
			match[v], match[best] = best, v
			count--
		} else {
			match[v] = v
		}
	}
	// A level that is hardly smaller is not worth its passes.
	if float64(count) > 0.95*float64(l.n) {
		return nil, nil, false
	}
	// Number the pairs, and the nodes left alone, in the order of their smaller nodes.
	to = make([]int32, l.n)
	n := int32(0)
	for v, w := range match {
		if int(w) < v {
			to[v] = to[w]
			continue
		}
		to[v] = n
		n++
	}
	c = l.contract(to, count)
	c.index()
	return c, to, true
}

// alike says whether two nodes may become one.
func (l *level) alike(v, w int32) bool {
	if l.fixed[v] != l.fixed[w] || l.home != nil && l.home[v] != l.home[w] {
		return false
	}
	for _, area := range l.area {
		if area[v] != area[w] {
			return false
		}
	}
	return true
}
