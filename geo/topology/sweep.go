package topology

import (
	"slices"

	"github.com/paulmach/orb"
)

// sweep looks along a set of segments from west to east. It is kept for the next set, one for each lane.
type sweep struct {
	boxes []orb.Bound
	// sorted are the place where each begins, from west to east in parts of the set's width and rounded down, and its
	// number.
	sorted []uint64
}

// places is into how many parts the width of a set is divided.
const places = 1 << 24

// sweep visits the pairs among segments whose boxes meet: each is compared with those that begin, from west to east,
// after it does and before it ends.
func (p *pairs) sweep(lane int, ids []int32) {
	if len(ids) < 2 {
		return
	}
	w := &p.lane[lane]
	w.boxes, w.sorted = w.boxes[:0], w.sorted[:0]
	for _, s := range ids {
		w.boxes = append(w.boxes, p.box(s))
	}
	west, east := w.boxes[0].Min[0], w.boxes[0].Min[0]
	for i := range w.boxes {
		west, east = min(west, w.boxes[i].Min[0]), max(east, w.boxes[i].Min[0])
	}
	// A place and a number in one word are sorted faster than boxes are by a comparison. Beginnings and ends are rounded
	// down alike, so that rounding can add pairs to be compared, but not lose any.
	scale := 0.0
	if east-west > 1e-300 {
		scale = places / (east - west)
	}
	for i := range w.boxes {
		w.sorted = append(w.sorted, uint64((w.boxes[i].Min[0]-west)*scale)<<32|uint64(i))
	}
	slices.Sort(w.sorted)
	looks := int64(0)
	for k, x := range w.sorted {
		// Looks are booked many at a time, so that goroutines do not wait for each other at the counter.
		if looks > 1<<16 {
			if p.looks.Add(-2*looks) <= 0 {
				return
			}
			looks = 0
		}
		i := int32(x & (1<<32 - 1))
		a := &w.boxes[i]
		fresh := p.fresh == nil || p.fresh[ids[i]]
		end := uint64(places)
		if a.Max[0] < east {
			end = uint64((a.Max[0] - west) * scale)
		}
		for _, y := range w.sorted[k+1:] {
			if y>>32 > end {
				break
			}
			looks++
			j := int32(y & (1<<32 - 1))
			b := &w.boxes[j]
			if a.Min[1] <= b.Max[1] && b.Min[1] <= a.Max[1] && a.Min[0] <= b.Max[0] && b.Min[0] <= a.Max[0] &&
				(fresh || p.fresh[ids[j]]) {
				p.visit(lane, min(ids[i], ids[j]), max(ids[i], ids[j]))
			}
		}
	}
	p.looks.Add(-2 * looks)
}
