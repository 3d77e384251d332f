package maps

import (
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

const (
	graticuleSize = 6.0 // points
	bandWidth     = 2.8 // of the band between neat line and frame that holds the graticule's labels, millimetres
)

// neat is the part of a frame inside the band.
func (p *press) neat(outer orb.Bound) orb.Bound { return outer.Pad(-bandWidth * p.k) }

// frame draws the frame around a map, the neat line, and the graticule with its labels in the band between them. It
// says where these stand.
func (pg *page) frame(v view, outer orb.Bound) (taken []orb.Bound) {
	g := pg.Group("frame")
	g.Add(
		&drawing.Shape{Rings: []orb.Ring{drawing.Box(outer)}, Stroke: black, Width: 0.45 * pg.k},
		&drawing.Shape{Rings: []orb.Ring{drawing.Box(v.frame)}, Stroke: black, Width: 0.15 * pg.k},
	)
	// Of two labels that would touch in the band, the first stays.
	pg.graticule(v, func(s string, at orb.Point, angle float64) {
		w := pg.family.Width(typeface.Regular, graticuleSize*pg.k, s) + 2*pg.k
		b := centred(at, w, w)
		if slices.ContainsFunc(taken, func(t orb.Bound) bool { return overlap(b, t) }) {
			return
		}
		taken = append(taken, b)
		t := pg.font(typeface.Regular, graticuleSize).in(grey).set(s, at, drawing.Middle)
		t.Angle = angle
		g.Add(t)
	})
	return taken
}

// graticuleSteps are distances of meridians in degrees that are worth printing.
var graticuleSteps = []float64{20, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05}

// graticule draws meridians and parallels and calls label for each place where one meets the neat line. They are curves
// in the projection: each is drawn as 400 short pieces, cut to the frame, and thinned again.
func (pg *page) graticule(v view, label func(s string, at orb.Point, angle float64)) {
	step := graticuleSteps[len(graticuleSteps)-1]
	// The widest distance that leaves lines less than 34 mm apart at about 41 degrees of latitude, where a degree of
	// longitude is three quarters of one of latitude.
	for _, s := range graticuleSteps {
		degree := 111_195 * 1000 / v.denominator // millimetres on paper
		if s*degree*0.75 < 34*pg.k {
			step = s
			break
		}
	}
	west, east, south, north := v.reach(step)
	g := pg.Group("graticule")
	draw := func(at func(t float64) orb.Point, s string) {
		const pieces = 400
		var l orb.LineString
		for i := range pieces + 1 {
			l = append(l, v.point(at(float64(i)/pieces)))
		}
		for _, part := range cutLine(l, v.frame) {
			g.Add(&drawing.Shape{Lines: []orb.LineString{thin(part)}, Stroke: netBlue, Width: 0.1 * pg.k})
			for _, end := range []orb.Point{part[0], part[len(part)-1]} {
				pg.tick(v.frame, end, s, label)
			}
		}
	}
	for i := int(math.Ceil(west / step)); float64(i)*step <= east; i++ {
		lon := float64(i) * step
		draw(func(t float64) orb.Point { return orb.Point{lon, south + t*(north-south)} },
			pg.words.angle(math.Remainder(lon, 360), pg.words.East, pg.words.West))
	}
	for i := int(math.Ceil(south / step)); float64(i)*step <= north; i++ {
		lat := float64(i) * step
		draw(func(t float64) orb.Point { return orb.Point{west + t*(east-west), lat} },
			pg.words.angle(lat, pg.words.North, pg.words.South))
	}
}

// tick puts a label into the band beside a point of the neat line, unless it is near a corner. A line that ends inside
// of the frame, as one at a limit of reach may, gets none there. At the sides labels are turned to read along the
// frame.
func (pg *page) tick(frame orb.Bound, p orb.Point, s string, label func(string, orb.Point, float64)) {
	const near = 0.02
	half := pg.family.Width(typeface.Regular, graticuleSize*pg.k, s)/2 + 1
	off := (bandWidth*pg.k - graticuleSize*capHeight*typeface.MillimetresPerPoint*pg.k) / 2
	up := graticuleSize * capHeight * typeface.MillimetresPerPoint * pg.k
	inX := p[0] > frame.Min[0]+half && p[0] < frame.Max[0]-half
	inY := p[1] > frame.Min[1]+half && p[1] < frame.Max[1]-half
	switch {
	case math.Abs(p[1]-frame.Min[1]) < near && inX:
		label(s, orb.Point{p[0], frame.Min[1] - off}, 0)
	case math.Abs(p[1]-frame.Max[1]) < near && inX:
		label(s, orb.Point{p[0], frame.Max[1] + off + up}, 0)
	case math.Abs(p[0]-frame.Min[0]) < near && inY:
		label(s, orb.Point{frame.Min[0] - off, p[1]}, -90)
	case math.Abs(p[0]-frame.Max[0]) < near && inY:
		label(s, orb.Point{frame.Max[0] + off, p[1]}, 90)
	}
}

// reach is the part of the earth that a view's frame may show, in degrees. It takes points along the edge of the frame
// back to the earth and adds a step of the graticule all around, since what lies between them is not looked at.
func (v view) reach(step float64) (west, east, south, north float64) {
	corners := drawing.Box(v.frame.Pad(1))
	mid := v.unproject(v.frame.Center())
	west, east, south, north = mid[0], mid[0], mid[1], mid[1]
	for i := range 4 {
		const pieces = 24
		for j := range pieces {
			t := float64(j) / pieces
			ll := v.unproject(orb.Point{corners[i][0] + t*(corners[i+1][0]-corners[i][0]),
				corners[i][1] + t*(corners[i+1][1]-corners[i][1])})
			// Longitudes are counted on from the middle, past 180 degrees if need be.
			lon := mid[0] + math.Remainder(ll[0]-mid[0], 360)
			west, east, south, north = min(west, lon), max(east, lon), min(south, ll[1]), max(north, ll[1])
		}
	}
	return west - step, east + step, max(-89, south-step), min(89, north+step)
}

// unproject finds the position of a point on paper by Newton's method; it need only be good to a degree or so. The
// derivatives are differences over a ten-thousandth of a degree, and no step goes further than 20 degrees of longitude
// or 10 of latitude, so that it does not run away where they are nearly 0.
func (v view) unproject(p orb.Point) orb.Point {
	ll := orb.Point{v.projection.Meridian, (v.projection.Parallels[0] + v.projection.Parallels[1]) / 2}
	for range 30 {
		const h = 1e-4
		a, b, c := v.point(ll), v.point(orb.Point{ll[0] + h, ll[1]}), v.point(orb.Point{ll[0], ll[1] + h})
		ex, ey := p[0]-a[0], p[1]-a[1]
		j := [4]float64{(b[0] - a[0]) / h, (c[0] - a[0]) / h, (b[1] - a[1]) / h, (c[1] - a[1]) / h}
		det := j[0]*j[3] - j[1]*j[2]
		if det == 0 {
			break
		}
		ll[0] += min(20, max(-20, (j[3]*ex-j[1]*ey)/det))
		ll[1] = min(89.5, max(-89.5, ll[1]+min(10, max(-10, (j[0]*ey-j[2]*ex)/det))))
	}
	return ll
}

// thin leaves out points of a smooth curve that a straight line replaces within 0.02 mm, by the method of D. Douglas
// and T. Peucker, Algorithms for the reduction of the number of points required to represent a digitized line or its
// caricature, Cartographica 10(2), 1973, pp. 112-122, doi:10.3138/FM57-6770-U75U-7727: the farthest point from the
// chord stays, and the two parts are thinned in their turn.
func thin(l orb.LineString) orb.LineString {
	if len(l) < 3 {
		return l
	}
	far, at := 0.0, 0
	a, b := l[0], l[len(l)-1]
	for i := 1; i < len(l)-1; i++ {
		e := []drawing.Segment{{a, b}}
		if d := math.Abs(drawing.SignedDistance(e, l[i][0], l[i][1])); d > far {
			far, at = d, i
		}
	}
	if far < 0.02 {
		return orb.LineString{a, b}
	}
	return append(thin(l[:at+1])[:len(thin(l[:at+1]))-1], thin(l[at:])...)
}

// angle writes degrees and minutes.
func (w *words) angle(v float64, positive, negative string) string {
	minutes := int(math.Round(math.Abs(v) * 60))
	s := strconv.Itoa(minutes/60) + "°"
	if m := minutes % 60; m != 0 {
		s += strconv.Itoa(100 + m)[1:] + "′"
	}
	switch {
	case minutes == 0:
		return s
	case v < 0:
		return s + nbsp + negative
	}
	return s + nbsp + positive
}

// scaleBar draws a scale bar of at most the given length and returns its items and its size. It is as long as the
// greatest 1, 2 or 5 times a power of ten kilometres that fits, in four fields.
func (p *press) scaleBar(denominator, most float64, at orb.Point) (items []drawing.Item, w, h float64) {
	km := 1e6 / denominator // millimetres a kilometre
	length := 0.0           // kilometres
	for _, unit := range []float64{0.01, 0.1, 1, 10, 100, 1000} {
		for _, n := range []float64{1, 2, 5} {
			if n*unit*km <= most {
				length = n * unit
			}
		}
	}
	f := p.font(typeface.Regular, graticuleSize)
	thick := 0.9 * p.k
	y := at[1] + f.lineHeight()
	for i := range 4 {
		b := orb.Bound{Min: orb.Point{at[0] + float64(i)*length*km/4, y},
			Max: orb.Point{at[0] + float64(i+1)*length*km/4, y + thick}}
		c := white
		if i%2 == 0 {
			c = black
		}
		items = append(items, &drawing.Shape{Rings: []orb.Ring{drawing.Box(b)}, Fill: c, Stroke: black, Width: 0.12 * p.k})
	}
	number := func(v float64) string { return p.words.Short(v) }
	up := y - 0.7*p.k
	last := number(length) + nbsp + p.words.Kilometres
	items = append(items,
		f.set("0", orb.Point{at[0], up}, drawing.Middle),
		f.set(last, orb.Point{at[0] + length*km, up}, drawing.Middle),
	)
	if need := p.family.Width(f.style, f.size, number(length/2)+last)/2 + 0.8*p.k; length*km/2 > need {
		items = append(items, f.set(number(length/2), orb.Point{at[0] + length*km/2, up}, drawing.Middle))
	}
	return items, length*km + p.family.Width(f.style, f.size, last)/2, f.lineHeight() + thick
}
