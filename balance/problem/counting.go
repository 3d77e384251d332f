package problem

import (
	"math"
	"math/big"

	"okrug/balance/certificate"
	"okrug/balance/graph"
)

// maxRows is the length of a table that a reader can still check by hand.
const maxRows = 200

// Counting is evidence by plain counting that a graph has no plan of so many districts from lower to upper voters
// each, both inclusive: the seats do not fit the voters, a unit has too many, or the seats do not fit the connected
// parts and their units. It is nil where counting does not show it. The evidence names the graph by part and carries
// figures, the rule that the bounds follow from; "" and nil are none. Evidence of kind KindComponents needs the graph
// in its certificate's question.
func Counting(g *graph.Graph, seats int, lower, upper int64, part string,
	figures *certificate.Figures) certificate.Evidence {
	v := g.Total()
	if !fits(v, seats, lower, upper) {
		return wholeSeats(v, seats, lower, upper, part, figures)
	}
	for u, n := range g.Voters {
		if n > upper {
			return &certificate.UnitOver{Figures: figures, Part: part, Unit: g.IDs[u], Voters: n}
		}
	}
	of, count := g.Components(nil)
	if count == 1 && seats <= g.Len() {
		return nil
	}
	voters, units := make([]int64, count), make([]int, count)
	for v, c := range of {
		voters[c] += g.Voters[v]
		units[c]++
	}
	reach := make([]bool, seats+1) // numbers of districts that the parts so far can have
	reach[0] = true
	for c := range count {
		next := make([]bool, seats+1)
		least, most := SeatsFor(voters[c], lower, upper, min(units[c], seats))
		for r, ok := range reach {
			for s := least; ok && s <= most && r+s <= seats; s++ {
				next[r+s] = true
			}
		}
		reach = next
	}
	if reach[seats] {
		return nil
	}
	return &certificate.Components{Figures: figures, Voters: voters}
}

// wholeSeats says that v voters cannot be shared. With a table for every number of seats the proof is stronger, as
// long as a reader can still read it. Multiples that do not fit in 64 bits are not written.
func wholeSeats(v int64, seats int, lower, upper int64, part string,
	figures *certificate.Figures) certificate.Evidence {
	e := &certificate.WholeSeats{Figures: figures, Part: part, Voters: v}
	from, to := seats, seats
	if lower > 0 && lower <= upper && v/lower < maxRows {
		rows := int(v/lower) + 1
		if least, greatest := SeatsFor(v, lower, upper, rows); least > greatest {
			e.Any, from, to = true, 1, rows
		}
	}
	if int64(to) > math.MaxInt64/max(1, lower, upper) {
		return nil
	}
	for s := from; s <= to; s++ {
		e.Rows = append(e.Rows, certificate.SeatsRow{Seats: s, Least: int64(s) * lower, Most: int64(s) * upper})
	}
	return e
}

// fits reports whether s districts of lower to upper voters can share v.
func fits(v int64, s int, lower, upper int64) bool {
	n, x := big.NewInt(int64(s)), big.NewInt(v)
	return lower <= upper && new(big.Int).Mul(n, big.NewInt(lower)).Cmp(x) <= 0 && n.Mul(n, big.NewInt(upper)).Cmp(x) >= 0
}

// SeatsFor are the least and the most numbers of districts of lower to upper voters that can share v, of those from 1
// up to most; least > greatest if none can. All numbers in between can too.
func SeatsFor(v, lower, upper int64, most int) (least, greatest int) {
	if lower > upper || upper < 0 || upper == 0 && v > 0 {
		return 1, 0
	}
	greatest = most
	if lower > 0 && v/lower < int64(most) {
		greatest = int(v / lower)
	}
	if v == 0 {
		return 1, greatest
	}
	up := (v-1)/upper + 1
	if up > int64(most) {
		return 1, 0
	}
	return int(up), greatest
}
