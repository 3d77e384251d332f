package balance

import "math"

// Sizes at which Auto tries a method that proves. Neither is a limit of the method: it can be asked for by name.
const (
	enumerateNodes = 64        // enumerate at most this many nodes,
	enumerateWork  = 2_000_000 // with so many search nodes
	exactNodes     = 600       // exact search, where the clock limits it
	exactUntimed   = 150       // exact search without a limit of time
)

// enumerateAlone is how many search nodes Method Enumerate may visit where nothing else limits it: some minutes.
const enumerateAlone = 200_000_000

// Budgets of the search for any plan: work of the heuristic, search nodes of a long enumeration, and steps of the exact
// method, which are some seconds, half a minute and a minute.
const (
	anyHeuristicWork = 4_000_000
	anyEnumerateWork = 20_000_000
	anyExactWork     = 5_000_000_000
)

// Steps that all methods may take together, some 50 ns each.
const (
	stepsOfWork  = 60            // for each work unit that was asked for
	regionSteps  = 800_000_000   // where nothing was: most of a minute
	anySteps     = 4_000_000_000 // of the search for any plan
	exactlySteps = 6_000_000_000 // of the exact method where that was asked for by name: some minutes
)

// exactPerStep is how many steps of the exact method are one, and stepsOfCheck how many one of the checker is.
const (
	exactPerStep = 5
	stepsOfCheck = 2
)

// nodeSteps is how many steps a search node of an enumeration takes on a graph of n nodes: half a microsecond, and what
// it takes to see what hangs together, which grows as the square where the graph is long and thin.
func nodeSteps(n int) int64 { return 10 + int64(n)*int64(n)/200 }

// budget is how far each method goes, decided once from the settings.
type budget struct {
	work  int64 // of the heuristic; 0 is until the context ends
	first int64 // of the heuristic for a first plan for the exact method
	// exactNodes and trialNodes are the most nodes of a graph for the exact method, alone and for each trial of the
	// parents to divide.
	exactNodes, trialNodes int
	// nodes is of an enumeration that finds the best plan; anyNodes, anyWork and exactWork are of the search for any
	// plan, exactWork 0 for no limit of its own.
	nodes, anyNodes, anyWork, exactWork int64
	// again lets the heuristic have what is left of the time when the exact method has given up; its work is more,
	// 0 for until the time is over.
	again bool
	more  int64
	// steps are what all methods draw on. Those that prove end with them; the heuristic, of which a region has but a few
	// runs, each with a budget of its own that is small beside it, does not, so that whatever proofs take, a plan is
	// looked for.
	steps *purse
}

// budgetOf settings for a graph of n nodes.
func budgetOf(s Settings, n int) budget {
	b := budget{work: s.Work, first: s.Work, exactNodes: exactUntimed, trialNodes: trialUntimed, nodes: s.Nodes,
		steps: stepsOf(s)}
	if s.Nodes == 0 {
		b.nodes = enumerateWork
	}
	if s.Work == 0 {
		b.first = 3_000_000 + 20_000*int64(n)
	}
	switch {
	case s.Time > 0:
		b.exactNodes, b.trialNodes, b.again, b.more = exactNodes, exactUntimed, true, s.Work
	case s.Work == 0:
		b.work = 10_000_000 + 300*int64(n)
	}
	if s.Any {
		b.exactNodes, b.anyWork, b.anyNodes, b.exactWork = exactNodes, s.Work, s.Nodes, anyExactWork
		if s.Work == 0 {
			b.anyWork = anyHeuristicWork
		}
		if s.Nodes == 0 {
			b.anyNodes = anyEnumerateWork
		}
	}
	return b
}

// stepsOf is what settings allow all methods together.
func stepsOf(s Settings) *purse {
	p := &purse{left: math.MaxInt64 / 4} // where the clock alone ends the run
	switch {
	case s.Work > 0:
		p.left = stepsOfWork * min(s.Work, p.left/stepsOfWork)
	case s.Time > 0:
	case s.Any:
		p.left = anySteps
	case s.Method == Exact:
		p.left = exactlySteps
	default:
		p.left = regionSteps
	}
	return p
}

// purse holds steps. What is spent of a part is spent of the whole.
type purse struct {
	left int64
	of   *purse
}

// part is a purse with a share of what is left.
func (p *purse) part(share float64) *purse { return &purse{int64(share * float64(max(0, p.left))), p} }

// spend takes steps, of which there may be fewer.
func (p *purse) spend(steps int64) {
	for ; p != nil; p = p.of {
		p.left -= steps
	}
}

// nodes is how many search nodes on a graph of n nodes there are steps for, at most most of them.
func (p *purse) nodes(n int, most int64) int64 { return min(most, max(0, p.left)/nodeSteps(n)) }

// within lets do draw on a share of what is left of a run's steps.
func (r *run) within(share float64, do func()) {
	all := r.b.steps
	r.b.steps = all.part(share)
	defer func() { r.b.steps = all }()
	do()
}

// merged is about how many nodes an enumeration of the question sees.
func (r *run) merged() int { return size(r.p, r.p.Locks.Together) }

// visited records the search nodes of an enumeration of the question.
func (r *run) visited(nodes int64) {
	r.sol.Nodes += nodes
	r.b.steps.spend(nodes * nodeSteps(r.merged()))
}

// allowed are the search nodes of an enumeration, as many as were asked for, or else at most most within the steps.
func (r *run) allowed(most int64) int64 {
	if r.s.Nodes > 0 {
		return most
	}
	return r.b.steps.nodes(r.merged(), most)
}
