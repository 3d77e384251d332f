package verify_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
)

// units makes a graph of units a, b and so on, each touching the next; other edges replace that.
func units(voters []int64, edges ...[3]int64) *certificate.Graph {
	g := &certificate.Graph{Scale: 1, Edges: edges}
	for i, v := range voters {
		g.Units = append(g.Units, certificate.Unit{ID: string(rune('a' + i)), Voters: v})
		if i > 0 && edges == nil {
			g.Edges = append(g.Edges, [3]int64{int64(i - 1), int64(i), 1})
		}
	}
	g.SHA256 = g.Hash()
	return g
}

func impossible(q certificate.Question, e certificate.Evidence) *certificate.Certificate {
	return certificate.New(q, noPlan, nil, e)
}

func bounded(value int64, q certificate.Question, e certificate.Evidence) *certificate.Certificate {
	return certificate.New(q, certificate.Claim{Status: certificate.Bounded, Value: value}, nil, e)
}

// judge holds what the checker says against what it should: why is a part of the refusal, "" where it accepts.
func judge(t *testing.T, c *certificate.Certificate, why string) {
	t.Helper()
	_, err := verify.Certificate(t.Context(), c)
	if why == "" {
		require.NoError(t, err)
		return
	}
	require.ErrorAs(t, err, new(*verify.Refusal))
	require.ErrorContains(t, err, why)
}

type example struct {
	name string
	c    *certificate.Certificate
	why  string
}

func judgeAll(t *testing.T, examples []example) {
	for _, x := range examples {
		t.Run(x.name, func(t *testing.T) { judge(t, x.c, x.why) })
	}
}

// over are figures of a nation by the deviation.
func over(limit string, total int64, seats int) *certificate.RuleBounds {
	return &certificate.RuleBounds{Rule: "r", Statistic: "deviation", Limit: limit, Scope: "nation", Total: total,
		Seats: seats}
}

func clustersOf(clusters int, borders ...[2]int) *certificate.Clusters {
	return &certificate.Clusters{Figures: over("1/5", 200, 2), Clusters: clusters, Borders: borders,
		Regions: []certificate.RegionVoters{{ID: "A", Voters: 100}, {ID: "B", Voters: 50}, {ID: "C", Voters: 50}}}
}

// twoRegions is a split of a nation by range/mean at most 9/10, of 89 voters and a mean of 29 2/3. A has units of 30
// and 13 voters, B of 18 and 28. With two seats for A, B has 46 voters in one district, 33 more than 13; with two for B
// there are 43, 18 and 28, and that is within the rule.
func twoRegions(seatsA, seatsB, partA, partB int) *certificate.Certificate {
	f := &certificate.RuleBounds{Rule: "r", Statistic: "range/mean", Limit: "9/10", Scope: "nation", Total: 89, Seats: 3}
	part := func(region string, seats int, from, to, upper int64, voters ...int64) certificate.SplitPart {
		q := certificate.Question{Graph: units(voters), Seats: seats, Lower: from, Upper: upper}
		return certificate.SplitPart{From: from, To: to, Region: region, Certificate: impossible(q,
			&certificate.Enumeration{})}
	}
	return impossible(certificate.Question{Seats: 3, Lower: 13, Upper: 47}, &certificate.Split{Figures: f,
		Regions: []certificate.RegionSeats{{ID: "A", Voters: 43, Seats: seatsA}, {ID: "B", Voters: 46, Seats: seatsB}},
		Parts:   []certificate.SplitPart{part("B", partB, 13, 13, 39, 18, 28), part("A", partA, 14, 29, 47, 30, 13)}})
}

// allotted says that A's 100 voters and B's 20 cannot have four districts of 24 to 36: by the voters B has none. With b
// of 30 voters, A could have three of 100, unless its units cannot.
func allotted(b int64, refuted ...certificate.RefutedSeats) *certificate.Certificate {
	f := over("1/5", 100+b, 4)
	lower, upper := window(f)
	return impossible(certificate.Question{Seats: 4, Lower: lower.Int64(), Upper: upper.Int64()},
		&certificate.Allotment{Figures: f,
			Regions: []certificate.RegionVoters{{ID: "A", Voters: 100}, {ID: "B", Voters: b}}, Refuted: refuted})
}

// three says that a graph cannot be three districts of 26 to 39 voters.
func three(e certificate.Evidence, voters ...int64) certificate.RefutedSeats {
	q := certificate.Question{Seats: 3, Lower: 26, Upper: 39}
	if voters != nil {
		q.Graph = units(voters)
	}
	return certificate.RefutedSeats{Region: "A", Seats: 3, Certificate: impossible(q, e)}
}

