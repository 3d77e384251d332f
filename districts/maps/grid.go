package maps

import (
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// grid divides a map into squares by which lists say where something is: A1 in the upper left corner, letters across
// and numbers down. The letters are Latin in every language.
type grid struct {
	frame      orb.Bound
	cols, rows int
}

// squareSide is about how wide and high a square is on A4, millimetres.
const squareSide = 28.0

func (p *press) gridOf(frame orb.Bound) grid {
	n := func(length float64, most int) int { return min(most, max(1, int(math.Round(length/(squareSide*p.k))))) }
	return grid{frame, n(frame.Max[0]-frame.Min[0], 26), n(frame.Max[1]-frame.Min[1], 99)}
}

// square names that of a point.
func (g grid) square(at orb.Point) string {
	part := func(i, n int) int {
		from, to := g.frame.Min[i], g.frame.Max[i]
		return min(n-1, max(0, int((at[i]-from)/(to-from)*float64(n))))
	}
	return gridLetter(part(0, g.cols)) + strconv.Itoa(part(1, g.rows)+1)
}

func gridLetter(i int) string { return string(rune('A' + i)) }

// grid draws letters and numbers of squares into the band around a map where the labels of the graticule, in taken,
// leave room, and short strokes where squares end.
func (pg *page) grid(g grid, outer orb.Bound, taken []orb.Bound) {
	out := pg.Group("frame")
	f := pg.font(typeface.Bold, graticuleSize)
	height := f.size * capHeight * typeface.MillimetresPerPoint
	stroke := func(a, b orb.Point) {
		out.Add(&drawing.Shape{Lines: []orb.LineString{{a, b}}, Stroke: black, Width: 0.15 * pg.k, Butt: true})
	}
	tick := 0.5 * pg.k
	for axis, n := range [2]int{g.cols, g.rows} {
		from, step := g.frame.Min[axis], (g.frame.Max[axis]-g.frame.Min[axis])/float64(n)
		for _, side := range []struct{ inner, outer float64 }{
			{g.frame.Min[1-axis], outer.Min[1-axis]}, {g.frame.Max[1-axis], outer.Max[1-axis]},
		} {
			on := func(along, across float64) orb.Point {
				if axis == 0 {
					return orb.Point{along, across}
				}
				return orb.Point{across, along}
			}
			away := math.Copysign(tick, side.outer-side.inner)
			for i := 1; i < n; i++ {
				along := from + float64(i)*step
				stroke(on(along, side.inner), on(along, side.inner+away))
				stroke(on(along, side.outer), on(along, side.outer-away))
			}
			for i := range n {
				s := gridLetter(i)
				if axis == 1 {
					s = strconv.Itoa(i + 1)
				}
				w := pg.width(s, f)
				for _, off := range []float64{0, 0.15, -0.15, 0.3, -0.3, 0.4, -0.4} {
					at := on(from+(float64(i)+0.5+off)*step, (side.inner+side.outer)/2)
					b := centred(at, w+0.6*pg.k, height+0.6*pg.k)
					if !slices.ContainsFunc(taken, func(t orb.Bound) bool { return overlap(b, t) }) {
						out.Add(f.set(s, orb.Point{at[0], at[1] + height/2}, drawing.Middle))
						break
					}
				}
			}
		}
	}
}
