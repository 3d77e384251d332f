package verify

import (
	"math/big"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// This file is what the checker knows of objectives: two are sums over the edges between districts; the third is the
// largest of the districts' own figures, and of it alone bounds follow (narrow).

// summed says that an objective is a sum over the edges between districts.
func summed(o certificate.Objective) bool {
	return o == certificate.CutEdges || o == certificate.Border
}

// checkObjective says what is wrong with the objective of a question, which may have none.
func checkObjective(q *certificate.Question) error {
	switch {
	case q.Objective == "" || summed(q.Objective):
		if q.Quota != nil {
			return refuse("a quota is named, which this objective does not use")
		}
	case q.Objective == certificate.Deviation:
		if q.Quota == nil || q.Quota[0] <= 0 || q.Quota[1] <= 0 || q.Quota[1] > certificate.MaxQuotaDen ||
			q.Quota[0] > certificate.MaxSum {
			return refuse("the deviation needs a quota of two positive numbers, the second at most %d", certificate.MaxQuotaDen)
		}
	default:
		return refuse("unknown objective %q", q.Objective)
	}
	return nil
}

// worth is the objective's value of a plan whose districts, from 1 on, have these voters.
func worth(q *certificate.Question, plan []int, voters []int64) (int64, error) {
	if q.Objective != certificate.Deviation {
		return cut(q, plan), nil
	}
	var value int64
	for d := 1; d <= q.Seats; d++ {
		x := new(big.Int).Mul(big.NewInt(q.Quota[1]), big.NewInt(voters[d]))
		x.Sub(x, big.NewInt(q.Quota[0])).Abs(x)
		if !x.IsInt64() {
			return 0, refuse("the deviation of district %d is out of range", locale.Nth(d))
		}
		value = max(value, x.Int64())
	}
	return value, nil
}

// cut is what the edges between the districts of a plan add to the objective.
func cut(q *certificate.Question, plan []int) (value int64) {
	for i, e := range q.Graph.Edges {
		if plan[e[0]] != plan[e[1]] {
			value += weight(q, i)
		}
	}
	return value
}

// weight is what edge i of the graph adds to the objective, cut edges or border, where it is cut.
func weight(q *certificate.Question, i int) int64 {
	if q.Objective == certificate.CutEdges {
		return 1
	}
	return q.Graph.Edges[i][2]
}

// measure is the objective in words.
func measure(q *certificate.Question) locale.Text {
	switch q.Objective {
	case certificate.CutEdges:
		return locale.T("the number of cut edges")
	case certificate.Border:
		return locale.T("the border (in whole length units of the graph)")
	default:
		return locale.T("the largest |%d*voters - %d| of a district", q.Quota[1], q.Quota[0])
	}
}
