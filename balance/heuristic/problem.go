package heuristic

import (
	"time"

	"okrug/balance/graph"
)

// Free marks a node without a district in Fixed and Start.
const Free = -1

// Problem is what a run works on. The caller has checked it: lengths agree, districts are in range, costs are finite
// and not negative, the bounds admit an arithmetic solution.
type Problem struct {
	Graph *graph.Graph
	Seats int
	// Lower and Upper bounds on the voters of a district, inclusive.
	Lower, Upper int64
	// Accept, where set, is a monotone limit on the smallest and the largest district together.
	Accept func(least, most int64) bool

	// EdgeCost is the cost of cutting each of the graph's edges.
	EdgeCost []float64
	// Quota and DeviationCost: a plan costs DeviationCost times its largest |voters-Quota|/Quota.
	Quota, DeviationCost float64
	// DeviationFirst makes the largest deviation the first thing to minimise and the cost of edges the second.
	DeviationFirst bool
	// OtherDeviation is the largest deviation among districts outside the problem.
	OtherDeviation float64
	// InertiaCost times the sum of voters times squared distance to the district's centre, from X and Y.
	InertiaCost float64
	X, Y        []float64

	// Parents are levels of areas; dividing one costs more than anything after it: the levels in order, then Keep, then
	// the costs above. Entries are numbers from 0, or Free.
	Parents [][]int
	// Together are groups that must share a district.
	Together [][]int
	// Fixed is each node's district, or Free.
	Fixed []int
	// Start is a plan to begin with.
	Start []int
	// Keep is the weight of having each node elsewhere than in its district of Home.
	Home []int
	Keep []int64
}

// Settings of a run.
type Settings struct {
	Seed    uint64
	Workers int
	// Work is the budget in work units, 0 for none; the run then ends with the context.
	Work int64
	// Stop ends the run when a plan of this cost or less is found, where Enough is set: a bound from elsewhere.
	Enough bool
	Stop   float64
	// Progress is called when a better plan is found, by one goroutine at a time.
	Progress func(Found)
}

// Found describes the best plan so far.
type Found struct {
	Within  bool
	Cost    float64
	Elapsed time.Duration
}

// Result of a run.
type Result struct {
	// Plan is the best plan, or the closest one where Within is false; nil if the budget did not suffice for any.
	Plan   []int
	Within bool // inside both bounds, the coupled rule and all locks
	Cost   float64
	Work   int64
	Tasks  int // finished tasks
	// Spent says that the work budget is used up; otherwise the context ended the run, or Stop was met.
	Spent bool
}
