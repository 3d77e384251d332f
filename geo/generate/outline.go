package generate

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/measure"
)

// name writes codes: two digits for the region, two for the raion in it, two for the commune, three for the
// settlement and four for the unit, as far as they are needed.
func (c *Country) name(points []point) {
	c.Units = make([]Unit, len(points))
	var last [levels]int
	for l := range last {
		last[l] = -1
	}
	digits := [levels]int{2, 2, 2, 3}
	var count [levels + 1]int
	var code [levels]string
	for i, p := range points {
		for l := range levels {
			if p.area[l] == last[l] {
				continue
			}
			last[l] = p.area[l]
			count[l]++
			for below := l + 1; below <= levels; below++ {
				count[below] = 0
				if below < levels {
					last[below] = -1
				}
			}
			prefix := ""
			if l > 0 {
				prefix = code[l-1]
			}
			code[l] = fmt.Sprintf("%s%0*d", prefix, digits[l], count[l])
			c.Areas[l] = append(c.Areas[l], code[l])
		}
		count[levels]++
		c.Units[i] = Unit{Code: fmt.Sprintf("%s%05d", code[levels-1], count[levels]), Voters: p.voters, Area: p.area, X: p.x,
			Y: p.y}
	}
}

// borders are the lines between two units, as long as they are drawn.
func (m *mesh) borders(c *Country, shifted map[corner][2]float64, middle [][2]float64) {
	for i, s := range m.lines {
		if s.a >= m.units || s.b >= m.units || s.a == nothing || s.b == nothing {
			continue
		}
		e := s.ends()
		var line orb.LineString
		for _, p := range [][2]float64{shifted[e[0]], middle[i], shifted[e[1]]} {
			line = append(line, degrees(p))
		}
		// Two corners may round to one position; what is left of such a line is a touch and no border.
		if metres := measure.Length(line); metres > 0 {
			c.Borders = append(c.Borders, geo.Border{A: min(s.a, s.b), B: max(s.a, s.b), Metres: metres})
		}
	}
	slices.SortFunc(c.Borders, func(a, b geo.Border) int { return cmp.Or(a.A-b.A, a.B-b.B) })
}

// corner is a vertex of the mesh, by its exact coordinates.
type corner struct{ x, y float64 }

// draw draws the borders and outlines of the units: corners shifted, lines broken once, both by less than what would
// let lines cross.
func (m *mesh) draw(r *rand.Rand, c *Country) {
	room := map[corner]float64{}
	give := func(p corner, x float64) {
		if old, known := room[p]; !known || x < old {
			room[p] = x
		}
	}
	thin := func(i int) float64 {
		if i == nothing {
			return math.Inf(1)
		}
		q := m.cells[i]
		return math.Min(q.x1-q.x0, q.y1-q.y0)
	}
	for _, s := range m.lines {
		x := math.Min(s.to-s.from, math.Min(thin(s.a), thin(s.b)))
		for _, p := range s.ends() {
			give(p, x)
		}
	}
	around := make([][]int, len(m.cells)) // segments of each cell
	for i, s := range m.lines {
		for _, j := range []int{s.a, s.b} {
			if j != nothing {
				around[j] = append(around[j], i)
			}
		}
	}
	shifted := map[corner][2]float64{}
	middle := make([][2]float64, len(m.lines))
	for i, s := range m.lines {
		for _, p := range s.ends() {
			if _, done := shifted[p]; !done {
				shifted[p] = [2]float64{p.x + 0.2*room[p]*(2*r.Float64()-1), p.y + 0.2*room[p]*(2*r.Float64()-1)}
			}
		}
		e := s.ends()
		a, b := shifted[e[0]], shifted[e[1]]
		x := 0.15 * math.Min(room[e[0]], room[e[1]])
		middle[i] = [2]float64{(a[0]+b[0])/2 + x*(2*r.Float64()-1), (a[1]+b[1])/2 + x*(2*r.Float64()-1)}
	}
	m.borders(c, shifted, middle)
	c.Rings = make([][][2]float64, m.units)
	for i := range c.Rings {
		c.Rings[i] = m.ring(i, around[i], shifted, middle)
	}
}

func (s segment) ends() [2]corner {
	if s.upright {
		return [2]corner{{s.at, s.from}, {s.at, s.to}}
	}
	return [2]corner{{s.from, s.at}, {s.to, s.at}}
}

// ring walks around a cell anticlockwise: bottom, right, top, left.
func (m *mesh) ring(i int, lines []int, shifted map[corner][2]float64, middle [][2]float64) [][2]float64 {
	q := m.cells[i]
	side := func(s segment) int {
		switch {
		case !s.upright && s.at == q.y0 && s.b == i:
			return 0
		case s.upright && s.at == q.x1 && s.a == i:
			return 1
		case !s.upright && s.a == i:
			return 2
		default:
			return 3
		}
	}
	slices.SortFunc(lines, func(a, b int) int {
		s, t := m.lines[a], m.lines[b]
		if d := side(s) - side(t); d != 0 {
			return d
		}
		if side(s) < 2 {
			return cmp.Compare(s.from, t.from)
		}
		return cmp.Compare(t.from, s.from)
	})
	var out [][2]float64
	for _, j := range lines {
		s := m.lines[j]
		e := s.ends()
		if side(s) >= 2 {
			e[0], e[1] = e[1], e[0]
		}
		out = append(out, degrees(shifted[e[0]]), degrees(middle[j]))
	}
	return append(out, out[0])
}

// degrees turns metres on the plane into longitude and latitude, to a tenth of a microdegree, with the scale of the
// parallel of 48 degrees everywhere.
func degrees(p [2]float64) [2]float64 {
	const metre = 180 / (math.Pi * 6_371_000)
	round := func(x float64) float64 { return math.Round(x*1e7) / 1e7 }
	return [2]float64{round(47 + p[0]*metre/math.Cos(48*math.Pi/180)), round(40.5 + p[1]*metre)}
}
