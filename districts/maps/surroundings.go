package maps

import (
	"image/color"
	"math"

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
			if lines := c.view.lines(f.Lines); len(lines) > 0 && !pg.coarse(lines) {
				g.Add(&drawing.Shape{Lines: lines, Stroke: line, Width: (0.42 - 0.03*float64(f.Rank)) * pg.k})
			}
			continue
		}
		shore := c.view.lines(outlines(f.Areas))
		if rings := c.view.rings(f.Areas); paperArea(rings) >= smallestPool*pg.k*pg.k && !pg.coarse(shore) {
			g.Add(&drawing.Shape{Rings: rings, Fill: pg.toned(waterFill, waterGrey)},
				&drawing.Shape{Lines: shore, Stroke: line, Width: 0.12 * pg.k})
		}
	}
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
	pg.labelRivers(c, pl)
	for _, f := range pg.features(c, geo.Abroad) {
		name(f, typeface.Regular, abroadText, 11, 9, 7)
	}
}

// riverOff is how far a river's name stands from its line, and riverBend how far the line may leave the straight one
// along the name, millimetres on A4.
const (
	riverOff  = 0.7
	riverBend = 1.1
)

// labelRivers names rivers along their straightest stretches, each once, where there is room.
func (pg *page) labelRivers(c *content, pl *placer) {
	font := pg.font(typeface.Italic, leastType).in(pg.toned(waterText, grey))
	named := map[string]bool{}
	for _, f := range pg.features(c, geo.River) {
		name := pg.label(f.Names)
		if name == "" || named[name] {
			continue
		}
		length := pg.width(name, font)
		best, at, angle := math.Inf(1), orb.Point{}, 0.0
		lines := c.view.lines(f.Lines)
		if pg.coarse(lines) {
			continue
		}
		for _, l := range lines {
			for i := range l {
				j, bend := straight(l[i:], length*1.15)
				if j == 0 || bend > riverBend*pg.k || bend >= best {
					continue
				}
				mid, turn := along(l[i], l[i+j], (riverOff+bend/2)*pg.k+font.size*typeface.MillimetresPerPoint*capHeight/2)
				if math.Abs(turn) <= 60 && pl.freeAlong(mid, turn, length, font) {
					best, at, angle = bend, mid, turn
				}
			}
		}
		if math.IsInf(best, 1) {
			continue
		}
		named[name] = true
		for _, b := range boxesAlong(at, angle, length, font) {
			pl.take(b)
			pg.placed = append(pg.placed, placed{group: c.prefix + "labels", text: name, box: b.Pad(-apart), along: true})
		}
		// The text turns about the middle of its base line.
		sin, cos := math.Sincos(angle * math.Pi / 180)
		down := font.size * typeface.MillimetresPerPoint * capHeight / 2
		t := font.set(name, orb.Point{at[0] - sin*down, at[1] + cos*down}, drawing.Middle)
		t.Angle, t.Halo = angle, halo*pg.k
		pg.Group(c.prefix + "labels").Add(t)
	}
}

// straight is how many steps along a line lead at least so far from its beginning, and how far the line strays from the
// straight one between the two; 0 steps where it is shorter.
func straight(l orb.LineString, length float64) (steps int, bend float64) {
	for j := 1; j < len(l); j++ {
		if math.Hypot(l[j][0]-l[0][0], l[j][1]-l[0][1]) < length {
			continue
		}
		chord := []drawing.Segment{{l[0], l[j]}}
		for _, p := range l[1:j] {
			bend = max(bend, math.Abs(drawing.SignedDistance(chord, p[0], p[1])))
		}
		return j, bend
	}
	return 0, 0
}

// along is the point so far above the middle between two, and the angle of the line that they make, from left to right,
// in degrees clockwise.
func along(a, b orb.Point, off float64) (mid orb.Point, angle float64) {
	if a[0] > b[0] {
		a, b = b, a
	}
	dx, dy := b[0]-a[0], b[1]-a[1]
	n := math.Hypot(dx, dy)
	return orb.Point{(a[0]+b[0])/2 + dy/n*off, (a[1]+b[1])/2 - dx/n*off}, math.Atan2(dy, dx) * 180 / math.Pi
}

// boxesAlong cover a turned text: squares as high as its letters, about as many as it has.
func boxesAlong(mid orb.Point, angle, length float64, f font) []orb.Bound {
	side := f.size * typeface.MillimetresPerPoint
	n := int(math.Ceil(length / side))
	sin, cos := math.Sincos(angle * math.Pi / 180)
	out := make([]orb.Bound, n)
	for i := range out {
		s := (float64(i)+0.5)/float64(n)*length - length/2
		out[i] = centred(orb.Point{mid[0] + s*cos, mid[1] + s*sin}, side, side)
	}
	return out
}

func (p *placer) freeAlong(mid orb.Point, angle, length float64, f font) bool {
	for _, b := range boxesAlong(mid, angle, length, f) {
		if !p.free(b) {
			return false
		}
	}
	return true
}
