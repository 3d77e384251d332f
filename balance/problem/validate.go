package problem

import (
	"errors"
	"math"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Validate is a *fault.Faults that names everything that makes a problem meaningless, or nil. A problem that merely has
// no solution passes. extra are faults of what comes with the problem, to be named in the same error, behind its own.
func (p *Problem) Validate(extra ...fault.Fault) error {
	c := checker{Problem: p}
	c.problem()
	c.Merge(&fault.Faults{List: extra})
	return c.Err()
}

// checker collects the faults of a problem.
type checker struct {
	*Problem
	fault.Faults
}

// bad adds a fault: what is wrong by format, and what to do.
func (c *checker) bad(kind fault.Kind, remedy, format string, args ...any) {
	c.Add(fault.Fault{Kind: kind, Detail: locale.Text{Key: format, Args: args}, Remedy: locale.Text{Key: remedy}})
}

func (c *checker) problem() {
	if c.Graph == nil {
		c.bad(BadGraph, "", "the problem has no graph")
		return
	}
	n := c.Graph.Len()
	if n == 0 {
		c.bad(BadGraph, "", "the graph has no nodes")
	}
	if c.Seats < 1 {
		c.bad(BadSeats, "there must be at least one", "%d {1|seat|seats}", c.Seats)
	}
	if c.Lower < 0 || c.Upper < 0 {
		c.bad(BadBounds, "they must not be negative", "bounds %d to %d", c.Lower, c.Upper)
	}
	if c.Plain[0] < 0 || c.Plain[1] < 0 {
		c.bad(BadBounds, "they must not be negative", "bounds %d to %d of a district that is not excepted",
			c.Plain[0], c.Plain[1])
	}
	if c.Quota != nil && c.Quota.Sign() <= 0 {
		c.bad(BadBounds, "", "the quota %s is not positive", c.Quota.RatString())
	} else if c.Quota != nil && (!c.Quota.Num().IsInt64() || !c.Quota.Denom().IsInt64()) {
		c.bad(BadBounds, "", "the quota %s has a numerator or a denominator beyond 64 bits", c.Quota.RatString())
	}
	c.objective()
	for i, level := range c.Parents {
		if len(level) != n {
			c.bad(BadParents, "give one for every node", "level %d of parents has %d {2|entry|entries} for %d {3|node|nodes}",
				i+1, len(level), n)
		}
	}
	c.districts(BadPlan, locale.T("the starting plan"), c.Start)
	c.districts(BadLocks, locale.T("the list of fixed nodes"), c.Locks.Fixed)
	c.locks()
	if c.Keep != nil && (c.Start == nil || len(c.Keep) != n) {
		c.bad(BadWeights, "", "keep weights need a starting plan and one weight per node; %d {1|weight|weights} for %d "+
			"{2|node|nodes}", len(c.Keep), n)
	}
	var sum int64
	for v, w := range c.Keep {
		if w < 0 {
			c.bad(BadWeights, "", "the keep weight %d of node %d is negative", w, locale.Nth(v))
		} else if sum += w; sum < 0 {
			c.bad(BadWeights, "state them in a larger unit", "the sum of the keep weights does not fit in 64 bits")
			break
		}
	}
}

// districts checks a list that puts nodes in districts.
func (c *checker) districts(kind fault.Kind, what locale.Text, of []int) {
	if n := c.Graph.Len(); of != nil && len(of) != n {
		c.bad(kind, "give one for every node", "%s has %d {2|entry|entries} for %d {3|node|nodes}", what, len(of), n)
		return
	}
	for v, d := range of {
		if d < Unassigned || d >= c.Seats {
			c.Add(fault.Fault{ID: c.Graph.IDs[v], Kind: kind,
				Detail: locale.T("%s puts it in district %d of %d", what, d+1, c.Seats)})
		}
	}
}

func (c *checker) objective() {
	o := c.Objective
	if !o.Kind.known() {
		c.bad(BadObjective, "", "%s is not known", o.Kind)
	}
	w := o.Weights
	for _, x := range []float64{w.Border, w.CutEdges, w.Deviation, w.Inertia, o.Limit, float64(o.Shortest)} {
		if x < 0 || math.IsNaN(x) || math.IsInf(x, 0) {
			c.bad(BadObjective, "weights must be finite and not negative", "the objective has the weight %g", x)
		}
	}
	var f fault.Fault
	if o.Equality != 0 && errors.As(CheckEquality(o.Equality), &f) {
		c.Add(f)
	}
	if o.Kind == Weighted && w == (Weights{}) {
		c.bad(BadObjective, "", "a weighted objective needs a positive weight")
	}
	if n := c.Graph.Len(); c.Points != nil && len(c.Points) != n || o.needsPoints() && c.Points == nil {
		c.bad(BadObjective, "", "inertia needs one point per node; %d {1|point|points} for %d {2|node|nodes}",
			len(c.Points), n)
	}
	for v, pt := range c.Points {
		if s := pt.X + pt.Y; math.IsNaN(s) || math.IsInf(s, 0) {
			c.bad(BadObjective, "", "the point of node %d is not finite", locale.Nth(v))
		}
	}
}

func (c *checker) locks() {
	for i, group := range c.Locks.Together {
		if len(group) == 0 {
			c.bad(BadLocks, "leave it out", "group %d of nodes to keep together is empty", i+1)
		}
		for _, v := range group {
			if v < 0 || v >= c.Graph.Len() {
				c.bad(BadLocks, "", "group %d keeps together a node %d that does not exist", locale.Nth(i+1), locale.Nth(v))
			}
		}
	}
	for _, d := range c.Locks.Finished {
		if d < 0 || d >= c.Seats {
			c.bad(BadLocks, "", "district %d of %d cannot be finished", d+1, c.Seats)
		} else if c.Locks.Fixed == nil {
			c.bad(BadLocks, "fix the nodes of the district", "district %d is finished, but no node is fixed", d+1)
		}
	}
}
