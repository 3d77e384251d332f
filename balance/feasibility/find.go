package feasibility

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"okrug/balance"
	"okrug/balance/certificate"
	"okrug/balance/enumerate"
)

// Settings say how hard to try. The zero value is the documented default.
type Settings struct {
	// Nodes is the most search nodes of one enumeration; 0 is 20 million (some seconds).
	Nodes int64
	// Time is the limit for one call of the general solver, which is asked where enumeration is not enough; 0 is one minute.
	Time time.Duration
	Seed uint64
	// Progress, where set, is called with what is being done.
	Progress func(string)
}

func (s Settings) nodes() int64 {
	if s.Nodes > 0 {
		return s.Nodes
	}
	return 20_000_000
}

func (s Settings) say(format string, a ...any) {
	if s.Progress != nil {
		s.Progress(fmt.Sprintf(format, a...))
	}
}

// enumerable is the number of units up to which enumeration is tried first: one machine word, as its checker takes.
const enumerable = 64

// answer is what is known of one question with fixed bounds.
type answer struct {
	status balance.Status // Feasible, Infeasible or Unknown
	plan   []int          // district 0.. of every unit of the part
	proof  *certificate.Certificate
	why    string
	small  int64
	large  int64
	nodes  int64
	method string
}

// find looks for a plan of the part with every district from lower to upper, or proves that there is none. Figures, where
// not nil, are what the bounds follow from and go into the proof.
func (s Settings) find(ctx context.Context, p *part, seats int, lower, upper int64, figures *certificate.Figures) (answer, error) {
	a := answer{method: "arithmetic"}
	if seats < 1 {
		a.why = "no seats"
		return a, nil
	}
	if a.proof = arithmetic(p, seats, lower, upper, figures); a.proof != nil {
		a.status = balance.Infeasible
		return a, nil
	}
	if seats == 1 {
		if _, parts := p.graph.Components(nil); parts == 1 {
			return a.found(p, make([]int, p.graph.Len()), 1), nil
		}
	}
	// A short enumeration settles most regions; where it does not, the solver is the better bet, and a long one the last.
	small := p.graph.Len() <= enumerable
	tries := []func() (answer, error){func() (answer, error) { return s.solve(ctx, p, seats, lower, upper) }}
	if small {
		tries = slices.Insert(tries, 0, func() (answer, error) {
			return s.enumerate(ctx, p, seats, lower, upper, min(shortEnumeration, s.nodes()))
		})
		if s.nodes() > shortEnumeration {
			tries = append(tries, func() (answer, error) { return s.enumerate(ctx, p, seats, lower, upper, s.nodes()) })
		}
	}
	for _, try := range tries {
		if ctx.Err() != nil {
			a.why = "cancelled"
			return a, nil
		}
		var err error
		if a, err = try(); err != nil || a.status != balance.Unknown {
			return a, err
		}
	}
	return a, nil
}

// shortEnumeration is the number of search nodes of a first enumeration, about a second.
const shortEnumeration = 2_000_000

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

func (s Settings) enumerate(ctx context.Context, p *part, seats int, lower, upper, nodes int64) (answer, error) {
	a := answer{method: "enumeration"}
	var plan []int
	stats, err := enumerate.Each(ctx, &balance.Problem{Graph: p.graph, Seats: seats, Lower: lower, Upper: upper},
		enumerate.Settings{Work: nodes}, func(v *enumerate.View) bool {
			plan = make([]int, p.graph.Len())
			v.Assign(plan)
			return false
		})
	if err != nil {
		return a, err
	}
	a.nodes = stats.Nodes
	switch {
	case plan != nil:
		return a.found(p, plan, seats), nil
	case stats.Complete:
		a.status = balance.Infeasible
		q := certificate.Question{Graph: certificate.NewGraph(p.graph), Seats: seats, Lower: lower, Upper: upper}
		a.proof = certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil, &certificate.Enumeration{})
	default:
		a.why = fmt.Sprintf("enumeration was given up after %d nodes", stats.Nodes)
	}
	return a, nil
}

// solve asks the general solver.
func (s Settings) solve(ctx context.Context, p *part, seats int, lower, upper int64) (answer, error) {
	a := answer{method: "solver"}
	limit := s.Time
	if limit <= 0 {
		limit = time.Minute
	}
	problem := balance.Problem{Graph: p.graph, Seats: seats, Lower: lower, Upper: upper}
	// Any plan will do: a short heuristic run often has one, and the exact method would go on to a best one.
	sol, err := balance.Solve(ctx, problem, balance.Settings{Method: balance.Heuristic, Work: 4_000_000, Seed: s.Seed})
	if err == nil && sol.Status == balance.Unknown && ctx.Err() == nil {
		sol, err = balance.Solve(ctx, problem, balance.Settings{Time: limit, Seed: s.Seed})
	}
	if err != nil {
		return a, err
	}
	a.nodes, a.why = sol.Nodes, sol.Reason
	switch sol.Status {
	case balance.Feasible, balance.Optimal:
		return a.found(p, sol.Assignment, seats), nil
	case balance.Infeasible:
		if len(sol.Certificate) > 0 {
			if a.proof, err = certificate.Read(bytes.NewReader(sol.Certificate)); err != nil {
				return a, fmt.Errorf("the solver's certificate cannot be read: %w", err)
			}
		}
		if a.proof == nil {
			return a, nil // without a proof it stays unknown
		}
		a.status = balance.Infeasible
	}
	return a, nil
}
