package maps

import (
	"image/color"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo"
)

// The colours of what lies around and under the districts. They keep apart from the fills of districts (palette.go).
var (
	abroadFill = drawing.RGB(0xf3f2ee)
	abroadLine = drawing.RGB(0xaeaca5)
	abroadText = drawing.RGB(0x6e6e6e)
	waterFill  = drawing.RGB(0xcfe4f2)
	waterLine  = drawing.RGB(0x7fa8c4)
	waterText  = drawing.RGB(0x2a5f85)
)

// rankScales are the smallest scales, by denominator, at which features of a rank are drawn; those of lower ranks
// always are.
var rankScales = map[int]float64{5: 16e6, 6: 12e6, 7: 9e6, 8: 5e6, 9: 3e6}

// smallestPool is the area on A4 below which water is not drawn, square millimetres.
const smallestPool = 0.8

// coast is how far a sea is drawn beyond its own line, millimetres on A4: that line and the units' are of different
// sources, and land of nobody between them would be read as something.
const coast = 0.6

// features are those of the base layer of some kinds that show in a view, in the order of the kinds.
func (pg *page) features(c *content, kinds ...geo.BaseKind) []geo.BaseFeature {
	var out []geo.BaseFeature
	w := c.view.window()
	for _, k := range kinds {
		for _, f := range pg.plan.Layer.Base {
			extent := f.Areas.Bound()
			if len(f.Areas) == 0 {
				extent = f.Lines.Bound()
			}
			least, ranked := rankScales[f.Rank]
			if f.Kind == k && w.shows(extent) && (!ranked || c.view.denominator <= least) {
				out = append(out, f)
			}
		}
	}
	return out
}

// under draws what lies around the units: land, seas and the borders of other countries. Without a base layer it draws
// nothing.
func (pg *page) under(c *content) {
	if len(pg.plan.Layer.Base) == 0 {
		return
	}
	g := pg.Group(c.prefix + "surroundings")
	g.Add(&drawing.Shape{Rings: []orb.Ring{drawing.Box(c.view.frame)}, Fill: pg.toned(abroadFill, white)})
	for _, f := range pg.features(c, geo.Sea) {
		fill := pg.toned(waterFill, waterGrey)
		if rings := c.view.rings(f.Areas); len(rings) > 0 {
			// Its line is cut to the frame, which a stroke along the frame would leave.
			g.Add(&drawing.Shape{Rings: rings, Fill: fill})
			g.Add(&drawing.Shape{Lines: c.view.lines(outlines(f.Areas)), Stroke: fill, Width: 2 * coast * pg.k})
		}
	}
	for _, f := range pg.features(c, geo.Limit) {
		if lines := c.view.lines(f.Lines); len(lines) > 0 {
			g.Add(&drawing.Shape{Lines: lines, Stroke: abroadLine, Width: 0.25 * pg.k,
				Dash: []float64{1.6 * pg.k, 0.6 * pg.k}})
		}
	}
}

// water draws lakes and rivers over the fills of districts, under all boundaries.
func (pg *page) water(c *content) {
	g := pg.Group(c.prefix + "water")
	for _, f := range pg.features(c, geo.River, geo.Water) {
		line := pg.toned(waterLine, unitGrey)
		if f.Kind == geo.River {
			if lines := c.view.lines(f.Lines); len(lines) > 0 {
				g.Add(&drawing.Shape{Lines: lines, Stroke: line, Width: (0.42 - 0.03*float64(f.Rank)) * pg.k})
			}
			continue
		}
		if rings := c.view.rings(f.Areas); paperArea(rings) >= smallestPool*pg.k*pg.k {
			g.Add(&drawing.Shape{Rings: rings, Fill: pg.toned(waterFill, waterGrey)},
				&drawing.Shape{Lines: c.view.lines(outlines(f.Areas)), Stroke: line, Width: 0.12 * pg.k})
		}
	}
}

// waterGrey stands for water on sheets in black and white.
var waterGrey = color.RGBA{0xec, 0xec, 0xec, 255}

// toned is a colour, or what stands for it in black and white.
func (p *press) toned(c, bw color.RGBA) color.RGBA {
	if p.opt.BW {
		return bw
	}
	return c
}

func outlines(areas orb.MultiPolygon) []orb.LineString {
	var out []orb.LineString
	for _, p := range areas {
		for _, r := range p {
			out = append(out, orb.LineString(r))
		}
	}
	return out
}

// labelSurroundings names waters and neighbouring countries where all other labels leave room.
func (pg *page) labelSurroundings(c *content, pl *placer) {
	name := func(f geo.BaseFeature, style typeface.Style, color color.RGBA, sizes ...float64) {
		rings, name := c.view.rings(f.Areas), pg.label(f.Names)
		if name == "" || len(rings) == 0 {
			return
		}
		var forms []block
		for _, size := range sizes {
			font := pg.font(style, size).in(color)
			for rows := 1; rows <= 3; rows++ {
				if lines := pg.balance(name, font, rows); lines != nil {
					var b block
					for _, l := range lines {
						b = append(b, line{l, font})
					}
					forms = append(forms, b)
				}
			}
		}
		if i, at, ok := pl.area(rings, forms); ok {
			pg.put(c.prefix+"labels", forms[i], at, rings)
		}
	}
	for _, f := range pg.features(c, geo.Sea, geo.Water) {
		sizes := []float64{7}
		if f.Rank == 0 {
			sizes = []float64{9, 7.5, 6}
		}
		name(f, typeface.Italic, pg.toned(waterText, grey), sizes...)
	}
	for _, f := range pg.features(c, geo.Abroad) {
		name(f, typeface.Regular, abroadText, 11, 9, 7)
	}
}
