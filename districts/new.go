package districts

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"

	"github.com/okrug/okrug/geo/locale"
)

// New makes a plan of a case. Of is the district of every unit: any label, equal labels meaning the same district, 0
// for none. Districts are numbered from 1 in the order of the layer's regions, and within a region in the order of
// their first unit; districts that lie in several regions come last.
func New(c *Case, of []int) (*Plan, error) { return c.plan(of, false) }

// NewNumbered makes a plan of a case whose labels are the districts' numbers, from 1.
func NewNumbered(c *Case, number []int) (*Plan, error) { return c.plan(number, true) }

func (c *Case) plan(of []int, numbered bool) (*Plan, error) {
	if len(of) != len(c.Layer.Units) {
		return nil, locale.Errorf("%d district {1|label|labels} for %d {2|unit|units}", len(of), len(c.Layer.Units))
	}
	if len(c.Seats) != len(c.Layer.Regions) {
		return nil, locale.Errorf("seats for %d {1|region|regions}, the layer has %d", len(c.Seats), len(c.Layer.Regions))
	}
	p := &Plan{Case: c, Of: make([]int, len(of))}
	regionOf := RegionOf(c.Layer)
	at := map[int]int{}
	for u, label := range of {
		if label == 0 {
			continue
		}
		i, ok := at[label]
		if !ok {
			i = len(p.Districts)
			at[label] = i
			p.Districts = append(p.Districts, District{Number: label, Seats: c.PerDistrict(), Region: regionOf[u], Centre: -1})
		}
		x := &p.Districts[i]
		if x.Region != regionOf[u] {
			x.Region = -1
		}
		x.Units = append(x.Units, u)
		x.Voters += c.Layer.Units[u].Voters
		x.Base += baseOf(c.Layer.Units[u], c.Rule.BaseName())
	}
	slices.SortStableFunc(p.Districts, func(a, b District) int {
		if numbered {
			return cmp.Compare(a.Number, b.Number)
		}
		return cmp.Or(cmp.Compare(uint(a.Region), uint(b.Region)), cmp.Compare(a.Units[0], b.Units[0]))
	})
	for u := range p.Of {
		p.Of[u] = Unassigned
	}
	for i := range p.Districts {
		x := &p.Districts[i]
		if !numbered {
			x.Number = i + 1
		}
		for _, u := range x.Units {
			p.Of[u] = i
		}
	}
	p.measureByRule()
	p.name()
	return p, nil
}

// measureByRule gives every district the quota and the bounds that the binding rule judges it by.
func (p *Plan) measureByRule() {
	whole := new(big.Rat).SetFrac64(p.allCounted(), int64(max(1, p.AllSeats())))
	at := map[string]int{}
	for i := range p.Districts {
		x := &p.Districts[i]
		at[strconv.Itoa(x.Number)] = i
		// Where the rule has no quota for a district, because it lies in no scope, the mean of all is shown, and no bound.
		x.Quota, x.Lower, x.Upper = whole, 0, p.allCounted()
	}
	for _, d := range p.Evaluate(p.Rule).Districts {
		x := &p.Districts[at[d.District]]
		x.Lower, x.Upper, x.Excepted = d.Lower, d.Upper, d.Excepted
		if d.Quota != nil {
			x.Quota = new(big.Rat).Quo(d.Quota, big.NewRat(int64(x.Seats), 1)) // rules speak of districts
		}
	}
}

// allCounted is the sum over all units of what the binding rule counts.
func (c *Case) allCounted() (n int64) {
	for _, u := range c.Layer.Units {
		n += baseOf(u, c.Rule.BaseName())
	}
	return n
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
