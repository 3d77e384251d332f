package pages

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
)

// take notes the room of a label.
func (m *mapper) take(at orb.Point, width, height float64) {
	m.taken = append(m.taken, [2]orb.Point{{at[0] - width/2, at[1] - height/2}, {at[0] + width/2, at[1] + height/2}})
}

func (m *mapper) free(at orb.Point, radius float64) bool {
	for _, b := range m.taken {
		if at[0]+radius > b[0][0] && at[0]-radius < b[1][0] && at[1]+radius > b[0][1] && at[1]-radius < b[1][1] {
			return false
		}
	}
	return true
}

// mark places a fault's number in a circle, as near to its place as room allows, with a line to the place if moved far.
// drawMarks draws the circles over all lines.
func (m *mapper) mark(place orb.Point, number string) {
	radius := 1.9 + 0.35*float64(len(number)-1)
	at := place
search:
	for _, r := range []float64{0, 4, 6, 9, 13} {
		for k := range 12 {
			sin, cos := math.Sincos(math.Pi / 6 * float64(k))
			q := orb.Point{place[0] + r*cos, place[1] + r*sin}
			if q[0] > radius && q[1] > radius && q[0] < mapWidth-radius && m.free(q, radius) {
				at = q
				break search
			}
		}
	}
	m.take(at, 2*radius, 2*radius)
	if math.Hypot(at[0]-place[0], at[1]-place[1]) > 5 {
		add(m.pic, &drawing.Shape{Lines: []orb.LineString{{place, at}}, Stroke: drawing.Red, Width: 0.3})
	}
	m.marks = append(m.marks,
		&drawing.Shape{Rings: []orb.Ring{drawing.Circle(at, radius)}, Fill: drawing.Red, Stroke: drawing.White, Width: 0.3},
		bold(text(orb.Point{at[0], at[1] + 0.95}, drawing.Middle, number, 2.6, drawing.White)),
	)
}

func (m *mapper) drawMarks() {
	add(m.pic, m.marks...)
	m.marks = nil
}

// badge draws the letter of an inset.
func (m *mapper) badge(at orb.Point, letter string) {
	add(m.pic,
		&drawing.Shape{Rings: []orb.Ring{drawing.Rectangle(at[0]-1.6, at[1]-1.8, 3.2, 3.6)}, Fill: drawing.White,
			Stroke: drawing.Ink,
			Width:  0.25},
		bold(text(orb.Point{at[0], at[1] + 1}, drawing.Middle, letter, 2.8, drawing.Ink)),
	)
	m.take(at, 3.4, 3.8)
}

// beside is a free place for the letter of a region on the main map.
func (m *mapper) beside(v view, g ground, region int) orb.Point {
	place := inside(v.rings(g.shape(m.unitsIn(region))))
	for _, r := range []float64{0, 4, 6, 9} {
		for k := range 12 {
			sin, cos := math.Sincos(math.Pi / 6 * float64(k))
			if q := (orb.Point{place[0] + r*cos, place[1] + r*sin}); m.free(q, 1.9) {
				return q
			}
		}
	}
	return place
}

// legend draws what fills, patterns and signs mean, and returns the picture's height.
func (m *mapper) legend(y float64) float64 {
	const row, swatch, column, columns = 5.0, 7.0, 87.0, 2
	add(m.pic, bold(text(orb.Point{0, y + 3}, drawing.Start, m.theme.legend, 3, drawing.Ink)))
	y += 5
	for i, e := range m.theme.key {
		x := float64(i%columns) * column
		at := y + float64(i/columns)*row
		add(m.pic, e.sign(drawing.Rectangle(x, at, swatch, 3.2))...)
		add(m.pic, text(orb.Point{x + swatch + 1.5, at + 2.6}, drawing.Start, e.text, 2.6, drawing.Ink))
	}
	return y + math.Ceil(float64(len(m.theme.key))/columns)*row + 1
}
