package districts

import (
	"cmp"
	"fmt"
	"slices"

	"okrug/balance/rule"
	"okrug/districts/scenario"
	"okrug/geo"
)

// Draft is what a plan is made from.
type Draft struct {
	Scenario *scenario.Scenario
	Layer    *geo.Layer
	Rule     rule.Rule
	Seats    []int // per region of the layer
	// District is the district of every unit: a number from 1 where Numbered, else any label, equal labels meaning the
	// same district. 0 is unassigned.
	District []int
	Numbered bool
}

// New makes the plan of a draft. Districts without numbers are numbered from 1 in the order of the layer's regions, and
// within a region in the order of their first unit; districts that lie in several regions come last.
func New(d Draft) (*Plan, error) {
	if len(d.District) != len(d.Layer.Units) {
		return nil, fmt.Errorf("%d district labels for %d units", len(d.District), len(d.Layer.Units))
	}
	if len(d.Seats) != len(d.Layer.Regions) {
		return nil, fmt.Errorf("seats for %d regions, the layer has %d", len(d.Seats), len(d.Layer.Regions))
	}
	p := &Plan{Scenario: d.Scenario, Layer: d.Layer, Rule: d.Rule, Seats: d.Seats}
	regionOf := RegionOf(d.Layer)
	at := map[int]int{}
	for u, label := range d.District {
		if label == 0 {
			continue
		}
		i, ok := at[label]
		if !ok {
			i = len(p.Districts)
			at[label] = i
			p.Districts = append(p.Districts, District{Number: label, Region: regionOf[u], Centre: -1})
		}
		x := &p.Districts[i]
		if x.Region != regionOf[u] {
			x.Region = -1
		}
		x.Units = append(x.Units, u)
		x.Voters += d.Layer.Units[u].Voters
		x.Base += Base(d.Layer.Units[u], d.Rule.BaseName())
	}
	slices.SortStableFunc(p.Districts, func(a, b District) int {
		if d.Numbered {
			return cmp.Compare(a.Number, b.Number)
		}
		return cmp.Or(cmp.Compare(uint(a.Region), uint(b.Region)), cmp.Compare(a.Units[0], b.Units[0]))
	})
	p.Of = make([]int, len(d.Layer.Units))
	for u := range p.Of {
		p.Of[u] = Unassigned
	}
	shares := p.shares()
	for i := range p.Districts {
		x := &p.Districts[i]
		if !d.Numbered {
			x.Number = i + 1
		}
		for _, u := range x.Units {
			p.Of[u] = i
		}
		x.Quota = shares.quota(p.Rule, x.Region)
	}
	p.name()
	return p, nil
}

// RegionVoters are the voters of every region, the sum of its units.
func (p *Plan) RegionVoters() []int64 {
	sum := make([]int64, len(p.Layer.Regions))
	for u, r := range RegionOf(p.Layer) {
		sum[r] += p.Layer.Units[u].Voters
	}
	return sum
}

// UnitIDs are the ids of a district's units.
func (p *Plan) UnitIDs(d District) []string {
	ids := make([]string, len(d.Units))
	for i, u := range d.Units {
		ids[i] = p.Layer.Units[u].ID
	}
	return ids
}
