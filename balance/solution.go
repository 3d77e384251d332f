package balance

import "okrug/balance/certificate"

// Ended says why a run stopped.
type Ended int

const (
	// Complete: the search was finished; the status is proven, or all starts of the heuristic are done.
	Complete Ended = iota
	// TimeLimit: the clock.
	TimeLimit
	// WorkLimit: the budget in work units.
	WorkLimit
	// MemoryLimit: exact search would have held more than it may.
	MemoryLimit
	// Cancelled: the context was cancelled, as by Ctrl-C.
	Cancelled
)

func (e Ended) String() string {
	return [...]string{"complete", "time", "work", "memory", "cancelled"}[e]
}

// MarshalText writes the reason as a word.
func (e Ended) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// Solution is the answer to a Problem.
type Solution struct {
	Status Status
	// Assignment is the district of each node. With status Unknown it is the closest plan that was found, which
	// breaks what Violations lists; it is nil where there is none, as with Infeasible.
	Assignment []int
	// Measures are those of Assignment.
	Measures
	// Objective is the value of Assignment in the units of the problem's objective.
	Objective float64
	// Bounded says that no plan within the rule has an objective below Bound.
	Bounded bool
	Bound   float64
	// Gap is (Objective - Bound) / Objective, 0 when optimal and 1 where there is no plan or no bound.
	Gap float64
	// Counted says that every plan was visited and Plans is the number of those within the rule, district numbers
	// apart.
	Counted bool
	Plans   int64
	// Nodes is the number of search nodes that exact methods visited.
	Nodes int64
	// Work is the number of work units that the heuristic used.
	Work int64
	// Shortest is the border, in the graph's whole length units, that counted 1 in Balanced; 0 otherwise.
	Shortest int64
	// MovedAtLeast is a proven lower bound on Moved for every plan within the rule; 0 where nothing more is known.
	MovedAtLeast int64
	// Certificate is the evidence for Optimal or Infeasible; nil where the proof is a complete enumeration or
	// arithmetic that Reason states. certificate.Write makes the file of it that `okrug certificate verify` reads.
	Certificate *certificate.Certificate
	// Reason says in words why there is no plan, or why none was found or proven best.
	Reason     string
	Violations []Violation
	// Tried says in words what was done, method by method.
	Tried []string
	Ended Ended
	// Method is the one that gave the answer.
	Method Method
	Seed   uint64
}
