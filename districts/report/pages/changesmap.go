package pages

import (
	"image/color"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/drawing"
)

// Fills of the map of changes: light, so that numbers on them can be read.
var (
	calm  = drawing.RGB(0xf7f7f7)
	moved = drawing.RGB(0xfdb863)
	fresh = drawing.RGB(0xb7b1d7)
)

// mapSheet is the map of the changes.
func (c *changes) mapSheet() []document.Block {
	if f := drawMap(c.ctx, c.words, c.New(), c.theme(), c.Say("compare.map.alt"), c.say("map.text")); f != nil {
		return []document.Block{f}
	}
	return nil
}

// theme is the map of the changes: what moves is shaded, and boundaries that are no more are dashed.
func (c *changes) theme() theme {
	p := c.New()
	state := func(u int) int {
		switch c.StateOf(u) {
		case compare.Moved:
			return 1
		case compare.OnlyInB, compare.NewUnit:
			return 2
		}
		return 0
	}
	there := [3]bool{}
	for u := range p.Layer.Units {
		if p.Of[u] != districts.Unassigned {
			there[state(u)] = true
		}
	}
	swatch := func(fill color.RGBA) func(orb.Ring) []drawing.Item {
		return func(box orb.Ring) []drawing.Item {
			return []drawing.Item{&drawing.Shape{Rings: []orb.Ring{box}, Fill: fill}, outline(box)}
		}
	}
	fills := [3]color.RGBA{calm, moved, fresh}
	t := theme{
		fill: func(int) (color.RGBA, bool) { return calm, false },
		apart: func(u int) int { // where units are not drawn one by one, former districts still are told apart
			return 3*(c.OldOf(u)+1) + state(u)
		},
		over: func(m *mapper, shape func([]int) []orb.Ring, in map[int]bool) {
			for k := 1; k < len(fills); k++ {
				var units []int
				for u := range p.Layer.Units {
					if in[u] && p.Of[u] != districts.Unassigned && state(u) == k {
						units = append(units, u)
					}
				}
				if len(units) > 0 {
					add(m.pic, &drawing.Shape{Rings: shape(units), Fill: fills[k]})
				}
			}
		},
		lines:  c.FormerLine,
		mark:   func(*mapper, func(int) orb.Point, func(int) bool) {},
		legend: c.Say("compare.map.legend"),
		key:    []entry{{c.Say("compare.map.kept"), swatch(calm)}},
	}
	for k, text := range []string{1: c.Say("compare.map.moved"), 2: c.Say("compare.map.new")} {
		if k > 0 && there[k] {
			t.key = append(t.key, entry{text, swatch(fills[k])})
		}
	}
	if there[1] {
		t.key = append(t.key, entry{c.Say("compare.map.former"), func(box orb.Ring) []drawing.Item {
			b := box.Bound()
			y := b.Center()[1]
			return []drawing.Item{dashed([]orb.LineString{{{b.Min[0], y}, {b.Max[0], y}}})}
		}})
	}
	return t
}
