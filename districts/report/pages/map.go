package pages

import (
	"context"
	"fmt"
	"image/color"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/topology"
)

// Sizes of the map in millimetres.
const (
	mapWidth   = 174.0
	mapHeight  = 110.0
	insetSize  = 38.0
	smallestMM = 9.0 // a region with several districts that is drawn smaller gets an inset
)

// theme is what a map shows of districts and units.
type theme struct {
	fill  func(district int) (c color.RGBA, hatched bool)
	apart func(unit int) int // units of one district that are not drawn alike have different numbers
	// over draws over the fills, and mark over everything else.
	over   func(m *mapper, shape func(units []int) []orb.Ring, in map[int]bool)
	mark   func(m *mapper, at func(unit int) orb.Point, shown func(unit int) bool)
	lines  func(a, b int) bool // other lines between two units, nil for none
	legend string              // its heading
	key    []entry
}

// entry is a line of the legend, with what draws its sign into a box.
type entry struct {
	text string
	sign func(box orb.Ring) []drawing.Item
}

// mapSheet is the map with its caption.
func (c *composer) mapSheet() []document.Block {
	f := drawMap(c.ctx, c.words, c.p, c.theme(), c.say("map.alt"), c.say("map.text"))
	if f == nil {
		return nil
	}
	blocks := []document.Block{f}
	if len(c.faults) == 0 {
		blocks = append(blocks, &document.Paragraph{Text: c.say("map.no-faults")})
	}
	return blocks
}

// drawMap is the figure of a plan's map, nil where there is nothing to draw. Its caption names the insets and closes
// with the given text.
func drawMap(ctx context.Context, w *words, p *districts.Plan, t theme, alt, closing string) *document.Figure {
	if p.Layer.Topology == nil || len(p.Layer.Units) == 0 {
		return nil
	}
	m := &mapper{words: w, ctx: ctx, p: p, theme: t, pic: &drawing.Picture{Width: mapWidth},
		regionOf: districts.RegionOf(p.Layer)}
	insets := m.draw()
	if len(insets) > 0 {
		closing = w.say("map.insets", strings.Join(insets, "; ")) + " " + closing
	}
	return &document.Figure{Picture: m.pic, Alt: alt, Caption: w.say("map.caption", closing)}
}

// draw draws the country, insets of small regions with several districts, and the legend, and names the insets.
func (m *mapper) draw() []string {
	all := make([]int, len(m.p.Layer.Units))
	for i := range all {
		all[i] = i
	}
	m.face = all
	g := m.ground(all, mapWidth, mapHeight)
	v, size := fit(g.top, g.faces(all), 0, 0, mapWidth, mapHeight)
	v.y += 1 - (mapHeight-size[1])/2
	small := m.small(v, g)
	m.frame(v, g, all, 2.9, small)

	y := size[1] + 4
	var names []string
	for i, r := range small {
		const gap = 4
		x := float64(i%4) * (insetSize + gap)
		if i > 0 && i%4 == 0 {
			y += insetSize + gap
		}
		units := m.unitsIn(r)
		ig := m.ground(units, insetSize, insetSize)
		iv, _ := fit(ig.top, ig.faces(units), x+2, y+2, insetSize-4, insetSize-4)
		m.frame(iv, ig, units, 2.9, nil)
		letter := insetLetter(i)
		frame := drawing.Rectangle(x, y, insetSize, insetSize)
		add(m.pic, &drawing.Shape{Rings: []orb.Ring{frame}, Stroke: drawing.Grey, Width: 0.25})
		m.badge(orb.Point{x + 2.6, y + 2.8}, letter)
		m.badge(m.beside(v, g, r), letter)
		names = append(names, letter+" – "+locale.Tidy(m.name(m.p.Layer.Regions[r].Names, m.p.Scenario.Languages)))
	}
	if len(small) > 0 {
		y += insetSize + 4
	}
	m.pic.Height = m.legend(y + 2)
	return names
}

func insetLetter(i int) string { return string(rune('A' + i%26)) }

// mapper draws frames of the map.
type mapper struct {
	*words
	ctx      context.Context
	p        *districts.Plan
	theme    theme
	pic      *drawing.Picture
	regionOf []int
	face     []int          // of each unit in the layer's topology: its own number
	taken    [][2]orb.Point // boxes of labels
	marks    []drawing.Item
}

func (m *mapper) unitsIn(region int) []int {
	var units []int
	for u, r := range m.regionOf {
		if r == region {
			units = append(units, u)
		}
	}
	return units
}

