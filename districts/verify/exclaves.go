package verify

import "math"

// exclaves are the links by which the parts of a region or unit count as one that is divided among settlements and lies
// in several parts: whole, it is one unit. They are the shortest ways between its settlements that join all that lines
// and stated links do not; of a part that has settlements, the rest is not looked at.
func (in *inputs) exclaves(by *sight) [][2]int {
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
		for _, l := range in.scenario.Links {
			a, okA := in.at[l.A]
			b, okB := in.at[l.B]
			if okA && okB && in.units[a].of == of && in.units[b].of == of {
				g.join(a, b)
			}
		}
		connect(in.units, own, g, by)
		settled := map[int]bool{} // groups with a settlement
		for _, u := range own {
			settled[g.find(u)] = settled[g.find(u)] || !in.units[u].rest
		}
		var sites []int
		for _, u := range own {
			if !in.units[u].rest || !settled[g.find(u)] {
				sites = append(sites, u)
			}
		}
		for g.count() > 1 {
			a, b, ok := in.shortest(sites, g)
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
func (in *inputs) shortest(units []int, g groups) (a, b int, ok bool) {
	at := make([]space, len(units))
	for i, u := range units {
		at[i] = in.units[u].anywhere().space()
	}
	best := math.Inf(1)
	for i, u := range units {
		for k, v := range units[:i] {
			if g.find(u) == g.find(v) {
				continue
			}
			if d := at[i].square(at[k]); d < best {
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
