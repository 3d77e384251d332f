package feasibility

import (
	"context"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/balance/rule"
)

// regionVoters are the country's regions as certificates hold them.
func (c *Country) regionVoters() []certificate.RegionVoters {
	out := make([]certificate.RegionVoters, len(c.Regions))
	for i, v := range c.voters() {
		out[i] = certificate.RegionVoters{ID: c.Regions[i], Voters: v}
	}
	return out
}

// NoAllotment proves that so many seats cannot be shared among the regions so that all districts stay within the limit
// of the nation's mean: by voters alone where that is enough, else by the numbers of districts that the units of a
// region cannot make. It is nil where neither is. Every region has one seat at least.
func NoAllotment(ctx context.Context, c *Country, r rule.Rule, seats int, s Settings) (*certificate.Certificate,
	error) {
	t := rule.Scope{Limit: r.Limit, Total: c.Graph.Total(), Seats: seats}
	lower, upper := t.Window()
	e := &certificate.Allotment{Figures: plainFigures(r, t, rule.Nation), Regions: c.regionVoters()}
	proof := certificate.New(certificate.Question{Seats: seats, Lower: lower, Upper: upper},
		certificate.Claim{Status: certificate.Infeasible}, nil, e)
	// By voters, a region can have any number of seats in a range without gaps.
	ranges := make([][2]int, len(c.Regions))
	fits := make([][]bool, len(c.Regions))
	for i, v := range c.voters() {
		a, b := problem.SeatsFor(v, lower, upper, seats)
		ranges[i], fits[i] = [2]int{a, b}, make([]bool, seats+1)
		for n := a; n <= b; n++ {
			fits[i][n] = true
		}
	}
	if !sharable(fits, seats) {
		return proof, nil
	}
	// By units: each number in the range that the region is proven not to make is struck out, until what is left does not
	// add up any more. The certificate holds e by reference, so what is refuted from here on is part of it.
	for i, p := range c.regionParts() {
		var own []certificate.RefutedSeats
		for n := ranges[i][0]; n <= ranges[i][1]; n++ {
			a, err := s.find(ctx, p, n, lower, upper, nil)
			if err != nil {
				return nil, err
			}
			if a.status == balance.Infeasible && a.proof != nil {
				fits[i][n] = false
				own = append(own, certificate.RefutedSeats{Region: p.id, Seats: n, Certificate: a.proof})
			}
		}
		if len(own) == ranges[i][1]-ranges[i][0]+1 {
			e.Refuted = own // this region alone stands in the way: the shortest proof
			return proof, nil
		}
		e.Refuted = append(e.Refuted, own...)
		if !sharable(fits, seats) {
			return proof, nil
		}
	}
	return nil, nil
}

// sharable reports whether one fitting number of each region, 1 or more, can add up to the seats.
func sharable(fits [][]bool, seats int) bool {
	reach := make([]bool, seats+1)
	reach[0] = true
	for _, fit := range fits {
		next := make([]bool, seats+1)
		for n, ok := range reach {
			for s := 1; ok && n+s <= seats; s++ {
				next[n+s] = next[n+s] || fit[s]
			}
		}
		reach = next
	}
	return reach[seats]
}

// moreClusters proves that there are no more clusters than found, by voters alone.
func (x *Crossing) moreClusters(c *Country, r rule.Rule) *certificate.Certificate {
	e := &certificate.Clusters{Figures: plainFigures(r, r.For(c.Graph.Total(), c.AllSeats()), rule.Nation),
		Regions: c.regionVoters(), Borders: [][2]int{}, Clusters: len(x.Clusters) + 1}
	for a, touching := range c.borders() {
		for b := a + 1; b < len(c.Regions); b++ {
			if touching>>b&1 != 0 {
				e.Borders = append(e.Borders, [2]int{a, b})
			}
		}
	}
	return certificate.New(certificate.Question{Seats: c.AllSeats(), Lower: x.Lower, Upper: x.Upper},
		certificate.Claim{Status: certificate.Infeasible}, nil, e)
}
