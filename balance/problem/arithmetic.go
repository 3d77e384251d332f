package problem

import (
	"fmt"
	"math"
	"slices"
)

// Impossible says why no plan can exist where plain arithmetic shows it, or "".
func (p *Problem) Impossible() string {
	lower, upper := p.Bounds()
	n, total := p.Graph.Len(), p.Graph.Total()
	if lower > upper {
		return fmt.Sprintf("no whole number of voters is within the bounds %d to %d", lower, upper)
	}
	if n < p.Seats {
		return fmt.Sprintf("%d units cannot make %d districts", n, p.Seats)
	}
	if p.Rule != nil {
		if mean := total / int64(p.Seats); !p.Rule.Accept(mean, mean+min(1, total%int64(p.Seats))) {
			return "the rule refuses even districts of equal size"
		}
	}
	for v, pop := range p.Graph.Voters {
		if pop > upper {
			return fmt.Sprintf("%s alone has %d voters, more than the upper bound %d", p.Graph.IDs[v], pop, upper)
		}
	}
	if r := p.impossibleLocks(lower, upper); r != "" {
		return r
	}
	return p.impossibleComponents(lower, upper)
}

// impossibleLocks looks at districts and groups by themselves.
func (p *Problem) impossibleLocks(lower, upper int64) string {
	fixed := make([]int64, p.Seats)
	for v, d := range p.Locks.Fixed {
		if d != Unassigned {
			fixed[d] += p.Graph.Voters[v]
		}
	}
	for d, pop := range fixed {
		if pop > upper {
			return fmt.Sprintf("the units fixed to district %d have %d voters, more than the upper bound %d", d+1, pop, upper)
		}
	}
	for _, d := range p.Locks.Finished {
		in := func(v int) bool { return p.Locks.Fixed[v] == d }
		_, pieces := p.Graph.Components(in)
		switch {
		case pieces == 0:
			return fmt.Sprintf("district %d is finished without a unit", d+1)
		case pieces > 1:
			return fmt.Sprintf("the finished district %d lies in %d pieces", d+1, pieces)
		case fixed[d] < lower:
			return fmt.Sprintf("the finished district %d has %d voters, fewer than the lower bound %d", d+1, fixed[d], lower)
		}
	}
	for _, group := range p.Locks.Together {
		var pop int64
		at := Unassigned
		for i, v := range group {
			if slices.Contains(group[:i], v) {
				continue
			}
			pop += p.Graph.Voters[v]
			if p.Locks.Fixed == nil || p.Locks.Fixed[v] == Unassigned {
				continue
			}
			if d := p.Locks.Fixed[v]; at != Unassigned && at != d {
				return fmt.Sprintf("%s belong together but are fixed to districts %d and %d", p.names(group), at+1, d+1)
			} else {
				at = d
			}
		}
		if pop > upper {
			return fmt.Sprintf("%s belong together and have %d voters, more than the upper bound %d", p.names(group), pop, upper)
		}
	}
	return ""
}

// impossibleComponents counts how many districts each component can hold: no district lies in two.
func (p *Problem) impossibleComponents(lower, upper int64) string {
	finished := make([]bool, p.Seats)
	for _, d := range p.Locks.Finished {
		finished[d] = true
	}
	open := func(v int) bool {
		return p.Locks.Fixed == nil || p.Locks.Fixed[v] == Unassigned || !finished[p.Locks.Fixed[v]]
	}
	of, count := p.Graph.Components(open)
	pops, nodes := make([]int64, count), make([][]int, count)
	for v, c := range of {
		if c >= 0 {
			pops[c] += p.Graph.Voters[v]
			nodes[c] = append(nodes[c], v)
		}
	}
	least, most, seats := int64(0), int64(0), int64(p.Seats-len(unique(p.Locks.Finished)))
	for c, pop := range pops {
		lo, hi := seatRange(pop, lower, upper, int64(len(nodes[c])))
		if lo > hi {
			return fmt.Sprintf("the %d units around %s touch no others; their %d voters fill no whole number of districts of %d to %d",
				len(nodes[c]), p.Graph.IDs[nodes[c][0]], pop, lower, upper)
		}
		least, most = least+lo, most+hi
	}
	if seats < least || seats > most {
		return fmt.Sprintf("the units, in %d unconnected parts, can hold %d to %d districts of %d to %d voters, not %d", count, least, most, lower, upper, seats)
	}
	return ""
}

func unique(x []int) []int {
	y := slices.Clone(x)
	slices.Sort(y)
	return slices.Compact(y)
}

// seatRange is how many districts a component with pop voters can hold by count alone; lo > hi if none.
func seatRange(pop, lower, upper, nodes int64) (lo, hi int64) {
	lo, hi = 1, nodes
	if upper > 0 && upper < math.MaxInt64 {
		lo = max(1, (pop-1)/upper+1)
	} else if upper == 0 && pop > 0 {
		return 1, 0
	}
	if lower > 0 {
		hi = min(hi, pop/lower)
	}
	return lo, hi
}

// LeastDeviation is a largest deviation that no plan can pass, for some district has at least the mean and some at
// most, in whole voters.
func (p *Problem) LeastDeviation() float64 {
	total, k := p.Graph.Total(), int64(p.Seats)
	floor := total / k
	d, _ := p.MaxDeviation([]int64{floor, floor + min(1, total%k)}).Float64()
	return d
}
