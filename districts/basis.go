package districts

import (
	"slices"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/scenario"
)

// Basis is who asks for what a check tests.
type Basis string

const (
	// ByLaw: a provision that the scenario names and whose text was read.
	ByLaw Basis = "law"
	// ByReport: a provision that the scenario names and that is known from reports alone.
	ByReport Basis = "reported"
	// ByRule: the rule of equality, which has a status of its own.
	ByRule Basis = "rule"
	// ByProgram: no provision that the scenario names.
	ByProgram Basis = "program"
)

// Bases are all, in the order in which they are told.
func Bases() []Basis { return []Basis{ByLaw, ByReport, ByRule, ByProgram} }

// basis of a check in a scenario. A provision that was read goes before one that was not.
func basis(s *scenario.Scenario, check string) Basis {
	if check == CheckEquality {
		return ByRule
	}
	found := ByProgram
	if s == nil {
		return found
	}
	for _, g := range s.Law.Grounds {
		switch {
		case !slices.Contains(g.Checks, check):
		case g.Status == rule.Reported:
			found = ByReport
		default:
			return ByLaw
		}
	}
	return found
}
