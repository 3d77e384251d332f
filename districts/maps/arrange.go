package maps

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// arrangement is where a national sheet has its insets and its legend. view shows the country, perhaps smaller and
// moved to make room for them; insets have their boxes.
type arrangement struct {
	view   view
	insets []inset
	legend []legendBox
}

// legendBox is a legend, or a part of it, in its frame.
type legendBox struct {
	box      orb.Bound
	from, to int // the groups that are in it
	columns  int
	width    float64 // of a column's text
}

// legendPad is between a legend and its frame, millimetres on A4.
const legendPad = 1.4

// legends are the legend of a sheet in every language.
type legends func(v view, insets bool) []*legend

// arrange finds room for the insets and the legend beside the country. Among the scales that leave room it weighs the
// size of the country against that of the insets. The country may move in its frame to make room.
//
// It goes from the largest scale down, and at each from the largest insets down. What an arrangement is worth is the
// country's share of its largest size, times the insets' share of theirs to the power 0.2: a tenth less in the size of
// the country weighs as much as two fifths less in that of the insets. It ends when no smaller scale can be worth more
// than what has been found, or after 24 scales.
func (pg *page) arrange(v view, describe legends) arrangement {
	ground := pg.ground
	// v shows the country as large as it can be.
	middle, first := v.frame, v.denominator
	var best arrangement
	score := 0.0
	for range 24 {
		clusters := pg.clusters(v)
		k := 1000 / v.denominator
		// How far the country can move without leaving the frame.
		sx := max(0, (middle.Max[0]-middle.Min[0]-(ground.Max[0]-ground.Min[0])*k)/2-2.5*pg.k)
		sy := max(0, (middle.Max[1]-middle.Min[1]-(ground.Max[1]-ground.Min[1])*k)/2-2.5*pg.k)
		if first/v.denominator <= score {
			break
		}
		// What has no room for the smallest insets has none for larger ones.
		sides := []float64{leastInset}
		for side := mostInset; side > leastInset; side -= 3 {
			sides = append(sides, side)
		}
		offsets := []orb.Point{{}, {0, -sy}, {0, sy}, {-sx, 0}, {sx, 0}, {-sx, -sy}, {sx, -sy}, {-sx, sy}, {sx, sy}}
		// What the country leaves free is the same for all sizes of insets, so it is found once for each offset.
		rooms := make([]*voids, len(offsets))
		for i, side := range sides {
			worth := first / v.denominator * math.Pow(side/mostInset, 0.2)
			if worth <= score {
				continue
			}
			placed := false
			for j, by := range offsets {
				try := v
				try.origin = orb.Point{v.origin[0] + by[0], v.origin[1] + by[1]}
				if rooms[j] == nil {
					rings := try.rings(pg.detailFor(try.denominator).of(area{wholeArea, 0}))
					rooms[j] = newVoids(try.frame.Pad(-2.5*pg.k), rings, 2*pg.k, 2*pg.k)
				}
				if a, ok := pg.tryArrange(try, rooms[j].clone(), clusters, side*pg.k, describe); ok {
					best, score, placed = a, worth, true
					break
				}
			}
			// No room at this scale, or the largest insets that have room.
			if i == 0 && !placed || i > 0 && placed {
				break
			}
		}
		v.setScale(nextScale(v.denominator), ground)
	}
	if score > 0 {
		return best
	}
	// A frame without any room: the legend covers the lower left corner.
	v.setScale(first, ground)
	all := describe(v, false)
	w, h := largest(all, 1, 48*pg.k)
	w, h = w+2*legendPad*pg.k, h+2*legendPad*pg.k
	at := orb.Point{v.frame.Min[0] + 2*pg.k, v.frame.Max[1] - h - 2*pg.k}
	return arrangement{view: v, legend: []legendBox{{box: orb.Bound{Min: at, Max: orb.Point{at[0] + w, at[1] + h}},
		to: len(all[0].groups()), columns: 1, width: 48 * pg.k}}}
}

