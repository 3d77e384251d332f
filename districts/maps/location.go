package maps

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// location is a part with a small map of the country in which some units are dark, ringed where they are too small to
// see. If it is not drawn, it only takes its room.
func (p *press) location(dark []int, drawn bool) part {
	draw := func(width float64) (items []drawing.Item, h float64) {
		f := p.font(typeface.Bold, legendSize)
		h = f.lineHeight()
		items = append(items, f.set(p.words.Location, orb.Point{0, h - 0.25*h}, drawing.Start))
		b := p.ground
		high := min(width*(b.Max[1]-b.Min[1])/(b.Max[0]-b.Min[0]), width)
		if !drawn {
			return nil, h + high
		}
		v := view{projection: p.national, frame: orb.Bound{Min: orb.Point{0, h}, Max: orb.Point{width, h + high}}}
		v.setScale(max((b.Max[0]-b.Min[0])/width, (b.Max[1]-b.Min[1])/high)*1000, b)
		d := p.detailFor(v.denominator)
		red := v.rings(d.topo.Dissolve(dark))
		items = append(items,
			&drawing.Shape{Rings: v.rings(d.of(area{wholeArea, 0})), Fill: paleGrey, Stroke: grey, Width: 0.1 * p.k},
			&drawing.Shape{Rings: red, Fill: signRed, Stroke: signRed, Width: 0.2 * p.k},
			&drawing.Shape{Lines: v.lines(p.nation(d.topo).regions()), Stroke: grey, Width: 0.08 * p.k},
		)
		if len(red) > 0 {
			r := red[0].Bound()
			for _, ring := range red {
				r = r.Union(ring.Bound())
			}
			if size := max(r.Max[0]-r.Min[0], r.Max[1]-r.Min[1]); size < 3*p.k {
				items = append(items, &drawing.Shape{Rings: []orb.Ring{drawing.Circle(r.Center(), size/2+1.6*p.k)}, Stroke: signRed,
					Width: 0.3 * p.k})
			}
		}
		return items, h + high
	}
	return func(width, _ float64) []box {
		items, h := draw(width)
		return []box{{items: items, w: width, h: h}}
	}
}
