package verify

import (
	"fmt"
	"math/big"
	"reflect"

	"okrug/balance/certificate"
)

// maxRows is more seats than any certificate needs rows for.
const maxRows = 1_000_000

func refuteBySeats(_ *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.WholeSeats)
	if limit != nil {
		return refuse("whole numbers of seats show only that there is no plan")
	}
	if err := checkFigures(q, e.Figures); err != nil {
		return err
	}
	if e.Voters < 0 {
		return refuse("%d voters", e.Voters)
	}
	if q.Graph != nil {
		var sum int64
		for _, u := range q.Graph.Units {
			sum += u.Voters
		}
		if sum != e.Voters {
			return refuse("the units have %d voters and not %d", sum, e.Voters)
		}
	}
	fits := func(s int) (least, most *big.Int, ok bool) {
		n := big.NewInt(int64(s))
		least, most = new(big.Int).Mul(n, big.NewInt(q.Lower)), new(big.Int).Mul(n, big.NewInt(q.Upper))
		v := big.NewInt(e.Voters)
		return least, most, least.Cmp(v) <= 0 && v.Cmp(most) <= 0
	}
	from, to := q.Seats, q.Seats
	if e.Any {
		if q.Lower <= 0 {
			return refuse("with no lower bound there are always seats enough")
		}
		from, to = 1, int(min(e.Voters/q.Lower, maxRows))+1
	}
	if len(e.Rows) != to-from+1 {
		return refuse("%d rows, and %d are needed", len(e.Rows), to-from+1)
	}
	for i, row := range e.Rows {
		least, most, ok := fits(from + i)
		if row.Seats != from+i || big.NewInt(row.Least).Cmp(least) != 0 || big.NewInt(row.Most).Cmp(most) != 0 {
			return refuse("row %d is wrong: %d districts can share %d to %d voters", i+1, from+i, least, most)
		}
		if ok {
			return refuse("%d districts can share %d voters", from+i, e.Voters)
		}
	}
	return nil
}

func refuteByUnit(_ *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.UnitOver)
	if limit != nil {
		return refuse("a unit that is too large shows only that there is no plan")
	}
	if err := checkFigures(q, e.Figures); err != nil {
		return err
	}
	if e.Voters <= q.Upper {
		return refuse("unit %s has %d voters, which is not over %d", e.Unit, e.Voters, q.Upper)
	}
	if q.Graph == nil {
		return nil
	}
	for _, u := range q.Graph.Units {
		if u.ID == e.Unit && u.Voters == e.Voters {
			return nil
		}
	}
	return refuse("the graph has no unit %s with %d voters", e.Unit, e.Voters)
}

func refuteByComponents(_ *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.Components)
	if limit != nil {
		return refuse("components show only that there is no plan")
	}
	if q.Graph == nil {
		return refuse("there are no components without a graph")
	}
	if err := checkFigures(q, e.Figures); err != nil {
		return err
	}
	parts, units := components(q.Graph)
	if len(parts) != len(e.Voters) {
		return refuse("the graph falls into %d parts and not %d", len(parts), len(e.Voters))
	}
	// reach holds the numbers of districts that the parts so far can have together.
	reach := map[int]bool{0: true}
	for i, v := range parts {
		if v != e.Voters[i] {
			return refuse("part %d has %d voters and not %d", i+1, v, e.Voters[i])
		}
		next := map[int]bool{}
		for s := 1; s <= q.Seats && s <= units[i]; s++ {
			n := big.NewInt(int64(s))
			if new(big.Int).Mul(n, big.NewInt(q.Lower)).Cmp(big.NewInt(v)) > 0 || new(big.Int).Mul(n, big.NewInt(q.Upper)).Cmp(big.NewInt(v)) < 0 {
				continue
			}
			for r := range reach {
				if r+s <= q.Seats {
					next[r+s] = true
				}
			}
		}
		reach = next
	}
	if reach[q.Seats] {
		return refuse("the parts can have %d districts together", q.Seats)
	}
	return nil
}

// components returns voters and number of units of each connected part, in the order of their first units.
func components(g *certificate.Graph) (voters []int64, units []int) {
	part := make([]int, len(g.Units))
	next := make([][]int, len(g.Units))
	for _, e := range g.Edges {
		next[e[0]] = append(next[e[0]], int(e[1]))
		next[e[1]] = append(next[e[1]], int(e[0]))
	}
	for s := range part {
		if part[s] != 0 {
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
				if part[w] == 0 {
					part[w] = n
					stack = append(stack, w)
				}
			}
		}
	}
	return voters, units
}

// refuteBySplit checks that the parts cover every smallest district and that each is refuted within what it allows.
func refuteBySplit(clock *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.Split)
	if limit != nil || e.Figures == nil {
		return refuse("a split shows only that no plan meets a reading, and needs its figures")
	}
	if err := checkFigures(q, e.Figures); err != nil {
		return err
	}
	f, err := readFigures(e.Figures)
	if err != nil {
		return err
	}
	if f.statistic == "deviation" {
		return refuse("the deviation compares districts with the mean alone; it has nothing to split")
	}
	next := q.Lower
	for i, p := range e.Parts {
		if p.From != next || p.To < p.From {
			return refuse("part %d goes from %d to %d; it must begin at %d", i+1, p.From, p.To, next)
		}
		next = p.To + 1
		c := p.Certificate
		if c == nil || c.Claim.Status != certificate.Infeasible || c.Kind == certificate.KindSplit || c.Kind == certificate.KindClusters {
			// They show that no plan meets a reading, or divides regions so, and not that none keeps the bounds.
			return refuse("part %d does not show that there is no plan within bounds", i+1)
		}
		if err := samePart(q, &c.Question, i); err != nil {
			return err
		}
		upper := whole(f.most(new(big.Rat).SetInt64(p.To)), false)
		if c.Question.Lower > p.From || new(big.Rat).SetInt64(c.Question.Upper).Cmp(upper) < 0 && c.Question.Upper < q.Upper {
			return refuse("part %d is refuted only for %d to %d voters, and needs %d to %s", i+1, c.Question.Lower, c.Question.Upper, p.From, upper.RatString())
		}
		if err := check(clock, c); err != nil {
			return fmt.Errorf("part %d: %w", i+1, err)
		}
	}
	// The smallest of the districts compared has at most their mean.
	mean := new(big.Rat).Quo(f.total, new(big.Rat).Add(f.others, big.NewRat(1, 1)))
	if new(big.Rat).SetInt64(next).Cmp(mean) <= 0 {
		return refuse("the parts end before the mean %s, which the smallest district can have", mean.FloatString(2))
	}
	return nil
}

// samePart checks that a part asks about the same units, seats and locks, where the question has units at all.
func samePart(q, part *certificate.Question, i int) error {
	if q.Graph == nil {
		return nil
	}
	switch {
	case part.Seats != q.Seats:
		return refuse("part %d is about %d seats", i+1, part.Seats)
	case part.Graph != nil && q.Graph.SHA256 != part.Graph.SHA256:
		return refuse("part %d is about another graph", i+1)
	case part.Graph == nil:
		return refuse("part %d does not say which units it is about", i+1)
	case !reflect.DeepEqual(part.Fixed, q.Fixed) || !reflect.DeepEqual(part.Together, q.Together) || !reflect.DeepEqual(part.Finished, q.Finished):
		return refuse("part %d has other locks", i+1)
	}
	return nil
}
