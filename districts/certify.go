package districts

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/rule"
)

// Inputs are the case as a certificate is held against it.
func (c *Case) Inputs() (*verify.Inputs, error) {
	qs, err := c.Questions()
	if err != nil {
		return nil, err
	}
	g, err := Graph(c.Layer, c.Rule.BaseName())
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(c.Rule)
	if err != nil {
		return nil, err
	}
	in := &verify.Inputs{
		Text: string(text),
		Rule: c.Rule.ID, Statistic: c.Rule.Statistic.String(), Limit: c.Rule.Limit.Rat().RatString(),
		National: c.Rule.ScopeName() == rule.Nation, Borders: [][2]int{},
	}
	if n := c.PerDistrict(); n > 1 {
		in.PerDistrict = n
	}
	regionOf := RegionOf(c.Layer)
	units := make([][]int, len(c.Layer.Regions))
	for u, r := range regionOf {
		units[r] = append(units[r], u)
	}
	for r, q := range qs.Regions {
		x := verify.InputRegion{
			ID: q.Region, Voters: q.Voters, Seats: q.Seats, Graph: certificate.NewGraph(g.Sub(units[r])).Hash(),
			Units: map[string]int64{}, Lower: q.Loosest[0], Upper: q.Loosest[1],
		}
		for _, u := range units[r] {
			x.Units[c.Layer.Units[u].ID] = g.Voters[u]
		}
		for _, l := range qs.Left {
			if l.Region == q.Region {
				x.OutsideQuota, x.Free = l.OutsideQuota, l.Free
			}
		}
		if b := q.Test.Below; b != nil {
			x.Below = b.Rat().RatString()
		}
		if a := q.Test.Above; a != nil {
			x.Above = a.Rat().RatString()
		}
		in.Regions = append(in.Regions, x)
	}
	for _, e := range g.Edges {
		if a, b := regionOf[e.U], regionOf[e.V]; a != b {
			in.Borders = append(in.Borders, [2]int{min(a, b), max(a, b)})
		}
	}
	slices.SortFunc(in.Borders, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	in.Borders = slices.Compact(in.Borders)
	return in, nil
}

// Hash is the SHA-256 that certificates carry which are about the case: of everything that they can be held against.
func (c *Case) Hash() (string, error) {
	in, err := c.Inputs()
	if err != nil {
		return "", err
	}
	return in.Hash(), nil
}
