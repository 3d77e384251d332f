package balance

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/geo/disjoint"
	"github.com/okrug/okrug/geo/locale"
)

// Sizes at which parents are divided by trial.
const (
	trialParents = 200    // at most so many parents of the first level,
	trialNodes   = 400    // at most so many nodes once all of them are whole,
	trials       = 2_000  // so many choices of the parents to divide,
	trialUntimed = 50     // nodes of an exact search for each, where the clock limits nothing
	trialSearch  = 50_000 // search nodes of the enumeration for each, then 6 times that where it is alone
	leastSearch  = 100    // search nodes for which it is worth while to ask what is out of reach
)

// Steps of what a trial does before it searches, for each node, and of an edge of a graph that is made for it.
const (
	stepsPerTrial = 50
	stepsPerEdge  = 5
)

// byTrial divides no parent of the first level, then each alone, then each two, until there is a plan. Every trial is
// a problem in which all other parents stay together, and so far smaller. If all trials with fewer parents are proven
// impossible, and all with as many as the best plan's are proven best or impossible, then so is the best plan. done
// says that the answer is final; what was found stays in any case.
func (r *run) byTrial() (done bool) {
	groups := r.p.Groups(r.p.Parents[0])
	if len(groups) == 0 || len(groups) > trialParents || size(r.p, groups) > trialNodes {
		return false
	}
	proven := true
	for s := range len(groups) + 1 {
		choices := choose(len(groups), s, trials+1)
		if len(choices) > trials || r.ctx.Err() != nil || r.b.steps.left <= 0 {
			return false
		}
		var found, sure bool
		r.within(0.5, func() { found, sure, _ = r.divideAny(groups, choices) })
		proven = proven && sure
		if found {
			what := fmt.Sprintf("%d parents divided: all %d choices of fewer or as many tried", s, len(choices))
			if proven {
				r.sol.Status, r.sol.Stopped = Optimal, Complete
				r.bound(r.score())
			} else {
				r.sol.Status = Feasible
			}
			r.tried("%s", what)
			// A second method cannot divide fewer if that is proven, and what it finds beyond is little.
			return proven
		}
		if !sure {
			return false
		}
	}
	r.infeasible(locale.T("no connected plan is within the bounds, the rule and the locks, whichever parents are divided"))
	r.sol.Certificate = r.none
	r.tried("all choices of parents to divide")
	return true
}

// divideAny tries to divide the chosen parents and no others, each choice with its share of the steps that are left.
// sure says that every trial gave a proof; open are the choices not proven impossible.
func (r *run) divideAny(groups [][]int, choices [][]int) (found, sure bool, open [][]int) {
	sure = true
	if r.p.Objective.Kind == Balanced && r.p.Objective.Shortest == 0 {
		// The border that counts 1 is that of all choices together.
		border := *r.p
		border.Objective = Objective{Kind: Border}
		sub := r.about(r.ctx, &border)
		sub.within(0.5, func() { found, sure, choices = sub.divideAny(groups, choices) })
		r.count(sub)
		if !found {
			return false, sure, choices
		}
		r.p.Objective.Shortest = max(1, sub.sol.Border)
		r.sol.Shortest = r.p.Objective.Shortest
		r.offer(sub.sol.Assignment)
	}
	for tried, choice := range choices {
		p := *r.p
		p.Parents = p.Parents[1:]
		p.Locks.Together = slices.Clone(p.Locks.Together)
		for i, g := range groups {
			if !slices.Contains(choice, i) {
				p.Locks.Together = append(p.Locks.Together, g)
			}
		}
		sub := r.about(r.ctx, &p)
		sub.b.steps = r.b.steps.part(1 / float64(len(choices)-tried))
		if sub.outOfReach(r.p, groups, choice) {
			sub.sol.Status = Infeasible
		} else if sub.trial(len(choices)) {
			found = true
			r.offer(sub.sol.Assignment)
		}
		sure = sure && sub.proven()
		if sub.sol.Status != Infeasible {
			open = append(open, choice)
		} else if len(choice) == len(groups) {
			sub.certifyEnumeration()
			r.none = sub.sol.Certificate
		}
		r.count(sub)
		if r.sol.Method == Auto {
			r.sol.Method = sub.sol.Method
		}
	}
	return found, sure, open
}

