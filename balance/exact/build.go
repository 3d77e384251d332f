package exact

import (
	"github.com/okrug/okrug/balance/problem"
)

// build makes the model of a question: finished districts are gone and units that belong together and touch are one
// node, as problem.Reduce has them; bonds lie between nodes that belong together without touching, or apart. The locks
// must not contradict each other or the bounds. The nodes' units are shared with q.red.
func build(q *question) *model {
	red := q.red
	// Bounds out of range ask the same as these do.
	total := q.p.Graph.Total()
	m := &model{k: red.Seats, lower: min(q.lower, total+1), upper: min(q.upper, total)}
	m.units, m.voters = red.Units, red.Voters
	m.join(q)
	m.bonds(red)
	m.index()
	return m
}

// join makes one edge of all that join two nodes, with the sum of their weights: a plan cuts all of them or none. Edges
// inside a node are never cut and go. Those at a finished district have their fate already; where it is to be cut,
// their weight is in every plan and goes to m.base.
func (m *model) join(q *question) {
	at := make(map[[2]int]int)
	for _, e := range q.p.Graph.Edges {
		w := problem.WholeWeight(q.objective, e)
		a, b := q.red.Node[e.U], q.red.Node[e.V]
		switch {
		case a < 0 || b < 0: // at a finished district
			if q.red.Taken[e.U] != q.red.Taken[e.V] {
				m.base += w
			}
			continue
		case a == b:
			continue
		case a > b:
			a, b = b, a
		}
		i, ok := at[[2]int{a, b}]
		if !ok {
			i = len(m.edges)
			at[[2]int{a, b}] = i
			m.edges = append(m.edges, edge{u: a, v: b})
		}
		m.edges[i].w += w
	}
}

// bonds ties the nodes of a class to each other and sets the classes of different fixed districts apart. A chain of
// ties along a class says the same as one for each pair, and adds fewer neighbours to a node. One node speaks for each
// fixed district, since its class is tied to it.
func (m *model) bonds(red *problem.Reduced) {
	last := make(map[int]int)   // node of each class
	fixed := make(map[int]bool) // districts
	var apart []int             // a node of each fixed district
	for i, c := range red.Class {
		if prev, ok := last[c]; ok {
			m.edges = append(m.edges, edge{u: prev, v: i, bond: tie})
		}
		last[c] = i
		if d := red.District[i]; d >= 0 && !fixed[d] {
			fixed[d] = true
			apart = append(apart, i)
		}
	}
	for a := range apart {
		for b := range a {
			m.edges = append(m.edges, edge{u: apart[b], v: apart[a], bond: conflict})
		}
	}
}
