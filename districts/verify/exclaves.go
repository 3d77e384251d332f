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
		if g.count() > 1 {
			links = append(links, in.shortest(sites, g)...)
		}
	}
	return links
}

// shortest are the shortest ways between units that join all their groups: from one group on, always the unit outside
// that is nearest to any inside comes next, with its whole group (R. C. Prim, Shortest connection networks and some
// generalizations, Bell System Technical Journal 36, 1957, pp. 1389-1401, doi:10.1002/j.1538-7305.1957.tb01515.x).
func (in *inputs) shortest(units []int, g groups) (links [][2]int) {
	at, of := make([]space, len(units)), map[int][]int{}
	for i, u := range units {
		at[i] = in.units[u].anywhere().space()
		of[g.find(u)] = append(of[g.find(u)], i)
	}
	inside, from, away := make([]bool, len(units)), make([]int, len(units)), make([]float64, len(units))
	for i := range away {
		away[i] = math.Inf(1)
	}
	add := func(group int) {
		for _, i := range of[group] {
			inside[i] = true
		}
		for _, i := range of[group] {
			for k := range units {
				if d := at[i].square(at[k]); !inside[k] && d < away[k] {
					away[k], from[k] = d, i
				}
			}
		}
	}
	for next := 0; next >= 0; {
		add(g.find(units[next]))
		next = -1
		for i := range units {
			if !inside[i] && (next < 0 || away[i] < away[next]) {
				next = i
			}
		}
		if next >= 0 {
			links = append(links, [2]int{units[from[next]], units[next]})
		}
	}
	return links
}

// anywhere is a position of a settlement, or in the rest of a unit.
func (u *unit) anywhere() position {
	if u.rest {
		return newShape(u.lines).inner()
	}
	return u.at()
}
