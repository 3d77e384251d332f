package maps

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/typeface"
)

// number is a district's number as it stands on the sheets of regions and districts, from the largest form.
func (p *press) number(d int, sizes ...float64) []block {
	var out []block
	for _, size := range sizes {
		out = append(out, block{{strconv.Itoa(p.plan.Districts[d].Number), p.font(typeface.Bold, size)}})
	}
	return out
}

// numberSizes are those of the numbers of a sheet's districts in points on A4, partSizes those in further parts of a
// district, and leastPart is the part of a district on A4 below which it is not looked at, square millimetres.
var (
	numberSizes = []float64{15, 10, 8}
	partSizes   = []float64{9, 7}
)

const (
	leastPart = 1.5
	mostParts = 12  // of a district that are led out
	leastGain = 2.5 // how many times larger an inset shows its districts than the sheet
)

// labelSubject puts the numbers of the sheet's districts, of each into the part that the sheet is about: large, smaller
// where that has no room, or outside with a line. Each further part has its number too, as far as there is room, and
// where a reader could take it for another district's, at the end of a line.
func (pg *page) labelSubject(c *content, pl *placer, ds []int) {
	for _, d := range ds {
		parts := pg.partsOf(c, d)
		if len(parts) == 0 {
			continue
		}
		main := slices.IndexFunc(parts, func(rings []orb.Ring) bool { return pg.numberIn(c, pl, d, rings, numberSizes) })
		if main < 0 {
			pg.leadOut(c, pl, parts[0], pg.number(d, numberSizes[1])[0], only(d))
			main = 0
		}
		led := 0
		for i, rings := range parts {
			if i == main || pg.numberIn(c, pl, d, rings, partSizes) || len(ds) == 1 || led == mostParts {
				continue
			}
			pg.leadOut(c, pl, rings, pg.number(d, partSizes[1])[0], only(d))
			led++
		}
	}
}

// partsOf are the parts of a district that the sheet is about, each with its rings on paper, the largest first and
// without the tiniest but the first.
func (pg *page) partsOf(c *content, d int) [][]orb.Ring {
	var in []int
	for _, u := range pg.plan.Districts[d].Units {
		if c.subject(u) {
			in = append(in, u)
		}
	}
	var parts [][]orb.Ring
	for _, part := range c.detail.topo.Dissolve(in) {
		if rings := c.view.rings(orb.MultiPolygon{part}); len(rings) > 0 {
			parts = append(parts, rings)
		}
	}
	slices.SortStableFunc(parts, func(a, b []orb.Ring) int { return cmp.Compare(paperArea(b), paperArea(a)) })
	for i, rings := range parts {
		if i > 0 && paperArea(rings) < leastPart*pg.k*pg.k {
			return parts[:i]
		}
	}
	return parts
}

// numberIn puts a district's number into one of its parts, if there is room.
func (pg *page) numberIn(c *content, pl *placer, d int, rings []orb.Ring, sizes []float64) bool {
	forms := pg.number(d, sizes...)
	i, at, ok := pl.area(rings, forms)
	if ok {
		pg.put(c.prefix+"labels", forms[i], at, manner{in: rings})
	}
	return ok
}

// regionalInsets are the insets of the sheet's districts that have no room for their numbers beside the signs of towns,
// as many as find room beside the subject; the others are led out.
func (pg *page) regionalInsets(c *content, s *subject, room *voids, key orb.Bound) []inset {
	if len(s.districts) < 2 {
		return nil
	}
	trial := pg.placer(c, key)
	pg.chooseTowns(c, trial, s.units, pg.townsFor(c.view.frame))
	small := make([]bool, len(pg.plan.Districts))
	for _, d := range s.districts {
		small[d] = !slices.ContainsFunc(pg.partsOf(c, d), func(rings []orb.Ring) bool {
			_, _, ok := trial.area(rings, pg.number(d, numberSizes...))
			return ok
		})
	}
	var out []inset
	for _, cluster := range pg.clustersOf(small) {
		for side := mostInset * 1.2; side >= leastInset; side -= 3 {
			in, ok := pg.newInset(cluster, side*pg.k), false
			if in.view.denominator*leastGain > c.view.denominator {
				break
			}
			if in.box, ok = room.place(in.width, in.height); ok {
				out = append(out, in)
				break
			}
		}
	}
	return out
}
