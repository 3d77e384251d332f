package problem

import (
	"fmt"
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// ViolationKind is what a plan breaks.
type ViolationKind int

const (
	// TooFew voters in a district.
	TooFew ViolationKind = iota
	// TooMany voters in a district.
	TooMany
	// NotContiguous: a district lies in pieces.
	NotContiguous
	// Empty: a district has no node.
	Empty
	// RuleBroken: the smallest and the largest district together break the rule.
	RuleBroken
	// LockBroken: a node is not where a lock puts it.
	LockBroken
	// Refused: the plan keeps everything else, and Judge does not accept it.
	Refused
)

// Violation is one way in which a plan breaks its problem.
type Violation struct {
	Kind     ViolationKind
	District int   // -1 where it is not of one district
	Voters   int64 // missing or in excess, for TooFew and TooMany
	Nodes    []int // at fault, for NotContiguous (all but the largest piece) and LockBroken
	Text     string
}

func (v Violation) String() string { return v.Text }

// Check lists what a plan of all nodes breaks; none means that it is within the problem's bounds, rule and locks and
// that Judge, where set, accepts it. Districts are called by number + 1, as they are printed.
func (p *Problem) Check(plan []int) []Violation {
	var out []Violation
	add := func(v Violation) { out = append(out, v) }
	lower, upper := p.Bounds()
	voters, nodes := make([]int64, p.Seats), make([][]int, p.Seats)
	for v, d := range plan {
		voters[d] += p.Graph.Voters[v]
		nodes[d] = append(nodes[d], v)
	}
	for d := range p.Seats {
		if len(nodes[d]) == 0 {
			add(Violation{Empty, d, 0, nil, fmt.Sprintf("district %d is empty", d+1)})
			continue
		}
		if voters[d] < lower {
			add(Violation{TooFew, d, lower - voters[d], nil,
				fmt.Sprintf("district %d has %d voters, %d below the lower bound %d", d+1, voters[d], lower-voters[d], lower)})
		}
		if voters[d] > upper {
			add(Violation{TooMany, d, voters[d] - upper, nil,
				fmt.Sprintf("district %d has %d voters, %d above the upper bound %d", d+1, voters[d], voters[d]-upper, upper)})
		}
	}
	for d, pieces := range p.pieces(plan, nodes) {
		if len(pieces) > 1 {
			loose := slices.Concat(pieces[1:]...)
			add(Violation{NotContiguous, d, 0, loose,
				fmt.Sprintf("district %d lies in %d pieces; cut off: %s", d+1, len(pieces), p.names(loose))})
		}
	}
	if least, most := slices.Min(voters), slices.Max(voters); p.Rule != nil && !p.Rule.Accept(least, most) {
		add(Violation{RuleBroken, -1, 0, nil, fmt.Sprintf("districts of %d to %d voters break the rule", least, most)})
	}
	out = append(out, p.brokenLocks(plan)...)
	if len(out) == 0 && p.Judge != nil && !p.Judge(plan) {
		add(Violation{Refused, -1, 0, nil,
			"the rule and its exceptions for single districts do not accept the plan as a whole"})
	}
	return out
}

// pieces are the connected parts of each district, the largest first.
func (p *Problem) pieces(plan []int, nodes [][]int) [][][]int {
	out := make([][][]int, p.Seats)
	seen := make([]bool, len(plan))
	for d, members := range nodes {
		for _, s := range members {
			if seen[s] {
				continue
			}
			seen[s] = true
			part := []int{s}
			for i := 0; i < len(part); i++ {
				for _, w := range p.Graph.Neighbours(part[i]) {
					if plan[w] == d && !seen[w] {
						seen[w] = true
						part = append(part, int(w))
					}
				}
			}
			out[d] = append(out[d], part)
		}
		slices.SortStableFunc(out[d], func(a, b []int) int { return len(b) - len(a) })
	}
	return out
}

func (p *Problem) brokenLocks(plan []int) (out []Violation) {
	finished := make([]bool, p.Seats)
	for _, d := range p.Locks.Finished {
		finished[d] = true
	}
	for v, d := range p.Locks.Fixed {
		switch {
		case d != Unassigned && d != plan[v]:
			out = append(out, Violation{LockBroken, d, 0, []int{v},
				fmt.Sprintf("%s is in district %d, locked to %d", p.Graph.IDs[v], plan[v]+1, d+1)})
		case d == Unassigned && finished[plan[v]]:
			out = append(out, Violation{LockBroken, plan[v], 0, []int{v},
				fmt.Sprintf("%s is in district %d, which is finished without it", p.Graph.IDs[v], plan[v]+1)})
		}
	}
	for _, group := range p.Locks.Together {
		for _, v := range group {
			if plan[v] != plan[group[0]] {
				out = append(out, Violation{LockBroken, -1, 0, slices.Clone(group),
					fmt.Sprintf("%s are not in one district", p.names(group))})
				break
			}
		}
	}
	return out
}

// names lists at most ten nodes.
func (p *Problem) names(nodes []int) locale.Text {
	list := make([]locale.Text, len(nodes))
	for i, v := range nodes {
		list[i] = p.name(v)
	}
	return locale.Listed(list, 10)
}

// name is a node by id and name.
func (p *Problem) name(v int) locale.Text {
	return fault.Label(p.Graph.IDs[v], p.Names[p.Graph.IDs[v]])
}
