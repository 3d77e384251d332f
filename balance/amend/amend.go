package amend

import (
	"context"
	"math"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Problem asks for the plan closest to Start.
type Problem struct {
	// Problem is what a plan must keep. Its Start is the plan in force, the district of each node, 0 to StartSeats-1
	// or balance.Unassigned; it may break any bound and be disconnected. Seats is StartSeats, one more or one fewer.
	// Locks need Seats not below StartSeats, since otherwise it is not known which numbers remain. Objective, Parents
	// and Keep play no part.
	balance.Problem
	StartSeats int
	// Voters of each node are what is counted when it moves; nil is the graph's, which the bounds are about.
	Voters []int64
}

// Settings are balance.Settings, of which Method and Any are not used. Nodes is what an exact search of plans that move
// little may visit before the heuristic takes over.
type Settings = balance.Settings

// Move is a unit that changes its district.
type Move struct {
	Node, From, To int // From is balance.Unassigned for a unit without a district in force
	Voters         int64
}

// Result is the closest plan found.
type Result struct {
	Status balance.Status
	// Plan is the district of each node, 0 to Seats-1; nil where none was found.
	Plan []int
	// Moves lists the units that move, by node, those without a district in force among them.
	Moves []Move
	// MovedVoters and MovedUnits count moves from one district to another, Placed the units that had none.
	MovedVoters int64
	MovedUnits  int
	Placed      int
	// Bound is a proven lower bound on MovedVoters for every plan that meets the problem.
	Bound int64
	// Border is that of Plan in the graph's length units.
	Border int64
	// Dissolved is the district in force that has no successor, and Renumbered the one that took its number; both -1
	// where there is none.
	Dissolved, Renumbered int
	Reason                locale.Text
	Log                   []locale.Text
	Stopped               balance.Stopped
	Nodes, Work           int64
}

// Run finds the closest plan. Errors are faults of the problem; that no plan exists is a status.
func Run(ctx context.Context, p Problem, s Settings) (Result, error) {
	if err := p.check(); err != nil {
		return Result{}, err
	}
	if p.Seats < p.StartSeats {
		return p.dissolve(ctx, s)
	}
	r, err := p.closest(ctx, s)
	return r.Result, err
}

func (p *Problem) check() error {
	var faults fault.Faults
	bad := func(kind fault.Kind, remedy, format string, args ...any) {
		faults.Add(fault.Fault{Kind: kind, Detail: locale.Text{Key: format, Args: args}, Remedy: locale.Text{Key: remedy}})
	}
	n := p.Graph.Len()
	if len(p.Start) != n {
		bad(problem.BadPlan, "", "the plan in force has %d {1|entry|entries} for %d {2|unit|units}", len(p.Start), n)
		return faults.Err()
	}
	for v, d := range p.Start {
		if d < balance.Unassigned || d >= p.StartSeats {
			faults.Add(fault.Fault{ID: p.Graph.IDs[v], Kind: problem.BadPlan,
				Detail: locale.T("the plan in force puts it in district %d of %d", d+1, p.StartSeats)})
		}
	}
	if p.Seats < 1 || p.Seats < p.StartSeats-1 || p.Seats > p.StartSeats+1 {
		bad(problem.BadSeats, "only one more or one fewer can be amended, otherwise make a new plan", "%d "+
			"{1|district|districts} instead of %d", p.Seats, p.StartSeats)
	}
	if l := p.Locks; p.Seats < p.StartSeats && (l.Fixed != nil || l.Finished != nil) {
		bad(problem.BadLocks, "leave locks out or fix the seats",
			"units cannot be locked to numbers while a district is dissolved")
	}
	if p.Voters != nil && len(p.Voters) != n {
		bad(problem.BadVoters, "", "voters of %d {1|unit|units} for %d {2|unit|units}", len(p.Voters), n)
		return faults.Err()
	}
	var total int64
	for v := range n {
		if p.voters(v) < 0 || p.voters(v) > math.MaxInt64-total {
			faults.Add(fault.Fault{ID: p.Graph.IDs[v], Kind: problem.BadVoters, Detail: locale.T("negative or too many voters")})
			break
		}
		total += p.voters(v)
	}
	if total > (math.MaxInt64-int64(n))/int64(n+1) {
		bad(problem.BadVoters, "", "%d {1|voter|voters} in %d {2|unit is|units are} too many to weigh", total, n)
	}
	return faults.Err()
}

// voters of a node that moves.
func (p *Problem) voters(v int) int64 {
	if p.Voters != nil {
		return p.Voters[v]
	}
	return p.Graph.Voters[v]
}

// weights make voters count before units: moving a set of units weighs voters·(n+1) + units.
func (p *Problem) weights() []int64 {
	n := int64(p.Graph.Len())
	keep := make([]int64, n)
	for v := range keep {
		keep[v] = p.voters(v)*(n+1) + 1
	}
	return keep
}

// votersOf is the least number of voters that a plan moves which moves at least this weight: v·(n+1) + units with at
// most n units is at least weight only if v is.
func (p *Problem) votersOf(weight int64) int64 {
	n := int64(p.Graph.Len())
	return max(0, weight/(n+1))
}

// report fills in what is counted of a plan.
func (p *Problem) report(r *Result, successor func(old int) int) {
	for v, d := range r.Plan {
		old := p.Start[v]
		switch {
		case old == balance.Unassigned:
			r.Placed++
			r.Moves = append(r.Moves, Move{v, old, d, p.voters(v)})
		case successor(old) != d:
			r.MovedUnits++
			r.MovedVoters += p.voters(v)
			r.Moves = append(r.Moves, Move{v, old, d, p.voters(v)})
		}
	}
	if r.Plan == nil {
		return
	}
	for _, e := range p.Graph.Edges {
		if r.Plan[e.U] != r.Plan[e.V] {
			r.Border += e.Length
		}
	}
}