// rowSplit is a split of units of 5, 5, 5 and 3 voters in a row into two districts, by range/smallest at most 1/5.
func rowSplit(change func(*certificate.Certificate, *certificate.Split)) *certificate.Certificate {
	g := units([]int64{5, 5, 5, 3})
	part := func(at, upper int64) certificate.SplitPart {
		q := certificate.Question{Graph: g, Seats: 2, Lower: at, Upper: upper}
		return certificate.SplitPart{From: at, To: at, Certificate: impossible(q, &certificate.Enumeration{})}
	}
	f := &certificate.RuleBounds{Rule: "r", Statistic: "range/smallest", Limit: "1/5", Scope: "row", Total: 18, Seats: 2}
	e := &certificate.Split{Figures: f, Parts: []certificate.SplitPart{part(8, 9), part(9, 10)}}
	c := impossible(certificate.Question{Graph: g, Seats: 2, Lower: 8, Upper: 10}, e)
	if change != nil {
		change(c, e)
	}
	return c
}

func seats(from, to int, lower, upper int64) (rows []certificate.SeatsRow) {
	for n := from; n <= to; n++ {
		rows = append(rows, certificate.SeatsRow{Seats: n, Least: int64(n) * lower, Most: int64(n) * upper})
	}
	return rows
}

