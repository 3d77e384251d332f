package verify_test

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
)

// part is a question about the voters or the units of one part of a country, with the figures of a rule or without.
func (w *world) part() (q certificate.Question, f *certificate.RuleBounds, voters int64) {
	q = w.question()
	q.Objective, q.Quota = "", nil
	q.Fixed, q.Together, q.Finished = nil, nil, nil
	voters = unitVoters(q.Graph).Int64()
	if w.chance(35) {
		return q, nil, voters
	}
	var districts []*big.Int
	open := q
	open.Lower, open.Upper = 0, certificate.MaxSum
	if all := divisions(&open); len(all) > 0 {
		districts = all[w.IntN(len(all))].voters
	}
	if w.chance(50) {
		f = w.figures("P", voters, q.Seats, nil, districts)
	} else {
		f = w.nationOf(&q, "P", voters, districts)
	}
	w.exception(f)
	w.readable(&q, f)
	return q, f, voters
}

// gapped says whether a claim about the bounds of a rule can be accepted: they must leave nothing out, nor be those of
// figures near the largest number, whose own bounds do not fit.
func gapped(q *certificate.Question, f *certificate.RuleBounds) bool {
	if f == nil {
		return true
	}
	lower, upper := window(f)
	return lower.Cmp(big.NewInt(q.Lower)) >= 0 && upper.Cmp(big.NewInt(q.Upper)) <= 0
}

func (w *world) wholeSeats() claim {
	q, f, voters := w.part()
	if f == nil && w.chance(30) {
		q.Objective, q.Quota = certificate.Deviation, w.quota(&q)
	}
	e := &certificate.WholeSeats{Figures: f, Voters: voters, Any: w.chance(50)}
	if f != nil || w.chance(50) {
		e.Part = "P"
	}
	said, plan := noPlan, []int(nil)
	if q.Objective != "" && w.chance(80) {
		said, plan = w.valued(&q)
	}
	c := certificate.New(q, said, plan, e)
	if region := f != nil && f.Scope != "nation"; w.chance(50) || plan != nil {
		if f != nil && region {
			f.Total = voters
		}
	} else {
		c.Question.Graph = nil
	}
	lower, upper := nearer(c)
	from, to := q.Seats, q.Seats
	if e.Any {
		if lower.Sign() <= 0 || new(big.Int).Div(big.NewInt(voters), lower).Cmp(big.NewInt(300)) > 0 {
			e.Any = false
		} else {
			from, to = 1, int(voters/lower.Int64())+1
		}
	}
	e.Rows = []certificate.SeatsRow{}
	for n := from; n <= to; n++ {
		e.Rows = append(e.Rows, certificate.SeatsRow{Seats: n, Least: certificate.Times(int64(n), max(0, lower.Int64())),
			Most: certificate.Times(int64(n), max(0, upper.Int64()))})
	}
	complete := gapped(&c.Question, f) && !needsNothing(c) && evidenceHolds(c) == nil
	return claim{c, complete}
}

func (w *world) unitOver() claim {
	q, f, _ := w.part()
	largest := slices.MaxFunc(q.Graph.Units, func(a, b certificate.Unit) int { return cmp.Compare(a.Voters, b.Voters) })
	if f == nil {
		q.Upper = min(certificate.MaxSum, max(0, largest.Voters-1+w.off()))
		if w.chance(30) {
			q.Objective, q.Quota = certificate.Deviation, w.quota(&q)
		}
	}
	if w.chance(15) {
		largest = q.Graph.Units[w.IntN(len(q.Graph.Units))]
	}
	e := &certificate.UnitOver{Figures: f, Unit: largest.ID, Voters: largest.Voters}
	if f != nil || w.chance(50) {
		e.Part = "P"
	}
	said, plan := noPlan, []int(nil)
	if q.Objective != "" && w.chance(80) {
		said, plan = w.valued(&q)
	}
	c := certificate.New(q, said, plan, e)
	if plan == nil && (f == nil || f.Scope == "nation") && w.chance(40) {
		c.Question.Graph = nil
	}
	complete := gapped(&c.Question, f) && !needsNothing(c) && evidenceHolds(c) == nil
	return claim{c, complete}
}

