package pages

import (
	"fmt"
	"image/color"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
)

// theme is the report's map: districts shaded by deviation, with everything that breaks a check marked.
func (c *composer) theme() theme {
	classes := c.p.DeviationClasses()
	own := map[int]bool{}
	for _, f := range c.faults {
		for _, u := range slices.Concat(f.places, f.area) {
			own[u] = true
		}
	}
	return theme{
		fill: func(d int) (color.RGBA, bool) {
			class := classes.Of(c.p.Districts[d])
			return drawing.Deviations[class], classes.Beyond(class)
		},
		apart: func(u int) int { // units that a fault is about are drawn each by itself
			if own[u] {
				return u + 1
			}
			return 0
		},
		over: func(m *mapper, shape func([]int) []orb.Ring, in map[int]bool) {
			for _, f := range c.faults {
				if f.check != districts.CheckContiguity && !c.none() {
					continue
				}
				if us := only(f.area, in); len(us) > 0 {
					add(m.pic, broken(shape(us)))
				}
			}
		},
		mark: func(m *mapper, at func(int) orb.Point, shown func(int) bool) {
			for _, f := range c.faults {
				for _, u := range f.places {
					if shown(u) {
						m.mark(at(u), f.mark)
					}
				}
			}
		},
		legend: c.say("map.legend"),
		key:    c.mapKey(),
	}
}

// none is whether there is no plan; the map then shows the regions that have none.
func (c *composer) none() bool { return len(c.p.Districts) == 0 }

// broken is the hatching of what is cut off from its district, or has no plan.
func broken(rings []orb.Ring) *drawing.Shape {
	return &drawing.Shape{Lines: drawing.Hatch(rings, 135, 1.2), Stroke: drawing.Red, Width: 0.3}
}

// open is the pattern of units without a district.
func open(rings []orb.Ring) *drawing.Shape {
	return &drawing.Shape{Lines: drawing.Hatch(rings, 0, 1.4), Stroke: drawing.Grey, Width: 0.2, Dash: []float64{0.4, 1}}
}

// outline is the edge of a sign in a legend.
func outline(box orb.Ring) *drawing.Shape {
	return &drawing.Shape{Rings: []orb.Ring{box}, Stroke: drawing.Grey, Width: 0.15}
}

// mapKey says what fills, patterns and signs of the report's map mean.
func (c *composer) mapKey() []entry {
	classes := c.p.DeviationClasses()
	fill := func(class int) func(orb.Ring) []drawing.Item {
		return func(box orb.Ring) []drawing.Item {
			items := []drawing.Item{&drawing.Shape{Rings: []orb.Ring{box}, Fill: drawing.Deviations[class]}}
			if classes.Beyond(class) {
				items = append(items,
					&drawing.Shape{Lines: drawing.Hatch([]orb.Ring{box}, 45, 1.6), Stroke: drawing.Grey, Width: 0.2})
			}
			return append(items, outline(box))
		}
	}
	pattern := func(of func([]orb.Ring) *drawing.Shape) func(orb.Ring) []drawing.Item {
		return func(box orb.Ring) []drawing.Item { return []drawing.Item{of([]orb.Ring{box}), outline(box)} }
	}
	var key []entry
	if len(c.lines) > 0 {
		for class := range districts.LastClass + 1 {
			said := c.say("map.mean")
			switch {
			case classes.Beyond(class) && class == 0:
				said = c.say("map.below")
			case classes.Beyond(class):
				said = c.say("map.above")
			case class < districts.MeanClass:
				said = c.say("map.fewer")
			case class > districts.MeanClass:
				said = c.say("map.more")
			}
			key = append(key, entry{said + ": " + classes.Words(c.Locale, class), fill(class)})
		}
	}
	if len(c.r.Unassigned) > 0 {
		key = append(key, entry{c.say("map.open"), pattern(open)})
	}
	apart := func(f fault) bool { return (f.check == districts.CheckContiguity || c.none()) && len(f.area) > 0 }
	if slices.ContainsFunc(c.faults, apart) {
		what := c.say("map.apart")
		if c.none() {
			what = c.say("map.impossible")
		}
		key = append(key, entry{what, pattern(broken)})
	}
	if len(c.faults) > 0 {
		key = append(key, entry{c.say("map.fault"), func(box orb.Ring) []drawing.Item {
			o := orb.Point{box.Bound().Center()[0], box[0][1] + 1.6}
			return []drawing.Item{&drawing.Shape{Rings: []orb.Ring{drawing.Circle(o, 1.7)}, Fill: drawing.Red},
				bold(text(orb.Point{o[0], o[1] + 0.9}, drawing.Middle, fmt.Sprint(1), 2.4, drawing.White))}
		}})
	}
	return key
}
