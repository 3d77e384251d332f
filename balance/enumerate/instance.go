package enumerate

import (
	"math/big"
	"slices"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// link is an edge of the merged graph as seen from one end.
type link struct {
	to     int
	length int64
	count  int // edges of the graph it stands for
}

// instance is a problem made ready to search: finished districts taken out, connected groups of nodes that are locked
// together merged into one node, nodes in search order.
type instance struct {
	p *problem.Problem
	window
	seats     int   // districts to find
	num, den  int64 // the quota
	node      []int // of each node of the graph: its merged node, -1 if finished
	voters    []int64
	links     [][]link
	class     []int // of each merged node: those of one class share a district; -1 for a class of one
	classes   int
	label     []int     // of each merged node: its district's number, or none
	labels    []int     // numbers fixed for districts that are to be found, ascending
	free      []int     // numbers left for the other districts, ascending
	stays     [][]stay  // of each merged node
	keep      int64     // sum of all Keep weights of nodes with a start
	starting  []int64   // of it, per number, what is not in finished districts
	displaced int64     // Keep of nodes that a finished district has taken from others
	parents   [][][]int // per level the merged nodes of each parent that can still be divided
	// What finished districts contribute.
	divided  []int
	kept     int64 // Keep of nodes in their district of Start
	border   int64
	cuts     int
	smallest int64
	largest  int64
	// impossible says why there is no plan at all, "" if that is not known in advance.
	impossible locale.Text
}

// stay is the weight of a merged node's nodes that start in one district.
type stay struct {
	district int
	weight   int64
}

const maxInt64 = int64(^uint64(0) >> 1)

// window is what the districts of a plan must keep.
type window struct {
	lower, upper int64 // voters of each, both inclusive
	// accept and judge, where not nil, have their say on the smallest and the largest together and on the whole plan.
	accept func(smallest, largest int64) bool
	judge  func(plan []int) bool
}

// windowOf is what a problem asks of districts.
func windowOf(p *problem.Problem) window {
	w := window{judge: p.Judge}
	w.lower, w.upper = p.Bounds()
	if p.Rule != nil {
		w.accept = p.Rule.Accept
	}
	return w
}

// newInstance makes the problem ready to search with its own window.
func newInstance(p *problem.Problem) (*instance, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return instanceWithin(p, windowOf(p))
}

// instanceWithin makes a valid problem ready to search with another window.
func instanceWithin(p *problem.Problem, w window) (*instance, error) {
	in := &instance{p: p, window: w, seats: p.Seats, smallest: maxInt64, largest: -1}
	if err := in.setQuota(); err != nil {
		return nil, err
	}
	red := p.Reduce()
	in.impossible = red.Impossible(in.lower, in.upper)
	in.upper = min(in.upper, p.Graph.Total())
	in.takeFinished(red)
	in.merge(red)
	if len(in.voters) > MaxNodes {
		return nil, locale.Errorf("%w: %d {2|node|nodes}, the limit is %d", ErrTooLarge, len(in.voters), MaxNodes)
	}
	in.listParents(red.Taken)
	in.listStays(red.Taken)
	if in.impossible.Empty() && len(in.voters) < in.seats {
		in.impossible = locale.T("%d separate {1|node|nodes} cannot make %d {2|district|districts}", len(in.voters),
			in.seats)
	}
	return in, nil
}

// setQuota makes sure that every voters*den - num fits in 64 bits.
func (in *instance) setQuota() error {
	q := in.p.Quota
	total := in.p.Graph.Total()
	if q == nil {
		q = big.NewRat(total, int64(in.p.Seats))
	}
	in.num, in.den = q.Num().Int64(), q.Denom().Int64()
	if total > 0 && in.den > maxInt64/total {
		return locale.Errorf("%d {1|voter|voters} over the quota's denominator %d do not fit in 64 bits", total, in.den)
	}
	return nil
}

// deviation is the largest |voters - quota| times the quota's denominator.
func (in *instance) deviation(smallest, largest int64) int64 {
	return max(in.num-smallest*in.den, largest*in.den-in.num)
}

// takeFinished counts what finished districts contribute.
func (in *instance) takeFinished(red *problem.Reduced) {
	in.seats = red.Seats
	for _, v := range red.FinishedVoters {
		in.smallest, in.largest = min(in.smallest, v), max(in.largest, v)
	}
	for _, e := range in.p.Graph.Edges {
		if red.Taken[e.U] != red.Taken[e.V] {
			in.border += e.Length
			in.cuts++
		}
	}
}

// merge puts the merged nodes in search order.
func (in *instance) merge(red *problem.Reduced) {
	order := searchOrder(in.p.Graph, red)
	to := make([]int, len(order))
	members := make([]int, red.Classes)
	in.voters, in.class, in.label = make([]int64, len(order)), make([]int, len(order)), make([]int, len(order))
	for i, x := range order {
		to[x] = i
		members[red.Class[x]]++
		in.voters[i], in.class[i], in.label[i] = red.Voters[x], red.Class[x], red.District[x]
	}
	in.classes = red.Classes
	for i, c := range in.class {
		if members[c] == 1 {
			in.class[i] = -1
		}
	}
	in.node = slices.Clone(red.Node)
	for v, x := range in.node {
		if x >= 0 {
			in.node[v] = to[x]
		}
	}
	for d := range in.p.Seats {
		switch {
		case slices.Contains(in.label, d):
			in.labels = append(in.labels, d)
		case !slices.Contains(red.Finished, d):
			in.free = append(in.free, d)
		}
	}
	in.connect()
}

func (in *instance) connect() {
	in.links = make([][]link, len(in.voters))
	add := func(a, b int, length int64) {
		for i := range in.links[a] {
			if in.links[a][i].to == b {
				in.links[a][i].length += length
				in.links[a][i].count++
				return
			}
		}
		in.links[a] = append(in.links[a], link{b, length, 1})
	}
	for _, e := range in.p.Graph.Edges {
		if a, b := in.node[e.U], in.node[e.V]; a >= 0 && b >= 0 && a != b {
			add(a, b, e.Length)
			add(b, a, e.Length)
		}
	}
}

// listParents keeps the parents whose fate is open and counts those that finished districts divide.
func (in *instance) listParents(out []int) {
	for _, level := range in.p.Parents {
		nodes, finished := map[int][]int{}, map[int][]int{}
		var order []int
		for v, a := range level {
			if a == none {
				continue
			}
			if nodes[a] == nil && finished[a] == nil {
				order = append(order, a)
			}
			if out[v] != none {
				if !slices.Contains(finished[a], out[v]) {
					finished[a] = append(finished[a], out[v])
				}
			} else if !slices.Contains(nodes[a], in.node[v]) {
				nodes[a] = append(nodes[a], in.node[v])
			}
		}
		divided := 0
		var open [][]int
		for _, a := range order {
			switch {
			case len(finished[a]) > 1, len(finished[a]) == 1 && len(nodes[a]) > 0:
				divided++
			case len(nodes[a]) > 1:
				open = append(open, nodes[a])
			}
		}
		in.divided = append(in.divided, divided)
		in.parents = append(in.parents, open)
	}
}

// listStays adds up what keeping each number is worth.
func (in *instance) listStays(out []int) {
	if in.p.Keep == nil {
		return
	}
	in.stays, in.starting = make([][]stay, len(in.voters)), make([]int64, in.p.Seats)
	for v, w := range in.p.Keep {
		d := in.p.Start[v]
		if d == none {
			continue
		}
		in.keep += w
		i := in.node[v]
		if i < 0 {
			if out[v] == d {
				in.kept += w
			} else {
				in.displaced += w
			}
			continue
		}
		in.starting[d] += w
		j := slices.IndexFunc(in.stays[i], func(s stay) bool { return s.district == d })
		if j < 0 {
			j = len(in.stays[i])
			in.stays[i] = append(in.stays[i], stay{d, 0})
		}
		in.stays[i][j].weight += w
	}
}

// searchOrder lists the merged nodes by breadth-first search from an outlying one, component by component, so that
// districts are peeled from the edge and leave few loose ends.
func searchOrder(g *graph.Graph, red *problem.Reduced) []int {
	seen := make([]bool, len(red.Units))
	walk := func(from int) []int {
		list := []int{from}
		seen[from] = true
		for i := 0; i < len(list); i++ {
			for _, v := range red.Units[list[i]] {
				for _, w := range g.Neighbours(v) {
					if x := red.Node[w]; x >= 0 && !seen[x] {
						seen[x] = true
						list = append(list, x)
					}
				}
			}
		}
		return list
	}
	var order []int
	for x := range red.Units {
		if seen[x] {
			continue
		}
		start := x
		for range 3 { // each end of a walk is further out than its start
			list := walk(start)
			for _, y := range list {
				seen[y] = false
			}
			start = list[len(list)-1]
		}
		order = append(order, walk(start)...)
	}
	return order
}
