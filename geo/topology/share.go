package topology

import (
	"cmp"
	"math"
	"slices"
)

// mostOverlaps is how many pairs of faces may overlap beside four for each face. Beyond, as where thousands of faces
// are the same, the layer is told as tangled: nobody reads so long a list, and it takes the square of their number.
const mostOverlaps = 200_000

// owners gives each boundary line's cell to a face, or to none, and notes what is wrong. Cells that one face covers
// once are that face's from the beginning. Overlaps and faults of rings come next, in the order of their cells, then
// gaps, since a gap may lie beside a piece of an overlap, then lobes, then crumbs: each step looks at owners that the
// ones before have decided.
func (p *pieces) owners(f *Findings, o Options) []int32 {
	owner := slices.Clone(p.cover)
	borders := newBordering(f.Contacts, len(p.tally.slot))
	number := map[[2]int32]int32{} // of overlaps
	var lobes []int32              // of rings that cross themselves, with nothing on the inner side
	var over []int32               // the faces that cover a cell
	for _, cell := range p.faulty {
		cover := p.cover[cell]
		if cover == nothing {
			continue
		}
		set := p.sets.get(cover)
		to := int32(Outside)
		// Of a face wound around a cell several times, or a negative number of times, only the sign counts for its owner.
		over = over[:0]
		for _, l := range set {
			if l.times > 0 {
				over = append(over, l.face)
			}
		}
		narrow := p.width(cell) <= o.Width
		// A narrow overlap is a sliver and goes where it makes the fewest strange contacts; a wide one to the first face. A
		// cell that rings only wind around the wrong way is nobody's or, if narrow, waits until those beside it have owners.
		switch {
		case len(over) > 1 && narrow:
			to = least(over, p.beside(p.linesOf(cell), owner), borders)
		case len(over) > 0:
			to = over[0]
		case narrow:
			lobes = append(lobes, cell)
		}
		p.give(owner, cell, to)
		// Every pair of faces over the cell overlaps in it. Any face not wound around it exactly once is badly nested.
		for i, l := range set {
			if l.times != 1 {
				f.Nestings = append(f.Nestings,
					Nesting{int(l.face), int(l.times), p.area[cell], p.perimeter[cell], p.at[cell]})
			}
			for _, m := range set[i+1:] {
				if l.times <= 0 || m.times <= 0 {
					continue
				}
				if len(f.Overlaps) >= mostOverlaps+4*len(p.tally.slot) {
					f.Unresolved = true
					break
				}
				k, ok := number[[2]int32{l.face, m.face}]
				if !ok {
					k = int32(len(f.Overlaps))
					number[[2]int32{l.face, m.face}] = k
					x := Overlap{A: int(l.face), B: int(m.face), At: p.at[cell], Most: p.area[cell]}
					f.Overlaps = append(f.Overlaps, x)
				}
				f.Overlaps[k].add(p.area[cell], p.perimeter[cell], p.at[cell])
				if !narrow {
					f.Overlaps[k].Wide += p.area[cell]
				}
			}
		}
	}
	slices.SortFunc(f.Overlaps, func(a, b Overlap) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	slices.SortStableFunc(f.Nestings, func(a, b Nesting) int { return cmp.Compare(a.Face, b.Face) })
	if f.Unresolved { // areas that could not be told apart are not shared out
		return owner
	}
	p.gaps(f, owner, borders, o)
	for _, cell := range lobes {
		if beside := p.beside(p.linesOf(cell), owner); len(beside) > 0 {
			p.give(owner, cell, least(facesOf(beside), beside, borders))
		}
	}
	p.crumbs(owner, o.Width, borders)
	return owner
}

// bordering says of two faces whether they have a border.
type bordering struct {
	// with[first[a]:first[a+1]] are the faces with higher numbers that face a has a border with, ascending.
	first, with []int32
}

// newBordering takes contacts sorted by A, then B.
func newBordering(contacts []Contact, faces int) bordering {
	b := bordering{first: make([]int32, faces+1)}
	for _, c := range contacts {
		if c.Border {
			b.first[c.A+1]++
			b.with = append(b.with, int32(c.B))
		}
	}
	for i := range faces {
		b.first[i+1] += b.first[i]
	}
	return b
}

func (b bordering) has(p, q int32) bool {
	low, high := min(p, q), max(p, q)
	_, ok := slices.BinarySearch(b.with[b.first[low]:b.first[low+1]], high)
	return ok
}

// share is how much of the lines of a cell a face has on the other side.
type share struct {
	face   int32
	metres float64
}

// tally adds up shares.
type tally struct {
	shares []share
	slot   []int32 // for each face, its place in shares + 1
}

// beside is how much of lines each face has on the other side, by face. It holds until beside is called again. Cells
// without an owner, or with none yet, are left out. The time is that of the lines alone, not of the number of faces.
func (p *pieces) beside(lines, owner []int32) []share {
	t := &p.tally
	t.shares = t.shares[:0]
	p.walk(lines, func(h, over int32) {
		o := owner[over]
		if o < 0 {
			return
		}
		if t.slot[o] == 0 {
			t.shares = append(t.shares, share{face: o})
			t.slot[o] = int32(len(t.shares))
		}
		t.shares[t.slot[o]-1].metres += p.metres(h)
	})
	for _, x := range t.shares {
		t.slot[x.face] = 0
	}
	slices.SortFunc(t.shares, func(a, b share) int { return int(a.face - b.face) })
	return t.shares
}

func facesOf(shares []share) []int32 {
	out := make([]int32, len(shares))
	for i, x := range shares {
		out[i] = x.face
	}
	return out
}

func metresOf(shares []share, face int32) float64 {
	i, ok := slices.BinarySearchFunc(shares, face, func(x share, f int32) int { return int(x.face - f) })
	if !ok {
		return 0
	}
	return shares[i].metres
}

// least is that of the faces which, were a cell its own, would touch least of faces with which it has no border; of
// those as good the one with the longest line on the cell, then the first. So the arcs agree with the contacts as far
// as cells can be given whole.
func least(of []int32, beside []share, borders bordering) int32 {
	best, fewest := of[0], math.Inf(1)
	for _, face := range of {
		strange := 0.0
		for _, other := range beside {
			if other.face != face && !borders.has(face, other.face) {
				strange += other.metres
			}
		}
		if strange < fewest || strange == fewest && metresOf(beside, face) > metresOf(beside, best) {
			best, fewest = face, strange
		}
	}
	return best
}
