package feasibility

import (
	"context"
	"time"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// Settings say how hard to try. The zero value is the documented default.
type Settings struct {
	// Nodes is the most search nodes of one enumeration; 0 is 20 million (some seconds).
	Nodes int64
	// Time is the limit on the clock for one question to the solver; 0 is none: a budget of work then ends a question
	// that is too hard, the same on every machine.
	Time time.Duration
	Seed uint64
	// MemoryLimit in bytes is what exact search may hold; 0 is 2 GiB.
	MemoryLimit int64
	// Progress, where set, is called with what is being done.
	Progress func(locale.Text)
}

func (s Settings) nodes() int64 {
	if s.Nodes > 0 {
		return s.Nodes
	}
	return 20_000_000
}

func (s Settings) say(what locale.Text) {
	if s.Progress != nil {
		s.Progress(what)
	}
}

// answer is what is known of one question with fixed bounds.
type answer struct {
	status balance.Status // Feasible, Infeasible or Unknown
	plan   []int          // district 0.. of every unit of the part
	proof  *certificate.Certificate
	why    locale.Text
	small  int64
	large  int64
	nodes  int64
	method string
}

// find looks for a plan of the part with every district from lower to upper, or proves that there is none. Figures,
// where not nil, are what the bounds follow from and go into the proof. Counting comes first: it is cheap, and its
// proofs can be read by hand. A budget or a deadline that ends the search makes the answer Unknown and no error.
func (s Settings) find(ctx context.Context, p *part, seats int, lower, upper int64,
	figures *certificate.RuleBounds) (answer, error) {
	a := answer{method: "arithmetic"}
	if seats < 1 {
		a.why = locale.T("no seats")
		return a, nil
	}
	if a.proof = arithmetic(p, seats, lower, upper, figures); a.proof != nil {
		a.status = balance.Infeasible
		return a, nil
	}
	// Counting has passed the voters of the one district, so that only its contiguity is left to see.
	if seats == 1 {
		if _, parts := p.graph.Components(nil); parts == 1 {
			return a.found(p, make([]int, p.graph.Len()), 1), nil
		}
	}
	return s.solve(ctx, p, seats, lower, upper)
}

// found is the answer with a plan, which it keeps without a copy, and the voters of its smallest and largest district.
func (a answer) found(p *part, plan []int, seats int) answer {
	a.status, a.plan = balance.Feasible, plan
	sums := make([]int64, seats)
	for v, d := range plan {
		sums[d] += p.graph.Voters[v]
	}
	a.small, a.large = sums[0], sums[0]
	for _, n := range sums {
		a.small, a.large = min(a.small, n), max(a.large, n)
	}
	return a
}

// solve asks the solver for any plan. An impossibility without a certificate is not taken for one.
func (s Settings) solve(ctx context.Context, p *part, seats int, lower, upper int64) (answer, error) {
	a := answer{method: "solver"}
	if ctx.Err() != nil {
		a.why = locale.T("cancelled")
		return a, nil
	}
	sol, err := balance.Solve(ctx, balance.Problem{Graph: p.graph, Seats: seats, Lower: max(0, lower), Upper: upper},
		balance.Settings{Any: true, Nodes: s.Nodes, Time: s.Time, Seed: s.Seed, MemoryLimit: s.MemoryLimit})
	if err != nil {
		return a, err
	}
	switch sol.Method {
	case balance.Auto:
		a.method = "arithmetic" // no method was needed
	case balance.Enumerate:
		a.method = "enumeration"
	}
	a.nodes, a.why = sol.Nodes, sol.Reason
	switch sol.Status {
	case balance.Feasible:
		return a.found(p, sol.Assignment, seats), nil
	case balance.Infeasible:
		if a.proof = sol.Certificate; a.proof != nil { // without a proof it stays unknown
			a.status = balance.Infeasible
		}
	}
	return a, nil
}
