package maps

import (
	"image/color"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
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
	for _, w := range pg.waters(c, geo.Sea) {
		fill := pg.toned(waterFill, waterGrey)
		// Its line is cut to the frame, which a stroke along the frame would leave.
		g.Add(&drawing.Shape{Rings: w.rings, Fill: fill})
		g.Add(&drawing.Shape{Lines: w.lines, Stroke: fill, Width: 2 * coast * pg.k})
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
	for _, w := range pg.waters(c, geo.River, geo.Water) {
		line := pg.toned(waterLine, unitGrey)
		if w.Kind == geo.River {
			g.Add(&drawing.Shape{Lines: w.lines, Stroke: line, Width: (0.42 - 0.03*float64(w.Rank)) * pg.k})
			continue
		}
		g.Add(&drawing.Shape{Rings: w.rings, Fill: pg.toned(waterFill, waterGrey)},
			&drawing.Shape{Lines: w.lines, Stroke: line, Width: 0.12 * pg.k})
	}
}

// water is a sea, lake or river on paper: its lines are its course or its shore, and a river has no rings.
type water struct {
	geo.BaseFeature
	rings []orb.Ring
	lines []orb.LineString
}

// waters are the waters of some kinds that a map shows, in the order of the kinds: of lakes those that are large
// enough, and of lakes and rivers none that the file has for smaller scales. What is not drawn has no name on the map
// either.
func (pg *page) waters(c *content, kinds ...geo.BaseKind) []water {
	var out []water
	for _, f := range pg.features(c, kinds...) {
		w := water{BaseFeature: f, rings: c.view.rings(f.Areas)}
		if w.lines = c.view.lines(outlines(f.Areas)); f.Kind == geo.River {
			w.lines = c.view.lines(f.Lines)
		}
		switch {
		case f.Kind == geo.Sea && len(w.rings) > 0,
			f.Kind == geo.River && len(w.lines) > 0 && !pg.coarse(w.lines),
			f.Kind == geo.Water && paperArea(w.rings) >= smallestPool*pg.k*pg.k && !pg.coarse(w.lines):
			out = append(out, w)
		}
	}
	return out
}

// coarsest is how long the straight pieces of a river or shore may be on A4, millimetres: a file with longer ones has
// it for smaller scales, and here it would run beside where it is.
const coarsest = 7

// coarse says whether lines are drawn for smaller scales: half of their length or more is in longer straight pieces.
func (p *press) coarse(lines []orb.LineString) bool {
	long, all := 0.0, 0.0
	for _, l := range lines {
		for i := range len(l) - 1 {
			d := math.Hypot(l[i+1][0]-l[i][0], l[i+1][1]-l[i][1])
			if all += d; d > coarsest*p.k {
				long += d
			}
		}
	}
	return 2*long >= all && all > 0
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
