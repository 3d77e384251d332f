package maps

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/typeface"
)

// shown is what a map has to tell the lists beside it.
type shown struct {
	grid    grid
	letters map[int]string    // that stand for units on the map
	at      map[int]orb.Point // of every unit of the subject, on paper
	view    view
}

// parts are those of a sheet's panel, as many in every language; without a map they take the same room.
func (p *press) parts(s *subject, c contents, on *shown) []part {
	if c.none {
		return nil
	}
	var out []part
	for _, t := range s.tables {
		out = append(out, t.part(p))
	}
	units := p.unitTable(s, on)
	if left := len(units.rows) - c.rows; left > 0 {
		units = units.first(c.rows, fmt.Sprintf(p.words.AndMore, p.words.Count(int64(left))))
	}
	out = append(out, units.part(p))
	if c.settlements {
		towns := part(func(float64, float64) []box { return nil })
		if t := p.townTable(s, on); len(t.rows) > 0 {
			towns = t.part(p)
		}
		out = append(out, towns)
	}
	out = append(out, p.detailLegend(s).part)
	if c.location {
		out = append(out, p.location(s.units, on != nil))
	}
	return out
}

// unitTable lists the units of a sheet: the district where there are several, the unit with its kind, its letter where
// the map has one in place of its name, its square and its voters.
func (p *press) unitTable(s *subject, on *shown) table {
	several := len(s.districts) > 1 || slices.ContainsFunc(s.units, func(u int) bool { return p.plan.Of[u] < 0 })
	var kinds bool
	for _, u := range s.units {
		kinds = kinds || p.plan.Layer.Units[u].Kind != ""
	}
	row := func(number, unit, kind, letter, square, voters string) []string {
		if kinds {
			return []string{number, unit, kind, letter, square, voters}
		}
		return []string{number, unit, letter, square, voters}
	}
	var sum int64
	t := table{left: 2, least: row("", "", "", p.widestLetter(len(s.units)), widestSquare, "")}
	if kinds {
		t.left = 3
	}
	sign := ""
	if several {
		sign = p.words.NumberSign
	}
	t.head = row(sign, p.words.Unit, p.words.Kind, "", p.words.Square, p.words.Voters)
	for _, u := range s.units {
		x := p.plan.Layer.Units[u]
		var number, letter, square string
		if d := p.plan.Of[u]; several && d != districts.Unassigned {
			number = strconv.Itoa(p.plan.Districts[d].Number)
		}
		if on != nil {
			letter, square = on.letters[u], on.grid.square(on.at[u])
		}
		t.rows = append(t.rows, row(number, p.bareUnitName(u), p.words.Known("report.unit-kind.", x.Kind), letter, square,
			p.words.Count(x.Voters)))
		sum += x.Voters
	}
	t.total = row("", p.words.Total, "", "", "", p.words.Count(sum))
	return t
}

// widestSquare is as wide as the name of any square.
const widestSquare = "W00"

// listedTowns is how many settlements a sheet lists.
const listedTowns = 8

// townTable lists the largest settlements of those whose inhabitants are known.
func (p *press) townTable(s *subject, on *shown) table {
	t := table{head: []string{"", p.words.Settlement, p.words.Square, p.words.Inhabitants},
		least: []string{"", "", widestSquare, ""}}
	for _, i := range p.places(s.units) {
		x := p.plan.Layer.Places[i]
		if len(t.rows) == listedTowns || x.Population == 0 {
			break // the largest come first
		}
		square := ""
		if on != nil {
			square = on.grid.square(on.view.point(x.Point))
		}
		t.rows = append(t.rows, []string{"", p.label(x.Names), square, p.words.Count(x.Population)})
	}
	return t
}

// smallLetter is a letter that stands for a unit, of the sheet's language, with a number once they are used up.
func (p *press) smallLetter(i int) string {
	all := []rune(p.words.Alphabet)
	s := string(all[i%len(all)])
	if i >= len(all) {
		s += strconv.Itoa(i / len(all))
	}
	return s
}

// widestLetter is the widest of the letters that so many units may get.
func (p *press) widestLetter(units int) string {
	widest, f := "", p.font(typeface.Bold, tableSize) // by which tables measure
	for i := range min(units, maxLetters) {
		if s := p.smallLetter(i); p.width(s, f) > p.width(widest, f) {
			widest = s
		}
	}
	return widest
}
