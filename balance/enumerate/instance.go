package enumerate

import (
	"fmt"
	"math/big"
	"slices"

	"okrug/balance/graph"
	"okrug/balance/problem"
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
	finished []int64 // voters of finished districts
	// impossible says why there is no plan at all, "" if that is not known in advance.
	impossible string
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
	switch all := p.Graph.Total(); {
	case in.lower > in.upper:
		in.impossible = fmt.Sprintf("no whole number of voters lies between %d and %d", in.lower, in.upper)
	case in.lower > all:
		in.impossible = fmt.Sprintf("all %d voters together are fewer than the %d of one district", all, in.lower)
	default:
		in.upper = min(in.upper, all)
	}
	out := in.takeFinished()
	in.merge(out)
	if len(in.voters) > MaxNodes {
		return nil, fmt.Errorf("%w: %d nodes, the limit is %d", ErrTooLarge, len(in.voters), MaxNodes)
	}
	in.listParents(out)
	in.listStays(out)
	var total int64
	for _, v := range in.voters {
		total += v
	}
	switch {
	case in.impossible != "":
	case in.seats == 0 && len(in.voters) > 0:
		in.impossible = "all districts are finished and nodes are left over"
	case len(in.voters) < in.seats:
		in.impossible = fmt.Sprintf("%d separate nodes cannot make %d districts", len(in.voters), in.seats)
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
		return fmt.Errorf("%d voters over the quota's denominator %d do not fit in 64 bits", total, in.den)
	}
	return nil
}

// deviation is the largest |voters - quota| times the quota's denominator.
func (in *instance) deviation(smallest, largest int64) int64 {
	return max(in.num-smallest*in.den, largest*in.den-in.num)
}

// takeFinished removes finished districts and returns the number of each of their nodes, none for all others.
func (in *instance) takeFinished() []int {
	g := in.p.Graph
	out := slices.Repeat([]int{none}, g.Len())
	for i, d := range in.p.Locks.Finished {
		if slices.Contains(in.p.Locks.Finished[:i], d) {
			continue
		}
		var sum int64
		any := false
		for v, f := range in.p.Locks.Fixed {
			if f == d {
				out[v], any = d, true
				sum += g.Voters[v]
			}
		}
		_, parts := g.Components(func(v int) bool { return out[v] == d })
		switch {
		case !any:
			in.impossible = fmt.Sprintf("district %d is finished and empty", d)
		case parts > 1:
			in.impossible = fmt.Sprintf("district %d is finished and in %d parts", d, parts)
		case sum < in.lower || sum > in.upper:
			in.impossible = fmt.Sprintf("district %d is finished with %d voters, outside %d..%d", d, sum, in.lower, in.upper)
		}
		in.seats--
		in.finished = append(in.finished, sum)
		in.smallest, in.largest = min(in.smallest, sum), max(in.largest, sum)
	}
	for _, e := range g.Edges {
		if out[e.U] != out[e.V] && (out[e.U] != none || out[e.V] != none) {
			in.border += e.Length
			in.cuts++
		}
	}
	return out
}

