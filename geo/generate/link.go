package generate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/measure"
)

// link joins what no border joins, so that districts can be drawn: first the parts of every region, because a district
// lies within one, then the parts of the country. A way between parts of one piece of land leads through other regions
// and is a road; every other way is a ferry.
func (c *Country) link() {
	land, within := newParts(len(c.Units)), newParts(len(c.Units))
	for _, b := range c.Borders {
		land.join(b.A, b.B)
		if c.Units[b.A].Area[Region] == c.Units[b.B].Area[Region] {
			within.join(b.A, b.B)
		}
	}
	var links []geo.Border
	for from, to := 0, 0; from < len(c.Units); from = to {
		for to = from; to < len(c.Units) && c.Units[to].Area[Region] == c.Units[from].Area[Region]; {
			to++
		}
		links = append(links, c.linksWithin(within, from, to)...)
	}
	whole := land.copy()
	for _, l := range links {
		whole.join(l.A, l.B)
	}
	links = append(links, c.linksWithin(whole, 0, len(c.Units))...)
	for i, l := range links {
		way := "ferry"
		if land.of(l.A) == land.of(l.B) {
			way = "road through other regions"
		}
		links[i].Reason = fmt.Sprintf("%s, %.0f km", way, math.Max(1, c.kilometres(l.A, l.B)))
	}
	c.Borders = append(c.Borders, links...)
	slices.SortFunc(c.Borders, func(a, b geo.Border) int { return cmp.Or(a.A-b.A, a.B-b.B) })
}

// kilometres between the places of two units, on the ellipsoid.
func (c *Country) kilometres(a, b int) float64 {
	u, v := c.Units[a], c.Units[b]
	return measure.Distance(orb.Point(degrees([2]float64{u.X, u.Y})), orb.Point(degrees([2]float64{v.X, v.Y}))) / 1000
}

// linksWithin joins every part of the units from..to-1 but the largest to the part nearest to it, until all hang
// together. Of ways equally long the one between the first units is taken.
func (c *Country) linksWithin(p parts, from, to int) []geo.Border {
	type way struct {
		metres float64
		a, b   int
	}
	shorter := func(x, y way) int {
		return cmp.Or(cmp.Compare(x.metres, y.metres), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	}
	var links []geo.Border
	for {
		pieces := p.pieces(from, to)
		if len(pieces) < 2 {
			return links
		}
		var ways []way
		for _, piece := range pieces[1:] {
			// An index of the other parts alone, so that no search wades through the units of a crowded city of this one.
			others := make([]int, 0, to-from-len(piece))
			for i := from; i < to; i++ {
				if p.of(i) != p.of(piece[0]) {
					others = append(others, i)
				}
			}
			index := newGrid(len(others), func(i int) (x, y float64) {
				return c.Units[others[i]].X, c.Units[others[i]].Y
			})
			best := way{metres: math.Inf(1)}
			for _, a := range piece {
				u := c.Units[a]
				b := others[index.nearest(u.X, u.Y)]
				w := way{math.Hypot(c.Units[b].X-u.X, c.Units[b].Y-u.Y), min(a, b), max(a, b)}
				if shorter(w, best) < 0 {
					best = w
				}
			}
			ways = append(ways, best)
		}
		slices.SortFunc(ways, shorter)
		for _, w := range ways {
			if p.join(w.a, w.b) {
				links = append(links, geo.Border{A: w.a, B: w.b, Link: true})
			}
		}
	}
}

// parts are sets of units that hang together: every unit points towards the first of its set.
type parts []int

func newParts(n int) parts {
	p := make(parts, n)
	for i := range p {
		p[i] = i
	}
	return p
}

func (p parts) copy() parts { return slices.Clone(p) }

// of is the first unit of a unit's part.
func (p parts) of(i int) int {
	for p[i] != i {
		p[i] = p[p[i]]
		i = p[i]
	}
	return i
}

// join reports whether the two units were in different parts.
func (p parts) join(a, b int) bool {
	a, b = p.of(a), p.of(b)
	p[max(a, b)] = min(a, b)
	return a != b
}

// pieces are the parts of the units from..to-1: the one with the most units first, then by first unit.
func (p parts) pieces(from, to int) [][]int {
	var pieces [][]int
	at := map[int]int{}
	for i := from; i < to; i++ {
		k, known := at[p.of(i)]
		if !known {
			k = len(pieces)
			at[p.of(i)] = k
			pieces = append(pieces, nil)
		}
		pieces[k] = append(pieces[k], i)
	}
	slices.SortStableFunc(pieces, func(x, y []int) int { return len(y) - len(x) })
	return pieces
}
