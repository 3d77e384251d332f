package topology

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/parallel"
)

// pieces are the bounded cells with their boundary lines and sizes. A cell is known by the line that stands for it, by
// which the figures are kept. All that does not depend on who owns a cell is worked out at once, on all processors.
type pieces struct {
	*cells
	first, lines []int32   // lines[first[x]:first[x+1]] are the boundary lines of cell x
	area         []float64 // square metres, of faulty cells and those beside them
	// faulty are the cells that not exactly one face covers, ascending. Only they have a perimeter, in metres, and a
	// point inside; where islands leave no room around it, that may be in one of them.
	faulty    []int32
	perimeter []float64
	at        []orb.Point
	length    []float64 // of each half-edge of faulty cells, in metres, else 0
	tally     tally
}

// chunk is how many lines are measured at a time by one processor.
const chunk = 1024

// newPieces groups the boundary lines by cell, lists the faulty cells and measures them and those beside them.
func newPieces(c *cells, faces int) *pieces {
	p := &pieces{cells: c, tally: tally{slot: make([]int32, faces)}}
	n := len(c.root)
	p.first = make([]int32, n+1)
	for k, root := range c.root {
		if root >= 0 {
			p.first[root+1]++
			if root == int32(k) && c.cover[k] < 0 {
				p.faulty = append(p.faulty, root)
			}
		}
	}
	for k := range n {
		p.first[k+1] += p.first[k]
	}
	p.lines = make([]int32, p.first[n])
	at := make([]int32, n)
	copy(at, p.first)
	for k, root := range c.root {
		if root >= 0 {
			p.lines[at[root]] = int32(k)
			at[root]++
		}
	}
	p.measure()
	return p
}

// measure takes areas, perimeters, lengths of half-edges and points inside. The line of an island in a cell winds
// clockwise around the island, so that its area is negative and the sum is that of the cell without its islands.
func (p *pieces) measure() {
	if len(p.faulty) == 0 {
		return
	}
	n := len(p.root)
	p.area, p.perimeter, p.at = make([]float64, n), make([]float64, n), make([]orb.Point, n)
	p.length = make([]float64, len(p.cycle))
	parallel.Do((n+chunk-1)/chunk, func(i int) {
		var ring orb.Ring
		for k := int32(i * chunk); k < int32(min((i+1)*chunk, n)); k++ {
			lines := p.linesOf(k)
			faulty := p.cover[k] < 0
			if !faulty && !p.besideFaulty(lines) {
				continue
			}
			for _, line := range lines {
				ring = p.appendRing(ring[:0], p.head[line])
				p.area[k] += measure.RingArea(ring)
				if !faulty {
					continue
				}
				sum, h := 0.0, p.head[line]
				for range len(ring) - 1 {
					p.length[h] = p.cells.metres(h)
					sum += p.length[h]
					h = p.next(h)
				}
				p.perimeter[k] += sum
				if line == k {
					p.at[k] = inside(ring)
				}
			}
		}
	})
}

// besideFaulty says whether a cell with such lines has a faulty one on the other side of any.
func (p *pieces) besideFaulty(lines []int32) bool {
	for _, k := range lines {
		for h := p.head[k]; ; {
			if p.cover[p.cycle[h^1]] < 0 {
				return true
			}
			if h = p.next(h); h == p.head[k] {
				break
			}
		}
	}
	return false
}

// linesOf lists the boundary lines of a cell.
func (p *pieces) linesOf(cell int32) []int32 { return p.lines[p.first[cell]:p.first[cell+1]] }

// sizeOf measures the area of any bounded cell.
func (p *pieces) sizeOf(cell int32) (area float64) {
	for _, k := range p.linesOf(cell) {
		area += measure.RingArea(p.ring(p.head[k]))
	}
	return area
}

// width is the mean width of a cell in metres, were it drawn out to a strip of its perimeter.
func (p *pieces) width(cell int32) float64 { return width(p.area[cell], p.perimeter[cell]) }

// give gives a cell to a face: owner is by boundary line, and all lines of a cell have the same.
func (p *pieces) give(owner []int32, cell, to int32) {
	for _, k := range p.linesOf(cell) {
		owner[k] = to
	}
}

// walk visits the half-edges of lines, each with the line on its other side.
func (c *cells) walk(lines []int32, visit func(h, over int32)) {
	for _, k := range lines {
		for h := c.head[k]; ; {
			visit(h, c.cycle[h^1])
			if h = c.next(h); h == c.head[k] {
				break
			}
		}
	}
}

// metres is the length of a half-edge.
func (p *pieces) metres(h int32) float64 {
	if p.length[h] > 0 {
		return p.length[h]
	}
	return p.cells.metres(h)
}

func (c *cells) metres(h int32) float64 {
	return measure.Distance(c.net.points[c.from(h)], c.net.points[c.from(h^1)])
}
