package feasibility

import (
	"okrug/balance/certificate"
	"okrug/balance/rule"
)

// regionVoters are the country's regions as certificates hold them.
func (c *Country) regionVoters() []certificate.RegionVoters {
	out := make([]certificate.RegionVoters, len(c.Regions))
	for i, v := range c.Voters() {
		out[i] = certificate.RegionVoters{ID: c.Regions[i], Voters: v}
	}
	return out
}

// NoAllotment proves that so many seats cannot be shared among the regions so that all districts stay within the limit
// of the nation's mean; nil where by voters alone they can.
func NoAllotment(c *Country, r rule.Rule, seats int) *certificate.Certificate {
	t := rule.Test{Limit: r.Limit, Total: c.Graph.Total(), Seats: seats}
	lower, upper := t.Window()
	least, most, none := 0, 0, false
	for _, v := range c.Voters() {
		a, b := SeatsFor(v, lower, upper, seats)
		none = none || a > b
		least, most = least+a, most+b
	}
	if !none && least <= seats && seats <= most {
		return nil
	}
	return certificate.New(certificate.Question{Seats: seats, Lower: lower, Upper: upper}, certificate.Claim{Status: certificate.Infeasible}, nil,
		&certificate.Allotment{Figures: figuresOf(r, t, rule.Nation), Regions: c.regionVoters()})
}

// moreClusters proves that there are no more clusters than found, by voters alone.
func (x *Crossing) moreClusters(c *Country, r rule.Rule) *certificate.Certificate {
	e := &certificate.Clusters{Figures: figuresOf(r, r.Test(c.Graph.Total(), c.AllSeats()), rule.Nation), Regions: c.regionVoters(), Clusters: len(x.Clusters) + 1}
	for a, touching := range c.Borders() {
		for b := a + 1; b < len(c.Regions); b++ {
			if touching>>b&1 != 0 {
				e.Borders = append(e.Borders, [2]int{a, b})
			}
		}
	}
	return certificate.New(certificate.Question{Seats: c.AllSeats(), Lower: x.Lower, Upper: x.Upper}, certificate.Claim{Status: certificate.Infeasible}, nil, e)
}
