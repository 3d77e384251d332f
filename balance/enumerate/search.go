package enumerate

import (
	"context"
	"math/bits"
	"slices"
	"sort"
	"sync/atomic"
)

// rules is what never changes during a search.
type rules[W words] struct {
	*instance
	all      W
	near     []W
	byVoters []int64 // ascending
	light    []W     // light[i]: the i nodes of fewest voters
	must     []W     // per node: those that share its district, empty if free
	mustNot  []W     // per node: those of other numbered districts
	named    []W     // per number in labels: its nodes
	levels   [][]W   // per level of parents the nodes of each that may be divided
	// maxDivided is the most parents of the first level that a plan may divide, -1 for no limit.
	maxDivided int
	// maxMoved is the most Keep weight that a plan may move, -1 for no limit.
	maxMoved   int64
	pruneRange bool // accept may end a branch
}

func newRules[W words](in *instance) *rules[W] {
	n := len(in.voters)
	r := &rules[W]{instance: in, near: make([]W, n), must: make([]W, n), mustNot: make([]W, n), maxDivided: -1,
		maxMoved: -1}
	byClass := make([]W, in.classes)
	r.named = make([]W, len(in.labels))
	var labelled W
	for v := range n {
		r.all = with(r.all, v)
		for _, l := range in.links[v] {
			r.near[v] = with(r.near[v], l.to)
		}
		if c := in.class[v]; c >= 0 {
			byClass[c] = with(byClass[c], v)
		}
		if d := in.label[v]; d != none {
			i, _ := slices.BinarySearch(in.labels, d)
			r.named[i] = with(r.named[i], v)
			labelled = with(labelled, v)
		}
	}
	for v := range n {
		if c := in.class[v]; c >= 0 {
			r.must[v] = byClass[c]
		}
		if d := in.label[v]; d != none {
			i, _ := slices.BinarySearch(in.labels, d)
			r.mustNot[v] = minus(labelled, r.named[i])
		}
	}
	order := make([]int, n)
	for v := range n {
		order[v] = v
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(in.voters[a], in.voters[b]) })
	r.light = make([]W, n+1)
	for i, v := range order {
		r.byVoters = append(r.byVoters, in.voters[v])
		r.light[i+1] = with(r.light[i], v)
	}
	for _, level := range in.parents {
		var as []W
		for _, nodes := range level {
			var a W
			for _, v := range nodes {
				a = with(a, v)
			}
			as = append(as, a)
		}
		r.levels = append(r.levels, as)
	}
	return r
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// noMoreThan are the nodes of at most v voters.
func (r *rules[W]) noMoreThan(v int64) W {
	return r.light[sort.Search(len(r.byVoters), func(i int) bool { return r.byVoters[i] > v })]
}

// seatsOf is the range of numbers of districts that a component could make by its voters and nodes alone.
func (r *rules[W]) seatsOf(voters int64, nodes int) (least, most int64) {
	least, most = 1, int64(nodes)
	if r.lower > 0 {
		most = min(most, voters/r.lower)
	}
	switch {
	case voters == 0:
	case r.upper == 0:
		least = 1 << 40
	default:
		least = max(least, (voters-1)/r.upper+1)
	}
	return least, most
}

// step is the state while one district grows.
type step[W words] struct {
	left    W // nodes without a district, among them those of the growing one
	seats   int64
	lower   int64 // what the district must have, given what is left
	upper   int64
	voters  int64 // of left
	names   int64 // numbers fixed for districts yet to come
	border  int64 // of the districts before
	cuts    int
	small   int64
	large   int64
	divided []int // per level of parents
}

// task is a part of the search that can be run on its own: all districts that contain in and avoid out, or in alone.
type task[W words] struct {
	in, edge, out, must, mustNot W
	voters                       int64
	alone                        bool
}

// search is one goroutine's walk.
type search[W words] struct {
	*rules[W]
	steps     []step[W] // by number of finished districts
	districts []W
	// For Keep: per district of the walk and number the weight that starts there, and the sum; the same for the
	// district that grows and for what it may still reach; costs are scratch space.
	overlap            [][]int64
	sums               []int64
	growing, reachable []int64
	costs              [3][][]int64
	visit              func(*View) bool
	view               View

	ctx     context.Context
	work    int64
	nodes   *atomic.Int64 // of all goroutines, for progress; may be nil
	budget  int64
	stopped bool // by the context, the budget or the visitor
	spent   bool // the budget was the reason
	refused int64

	split int // while tasks are made: the number of nodes at which a branch becomes one
	tasks []task[W]
}

func newSearch[W words](ctx context.Context, r *rules[W], visit func(*View) bool) *search[W] {
	s := &search[W]{rules: r, visit: visit, ctx: ctx, budget: maxInt64}
	s.steps = make([]step[W], r.seats+1)
	for i := range s.steps {
		s.steps[i].divided = make([]int, len(r.levels))
	}
	s.districts = make([]W, r.seats)
	if r.stays != nil {
		row := func() []int64 { return make([]int64, r.p.Seats) }
		s.growing, s.reachable, s.sums = row(), row(), make([]int64, r.seats)
		for range r.seats {
			s.overlap = append(s.overlap, row())
			for i := range s.costs {
				s.costs[i] = append(s.costs[i], row())
			}
		}
	}
	s.view.of, s.view.scratch = s, make([]int, r.p.Graph.Len())
	return s
}

