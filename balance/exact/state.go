package exact

import (
	"math/bits"

	"github.com/okrug/okrug/geo/locale"
)

// A state is what must be known of a half-built region to go on: for each slot of the frontier whether that node is out
// (0) or in which connected part of the region it lies (1, 2, ... in order of first appearance). Two ways to build a
// region that lead to the same state have the same completions; this is the frontier-based search of Sekine, Imai and
// Tani and of Knuth's Simpath, for connected sets of nodes. Nodes that have left the frontier touch no unprocessed one,
// so what they are no longer matters. Numbering parts by first appearance gives equal partitions equal states.
type state [2]uint64

const (
	labelBits    = 5
	slotsPerWord = 12
	// maxFrontier is the widest frontier that a state can hold.
	maxFrontier = 2 * slotsPerWord
)

// labels is a state taken apart, with one slot more for the node in turn.
type labels [maxFrontier + 1]uint8

func (s state) unpack(l *labels, slots int) {
	a, b := s[0], s[1]
	for i := range min(slots, slotsPerWord) {
		l[i] = uint8(a & (1<<labelBits - 1))
		a >>= labelBits
	}
	for i := slotsPerWord; i < slots; i++ {
		l[i] = uint8(b & (1<<labelBits - 1))
		b >>= labelBits
	}
}

// layer is one step of the order: its node goes in or out.
type layer struct {
	node  int
	slots int     // frontier before the step; the node itself takes the slot after the last
	touch []touch // processed neighbours
	keep  []uint8 // the slots that stay, in the order of the next layer's slots
	leave []uint8 // the slots that leave the frontier
	sides []side  // the ways in which the processed neighbours are in or out, numbered as they occur

	ties, conflicts uint32 // masks of touch by bond
	index           map[uint32]uint16
}

type touch struct {
	slot uint8
	node int
	w    int64
	bond bond
}

// side is one way in which the processed neighbours of a layer's node are in or out, with what the node then adds to
// the boundary.
type side struct {
	mask    uint32 // bit i: layer.touch[i] is in
	out, in int64
}

// layers prepares the steps of an order. A node enters the frontier at its own step and stays until its last neighbour,
// by an edge or a bond, has been processed; the slots of those that stay close up.
func (m *model) layers(order []int) ([]layer, error) {
	n := m.n()
	at := make([]int, n)  // step of each node
	end := make([]int, n) // step after which the node leaves the frontier
	for i, v := range order {
		at[v] = i
	}
	for v := range n {
		end[v] = at[v]
		for _, h := range m.next[v] {
			end[v] = max(end[v], at[h.to])
		}
	}
	ls := make([]layer, n)
	var front []int
	for i, v := range order {
		l := &ls[i]
		l.node, l.slots, l.index = v, len(front), map[uint32]uint16{}
		slot := make(map[int]uint8)
		for s, u := range front {
			slot[u] = uint8(s)
		}
		for _, h := range m.next[v] {
			if s, ok := slot[h.to]; ok {
				switch h.bond {
				case tie:
					l.ties |= 1 << len(l.touch)
				case conflict:
					l.conflicts |= 1 << len(l.touch)
				}
				l.touch = append(l.touch, touch{s, h.to, h.w, h.bond})
			}
		}
		var after []int
		for s, u := range append(front, v) {
			if end[u] > i {
				after = append(after, u)
				l.keep = append(l.keep, uint8(s))
			} else {
				l.leave = append(l.leave, uint8(s))
			}
		}
		front = after
		if len(front) > maxFrontier || len(l.touch) > 31 {
			return nil, &widthError{Frontier: len(front), Most: maxFrontier}
		}
	}
	return ls, nil
}

// widthError says that the graph is too entangled for the exact method.
type widthError struct{ Frontier, Most int }

func (e *widthError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *widthError) In(lang string) string {
	return locale.T("the graph is too entangled for the exact method: a frontier of %d {1|unit|units}, where it "+
		"handles %d", e.Frontier, e.Most).In(lang)
}

// mask tells which processed neighbours are in.
func (l *layer) mask(a *labels) uint32 {
	var m uint32
	for i, t := range l.touch {
		if a[t.slot] != 0 {
			m |= 1 << i
		}
	}
	return m
}

// costs are what the layer's node adds to the boundary when it goes out and in.
func (l *layer) costs(mask uint32) (out, in int64) {
	for i, t := range l.touch {
		if mask>>i&1 != 0 {
			out += t.w
		} else {
			in += t.w
		}
	}
	return out, in
}

// mayGo tells whether bonds let the node go out and in. A tie wants the node where its other end is; a conflict keeps
// it out where its other end is in. Each bond is tested once, at the later of its ends.
func (l *layer) mayGo(mask uint32) (out, in bool) {
	return mask&l.ties == 0, mask&l.ties == l.ties && mask&l.conflicts == 0
}

// side numbers a mask.
func (l *layer) side(mask uint32) uint16 {
	k, ok := l.index[mask]
	if !ok {
		k = uint16(len(l.sides))
		out, in := l.costs(mask)
		l.sides = append(l.sides, side{mask, out, in})
		l.index[mask] = k
	}
	return k
}

// Children that are not nodes.
const (
	dead   int32 = -1 // no region this way
	finish int32 = -2 // the region is complete, everything else is out
)

// goIn puts the layer's node in: it joins the parts that it touches into one.
func (l *layer) goIn(a *labels, mask uint32) {
	const fresh = maxFrontier + 1
	var joined uint32
	for i, t := range l.touch {
		if mask>>i&1 != 0 && t.bond == border {
			joined |= 1 << a[t.slot]
		}
	}
	if joined != 0 {
		for s := range l.slots {
			if joined>>a[s]&1 != 0 {
				a[s] = fresh
			}
		}
	}
	a[l.slots] = fresh
}

// after drops the slots that leave and gives the state of the next layer with the mask of its slots that are in.
// Where a part of the region leaves the frontier altogether, the region is complete if that was all of it, and dead
// otherwise.
func (l *layer) after(a *labels) (next state, mask uint32, child int32) {
	var stay, gone uint32
	for _, s := range l.keep {
		stay |= 1 << a[s]
	}
	for _, s := range l.leave {
		gone |= 1 << a[s]
	}
	stay &^= 1
	if gone &^= stay | 1; gone != 0 {
		if stay == 0 && bits.OnesCount32(gone) == 1 {
			return next, 0, finish
		}
		return next, 0, dead
	}
	var name [32]uint8
	var used uint8
	for i, s := range l.keep {
		c := a[s]
		if c == 0 {
			continue
		}
		if name[c] == 0 {
			used++
			name[c] = used
		}
		next[i/slotsPerWord] |= uint64(name[c]) << (i % slotsPerWord * labelBits)
		mask |= 1 << i
	}
	return next, mask, 0
}
