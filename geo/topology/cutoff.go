package topology

import (
	"cmp"
	"maps"
	"slices"
)

func (v *division) sum(cells []int32) (area float64) {
	for _, c := range cells {
		area += v.pieces.sizeOf(c)
	}
	return area
}

// mend gives pieces that are cut off to parts beside them.
func (v *division) mend() []Moved {
	p := v.pieces
	groups := map[int32][]int32{}
	for k, root := range p.root {
		if root == int32(k) && v.owner[k] != Outside && v.several[v.face[k]] {
			g := v.group.Find(root)
			groups[g] = append(groups[g], root)
		}
	}
	firm := v.anchored(groups)
	var loose []int32
	for _, g := range slices.Sorted(maps.Keys(groups)) {
		if !firm[g] {
			loose = append(loose, g)
		}
	}
	from := map[int32]int32{}
	for _, g := range loose {
		from[g] = v.owner[g]
	}
	give := func(g, part int32) {
		for _, cell := range groups[g] {
			p.give(v.owner, cell, part)
		}
	}
	// A piece beside a firm one goes to it, and is firm; again, until there is none.
	for again := true; again; {
		again = false
		var rest, done []int32
		var to []int32
		for _, g := range loose {
			if part, ok := v.beside(groups[g], firm); ok {
				done, to = append(done, g), append(to, part)
			} else {
				rest = append(rest, g)
			}
		}
		for i, g := range done {
			give(g, to[i])
			firm[g], again = true, true
		}
		loose = rest
	}
	v.islands(groups, loose, give)
	var moved []Moved
	for g, part := range from {
		if v.owner[g] == part {
			continue
		}
		m := Moved{Face: int(v.face[g]), From: int(part), To: int(v.owner[g]), Area: v.sum(groups[g]), At: v.inside(g)}
		moved = append(moved, m)
	}
	slices.SortFunc(moved, func(a, b Moved) int {
		return cmp.Or(cmp.Compare(a.Face, b.Face), cmp.Compare(b.Area, a.Area), cmp.Compare(a.From, b.From),
			cmp.Compare(a.At[0], b.At[0]), cmp.Compare(a.At[1], b.At[1]))
	})
	return moved
}

// beside is the part that the cells of a loose group have the longest line with, of the firm groups of their face. It
// may be their own: of a piece between that has been given to it.
func (v *division) beside(cells []int32, firm map[int32]bool) (part int32, ok bool) {
	long := map[int32]float64{}
	for _, cell := range cells {
		v.neighbours(cell, func(next int32, metres func() float64) {
			if firm[v.group.Find(next)] {
				long[v.owner[next]] += metres()
			}
		})
	}
	best := 0.0
	for x, metres := range long {
		if metres > best || metres == best && x < part {
			part, best, ok = x, metres, true
		}
	}
	return part, ok
}

// islands gives all pieces of an island without an anchor to the part that has the most of it.
func (v *division) islands(groups map[int32][]int32, loose []int32, give func(g, part int32)) {
	done := map[int32]bool{}
	for _, start := range loose {
		if done[start] {
			continue
		}
		done[start] = true
		island := []int32{start}
		size := map[int32]float64{}
		for i := 0; i < len(island); i++ {
			g := island[i]
			size[v.owner[g]] += v.sum(groups[g])
			for _, cell := range groups[g] {
				v.neighbours(cell, func(next int32, _ func() float64) {
					if k := v.group.Find(next); !done[k] {
						done[k] = true
						island = append(island, k)
					}
				})
			}
		}
		part, most := v.owner[start], 0.0
		for x, area := range size {
			if area > most || area == most && x < part {
				part, most = x, area
			}
		}
		for _, g := range island {
			give(g, part)
		}
	}
}
