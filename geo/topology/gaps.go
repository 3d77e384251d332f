package topology

import "slices"

// gaps lists the gaps, and fills those that fill chooses. What is left of one is listed as a whole, whatever cuts run
// across it. Cuts have parted long gaps into pieces, each of which is offered to fill by itself and goes to a face
// beside it by itself. Fill may refuse some pieces of a gap and take others.
func (p *pieces) gaps(f *Findings, owner []int32, borders bordering, o Options) {
	var open []int32 // that may yet be filled
	left := make([]bool, len(p.root))
	for _, cell := range p.faulty {
		if p.cover[cell] == nothing {
			left[cell] = true
			open = append(open, cell)
		}
	}
	for again := o.Fill != nil; again; { // a piece among other pieces has a face beside it once those have one
		again = false
		rest := open[:0]
		for _, cell := range open {
			beside := p.beside(p.linesOf(cell), owner)
			if len(beside) == 0 {
				rest = append(rest, cell)
				continue
			}
			faces := facesOf(beside)
			g := Gap{Area: p.area[cell], Perimeter: p.perimeter[cell], At: p.at[cell], Faces: numbers(faces)}
			if !o.Fill(g) {
				rest = append(rest, cell)
				continue
			}
			to := least(faces, beside, borders)
			g.Filled = int(to)
			p.give(owner, cell, to)
			f.Gaps = append(f.Gaps, g)
			left[cell], again = false, true
		}
		open = rest
	}
	f.Gaps = append(f.Gaps, p.remaining(open, left, owner, o.Width)...)
}

func numbers(faces []int32) []int {
	out := make([]int, len(faces))
	for i, f := range faces {
		out[i] = int(f)
	}
	return out
}

// mouth is how many widths long a sliver may be that leads from a bay to the sea. What lies behind a longer one, such
// as a whole unit that is missing beside a border drawn twice, is a gap.
const mouth = 10

// sea are the bounded cells that no face covers and that only cuts part from the outside, or pieces of slivers that add
// up to no more than a mouth, whatever has become of them: a bay stays one where a sliver at its mouth is filled.
//
// It is a search for the shortest ways from the outside over uncovered cells. Only filled slivers have a length, half
// of their perimeter; ways longer than a mouth end. A cell is looked at again when a shorter way to it is found.
func (p *pieces) sea(owner []int32, width float64) map[int32]bool {
	out := map[int32]bool{}
	far := map[int32]float64{} // metres of filled slivers on the way from the outside, to the end of a cell
	var queue []int32
	reach := func(cell int32, metres float64) {
		if owner[cell] >= 0 {
			metres += p.perimeter[cell] / 2
		}
		if old, ok := far[cell]; metres <= mouth*width && (!ok || metres < old) {
			far[cell] = metres
			queue = append(queue, cell)
			out[cell] = true
		}
	}
	for _, cell := range p.faulty {
		if p.cover[cell] == nothing {
			p.walk(p.linesOf(cell), func(_, over int32) {
				if p.root[over] < 0 {
					reach(cell, 0)
				}
			})
		}
	}
	for len(queue) > 0 {
		cell := queue[0]
		queue = queue[1:]
		p.walk(p.linesOf(cell), func(_, over int32) {
			if next := p.root[over]; next >= 0 && p.cover[next] == nothing {
				reach(next, far[cell])
			}
		})
	}
	return out
}

// remaining are the gaps of the open cells, all those left, of which those with a cut between them are one. The sea is
// none. left is by cell, and true for the open ones.
func (p *pieces) remaining(open []int32, left []bool, owner []int32, width float64) []Gap {
	var out []Gap
	done, sea := map[int32]bool{}, p.sea(owner, width)
	for _, start := range open {
		if done[start] || sea[start] {
			continue
		}
		done[start] = true
		g := Gap{Filled: Outside}
		faces := map[int32]bool{}
		most := 0.0
		// All cells that are reached over cuts make one gap, with the faces that lie around them.
		for queue := []int32{start}; len(queue) > 0; {
			cell := queue[0]
			queue = queue[1:]
			g.Area += p.area[cell]
			if p.area[cell] > most {
				most, g.At = p.area[cell], p.at[cell]
			}
			p.walk(p.linesOf(cell), func(h, over int32) {
				switch o, next := owner[over], p.root[over]; {
				case o >= 0:
					faces[o] = true
					g.Perimeter += p.metres(h)
				case next >= 0 && left[next] && !done[next]:
					done[next] = true
					queue = append(queue, next)
				}
			})
		}
		for face := range faces {
			g.Faces = append(g.Faces, int(face))
		}
		slices.Sort(g.Faces)
		out = append(out, g)
	}
	return out
}