// small are the regions with several districts that the main map shows too small to read.
func (m *mapper) small(v view, g ground) []int {
	several := map[int]map[int]bool{}
	for u, r := range m.regionOf {
		if d := m.p.Of[u]; d >= 0 {
			if several[r] == nil {
				several[r] = map[int]bool{}
			}
			several[r][d] = true
		}
	}
	var out []int
	for r := range m.p.Layer.Regions {
		if len(several[r]) < 2 {
			continue
		}
		low, high := orb.Point{math.Inf(1), math.Inf(1)}, orb.Point{math.Inf(-1), math.Inf(-1)}
		for _, f := range g.faces(m.unitsIn(r)) {
			for _, ring := range v.rings(g.top.Face(f)) {
				for _, q := range ring {
					low, high = orb.Point{min(low[0], q[0]), min(low[1], q[1])}, orb.Point{max(high[0], q[0]), max(high[1], q[1])}
				}
			}
		}
		if max(high[0]-low[0], high[1]-low[1]) < smallestMM {
			out = append(out, r)
		}
	}
	return out
}

// frame draws units: fills, patterns, lines, numbers and marks. Regions in omit get no numbers.
func (m *mapper) frame(v view, g ground, units []int, size float64, omit []int) {
	in := map[int]bool{}
	for _, u := range units {
		in[u] = true
	}
	byDistrict := map[int][]int{}
	for _, u := range units {
		byDistrict[m.p.Of[u]] = append(byDistrict[m.p.Of[u]], u)
	}
	shape := func(us []int) []orb.Ring { return v.rings(g.shape(us)) }
	labels := map[int]orb.Point{}
	for d := range m.p.Districts {
		if us := byDistrict[d]; len(us) > 0 {
			rings := shape(us)
			c, hatched := m.theme.fill(d)
			add(m.pic, &drawing.Shape{Rings: rings, Fill: c})
			if hatched {
				add(m.pic, &drawing.Shape{Lines: drawing.Hatch(rings, 45, 1.6), Stroke: drawing.Grey, Width: 0.2})
			}
			labels[d] = inside(rings)
		}
	}
	if us := byDistrict[districts.Unassigned]; len(us) > 0 {
		rings := shape(us)
		add(m.pic, &drawing.Shape{Rings: rings, Fill: drawing.White}, open(rings))
	}
	m.theme.over(m, shape, in)
	m.drawLines(v, g, in)
	hidden := map[int]bool{}
	for _, r := range omit {
		hidden[r] = true
	}
	for d, x := range m.p.Districts {
		at, ok := labels[d]
		if !ok || x.Region >= 0 && hidden[x.Region] {
			continue
		}
		add(m.pic, haloed(bold(text(orb.Point{at[0], at[1] + size*0.36}, drawing.Middle, fmt.Sprint(x.Number), size,
			drawing.Ink))))
		m.take(at, float64(len(fmt.Sprint(x.Number)))*size*0.62, size)
	}
	m.theme.mark(m, func(u int) orb.Point { return inside(v.rings(g.top.Face(g.face[u]))) },
		func(u int) bool { return in[u] && !hidden[m.regionOf[u]] })
	m.drawMarks()
}

func only(units []int, in map[int]bool) []int {
	var out []int
	for _, u := range units {
		if in[u] {
			out = append(out, u)
		}
	}
	return out
}

// drawLines draws lines of units, districts and regions, the heavier on top.
func (m *mapper) drawLines(v view, g ground, in map[int]bool) {
	drawn := func(f int) (unit int, ok bool) {
		if f == topology.Outside {
			return 0, false
		}
		return g.unit[f], in[g.unit[f]]
	}
	kind := func(left, right int) int {
		a, first := drawn(left)
		b, second := drawn(right)
		switch {
		case !first && !second:
			return -1
		case !first || !second:
			return 3
		case m.regionOf[a] != m.regionOf[b]:
			return 2
		case m.p.Of[a] != m.p.Of[b]:
			return 1
		}
		return 0
	}
	for k, style := range []struct {
		stroke color.RGBA
		width  float64
	}{{drawing.RGB(0x9a9a9a), 0.12}, {drawing.Ink, 0.4}, {drawing.Ink, 0.6}, {drawing.Ink, 0.4}} {
		lines := v.lines(g.top.Lines(func(a, b int) bool { return kind(a, b) == k }))
		if len(lines) == 0 {
			continue
		}
		add(m.pic, &drawing.Shape{Lines: lines, Stroke: style.stroke, Width: style.width})
		if k == 2 { // a region's line is a district's line too: drawn double
			add(m.pic, &drawing.Shape{Lines: lines, Stroke: drawing.White, Width: 0.2})
		}
	}
	if m.theme.lines == nil {
		return
	}
	lines := v.lines(g.top.Lines(func(left, right int) bool {
		a, first := drawn(left)
		b, second := drawn(right)
		return first && second && m.theme.lines(a, b)
	}))
	if len(lines) > 0 {
		add(m.pic, dashed(lines))
	}
}

// dashed are lines that are no longer boundaries.
func dashed(lines []orb.LineString) *drawing.Shape {
	return &drawing.Shape{Lines: lines, Stroke: drawing.Red, Width: 0.45, Dash: []float64{1.4, 0.8}}
}