// TestFalseByCause has a false certificate, mostly beside a true one, for each way in which one was once accepted.
func TestFalseByCause(t *testing.T) {
	pair := units([]int64{10, 10})
	sharing := &certificate.WholeSeats{Part: "P", Voters: 1000, Rows: seats(2, 2, 400, 600)}
	open := certificate.Question{Seats: 2, Lower: 400, Upper: 600, Objective: certificate.CutEdges}
	cut := func(q certificate.Question) certificate.Question {
		q.Objective = certificate.CutEdges
		return q
	}
	quota := certificate.Question{Graph: pair, Seats: 2, Lower: 0, Upper: 20, Objective: certificate.Deviation,
		Quota: &[2]int64{20, 2}}
	row := &certificate.WholeSeats{Voters: 20, Rows: seats(2, 2, 0, 20)}
	long := units([]int64{0, 0, 0, 0, 0, 0})
	far := certificate.Question{Graph: long, Seats: 5, Upper: certificate.MaxSum}
	duals := &certificate.Duals{Weights: certificate.CutEdges, Scale: 1, Order: []int{0, 1, 2, 3, 4, 5}}
	one := certificate.Question{Graph: units([]int64{1}), Seats: 1, Upper: 1}
	done := one
	done.Finished = []int{1}
	alone := certificate.Question{Seats: 2, Lower: 80, Upper: 120}
	three200 := func(r ...certificate.RegionSeats) *certificate.Certificate {
		f := &certificate.RuleBounds{Rule: "r", Statistic: "range/mean", Limit: "0", Scope: "nation", Total: 300, Seats: 3}
		q := certificate.Question{Graph: units([]int64{100, 100}), Seats: 1, Lower: 100, Upper: 100}
		return impossible(certificate.Question{Seats: 3, Lower: 100, Upper: 100}, &certificate.Split{Figures: f, Regions: r,
			Parts: []certificate.SplitPart{{From: 100, To: 100, Region: "A", Certificate: impossible(q,
				&certificate.Enumeration{})}}})
	}
	judgeAll(t, []example{
		{"A whole seats beside a value of 0", bounded(0, open, sharing), "a bound of 0 claims nothing"},
		{"A whole seats beside a value", bounded(3, open, sharing), "show only that there is no plan"},
		{"A unit beside a value of 0", bounded(0, cut(one), &certificate.UnitOver{Unit: "a", Voters: 1}), "a bound of 0"},
		{"A unit beside a value", bounded(2, cut(one), &certificate.UnitOver{Unit: "a", Voters: 1}),
			"only that there is no plan"},
		{"A components beside a value", bounded(2, cut(one), &certificate.Components{Voters: []int64{1}}), "show only"},
		{"A group beside a value", bounded(2, cut(one), &certificate.GroupOver{Units: []int{0}, Voters: 1}), "shows only"},
		{"A locks beside a value", bounded(2, cut(one), &certificate.Locks{}), "show only that there is no plan"},
		{"A clusters beside a value", bounded(1, cut(alone), clustersOf(3)), "shows only that a rule leaves no plan"},
		{"A allotment beside a value", bounded(1, cut(certificate.Question{Seats: 4, Lower: 24, Upper: 36}),
			allotted(20).Evidence), "shows only that a rule leaves no plan"},
		{"A split beside a value", bounded(1, cut(rowSplit(nil).Question), rowSplit(nil).Evidence), "shows only that a rule"},
		{"A whole seats beside the best deviation", certificate.New(quota, certificate.Claim{Status: certificate.Optimal},
			[]int{1, 2}, row), "has nothing to refute"},
		{"A rule beside a deviation", bounded(1, certificate.Question{Graph: units([]int64{11, 9}), Seats: 2, Upper: 20,
			Objective: certificate.Deviation, Quota: &[2]int64{20, 2}},
			&certificate.UnitOver{Figures: over("0", 20, 2), Part: "P", Unit: "a", Voters: 11}), "it names a rule"},

		{"B two seats for A", twoRegions(2, 1, 2, 1), ""},
		{"B two seats for B, proof for the other", twoRegions(1, 2, 2, 1), "about 1 seat and region B has 2"},
		{"B two seats for B", twoRegions(1, 2, 1, 2), "there is a plan"},
		{"B four seats", twoRegions(2, 2, 2, 1), "compare 3 districts, and there are 4"},

		{"C no regions", three200(), "and there are 0"},
		{"C one seat of two", three200(certificate.RegionSeats{ID: "A", Voters: 200, Seats: 2},
			certificate.RegionSeats{ID: "B", Voters: 100, Seats: 1}), "about 1 seat and region A has 2"},
		{"C one region of two", three200(certificate.RegionSeats{ID: "A", Voters: 200, Seats: 1}), "and there are 200"},
		{"C one seat", three200(certificate.RegionSeats{ID: "A", Voters: 200, Seats: 1},
			certificate.RegionSeats{ID: "B", Voters: 100, Seats: 2}), ""},

		{"D none for B", allotted(20), ""},
		{"D three for A", allotted(30), "can share 4 districts"},
		{"D three, refuted by its units", allotted(30, three(&certificate.Enumeration{}, 40, 60)), ""},
		{"D by a graph of other voters", allotted(30, three(&certificate.Enumeration{}, 40, 61)),
			"have 101 voters and region A has 100"},
		{"D by a unit of no graph", allotted(30, three(&certificate.UnitOver{Part: "A", Unit: "z", Voters: 90})),
			"does not say which units"},
		{"D by a unit that is not there", allotted(30, three(&certificate.UnitOver{Unit: "z", Voters: 90}, 34, 33, 33)),
			"no unit z"},

		{"E split", rowSplit(nil), ""},
		{"E split of twice the voters", rowSplit(func(c *certificate.Certificate, e *certificate.Split) {
			e.Figures.Total = 36
			c.Question.Lower, c.Question.Upper = 17, 19
			e.Parts = e.Parts[:0]
		}), "and there are 18"},
		{"E split of more seats", rowSplit(func(c *certificate.Certificate, e *certificate.Split) {
			e.Figures.Seats, e.Figures.Total = 4, 18
			c.Question.Lower, c.Question.Upper = 4, 5
		}), "compare 4 districts, and there are 2"},
		{"E region of other voters", impossible(certificate.Question{Graph: pair, Seats: 1, Lower: 21, Upper: 21},
			&certificate.WholeSeats{Part: "P", Voters: 20, Rows: seats(1, 1, 21, 21), Figures: &certificate.RuleBounds{Rule: "r",
				Statistic: "deviation", Limit: "0", Scope: "P", Total: 21, Seats: 1}}), "not those of P"},

		{"F infeasible", impossible(far, &certificate.Enumeration{}), "there is a plan"},
		{"F count", certificate.New(far, certificate.Claim{Status: certificate.Counted}, nil, &certificate.Enumeration{}),
			"there are 5 plans"},
		{"F value", bounded(1000, cut(far), &certificate.Enumeration{}), "there is a plan with the value 4"},
		{"F duals", impossible(far, duals), "no duals to refute"},
		{"F duals with a step", impossible(far, &certificate.Duals{Weights: certificate.CutEdges, Scale: 1,
			Order: duals.Order,
			Steps: []certificate.Step{{Delta: 1, Pi: make([]int64, 6)}}}), "there is a plan within the limit"},

		{"G more seats than rows", impossible(certificate.Question{Seats: 1, Lower: 1, Upper: 2},
			&certificate.WholeSeats{Part: "P", Voters: 1e13, Any: true, Rows: seats(1, 9, 1, 2)}),
			"over 1\u00a0000\u00a0000 numbers of seats"},

		{"H counted without locks", certificate.New(one, certificate.Claim{Status: certificate.Counted, Plans: 1}, nil,
			&certificate.Enumeration{}), ""},
		{"H counted though finished empty", certificate.New(done, certificate.Claim{Status: certificate.Counted, Plans: 1},
			nil,
			&certificate.Enumeration{}), "there are 0 plans and not 1"},

		{"I two of three", impossible(alone, clustersOf(2, [2]int{1, 2})), "can be divided into 2"},
		{"I borders left out", impossible(alone, clustersOf(2)), ""}, // true of these borders, which the sentence names
	})
	report, err := verify.Certificate(t.Context(), impossible(alone, clustersOf(2)))
	require.NoError(t, err)
	require.Contains(t, report.Statement.String(), "of which none touch")
	report, err = verify.Certificate(t.Context(), impossible(alone, clustersOf(3, [2]int{0, 2}, [2]int{1, 2})))
	require.NoError(t, err)
	require.Contains(t, report.Statement.String(), "of which A and C, B and C touch")
}
