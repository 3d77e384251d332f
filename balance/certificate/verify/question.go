package verify

import (
	"math/big"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// mostPerDistrict is more seats than a district has anywhere.
const mostPerDistrict = 1000

func checkQuestion(q *certificate.Question) error {
	if q.Seats < 1 || q.Seats > certificate.MaxUnits {
		return refuse("the number of seats is %d", q.Seats)
	}
	if q.PerDistrict < 0 || q.PerDistrict == 1 || q.PerDistrict > mostPerDistrict {
		return refuse("a district has %d {1|seat|seats}", q.PerDistrict)
	}
	if q.Lower < 0 || q.Lower > certificate.MaxSum || q.Upper < 0 || q.Upper > certificate.MaxSum {
		return refuse("the bounds %d to %d are out of range", q.Lower, q.Upper)
	}
	if err := checkObjective(q); err != nil {
		return err
	}
	if q.Graph == nil {
		if len(q.Fixed)+len(q.Together)+len(q.Finished) > 0 {
			return refuse("there are locks and no graph")
		}
		return nil
	}
	if err := checkGraph(q.Graph); err != nil {
		return err
	}
	return checkLocks(q)
}

func checkGraph(g *certificate.Graph) error {
	if len(g.Units) == 0 || len(g.Units) > certificate.MaxUnits {
		return refuse("the graph has %d {1|unit|units}", len(g.Units))
	}
	if g.Hash() != g.SHA256 {
		return refuse("the SHA-256 of the graph is %s and not %s as stated", g.Hash(), g.SHA256)
	}
	seen := make(map[string]bool)
	var voters, length int64
	for i, u := range g.Units {
		if seen[u.ID] {
			return refuse("two units have the id %q", u.ID)
		}
		seen[u.ID] = true
		if u.Voters < 0 || u.Voters > certificate.MaxSum-voters {
			return refuse("unit %d: %d {2|voter is|voters are} out of range", locale.Nth(i), u.Voters)
		}
		voters += u.Voters
	}
	var last [3]int64 // before every edge
	for i, e := range g.Edges {
		if e[0] < 0 || e[0] >= e[1] || e[1] >= int64(len(g.Units)) {
			return refuse("edge %d does not join two units in ascending order", locale.Nth(i))
		}
		if e[0] < last[0] || e[0] == last[0] && e[1] <= last[1] {
			return refuse("edge %d is out of order or given twice", locale.Nth(i))
		}
		last = e
		if e[2] < 0 || e[2] > certificate.MaxSum-length {
			return refuse("edge %d: the length %d is out of range", locale.Nth(i), e[2])
		}
		length += e[2]
	}
	return nil
}

func checkLocks(q *certificate.Question) error {
	n := len(q.Graph.Units)
	fixed := make(map[int]bool)
	for _, f := range q.Fixed {
		if f[0] < 0 || f[0] >= n || fixed[f[0]] || f[1] < 1 || f[1] > q.Seats {
			return refuse("unit %d cannot be fixed to district %d, or is fixed twice", locale.Nth(f[0]),
				locale.Nth(f[1]))
		}
		fixed[f[0]] = true
	}
	for _, group := range q.Together {
		for _, v := range group {
			if v < 0 || v >= n {
				return refuse("there is no unit %d to keep together with others", locale.Nth(v))
			}
		}
	}
	for _, d := range q.Finished {
		if d < 1 || d > q.Seats {
			return refuse("there is no district %d to be finished", locale.Nth(d))
		}
	}
	return nil
}

// narrow tightens the bounds of a question about the deviation to those of plans with at most the limit. It returns
// true where no whole number of voters is left.
func narrow(q *certificate.Question, limit int64) (empty bool) {
	// |den*v - num| <= limit  <=>  (num-limit)/den <= v <= (num+limit)/den
	num, den := big.NewInt(q.Quota[0]), big.NewInt(q.Quota[1])
	d := big.NewInt(limit)
	low := new(big.Int).Sub(num, d)
	low.Add(low, den).Sub(low, big.NewInt(1)).Div(low, den) // Div rounds down, den > 0
	high := new(big.Int).Add(num, d)
	high.Div(high, den)
	q.Lower = max(q.Lower, low.Int64()) // at most num
	if high.Cmp(big.NewInt(q.Upper)) < 0 {
		q.Upper = high.Int64()
	}
	return q.Lower > q.Upper
}
