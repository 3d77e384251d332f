package people

import (
	"context"
	"fmt"
	"image/color"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"okrug/districts"
	"okrug/geo/measure"
	"okrug/geo/topology"
)

// Sizes of the map in millimetres.
const (
	mapWidth   = 174.0
	mapHeight  = 110.0
	insetSize  = 38.0
	smallestMM = 9.0 // a region with several districts that is drawn smaller gets an inset
)

// Fills of the map, from far fewer voters to far more; the outer two are hatched too.
var mapFills = [5]color.RGBA{rgb(0x7fb2d6), rgb(0xcfe3f0), rgb(0xf7f7f2), rgb(0xfbdcb8), rgb(0xf0a265)}

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
func (c *composer) mapPicture() (*Picture, []string) {
	all := make([]int, len(c.p.Layer.Units))
	for i := range all {
		all[i] = i
	}
	p := &Picture{Width: mapWidth}
	m := &mapper{composer: c, pic: p, regionOf: districts.RegionOf(c.p.Layer)}
	t := m.generalised(all, mapWidth)
	v, size := fit(t, all, 0, 0, mapWidth, mapHeight)
	v.y += 1 - (mapHeight-size.Y)/2
	small := m.small(v, t)
	m.frame(v, t, all, 2.9, small)

	y := size.Y + 4
	var names []string
	for i, r := range small {
		const gap = 4
		x := float64(i%4) * (insetSize + gap)
		if i > 0 && i%4 == 0 {
			y += insetSize + gap
		}
		units := m.unitsIn(r)
		it := m.generalised(units, insetSize)
		iv, _ := fit(it, units, x+2, y+2, insetSize-4, insetSize-4)
		m.frame(iv, it, units, 2.9, nil)
		letter := insetLetter(i)
		p.add(&Shape{Rings: [][]Point{box(x, y, insetSize, insetSize)}, Stroke: grey, Width: 0.25})
		m.badge(Point{x + 2.6, y + 2.8}, letter)
		m.badge(m.beside(v, t, r), letter)
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
	pic      *Picture
	regionOf []int
	taken    [][2]Point // boxes of labels
	marks    []Item
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

// generalised are the lines simplified, on shared arcs, for units drawn so many millimetres wide.
func (m *mapper) generalised(units []int, width float64) *topology.Topology {
	b := m.p.Layer.Topology.Face(units[0]).Bound()
	for _, u := range units {
		b = b.Union(m.p.Layer.Topology.Face(u).Bound())
	}
	metres := measure.Distance(orb.Point{b.Min[0], b.Center()[1]}, orb.Point{b.Max[0], b.Center()[1]})
	// Half the scale keeps twice the detail, since a screen shows the picture larger than paper does. Only a deadline
	// could make this fail, and there is none.
	t, _, _ := m.p.Layer.Topology.Generalise(context.Background(), topology.ForScale(metres/width*1000/2))
	return t
}

// small are the regions with several districts that the main map shows too small to read.
func (m *mapper) small(v view, t *topology.Topology) []int {
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
		low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
		for _, u := range m.unitsIn(r) {
			for _, ring := range v.rings(t.Face(u)) {
				for _, q := range ring {
					low, high = Point{min(low.X, q.X), min(low.Y, q.Y)}, Point{max(high.X, q.X), max(high.Y, q.Y)}
				}
			}
		}
		if max(high.X-low.X, high.Y-low.Y) < smallestMM {
			out = append(out, r)
		}
	}
	return out
}

// frame draws units: fills, patterns, lines, numbers and marks. Regions in omit get no numbers.
func (m *mapper) frame(v view, t *topology.Topology, units []int, size float64, omit []int) {
	in := map[int]bool{}
	for _, u := range units {
		in[u] = true
	}
	byDistrict := map[int][]int{}
	for _, u := range units {
		byDistrict[m.p.Of[u]] = append(byDistrict[m.p.Of[u]], u)
	}
	shape := func(us []int) [][]Point { return v.rings(t.Dissolve(us)) }
	labels := map[int]Point{}
	for d := range m.p.Districts {
		if us := byDistrict[d]; len(us) > 0 {
			rings := shape(us)
			class := m.class(d)
			m.pic.add(&Shape{Rings: rings, Fill: mapFills[class]})
			if class == 0 || class == 4 {
				m.pic.add(&Shape{Lines: hatch(rings, 1.6, 45), Stroke: grey, Width: 0.2})
			}
			labels[d] = inside(rings)
		}
	}
	if us := byDistrict[districts.Unassigned]; len(us) > 0 {
		rings := shape(us)
		m.pic.add(&Shape{Rings: rings, Fill: white}, &Shape{Lines: hatch(rings, 1.4, 0), Stroke: grey, Width: 0.2, Dash: []float64{0.4, 1}})
	}
	for _, f := range m.faults {
		if f.check != districts.CheckContiguity && !m.none() {
			continue
		}
		if us := only(f.area, in); len(us) > 0 {
			m.pic.add(&Shape{Lines: hatch(shape(us), 1.2, 135), Stroke: red, Width: 0.3})
		}
	}
	m.drawLines(v, t, in)
	hidden := map[int]bool{}
	for _, r := range omit {
		hidden[r] = true
	}
	for d, x := range m.p.Districts {
		at, ok := labels[d]
		if !ok || x.Region >= 0 && hidden[x.Region] {
			continue
		}
		m.pic.add(&Text{At: Point{at.X, at.Y + size*0.36}, Anchor: Middle, Text: fmt.Sprint(x.Number), Size: size, Bold: true, Color: ink, Halo: true})
		m.take(at, float64(len(fmt.Sprint(x.Number)))*size*0.62, size)
	}
	for _, f := range m.faults {
		for _, u := range f.places {
			if in[u] && !hidden[m.regionOf[u]] {
				m.mark(inside(v.rings(t.Face(u))), f.mark)
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
func (m *mapper) drawLines(v view, t *topology.Topology, in map[int]bool) {
	kind := func(a, b int) int {
		switch {
		case !in[a] && !in[b]:
			return -1
		case a == topology.Outside || !in[a] || !in[b]:
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
		lines := v.lines(t.Lines(func(a, b int) bool { return kind(a, b) == k }))
		if len(lines) == 0 {
			continue
		}
		m.pic.add(&Shape{Lines: lines, Stroke: style.stroke, Width: style.width})
		if k == 2 { // a region's line is a district's line too: drawn double
			m.pic.add(&Shape{Lines: lines, Stroke: white, Width: 0.2})
		}
	}
}

// none is whether there is no plan; the map then shows the regions that have none.
func (m *mapper) none() bool { return len(m.p.Districts) == 0 }

// class is a district's class of deviation: 0 below the rule's bound, 4 above, 2 within a third of the way to it.
func (m *mapper) class(d int) int {
	l := m.lines[d]
	switch {
	case l.deviation < l.least-1e-12:
		return 0
	case l.deviation > l.most+1e-12:
		return 4
	case l.deviation < l.least/3:
		return 1
	case l.deviation > l.most/3:
		return 3
	}
	return 2
}
