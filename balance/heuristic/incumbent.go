package heuristic

// keeper remembers the best plan that a search has met, the one with the fewest voters outside the band and among those
// the cheapest. It copies only what changed since the last one: dirty are the nodes moved since then, each once, and
// marked tells which they are. Costs are floats here, which guide the search: what is less than their rounding is a
// tie, in which the plan that was met first stays. Which plan of several is handed on, score decides, exactly.
type keeper struct {
	part    []int32
	outside int64
	value   float64
	dirty   []int32
	marked  []bool
}

func newKeeper(s *state) *keeper {
	k := &keeper{part: make([]int32, s.n), marked: make([]bool, s.n), outside: s.outside(), value: s.value()}
	copy(k.part, s.part)
	return k
}

// touch notes that a node has moved.
func (k *keeper) touch(v int32) {
	if !k.marked[v] {
		k.marked[v] = true
		k.dirty = append(k.dirty, v)
	}
}

func (k *keeper) save(s *state, outside int64, value float64) {
	k.outside, k.value = outside, value
	for _, v := range k.dirty {
		k.part[v] = s.part[v]
		k.marked[v] = false
	}
	k.dirty = k.dirty[:0]
}
