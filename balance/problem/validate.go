package problem

import (
	"fmt"
	"math"
)

// Validate is an *InputError that names everything that makes a problem meaningless, or nil. A problem that merely
// has no solution passes. extra are faults of what comes with the problem, to be named in the same error.
func (p *Problem) Validate(extra ...string) error {
	if faults := append(p.faults(), extra...); len(faults) > 0 {
		return &InputError{faults}
	}
	return nil
}

func (p *Problem) faults() (faults []string) {
	add := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if p.Graph == nil {
		return []string{"the problem has no graph"}
	}
	n := p.Graph.Len()
	if n == 0 {
		add("the graph has no nodes")
	}
	if p.Seats < 1 {
		add("%d seats; there must be at least one", p.Seats)
	}
	if p.Lower < 0 || p.Upper < 0 {
		add("bounds %d to %d; they must not be negative", p.Lower, p.Upper)
	}
	if p.Plain[0] < 0 || p.Plain[1] < 0 {
		add("bounds %d to %d of a district that is not excepted; they must not be negative", p.Plain[0], p.Plain[1])
	}
	if p.Quota != nil && p.Quota.Sign() <= 0 {
		add("the quota %s is not positive", p.Quota.RatString())
	} else if p.Quota != nil && (!p.Quota.Num().IsInt64() || !p.Quota.Denom().IsInt64()) {
		add("the quota %s has a numerator or a denominator beyond 64 bits", p.Quota.RatString())
	}
	p.validateObjective(add)
	for i, level := range p.Parents {
		if len(level) != n {
			add("level %d of parents has %d entries for %d nodes", i+1, len(level), n)
		}
	}
	district := func(what string, of []int) {
		if of != nil && len(of) != n {
			add("%s has %d entries for %d nodes", what, len(of), n)
			return
		}
		for v, d := range of {
			if d < Unassigned || d >= p.Seats {
				add("%s puts %s in district %d of %d", what, p.Graph.IDs[v], d+1, p.Seats)
			}
		}
	}
	district("the starting plan", p.Start)
	district("the list of fixed nodes", p.Locks.Fixed)
	p.validateLocks(add)
	if p.Keep != nil && (p.Start == nil || len(p.Keep) != n) {
		add("keep weights need a starting plan and one weight per node; %d weights for %d nodes", len(p.Keep), n)
	}
	var sum int64
	for v, w := range p.Keep {
		if w < 0 {
			add("the keep weight %d of node %d is negative", w, v)
		} else if sum += w; sum < 0 {
			add("the sum of the keep weights does not fit in 64 bits")
			break
		}
	}
	return faults
}

func (p *Problem) validateObjective(add func(string, ...any)) {
	o := p.Objective
	if o.Kind < Border || o.Kind > Weighted {
		add("%s is not known", o.Kind)
	}
	w := o.Weights
	for _, x := range []float64{w.Border, w.CutEdges, w.Deviation, w.Inertia, o.Limit, float64(o.Shortest)} {
		if x < 0 || math.IsNaN(x) || math.IsInf(x, 0) {
			add("the objective has the weight %g; weights must be finite and not negative", x)
		}
	}
	if o.Kind == Weighted && w == (Weights{}) {
		add("a weighted objective needs a positive weight")
	}
	needs := o.Kind == Inertia || o.Kind == Weighted && w.Inertia > 0
	if n := p.Graph.Len(); p.Points != nil && len(p.Points) != n || needs && p.Points == nil {
		add("inertia needs one point per node; %d points for %d nodes", len(p.Points), n)
	}
	for v, pt := range p.Points {
		if s := pt.X + pt.Y; math.IsNaN(s) || math.IsInf(s, 0) {
			add("the point of node %d is not finite", v)
		}
	}
}

func (p *Problem) validateLocks(add func(string, ...any)) {
	for i, group := range p.Locks.Together {
		if len(group) == 0 {
			add("group %d of nodes to keep together is empty", i+1)
		}
		for _, v := range group {
			if v < 0 || v >= p.Graph.Len() {
				add("group %d keeps together a node %d that does not exist", i+1, v)
			}
		}
	}
	for _, d := range p.Locks.Finished {
		if d < 0 || d >= p.Seats {
			add("district %d of %d cannot be finished", d+1, p.Seats)
		} else if p.Locks.Fixed == nil {
			add("district %d is finished, but no node is fixed", d+1)
		}
	}
}
