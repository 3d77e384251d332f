package exact

import (
	"context"
	"math"

	"github.com/okrug/okrug/geo/locale"
)

// toCome is a lower bound on the boundary that is still to come, by layer and by which frontier nodes are in.
// Connection is ignored, so it is a least cut between those that are in and those that are out. Only values up to half
// the limit are kept: a region with more to come than that has no more than that behind it, or is over the limit. This
// is what keeps the number of states small.
type toCome struct {
	half   int64 // the largest value kept
	layers []maskTable
}

// at is a lower bound for a mask of layer i's frontier. A mask without a value has more than half to come, and weights
// are whole, so it has at least half+1.
func (t *toCome) at(i int, mask uint32) int64 {
	if c, ok := t.layers[i].get(mask); ok {
		return c
	}
	return t.half + 1
}

// backwardMasks computes toCome for regions with at most limit on their boundary. It holds about most masks at most.
//
// Layer by layer from the end, each mask with a value is led back to the masks from which a step comes to it: the slots
// that stay keep their bits, and those that leave, the node itself among them where it does, may have had any. A value
// grows on the way back, so nothing at or under half is missed by dropping what is over.
func backwardMasks(ctx context.Context, layers []layer, limit int64, most int) (t *toCome, total int, err error) {
	n := len(layers)
	t = &toCome{half: limit / 2, layers: make([]maskTable, n+1)}
	t.layers[n].lower(0, 0)
	for i := n - 1; i >= 0; i-- {
		l := &layers[i]
		if total += t.layers[i+1].used; total > most {
			return nil, total, &MemoryError{What: locale.T("the table of least boundaries"), Nodes: total}
		}
		for j, c := range t.layers[i+1].cost {
			if c == absent {
				continue
			}
			if t.layers[i].used > most {
				used := t.layers[i].used
				return nil, total + used, &MemoryError{What: locale.T("the table of least boundaries"), Nodes: used}
			}
			if j&(1<<14-1) == 0 && ctx.Err() != nil {
				return nil, total, ctx.Err()
			}
			// Bit b of the later mask is slot keep[b] of the earlier one.
			var base uint32 // with the slots that leave out
			for b, s := range l.keep {
				if t.layers[i+1].mask[j]>>b&1 != 0 {
					base |= 1 << s
				}
			}
			for sub := range uint32(1) << len(l.leave) {
				full := base
				for b, s := range l.leave {
					if sub>>b&1 != 0 {
						full |= 1 << s
					}
				}
				// The node's own slot is the last, and no part of the frontier before the step.
				if more := c + l.stepCost(full); more <= t.half {
					t.layers[i].lower(full&(1<<l.slots-1), more)
				}
			}
		}
	}
	return t, total, nil
}

// stepCost is what the layer's node adds to the boundary when full tells which slots, its own included, are in.
func (l *layer) stepCost(full uint32) int64 {
	var c int64
	own := full >> l.slots & 1
	for _, t := range l.touch {
		if full>>t.slot&1 != own {
			c += t.w
		}
	}
	return c
}

const absent = math.MaxInt64

// maskTable maps masks to costs by open addressing. Its size is a power of two, and at most half of it is used.
type maskTable struct {
	mask []uint32
	cost []int64
	used int
}

func (t *maskTable) find(mask uint32) int {
	for i := int(mask*0x9e3779b1>>7) & (len(t.mask) - 1); ; i = (i + 1) & (len(t.mask) - 1) {
		if t.cost[i] == absent || t.mask[i] == mask {
			return i
		}
	}
}

func (t *maskTable) get(mask uint32) (int64, bool) {
	if t.used == 0 {
		return 0, false
	}
	c := t.cost[t.find(mask)]
	return c, c != absent
}

// lower sets the cost of a mask to c where it is higher or absent.
func (t *maskTable) lower(mask uint32, c int64) {
	if 2*(t.used+1) > len(t.mask) {
		old := *t
		size := max(16, 2*len(old.mask))
		*t = maskTable{mask: make([]uint32, size), cost: make([]int64, size)}
		for i := range t.cost {
			t.cost[i] = absent
		}
		for i, c := range old.cost {
			if c != absent {
				t.lower(old.mask[i], c)
			}
		}
	}
	i := t.find(mask)
	if t.cost[i] == absent {
		t.mask[i] = mask
		t.used++
	}
	t.cost[i] = min(t.cost[i], c)
}