// outOfReach says that there is no plan for a choice even if the parents to be divided could be divided at will: each
// is replaced by as many nodes as there are districts, which have no voters, touch one another and all that the
// parent touches; a district may lack what the parents could give it. From a plan one of these follows, with one of a
// parent's nodes at least in every district that has a part of it, so that if there is none there is no plan. p is the
// question with all parents, r the run of the choice, half of whose steps this may take.
func (r *run) outOfReach(p *Problem, groups [][]int, choice []int) bool {
	half := r.b.steps.part(0.5)
	n := size(p, p.Locks.Together, groups) + len(choice)*p.Seats
	if len(choice) == 0 || len(p.Locks.Finished) > 0 || half.nodes(n, leastSearch) < leastSearch {
		return false
	}
	at := make([][]int, p.Graph.Len()) // the new nodes of each node
	var voters []int64
	var ids []string
	add := func(v int64) int {
		voters, ids = append(voters, v), append(ids, strconv.Itoa(len(ids)))
		return len(ids) - 1
	}
	var gives int64
	edges := make([]graph.Edge, 0, len(p.Graph.Edges))
	for _, i := range choice {
		var copies []int
		for range p.Seats {
			copies = append(copies, add(0))
		}
		for j := range copies {
			for k := range j {
				edges = append(edges, graph.Edge{U: copies[k], V: copies[j]})
			}
		}
		for _, v := range groups[i] {
			at[v] = copies
		}
		gives += votersOf(p.Graph, groups[i])
	}
	for v := range at {
		if at[v] == nil {
			at[v] = []int{add(p.Graph.Voters[v])}
		}
	}
	for _, e := range p.Graph.Edges {
		if len(at[e.U]) > 1 && &at[e.U][0] == &at[e.V][0] {
			continue // within one parent, whose nodes are joined already
		}
		if half.left < int64(len(edges)+len(at[e.U])*len(at[e.V]))*stepsPerEdge {
			return false
		}
		for _, a := range at[e.U] {
			for _, b := range at[e.V] {
				if a != b {
					edges = append(edges, graph.Edge{U: min(a, b), V: max(a, b)})
				}
			}
		}
	}
	slices.SortFunc(edges, func(a, b graph.Edge) int { return cmp.Or(cmp.Compare(a.U, b.U), cmp.Compare(a.V, b.V)) })
	half.spend(int64(len(edges)) * stepsPerEdge)
	edges = slices.Compact(edges)
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		return false
	}
	lower, upper := p.Bounds()
	q := &Problem{Graph: g, Seats: p.Seats, Lower: max(0, lower-gives), Upper: upper}
	q.Locks = looser(p.Locks, at, groups, choice, len(ids))
	of, met := make([]int, len(ids)), false
	set := enumerate.Settings{Work: max(1, half.nodes(n, 10*trialSearch))}
	stats, err := enumerate.Visit(r.ctx, q, set, func(v *enumerate.View) bool {
		v.Assign(of)
		sum := make([]int64, p.Seats)
		for x, d := range of {
			sum[d] += voters[x]
		}
		for _, i := range choice {
			var given []int // a district gets a parent's voters once, however many of its nodes it has
			for _, x := range at[groups[i][0]] {
				if d := of[x]; !slices.Contains(given, d) {
					given = append(given, d)
					sum[d] += votersOf(p.Graph, groups[i])
				}
			}
		}
		met = slices.Min(sum) >= lower
		return !met
	})
	r.sol.Nodes += stats.Nodes
	half.spend(stats.Nodes * nodeSteps(n))
	return err == nil && stats.Complete && !met
}

func votersOf(g *graph.Graph, nodes []int) (sum int64) {
	for _, v := range nodes {
		sum += g.Voters[v]
	}
	return sum
}

// looser are the locks of nodes that are not to be divided.
func looser(l Locks, at [][]int, groups [][]int, choice []int, n int) (out Locks) {
	if l.Fixed != nil {
		out.Fixed = slices.Repeat([]int{Unassigned}, n)
		for v, d := range l.Fixed {
			if len(at[v]) == 1 {
				out.Fixed[at[v][0]] = d
			}
		}
	}
	together := slices.Clone(l.Together)
	for i, g := range groups {
		if !slices.Contains(choice, i) {
			together = append(together, g)
		}
	}
	for _, g := range together {
		var whole []int
		for _, v := range g {
			if len(at[v]) == 1 {
				whole = append(whole, at[v][0])
			}
		}
		if len(whole) > 1 {
			out.Together = append(out.Together, whole)
		}
	}
	return out
}

// trial solves one choice, one of so many, with its share of the budget.
func (r *run) trial(of int) (found bool) {
	if r.b.steps.spend(int64(r.p.Graph.Len()) * stepsPerTrial); r.b.steps.left <= 0 {
		return false
	}
	if reason := r.p.Impossible(); !reason.Empty() {
		r.impossible(reason)
		return false
	}
	search := int64(trialSearch)
	if of == 1 {
		search *= 6
	}
	search = r.b.steps.part(0.5).nodes(r.merged(), search)
	if search > 0 && r.enumerate(r.ctx, false, search) == nil && r.proven() {
		return r.sol.Status == Optimal
	}
	if len(r.p.Parents) > 0 && r.byTrial() {
		return r.sol.Status == Optimal
	}
	ctx, cancel := r.slice(1 / float64(of+1))
	defer cancel()
	r.heuristic(ctx, max(1, min(r.b.first/int64(of), r.b.steps.left)))
	if r.exactlyHandles() == nil && r.merged() <= r.b.trialNodes && r.ctx.Err() == nil && r.b.steps.left > 0 {
		if err := r.tryExactly(); err != nil {
			r.tried("exact search: %v", err)
		}
	}
	return r.sol.Status == Feasible || r.sol.Status == Optimal
}

// size is about how many nodes are left when each group of the lists is one.
func size(p *Problem, lists ...[][]int) int {
	n := p.Graph.Len()
	sets := disjoint.New[int](n)
	for _, groups := range lists {
		for _, g := range groups {
			for _, v := range g {
				if sets.Join(g[0], v) {
					n--
				}
			}
		}
	}
	return n
}

// choose lists the ways to choose s of n, at most limit of them, in lexicographic order.
func choose(n, s, limit int) (all [][]int) {
	c := make([]int, s)
	var fill func(at, from int) bool
	fill = func(at, from int) bool {
		if at == s {
			all = append(all, slices.Clone(c))
			return len(all) < limit
		}
		for i := from; i <= n-(s-at); i++ {
			c[at] = i
			if !fill(at+1, i+1) {
				return false
			}
		}
		return true
	}
	fill(0, 0)
	return all
}
