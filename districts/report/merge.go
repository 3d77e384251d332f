package report

import (
	"encoding/json"
	"slices"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// found is the part of a report that says how its plan came to be. It does not follow from the plan, so that a report
// made again of the same plan takes it over.
type found struct {
	Made        string          `json:"made"`
	Seed        uint64          `json:"seed"`
	Objective   string          `json:"objective"`
	Equality    float64         `json:"equality_weight"`
	Amendment   *AmendmentInfo  `json:"amendment"`
	Feasibility json.RawMessage `json:"feasibility"`
	Regions     []Region        `json:"regions"`
}

// Take puts what another report.json of the same plan says of its making in place of this one's: status, proofs and
// variants of the regions, seed and objective. It is an error if the regions are not the same, with the same voters,
// units and seats.
func (r *Report) Take(reportJSON []byte) error {
	var f found
	if err := input.Unmarshal("report.json", reportJSON, &f); err != nil {
		return err
	}
	same := slices.EqualFunc(r.Regions, f.Regions, func(a, b Region) bool {
		return a.ID == b.ID && a.Voters == b.Voters && a.Units == b.Units && a.Seats == b.Seats &&
			a.MaxDeviation == b.MaxDeviation
	})
	if !same {
		return locale.Errorf("the report is of another plan: its regions, their voters, units, seats or deviations differ")
	}
	r.Made, r.Seed, r.Objective, r.EqualityWeight = f.Made, f.Seed, f.Objective, f.Equality
	r.Amendment, r.Feasibility, r.Regions = f.Amendment, f.Feasibility, f.Regions
	for i := range r.Regions {
		x := &r.Regions[i]
		if len(x.ReasonIn) > 0 {
			x.Reason = locale.Said(x.ReasonIn)
		}
		if len(x.DoubtIn) > 0 {
			x.Doubt = &geo.Fault{Detail: locale.Said(x.DoubtIn)}
		}
	}
	return nil
}
