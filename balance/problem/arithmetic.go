package problem

import (
	"math/big"
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// Impossible says why no plan can exist where plain arithmetic shows it, or "".
func (p *Problem) Impossible() locale.Text {
	lower, upper := p.Bounds()
	if total := p.Graph.Total(); p.Rule != nil && lower <= upper && p.Graph.Len() >= p.Seats {
		if mean := total / int64(p.Seats); !p.Rule.Accept(mean, mean+min(1, total%int64(p.Seats))) {
			return locale.T("the rule refuses even districts of equal size")
		}
	}
	return p.Reduce().Impossible(lower, upper)
}

// Impossible says why no plan has all districts from lower to upper, both inclusive, where plain arithmetic shows it,
// or "".
func (r *Reduced) Impossible(lower, upper int64) locale.Text {
	g := r.p.Graph
	if lower > upper {
		why := locale.T("no whole number of voters is within the bounds %d to %d", lower, upper)
		if total := g.Total(); total%int64(r.p.Seats) != 0 {
			why = locale.T("%s; %d {2|voter does not|voters do not} divide by %d {3|seat|seats}", why, total, r.p.Seats)
		}
		return why
	}
	if n := g.Len(); n < r.p.Seats {
		return locale.T("%d {1|unit|units} cannot make %d {2|district|districts}", n, r.p.Seats)
	}
	for v, pop := range g.Voters {
		if pop > upper {
			return locale.T("%s alone has %d {2|voter|voters}, more than the upper bound %d", r.p.name(v), pop, upper)
		}
	}
	if !r.Contradiction.Empty() {
		return r.Contradiction
	}
	if why := r.impossibleLocks(lower, upper); !why.Empty() {
		return why
	}
	return r.impossibleComponents(lower, upper)
}

// contradicts says that the locks exclude every plan with districts from lower to upper, as certificates show by the
// locks alone: they contradict each other, or a finished district is outside the bounds.
func (r *Reduced) contradicts(lower, upper int64) bool {
	outside := func(v int64) bool { return v < lower || v > upper }
	return !r.Contradiction.Empty() || slices.ContainsFunc(r.FinishedVoters, outside)
}

// impossibleLocks looks at finished districts and at what shares a district by themselves.
func (r *Reduced) impossibleLocks(lower, upper int64) locale.Text {
	for i, d := range r.Finished {
		if v := r.FinishedVoters[i]; v < lower || v > upper {
			return locale.T("the finished district %d has %d {2|voter|voters}, outside the bounds %d to %d", d+1, v, lower,
				upper)
		}
	}
	voters := make([]int64, r.Classes)
	for i, c := range r.Class {
		voters[c] += r.Voters[i]
	}
	for i, c := range r.Class {
		switch v := voters[c]; {
		case v <= upper:
		case r.District[i] != Unassigned:
			return locale.T("the units of district %d that are fixed already have %d {2|voter|voters}, more than the upper "+
				"bound %d", r.District[i]+1, v, upper)
		default:
			var units []int
			for j, d := range r.Class {
				if d == c {
					units = append(units, r.Units[j]...)
				}
			}
			slices.Sort(units)
			return locale.T("%s belong together and have %d {2|voter|voters}, more than the upper bound %d", r.p.names(units),
				v, upper)
		}
	}
	return locale.Text{}
}

// impossibleComponents counts how many districts each component can hold: no district lies in two.
func (r *Reduced) impossibleComponents(lower, upper int64) locale.Text {
	g := r.p.Graph
	of, count := g.Components(func(v int) bool { return r.Taken[v] == Unassigned })
	pops, nodes := make([]int64, count), make([][]int, count)
	for v, c := range of {
		if c >= 0 {
			pops[c] += g.Voters[v]
			nodes[c] = append(nodes[c], v)
		}
	}
	least, most := 0, 0
	for c, pop := range pops {
		lo, hi := SeatsFor(pop, lower, upper, len(nodes[c]))
		if lo > hi {
			return locale.T("the %d {1|unit|units} around %s {1|touches no other|touch no others}; {1|its|their} %d "+
				"{3|voter fills|voters fill} no whole number of districts of %d to %d", len(nodes[c]), r.p.name(nodes[c][0]), pop,
				lower, upper)
		}
		least, most = least+lo, most+hi
	}
	if r.Seats < least || r.Seats > most {
		return locale.T("the units, in %d connected {1|part|parts}, can hold %d to %d districts of %d to %d voters, "+
			"not %d", count, least, most, lower, upper, r.Seats)
	}
	return locale.Text{}
}

// LeastDeviation is a largest deviation that no plan can pass, for some district has at least the mean and some at
// most, in whole voters.
func (p *Problem) LeastDeviation() *big.Rat {
	total, k := p.Graph.Total(), int64(p.Seats)
	floor := total / k
	return p.MaxDeviation([]int64{floor, floor + min(1, total%k)})
}
