package maps

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"okrug/districts"
	"okrug/districts/typeface"
)

// move is a unit that changes its district.
type move struct {
	unit     int
	from, to int // indexes of districts in the other plan and in this one, Unassigned for none
}

// changes are what differs between two plans.
type changes struct {
	old        []int // district of each unit in the other plan, Unassigned where it is not known
	moves      []move
	renumbered [][2]int // old and new number of districts that are the same but for their number
}

// compare finds what differs. A district continues that district of the other plan with which it has most voters in
// common, if the other also has most in common with it, so that new numbers alone are no change. Units are the same if
// their ids are.
func compare(base, plan *districts.Plan) changes {
	c := changes{old: make([]int, len(plan.Layer.Units))}
	was := map[string]int{}
	for u, unit := range base.Layer.Units {
		was[unit.ID] = base.Of[u]
	}
	common := map[[2]int]int64{}
	for u, unit := range plan.Layer.Units {
		d, ok := was[unit.ID]
		if !ok {
			d = districts.Unassigned
		}
		c.old[u] = d
		if d != districts.Unassigned && plan.Of[u] != districts.Unassigned {
			common[[2]int{d, plan.Of[u]}] += max(1, unit.Voters)
		}
	}
	heir := make([]int, len(base.Districts))
	for i := range heir {
		heir[i] = districts.Unassigned
	}
	source := make([]int, len(plan.Districts))
	for i := range source {
		source[i] = districts.Unassigned
	}
	var pairs [][2]int
	for p := range common {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(a, b [2]int) int {
		return cmp.Or(cmp.Compare(common[b], common[a]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	for _, p := range pairs {
		if heir[p[0]] == districts.Unassigned && source[p[1]] == districts.Unassigned {
			heir[p[0]], source[p[1]] = p[1], p[0]
		}
	}
	for u := range plan.Layer.Units {
		from, to := c.old[u], plan.Of[u]
		if from == districts.Unassigned {
			continue
		}
		if to == districts.Unassigned || heir[from] != to {
			c.moves = append(c.moves, move{u, from, to})
		}
	}
	for d, s := range source {
		if s != districts.Unassigned && base.Districts[s].Number != plan.Districts[d].Number {
			c.renumbered = append(c.renumbered, [2]int{base.Districts[s].Number, plan.Districts[d].Number})
		}
	}
	return c
}

// maxMovesNamed is how many moved units the footer of a sheet names.
const maxMovesNamed = 40

// changeSheet shows which units change their district against another plan, and its boundaries.
func (p *press) changeSheet() *page {
	ch := compare(p.opt.Base, p.plan)
	mark := func(d int) fill {
		f := p.fill(d)
		f.hatch = hatch{[]float64{45}, 1.4, 0.16}
		if p.opt.BW {
			f.color = white
		}
		return f
	}
	former := func(pg *page, c *content) {
		for _, m := range ch.moves {
			pg.fillArea(c, "moved", "moved-"+pg.plan.Layer.Units[m.unit].ID, mark(m.to), c.on(area{unitArea, m.unit}))
		}
		lines := c.view.lines(c.detail.topo.Lines(func(a, b int) bool {
			return a >= 0 && ch.old[a] != ch.old[b] && pg.plan.Of[a] == pg.plan.Of[b]
		}))
		if len(lines) > 0 {
			pg.group(c.prefix + "former-lines").add(pg.formerLine(lines))
		}
	}
	return p.countrySheet(theme{
		title: p.words.Changes,
		fill: func(d int) fill {
			f := p.fill(d)
			f.color = pale(f.color, 0.7)
			if p.opt.BW {
				f = fill{color: white}
			}
			return f
		},
		forms: func(d int, inset bool) []block { return p.districtForms(d, 9, inset) },
		over:  former,
		legend: func(l *legend) {
			l.add(p.words.NumberAndName, p.textSign("1", p.font(typeface.Bold, 9)))
			l.add(p.words.Moved, p.fillSign(fill{color: white, hatch: hatch{[]float64{45}, 1.4, 0.16}}))
			l.boundaries(p.hasRegionLines())
			l.add(p.words.FormerLine, func(b orb.Bound) []item {
				y := b.Center()[1]
				return []item{p.formerLine([]orb.LineString{{{b.Min[0], y}, {b.Max[0], y}}})}
			})
		},
		key: func(numbered []int) string { return p.changeKey(ch) + " " + p.keyTo(numbered) },
	})
}

func (p *press) formerLine(lines []orb.LineString) *shape {
	return &shape{lines: lines, stroke: signRed, width: 0.45 * p.k, dash: []float64{1.6 * p.k, 0.9 * p.k}}
}

// changeKey words the changes.
func (p *press) changeKey(c changes) string {
	var s []string
	if p.opt.BaseName != "" {
		s = append(s, sentence(p.words.Base+": "+p.opt.BaseName))
	}
	if len(c.moves) == 0 {
		s = append(s, p.words.NoChange)
	} else {
		var list []string
		var voters int64
		number := func(plan *districts.Plan, d int) string {
			if d == districts.Unassigned {
				return "–"
			}
			return strconv.Itoa(plan.Districts[d].Number)
		}
		for i, m := range c.moves {
			voters += p.plan.Layer.Units[m.unit].Voters
			if i < maxMovesNamed {
				list = append(list, fmt.Sprintf("%s (%s"+nbsp+"→"+nbsp+"%s)", p.unitName(m.unit), number(p.opt.Base, m.from), number(p.plan, m.to)))
			}
		}
		if more := len(c.moves) - maxMovesNamed; more > 0 {
			list = append(list, fmt.Sprintf(p.words.AndMore, more))
		}
		s = append(s, sentence(fmt.Sprintf(p.words.MovedSummary, len(c.moves), p.words.count(voters))), strings.Join(list, ", ")+".")
	}
	if len(c.renumbered) > 0 {
		var list []string
		for _, r := range c.renumbered {
			list = append(list, fmt.Sprintf("%d"+nbsp+"→"+nbsp+"%d", r[0], r[1]))
		}
		s = append(s, sentence(fmt.Sprintf(p.words.Renumbered, strings.Join(list, ", "))))
	}
	return strings.Join(s, " ")
}
