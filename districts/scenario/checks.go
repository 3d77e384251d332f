package scenario

// Ids of the checks that a plan is held to. Package districts makes them, and a scenario's law names them.
const (
	CheckAssigned   = "units-assigned-once"
	CheckSeats      = "seats-per-region"
	CheckMinimum    = "minimum-seats"
	CheckContiguity = "contiguity"
	CheckCrossing   = "no-crossing"
	CheckVoters     = "voters-sum"
	CheckEquality   = "equality"
)

// What a scenario may say of plans with districts in several parts. The districts that okrug draws are contiguous
// either way.
const (
	ContiguityRequired = "required" // such a plan breaks the check
	ContiguityNoted    = "noted"    // it is told, and not held against the plan
)

// Checks are the ids of all checks, in the order in which a plan is checked.
func Checks() []string {
	return []string{CheckAssigned, CheckSeats, CheckMinimum, CheckContiguity, CheckCrossing, CheckVoters, CheckEquality}
}
