package heuristic

import (
	"math"
	"slices"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
)

// none marks a node without a district or an area.
const none = problem.Unassigned

// model is a problem as the search knows it: the part that is left when finished districts are taken away, with its
// objective as costs. Finished districts count by their voters and otherwise not at all: their borders are the same
// in every plan.
type model struct {
	asked  *problem.Problem // for the measures of whole plans
	scorer *problem.Scorer
	graph  *graph.Graph
	seats  int
	// lower and upper bounds on the voters of a district, inclusive.
	lower, upper int64
	// accept, where set, is a monotone limit on the smallest and the largest district together.
	accept func(least, most int64) bool

	// edgeCost is the cost of cutting each of the graph's edges.
	edgeCost []float64
	// quota and deviationCost: a plan costs deviationCost times its largest |voters-quota|/quota.
	quota, deviationCost float64
	// deviationFirst makes the largest deviation the first thing to minimise and the cost of edges the second.
	deviationFirst bool
	// otherDeviation is the largest deviation among finished districts.
	otherDeviation float64
	// inertiaCost times the sum of voters times squared distance to the district's centre, from x and y.
	inertiaCost float64
	x, y        []float64

	// parents are levels of areas; dividing one costs more than anything after it: the levels in order, then keep, then
	// the costs above. Entries are numbers from 0, or none.
	parents [][]int
	// fixed is each node's district, or none.
	fixed []int
	// start is a plan to begin with.
	start []int
	// keep is the weight of having each node elsewhere than in its district of home.
	home []int
	keep []int64
	// group is, of each node, a number that it shares with those that must be in one district, or none; nil where
	// there are no groups. merged is, of each node, its number when each connected piece of a group is one node,
	// below nodes.
	group, merged []int32
	nodes         int

	node     []int // of the problem, by the model's node
	district []int // likewise
}

// newModel makes the model of a problem. Fixed nodes are not merged, for one node of many would hide which parents they
// divide. Nodes and districts are numbered anew without the finished ones; node and district lead back.
func newModel(p *problem.Problem) *model {
	q := *p
	if p.Locks.Fixed != nil {
		q.Locks.Fixed = slices.Clone(p.Locks.Fixed)
		for v, d := range q.Locks.Fixed {
			if !slices.Contains(p.Locks.Finished, d) {
				q.Locks.Fixed[v] = none
			}
		}
	}
	// Only the fixed nodes of finished districts are left to the reduction.
	red := q.Reduce()
	m := &model{asked: p, scorer: p.Scorer(), graph: p.Graph, seats: red.Seats}
	to := slices.Repeat([]int{none}, p.Seats) // the model's districts; finished ones have none
	for d := range p.Seats {
		if !slices.Contains(red.Finished, d) {
			to[d] = len(m.district)
			m.district = append(m.district, d)
		}
	}
	for v, d := range red.Taken {
		if d == none {
			m.node = append(m.node, v)
		}
	}
	if len(m.node) < p.Graph.Len() {
		m.graph = p.Graph.Sub(m.node)
	}
	m.quota, _ = p.PerSeat().Float64()
	m.lower, m.upper = p.Bounds()
	m.upper = min(m.upper, max(m.lower, p.Graph.Total()))
	if p.Rule != nil {
		m.accept = acceptWith(p.Rule.Accept, red.FinishedVoters)
	}
	if m.quota > 0 {
		for _, v := range red.FinishedVoters {
			m.otherDeviation = max(m.otherDeviation, math.Abs(float64(v)-m.quota)/m.quota)
		}
	}
	m.costs(p)
	for _, level := range p.Parents {
		// A parent in a finished district is divided or not whatever becomes of the rest.
		settled := map[int]bool{}
		for v, d := range red.Taken {
			if d != none {
				settled[level[v]] = true
			}
		}
		open := m.pick(level)
		for i, a := range open {
			if settled[a] {
				open[i] = none
			}
		}
		m.parents = append(m.parents, open)
	}
	m.fixed, m.start = m.renumbered(p.Locks.Fixed, to), m.renumbered(p.Start, to)
	if p.Keep != nil {
		m.home = m.start
		for _, v := range m.node {
			m.keep = append(m.keep, p.Keep[v])
		}
	}
	m.lock(red)
	return m
}

// acceptWith passes the coupled rule on, with the finished districts in the pair. It stays monotone.
func acceptWith(accept func(least, most int64) bool, finished []int64) func(least, most int64) bool {
	if len(finished) == 0 {
		return accept
	}
	least, most := slices.Min(finished), slices.Max(finished)
	return func(a, b int64) bool { return accept(min(a, least), max(b, most)) }
}

// costs translates the objective into costs of edges and of the other terms. Lengths become those of the source, by the
// graph's scale. For the largest deviation the border is the cost of the search: narrower bounds (narrow) make the
// deviation small.
func (m *model) costs(p *problem.Problem) {
	c := p.Costs()
	border, _ := c.Border.Float64()
	cut, _ := c.CutEdges.Float64()
	m.inertiaCost, _ = c.Inertia.Float64()
	if m.deviationFirst = c.Alone(c.Deviation); m.deviationFirst {
		border = 1 / p.Graph.Scale
	} else {
		m.deviationCost, _ = c.Deviation.Float64()
	}
	m.edgeCost = make([]float64, len(m.graph.Edges))
	for i, e := range m.graph.Edges {
		m.edgeCost[i] = border*float64(e.Length) + cut
	}
	if m.inertiaCost > 0 {
		for _, v := range m.node {
			m.x, m.y = append(m.x, p.Points[v].X), append(m.y, p.Points[v].Y)
		}
	}
}

// pick takes the model's nodes out of a list of the problem's.
func (m *model) pick(x []int) []int {
	y := make([]int, len(m.node))
	for i, v := range m.node {
		y[i] = x[v]
	}
	return y
}

// renumbered is a plan by the model's nodes and districts.
func (m *model) renumbered(plan, to []int) []int {
	if plan == nil {
		return nil
	}
	y := m.pick(plan)
	for i, d := range y {
		if d != none {
			y[i] = to[d]
		}
	}
	return y
}

// lock takes over what a reduction says of groups of nodes. A group of pieces that do not touch stays several nodes;
// that they share a district is a term of the energy and part of the score. Where no two nodes belong together, all
// stays nil.
func (m *model) lock(red *problem.Reduced) {
	size := make([]int, red.Classes)
	for i, c := range red.Class {
		size[c] += len(red.Units[i])
	}
	if !slices.ContainsFunc(size, func(n int) bool { return n > 1 }) {
		return
	}
	m.nodes = len(red.Units)
	for _, i := range red.Node {
		if i == none {
			continue
		}
		m.merged = append(m.merged, int32(i))
		if c := red.Class[i]; size[c] > 1 {
			m.group = append(m.group, int32(c))
		} else {
			m.group = append(m.group, none)
		}
	}
}

// plan is a plan of the model as one of the problem.
func (m *model) plan(of []int) []int {
	plan := make([]int, m.asked.Graph.Len())
	copy(plan, m.asked.Locks.Fixed)
	for i, v := range m.node {
		plan[v] = m.district[of[i]]
	}
	return plan
}
