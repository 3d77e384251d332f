package enumerate

import (
	"cmp"
	"slices"
)

// point is a pair of criteria with the first plans, in lexicographic order, that have it.
type point struct {
	divided   []int
	moved     int64
	border    int64 // or whatever the survey's measure is
	deviation int64
	plans     []*Plan
}

// band keeps the plans that fewer than depth others dominate; see the package's documentation. Points are sorted by
// divided parents, weight moved, border, deviation.
type band struct {
	in     *instance
	depth  int
	cuts   bool // the first criterion is the number of cut edges
	points []point
	buf    []int
}

func (b *band) measureOf(border int64, cuts int) int64 {
	if b.cuts {
		return int64(cuts)
	}
	return border
}

// before is how many kept plans dominate every plan at the given criteria, capped at depth.
func (b *band) before(divided []int, moved, border, deviation int64) int {
	n := 0
	for i := range b.points {
		q := &b.points[i]
		c := cmp.Or(slices.Compare(q.divided, divided), cmp.Compare(q.moved, moved))
		if c > 0 || c == 0 && q.border > border || n >= b.depth {
			break
		}
		if c < 0 || q.deviation < deviation || q.deviation == deviation && q.border < border {
			n += len(q.plans)
		}
	}
	return min(n, b.depth)
}

func (b *band) add(v *View) {
	border := b.measureOf(v.Border, v.CutEdges)
	room := b.depth - b.before(v.Divided, v.Moved, border, v.Deviation)
	if room <= 0 {
		return
	}
	i, found := b.find(v.Divided, v.Moved, border, v.Deviation)
	if found && len(b.points[i].plans) >= room {
		v.Assign(b.buf)
		if slices.Compare(b.buf, b.points[i].plans[room-1].District) > 0 {
			return
		}
	}
	b.put(i, found, b.in.plan(v))
}

func (b *band) find(divided []int, moved, border, deviation int64) (int, bool) {
	return slices.BinarySearchFunc(b.points, 0, func(q point, _ int) int {
		return cmp.Or(slices.Compare(q.divided, divided), cmp.Compare(q.moved, moved), cmp.Compare(q.border, border),
			cmp.Compare(q.deviation, deviation))
	})
}

// put inserts a plan at point i, or makes that point, and drops what it pushes out of the band.
func (b *band) put(i int, found bool, p *Plan) {
	if !found {
		b.points = slices.Insert(b.points, i, point{p.Splits, p.Moved, b.measureOf(p.Border, p.CutEdges), p.Deviation, nil})
	}
	q := &b.points[i]
	j, same := slices.BinarySearchFunc(q.plans, p, func(x, y *Plan) int { return slices.Compare(x.District, y.District) })
	if same {
		return
	}
	q.plans = slices.Insert(q.plans, j, p)
	kept := b.points[:0]
	rest := b.points
	b.points = kept
	for _, q := range rest {
		// Points are sorted so that those that dominate q come first and have been dealt with already.
		if room := b.depth - b.before(q.divided, q.moved, q.border, q.deviation); room > 0 {
			q.plans = q.plans[:min(len(q.plans), room)]
			b.points = append(b.points, q)
		}
	}
}

func (b *band) join(o *band) {
	for _, q := range o.points {
		for _, p := range q.plans {
			if b.depth-b.before(q.divided, q.moved, q.border, q.deviation) <= 0 {
				break
			}
			i, found := b.find(q.divided, q.moved, q.border, q.deviation)
			b.put(i, found, p)
		}
	}
}
