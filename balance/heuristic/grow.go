package heuristic

import (
	"cmp"
	"slices"
)

// complete makes a whole plan of a partial one, in place: every district grows from what it has until no node is free.
// It drops all but the heaviest piece of a district, except fixed nodes, which it joins along shortest free paths where
// it can. Districts without a node start at random ones, in components that lack a district first. It reports whether
// the plan is whole: a component in which no district has a node or can get one stays free. Bounds on voters play no
// part; keeping them is left to the annealing.
func (t *task) complete(l *level, part []int32) bool {
	g := &grower{l: l, k: t.p.seats, part: part, r: t.r, pops: make([]int64, t.p.seats), front: make([][]int32, t.p.seats)}
	g.from = make([]int32, l.n)
	g.dropLoose()
	g.connect()
	g.plant(l.components())
	g.grow()
	return !slices.Contains(part, none)
}

// grower is the state of complete. Front lists, for each district, nodes that it touches; pops are the districts'
// voters; from is the memory of path.
type grower struct {
	l     *level
	k     int
	part  []int32
	r     *source
	pops  []int64
	front [][]int32 // nodes that each district touches, some of them taken since
	from  []int32
}

// piecesOf lists the connected pieces of every district.
func (g *grower) piecesOf() [][][]int32 {
	out := make([][][]int32, g.k)
	seen := make([]bool, g.l.n)
	for v := range int32(g.l.n) {
		if seen[v] || g.part[v] < 0 {
			continue
		}
		seen[v] = true
		piece := []int32{v}
		for i := 0; i < len(piece); i++ {
			for _, w := range g.l.neighbours(piece[i]) {
				if !seen[w] && g.part[w] == g.part[v] {
					seen[w] = true
					piece = append(piece, w)
				}
			}
		}
		out[g.part[v]] = append(out[g.part[v]], piece)
	}
	return out
}

// dropLoose frees all nodes but the fixed of every piece of a district except the heaviest. A node counts as a voter
// more, so that pieces without voters differ too.
func (g *grower) dropLoose() {
	for _, pieces := range g.piecesOf() {
		if len(pieces) < 2 {
			continue
		}
		weight := func(piece []int32) (w int64) {
			for _, v := range piece {
				w += g.l.pop[v] + 1
			}
			return w
		}
		slices.SortStableFunc(pieces, func(a, b []int32) int { return cmp.Compare(weight(b), weight(a)) })
		for _, piece := range pieces[1:] {
			for _, v := range piece {
				if g.l.fixed[v] == none {
					g.part[v] = none
				}
			}
		}
	}
}

// connect joins pieces of fixed nodes by shortest paths through free nodes.
func (g *grower) connect() {
	for d, pieces := range g.piecesOf() {
		for i := 1; i < len(pieces); i++ {
			g.path(pieces[i], int32(d))
		}
	}
}

// path gives district d a shortest way from a piece to another of its pieces, if there is one. It is a breadth-first
// search from the whole piece through free nodes; from leads back.
func (g *grower) path(piece []int32, d int32) {
	for i := range g.from {
		g.from[i] = -1
	}
	queue := slices.Clone(piece)
	for _, v := range piece {
		g.from[v] = v
	}
	for i := 0; i < len(queue); i++ {
		v := queue[i]
		for _, w := range g.l.neighbours(v) {
			if g.from[w] >= 0 || g.part[w] != none && g.part[w] != d {
				continue
			}
			g.from[w] = v
			if g.part[w] == d {
				for ; g.from[v] != v; v = g.from[v] {
					g.part[v] = d
				}
				return
			}
			queue = append(queue, w)
		}
	}
}

// plant gives every district without a node a random free one: components that have no district first, then those with
// most free voters for each district they are to hold. Of is each node's component, and count is how many there are.
// Free, need and has are, of each component, the free nodes, their voters, and the districts in it.
func (g *grower) plant(of []int32, count int) {
	held := make([]bool, g.k)
	free := make([][]int32, count)
	need := make([]int64, count)
	has := make([]int64, count)
	for v, d := range g.part {
		if d == none {
			free[of[v]] = append(free[of[v]], int32(v))
			need[of[v]] += g.l.pop[v]
		} else if !held[d] {
			held[d] = true
			has[of[v]]++
		}
	}
	for d := range int32(g.k) {
		if held[d] {
			continue
		}
		best := -1
		for c := range count {
			if len(free[c]) == 0 {
				continue
			}
			switch {
			case best < 0, has[c] == 0 && has[best] > 0:
				best = c
			case has[c] == 0 || has[best] > 0:
				if float64(need[c])*float64(has[best]+1) > float64(need[best])*float64(has[c]+1) {
					best = c
				}
			}
		}
		if best < 0 {
			return // more districts than free nodes: the plan will be scored as it is
		}
		i := g.r.below(len(free[best]))
		v := free[best][i]
		free[best] = slices.Delete(free[best], i, i+1)
		g.part[v] = d
		has[best]++
	}
}

// grow lets the smallest district that can take the free node that it touches most. Fronts may name a node several
// times, and nodes that were taken since; take passes over these.
func (g *grower) grow() {
	for v, d := range g.part {
		if d == none {
			continue
		}
		g.pops[d] += g.l.pop[v]
		for _, w := range g.l.neighbours(int32(v)) {
			if g.part[w] == none {
				g.front[d] = append(g.front[d], w)
			}
		}
	}
	for {
		d := int32(-1)
		for e := range int32(g.k) {
			if len(g.front[e]) > 0 && (d < 0 || g.pops[e] < g.pops[d]) {
				d = e
			}
		}
		if d < 0 {
			return
		}
		g.take(d)
	}
}

// take chooses among a few random nodes of the front, so that a step does not depend on its length. It gives district d
// the one that touches it most, by number and cost of edges. Where a node drawn turns out to be taken, what was found
// before it is forgotten, and the turn may pass with none.
func (g *grower) take(d int32) {
	front := g.front[d]
	best, most := -1, 0.0
	for range 6 {
		if len(front) == 0 {
			break
		}
		i := g.r.below(len(front))
		v := front[i]
		if g.part[v] != none {
			front[i] = front[len(front)-1]
			front = front[:len(front)-1]
			best = -1
			continue
		}
		var touch float64
		for j := g.l.start[v]; j < g.l.start[v+1]; j++ {
			if g.part[g.l.adj[j]] == d {
				touch += 1 + g.l.cost[j]
			}
		}
		if best < 0 || touch > most {
			best, most = i, touch
		}
	}
	g.front[d] = front
	if best < 0 {
		return
	}
	v := front[best]
	g.front[d] = slices.Delete(front, best, best+1)
	g.part[v] = d
	g.pops[d] += g.l.pop[v]
	for _, w := range g.l.neighbours(v) {
		if g.part[w] == none {
			g.front[d] = append(g.front[d], w)
		}
	}
}
