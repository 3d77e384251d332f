package exact

import (
	"context"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// beamWidth is how many partial orders the search keeps at each step.
const beamWidth = 300

// findOrder looks for an order of the nodes in which few nodes at a time are processed and still touch unprocessed
// ones, for the number of states of a region grows with 2 to the size of that frontier. It is a beam search on the sum
// of those powers over all steps. Any order is right; a good one is fast.
func findOrder(ctx context.Context, m *model, budget *steps) ([]int, error) {
	n := m.n()
	words := (n + 63) / 64
	beam := []*partial{{done: make([]uint64, words), left: make([]int16, n)}}
	for v := range n {
		beam[0].left[v] = int16(len(m.next[v]))
	}
	// Equal sets get equal hashes; the best order to a set is enough.
	rng := rand.New(rand.NewPCG(1, 2))
	zobrist := make([]uint64, n)
	for v := range zobrist {
		zobrist[v] = rng.Uint64()
	}
	type step struct {
		from     int
		v        int
		frontier int
		cost     float64
		hash     uint64
	}
	var steps []step
	seen := make(map[uint64]bool)
	for range n {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		steps = steps[:0]
		for i, p := range beam {
			for _, v := range p.candidates(m) {
				f := p.frontier
				if p.left[v] > 0 {
					f++
				}
				// A neighbour leaves the frontier if v was the last that it waited for. One joined to v twice, by an edge and a
				// bond, is not seen to leave; that costs the order a little and nothing else.
				for _, h := range m.next[v] {
					if p.has(h.to) && p.left[h.to] == 1 {
						f--
					}
				}
				steps = append(steps, step{i, v, f, p.cost + math.Ldexp(1, f), p.hash ^ zobrist[v]})
			}
		}
		if err := budget.spend(int64(len(steps)*stepsChoice + len(beam)*2*n)); err != nil {
			return nil, err
		}
		// The cheapest steps go on. Of the beginnings with the same nodes the cheapest comes first and is enough, as the rest
		// of an order costs them the same.
		slices.SortFunc(steps, func(a, b step) int {
			switch {
			case a.cost != b.cost:
				if a.cost < b.cost {
					return -1
				}
				return 1
			case a.from != b.from:
				return a.from - b.from
			}
			return a.v - b.v
		})
		clear(seen)
		var grown []*partial
		for _, s := range steps {
			if seen[s.hash] {
				continue
			}
			seen[s.hash] = true
			grown = append(grown, beam[s.from].with(m, s.v, s.frontier, s.cost, s.hash))
			if len(grown) == beamWidth {
				break
			}
		}
		for _, p := range beam {
			p.done, p.left = nil, nil // only the way back is needed from here
		}
		beam = grown
	}
	order := make([]int, n)
	for p, i := beam[0], n-1; i >= 0; p, i = p.parent, i-1 {
		order[i] = p.last
	}
	return order, nil
}

// partial is the beginning of an order.
type partial struct {
	parent   *partial
	last     int
	done     []uint64
	left     []int16 // unprocessed neighbours of each node
	frontier int
	cost     float64
	hash     uint64
}

func (p *partial) has(v int) bool { return p.done[v/64]>>(v%64)&1 != 0 }

// candidates are the unprocessed nodes that touch processed ones, or all where none does.
func (p *partial) candidates(m *model) []int {
	var touching, all []int
	for w, word := range p.done {
		for free := ^word; free != 0; free &= free - 1 {
			v := w*64 + bits.TrailingZeros64(free)
			if v >= m.n() {
				break
			}
			if int(p.left[v]) < len(m.next[v]) {
				touching = append(touching, v)
			} else {
				all = append(all, v)
			}
		}
	}
	if len(touching) > 0 {
		return touching
	}
	return all
}

func (p *partial) with(m *model, v, frontier int, cost float64, hash uint64) *partial {
	q := &partial{parent: p, last: v, done: slices.Clone(p.done), left: slices.Clone(p.left), frontier: frontier,
		cost: cost, hash: hash}
	q.done[v/64] |= 1 << (v % 64)
	for _, h := range m.next[v] {
		q.left[h.to]--
	}
	return q
}
