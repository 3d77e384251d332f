package problem

import "github.com/okrug/okrug/geo/locale"

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

// In is the status in a language.
func (s Status) In(lang string) string {
	return [...]locale.Text{locale.T("unknown"), locale.T("feasible"), locale.T("optimal"), locale.T("infeasible")}[s].
		In(lang)
}

// MarshalText writes the status as a lower-case word.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
