package maps

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/albers"
)

// smallest is the side of the square below which a district is too small to read and gets an inset, unless its number
// fits into it, millimetres on A4.
const smallest = 8.0

// inset is a map of small districts at a larger scale.
type inset struct {
	districts     []int
	view          view // its frame lies at the origin until the inset is placed
	width, height float64
	box           orb.Bound // on paper
}

// clusters are the districts too small to read in a view, those of one region that touch together: each makes an inset.
// Size is the square root of the area on paper. The lists hold district numbers from 0, ascending.
func (pg *page) clusters(v view) [][]int {
	c := pg.content(v, "")
	small := make([]bool, len(pg.plan.Districts))
	for d := range small {
		// Small, and without room for a number of two digits.
		rings := c.on(area{districtArea, d})
		if math.Sqrt(paperArea(rings)) < smallest*math.Sqrt(pg.k) {
			_, _, fits := (&placer{family: pg.family, frame: v.frame}).area(rings, []block{{{"00", pg.font(typeface.Bold, 7)}}})
			small[d] = !fits
		}
	}
	out := pg.clustersOf(small)
	// An inset must show much more than the map does, or there is no use in it.
	out = slices.DeleteFunc(out, func(c []int) bool {
		return pg.newInset(c, leastInset*pg.k).view.denominator*2.5 > v.denominator
	})
	// The insets go to those with most voters, in the order of their districts.
	voters := func(c []int) (n int64) {
		for _, d := range c {
			n += pg.plan.Districts[d].Voters
		}
		return n
	}
	slices.SortStableFunc(out, func(a, b []int) int { return cmp.Compare(voters(b), voters(a)) })
	out = out[:min(len(out), maxInsets)]
	slices.SortStableFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// clustersOf are the districts that are small, those of one region that touch together.
func (pg *page) clustersOf(small []bool) [][]int {
	var out [][]int
	seen := make([]bool, len(small))
	for d := range small {
		if !small[d] || seen[d] {
			continue
		}
		cluster := []int{d}
		seen[d] = true
		for i := 0; i < len(cluster); i++ {
			for _, n := range pg.near[cluster[i]] {
				if small[n] && !seen[n] && pg.plan.Districts[n].Region == pg.plan.Districts[d].Region {
					seen[n] = true
					cluster = append(cluster, n)
				}
			}
		}
		slices.Sort(cluster)
		out = append(out, cluster)
	}
	return out
}

// maxInsets is how many insets a sheet can bear; small districts beyond them are shown by number.
const maxInsets = 8

// paperArea is the area inside rings, holes left out, in square millimetres.
func paperArea(rings []orb.Ring) float64 {
	sum := 0.0
	for _, r := range rings {
		for i := range len(r) - 1 {
			sum += (r[i][0]*r[i+1][1] - r[i+1][0]*r[i][1]) / 2
		}
	}
	return math.Abs(sum)
}

// insetDetail is the scale whose detail is enough to find out how an inset must be shaped.
const insetDetail = 1e6

// The heights of an inset's heading and of the strip below its map that bears the scale, on A4, millimetres.
const (
	insetHead = 4.6
	insetFoot = 5.8
)

// newInset fits a cluster into an inset about as large as a square of the given side, in a projection of its own. Its
// shape follows that of the land, but is never far from a square, because room for those is found more easily.
func (pg *page) newInset(cluster []int, side float64) inset {
	var land []orb.MultiPolygon
	for _, d := range cluster {
		land = append(land, pg.detailFor(insetDetail).of(area{districtArea, d}))
	}
	p := albers.Fit(land)
	b := bound(p, land)
	if len(cluster) == 1 { // a single outline can be told at a smaller size
		side *= 0.75
	}
	shape := math.Sqrt((b.Max[0] - b.Min[0]) / (b.Max[1] - b.Min[1]))
	shape = min(1.2, max(0.8, shape))
	in := inset{districts: cluster, width: side * shape, height: side/shape + (insetHead+insetFoot)*pg.k}
	in.view = fitGround(p, b, in.mapBox(pg.k), insetPad*pg.k)
	// What a round scale leaves free in the frame is cut off from it.
	need := func(of, had float64) float64 {
		return min(had, max(of*1000/in.view.denominator+2*insetPad*pg.k, narrowest*pg.k))
	}
	head := (insetHead + insetFoot) * pg.k
	in.width, in.height = need(b.Max[0]-b.Min[0], in.width), need(b.Max[1]-b.Min[1], in.height-head)+head
	in.view.frame = in.mapBox(pg.k)
	in.view.setScale(in.view.denominator, b)
	return in
}

// insetPad is around the land of an inset, and narrowest the least side of its map, which has room for a short heading
// and a scale, on A4, millimetres.
const (
	insetPad  = 1.8
	narrowest = 24.0
)

// mapBox is where an inset has its map until it is placed, with type of size k.
func (in inset) mapBox(k float64) orb.Bound {
	return orb.Bound{Min: orb.Point{0, insetHead * k}, Max: orb.Point{in.width, in.height - insetFoot*k}}
}

// at is the inset's view where the inset has been placed.
func (in inset) at() view {
	v := in.view
	by := in.box.Min
	v.frame.Min[0], v.frame.Max[0] = v.frame.Min[0]+by[0], v.frame.Max[0]+by[0]
	v.frame.Min[1], v.frame.Max[1] = v.frame.Min[1]+by[1], v.frame.Max[1]+by[1]
	v.origin = orb.Point{v.origin[0] + by[0], v.origin[1] + by[1]}
	return v
}

// inset draws an inset: heading, map, scale bar and frame. Its groups are opened after those of the main map, and so
// lie above them, in the order in which they lie on each other.
func (pg *page) inset(in inset, name string, t theme) {
	prefix := "inset-" + name + "-"
	pg.blank(prefix+"paper", in.box)
	// Even what stays empty here is opened, so that all insets have the same groups.
	for _, id := range []string{"surroundings", "land", "fills", "moved", "water", "unit-lines", "region-lines",
		"district-lines", "region-cores", "outer-lines", "former-lines", "leaders", "towns", "labels"} {
		pg.Group(prefix + id)
	}
	v := in.at()
	c := pg.content(v, prefix)
	c.fill, c.named = t.fill, true
	shown := make([]bool, len(pg.plan.Districts))
	for _, d := range in.districts {
		shown[d] = true
	}
	c.subject = func(u int) bool { return pg.plan.Of[u] >= 0 && shown[pg.plan.Of[u]] }
	pg.base(c)
	if t.over != nil && !pg.trial {
		t.over(pg, c)
	}
	pl := pg.placer(c)
	if t.first != nil {
		t.first(pg, c, pl, c.subject)
	}
	pg.labelDistricts(c, pl, slices.Clone(in.districts), func(d int) []block { return t.forms(d, true) })
	if pg.trial {
		return
	}
	pg.labelUnits(c, pl, leastType)
	g := pg.Group(prefix + "frame")
	g.Add(&drawing.Shape{Rings: []orb.Ring{drawing.Box(orb.Bound{Min: in.box.Min,
		Max: orb.Point{in.box.Max[0], v.frame.Min[1]}})}, Fill: white, Stroke: black, Width: 0.15 * pg.k},
		&drawing.Shape{Rings: []orb.Ring{drawing.Box(orb.Bound{Min: orb.Point{in.box.Min[0], v.frame.Max[1]},
			Max: in.box.Max})}, Fill: white, Stroke: black, Width: 0.15 * pg.k},
		&drawing.Shape{Rings: []orb.Ring{drawing.Box(in.box)}, Stroke: black, Width: 0.35 * pg.k})
	g.Add(pg.insetScale(in, v)...)
	head := pg.font(typeface.Bold, 8)
	y := in.box.Min[1] + (insetHead*pg.k+head.size*capHeight*typeface.MillimetresPerPoint)/2
	g.Add(head.set(name, orb.Point{in.box.Min[0] + 1.3*pg.k, y}, drawing.Start))
	left := pg.family.Width(head.style, head.size, name) + 3*pg.k
	// The region's name, in full or abbreviated and smaller, or the largest town's where no form has room.
	full := pg.regionNames(in.districts)
	tries := []line{{full, pg.font(typeface.Bold, 6.5)}, {pg.words.short(full), pg.font(typeface.Bold, 6.5)},
		{pg.words.short(full), pg.font(typeface.Bold, leastType)}}
	if town, ok := pg.largestTown(in.districts); ok {
		tries = append(tries, line{pg.townName(town), pg.font(typeface.Bold, leastType)})
	}
	for _, try := range tries {
		if pg.family.Width(try.font.style, try.font.size, try.s) < in.width-left-1.3*pg.k {
			g.Add(try.font.set(try.s, orb.Point{in.box.Min[0] + left, y}, drawing.Start))
			break
		}
	}
}

// insetScale is the scale and the scale bar in the strip below an inset's map, beside each other, or the bar alone
// where there is no room for both.
func (pg *page) insetScale(in inset, v view) []drawing.Item {
	f := pg.font(typeface.Regular, graticuleSize)
	left, right := in.box.Min[0]+1.6*pg.k, in.box.Max[0]-1.3*pg.k
	bar, w, _ := pg.scaleBar(v.denominator, 0.45*(right-left), orb.Point{left, v.frame.Max[1] + 0.6*pg.k})
	scale := pg.scaleText(v.denominator)
	if left+w+1.5*pg.k+pg.width(scale, f) > right {
		return bar
	}
	return append(bar, f.set(scale, orb.Point{right, v.frame.Max[1] + 0.6*pg.k + f.lineHeight() + 0.9*pg.k}, drawing.End))
}

// regionNames names the regions of districts.
func (p *press) regionNames(ds []int) string {
	var s string
	var seen []int
	for _, d := range ds {
		r := p.plan.Districts[d].Region
		if r < 0 || slices.Contains(seen, r) {
			continue
		}
		seen = append(seen, r)
		if s != "" {
			s += ", "
		}
		s += p.regionName(r)
	}
	return s
}

// insetSigns frames what insets show on the main map and puts their letters and the names of their largest towns beside
// the frames. Letters and names keep off all frames, and the frames off each other: one that would touch another is
// drawn close to what it frames, and if it still does, it only marks the largest town or the middle.
func (pg *page) insetSigns(c *content, pl *placer, insets []inset) {
	frames := make([]orb.Bound, len(insets))
	for i, in := range insets {
		var rings []orb.Ring
		for _, d := range in.districts {
			rings = append(rings, c.on(area{districtArea, d})...)
		}
		if len(rings) == 0 {
			continue
		}
		_, b := drawing.Segments(rings, 1)
		at, _ := drawing.Pole(rings, 1, 0.25)
		if town, ok := pg.largestTown(in.districts); ok {
			at = c.view.point(pg.plan.Layer.Places[town].Point)
		}
		mark := orb.Bound{Min: at, Max: at}
		for _, frames[i] = range []orb.Bound{b.Pad(0.7 * pg.k), b.Pad(0.2 * pg.k), mark.Pad(leastFrame / 2 * pg.k)} {
			if !pl.takenAny(frames[i].Pad(apart), func(t orb.Bound) bool { return overlap(frames[i].Pad(apart), t) }) {
				break
			}
		}
		pl.take(frames[i])
	}
	for i, in := range insets {
		if b := frames[i]; b != (orb.Bound{}) {
			pg.Group("towns").Add(
				&drawing.Shape{Rings: []orb.Ring{drawing.Box(b)}, Stroke: white, Width: 0.7 * pg.k},
				&drawing.Shape{Rings: []orb.Ring{drawing.Box(b)}, Stroke: black, Width: 0.3 * pg.k})
			pg.placed = append(pg.placed, placed{"towns", "frame " + letter(i), b, manner{sign: true}})
			pg.besideFrame(c, pl, b, block{{letter(i), pg.font(typeface.Bold, 8.5)}})
			pg.insetTown(c, pl, in, b)
		}
	}
}

// leastFrame is the side of the smallest frame of what an inset shows, and largeFrame that above which it does not show
// where a town in it is, millimetres on A4.
const (
	leastFrame = 2.4
	largeFrame = 5.0
)

// besideFrame puts a letter or a name beside the frame of what an inset shows, or at the end of a line.
func (pg *page) besideFrame(c *content, pl *placer, b orb.Bound, label block) {
	at, ok := pl.beside(b.Center(), (b.Max[0]-b.Min[0])/2, label, c.shun(every))
	if !ok {
		var tip orb.Point
		if at, tip, ok = pl.leader(b.Center(), label, 30, math.Inf(1), c.shun(every)); ok {
			pg.leaderLine(c, nearest(b, tip), tip)
		}
	}
	if ok {
		pg.put("labels", label, at, manner{sign: true})
	}
}

// insetTown names the largest town of an inset on the main map: beside the frame where that shows where the town is, as
// that of a city's districts does, or else beside the town's own sign or at the end of a line from there.
func (pg *page) insetTown(c *content, pl *placer, in inset, frame orb.Bound) {
	town, ok := pg.largestTown(in.districts)
	if !ok {
		return
	}
	place := pg.plan.Layer.Places[town]
	class, from, label := townClass(place.Population), c.view.point(place.Point), pg.townLabel(town, 6.4)
	r := townSizes[class] * pg.k
	sign := orb.Bound{Min: from, Max: from}.Pad(r)
	hidden := pl.takenAny(sign, func(t orb.Bound) bool { return t != frame && overlap(t, sign) })
	small := max(frame.Max[0]-frame.Min[0], frame.Max[1]-frame.Min[1]) <= largeFrame*pg.k
	if hidden || place.Covers != "" || small && overlap(frame, sign) {
		pg.besideFrame(c, pl, frame, label)
		return
	}
	pl.take(sign)
	pg.Group("towns").Add(pg.townSign(from, class, pg.centres[town])...)
	shun := c.shun(every)
	at, ok := pl.beside(from, r, label, shun)
	if !ok {
		var tip orb.Point
		if at, tip, ok = pl.leader(from, label, 30, math.Inf(1), shun); ok {
			pg.leaderLine(c, from, tip)
		}
	}
	if ok {
		pg.put("labels", label, at, manner{sign: true})
	}
}

// largestTown is the largest settlement in some districts; false where none is known there.
func (pg *page) largestTown(ds []int) (place int, ok bool) {
	var units []int
	for _, d := range ds {
		units = append(units, pg.plan.Districts[d].Units...)
	}
	places := pg.places(units)
	if len(places) == 0 {
		return 0, false
	}
	return places[0], true
}

// labelUnits names the units that a map is about if there is room for most of the names: a few names among many
// units would mislead.
func (pg *page) labelUnits(c *content, pl *placer, size float64) {
	var put []func()
	all := 0
	for _, u := range c.units {
		if !c.subject(u) || pg.plan.Of[u] == districts.Unassigned {
			continue
		}
		rings := c.on(area{unitArea, u})
		if len(rings) == 0 {
			continue
		}
		forms := pg.unitForms(pg.unitName(u), size)
		all++
		if i, at, ok := pl.area(rings, forms); ok {
			put = append(put, func() { pg.put(c.prefix+"labels", forms[i], at, manner{in: rings}) })
		}
	}
	if 3*len(put) < 2*all {
		return
	}
	for _, f := range put {
		f()
	}
}

// unitForms are the forms of a unit's label: the name in one line, in two, then abbreviated in one and in two.
func (pg *page) unitForms(name string, size float64) []block {
	f := pg.font(typeface.Italic, size)
	var forms []block
	for _, n := range slices.Compact([]string{name, pg.words.short(name)}) {
		for _, rows := range [...]int{1, 2} {
			if lines := pg.balance(n, f, rows); lines != nil {
				var b block
				for _, l := range lines {
					b = append(b, line{l, f})
				}
				forms = append(forms, b)
			}
		}
	}
	return forms
}
