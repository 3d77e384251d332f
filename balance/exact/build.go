package exact

import (
	"fmt"
	"slices"

	"okrug/balance/certificate"
)

// build makes the model of a problem: it takes finished districts away, merges units that belong together and touch,
// and puts bonds between units that belong together without touching, or apart. Where the locks contradict each
// other or the bounds, impossible says how.
func build(p *Problem) (m *model, impossible string) {
	n := p.Graph.Len()
	finished := make(map[int]bool)
	for _, d := range p.Finished {
		finished[d] = true
	}
	m = &model{k: p.Seats - len(finished), lower: p.Lower, upper: p.Upper}
	for d := range p.Seats {
		if finished[d] {
			if impossible = checkFinished(p, d); impossible != "" {
				return m, impossible
			}
		}
	}
	district := func(v int) int { // fixed district of a unit, -1 for none
		if p.Fixed == nil {
			return -1
		}
		return p.Fixed[v]
	}
	gone := func(v int) bool { return district(v) >= 0 && finished[district(v)] }
	// Groups of units that share a district.
	group := make([]int, n)
	for v := range n {
		group[v] = v
	}
	join := func(a, b int) {
		from, to := group[b], group[a]
		for v := range group {
			if group[v] == from {
				group[v] = to
			}
		}
	}
	for _, g := range p.Together {
		for _, v := range g {
			join(g[0], v)
		}
	}
	first := make(map[int]int) // a unit fixed to each district
	for v := range n {
		if d := district(v); d >= 0 {
			if u, ok := first[d]; ok {
				join(u, v)
			} else {
				first[d] = v
			}
		}
	}
	for v := range n {
		for w := range v {
			if group[v] != group[w] {
				continue
			}
			if a, b := district(v), district(w); a >= 0 && b >= 0 && a != b {
				return m, fmt.Sprintf("units %s and %s belong together and are fixed to different districts", p.Graph.IDs[w], p.Graph.IDs[v])
			}
			if gone(v) != gone(w) {
				return m, fmt.Sprintf("units %s and %s belong together and only one is in a finished district", p.Graph.IDs[w], p.Graph.IDs[v])
			}
		}
	}
	if m.k == 0 {
		for v := range n {
			if !gone(v) {
				return m, fmt.Sprintf("unit %s is left over when all districts are finished", p.Graph.IDs[v])
			}
		}
	}
	m.merge(p, group, gone)
	m.bonds(group, district)
	m.index()
	return m, ""
}

// merge makes a node of each connected part of a group of units.
func (m *model) merge(p *Problem, group []int, gone func(int) bool) {
	n := p.Graph.Len()
	node := make([]int, n)
	for v := range n {
		node[v] = -1
	}
	for s := range n {
		if node[s] >= 0 || gone(s) {
			continue
		}
		id := len(m.units)
		units := []int{s}
		node[s] = id
		for i := 0; i < len(units); i++ {
			for _, w := range p.Graph.Neighbours(units[i]) {
				if w := int(w); node[w] < 0 && group[w] == group[s] {
					node[w] = id
					units = append(units, w)
				}
			}
		}
		slices.Sort(units)
		var voters int64
		for _, v := range units {
			voters += p.Graph.Voters[v]
		}
		m.units, m.voters = append(m.units, units), append(m.voters, voters)
	}
	at := make(map[[2]int]int)
	for _, e := range p.Graph.Edges {
		w := int64(1)
		if p.Objective == certificate.Border {
			w = e.Length
		}
		a, b := node[e.U], node[e.V]
		switch {
		case a < 0 || b < 0: // at a finished district
			if p.Fixed[e.U] != p.Fixed[e.V] {
				m.base += w
			}
			continue
		case a == b:
			continue
		case a > b:
			a, b = b, a
		}
		i, ok := at[[2]int{a, b}]
		if !ok {
			i = len(m.edges)
			at[[2]int{a, b}] = i
			m.edges = append(m.edges, edge{u: a, v: b})
		}
		m.edges[i].w += w
	}
}

// bonds ties the nodes of a group to each other and sets the groups of different fixed districts apart.
func (m *model) bonds(group []int, district func(int) int) {
	last := make(map[int]int)  // node of each group
	fixed := make(map[int]int) // a node of each fixed district
	var apart []int
	for i, units := range m.units {
		g := group[units[0]]
		if prev, ok := last[g]; ok {
			m.edges = append(m.edges, edge{u: prev, v: i, bond: tie})
		}
		last[g] = i
		for _, v := range units {
			if d := district(v); d >= 0 {
				if _, ok := fixed[d]; !ok {
					fixed[d] = i
					apart = append(apart, i)
				}
			}
		}
	}
	for a := range apart {
		for b := range a {
			m.edges = append(m.edges, edge{u: apart[b], v: apart[a], bond: conflict})
		}
	}
}

// checkFinished says what is wrong with a finished district.
func checkFinished(p *Problem, d int) string {
	of, parts := p.Graph.Components(func(v int) bool { return p.Fixed[v] == d })
	var voters int64
	for v, c := range of {
		if c >= 0 {
			voters += p.Graph.Voters[v]
		}
	}
	switch {
	case parts != 1:
		return fmt.Sprintf("the finished district %d has %d parts", d+1, parts)
	case voters < p.Lower || voters > p.Upper:
		return fmt.Sprintf("the finished district %d has %d voters, outside %d to %d", d+1, voters, p.Lower, p.Upper)
	}
	return ""
}
