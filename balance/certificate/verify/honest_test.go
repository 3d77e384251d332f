package verify_test

import (
	"cmp"
	"context"
	"math/big"
	"slices"

	"okrug/balance/certificate"
	"okrug/balance/exact"
	"okrug/balance/graph"
	"okrug/balance/problem"
)

// claim is a certificate, true or not, as its maker wrote it.
type claim struct {
	*certificate.Certificate
	// complete says that the evidence shows the claim if the claim is true.
	complete bool
}

// makers make a claim of each kind, as often as their weight says.
var makers = []struct {
	kind   string
	weight int
	make   func(*world) claim
}{
	{certificate.KindPlan, 8, (*world).planAlone},
	{certificate.KindEnumeration, 16, (*world).enumeration},
	{certificate.KindDuals, 6, (*world).solved},
	{certificate.KindDuals, 12, (*world).duals},
	{certificate.KindSeats, 16, (*world).wholeSeats},
	{certificate.KindUnit, 8, (*world).unitOver},
	{certificate.KindComponents, 8, (*world).components},
	{certificate.KindGroup, 6, (*world).groupOver},
	{certificate.KindLocks, 6, (*world).locks},
	{certificate.KindSplit, 8, (*world).splitRegion},
	{certificate.KindSplit, 8, (*world).splitNation},
	{certificate.KindAllotment, 10, (*world).allotment},
	{certificate.KindClusters, 8, (*world).clusters},
}

func (w *world) claim() claim {
	sum := 0
	for _, m := range makers {
		sum += m.weight
	}
	n := w.IntN(sum)
	for _, m := range makers {
		if n -= m.weight; n < 0 {
			return m.make(w)
		}
	}
	panic("unreachable")
}

var noPlan = certificate.Claim{Status: certificate.Infeasible}

// valued claims a value: mostly that of a best plan, or one next to it.
func (w *world) valued(q *certificate.Question) (certificate.Claim, []int) {
	if q.Objective == "" {
		q.Objective = certificate.CutEdges
	}
	all := divisions(q)
	if len(all) == 0 {
		return certificate.Claim{Status: certificate.Bounded, Value: 1 + w.Int64N(30)}, nil
	}
	least, d := best(q, all)
	if w.chance(15) {
		d = all[w.IntN(len(all))]
		least = value(q, d)
	}
	if !least.IsInt64() {
		return noPlan, nil
	}
	c := certificate.Claim{Status: certificate.Optimal, Value: max(0, least.Int64()+w.off())}
	plan := labelled(q, d)
	if c.Value > 0 && w.chance(35) {
		if c.Status = certificate.Bounded; w.chance(60) {
			plan = nil
		}
	}
	return c, plan
}

// needsNothing says that no plan can be better than a claimed value whatever the units.
func needsNothing(c *certificate.Certificate) bool {
	lower, upper := nearer(c)
	bound := c.Claim.Status == certificate.Optimal || c.Claim.Status == certificate.Bounded
	return bound && (c.Claim.Value == 0 || c.Question.Objective == certificate.Deviation && lower.Cmp(upper) > 0)
}

func (w *world) planAlone() claim {
	q := w.question()
	said, plan := w.valued(&q)
	c := certificate.New(q, said, plan, &certificate.PlanAlone{})
	return claim{c, needsNothing(c)}
}

func (w *world) enumeration() claim {
	q := w.question()
	var c *certificate.Certificate
	switch w.IntN(4) {
	case 0:
		n := max(0, int64(len(divisions(&q)))+w.off())
		c = certificate.New(q, certificate.Claim{Status: certificate.Counted, Plans: n}, nil, &certificate.Enumeration{})
	case 1:
		c = certificate.New(q, noPlan, nil, &certificate.Enumeration{})
	default:
		said, plan := w.valued(&q)
		if c = certificate.New(q, said, plan, &certificate.Enumeration{}); needsNothing(c) {
			c.Kind, c.Evidence = certificate.KindPlan, &certificate.PlanAlone{}
		}
	}
	return claim{c, true}
}

