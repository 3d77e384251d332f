package people

import (
	"fmt"
	"math"

	"github.com/okrug/okrug/districts"
)

// take notes the room of a label.
func (m *mapper) take(at Point, width, height float64) {
	m.taken = append(m.taken, [2]Point{{at.X - width/2, at.Y - height/2}, {at.X + width/2, at.Y + height/2}})
}

func (m *mapper) free(at Point, radius float64) bool {
	for _, b := range m.taken {
		if at.X+radius > b[0].X && at.X-radius < b[1].X && at.Y+radius > b[0].Y && at.Y-radius < b[1].Y {
			return false
		}
	}
	return true
}

// mark places a fault's number in a circle, as near to its place as room allows, with a line to the place if moved far.
// drawMarks draws the circles over all lines.
func (m *mapper) mark(place Point, number string) {
	radius := 1.9 + 0.35*float64(len(number)-1)
	at := place
search:
	for _, r := range []float64{0, 4, 6, 9, 13} {
		for k := range 12 {
			sin, cos := math.Sincos(math.Pi / 6 * float64(k))
			q := Point{place.X + r*cos, place.Y + r*sin}
			if q.X > radius && q.Y > radius && q.X < mapWidth-radius && m.free(q, radius) {
				at = q
				break search
			}
		}
	}
	m.take(at, 2*radius, 2*radius)
	if math.Hypot(at.X-place.X, at.Y-place.Y) > 5 {
		m.pic.add(&Shape{Lines: [][]Point{{place, at}}, Stroke: red, Width: 0.3})
	}
	m.marks = append(m.marks,
		&Shape{Rings: [][]Point{circle(at, radius)}, Fill: red, Stroke: white, Width: 0.3},
		&Text{At: Point{at.X, at.Y + 0.95}, Anchor: Middle, Text: number, Size: 2.6, Bold: true, Color: white},
	)
}

func (m *mapper) drawMarks() {
	m.pic.add(m.marks...)
	m.marks = nil
}

// badge draws the letter of an inset.
func (m *mapper) badge(at Point, letter string) {
	m.pic.add(
		&Shape{Rings: [][]Point{box(at.X-1.6, at.Y-1.8, 3.2, 3.6)}, Fill: white, Stroke: ink, Width: 0.25},
		&Text{At: Point{at.X, at.Y + 1}, Anchor: Middle, Text: letter, Size: 2.8, Bold: true, Color: ink},
	)
	m.take(at, 3.4, 3.8)
}

// beside is a free place for the letter of a region on the main map.
func (m *mapper) beside(v view, g ground, region int) Point {
	place := inside(v.rings(g.shape(m.unitsIn(region))))
	for _, r := range []float64{0, 4, 6, 9} {
		for k := range 12 {
			sin, cos := math.Sincos(math.Pi / 6 * float64(k))
			if q := (Point{place.X + r*cos, place.Y + r*sin}); m.free(q, 1.9) {
				return q
			}
		}
	}
	return place
}

// legend draws what fills, patterns and signs mean, and returns the picture's height.
func (m *mapper) legend(y float64) float64 {
	const row, swatch, column, columns = 5.0, 7.0, 87.0, 2
	least, most, same := limits(m.lines)
	between := func(text string, a, b float64) string {
		if !same {
			return text
		}
		return text + ": " + m.say("map.range", m.share(a, true), m.share(b, true))
	}
	type entry struct {
		text string
		draw func(ring []Point)
	}
	fill := func(class int) func([]Point) {
		return func(r []Point) {
			m.pic.add(&Shape{Rings: [][]Point{r}, Fill: mapFills[class]})
			if class == 0 || class == 4 {
				m.pic.add(&Shape{Lines: hatch([][]Point{r}, 1.6, 45), Stroke: grey, Width: 0.2})
			}
			m.pic.add(&Shape{Rings: [][]Point{r}, Stroke: grey, Width: 0.15})
		}
	}
	entries := []entry{
		{m.say("map.below"), fill(0)},
		{between(m.say("map.fewer"), least, least/3), fill(1)},
		{between(m.say("map.near"), least/3, most/3), fill(2)},
		{between(m.say("map.more"), most/3, most), fill(3)},
		{m.say("map.above"), fill(4)},
	}
	if len(m.lines) == 0 {
		entries = nil
	}
	if len(m.r.Unassigned) > 0 {
		entries = append(entries, entry{m.say("map.open"), func(r []Point) {
			m.pic.add(&Shape{Lines: hatch([][]Point{r}, 1.4, 0), Stroke: grey, Width: 0.2, Dash: []float64{0.4, 1}}, &Shape{Rings: [][]Point{r}, Stroke: grey, Width: 0.15})
		}})
	}
	for _, f := range m.faults {
		if (f.check == districts.CheckContiguity || m.none()) && len(f.area) > 0 {
			text := m.say("map.apart")
			if m.none() {
				text = m.say("map.impossible")
			}
			entries = append(entries, entry{text, func(r []Point) {
				m.pic.add(&Shape{Lines: hatch([][]Point{r}, 1.2, 135), Stroke: red, Width: 0.3}, &Shape{Rings: [][]Point{r}, Stroke: grey, Width: 0.15})
			}})
			break
		}
	}
	if len(m.faults) > 0 {
		entries = append(entries, entry{m.say("map.fault"), func(r []Point) {
			o := Point{r[0].X + swatch/2, r[0].Y + 1.6}
			m.pic.add(&Shape{Rings: [][]Point{circle(o, 1.7)}, Fill: red},
				&Text{At: Point{o.X, o.Y + 0.9}, Anchor: Middle, Text: fmt.Sprint(1), Size: 2.4, Bold: true, Color: white})
		}})
	}
	m.pic.add(&Text{At: Point{0, y + 3}, Text: m.say("map.legend"), Size: 3, Bold: true, Color: ink})
	y += 5
	for i, e := range entries {
		x := float64(i%columns) * column
		e.draw(box(x, y+float64(i/columns)*row, swatch, 3.2))
		m.pic.add(&Text{At: Point{x + swatch + 1.5, y + float64(i/columns)*row + 2.6}, Text: e.text, Size: 2.6, Color: ink})
	}
	return y + math.Ceil(float64(len(entries))/columns)*row + 1
}
