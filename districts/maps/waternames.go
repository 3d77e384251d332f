package maps

import (
	"image/color"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo"
)

// greatRank is the last of the ranks of lakes that are named before small towns, and greatPool how large they are on
// A4, square millimetres.
const (
	greatRank = 3
	greatPool = 6
)

// great says whether a water is named before small towns, where lakes without room for their name have it beside them.
func (p *press) great(w water) bool {
	return w.Kind == geo.Sea || w.Rank <= greatRank && paperArea(w.rings) >= greatPool*p.k*p.k
}

// greatSizes are the sizes of the names of seas and great lakes in points on A4, the first for rank 0 alone.
var greatSizes = []float64{9, 7.5, 7, leastType}

// labelGreatWaters names seas and great lakes: in the water, turned as it lies, along its shore, or at the end of a
// line.
func (pg *page) labelGreatWaters(c *content, pl *placer) {
	for _, w := range pg.waters(c, geo.Sea, geo.Water) {
		name, sizes := pg.label(w.Names), greatSizes
		if !pg.great(w) || name == "" {
			continue
		}
		if w.Rank > 0 {
			sizes = sizes[2:]
		}
		if pg.nameIn(c, pl, w.rings, pg.nameForms(name, typeface.Italic, pg.waterColor(), sizes...)) ||
			w.Kind == geo.Sea || pg.nameTurned(c, pl, w, name, sizes) {
			continue
		}
		font := pg.font(typeface.Italic, leastType).in(pg.waterColor())
		if at, angle, ok := pg.besideLine(pl, w.lines, name, font); ok {
			pg.putTurned(c, pl, name, font, at, angle)
			continue
		}
		pg.leadOut(c, pl, w.rings, block{{name, font}}, every)
	}
}

// labelSurroundings names other waters and neighbouring countries where all other labels leave room.
func (pg *page) labelSurroundings(c *content, pl *placer) {
	for _, w := range pg.waters(c, geo.Water) {
		if !pg.great(w) {
			pg.nameIn(c, pl, w.rings, pg.nameForms(pg.label(w.Names), typeface.Italic, pg.waterColor(), 7))
		}
	}
	pg.labelRivers(c, pl)
	for _, f := range pg.features(c, geo.Abroad) {
		pg.nameIn(c, pl, c.view.rings(f.Areas), pg.nameForms(pg.label(f.Names), typeface.Regular, abroadText, 11, 9, 7))
	}
}

func (p *press) waterColor() color.RGBA { return p.toned(waterText, grey) }

// nameIn puts the first of the forms of a name that has room into an area.
func (pg *page) nameIn(c *content, pl *placer, rings []orb.Ring, forms []block) bool {
	i, at, ok := pl.area(rings, forms)
	if ok {
		pg.put(c.prefix+"labels", forms[i], at, manner{in: rings})
	}
	return ok
}

// nameTurned puts a name into a water at the angle at which it has the most room, if it has any.
func (pg *page) nameTurned(c *content, pl *placer, w water, name string, sizes []float64) bool {
	o := drawing.OutlineOf(w.rings, 1)
	for _, size := range sizes {
		font := pg.font(typeface.Italic, size).in(pg.waterColor())
		length, high := pg.width(name, font), font.size*typeface.MillimetresPerPoint
		best, at, angle := 0.0, orb.Point{}, 0.0
		for _, spot := range spots(o, 1, high) {
			for turn := -75.0; turn <= 75; turn += 5 {
				room := math.Inf(1)
				for _, b := range boxesAlong(spot, turn, length, font) {
					room = min(room, o.SignedDistance(b.Center()[0], b.Center()[1]))
				}
				if room > max(best, high*capHeight/2) && pl.freeAlong(spot, turn, length, font) {
					best, at, angle = room, spot, turn
				}
			}
		}
		if best > 0 {
			pg.putTurned(c, pl, name, font, at, angle)
			return true
		}
	}
	return false
}

// riverOff is how far a name along a line stands from it, and riverBend how far the line may leave the straight one
// along the name, millimetres on A4.
const (
	riverOff  = 0.7
	riverBend = 1.1
)

// labelRivers names rivers along their straightest stretches, each once, where there is room.
func (pg *page) labelRivers(c *content, pl *placer) {
	font := pg.font(typeface.Italic, leastType).in(pg.waterColor())
	named := map[string]bool{}
	for _, w := range pg.waters(c, geo.River) {
		name := pg.label(w.Names)
		if name == "" || named[name] {
			continue
		}
		if at, angle, ok := pg.besideLine(pl, w.lines, name, font); ok {
			named[name] = true
			pg.putTurned(c, pl, name, font, at, angle)
		}
	}
}

// besideLine is the middle of a name along the straightest stretch of lines that has room for it, and its angle.
func (pg *page) besideLine(pl *placer, lines []orb.LineString, name string, font font) (at orb.Point, angle float64,
	ok bool) {
	length, best := pg.width(name, font), math.Inf(1)
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
	return at, angle, !math.IsInf(best, 1)
}

// putTurned puts a name with its middle at a point, turned about it.
func (pg *page) putTurned(c *content, pl *placer, name string, font font, at orb.Point, angle float64) {
	for _, b := range boxesAlong(at, angle, pg.width(name, font), font) {
		pl.take(b)
		pg.placed = append(pg.placed, placed{c.prefix + "labels", name, b.Pad(-apart), manner{along: true}})
	}
	// The text turns about the middle of its base line.
	sin, cos := math.Sincos(angle * math.Pi / 180)
	down := font.size * typeface.MillimetresPerPoint * capHeight / 2
	t := font.set(name, orb.Point{at[0] - sin*down, at[1] + cos*down}, drawing.Middle)
	t.Angle, t.Halo = angle, halo*pg.k
	pg.Group(c.prefix + "labels").Add(t)
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
