package maps

import (
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// maxMovesNamed is how many moved units the footer of a sheet names.
const maxMovesNamed = 40

// changeSheet shows which units change their district against another plan, as okrug compare names them, and its
// boundaries.
func (p *press) changeSheet(ch *compare.Comparison) *page {
	return p.countrySheet(Change, func(q *press) theme { return q.changeTheme(ch) })
}

func (p *press) changeTheme(ch *compare.Comparison) theme {
	// A moved unit has the full colour of its new district, and hatching, on the pale colours of the others.
	mark := func(d int) fill {
		f := p.fill(d)
		f.hatch = hatch{[]float64{45}, 1.4, 0.16}
		if p.opt.BW {
			f.color = white
		}
		return f
	}
	var unknown []int
	for u := range p.plan.Of {
		if ch.NotKnown(u) {
			unknown = append(unknown, u)
		}
	}
	former := func(pg *page, c *content) {
		if rings := c.view.rings(c.detail.topo.Dissolve(unknown)); len(rings) > 0 {
			pg.Group(c.prefix + "moved").Add(pg.notKnown(rings))
		}
		for _, m := range ch.Moves {
			pg.fillArea(c, "moved", "moved-"+m.Unit, mark(pg.plan.Of[m.U]), c.on(area{unitArea, m.U}))
		}
		// Where a former boundary is one still, its own line shows; others are drawn inside the districts as they are now.
		lines := c.view.lines(c.detail.topo.Lines(func(a, b int) bool {
			return a >= 0 && ch.FormerLine(a, b)
		}))
		if len(lines) > 0 {
			pg.Group(c.prefix + "former-lines").Add(pg.formerLine(lines))
		}
	}
	return theme{
		title: p.words.Changes, voters: true, of: p.sayVoters, tell: func(pg *page) { pg.tellChanges(ch) },
		fill: func(d int) fill {
			f := p.fill(d)
			f.color = pale(f.color, 0.7)
			if p.opt.BW {
				f = fill{color: white}
			}
			return f
		},
		forms: func(d int, inset bool) []block { return p.districtForms(d, min(9, p.numberSize()), inset) },
		over:  former,
		first: func(pg *page, c *content, pl *placer, here func(int) bool) { pg.labelMoves(c, pl, ch, here) },
		legend: func(l *legend) {
			l.add(p.words.NumberAndName, p.textSign("1", p.font(typeface.Bold, 9)))
			l.add(p.words.Moved, p.fillSign(fill{color: white, hatch: hatch{[]float64{45}, 1.4, 0.16}}))
			if len(unknown) > 0 {
				l.add(p.words.FormerNotKnown, func(b orb.Bound) []drawing.Item {
					return append(p.fillSign(fill{color: white})(b), p.notKnown([]orb.Ring{drawing.Box(b.Pad(-0.15 * p.k))}))
				})
			}
			if slices.Contains(p.plan.Of, districts.Unassigned) {
				l.add(p.words.Unassigned, p.fillSign(p.fill(districts.Unassigned)))
			}
			l.boundaries(p.regionLines)
			l.add(p.words.FormerLine, func(b orb.Bound) []drawing.Item {
				y := b.Center()[1]
				return []drawing.Item{p.formerLine([]orb.LineString{{{b.Min[0], y}, {b.Max[0], y}}})}
			})
		},
		key: func(numbered []int) string { return p.changeKey(ch) + " " + p.keyTo(numbered) },
	}
}

// labelMoves names the units that change their district, with the numbers of the old and the new one, in the unit or at
// the end of a line. Of many, the footer counts them and the sheet shows where they are.
func (pg *page) labelMoves(c *content, pl *placer, ch *compare.Comparison, here func(unit int) bool) {
	if len(ch.Moves) > maxMovesNamed {
		return
	}
	for _, m := range ch.Moves {
		rings := c.on(area{unitArea, m.U})
		if !here(m.U) || len(rings) == 0 {
			continue
		}
		numbers := line{fmt.Sprintf("%d"+nbsp+"→"+nbsp+"%d", m.From, m.To), pg.font(typeface.Bold, leastType)}
		forms := []block{{{pg.unitName(m.U), pg.font(typeface.Regular, leastType)}, numbers}, {numbers}}
		if i, at, ok := pl.area(rings, forms); ok {
			pg.put(c.prefix+"labels", forms[i], at, manner{in: rings})
		} else {
			pg.leadOut(c, pl, rings, forms[0], only(pg.plan.Of[m.U]))
		}
	}
}

// formerLine draws boundaries of districts that are none any more.
func (p *press) formerLine(lines []orb.LineString) *drawing.Shape {
	return &drawing.Shape{Lines: lines, Stroke: signRed, Width: 0.45 * p.k, Dash: []float64{1.6 * p.k, 0.9 * p.k}}
}

// notKnownOf counts the units whose former district is not known.
func notKnownOf(c *compare.Comparison) (n compare.Count) {
	for u, unit := range c.New().Layer.Units {
		if c.NotKnown(u) {
			n.Units, n.Voters = n.Units+1, n.Voters+unit.Voters
		}
	}
	return n
}

// notKnown dots units whose former district is not known.
func (p *press) notKnown(rings []orb.Ring) *drawing.Shape {
	return &drawing.Shape{Lines: drawing.Hatch(rings, 45, 1.1*p.k), Stroke: unitGrey, Width: 0.3 * p.k,
		Dash: []float64{0.3 * p.k, 1.25 * p.k}}
}

// changeKey words the changes: the other plan's name, how many units and voters move, which ones with their districts
// before and after, of how many the former district is not known, and districts that go on under another number.
func (p *press) changeKey(c *compare.Comparison) string {
	var s []string
	if p.opt.BaseName != "" {
		s = append(s, sentence(p.words.Base+": "+p.opt.BaseName))
	}
	unknown := notKnownOf(c)
	switch {
	case len(c.Moves) == 0 && unknown.Units > 0:
		s = append(s, p.words.NoKnownChange)
	case len(c.Moves) == 0:
		s = append(s, p.words.NoChange)
	default:
		var list []string
		for i, m := range c.Moves {
			if i < maxMovesNamed {
				list = append(list, fmt.Sprintf("%s (%d"+nbsp+"→"+nbsp+"%d)", p.unitName(m.U), m.From, m.To))
			}
		}
		if more := len(c.Moves) - maxMovesNamed; more > 0 {
			list = append(list, fmt.Sprintf(p.words.AndMore, p.words.Count(int64(more))))
		}
		s = append(s, sentence(fmt.Sprintf(p.words.MovedSummary, c.Moved.Units, p.words.Count(c.Moved.Voters))),
			strings.Join(list, ", ")+".")
	}
	if unknown.Units > 0 {
		s = append(s, p.words.Say("maps.NotKnownSummary", unknown.Units, unknown.Voters))
	}
	if len(c.Renumbered) > 0 {
		var list []string
		for _, r := range c.Renumbered {
			list = append(list, fmt.Sprintf("%d"+nbsp+"→"+nbsp+"%d", r.From, r.To))
		}
		s = append(s, sentence(fmt.Sprintf(p.words.Renumbered, strings.Join(list, ", "))))
	}
	return strings.Join(s, " ")
}
