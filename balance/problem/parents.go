package problem

import "slices"

// Groups lists the nodes of each parent of a level that has two or more, in the order of their first nodes.
func (p *Problem) Groups(level []int) (groups [][]int) {
	members := map[int][]int{}
	var order []int
	for v, a := range level {
		if a == Unassigned {
			continue
		}
		if members[a] == nil {
			order = append(order, a)
		}
		members[a] = append(members[a], v)
	}
	for _, a := range order {
		if len(members[a]) > 1 {
			groups = append(groups, members[a])
		}
	}
	return groups
}

// DividedParents lists, per level, the parents that a plan divides, by number.
func (p *Problem) DividedParents(plan []int) [][]int {
	out := make([][]int, len(p.Parents))
	for i, level := range p.Parents {
		first, divided := map[int]int{}, map[int]bool{}
		for v, a := range level {
			if a == Unassigned {
				continue
			}
			if d, ok := first[a]; !ok {
				first[a] = plan[v]
			} else if d != plan[v] && !divided[a] {
				divided[a] = true
				out[i] = append(out[i], a)
			}
		}
		slices.Sort(out[i])
	}
	return out
}
