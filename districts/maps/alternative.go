package maps

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/compare"
)

// mostTold is how many things of a kind a sheet's alternative text names: who listens to more has lost the thread, and
// finds all in the tables of the plan.
const mostTold = 60

// tell adds a sentence to what is said to those who do not see the sheet.
func (pg *page) tell(key string, args ...any) {
	pg.About = strings.TrimSpace(pg.About + " " + pg.words.Say(key, args...))
}

// some are the first of n things in words, with how many there are beyond.
func (p *press) some(n int, say func(i int) string) []string {
	var list []string
	for i := range min(n, mostTold) {
		list = append(list, say(i))
	}
	if n > mostTold {
		list = append(list, fmt.Sprintf(p.words.AndMore, p.words.Count(int64(n-mostTold))))
	}
	return list
}

// called is a district by number and name.
func (p *press) called(d int) string {
	s := strconv.Itoa(p.plan.Districts[d].Number)
	if name := p.label(p.plan.Districts[d].Names); name != "" {
		s += nbsp + name
	}
	return s
}

// tellCountry says in words what a sheet of the whole country shows: its scale, what stands on insets, and what say
// tells of each district.
func (pg *page) tellCountry(plan arrangement, say func(d int) string) {
	pg.tell("maps.alt.country", pg.scaleText(plan.view.denominator), len(pg.plan.Districts), len(pg.plan.Layer.Units))
	if n := len(plan.insets); n > 0 {
		pg.tell("maps.alt.insets", strings.Join(pg.some(n, func(i int) string {
			in := plan.insets[i]
			return fmt.Sprintf("%s: %s (%s)", letter(i), pg.regionNames(in.districts), pg.numbersOf(in.districts))
		}), "; "))
	}
	pg.tellDistricts(len(pg.plan.Districts), say)
	if n := len(pg.loose); n > 0 {
		pg.tell("maps.alt.unassigned", n)
	}
}

func (pg *page) tellDistricts(n int, say func(i int) string) {
	if n > 0 {
		pg.tell("maps.alt.districts", strings.Join(pg.some(n, say), "; "))
	}
}

// numbersOf are the numbers of districts, those that follow one another as 3–7.
func (p *press) numbersOf(ds []int) string {
	var numbers []int
	for _, d := range ds {
		numbers = append(numbers, p.plan.Districts[d].Number)
	}
	slices.Sort(numbers)
	return ranges(slices.Compact(numbers))
}

// sayVoters is a district with its voters.
func (p *press) sayVoters(d int) string {
	return p.called(d) + ", " + p.words.Say("maps.alt.voters", p.plan.Districts[d].Voters)
}

// tellDetail says in words what a sheet of a region or a district shows: scale, districts with their voters, units,
// and which districts lie around.
func (pg *page) tellDetail(s *subject, denominator float64) {
	pg.tell("maps.alt.part", pg.scaleText(denominator), len(s.units))
	pg.tellDistricts(len(s.districts), func(i int) string { return pg.sayVoters(s.districts[i]) })
	if n := len(s.units); n > 0 {
		pg.tell("maps.alt.units", strings.Join(pg.some(n, func(i int) string { return pg.unitName(s.units[i]) }), ", "))
	}
	var around []int
	for _, d := range s.districts {
		for _, n := range pg.near[d] {
			if !slices.Contains(s.districts, n) {
				around = append(around, n)
			}
		}
	}
	if len(around) > 0 {
		pg.tell("maps.alt.around", pg.numbersOf(around))
	}
}

// tellChanges says in words which units move, and of how many that is not known.
func (pg *page) tellChanges(ch *compare.Comparison) {
	n := notKnownOf(ch)
	switch {
	case len(ch.Moves) > 0:
		pg.tell("maps.alt.moves", strings.Join(pg.some(len(ch.Moves), func(i int) string {
			m := ch.Moves[i]
			return fmt.Sprintf("%s (%d"+nbsp+"→"+nbsp+"%d)", pg.unitName(m.U), m.From, m.To)
		}), ", "))
	case n.Units > 0:
		pg.tell("maps.NoKnownChange")
	default:
		pg.tell("maps.NoChange")
	}
	if n.Units > 0 {
		pg.tell("maps.NotKnownSummary", n.Units, n.Voters)
	}
}

// ranges writes ascending numbers with those that follow one another as 3–7.
func ranges(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		switch j - i {
		case 0:
			parts = append(parts, strconv.Itoa(numbers[i]))
		case 1:
			parts = append(parts, strconv.Itoa(numbers[i]), strconv.Itoa(numbers[j]))
		default:
			parts = append(parts, fmt.Sprintf("%d–%d", numbers[i], numbers[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
