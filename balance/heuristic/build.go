package heuristic

import (
	"slices"

	"github.com/okrug/okrug/balance/problem"
)

// base turns a model into a level, with every connected piece of a group as one node. to gives the node of each of the
// model's nodes. The level shares the graph's voters where nothing is merged. A group is also one more level of areas
// after the parents': its pieces belong in one district, and dividing it costs like dividing a parent.
func (p *model) base() (l *level, to []int32) {
	g := p.graph
	n := g.Len()
	l = &level{n: n, start: make([]int32, n+1), pop: g.Voters, fixed: make([]int32, n)}
	l.adj = make([]int32, 0, 2*len(g.Edges))
	l.cost = make([]float64, 0, 2*len(g.Edges))
	for v := range n {
		l.adj = append(l.adj, g.Neighbours(v)...)
		for _, e := range g.Incident(v) {
			l.cost = append(l.cost, p.edgeCost[e])
		}
		l.start[v+1] = int32(len(l.adj))
		l.fixed[v] = none
		if p.fixed != nil {
			l.fixed[v] = int32(p.fixed[v])
		}
	}
	if p.inertiaCost > 0 {
		p.moments(l)
	}
	if p.keep != nil {
		l.home, l.keep = narrow(p.home), slices.Clone(p.keep)
	}
	to = make([]int32, n)
	for v := range to {
		to[v] = int32(v)
	}
	if p.group != nil {
		to = p.merged
		l = l.contract(to, p.nodes)
	}
	for i, level := range p.parents {
		for _, list := range lists(level, to, l.n) {
			l.addArea(list, i)
		}
	}
	if p.group != nil {
		of := make([]int32, l.n)
		for v, u := range to {
			of[u] = p.group[v]
		}
		l.addArea(of, len(p.parents))
	}
	l.index()
	return l, to
}

// lists are a level of parents by the nodes that to makes of the model's, n of them. A node that a group made may be a
// part of several parents; these stand in different lists, of which there are as many as that takes.
func lists(level []int, to []int32, n int) [][]int32 {
	fresh := func() []int32 { return slices.Repeat([]int32{none}, n) }
	out := [][]int32{fresh()}
	for number, members := range new(problem.Problem).Groups(level) {
		if !slices.ContainsFunc(members, func(v int) bool { return to[v] != to[members[0]] }) {
			continue // nothing can divide it, and it needs no list
		}
		i := slices.IndexFunc(out, func(list []int32) bool {
			return !slices.ContainsFunc(members, func(v int) bool { return list[to[v]] != none })
		})
		if i < 0 {
			i, out = len(out), append(out, fresh())
		}
		for _, v := range members {
			out[i][to[v]] = int32(number)
		}
	}
	return out
}

func narrow(x []int) []int32 {
	y := make([]int32, len(x))
	for i, v := range x {
		y[i] = int32(v)
	}
	return y
}

// moments fills the sums for inertia, one unit a node: voters times coordinates and times squared coordinates. It takes
// coordinates from their mean, so that sums of squares lose no digits; distances do not change by that.
func (p *model) moments(l *level) {
	var mx, my float64
	for v := range l.n {
		mx += p.x[v] / float64(l.n)
		my += p.y[v] / float64(l.n)
	}
	l.x, l.y, l.q = make([]float64, l.n), make([]float64, l.n), make([]float64, l.n)
	for v := range l.n {
		w, x, y := float64(l.pop[v]), p.x[v]-mx, p.y[v]-my
		l.x[v], l.y[v], l.q[v] = w*x, w*y, w*(x*x+y*y)
	}
}
