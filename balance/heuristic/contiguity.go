package heuristic

// removable says whether v's district stays connected without v, if it is connected with it. Most answers come from v's
// neighbourhood alone: its neighbours in the district touch each other. Otherwise a search spreads from every group of
// them at once and ends as soon as the groups have met or one is surrounded, so that it costs about as much as the
// smaller side, times the groups.
//
// A last node is not removable, for its district would be empty.
func (s *state) removable(v int32, o look) bool {
	a := s.part[v]
	if s.size[a] == 1 {
		return false
	}
	if o.stay <= 1 {
		return true
	}
	if s.start[v+1]-s.start[v] <= maskDegree && s.joined(v, o.own) {
		return true
	}
	return s.walk.meet(s, v)
}

// walker searches a district from several nodes at once. Stamps make clearing unnecessary: what has another stamp than
// the current was reached by an earlier search.
type walker struct {
	group []int32 // of each node reached, valid where stamp is current
	stamp []int32
	now   int32
	queue []int32 // nodes reached, in order; next chains those of one group
	next  []int32
	head  []int32 // per group: first node to expand as an index into queue, -1 when exhausted
	tail  []int32
	root  []int32 // union-find over groups
}

func (w *walker) init(n int) {
	w.group = make([]int32, n)
	w.stamp = make([]int32, n)
}

func (w *walker) find(g int32) int32 {
	for w.root[g] != g {
		w.root[g] = w.root[w.root[g]]
		g = w.root[g]
	}
	return g
}

func (w *walker) reach(x, g int32) {
	w.stamp[x] = w.now
	w.group[x] = g
	i := int32(len(w.queue))
	w.queue = append(w.queue, x)
	w.next = append(w.next, -1)
	if w.head[g] < 0 {
		w.head[g] = i
	} else {
		w.next[w.tail[g]] = i
	}
	w.tail[g] = i
}

// meet says whether v's neighbours in its own district are connected without v. Each begins a group. The groups take
// turns and expand one node each. Groups that touch become one, and a group with nothing left to expand while others
// remain is a piece by itself.
func (w *walker) meet(s *state, v int32) bool {
	a := s.part[v]
	if w.now++; w.now < 0 {
		clear(w.stamp)
		w.now = 1
	}
	w.queue, w.next = w.queue[:0], w.next[:0]
	w.head, w.tail, w.root = w.head[:0], w.tail[:0], w.root[:0]
	// The search must not pass through v.
	w.stamp[v] = w.now
	w.group[v] = -1
	for _, x := range s.neighbours(v) {
		if s.part[x] == a {
			g := int32(len(w.root))
			w.root = append(w.root, g)
			w.head = append(w.head, -1)
			w.tail = append(w.tail, -1)
			w.reach(x, g)
		}
	}
	groups := len(w.root)
	for groups > 1 {
		for g := range int32(len(w.root)) {
			if w.root[g] != g {
				continue
			}
			// Expand the group's next node; its neighbours in the district are reached by this group, or belong to one that it
			// has now met.
			i := w.head[g]
			if i < 0 {
				return false // surrounded
			}
			w.head[g] = w.next[i]
			for _, x := range s.neighbours(w.queue[i]) {
				if s.part[x] != a || x == v {
					continue
				}
				if w.stamp[x] != w.now {
					w.reach(x, g)
					continue
				}
				if h := w.find(w.group[x]); h != g {
					w.merge(g, h)
					if groups--; groups == 1 {
						return true
					}
				}
			}
		}
	}
	return true
}

// merge hangs group h and what it has yet to expand under g: the two chains are linked, in constant time.
func (w *walker) merge(g, h int32) {
	w.root[h] = g
	if w.head[h] < 0 {
		return
	}
	if w.head[g] < 0 {
		w.head[g] = w.head[h]
	} else {
		w.next[w.tail[g]] = w.head[h]
	}
	w.tail[g] = w.tail[h]
}
