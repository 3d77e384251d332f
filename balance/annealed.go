package balance

import (
	"context"
	"math"
	"slices"

	"okrug/balance/graph"
	"okrug/balance/heuristic"
)

// open is the part of a problem that is left when finished districts are taken away.
type open struct {
	node     []int // of the problem, by the open problem's node
	district []int // likewise
	h        *heuristic.Problem
}

// open makes the heuristic's problem. Finished districts count by their voters and otherwise not at all: their borders
// are the same in every plan.
func openPart(p *Problem) *open {
	finished := make([]bool, p.Seats)
	for _, d := range p.Locks.Finished {
		finished[d] = true
	}
	o := &open{}
	to := make([]int, p.Seats)
	for d := range p.Seats {
		if !finished[d] {
			to[d] = len(o.district)
			o.district = append(o.district, d)
		}
	}
	done := make([]int64, p.Seats)
	inside := make([]int, p.Graph.Len())
	for v := range p.Graph.Len() {
		inside[v] = Unassigned
		if p.Locks.Fixed != nil && p.Locks.Fixed[v] != Unassigned && finished[p.Locks.Fixed[v]] {
			done[p.Locks.Fixed[v]] += p.Graph.Voters[v]
			continue
		}
		inside[v] = len(o.node)
		o.node = append(o.node, v)
	}
	g := p.Graph
	if len(o.node) < g.Len() {
		g = g.Sub(o.node)
	}
	quota, _ := p.PerSeat().Float64()
	h := &heuristic.Problem{Graph: g, Seats: len(o.district), Quota: quota}
	h.Lower, h.Upper = p.Bounds()
	h.Upper = min(h.Upper, max(h.Lower, p.Graph.Total()))
	acceptOpen(p, h, finished, done)
	costs(p, h, g)
	for d, f := range finished {
		if f && quota > 0 {
			h.OtherDeviation = max(h.OtherDeviation, math.Abs(float64(done[d])-quota)/quota)
		}
	}
	pick := func(x []int, districts bool) []int {
		if x == nil {
			return nil
		}
		y := make([]int, len(o.node))
		for i, v := range o.node {
			y[i] = x[v]
			if districts && x[v] != Unassigned {
				if y[i] = to[x[v]]; finished[x[v]] {
					y[i] = Unassigned
				}
			}
		}
		return y
	}
	for _, level := range p.Parents {
		h.Parents = append(h.Parents, pick(level, false))
	}
	h.Fixed, h.Start = pick(p.Locks.Fixed, true), pick(p.Start, true)
	if p.Keep != nil {
		h.Home = h.Start
		h.Keep = make([]int64, len(o.node))
		for i, v := range o.node {
			h.Keep[i] = p.Keep[v]
		}
	}
	for _, group := range p.Locks.Together {
		var in []int
		for _, v := range group {
			if inside[v] != Unassigned {
				in = append(in, inside[v])
			}
		}
		if len(in) > 1 {
			h.Together = append(h.Together, in)
		}
	}
	o.h = h
	return o
}

// acceptOpen passes the coupled rule on, with the finished districts in the pair.
func acceptOpen(p *Problem, h *heuristic.Problem, finished []bool, done []int64) {
	if p.Rule == nil {
		return
	}
	least, most, any := int64(math.MaxInt64), int64(0), false
	for d, f := range finished {
		if f {
			least, most, any = min(least, done[d]), max(most, done[d]), true
		}
	}
	h.Accept = p.Rule.Accept
	if any {
		h.Accept = func(a, b int64) bool { return p.Rule.Accept(min(a, least), max(b, most)) }
	}
}

// costs translates the objective.
func costs(p *Problem, h *heuristic.Problem, g *graph.Graph) {
	var border, cut float64
	switch o := p.Objective; o.Kind {
	case Border:
		border = 1 / g.Scale
	case CutEdges:
		cut = 1
	case Deviation:
		border, h.DeviationFirst = 1/g.Scale, true
	case Inertia:
		h.InertiaCost = 1
	case Balanced:
		limit, _ := p.Limit().Float64()
		border, h.DeviationCost = 1/float64(max(1, o.Shortest)), 1/limit
	case Weighted:
		border, cut = o.Weights.Border/g.Scale, o.Weights.CutEdges
		h.DeviationCost, h.InertiaCost = o.Weights.Deviation, o.Weights.Inertia
	}
	h.EdgeCost = make([]float64, len(g.Edges))
	for i, e := range g.Edges {
		h.EdgeCost[i] = border*float64(e.Length) + cut
	}
	if h.InertiaCost > 0 {
		// h.X and h.Y are filled by the caller, which knows the nodes.
		h.X, h.Y = make([]float64, g.Len()), make([]float64, g.Len())
	}
}

// heuristic looks for better plans than the one so far, with a work budget (0 is none).
func (r *run) heuristic(ctx context.Context, work int64) {
	o := openPart(r.p)
	if o.h.InertiaCost > 0 {
		for i, v := range o.node {
			o.h.X[i], o.h.Y[i] = r.p.Points[v].X, r.p.Points[v].Y
		}
	}
	plan := make([]int, r.p.Graph.Len())
	for v := range plan {
		if r.p.Locks.Fixed != nil {
			plan[v] = r.p.Locks.Fixed[v]
		}
	}
	r.sol.Method = Heuristic
	if len(o.district) == 0 {
		if len(o.node) == 0 {
			r.offer(plan)
		}
		return
	}
	if r.sol.Assignment != nil {
		// What an earlier method has found is the place to start.
		o.h.Start = make([]int, len(o.node))
		for i, v := range o.node {
			o.h.Start[i] = o.index(r.sol.Assignment[v])
		}
	}
	// A second run within one call must not repeat the first.
	hs := heuristic.Settings{Seed: r.s.Seed + r.rounds<<32, Workers: r.s.Workers, Work: work, Enough: r.sol.Bounded, Stop: r.sol.Bound}
	if r.any {
		hs.Enough, hs.Stop = true, math.Inf(1)
	}
	r.rounds++
	if r.s.Progress != nil {
		hs.Progress = func(f heuristic.Found) {
			r.progress(Progress{Method: Heuristic, Found: f.Within, Best: f.Cost, Note: "improving plans"})
		}
	}
	got := heuristic.Run(ctx, o.h, hs)
	r.sol.Work += got.Work
	if got.Plan != nil {
		for i, v := range o.node {
			plan[v] = o.district[got.Plan[i]]
		}
		r.offer(plan)
	}
	r.sol.Ended = r.ended(got.Spent)
	r.tried("%d starts from random spanning trees or earlier plans, each improved by annealing and re-splitting: %d work units, seed %d",
		got.Tasks, got.Work, r.s.Seed)
}

// index is the open problem's number of a district, Unassigned for a finished one.
func (o *open) index(d int) int { return slices.Index(o.district, d) }
