package problem

// Status is what a solver can say of its answer.
type Status int

const (
	// Unknown: the budget ended with neither a plan nor a proof that none exists.
	Unknown Status = iota
	// Feasible: a plan within the rule, not proven best.
	Feasible
	// Optimal: a plan within the rule, and a proof that none is better.
	Optimal
	// Infeasible: a proof that no plan exists.
	Infeasible
)

func (s Status) String() string {
	return [...]string{"unknown", "feasible", "optimal", "infeasible"}[s]
}

// MarshalText writes the status as a lower-case word.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
