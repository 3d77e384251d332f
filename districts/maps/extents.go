package maps

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// perPack is how many boxes, or packs of them, are one pack.
const perPack = 16

// extents are boxes of degrees, packed by where they lie, so that those in a window are found without a look at each:
// a country has many windows, one a sheet and inset, and each shows a part of it.
type extents struct {
	of    []orb.Bound
	order []int         // of the boxes that are not empty, along a curve that keeps near together what lies near together
	packs [][]orb.Bound // of perPack in a row, of perPack such packs, and so on to the last one
	empty []int
}

func newExtents(of []orb.Bound) *extents {
	e := &extents{of: of}
	all := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for i, b := range of {
		if b.IsEmpty() {
			e.empty = append(e.empty, i)
			continue
		}
		e.order = append(e.order, i)
		all = all.Union(b)
	}
	at := make([]uint64, len(of))
	for _, i := range e.order {
		at[i] = curved(all, of[i].Center())
	}
	slices.SortFunc(e.order, func(a, b int) int { return cmp.Or(cmp.Compare(at[a], at[b]), cmp.Compare(a, b)) })
	level := make([]orb.Bound, len(e.order))
	for k, i := range e.order {
		level[k] = of[i]
	}
	for len(level) > 1 {
		var packs []orb.Bound
		for some := range slices.Chunk(level, perPack) {
			pack := some[0]
			for _, b := range some[1:] {
				pack = pack.Union(b)
			}
			packs = append(packs, pack)
		}
		e.packs = append(e.packs, packs)
		level = packs
	}
	return e
}

// curved is how far a point lies along a curve through a box: the bits of its two coordinates in turn (G. M. Morton, A
// computer oriented geodetic data base and a new technique in file sequencing, IBM, 1966).
func curved(box orb.Bound, p orb.Point) uint64 {
	const bits = 20
	out := uint64(0)
	for axis := range 2 {
		v := uint64(0)
		if size := box.Max[axis] - box.Min[axis]; size > 0 {
			v = uint64((p[axis] - box.Min[axis]) / size * (1<<bits - 1))
		}
		for bit := range bits {
			out |= v >> bit & 1 << (2*bit + axis)
		}
	}
	return out
}

// within are those of the boxes that show in a window, ascending.
func (e *extents) within(w window) []int {
	var out []int
	for _, i := range e.empty {
		if w.shows(e.of[i]) {
			out = append(out, i)
		}
	}
	var look func(level, from, to int)
	look = func(level, from, to int) {
		if level < 0 {
			for _, i := range e.order[from:min(to, len(e.order))] {
				if w.shows(e.of[i]) {
					out = append(out, i)
				}
			}
			return
		}
		for k := from; k < min(to, len(e.packs[level])); k++ {
			// What shows of a pack shows of the whole: a window is far narrower than half the earth, so that both turn to its
			// side, but for the last digit.
			if w.shows(e.packs[level][k].Pad(1e-9)) {
				look(level-1, k*perPack, (k+1)*perPack)
			}
		}
	}
	look(len(e.packs)-1, 0, perPack)
	slices.Sort(out)
	return out
}
