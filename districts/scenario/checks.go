package scenario

// Ids of the checks that make a plan lawful. Package districts makes them, and a scenario's law names them.
const (
	CheckAssigned   = "units-assigned-once"
	CheckSeats      = "seats-per-region"
	CheckMinimum    = "minimum-seats"
	CheckContiguity = "contiguity"
	CheckCrossing   = "no-crossing"
	CheckVoters     = "voters-sum"
	CheckEquality   = "equality"
)

// Checks are the ids of all checks, in the order in which a plan is checked.
func Checks() []string {
	return []string{CheckAssigned, CheckSeats, CheckMinimum, CheckContiguity, CheckCrossing, CheckVoters, CheckEquality}
}
