package balance

import "github.com/okrug/okrug/balance/problem"

// The question stands in package problem, below the methods, so that all of them take the same one.
type (
	// Problem asks for a division of a graph into connected districts.
	Problem = problem.Problem
	// Locks are what a planner has decided already.
	Locks = problem.Locks
	// Rule is an equality limit on the smallest and the largest district together.
	Rule = problem.Rule
	// Point is a place in metres on a plane.
	Point = problem.Point
	// Objective says what to minimise.
	Objective = problem.Objective
	// Weights of the measures of a weighted sum.
	Weights = problem.Weights
	// Kind names what is minimised.
	Kind = problem.Kind
	// Status is what a solver can say of its answer.
	Status = problem.Status
	// Measures of a plan.
	Measures = problem.Measures
	// Violation is one way in which a plan breaks its problem.
	Violation = problem.Violation
	// ViolationKind is what a plan breaks.
	ViolationKind = problem.ViolationKind
)

// Unassigned marks a node without a district in Start and in Locks.Fixed.
const Unassigned = problem.Unassigned

// What can be minimised; package problem says what each means.
const (
	Border    = problem.Border
	CutEdges  = problem.CutEdges
	Deviation = problem.Deviation
	Inertia   = problem.Inertia
	Balanced  = problem.Balanced
	Weighted  = problem.Weighted
)

// What a solver can say; package problem says what each means.
const (
	Unknown    = problem.Unknown
	Feasible   = problem.Feasible
	Optimal    = problem.Optimal
	Infeasible = problem.Infeasible
)

// What a plan can break; package problem says what each means.
const (
	TooFew        = problem.TooFew
	TooMany       = problem.TooMany
	NotContiguous = problem.NotContiguous
	Empty         = problem.Empty
	RuleBroken    = problem.RuleBroken
	LockBroken    = problem.LockBroken
	Refused       = problem.Refused
)

// Kinds are the names of what can be minimised without weights.
func Kinds() []string { return problem.Kinds() }

// PlanKinds are the names of what a plan of a country can be best at.
func PlanKinds() []string { return problem.PlanKinds() }

// CheckEquality is a fault.Fault where the weight of equality in Balanced does not lie within its limits.
func CheckEquality(x float64) error { return problem.CheckEquality(x) }

// ParseKind reads the name of an objective.
func ParseKind(s string) (Kind, error) { return problem.ParseKind(s) }