func (w *world) components() claim {
	q, f, _ := w.part()
	if f == nil && w.chance(50) {
		q = w.question()
		if w.chance(60) {
			q.Objective, q.Quota = "", nil
		}
	}
	voters, units, seats := parts(&q)
	e := &certificate.Components{Figures: f, Part: "P", Voters: append([]int64{}, voters...)}
	said, plan := noPlan, []int(nil)
	if q.Objective == certificate.Deviation {
		said, plan = w.valued(&q)
	}
	c := certificate.New(q, said, plan, e)
	lower, upper := nearer(c)
	var lists [][]int
	for i, v := range voters {
		var fit []int
		for n := 1; n <= units[i] && n <= seats; n++ {
			if shares(big.NewInt(v), big.NewInt(int64(n)), lower, upper) {
				fit = append(fit, n)
			}
		}
		lists = append(lists, fit)
	}
	return claim{c, !together(lists, seats) && gapped(&q, f) && !needsNothing(c)}
}

// groupOver is about units that locks put into one district, by a chain of groups, or one more unit.
func (w *world) groupOver() claim {
	q := w.question()
	n := len(q.Graph.Units)
	q.Objective, q.Quota, q.Fixed, q.Together, q.Finished = "", nil, nil, nil, nil
	units := w.Perm(n)[:1+w.IntN(n)]
	d := 1 + w.IntN(q.Seats)
	var sum int64
	for i, u := range units {
		sum += q.Graph.Units[u].Voters
		switch {
		case w.chance(40):
			q.Fixed = append(q.Fixed, [2]int{u, d})
		case i > 0:
			q.Together = append(q.Together, []int{units[i-1], u})
		}
	}
	q.Upper = min(certificate.MaxSum, max(0, sum-1+w.off()))
	e := &certificate.GroupOver{Units: slices.Clone(units), Voters: sum}
	if w.chance(15) && len(units) > 1 {
		e.Units = e.Units[1:]
		e.Voters -= q.Graph.Units[units[0]].Voters
	}
	slices.Sort(e.Units)
	// The groups of a chain that is broken by a fixed unit may lie in two districts.
	chain := len(q.Fixed) == 0 || len(q.Together) == 0
	if len(q.Fixed) > 0 && len(q.Fixed) < len(units) {
		chain = false
	}
	return claim{certificate.New(q, noPlan, nil, e), chain && e.Voters > q.Upper}
}

// locks contradict each other, or the bounds, or do not.
func (w *world) locks() claim {
	q := w.question()
	q.Objective, q.Quota = "", nil
	n := len(q.Graph.Units)
	complete := false
	if w.chance(70) {
		q.Fixed, q.Together, q.Finished = nil, nil, nil
		switch u := w.IntN(n); {
		case w.chance(30) && n > 1 && q.Seats > 1: // one district and two, by a chain of groups
			order := w.Perm(n)
			q.Fixed = [][2]int{{order[0], 1}, {order[n-1], 2}}
			for i := range order[1:] {
				q.Together = append(q.Together, []int{order[i], order[i+1]})
			}
			complete = true
		case w.chance(30): // nothing is in it
			q.Finished = []int{1 + w.IntN(q.Seats)}
			complete = true
		default: // one unit, with a bound a voter off
			v := q.Graph.Units[u].Voters
			q.Fixed, q.Finished = [][2]int{{u, 1}}, []int{1}
			q.Lower, q.Upper = min(certificate.MaxSum, v+w.Int64N(2)), certificate.MaxSum
			if w.chance(50) {
				q.Lower, q.Upper = 0, max(0, v-w.Int64N(2))
			}
			complete = v < q.Lower || v > q.Upper
		}
	}
	return claim{certificate.New(q, noPlan, nil, &certificate.Locks{}), complete}
}
