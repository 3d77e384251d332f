package findings

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/feasibility"
)

// Where asking again was interrupted, every claim about all plans is told as open, and nothing else is.
func TestWhatWasNotAskedAgainIsOpen(t *testing.T) {
	region := func(id string, s balance.Status) Region { return Region{Region: feasibility.Region{ID: id, Status: s}} }
	third := big.NewRat(1, 3)
	out := &Report{
		Status:  balance.Infeasible,
		Regions: []Region{region("A", balance.Infeasible), region("B", balance.Feasible), region("C", balance.Unknown)},
		Best: []Best{{Scope: "nation", Status: balance.Optimal, value: third, Regions: []BestRegion{
			{ID: "A", Status: balance.Infeasible}, {ID: "B", Status: balance.Feasible, value: third}}}},
		Frontier: []Point{
			{FrontierPoint: feasibility.FrontierPoint{Seats: 3, Status: balance.Optimal, Exact: third}},
			{FrontierPoint: feasibility.FrontierPoint{Seats: 4, Status: balance.Feasible, Exact: third}},
		},
		Crossing: &feasibility.Crossing{Status: balance.Optimal},
	}
	var about []string
	for _, h := range out.hanging(out.undecided()) {
		assert.Equal(t, "unknown", h.Joined, h.About)
		about = append(about, h.About+" "+h.Region+" "+h.Answer)
	}
	assert.Equal(t, []string{"regions A infeasible", "best  1/3", "best A infeasible", "frontier  1/3", "crossing  0"},
		about)
	assert.Empty(t, out.hanging(out), "the same answers bear each other out")
}
