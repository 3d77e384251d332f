package verify

import (
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// maxRows is more seats than any certificate needs rows for.
const maxRows = 1_000_000

func refuteBySeats(_ *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.WholeSeats)
	if limit != nil {
		return refuse("whole numbers of seats show only that there is no plan")
	}
	if e.Voters < 0 || e.Voters > certificate.MaxSum {
		return refuse("%d {1|voter is|voters are} out of range", e.Voters)
	}
	if q.Graph != nil {
		if sum := voters(q.Graph); sum != e.Voters {
			return refuse("the units have %d {1|voter|voters} and not %d", sum, e.Voters)
		}
	}
	if err := tie(q, e.Figures, e.Part, &e.Voters); err != nil {
		return err
	}
	from, to := q.Seats, q.Seats
	if e.Any {
		switch {
		case q.Lower == 0:
			return refuse("with no lower bound there are always seats enough")
		case e.Voters/q.Lower >= maxRows:
			return refuse("over %d numbers of seats would have to be looked at", maxRows)
		}
		from, to = 1, int(e.Voters/q.Lower)+1 // so many need more voters than there are
	}
	if len(e.Rows) != to-from+1 {
		return refuse("%d {1|row|rows}, and %d are needed", len(e.Rows), to-from+1)
	}
	for i, row := range e.Rows {
		n := from + i
		least, most := certificate.Times(int64(n), q.Lower), certificate.Times(int64(n), q.Upper)
		if row.Seats != n || row.Least != least || row.Most != most {
			return refuse("row %d is wrong: %d {2|district|districts} can share %d to %d voters", locale.Nth(i+1), n, least,
				most)
		}
		if certificate.Shares(e.Voters, n, q.Lower, q.Upper) {
			return refuse("%d {1|district|districts} can share %d {2|voter|voters}", n, e.Voters)
		}
	}
	return nil
}

func refuteByUnit(_ *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.UnitOver)
	if limit != nil {
		return refuse("a unit that is too large shows only that there is no plan")
	}
	if e.Voters <= q.Upper {
		return refuse("unit %s has %d {2|voter|voters}, which is not over %d", e.Unit, e.Voters, q.Upper)
	}
	if q.Graph == nil {
		return tie(q, e.Figures, e.Part, nil)
	}
	for _, u := range q.Graph.Units {
		if u.ID == e.Unit && u.Voters == e.Voters {
			sum := voters(q.Graph)
			return tie(q, e.Figures, e.Part, &sum)
		}
	}
	return refuse("the graph has no unit %s with %d {2|voter|voters}", e.Unit, e.Voters)
}

func refuteByComponents(clock *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.Components)
	if limit != nil {
		return refuse("components show only that there is no plan")
	}
	if q.Graph == nil {
		return refuse("there are no components without a graph")
	}
	sum := voters(q.Graph)
	if err := tie(q, e.Figures, e.Part, &sum); err != nil {
		return err
	}
	parts, units, seats := components(q)
	if len(parts) != len(e.Voters) {
		return refuse("the graph falls into %d {1|part|parts} and not %d", len(parts), len(e.Voters))
	}
	all := newSharing(seats)
	for i, v := range parts {
		if v != e.Voters[i] {
			return refuse("part %d has %d {2|voter|voters} and not %d", locale.Nth(i+1), v, e.Voters[i])
		}
		var fit []int
		for s := 1; s <= seats && s <= units[i]; s++ {
			if certificate.Shares(v, s, q.Lower, q.Upper) {
				fit = append(fit, s)
			}
		}
		if err := all.add(clock, fit); err != nil {
			return err
		}
	}
	if all.wanted() {
		return refuse("the parts can have %d {1|district|districts} together", seats)
	}
	return nil
}

// tie checks that the figures of a rule belong to the question: that its bounds follow from them, and that voters and
// seats of what they are measured over are those of the graph, or part, where it is that. sum is nil where nothing says
// how many voters the part has.
func tie(q *certificate.Question, f *certificate.RuleBounds, part string, sum *int64) error {
	if f == nil {
		return nil
	}
	if len(q.Fixed)+len(q.Together)+len(q.Finished) > 0 {
		return refuse("a rule is named for a question with locks")
	}
	if err := checkFigures(q, f); err != nil {
		return err
	}
	if part == "" || f.Scope == "" {
		return refuse("a rule is named, and not for which part of the country")
	}
	if f.Scope == nation {
		if sum != nil && *sum > f.Total || q.Seats > f.Seats {
			return refuse("%s has more voters or seats than the %d and %d of all", part, f.Total, f.Seats)
		}
		for _, l := range f.LeftOut {
			if l.Region == part && (l.Free || sum != nil && *sum != l.Voters || q.Seats != l.Seats) {
				return refuse("the figures free %s from the rule, or have other voters or seats for it", part)
			}
		}
		return nil
	}
	switch {
	case f.Scope != part:
		return refuse("the figures are of %s and the question of %s", f.Scope, part)
	case sum == nil || f.Total != *sum:
		return refuse("the figures have %d {1|voter|voters}, which are not those of %s", f.Total, part)
	case f.Seats != q.Seats:
		return refuse("the figures are of %d {1|seat|seats} and not %d", f.Seats, q.Seats)
	case len(f.LeftOut) > 0:
		return refuse("regions are left out of %s alone", part)
	}
	return nil
}

// nation is the scope of figures of a whole country.
const nation = "nation"

func voters(g *certificate.Graph) (sum int64) {
	for _, u := range g.Units {
		sum += u.Voters
	}
	return sum
}

// components returns voters and number of units of each connected part of what finished districts leave, in the order
// of their first units, and the seats for them.
func components(q *certificate.Question) (voters []int64, units []int, seats int) {
	g := q.Graph
	finished := map[int]bool{}
	for _, d := range q.Finished {
		finished[d] = true
	}
	gone := make([]bool, len(g.Units))
	for _, f := range q.Fixed {
		gone[f[0]] = finished[f[1]]
	}
	part := make([]int, len(g.Units))
	next := neighbours(g)
	for s := range part {
		if part[s] != 0 || gone[s] {
			continue
		}
		voters, units = append(voters, 0), append(units, 0)
		n := len(voters)
		stack := []int{s}
		part[s] = n
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			voters[n-1] += g.Units[v].Voters
			units[n-1]++
			for _, w := range next[v] {
				if part[w] == 0 && !gone[w] {
					part[w] = n
					stack = append(stack, w)
				}
			}
		}
	}
	return voters, units, q.Seats - len(finished)
}

// sharing holds the numbers of districts, up to those wanted, that parts of a country can have together.
type sharing []bool

func newSharing(wanted int) *sharing {
	r := make(sharing, wanted+1)
	r[0] = true
	return &r
}

// add is one more part, which can have any of the numbers.
func (r *sharing) add(clock *work, numbers []int) error {
	next := make(sharing, len(*r))
	for n, ok := range *r {
		if !ok {
			continue
		}
		if err := clock.step(1 + len(numbers)); err != nil {
			return err
		}
		for _, s := range numbers {
			if n+s < len(next) {
				next[n+s] = true
			}
		}
	}
	*r = next
	return nil
}

// wanted tells whether the parts can have the number wanted.
func (r *sharing) wanted() bool { return (*r)[len(*r)-1] }
