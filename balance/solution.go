package balance

import (
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// Stopped says why a run stopped.
type Stopped int

const (
	// Complete: nothing was cut short. The status is proven, all starts of the heuristic are done, or the exact method
	// can do no more, as Reason says.
	Complete Stopped = iota
	// TimeLimit: the clock.
	TimeLimit
	// WorkLimit: the budget in work units.
	WorkLimit
	// MemoryLimit: exact search would have held more than it may.
	MemoryLimit
	// Cancelled: the context was cancelled, as by Ctrl-C.
	Cancelled
)

func (e Stopped) String() string {
	return [...]string{"complete", "time", "work", "memory", "cancelled"}[e]
}

// MarshalText writes the reason as a word.
func (e Stopped) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

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
	// Steps is the number of steps that the exact method used, the check of its proofs among them.
	Steps int64
	// Shortest is the border, in the graph's whole length units, that counted 1 in Balanced; 0 otherwise.
	Shortest int64
	// MovedAtLeast is a proven lower bound on Moved for every plan within the rule; 0 where nothing more is known.
	MovedAtLeast int64
	// Certificate is the evidence for Optimal or Infeasible, or for Bound where that is above 0; the checker has accepted
	// it. It is about the question without Rule, Judge, Parents and Keep, which only take plans away: where that has no
	// plan, neither has the problem, and where its best plan is one of the problem that divides no parent and moves
	// nothing, that is the problem's best. An optimum of the exact method with Parents is about the question in which
	// every parent stays whole that its voters and the fixed nodes let be: all plans that divide as few are of that.
	//
	// Without one, Optimal and Infeasible rest on a complete search: an enumeration; the exact method over intervals
	// of district sizes, or over all choices of parents to divide, each of whose answers the checker has accepted; the
	// one plan that a single district leaves; or a rule that refuses even districts of equal size.
	// certificate.Write makes the file of it that `okrug certificate verify` reads.
	Certificate *certificate.Certificate
	// Reason says in words why there is no plan, or why none was found or proven best.
	Reason     locale.Text
	Violations []Violation
	// Log says in words what was done, method by method.
	Log     []locale.Text
	Stopped Stopped
	// Method is the one that gave the answer.
	Method Method
	Seed   uint64
}