// start prepares the first level and returns the root of the first district; ok is false if there is no plan.
func (s *search[W]) start() (root int, ok bool) {
	l := &s.steps[0]
	l.left, l.seats, l.names = s.all, int64(s.seats), int64(len(s.labels))
	l.border, l.cuts, l.small, l.large = s.border, s.cuts, s.smallest, s.largest
	copy(l.divided, s.instance.divided)
	root, ok = s.components(l.left, l.seats)
	s.bounds(l)
	return root, ok && l.names <= l.seats
}

// components checks that what is left can make the seats that are left, and finds the root of the next district.
func (s *search[W]) components(left W, seats int64) (root int, ok bool) {
	var least, most int64
	fewest := MaxNodes + 1
	for rest := left; !empty(rest); {
		part, voters := s.flood(with(*new(W), first(rest)), rest)
		n := size(part)
		lo, hi := s.seatsOf(voters, n)
		if lo > hi {
			return 0, false
		}
		least, most = least+lo, most+hi
		if n < fewest {
			fewest, root = n, first(part)
		}
		rest = minus(rest, part)
	}
	return root, least <= seats && seats <= most
}

// bounds narrows the next district's bounds to what leaves the others a chance.
func (s *search[W]) bounds(l *step[W]) {
	total := int64(0)
	for i := range len(l.left) {
		for x := l.left[i]; x != 0; x &= x - 1 {
			total += s.voters[i<<6+bits.TrailingZeros64(x)]
		}
	}
	l.voters = total
	others := l.seats - 1
	l.lower, l.upper = s.lower, s.upper
	if s.upper <= maxInt64/max(1, others) {
		l.lower = max(l.lower, total-others*s.upper)
	}
	if s.lower <= maxInt64/max(1, others) {
		l.upper = min(l.upper, total-others*s.lower)
	}
}

// flood is the part of allowed that is connected with seed, seed included, and its voters.
func (s *search[W]) flood(seed, allowed W) (reached W, voters int64) {
	reached = seed
	for front := seed; ; {
		var next W
		done := true
		for i := range len(front) {
			for x := front[i]; x != 0; x &= x - 1 {
				v := i<<6 + bits.TrailingZeros64(x)
				voters += s.voters[v]
				next = or(next, s.near[v])
				done = false
			}
		}
		if done {
			return reached, voters
		}
		front = minus(and(next, allowed), reached)
		reached = or(reached, front)
	}
}

// tickMask + 1 is how many search nodes pass between looks at the context.
const tickMask = 4095

// tick counts a search node and says whether to go on.
func (s *search[W]) tick() bool {
	if s.work >= s.budget {
		s.stopped, s.spent = true, true
		return false
	}
	s.work++
	if s.work&tickMask == 0 {
		if s.nodes != nil {
			s.nodes.Add(tickMask + 1)
		}
		if s.ctx.Err() != nil {
			s.stopped = true
			return false
		}
	}
	return true
}

// district starts the district with number d of the walk.
func (s *search[W]) district(d, root int) {
	l := &s.steps[d]
	in := with(*new(W), root)
	s.grow(d, in, and(s.near[root], l.left), *new(W), s.must[root], s.mustNot[root], s.voters[root])
}

// grow walks through all districts that contain in and avoid out. edge are the neighbours of in that are neither; must
// and mustNot are what locks demand of a district that contains in.
func (s *search[W]) grow(d int, in, edge, out, must, mustNot W, voters int64) {
	l := &s.steps[d]
	if s.stopped || voters > l.upper || meets(in, mustNot) {
		return
	}
	if s.split > 0 && d == 0 && size(in) >= s.split {
		s.tasks = append(s.tasks, task[W]{in, edge, out, must, mustNot, voters, false})
		return
	}
	if !s.tick() {
		return
	}
	allowed := minus(s.noMoreThan(l.upper-voters), mustNot)
	out = or(out, minus(edge, allowed))
	edge = and(edge, allowed)
	reach, most := s.flood(in, minus(and(l.left, allowed), out))
	if most < l.lower || !within(must, reach) || s.maxMoved >= 0 && s.movesTooMuch(d, in, reach) {
		return
	}
	ready, goOn := s.remainder(l, in, edge, minus(l.left, reach), voters)
	if !goOn {
		return
	}
	if ready && voters >= l.lower && within(must, in) {
		if s.split > 0 && d == 0 {
			s.tasks = append(s.tasks, task[W]{in: in, voters: voters, alone: true})
		} else {
			s.close(d, in, voters)
		}
	}
	for i := range len(edge) {
		for x := edge[i]; x != 0; x &= x - 1 {
			if s.stopped {
				return
			}
			v := i<<6 + bits.TrailingZeros64(x)
			next := with(in, v)
			edge[i] &^= 1 << (v & 63)
			nextEdge := or(edge, minus(minus(and(s.near[v], l.left), next), out))
			s.grow(d, next, nextEdge, out, or(must, s.must[v]), or(mustNot, s.mustNot[v]), voters+s.voters[v])
			out = with(out, v)
		}
	}
}

