package heuristic

import "slices"

// base turns a problem into a level, with every connected piece of a Together group as one node. to gives the node of
// each of the problem's nodes.
func (p *Problem) base() (l *level, to []int32) {
	g := p.Graph
	n := g.Len()
	l = &level{n: n, start: make([]int32, n+1), pop: g.Voters, fixed: make([]int32, n)}
	l.adj = make([]int32, 0, 2*len(g.Edges))
	l.cost = make([]float64, 0, 2*len(g.Edges))
	for v := range n {
		l.adj = append(l.adj, g.Neighbours(v)...)
		for _, e := range g.Incident(v) {
			l.cost = append(l.cost, p.EdgeCost[e])
		}
		l.start[v+1] = int32(len(l.adj))
		l.fixed[v] = Free
		if p.Fixed != nil {
			l.fixed[v] = int32(p.Fixed[v])
		}
	}
	if p.InertiaCost > 0 {
		p.moments(l)
	}
	for _, level := range p.Parents {
		l.area = append(l.area, narrow(level))
	}
	if len(p.Together) > 0 {
		l.area = append(l.area, p.groups())
	}
	if p.Keep != nil {
		l.home, l.keep = narrow(p.Home), slices.Clone(p.Keep)
	}
	to = make([]int32, n)
	for v := range to {
		to[v] = int32(v)
	}
	if len(p.Together) > 0 {
		var count int
		to, count = l.pieces(l.area[len(p.Parents)])
		l = l.contract(to, count)
	}
	l.index()
	return l, to
}

func narrow(x []int) []int32 {
	y := make([]int32, len(x))
	for i, v := range x {
		y[i] = int32(v)
	}
	return y
}

// moments takes coordinates from their mean, so that sums of squares lose no digits.
func (p *Problem) moments(l *level) {
	var mx, my float64
	for v := range l.n {
		mx += p.X[v] / float64(l.n)
		my += p.Y[v] / float64(l.n)
	}
	l.x, l.y, l.q = make([]float64, l.n), make([]float64, l.n), make([]float64, l.n)
	for v := range l.n {
		w, x, y := float64(l.pop[v]), p.X[v]-mx, p.Y[v]-my
		l.x[v], l.y[v], l.q[v] = w*x, w*y, w*(x*x+y*y)
	}
}

// groups numbers the Together groups of nodes; groups with a node in common are one.
func (p *Problem) groups() []int32 {
	n := p.Graph.Len()
	of := make([]int32, n)
	for v := range of {
		of[v] = Free
	}
	root := make([]int32, len(p.Together))
	find := func(g int32) int32 {
		for root[g] != g {
			g = root[g]
		}
		return g
	}
	for i, group := range p.Together {
		root[i] = int32(i)
		for _, v := range group {
			if of[v] != Free {
				root[find(of[v])] = int32(i)
			}
			of[v] = int32(i)
		}
	}
	for v := range of {
		if of[v] != Free {
			of[v] = find(of[v])
		}
	}
	return of
}

// pieces maps every connected piece of nodes in one area to a number, and every node outside to a number of its own.
func (l *level) pieces(area []int32) (to []int32, count int) {
	to = make([]int32, l.n)
	for v := range to {
		to[v] = -1
	}
	var queue []int32
	for v := range int32(l.n) {
		if to[v] >= 0 {
			continue
		}
		to[v] = int32(count)
		if area[v] != Free {
			queue = append(queue[:0], v)
			for len(queue) > 0 {
				x := queue[len(queue)-1]
				queue = queue[:len(queue)-1]
				for _, w := range l.neighbours(x) {
					if to[w] < 0 && area[w] == area[v] {
						to[w] = int32(count)
						queue = append(queue, w)
					}
				}
			}
		}
		count++
	}
	return to, count
}