// merge contracts what is locked together and connected, and puts the merged nodes in search order.
func (in *instance) merge(out []int) {
	g, n := in.p.Graph, in.p.Graph.Len()
	locked := newUnion(n) // what shares a district
	at := map[int]int{}
	for v, d := range in.p.Locks.Fixed {
		if d == none || out[v] != none {
			continue
		}
		if w, ok := at[d]; ok {
			locked.join(w, v)
		} else {
			at[d] = v
		}
	}
	for _, group := range in.p.Locks.Together {
		for _, v := range group {
			switch {
			case out[v] != out[group[0]]:
				in.impossible = fmt.Sprintf("nodes %s and %s are locked together and a finished district parts them",
					g.IDs[group[0]], g.IDs[v])
			case out[v] == none:
				locked.join(group[0], v)
			}
		}
	}
	whole := newUnion(n) // what is one merged node
	for _, e := range g.Edges {
		if out[e.U] == none && out[e.V] == none && locked.find(e.U) == locked.find(e.V) {
			whole.join(e.U, e.V)
		}
	}
	in.node = slices.Repeat([]int{-1}, n)
	for i, r := range searchOrder(g, out, whole) {
		in.node[r] = i
		in.voters = append(in.voters, 0)
	}
	m := len(in.voters)
	in.class, in.label = slices.Repeat([]int{-1}, m), slices.Repeat([]int{none}, m)
	classOf, count := map[int]int{}, map[int]int{}
	for v := range n {
		if out[v] != none {
			continue
		}
		if r := whole.find(v); r == v {
			count[locked.find(v)]++
		} else {
			in.node[v] = in.node[r]
		}
	}
	for v := range n {
		i := in.node[v]
		if i < 0 {
			continue
		}
		in.voters[i] += g.Voters[v]
		if c := locked.find(v); count[c] > 1 {
			if _, ok := classOf[c]; !ok {
				classOf[c] = len(classOf)
			}
			in.class[i] = classOf[c]
		}
	}
	in.classes = len(classOf)
	in.number(out)
	in.connect()
}

// number finds which district numbers are taken and passes a number on to all nodes of its class.
func (in *instance) number(out []int) {
	taken := make([]bool, in.p.Seats)
	byClass := slices.Repeat([]int{none}, in.classes)
	for v, d := range in.p.Locks.Fixed {
		if d == none || out[v] != none {
			continue
		}
		i := in.node[v]
		if old := in.label[i]; old != none && old != d {
			in.impossible = fmt.Sprintf("node %s is locked together with nodes of districts %d and %d", in.p.Graph.IDs[v], old, d)
		}
		in.label[i] = d
		if c := in.class[i]; c >= 0 {
			if old := byClass[c]; old != none && old != d {
				in.impossible = fmt.Sprintf("node %s is locked together with nodes of districts %d and %d", in.p.Graph.IDs[v], old, d)
			}
			byClass[c] = d
		}
		taken[d] = true
	}
	for i, c := range in.class {
		if c >= 0 && byClass[c] != none {
			in.label[i] = byClass[c]
		}
	}
	for d, t := range taken {
		switch {
		case t:
			in.labels = append(in.labels, d)
		case !slices.Contains(in.p.Locks.Finished, d):
			in.free = append(in.free, d)
		}
	}
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

// searchOrder lists the representatives of the merged nodes by breadth-first search from an outlying one, component by
// component, so that districts are peeled from the edge and leave few loose ends.
func searchOrder(g *graph.Graph, out []int, whole *union) []int {
	n := g.Len()
	members := make([][]int, n)
	for v := range n {
		if out[v] == none {
			r := whole.find(v)
			members[r] = append(members[r], v)
		}
	}
	seen := make([]bool, n)
	walk := func(from int) []int {
		list := []int{from}
		seen[from] = true
		for i := 0; i < len(list); i++ {
			for _, v := range members[list[i]] {
				for _, w := range g.Neighbours(v) {
					if r := whole.find(int(w)); out[w] == none && !seen[r] {
						seen[r] = true
						list = append(list, r)
					}
				}
			}
		}
		return list
	}
	var order []int
	for v := range n {
		if len(members[v]) == 0 || seen[v] {
			continue
		}
		start := v
		for range 3 { // each end of a walk is further out than its start
			list := walk(start)
			for _, r := range list {
				seen[r] = false
			}
			start = list[len(list)-1]
		}
		order = append(order, walk(start)...)
	}
	return order
}

// union is a disjoint-set forest whose roots are the smallest members.
type union struct{ up []int }

func newUnion(n int) *union {
	u := &union{make([]int, n)}
	for i := range u.up {
		u.up[i] = i
	}
	return u
}

func (u *union) find(v int) int {
	for u.up[v] != v {
		u.up[v] = u.up[u.up[v]]
		v = u.up[v]
	}
	return v
}

func (u *union) join(a, b int) {
	a, b = u.find(a), u.find(b)
	u.up[max(a, b)] = min(a, b)
}
