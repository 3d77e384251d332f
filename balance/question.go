package balance

import (
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/rule"
)

// Ask is what a rule asks of one region, as a problem: the graph is the region's, weighted by what the rule counts, and
// units are its nodes in the rule's country. The objective, parents and locks are left to the caller.
//
// Where exceptions may fit single districts the problem has a Judge. Where that judgement needs the districts of other
// regions too (rule.Question.Open), the problem asks for districts that need no exception: a plan of it must still be
// judged as a whole, and that there is none proves nothing (see Proves).
func Ask(q *rule.Question, g *graph.Graph, units []int) Problem {
	p := Problem{Graph: g, Seats: q.Seats, Lower: q.Lower, Upper: q.Upper}
	if q.Quota != nil && q.Quota.Sign() > 0 {
		p.Quota = q.Quota
	}
	switch {
	case q.Single && !q.Open:
		p.Plain = [2]int64{q.Lower, q.Upper}
		p.Lower, p.Upper = q.Loosest[0], q.Loosest[1]
		p.Judge = func(plan []int) bool {
			districts := make([][]int, q.Seats)
			for v, d := range plan {
				districts[d] = append(districts[d], units[v])
			}
			return q.Judge(districts)
		}
	case q.Coupled():
		p.Rule = coupled{q.Test}
	}
	return p
}

// Proves reports whether a proof that the problem of a rule's question has no plan is one that the rule can have none.
func Proves(q *rule.Question) bool { return !q.Open }

// coupled is a rule's test of one region as solvers ask it.
type coupled struct{ rule.Scope }

// Window is that of the test, whose total and seats are the region's.
func (c coupled) Window(int64, int) (lower, upper int64) { return c.Scope.Window() }
