package exact

import (
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// Settings limit the work. The zero value is no limit of time, 2 GiB, all cores.
type Settings struct {
	// MemoryLimit in bytes is roughly what the search may hold; 0 is 2 GiB.
	MemoryLimit int64
	// Workers is the number of goroutines, 0 is one a core. It does not change the answer.
	Workers int
	// Any ends the search at the first plan; the objective does not matter. It has no effect on the objective
	// Deviation.
	Any bool
	// Work is the most steps, 0 for no limit. A step is about five nanoseconds: one a cell that is priced, sixty a node of
	// the graph of regions, one a term of the linear program. The checker of proofs has a quarter of it at least, whatever
	// the search has left. The same budget gives the same answer on any number of cores.
	Work int64
	// Progress, where set, is called after each round; it must return quickly.
	Progress func(Progress)

	trace  traceFunc // for development
	limits *limits   // for tests; nil is the default
}

// Progress is what is known at some moment.
type Progress struct {
	// Found says that there is a plan with the value Best.
	Found bool
	Best  int64
	// Bound is a value that no plan undercuts.
	Bound int64
	Note  locale.Text
}

// Solution is the answer.
type Solution struct {
	Status problem.Status
	// Plan is the district of each unit, nil where there is none.
	Plan []int
	// Value is the plan's, in edges, whole length units of the graph, or |den*voters - num| of the worst district.
	Value int64
	// Bound is a value that no plan undercuts; equal to Value when Optimal.
	Bound int64
	// Certificate proves Optimal and Infeasible, and otherwise Bound where that is above 0.
	Certificate *certificate.Certificate
	// Reason says why the search ended without a proof; nil with one. It is the context's error, a *MemoryError, ErrWork,
	// an *UncheckedError, or says that the graph is too entangled, its figures too large, the linear program has lost its
	// precision, or the bound is as high as the method can raise it.
	Reason error
	Stats  Stats
}

// Stats say how the answer was found.
type Stats struct {
	Nodes  int // of the graph of regions
	Rounds int // of pricing
	Steps  int64

	frontier int   // widest frontier of the order
	cells    int64 // of the first grid
	columns  int   // candidates of the last cover
	shrinks  int
}
