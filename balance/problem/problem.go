package problem

import (
	"math/big"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/geo/locale"
)

// Unassigned marks a node without a district in Start and in Locks.Fixed.
const Unassigned = -1

// Problem asks for a division of a graph into Seats connected districts. Districts are numbered 0 to Seats-1; none may
// be empty. Plans are compared first by the number of parents that they divide, level by level; then by the weight of
// nodes moved (Keep); then by Objective. The graph need not be connected: each component gets districts of its own.
type Problem struct {
	Graph *graph.Graph
	Seats int
	// Names are what nodes are called in sentences beside their ids, by these; nil for nothing.
	Names map[string]locale.Names

	// Lower and Upper are the least and the most voters that a district may have, both inclusive. Upper 0 is no upper
	// bound.
	Lower, Upper int64
	// Rule, where set, restricts the smallest and the largest district together, on top of Lower and Upper.
	Rule Rule
	// Judge, where set, has the last word on a whole plan that keeps everything else, as an equality rule does whose
	// exceptions look at single districts. Lower and Upper are then the loosest bounds that any district can have,
	// excepted or not; Plain are those of a district that is not excepted, which methods that cannot ask Judge
	// district by district aim at. It is called by several goroutines at once, must not change or keep the plan, and
	// must say the same however districts are numbered that no lock and no Start gives a number.
	Judge func(plan []int) bool
	// Plain are bounds like Lower and Upper, for use with Judge; the zero value stands for Lower and Upper themselves.
	Plain [2]int64
	// Quota is the number of voters per seat from which deviations are measured; nil is the mean of the graph.
	Quota *big.Rat

	Objective Objective
	// Points are the nodes' places in metres on a plane, needed for Inertia only.
	Points []Point
	// Parents are levels of administrative areas, the level to be kept whole first in front. Each level has one entry
	// per node: the number of its parent, or Unassigned.
	Parents [][]int
	Locks   Locks

	// Start is a plan to begin with: one district per node, or Unassigned. It may break any bound. Nil is none.
	Start []int
	// Keep makes it cost Keep[v] to move node v out of Start[v]; nil is no cost. Weights are not negative, and need
	// Start. With Keep (or Locks.Fixed) district numbers have a meaning and are preserved.
	Keep []int64
}

// Point is a place in metres on a plane.
type Point struct{ X, Y float64 }

// Rule is an equality limit on the smallest and the largest district together, such as "the range is at most 10 % of
// the mean". It must be monotone: where it accepts a pair it accepts every pair inside it.
type Rule interface {
	// Window are bounds, both inclusive, that every district of every plan within the rule keeps. lower > upper says
	// that there is no such plan.
	Window(total int64, seats int) (lower, upper int64)
	// Accept says whether a plan with this smallest and largest district is within the rule.
	Accept(least, most int64) bool
}

// Locks are what a planner has decided already.
type Locks struct {
	// Fixed gives nodes their district; Unassigned leaves a node free. Nil fixes none.
	Fixed []int
	// Together lists groups of nodes that must share a district, whichever it is.
	Together [][]int
	// Finished lists districts that consist of exactly the nodes fixed to them.
	Finished []int
}

// PerSeat is Quota, or the mean.
func (p *Problem) PerSeat() *big.Rat {
	if p.Quota != nil {
		return p.Quota
	}
	return big.NewRat(p.Graph.Total(), int64(max(1, p.Seats)))
}
