package balance

import "okrug/balance/enumerate"

// enumerable is the problem as package enumerate asks it.
func (p *Problem) enumerable() (*enumerate.Problem, error) {
	e := &enumerate.Problem{
		Graph: p.Graph, Districts: p.Seats, Quota: p.Quota, Parents: p.Parents,
		Locks: enumerate.Locks{Fixed: p.Locks.Fixed, Together: p.Locks.Together, Finished: p.Locks.Finished},
		Start: p.Start, Keep: p.Keep,
	}
	e.Lower, e.Upper = p.bounds()
	if p.Rule != nil {
		e.Accept = p.Rule.Accept
	}
	return e, nil
}
