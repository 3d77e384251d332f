package districts

import "slices"

// Parts are the connected parts of a district by common borders of positive length and the scenario's links, the part
// with most voters first (ties: the part with the smallest unit number).
func (p *Plan) Parts(d District) [][]int {
	in := make(map[int]bool, len(d.Units))
	for _, u := range d.Units {
		in[u] = true
	}
	near := map[int][]int{}
	for _, b := range p.Layer.Borders {
		if in[b.A] && in[b.B] {
			near[b.A] = append(near[b.A], b.B)
			near[b.B] = append(near[b.B], b.A)
		}
	}
	var parts [][]int
	for _, u := range d.Units {
		if !in[u] {
			continue
		}
		part, stack := []int{}, []int{u}
		in[u] = false
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			part = append(part, v)
			for _, w := range near[v] {
				if in[w] {
					in[w] = false
					stack = append(stack, w)
				}
			}
		}
		slices.Sort(part)
		parts = append(parts, part)
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

// checkContiguity looks at districts only: units without a district are never called contiguous. A finished district
// in several parts fails; in a region that is not finished yet the units still missing may join them.
func (p *Plan) checkContiguity() Check {
	c := Check{ID: CheckContiguity, Tested: say("tested." + CheckContiguity)}
	unfinished := p.unfinishedRegions()
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
		var apart []Message
		for _, part := range parts[1:] {
			apart = append(apart, say("part", p.labels(part)))
		}
		c.Offenders = append(c.Offenders, p.blameDistrict(d, say("district.parts", len(parts), apart)))
	}
	c = c.judge(bad)
	if c.OK && !p.finished() {
		c.State, c.OK = Incomplete, false
	}
	return c
}
