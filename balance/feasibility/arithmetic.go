package feasibility

import (
	"math/big"

	"okrug/balance/certificate"
)

// fits reports whether s districts of lower to upper voters can share v.
func fits(v int64, s int, lower, upper int64) bool {
	n, x := big.NewInt(int64(s)), big.NewInt(v)
	return lower <= upper && new(big.Int).Mul(n, big.NewInt(lower)).Cmp(x) <= 0 && n.Mul(n, big.NewInt(upper)).Cmp(x) >= 0
}

// SeatsFor are the least and the most numbers of districts of lower to upper voters that can share v, of those up to
// most; least > greatest if none can. All numbers in between can too.
func SeatsFor(v, lower, upper int64, most int) (least, greatest int) {
	if lower > upper || upper <= 0 {
		return 1, 0
	}
	greatest = most
	if lower > 0 && v/lower < int64(most) {
		greatest = int(v / lower)
	}
	up := v / upper
	if v%upper != 0 {
		up++
	}
	if up > int64(most) {
		return 1, 0
	}
	return max(1, int(up)), greatest
}

// maxRows is the length of a table that a reader can still check by hand.
const maxRows = 200

// arithmetic proves by whole numbers alone that a part has no plan; nil if it cannot.
func arithmetic(p *part, seats int, lower, upper int64, figures *certificate.Figures) *certificate.Certificate {
	no := certificate.Claim{Status: certificate.Infeasible}
	q := certificate.Question{Seats: seats, Lower: lower, Upper: upper}
	v := p.graph.Total()
	if !fits(v, seats, lower, upper) {
		e := &certificate.WholeSeats{Figures: figures, Part: p.id, Voters: v}
		from, to := seats, seats
		// With a table for every number of seats the proof is stronger, as long as a reader can still read it.
		if lower > 0 && lower <= upper && v/lower < maxRows {
			rows := int(v/lower) + 1
			if least, greatest := SeatsFor(v, lower, upper, rows); least > greatest {
				e.Any, from, to = true, 1, rows
			}
		}
		for s := from; s <= to; s++ {
			e.Rows = append(e.Rows, certificate.SeatsRow{Seats: s, Least: int64(s) * lower, Most: int64(s) * upper})
		}
		return certificate.New(q, no, nil, e)
	}
	for u, n := range p.graph.Voters {
		if n > upper {
			return certificate.New(q, no, nil, &certificate.UnitOver{Figures: figures, Part: p.id, Unit: p.graph.IDs[u], Voters: n})
		}
	}
	return components(p, q, figures)
}

// components proves that the connected parts of a graph cannot share the seats; nil if they can.
func components(p *part, q certificate.Question, figures *certificate.Figures) *certificate.Certificate {
	of, count := p.graph.Components(nil)
	if count == 1 {
		return nil
	}
	voters, units := make([]int64, count), make([]int, count)
	for v, c := range of {
		voters[c] += p.graph.Voters[v]
		units[c]++
	}
	reach := make([]bool, q.Seats+1)
	reach[0] = true
	for c := range count {
		next := make([]bool, q.Seats+1)
		for r, ok := range reach {
			for s := 1; ok && r+s <= q.Seats && s <= units[c]; s++ {
				if fits(voters[c], s, q.Lower, q.Upper) {
					next[r+s] = true
				}
			}
		}
		reach = next
	}
	if reach[q.Seats] {
		return nil
	}
	q.Graph = certificate.NewGraph(p.graph)
	return certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil, &certificate.Components{Figures: figures, Voters: voters})
}
