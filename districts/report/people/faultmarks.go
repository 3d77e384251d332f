package people

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
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
		add(m.pic, &drawing.Shape{Lines: []orb.LineString{{place, at}}, Stroke: red, Width: 0.3})
	}
	m.marks = append(m.marks,
		&drawing.Shape{Rings: []orb.Ring{drawing.Circle(at, radius)}, Fill: red, Stroke: white, Width: 0.3},
		bold(text(orb.Point{at[0], at[1] + 0.95}, drawing.Middle, number, 2.6, white)),
	)
}

func (m *mapper) drawMarks() {
	add(m.pic, m.marks...)
	m.marks = nil
}

// badge draws the letter of an inset.
func (m *mapper) badge(at orb.Point, letter string) {
	add(m.pic,
		&drawing.Shape{Rings: []orb.Ring{drawing.Rectangle(at[0]-1.6, at[1]-1.8, 3.2, 3.6)}, Fill: white, Stroke: ink,
			Width: 0.25},
		bold(text(orb.Point{at[0], at[1] + 1}, drawing.Middle, letter, 2.8, ink)),
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
	least, most, same := limits(m.lines)
	between := func(text string, a, b float64) string {
		if !same {
			return text
		}
		return text + ": " + m.say("map.range", m.share(a, true), m.share(b, true))
	}
	type entry struct {
		text string
		draw func(ring orb.Ring)
	}
	fill := func(class int) func(orb.Ring) {
		return func(r orb.Ring) {
			add(m.pic, &drawing.Shape{Rings: []orb.Ring{r}, Fill: drawing.Deviations[class]})
			if class == 0 || class == 4 {
				add(m.pic, &drawing.Shape{Lines: drawing.Hatch([]orb.Ring{r}, 45, 1.6), Stroke: grey, Width: 0.2})
			}
			add(m.pic, &drawing.Shape{Rings: []orb.Ring{r}, Stroke: grey, Width: 0.15})
		}
	}
	entries := []entry{
		{m.say("map.below"), fill(0)},
		{between(m.say("map.fewer"), least, least/2), fill(1)},
		{between(m.say("map.near"), least/2, most/2), fill(2)},
		{between(m.say("map.more"), most/2, most), fill(3)},
		{m.say("map.above"), fill(4)},
	}
	if len(m.lines) == 0 {
		entries = nil
	}
	if len(m.r.Unassigned) > 0 {
		entries = append(entries, entry{m.say("map.open"), func(r orb.Ring) {
			add(m.pic, &drawing.Shape{Lines: drawing.Hatch([]orb.Ring{r}, 0, 1.4), Stroke: grey, Width: 0.2,
				Dash: []float64{0.4, 1}}, &drawing.Shape{Rings: []orb.Ring{r}, Stroke: grey, Width: 0.15})
		}})
	}
	for _, f := range m.faults {
		if (f.check == districts.CheckContiguity || m.none()) && len(f.area) > 0 {
			text := m.say("map.apart")
			if m.none() {
				text = m.say("map.impossible")
			}
			entries = append(entries, entry{text, func(r orb.Ring) {
				add(m.pic, &drawing.Shape{Lines: drawing.Hatch([]orb.Ring{r}, 135, 1.2), Stroke: red, Width: 0.3},
					&drawing.Shape{Rings: []orb.Ring{r}, Stroke: grey, Width: 0.15})
			}})
			break
		}
	}
	if len(m.faults) > 0 {
		entries = append(entries, entry{m.say("map.fault"), func(r orb.Ring) {
			o := orb.Point{r[0][0] + swatch/2, r[0][1] + 1.6}
			add(m.pic, &drawing.Shape{Rings: []orb.Ring{drawing.Circle(o, 1.7)}, Fill: red},
				bold(text(orb.Point{o[0], o[1] + 0.9}, drawing.Middle, fmt.Sprint(1), 2.4, white)))
		}})
	}
	add(m.pic, bold(text(orb.Point{0, y + 3}, drawing.Start, m.say("map.legend"), 3, ink)))
	y += 5
	for i, e := range entries {
		x := float64(i%columns) * column
		e.draw(drawing.Rectangle(x, y+float64(i/columns)*row, swatch, 3.2))
		add(m.pic, text(orb.Point{x + swatch + 1.5, y + float64(i/columns)*row + 2.6}, drawing.Start, e.text, 2.6, ink))
	}
	return y + math.Ceil(float64(len(entries))/columns)*row + 1
}