// largest is the size that holds any of some legends.
func largest(all []*legend, columns int, width float64) (w, h float64) {
	for _, l := range all {
		_, lw, lh := l.layout(columns, width)
		w, h = max(w, lw), max(h, lh)
	}
	return w, h
}

// placeLegend finds room for the groups of a legend from one to another in one box.
func (pg *page) placeLegend(room *voids, all []*legend, from, to int) (legendBox, bool) {
	part := make([]*legend, len(all))
	for i, l := range all {
		part[i] = l.some(from, to)
	}
	for columns := 1; columns <= to-from; columns++ {
		for _, width := range []float64{48, 38} {
			w, h := largest(part, columns, width*pg.k)
			if b, ok := room.place(w+2*legendPad*pg.k, h+2*legendPad*pg.k); ok {
				return legendBox{b, from, to, columns, width * pg.k}, true
			}
		}
	}
	return legendBox{}, false
}

// The largest and the least side of an inset on A4, millimetres.
const (
	mostInset  = 50.0
	leastInset = 32.0
)

// tryArrange places insets of a size, one for each cluster, and then the legend, in one column or more. It fills room,
// and says false where something has none. Insets are lettered in the order of reading, from the top down.
func (pg *page) tryArrange(v view, room *voids, clusters [][]int, side float64, describe legends) (arrangement,
	bool) {
	a := arrangement{view: v}
	for _, c := range clusters {
		in, ok := pg.newInset(c, side), false
		if in.box, ok = room.place(in.width, in.height); !ok {
			return a, false
		}
		a.insets = append(a.insets, in)
	}
	slices.SortStableFunc(a.insets, func(x, y inset) int {
		return cmp.Or(cmp.Compare(x.box.Min[1], y.box.Min[1]), cmp.Compare(x.box.Min[0], y.box.Min[0]))
	})
	// The legend stands in one box or, where that has no room, its first group in one and the rest in another.
	all := describe(v, len(clusters) > 0)
	n := len(all[0].groups())
	if b, ok := pg.placeLegend(room, all, 0, n); ok {
		a.legend = []legendBox{b}
		return a, true
	}
	if n > 1 {
		first, ok1 := pg.placeLegend(room, all, 0, 1)
		rest, ok2 := pg.placeLegend(room, all, 1, n)
		a.legend = []legendBox{first, rest}
		return a, ok1 && ok2
	}
	return a, false
}

// legendFor is the legend of a national sheet.
func (pg *page) legendFor(v view, insets bool, describe func(*legend)) *legend {
	l := &legend{press: pg.press}
	l.heading(pg.words.Legend)
	describe(l)
	if insets {
		l.add(pg.words.InsetSign, func(b orb.Bound) []drawing.Item {
			c := b.Center()
			s := orb.Bound{Min: c, Max: c}.Pad(1.1 * pg.k)
			return append([]drawing.Item{&drawing.Shape{Rings: []orb.Ring{drawing.Box(s)}, Stroke: black, Width: 0.25 * pg.k}},
				block{{"A", pg.font(typeface.Bold, 6)}}.texts(pg.family, orb.Point{s.Max[0] + 1.4*pg.k, c[1]}, 0)...)
		})
	}
	if len(pg.plan.Layer.Places) > 0 && !pg.opt.Paper.Slide {
		l.towns([4]bool{true, true, true, true}, len(pg.centres) > 0)
	}
	l.scale(v.denominator, 40*pg.k)
	return l
}

// letter names insets A to Z, then A1 and so on.
func letter(i int) string {
	s := string(rune('A' + i%26))
	if i >= 26 {
		s += strconv.Itoa(i / 26)
	}
	return s
}

func (pg *page) scaleText(denominator float64) string {
	return fmt.Sprintf("1:%s", pg.words.Count(int64(denominator)))
}