// remainder looks at what a district would leave. ready: the rest of it could be divided if the district were finished
// as it is. goOn: some district that contains it might leave a rest that can be. never are nodes that no such district
// contains.
func (s *search[W]) remainder(l *step[W], in, edge, never W, voters int64) (ready, goOn bool) {
	var least, most, need int64
	ready = true
	more := l.upper - voters
	for rest := minus(l.left, in); !empty(rest); {
		part, sum := s.flood(with(*new(W), first(rest)), rest)
		rest = minus(rest, part)
		lo, hi := s.seatsOf(sum, size(part))
		least, most = least+lo, most+hi
		ready = ready && lo <= hi
		switch {
		case !meets(part, edge): // will stay as it is
			if lo > hi {
				return false, false
			}
			need += lo
		case meets(part, never): // something of it will stay
			if sum < s.lower {
				return false, false
			}
			lo, _ = s.seatsOf(max(0, sum-more), 1)
			need += lo
		}
	}
	others := l.seats - 1
	if need > others || most < others {
		return false, false
	}
	if s.maxDivided >= 0 && s.dividedBy(l, in, never) > s.maxDivided {
		return false, false
	}
	return ready && least <= others, true
}

// dividedBy counts the parents of the first level that are divided when a district contains in and avoids never.
func (s *search[W]) dividedBy(l *step[W], in, never W) int {
	n := l.divided[0]
	for _, a := range s.levels[0] {
		if meets(a, in) && meets(a, never) && within(a, l.left) {
			n++
		}
	}
	return n
}

// close finishes district d of the walk and goes on with the next.
func (s *search[W]) close(d int, in W, voters int64) {
	l, next := &s.steps[d], &s.steps[d+1]
	next.left, next.seats, next.names = minus(l.left, in), l.seats-1, l.names
	next.small, next.large = min(l.small, voters), max(l.large, voters)
	if s.pruneRange && !s.accept(next.small, next.large) {
		return
	}
	for i := range s.named {
		if meets(in, s.named[i]) {
			next.names--
			break
		}
	}
	if next.names > next.seats {
		return
	}
	for i, level := range s.levels {
		next.divided[i] = l.divided[i]
		for _, a := range level {
			if meets(a, in) && meets(a, next.left) && within(a, l.left) {
				next.divided[i]++
			}
		}
	}
	if s.maxDivided >= 0 && next.divided[0] > s.maxDivided {
		return
	}
	if s.stays != nil {
		s.sums[d] = s.overlapOf(in, s.overlap[d])
	}
	next.border, next.cuts = l.border, l.cuts
	for i := range len(in) {
		for x := in[i]; x != 0; x &= x - 1 {
			for _, e := range s.links[i<<6+bits.TrailingZeros64(x)] {
				if has(next.left, e.to) {
					next.border += e.length
					next.cuts += e.count
				}
			}
		}
	}
	s.districts[d] = in
	if next.seats == 0 {
		s.leaf(next)
		return
	}
	root, ok := s.components(next.left, next.seats)
	if !ok {
		return
	}
	s.bounds(next)
	if next.seats == 1 { // the rest is the last district
		s.last(d + 1)
		return
	}
	s.district(d+1, root)
}

// last makes one district of all that is left, which is known to be connected.
func (s *search[W]) last(d int) {
	l := &s.steps[d]
	var must, mustNot W
	for i := range len(l.left) {
		for x := l.left[i]; x != 0; x &= x - 1 {
			v := i<<6 + bits.TrailingZeros64(x)
			must, mustNot = or(must, s.must[v]), or(mustNot, s.mustNot[v])
		}
	}
	if l.voters >= l.lower && l.voters <= l.upper && within(must, l.left) && !meets(l.left, mustNot) {
		s.close(d, l.left, l.voters)
	}
}

// leaf shows a plan to the visitor.
func (s *search[W]) leaf(l *step[W]) {
	v := &s.view
	v.Smallest, v.Largest, v.known = l.small, l.large, false
	if s.accept != nil && !s.accept(v.Smallest, v.Largest) {
		return
	}
	v.Border, v.CutEdges, v.Divided = l.border, l.cuts, l.divided
	v.Deviation = s.deviation(l.small, l.large)
	if s.stays != nil {
		_, kept := s.numbers()
		if v.Moved = s.keep - s.kept - kept; s.maxMoved >= 0 && v.Moved > s.maxMoved {
			return
		}
	}
	if s.judge != nil && !s.judge(v.District()) {
		s.refused++
		return
	}
	if !s.visit(v) {
		s.stopped = true
	}
}

// run does one task.
func (s *search[W]) run(t task[W]) {
	if t.alone {
		s.close(0, t.in, t.voters)
		return
	}
	s.grow(0, t.in, t.edge, t.out, t.must, t.mustNot, t.voters)
}
