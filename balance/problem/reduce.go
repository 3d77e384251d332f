package problem

import (
	"slices"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/geo/locale"
)

// Reduced is what is left of a problem once its locks are carried out: finished districts are gone, and nodes that
// share a district and touch are one.
type Reduced struct {
	p *Problem
	// Seats is the number of districts to find.
	Seats int
	// Finished are the numbers of the finished districts, ascending, and FinishedVoters what each has.
	Finished       []int
	FinishedVoters []int64
	// Taken is, of each node of the graph, the finished district that has it, or Unassigned.
	Taken []int
	// Node is, of each node of the graph, its merged node, or Unassigned where it is taken.
	Node []int
	// Units are each merged node's nodes of the graph, ascending. Merged nodes are in the order of their first.
	Units  [][]int
	Voters []int64 // of each merged node
	// Class is, of each merged node, a number from 0 to Classes-1: those of one class share a district, whether or
	// not they touch.
	Class   []int
	Classes int
	// District is, of each merged node, the number fixed for its district, or Unassigned.
	District []int
	// Contradiction says in words why no plan keeps the locks, whatever the bounds; "" where nothing shows it. What
	// else is here then says little.
	Contradiction locale.Text
}

// Reduce carries out the locks. The problem must be valid.
func (p *Problem) Reduce() *Reduced {
	n := p.Graph.Len()
	r := &Reduced{p: p, Taken: slices.Repeat([]int{Unassigned}, n), Node: slices.Repeat([]int{Unassigned}, n)}
	r.takeFinished()
	locked := graph.NewSets(n) // what shares a district
	first := slices.Repeat([]int{Unassigned}, p.Seats)
	for v, d := range p.Locks.Fixed {
		switch {
		case d == Unassigned:
		case first[d] == Unassigned:
			first[d] = v
		default:
			locked.Join(first[d], v)
		}
	}
	for _, group := range p.Locks.Together {
		for _, v := range group {
			locked.Join(group[0], v)
		}
	}
	r.contradict(locked)
	r.merge(locked)
	if r.Seats == 0 && len(r.Units) > 0 {
		r.blame("all districts are finished and %s is left over", p.name(r.Units[0][0]))
	}
	return r
}

// finished are the numbers of the finished districts, ascending, each once.
func (p *Problem) finished() []int {
	return slices.Compact(slices.Sorted(slices.Values(p.Locks.Finished)))
}

// blame keeps the first contradiction.
func (r *Reduced) blame(format string, args ...any) {
	if r.Contradiction.Empty() {
		r.Contradiction = locale.Text{Key: format, Args: args}
	}
}

// takeFinished takes the finished districts away.
func (r *Reduced) takeFinished() {
	p := r.p
	r.Finished = p.finished()
	r.FinishedVoters = make([]int64, len(r.Finished))
	r.Seats = p.Seats - len(r.Finished)
	for i, d := range r.Finished {
		for v, f := range p.Locks.Fixed {
			if f == d {
				r.Taken[v] = d
				r.FinishedVoters[i] += p.Graph.Voters[v]
			}
		}
		switch _, pieces := p.Graph.Components(func(v int) bool { return r.Taken[v] == d }); {
		case pieces == 0:
			r.blame("district %d is finished without a unit", d+1)
		case pieces > 1:
			r.blame("the finished district %d lies in %d {2|piece|pieces}", d+1, pieces)
		}
	}
}

// contradict looks for nodes that must share a district and cannot.
func (r *Reduced) contradict(locked *graph.Sets) {
	p := r.p
	if p.Locks.Fixed == nil {
		return
	}
	fixed := map[int]int{} // a fixed node of each set
	for v, d := range p.Locks.Fixed {
		if d == Unassigned {
			continue
		}
		if u, ok := fixed[locked.Find(v)]; ok && p.Locks.Fixed[u] != d {
			r.blame("%s belong together but are fixed to districts %d and %d", p.names([]int{u, v}), p.Locks.Fixed[u]+1, d+1)
		} else if !ok {
			fixed[locked.Find(v)] = v
		}
	}
	for v, d := range p.Locks.Fixed {
		if u, ok := fixed[locked.Find(v)]; ok && d == Unassigned && r.Taken[u] != Unassigned {
			r.blame("%s belong together but district %d is finished without the second", p.names([]int{u, v}), r.Taken[u]+1)
		}
	}
}

// merge makes one node of each connected part of the nodes that share a district.
func (r *Reduced) merge(locked *graph.Sets) {
	g := r.p.Graph
	whole := graph.NewSets(g.Len())
	locks := r.p.Locks
	edges := g.Edges
	if locks.Fixed == nil && locks.Together == nil {
		edges = nil // nothing shares a district
	}
	for _, e := range edges {
		if r.Taken[e.U] == Unassigned && r.Taken[e.V] == Unassigned && locked.Find(e.U) == locked.Find(e.V) {
			whole.Join(e.U, e.V)
		}
	}
	n := g.Len()
	classOf := slices.Repeat([]int{Unassigned}, n) // by the name of a set
	sizes := make([]int, 0, n)
	for v := range n {
		if r.Taken[v] != Unassigned {
			continue
		}
		// The smallest node of a set names it, so that it comes first.
		if first := whole.Find(v); first != v {
			i := r.Node[first]
			r.Node[v] = i
			r.Voters[i] += g.Voters[v]
			sizes[i]++
			continue
		}
		set := locked.Find(v)
		if classOf[set] == Unassigned {
			classOf[set] = r.Classes
			r.Classes++
		}
		r.Node[v] = len(sizes)
		r.Voters, r.Class, sizes = append(r.Voters, g.Voters[v]), append(r.Class, classOf[set]), append(sizes, 1)
	}
	r.Units = make([][]int, len(sizes))
	room := make([]int, n) // of all of them
	for i, size := range sizes {
		r.Units[i], room = room[:0:size], room[size:]
	}
	for v, i := range r.Node {
		if i != Unassigned {
			r.Units[i] = append(r.Units[i], v)
		}
	}
	byClass := slices.Repeat([]int{Unassigned}, r.Classes)
	for v, d := range locks.Fixed {
		if d != Unassigned && r.Taken[v] == Unassigned {
			byClass[r.Class[r.Node[v]]] = d
		}
	}
	r.District = make([]int, len(r.Units))
	for i, c := range r.Class {
		r.District[i] = byClass[c]
	}
}
