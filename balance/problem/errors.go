package problem

import "github.com/okrug/okrug/geo/fault"

// Kinds of fault of a problem, the settings for it and what else comes with it.
const (
	BadGraph     fault.Kind = "no graph to divide"
	BadSeats     fault.Kind = "bad number of seats"
	BadBounds    fault.Kind = "bad bounds"
	BadObjective fault.Kind = "bad objective"
	BadParents   fault.Kind = "bad level of parents"
	BadPlan      fault.Kind = "bad starting plan"
	BadLocks     fault.Kind = "bad locks"
	BadWeights   fault.Kind = "bad keep weights"
	BadVoters    fault.Kind = "bad voters"
	BadSettings  fault.Kind = "bad settings"
)
