package people

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/topology"
)

// Sizes of the map in millimetres.
const (
	mapWidth   = 174.0
	mapHeight  = 110.0
	insetSize  = 38.0
	smallestMM = 9.0 // a region with several districts that is drawn smaller gets an inset
)

// mapSheet is the map with its caption.
func (c *composer) mapSheet() []Block {
	if c.p.Layer.Topology == nil || len(c.p.Layer.Units) == 0 {
		return nil
	}
	pic, insets := c.mapPicture()
	text := c.say("map.text")
	if len(insets) > 0 {
		text = c.say("map.insets", strings.Join(insets, "; ")) + " " + text
	}
	blocks := []Block{&Figure{Picture: pic, Alt: c.say("map.alt"), Caption: c.say("map.caption", text)}}
	if len(c.faults) == 0 {
		blocks = append(blocks, &Paragraph{Text: c.say("map.no-faults")})
	}
	return blocks
}

// mapPicture draws the country, insets of small regions with several districts, and the legend.
func (c *composer) mapPicture() (*drawing.Picture, []string) {
	all := make([]int, len(c.p.Layer.Units))
	for i := range all {
		all[i] = i
	}
	p := &drawing.Picture{Width: mapWidth}
	m := &mapper{composer: c, pic: p, regionOf: districts.RegionOf(c.p.Layer), face: all}
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
		add(p, &drawing.Shape{Rings: []orb.Ring{drawing.Rectangle(x, y, insetSize, insetSize)}, Stroke: grey, Width: 0.25})
		m.badge(orb.Point{x + 2.6, y + 2.8}, letter)
		m.badge(m.beside(v, g, r), letter)
		names = append(names, letter+" – "+c.name(c.p.Layer.Regions[r].Names))
	}
	if len(small) > 0 {
		y += insetSize + 4
	}
	p.Height = m.legend(y + 2)
	return p, names
}

func insetLetter(i int) string { return string(rune('A' + i%26)) }

// mapper draws frames of the map.
type mapper struct {
	*composer
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
			class := m.class(d)
			add(m.pic, &drawing.Shape{Rings: rings, Fill: drawing.Deviations[class]})
			if class == 0 || class == 4 {
				add(m.pic, &drawing.Shape{Lines: drawing.Hatch(rings, 45, 1.6), Stroke: grey, Width: 0.2})
			}
			labels[d] = inside(rings)
		}
	}
	if us := byDistrict[districts.Unassigned]; len(us) > 0 {
		rings := shape(us)
		add(m.pic, &drawing.Shape{Rings: rings, Fill: white},
			&drawing.Shape{Lines: drawing.Hatch(rings, 0, 1.4), Stroke: grey, Width: 0.2, Dash: []float64{0.4, 1}})
	}
	for _, f := range m.faults {
		if f.check != districts.CheckContiguity && !m.none() {
			continue
		}
		if us := only(f.area, in); len(us) > 0 {
			add(m.pic, &drawing.Shape{Lines: drawing.Hatch(shape(us), 135, 1.2), Stroke: red, Width: 0.3})
		}
	}
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
		add(m.pic, haloed(bold(text(orb.Point{at[0], at[1] + size*0.36}, drawing.Middle, fmt.Sprint(x.Number), size, ink))))
		m.take(at, float64(len(fmt.Sprint(x.Number)))*size*0.62, size)
	}
	for _, f := range m.faults {
		for _, u := range f.places {
			if in[u] && !hidden[m.regionOf[u]] {
				m.mark(inside(v.rings(g.top.Face(g.face[u]))), f.mark)
			}
		}
	}
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
	}{{rgb(0x9a9a9a), 0.12}, {ink, 0.4}, {ink, 0.6}, {ink, 0.4}} {
		lines := v.lines(g.top.Lines(func(a, b int) bool { return kind(a, b) == k }))
		if len(lines) == 0 {
			continue
		}
		add(m.pic, &drawing.Shape{Lines: lines, Stroke: style.stroke, Width: style.width})
		if k == 2 { // a region's line is a district's line too: drawn double
			add(m.pic, &drawing.Shape{Lines: lines, Stroke: white, Width: 0.2})
		}
	}
}

// none is whether there is no plan; the map then shows the regions that have none.
func (m *mapper) none() bool { return len(m.p.Districts) == 0 }

// class is a district's class of deviation: 0 below the rule's bound, 4 above, 2 within half of the way to it.
func (m *mapper) class(d int) int {
	l := m.lines[d]
	switch {
	case l.deviation < l.least-1e-12:
		return 0
	case l.deviation > l.most+1e-12:
		return 4
	case l.deviation < l.least/2:
		return 1
	case l.deviation > l.most/2:
		return 3
	}
	return 2
}
