package problem

import (
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/graph"
)

// maxRows is the length of a table that a reader can still check by hand.
const maxRows = 200

// Counting is evidence by plain counting that a graph has no plan of so many districts from lower to upper voters
// each, both inclusive: the seats do not fit the voters, a unit has too many, or the seats do not fit the connected
// parts and their units. It is nil where counting does not show it. The evidence names the graph by part and carries
// figures, the rule that the bounds follow from; "" and nil are none. Its certificate's question needs the graph.
func Counting(g *graph.Graph, seats int, lower, upper int64, part string,
	figures *certificate.RuleBounds) certificate.Evidence {
	if e := simple(g, seats, lower, upper, part, figures); e != nil {
		return e
	}
	of, count := g.Components(nil)
	if voters := unfit(g, of, count, seats, lower, upper); voters != nil {
		return &certificate.Components{Figures: figures, Part: part, Voters: voters}
	}
	return nil
}

// simple counts voters and looks at single units.
func simple(g *graph.Graph, seats int, lower, upper int64, part string,
	figures *certificate.RuleBounds) certificate.Evidence {
	v := g.Total()
	if !certificate.Shares(v, seats, lower, upper) {
		return wholeSeats(v, seats, lower, upper, part, figures)
	}
	for u, n := range g.Voters {
		if n > upper {
			return &certificate.UnitOver{Figures: figures, Part: part, Unit: g.IDs[u], Voters: n}
		}
	}
	return nil
}

// unfit are the voters of the parts of a graph, as of numbers them, where they cannot have so many districts together;
// else nil.
func unfit(g *graph.Graph, of []int, count, seats int, lower, upper int64) []int64 {
	voters, units := make([]int64, count), make([]int, count)
	for v, c := range of {
		if c != Unassigned {
			voters[c] += g.Voters[v]
			units[c]++
		}
	}
	least, most := 0, 0 // numbers of districts: those of a part follow each other, and so do those of all
	for c := range count {
		lo, hi := SeatsFor(voters[c], lower, upper, units[c])
		if lo > hi {
			return voters
		}
		least, most = least+lo, most+hi
	}
	if seats < least || seats > most {
		return voters
	}
	return nil
}

// Evidence shows that no plan has all districts from lower to upper, both inclusive, where plain arithmetic or the
// locks show it; else nil. It shows whatever Impossible says.
func (r *Reduced) Evidence(lower, upper int64) certificate.Evidence {
	if r.contradicts(lower, upper) {
		return &certificate.Locks{}
	}
	g := r.p.Graph
	if e := simple(g, r.p.Seats, lower, upper, "", nil); e != nil {
		return e
	}
	voters, units := make([]int64, r.Classes), make([][]int, r.Classes)
	for i, c := range r.Class {
		voters[c] += r.Voters[i]
		units[c] = append(units[c], r.Units[i]...)
	}
	for c, v := range voters {
		if v > upper {
			slices.Sort(units[c])
			return &certificate.GroupOver{Units: units[c], Voters: v}
		}
	}
	of, count := g.Components(func(v int) bool { return r.Taken[v] == Unassigned })
	if voters := unfit(g, of, count, r.Seats, lower, upper); voters != nil {
		return &certificate.Components{Voters: voters}
	}
	return nil
}

// wholeSeats says that v voters cannot be shared. With a table for every number of seats the proof is stronger, as
// long as a reader can still read it.
func wholeSeats(v int64, seats int, lower, upper int64, part string,
	figures *certificate.RuleBounds) certificate.Evidence {
	e := &certificate.WholeSeats{Figures: figures, Part: part, Voters: v}
	from, to := seats, seats
	if lower > 0 && lower <= upper && v/lower < maxRows {
		rows := int(v/lower) + 1
		if least, greatest := SeatsFor(v, lower, upper, rows); least > greatest {
			e.Any, from, to = true, 1, rows
		}
	}
	for s := from; s <= to; s++ {
		row := certificate.SeatsRow{Seats: s, Least: certificate.Times(int64(s), lower),
			Most: certificate.Times(int64(s), upper)}
		e.Rows = append(e.Rows, row)
	}
	return e
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
