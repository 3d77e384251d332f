package exact

import (
	"errors"
	"fmt"
	"math"

	"okrug/balance/certificate"
)

// check reports every fault of the problem's form.
func (p *Problem) check() error {
	if p.Graph == nil || p.Graph.Len() == 0 {
		return errors.New("no graph")
	}
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	n := p.Graph.Len()
	if p.Seats < 1 {
		bad("%d seats; at least one is needed", p.Seats)
	}
	switch p.Objective {
	case certificate.CutEdges, certificate.Border, certificate.Deviation:
	default:
		bad("unknown objective %q", p.Objective)
	}
	if p.Quota[0] < 0 || p.Quota[1] < 0 || (p.Quota[0] > 0) != (p.Quota[1] > 0) || p.Quota[1] > 1<<31 {
		bad("the quota %d/%d is not positive or its denominator is above 2147483648", p.Quota[0], p.Quota[1])
	}
	if p.Fixed != nil && len(p.Fixed) != n {
		bad("fixed districts for %d units of %d", len(p.Fixed), n)
	} else {
		for v, d := range p.Fixed {
			if d < -1 || d >= p.Seats {
				bad("unit %s is fixed to district %d of 0..%d", p.Graph.IDs[v], d, p.Seats-1)
			}
		}
	}
	for i, g := range p.Together {
		for _, v := range g {
			if v < 0 || v >= n {
				bad("group %d of units that belong together names unit %d of 0..%d", i, v, n-1)
			}
		}
	}
	for _, d := range p.Finished {
		if d < 0 || d >= p.Seats {
			bad("district %d of 0..%d is said to be finished", d, p.Seats-1)
		}
	}
	if p.Start != nil && len(p.Start) != n {
		bad("the starting plan has %d units of %d", len(p.Start), n)
	}
	var length int64
	for _, e := range p.Graph.Edges {
		if length += e.Length; length > math.MaxInt64>>6 || length < 0 {
			errs = append(errs, &OverflowError{What: "sums of border lengths"})
			break
		}
	}
	if p.Graph.Total() > math.MaxInt64>>24 || p.Seats > 1<<20 || p.Quota[0] > math.MaxInt64>>2 || p.Quota[1] > math.MaxInt64>>2/(p.Graph.Total()+1) {
		errs = append(errs, &OverflowError{What: "multiples of the sum of voters"})
	}
	return errors.Join(errs...)
}

// value checks that a plan answers the question and returns its value.
func (p *Problem) value(plan []int) (int64, bool) {
	n := p.Graph.Len()
	if len(plan) != n {
		return 0, false
	}
	voters := make([]int64, p.Seats)
	for v, d := range plan {
		if d < 0 || d >= p.Seats {
			return 0, false
		}
		voters[d] += p.Graph.Voters[v]
	}
	for d := range p.Seats {
		if _, parts := p.Graph.Components(func(v int) bool { return plan[v] == d }); parts != 1 || voters[d] < p.Lower || voters[d] > p.Upper {
			return 0, false
		}
	}
	for v, d := range p.Fixed {
		if d >= 0 && plan[v] != d {
			return 0, false
		}
	}
	for _, g := range p.Together {
		for _, v := range g {
			if plan[v] != plan[g[0]] {
				return 0, false
			}
		}
	}
	for _, d := range p.Finished {
		for v := range plan {
			if plan[v] == d && p.Fixed[v] != d {
				return 0, false
			}
		}
	}
	var value int64
	if p.Objective == certificate.Deviation {
		for _, x := range voters {
			value = max(value, abs(p.Quota[1]*x-p.Quota[0]))
		}
		return value, true
	}
	for _, e := range p.Graph.Edges {
		if plan[e.U] != plan[e.V] {
			if p.Objective == certificate.CutEdges {
				value++
			} else {
				value += e.Length
			}
		}
	}
	return value, true
}
