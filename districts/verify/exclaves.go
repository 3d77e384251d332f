package verify

import "math"

// exclaves are the links by which the parts of a divided unit in several parts count as one: whole, it is one unit.
// They are the shortest ways between its settlements that join all, one after the other; its rest is looked at where
// nothing else is there.
func (in *inputs) exclaves(by *sight) [][2]int {
	if in.scenario.Settlements.File != "" {
		return nil // regions in several parts are linked by their scenario
	}
	parts := map[*unit][]int{}
	for i := range in.units {
		if of := in.units[i].of; of != nil && in.units[i].computed {
			parts[of] = append(parts[of], i)
		}
	}
	var links [][2]int
	for _, of := range in.divided {
		own := parts[of]
		g := groups{map[int]int{}}
		for _, u := range own {
			g.parent[u] = u
		}
		connect(in.units, own, g, by)
		for g.count() > 1 {
			a, b, ok := in.shortest(own, g, false)
			if !ok {
				a, b, ok = in.shortest(own, g, true)
			}
			if !ok {
				break
			}
			g.join(a, b)
			links = append(links, [2]int{a, b})
		}
	}
	return links
}

// shortest is the shortest way between units of different groups.
func (in *inputs) shortest(units []int, g groups, rests bool) (a, b int, ok bool) {
	best := math.Inf(1)
	for i, u := range units {
		for _, v := range units[:i] {
			if g.find(u) == g.find(v) || !rests && (in.units[u].rest || in.units[v].rest) {
				continue
			}
			if d := in.units[u].anywhere().space().square(in.units[v].anywhere().space()); d < best {
				best, a, b, ok = d, v, u, true
			}
		}
	}
	return a, b, ok
}

// anywhere is a position of a settlement, or in the rest of a unit.
func (u *unit) anywhere() position {
	if u.rest {
		return newShape(u.lines).inner()
	}
	return u.at()
}
