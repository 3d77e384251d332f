package districts

import (
	"cmp"
	"slices"

	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/disjoint"
	"github.com/okrug/okrug/geo/locale"
)

// Parts are the connected parts of a district by common borders of positive length and the scenario's links, the part
// with most voters first (ties: the part with the smallest unit number).
func (p *Plan) Parts(d District) [][]int {
	sets := disjoint.New[int](len(d.Units)) // by place in the district
	for i, u := range d.Units {
		first, _ := slices.BinarySearchFunc(p.Layer.Borders, u, func(b geo.Border, u int) int { return cmp.Compare(b.A, u) })
		for _, b := range p.Layer.Borders[first:] {
			if b.A != u {
				break
			}
			if j, ok := slices.BinarySearch(d.Units, b.B); ok {
				sets.Join(i, j)
			}
		}
	}
	var parts [][]int
	number := make([]int, len(sets)) // of the part, by its first place
	for i, u := range d.Units {
		first := sets.Find(i)
		if first == i {
			number[i] = len(parts)
			parts = append(parts, nil)
		}
		parts[number[first]] = append(parts[number[first]], u)
	}
	slices.SortStableFunc(parts, func(a, b []int) int {
		return int(min(1, max(-1, p.votersOf(b)-p.votersOf(a))))
	})
	return parts
}

func (p *Plan) votersOf(units []int) int64 {
	var sum int64
	for _, u := range units {
		sum += p.Layer.Units[u].Voters
	}
	return sum
}

// hangsTogether says by what the units of a district count as contiguous.
func (p *Plan) hangsTogether() locale.Text {
	switch {
	case p.Scenario != nil && geo.Adjacency(p.Scenario.Adjacency) == geo.ByGabriel:
		return locale.T("checks.tested.contiguity.gabriel")
	case slices.ContainsFunc(p.Layer.Borders, func(b geo.Border) bool { return b.Computed }):
		return locale.T("checks.tested.contiguity.computed")
	}
	return locale.T("checks.tested.contiguity")
}

// checkContiguity looks at districts only: units without a district are never called contiguous. A finished district
// in several parts fails, or is noted where the scenario asks for no more; in a region that is not finished yet the
// units still missing may join them.
func (p *Plan) checkContiguity() Check {
	c := Check{Tested: p.hangsTogether()}
	unfinished := p.UnfinishedRegions()
	regionOf := RegionOf(p.Layer)
	bad := Incomplete
	for _, d := range p.Districts {
		parts := p.Parts(d)
		if len(parts) < 2 {
			continue
		}
		open := false
		for _, u := range d.Units {
			open = open || unfinished[regionOf[u]]
		}
		if !open {
			bad = Fail
		}
		var apart []locale.Text
		for _, part := range parts[1:] {
			apart = append(apart, locale.T("%s", p.labels(part)))
		}
		c.Subjects = append(c.Subjects, p.subjectDistrict(d, locale.T("checks.district.parts", len(parts), apart)))
	}
	c = c.judge(bad)
	if p.Scenario != nil && p.Scenario.Contiguity == scenario.ContiguityNoted && len(c.Subjects) > 0 {
		c.Soft, c.State, c.OK = true, Pass, true
	}
	if c.OK && !p.Finished() {
		c.State, c.OK = Incomplete, false
	}
	return c
}
