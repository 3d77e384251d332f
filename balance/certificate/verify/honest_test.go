package verify_test

import (
	"context"
	"math/big"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/exact"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
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
	if len(q.Fixed)+len(q.Together)+len(q.Finished) == 0 && w.chance(35) {
		w.lock(&q)
	}
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
	// No district costs less than all duals above 0 take away. With leasts no higher than that, whatever the duals, all
	// districts that they leave are listed and tried, which is a proof.
	short := !slices.ContainsFunc(q.Graph.Edges, func(e [3]int64) bool { return e[2] > 5 })
	sound := short && w.chance(60)
	pi := func() (pi []int64, least int64) {
		pi = make([]int64, n)
		for u := range pi {
			if pi[u] = w.Int64N(24) - 6; !sound && w.chance(1) {
				pi[u] *= certificate.MaxDuals / 200
			}
			least -= max(0, pi[u])
		}
		return pi, least
	}
	for range w.IntN(4) {
		s := certificate.Step{Delta: 1 + w.Int64N(9)}
		if s.Pi, s.Least = pi(); !sound {
			s.Least = w.Int64N(60) - 50
		} else {
			s.Delta += unitVoters(q.Graph).Int64() / 1000 // or the table is too large
		}
		if w.chance(1) {
			s.Delta = certificate.MaxSum / int64(n)
		}
		d.Steps = append(d.Steps, s)
	}
	for range w.IntN(3) {
		list, _ := pi()
		d.ListPi = append(d.ListPi, list)
	}
	said, plan := w.valued(&q)
	if w.chance(20) {
		said, plan = noPlan, nil
	}
	c := certificate.New(q, said, plan, d)
	return claim{c, sound && len(d.Steps) > 0 && !needsNothing(c)}
}