// solved is what the exact method proves, or something next to it.
func (w *world) solved() claim {
	q := w.question()
	p := problem.Problem{Graph: asGraph(q.Graph), Seats: q.Seats, Lower: q.Lower, Upper: max(1, q.Upper)}
	switch q.Objective {
	case certificate.CutEdges, "":
		p.Objective.Kind = problem.CutEdges
	case certificate.Deviation:
		p.Objective.Kind, p.Quota = problem.Deviation, big.NewRat(q.Quota[0], q.Quota[1])
	}
	for range q.Graph.Units {
		p.Locks.Fixed = append(p.Locks.Fixed, problem.Unassigned)
	}
	for _, f := range q.Fixed {
		p.Locks.Fixed[f[0]] = f[1] - 1
	}
	p.Locks.Together = q.Together
	for _, d := range q.Finished {
		p.Locks.Finished = append(p.Locks.Finished, d-1)
	}
	s, err := exact.Solve(context.Background(), &p, exact.Settings{Workers: 1, Work: 1_000_000})
	if err != nil || s.Certificate == nil {
		return w.enumeration() // figures too large for it, or locks that it does not take
	}
	c := s.Certificate
	if w.chance(60) {
		return claim{c, true} // what the method hands out it has had checked
	}
	switch {
	case c.Claim.Status != certificate.Optimal:
		c.Question.Lower, c.Question.Upper = max(0, c.Question.Lower-w.Int64N(2)), c.Question.Upper+w.Int64N(2)
	case w.chance(30):
		c.Plan, c.Claim = nil, noPlan
	default:
		c.Plan, c.Claim.Status = nil, certificate.Bounded
		c.Claim.Value = max(0, c.Claim.Value+w.Int64N(3))
	}
	return claim{c, false}
}

func asGraph(g *certificate.Graph) *graph.Graph {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for _, u := range g.Units {
		ids, voters = append(ids, u.ID), append(voters, u.Voters)
	}
	for _, e := range g.Edges {
		edges = append(edges, graph.Edge{U: int(e[0]), V: int(e[1]), Length: e[2]})
	}
	made, err := graph.New(ids, voters, edges)
	if err != nil {
		panic(err)
	}
	made.Scale = g.Scale
	return made
}

// duals are any whole numbers; they prove little or nothing, and nothing false.
func (w *world) duals() claim {
	q := w.question()
	if w.chance(70) {
		q.Objective, q.Quota = certificate.CutEdges, nil
		if w.chance(50) {
			q.Objective = certificate.Border
		}
	}
	n := len(q.Graph.Units)
	d := &certificate.Duals{Weights: q.Objective, Scale: 1 + w.Int64N(4), Order: []int{}}
	if q.Objective != certificate.Border {
		d.Weights = certificate.CutEdges
	}
	for _, u := range w.Perm(n) {
		done := slices.ContainsFunc(q.Fixed, func(f [2]int) bool { return f[0] == u && slices.Contains(q.Finished, f[1]) })
		if !done {
			d.Order = append(d.Order, u)
		}
	}
	pi := func() []int64 {
		pi := make([]int64, n)
		for u := range pi {
			if pi[u] = w.Int64N(24) - 6; w.chance(1) {
				pi[u] *= certificate.MaxDuals / 200
			}
		}
		return pi
	}
	for range w.IntN(4) {
		s := certificate.Step{Delta: 1 + w.Int64N(9), Pi: pi(), Least: w.Int64N(60) - 50}
		if w.chance(1) {
			s.Delta = certificate.MaxSum / int64(n)
		}
		d.Steps = append(d.Steps, s)
	}
	for range w.IntN(3) {
		d.ListPi = append(d.ListPi, pi())
	}
	said, plan := w.valued(&q)
	if w.chance(20) {
		said, plan = noPlan, nil
	}
	return claim{certificate.New(q, said, plan, d), false}
}

// part is a question about the voters or the units of one part of a country, with the figures of a rule or without.
func (w *world) part() (q certificate.Question, f *certificate.Figures, voters int64) {
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
func gapped(q *certificate.Question, f *certificate.Figures) bool {
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
