package exact

import (
	"context"
	"math"
	"runtime"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// Solve looks for a plan of least value and proves that there is none better, or that there is none. It ends with
// what is proven when the context does, when it would exceed its memory, or when the method can do no more;
// Solution.Reason then says so. The objective must be one that problem.Whole knows; Start, where it answers the
// question, is improved on. The error is for problems that are faulty, too large, or have a Rule, Judge, Parents or
// Keep, which the method does not know.
func Solve(ctx context.Context, p *problem.Problem, s Settings) (*Solution, error) {
	q, err := newQuestion(p)
	if err != nil {
		return nil, err
	}
	budget := &steps{left: s.Work}
	if s.Work == 0 {
		budget.left = math.MaxInt64
	}
	r := &run{q: q, s: s, budget: budget, sol: new(Solution)}
	if r.s.MemoryLimit <= 0 {
		r.s.MemoryLimit = 2 << 30
	}
	if r.s.limits == nil {
		l := defaultLimits(r.s.MemoryLimit)
		r.s.limits = &l
	}
	if r.s.Workers <= 0 {
		r.s.Workers = runtime.GOMAXPROCS(0)
	}
	if v, ok := q.value(p.Start); ok {
		r.sol.Status, r.sol.Plan, r.sol.Value = problem.Feasible, p.Start, v
	}
	if q.objective == certificate.Deviation {
		r.deviation(ctx)
	} else {
		r.weights(ctx)
	}
	r.confirm(ctx)
	r.sol.Stats.Steps = budget.used
	return r.sol, nil
}

// run is one call of Solve.
type run struct {
	q      *question
	s      Settings
	sol    *Solution
	e      *engine // of the last search
	budget *steps
}

// progress reports a bound.
func (r *run) progress(bound int64, note locale.Text) {
	if r.s.Progress == nil {
		return
	}
	r.s.Progress(Progress{Found: r.sol.Plan != nil, Best: r.sol.Value, Bound: max(bound, r.sol.Bound), Note: note})
}

// weights minimises the weight of cut edges. Where no plan is known, it looks for plans of little weight first, for the
// graph of regions grows with the limit. Whole says that the limit asked leaves out no plan that is better than the one
// known: only then does a question closed without a plan prove anything but a bound.
func (r *run) weights(ctx context.Context) {
	if e := r.q.red.Evidence(r.q.lower, r.q.upper); e != nil {
		r.infeasible(e)
		return
	}
	m := build(r.q)
	if m.k == 0 {
		r.sol.Plan, r.sol.Value = slices.Clone(r.q.p.Locks.Fixed), m.base
		r.optimal(&certificate.Duals{Weights: r.q.objective, Scale: 1})
		return
	}
	if r.s.Any && r.sol.Plan != nil {
		return
	}
	m.tighten()
	limit, whole := r.firstLimit(m), false
	hint, nodes := limit, 0
	for {
		// No plan cuts more than everything, and with a plan known the limit is just below it.
		if limit >= m.weight() || r.sol.Plan != nil {
			limit, whole = min(limit, m.weight()), true
		}
		e := r.engine(m, limit, min(limit, hint))
		err := e.run(ctx)
		r.sol.Stats = e.stats
		if e.plan != nil {
			r.sol.Plan, r.sol.Value = r.expand(e.plan), e.limit+1+m.base
			r.sol.Status, whole = problem.Feasible, true
		}
		r.sol.Bound = max(r.sol.Bound, m.base+e.known)
		switch {
		case err != nil:
			r.gaveUp(err)
			return
		case r.s.Any && r.sol.Plan != nil:
			return
		case whole && r.sol.Plan != nil:
			r.optimal(e.evidence())
			return
		case whole:
			r.infeasible(e.evidence())
			return
		}
		// Where the graph does not grow with the limit any more, all plans can be looked for at once.
		if limit += limit/4 + 1; e.stats.Nodes <= nodes+nodes/10 {
			limit = m.weight()
		}
		nodes = e.stats.Nodes
	}
}

// firstLimit is the largest value to look for at first: below the known plan, or what round districts would cut.
func (r *run) firstLimit(m *model) int64 {
	if r.sol.Plan != nil {
		return r.sol.Value - m.base - 1
	}
	edges := 0
	for _, e := range m.edges {
		if e.bond == border {
			edges++
		}
	}
	if edges == 0 {
		return 0
	}
	mean := float64(m.weight()) / float64(edges)
	return min(m.weight(), int64(mean*2*math.Sqrt(float64(m.n()*m.k)))+1)
}

// engine prepares a search. A unit of weight has as many parts as make about ten million of the limit, though 1 at
// least and 1000 at most: a part is a fine step of a dual then, and reduced costs seldom need a quantum of more than
// one part.
func (r *run) engine(m *model, limit, hint int64) *engine {
	r.e = &engine{m: m, hint: hint, weights: r.q.objective, size: r.q.p.Graph.Len(), limit: limit, budget: r.budget,
		workers: r.s.Workers, memory: r.s.MemoryLimit, limits: *r.s.limits, trace: r.s.trace,
		scale:  max(1, min(1000, 10_000_000/max(1, limit+1))),
		report: func(bound int64, note locale.Text) { r.progress(m.base+bound, note) }}
	return r.e
}

// optimal records a proof that no plan is better than the one known.
func (r *run) optimal(e certificate.Evidence) {
	if r.sol.Value == 0 {
		e = &certificate.PlanAlone{} // no plan has less than nothing
	}
	r.sol.Status, r.sol.Bound = problem.Optimal, r.sol.Value
	r.sol.Certificate = r.certify(certificate.Claim{Status: certificate.Optimal, Value: r.sol.Value}, r.sol.Plan, e)
}

// infeasible records a proof that there is no plan.
func (r *run) infeasible(e certificate.Evidence) {
	r.sol.Status, r.sol.Plan, r.sol.Value, r.sol.Bound = problem.Infeasible, nil, 0, 0
	r.sol.Certificate = r.certify(certificate.Claim{Status: certificate.Infeasible}, nil, e)
}

// gaveUp records why there is no proof, and a certificate of the bound where it says anything.
func (r *run) gaveUp(err error) {
	r.sol.Reason = err
	if r.sol.Plan != nil {
		r.sol.Bound = min(r.sol.Bound, r.sol.Value)
	}
	if r.sol.Bound > 0 && r.e.best != nil {
		claim := certificate.Claim{Status: certificate.Bounded, Value: r.sol.Bound}
		r.sol.Certificate = r.certify(claim, r.sol.Plan, r.e.evidence())
	}
}

// expand makes a plan of columns one of the caller's units; fixed units give their districts their numbers. The others
// take the free numbers in the order of their first nodes.
func (r *run) expand(columns []*column) []int {
	p := r.q.p
	plan := make([]int, p.Graph.Len())
	for v := range plan {
		plan[v] = -1
	}
	used := make([]bool, p.Seats)
	for v, d := range p.Locks.Fixed {
		if d >= 0 {
			plan[v], used[d] = d, true
		}
	}
	slices.SortFunc(columns, func(a, b *column) int { return a.nodes.nodes()[0] - b.nodes.nodes()[0] })
	number := make([]int, len(columns))
	units := make([][]int, len(columns))
	for i, c := range columns {
		number[i] = -1
		for _, x := range c.nodes.nodes() {
			for _, v := range r.e.m.units[x] {
				units[i] = append(units[i], v)
				if plan[v] >= 0 {
					number[i] = plan[v]
				}
			}
		}
	}
	free := 0
	for i := range columns {
		if number[i] < 0 {
			for used[free] {
				free++
			}
			number[i], used[free] = free, true
		}
		for _, v := range units[i] {
			plan[v] = number[i]
		}
	}
	return plan
}
