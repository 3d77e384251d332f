package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestPlanLines shows plans, or counts them, on either side of what a question allows.
func TestPlanLines(t *testing.T) {
	five := certificate.Question{Graph: units([]int64{2, 3}), Seats: 1, Lower: 5, Upper: 5,
		Objective: certificate.CutEdges}
	shown := func(lower, upper, value int64, status certificate.Status) *certificate.Certificate {
		q := five
		q.Lower, q.Upper = lower, upper
		return certificate.New(q, certificate.Claim{Status: status, Value: value}, []int{1, 1}, &certificate.PlanAlone{})
	}
	long := units([]int64{1, 1, 1, 1})
	best := func(value int64, plan ...int) *certificate.Certificate {
		q := certificate.Question{Graph: long, Seats: 2, Lower: 1, Upper: 3, Objective: certificate.CutEdges}
		status := certificate.Optimal
		if plan == nil {
			status = certificate.Bounded
		}
		return certificate.New(q, certificate.Claim{Status: status, Value: value}, plan, &certificate.Enumeration{})
	}
	count := func(plans int64, change func(q *certificate.Question)) *certificate.Certificate {
		q := certificate.Question{Graph: long, Seats: 2, Lower: 1, Upper: 3}
		if change != nil {
			change(&q)
		}
		return certificate.New(q, certificate.Claim{Status: certificate.Counted, Plans: plans}, nil,
			&certificate.Enumeration{})
	}
	version := shown(5, 5, 0, certificate.Optimal)
	version.Version = 2
	ring := units([]int64{1, 1, 1, 1}, [][3]int64{{0, 1, 1}, {0, 3, 1}, {1, 2, 1}, {2, 3, 1}}...)
	worse := certificate.New(certificate.Question{Graph: ring, Seats: 3, Lower: 1, Upper: 2,
		Objective: certificate.CutEdges},
		certificate.Claim{Status: certificate.Optimal, Value: 3}, []int{1, 1, 2, 3}, &certificate.Enumeration{})
	less := *worse
	less.Claim.Value = 2
	judgeAll(t, []example{
		{"a plan at its bounds", shown(5, 5, 0, certificate.Optimal), ""},
		{"a voter under", shown(6, 6, 0, certificate.Optimal), "outside 6 to 6"},
		{"a voter over", shown(4, 4, 0, certificate.Optimal), "outside 4 to 4"},
		{"version", version, "version 2 is not 1"},
		{"value below nothing", shown(5, 5, -1, certificate.Optimal), "is negative"},
		{"value of a plan", worse, ""},
		{"a plan worse than claimed", &less, "the plan has the value 3 and not 2"},
		{"a bound at the best value", best(1), ""},
		{"a bound one too high", best(2), "there is a plan with the value 1"},
		{"all plans", count(3, nil), ""},
		{"a plan too few", count(2, nil), "there are 3 plans and not 2"},
		{"plans with a group", count(2, func(q *certificate.Question) { q.Together = [][]int{{1, 2}} }), ""},
		{"plans that break a group", count(3, func(q *certificate.Question) { q.Together = [][]int{{1, 2}} }),
			"there are 2 plans"},
		{"plans with two fixed units", count(1, func(q *certificate.Question) { q.Fixed = [][2]int{{0, 1}, {1, 2}} }), ""},
		{"two districts of one number", count(3, func(q *certificate.Question) { q.Fixed = [][2]int{{1, 1}, {2, 1}} }),
			"there are 2 plans"},
		{"a finished district", count(1, func(q *certificate.Question) {
			q.Fixed, q.Finished = [][2]int{{0, 2}}, []int{2}
		}), ""},
		{"more units than bits", impossible(certificate.Question{Graph: units(make([]int64, 65)), Seats: 1},
			&certificate.Enumeration{}), "at most 64 units"},
		{"as many units as bits", impossible(certificate.Question{Graph: units(make([]int64, 64)), Seats: 1},
			&certificate.Enumeration{}), "there is a plan"},
	})
}

// TestQuestionLines asks questions that are none.
func TestQuestionLines(t *testing.T) {
	with := func(change func(q *certificate.Question)) *certificate.Certificate {
		// Nothing but the change is wrong: no district has 9 voters.
		q := certificate.Question{Graph: units([]int64{1, 2, 3}), Seats: 2, Lower: 9, Upper: 9}
		change(&q)
		if q.Graph != nil {
			q.Graph.SHA256 = q.Graph.Hash()
		}
		return impossible(q, &certificate.Enumeration{})
	}
	voters := func(v ...int64) *certificate.Certificate {
		return with(func(q *certificate.Question) { q.Graph = units(v) })
	}
	edges := func(e ...[3]int64) *certificate.Certificate {
		return with(func(q *certificate.Question) { q.Graph.Edges = e })
	}
	fixed := func(f ...[2]int) *certificate.Certificate {
		return with(func(q *certificate.Question) { q.Fixed = f })
	}
	finished := func(d int) *certificate.Certificate {
		return with(func(q *certificate.Question) { q.Finished = []int{d} })
	}
	bounds := func(lower, upper int64) *certificate.Certificate {
		return with(func(q *certificate.Question) { q.Lower, q.Upper = lower, upper })
	}
	quota := func(num, den int64) *certificate.Certificate {
		c := with(func(q *certificate.Question) { q.Objective, q.Quota = certificate.Deviation, &[2]int64{num, den} })
		return c
	}
	const most = certificate.MaxSum
	judgeAll(t, []example{
		{"a question", with(func(*certificate.Question) {}), ""},
		{"negative voters", voters(-1, 2, 3), "−1 voter is out of range"},
		{"voters at the limit", voters(most, 0, 0), ""},
		{"voters over it", voters(most, 1, 0), "1 voter is out of range"},
		{"voters that overflow", voters(most, most, most, most, 9), "out of range"},
		{"no units", with(func(q *certificate.Question) { q.Graph = &certificate.Graph{} }), "0 units"},
		{"no seats", with(func(q *certificate.Question) { q.Seats = 0 }), "number of seats is 0"},
		{"seats at the limit", with(func(q *certificate.Question) { q.Seats = certificate.MaxUnits }), ""},
		{"seats over it", with(func(q *certificate.Question) { q.Seats = certificate.MaxUnits + 1 }), "number of seats"},
		{"upper at the limit", bounds(7, most), ""},
		{"upper over it", bounds(7, most+1), "out of range"},
		{"lower at the limit", bounds(most, 9), ""},
		{"lower over it", bounds(most+1, 9), "out of range"},
		{"lower below nothing", bounds(-1, 0), "out of range"},
		{"upper below nothing", bounds(0, -1), "out of range"},
		{"two units of one id", with(func(q *certificate.Question) { q.Graph.Units[2].ID = "a" }), "two units have the id"},
		{"an edge twice", edges([3]int64{0, 1, 1}, [3]int64{0, 1, 1}), "out of order or given twice"},
		{"edges out of order", edges([3]int64{1, 2, 1}, [3]int64{0, 1, 1}), "out of order or given twice"},
		{"an edge reversed", edges([3]int64{1, 0, 1}), "does not join two units"},
		{"a loop", edges([3]int64{1, 1, 1}), "does not join two units"},
		{"an edge from nowhere", edges([3]int64{-1, 1, 1}), "does not join two units"},
		{"an edge to nowhere", edges([3]int64{1, 3, 1}), "does not join two units"},
		{"negative length", edges([3]int64{0, 1, -1}), "length −1 is out of range"},
		{"length at the limit", edges([3]int64{0, 1, most}, [3]int64{0, 2, 0}), ""},
		{"length over it", edges([3]int64{0, 1, most}, [3]int64{0, 2, 1}), "length 1 is out of range"},
		{"a unit fixed twice", fixed([2]int{0, 1}, [2]int{0, 2}), "fixed twice"},
		{"a unit fixed nowhere", fixed([2]int{0, 0}), "cannot be fixed to district 0"},
		{"a unit fixed beyond", fixed([2]int{0, 3}), "cannot be fixed to district 3"},
		{"no such unit fixed", fixed([2]int{3, 1}), "unit 3 cannot be fixed"},
		{"a unit before all fixed", fixed([2]int{-1, 1}), "unit -1 cannot be fixed"},
		{"fixed to the last", fixed([2]int{2, 2}), ""},
		{"no such unit in a group", with(func(q *certificate.Question) { q.Together = [][]int{{0, 3}} }), "no unit 3"},
		{"a unit before all in a group", with(func(q *certificate.Question) { q.Together = [][]int{{-1}} }), "no unit -1"},
		{"no district finished", finished(0), "no district 0"},
		{"a district beyond finished", finished(3), "no district 3"},
		{"the last district finished", finished(2), ""},
		{"locks without a graph", with(func(q *certificate.Question) { q.Graph, q.Finished = nil, []int{1} }),
			"locks and no graph"},
		{"two locks without a graph", with(func(q *certificate.Question) {
			q.Graph, q.Fixed, q.Together = nil, [][2]int{{0, 1}}, [][]int{{0}}
		}), "locks and no graph"},
		{"a plan without a graph", certificate.New(certificate.Question{Seats: 1, Objective: certificate.Border},
			certificate.Claim{Status: certificate.Optimal}, []int{1}, &certificate.PlanAlone{}), "a plan and no graph"},
		{"a deviation beyond 64 bits", certificate.New(certificate.Question{Graph: units([]int64{most}), Seats: 1,
			Upper:     most,
			Objective: certificate.Deviation, Quota: &[2]int64{1, certificate.MaxQuotaDen}},
			certificate.Claim{Status: certificate.Optimal}, []int{1}, &certificate.PlanAlone{}),
			"deviation of district 1 is out of range"},
		{"a quota", quota(most, certificate.MaxQuotaDen), ""},
		{"a quota of nothing", quota(0, 1), "needs a quota"},
		{"a quota by nothing", quota(1, 0), "needs a quota"},
		{"a quota too large", quota(most+1, 1), "needs a quota"},
		{"a quota too fine", quota(1, certificate.MaxQuotaDen+1), "needs a quota"},
		{"no quota", with(func(q *certificate.Question) { q.Objective = certificate.Deviation }), "needs a quota"},
		{"a quota for nothing", with(func(q *certificate.Question) { q.Quota = &[2]int64{1, 1} }), "does not use"},
	})
}

// TestArithmeticLines stands at equality, on either side.
func TestArithmeticLines(t *testing.T) {
	shared := func(voters int64, g *certificate.Graph) *certificate.Certificate {
		return impossible(certificate.Question{Graph: g, Seats: 2, Lower: 5, Upper: 7},
			&certificate.WholeSeats{Part: "P", Voters: voters, Rows: seats(2, 2, 5, 7)})
	}
	parts := func(lower, upper int64, seats int, f *certificate.RuleBounds, voters ...int64) *certificate.Certificate {
		g := units(voters, [][3]int64{{0, 1, 1}}...)
		return impossible(certificate.Question{Graph: g, Seats: seats, Lower: lower, Upper: upper},
			&certificate.Components{Part: "P", Figures: f, Voters: append([]int64{voters[0] + voters[1]}, voters[2:]...)})
	}
	of := func(total int64, seats int) *certificate.RuleBounds {
		return &certificate.RuleBounds{Rule: "r", Statistic: "deviation", Limit: "0", Scope: "P", Total: total, Seats: seats}
	}
	unit := func(f *certificate.RuleBounds, upper int64) *certificate.Certificate {
		return impossible(certificate.Question{Seats: 1, Upper: upper}, &certificate.UnitOver{Figures: f, Part: "P",
			Unit: "a", Voters: 1000})
	}
	reading := func(statistic, limit string, upper int64) *certificate.Certificate {
		return unit(&certificate.RuleBounds{Rule: "r", Statistic: statistic, Limit: limit, Scope: "nation", Total: 10,
			Seats: 2}, upper)
	}
	scope := func(change func(f *certificate.RuleBounds)) *certificate.Certificate {
		f := over("0", 12, 3)
		change(f)
		return parts(4, 4, 2, f, 1, 2, 5)
	}
	counted := func(voters int64) *certificate.Certificate {
		return impossible(certificate.Question{Seats: 1, Lower: 1, Upper: 0}, &certificate.WholeSeats{Part: "P",
			Voters: voters,
			Any:    true, Rows: []certificate.SeatsRow{}})
	}
	locked := func(fixed [][2]int, together [][]int, finished ...int) *certificate.Certificate {
		c := parts(4, 4, 2, over("0", 12, 3), 1, 2, 5)
		c.Question.Fixed, c.Question.Together, c.Question.Finished = fixed, together, finished
		return c
	}
	done := impossible(certificate.Question{Graph: units([]int64{5, 5}), Seats: 2, Lower: 5, Upper: 5,
		Fixed: [][2]int{{0, 1}}, Finished: []int{1}}, &certificate.Components{Voters: []int64{5}})
	judgeAll(t, []example{
		{"as many rows as may be", counted(999_999), "0 rows, and 1\u00a0000\u00a0000 are needed"},
		{"a row more", counted(1_000_000), "over 1\u00a0000\u00a0000 numbers"},
		{"a rule and a fixed unit", locked([][2]int{{0, 1}}, nil), "question with locks"},
		{"a rule and a group", locked(nil, [][]int{{0}}), "question with locks"},
		{"a rule and a finished district", locked(nil, nil, 1), "question with locks"},
		{"a rule, a fixed unit and a group", locked([][2]int{{0, 1}}, [][]int{{0}}), "question with locks"},
		{"a rule, a group and a finished district", locked(nil, [][]int{{0}}, 1), "question with locks"},
		{"a region that leaves out", parts(4, 4, 2, leaving(of(8, 2)), 1, 2, 5), "left out of P alone"},
		{"one of two finished", done, "can have 1 district"},

		{"a voter too few", shared(9, nil), ""},
		{"as few as may be", shared(10, nil), "2 districts can share 10"},
		{"as many as may be", shared(14, nil), "2 districts can share 14"},
		{"a voter too many", shared(15, nil), ""},
		{"negative voters", shared(-1, nil), "out of range"},
		{"voters over the limit", shared(certificate.MaxSum+1, nil), "out of range"},
		{"voters of the units", shared(9, units([]int64{4, 5})), ""},
		{"not the voters of the units", shared(9, units([]int64{5, 5})), "have 10 voters and not 9"},

		{"as many districts as units", parts(4, 4, 3, nil, 4, 4, 4), "can have 3 districts"},
		{"more districts than units", parts(4, 4, 3, nil, 4, 4, 8), ""},
		{"components with figures", parts(4, 4, 2, of(8, 2), 1, 2, 5), ""},
		{"components a lower too high", parts(5, 5, 2, of(8, 2), 1, 2, 5), "fewer than 5"},
		{"components an upper too low", parts(3, 3, 2, of(8, 2), 1, 2, 5), "more than 3"},
		{"figures of other voters", parts(4, 5, 2, of(9, 2), 1, 2, 5), "not those of P"},
		{"figures of other seats", parts(2, 4, 2, of(8, 3), 1, 2, 5), "of 3 seats and not 2"},

		{"a nation", scope(func(*certificate.RuleBounds) {}), ""},
		{"a nation of no more voters", scope(func(f *certificate.RuleBounds) { f.Total, f.Seats = 8, 2 }), ""},
		{"a nation of fewer voters", scope(func(f *certificate.RuleBounds) { f.Total, f.Seats = 7, 2 }),
			"more voters or seats"},
		{"a nation of fewer seats", impossible(certificate.Question{Seats: 2, Lower: 10, Upper: 10},
			&certificate.UnitOver{Figures: over("0", 10, 1), Part: "P", Unit: "a", Voters: 11}), "more voters or seats"},
		{"another region", scope(func(f *certificate.RuleBounds) { f.Scope = "Q" }),
			"figures are of Q and the question of P"},
		{"nowhere", scope(func(f *certificate.RuleBounds) { f.Scope = "" }), "not for which part"},
		{"free", scope(func(f *certificate.RuleBounds) {
			f.LeftOut = []certificate.LeftOut{{Region: "P", Voters: 8, Seats: 2, Free: true}}
		}), "free P from the rule"},
		{"outside the quota, and bound", scope(func(f *certificate.RuleBounds) {
			f.LeftOut = []certificate.LeftOut{{Region: "P", Voters: 8, Seats: 2, OutsideQuota: true}}
		}), ""},
		{"outside the quota with other voters", scope(func(f *certificate.RuleBounds) {
			f.LeftOut = []certificate.LeftOut{{Region: "P", Voters: 4, Seats: 1, OutsideQuota: true}}
		}), "other voters or seats"},

		{"deviation", reading("deviation", "1", 10), ""},
		{"a negative limit", reading("deviation", "-1", 10), "not a whole number or a fraction"},
		{"range over all the largest", reading("range/largest", "3/2", 10), "never over 3/2"},
		{"range over all there are", reading("range/mean", "5", 10), ""},
		{"range of all the largest", reading("range/largest", "1", 10), ""},
		{"range of all the largest, a voter less", reading("range/largest", "1", 9), "more than 9"},
		{"largest under the smallest", reading("largest/smallest", "1/2", 10), "asks for the impossible"},
		{"largest as the smallest", reading("largest/smallest", "1", 5), ""},
		{"largest as the smallest, a voter less", reading("largest/smallest", "1", 4), "more than 4"},
	})
}

// leaving adds nobody to what figures leave out.
func leaving(f *certificate.RuleBounds) *certificate.RuleBounds {
	f.LeftOut = []certificate.LeftOut{{Region: "X", Free: true}}
	return f
}

// TestRuleLines changes proofs that hold other proofs.
func TestRuleLines(t *testing.T) {
	split := rowSplit
	first := func(c *certificate.Certificate) *certificate.Certificate {
		return split(func(_ *certificate.Certificate, e *certificate.Split) { e.Parts[0].Certificate = c })
	}
	change := func(f func(q *certificate.Question)) *certificate.Certificate {
		return split(func(_ *certificate.Certificate, e *certificate.Split) { f(&e.Parts[0].Certificate.Question) })
	}
	g := units([]int64{5, 5, 5, 3})
	within := certificate.Question{Graph: g, Seats: 2, Lower: 8, Upper: 9}
	valued := within
	valued.Objective = certificate.CutEdges
	refuted := func(f func(r *certificate.RefutedSeats)) *certificate.Certificate {
		r := three(&certificate.Enumeration{}, 40, 60)
		f(&r)
		return allotted(30, r)
	}
	question := func(f func(q *certificate.Question)) *certificate.Certificate {
		return refuted(func(r *certificate.RefutedSeats) { f(&r.Certificate.Question) })
	}
	judgeAll(t, []example{
		{"split", split(nil), ""},
		{"split a lower too high", split(func(c *certificate.Certificate, e *certificate.Split) {
			c.Question.Lower, e.Parts = 10, []certificate.SplitPart{}
		}), "fewer than 10"},
		{"split an upper too low", split(func(c *certificate.Certificate, e *certificate.Split) {
			c.Question.Upper, e.Parts[1].Certificate = 8, nil
		}), "more than 8"},
		{"a part of a higher lower", change(func(q *certificate.Question) { q.Lower = 9 }), "refuted only for 9 to 9"},
		{"a part of a lower upper", change(func(q *certificate.Question) { q.Upper = 8 }), "refuted only for 8 to 8"},
		{"a part of a lower lower", change(func(q *certificate.Question) { q.Lower = 4 }), ""},
		{"a part without proof", first(nil), "has no proof"},
		{"a part that counts", first(certificate.New(within, certificate.Claim{Status: certificate.Counted}, nil,
			&certificate.Enumeration{})), "does not show that there is no plan"},
		{"a part with a value", first(bounded(1, valued, &certificate.Enumeration{})), "does not show that there is no plan"},
		{"a part by clusters", first(impossible(certificate.Question{Seats: 2, Lower: 80, Upper: 120},
			clustersOf(3))), "does not show that there is no plan"},
		{"a part without a graph", first(impossible(certificate.Question{Seats: 2, Lower: 8, Upper: 9},
			&certificate.UnitOver{Unit: "a", Voters: 10})), "does not say which units"},
		{"a part with a rule", first(impossible(within, &certificate.UnitOver{Figures: over("1", 18, 2), Part: "row",
			Unit:   "a",
			Voters: 5})), "it names a rule"},
		{"a part with a group", change(func(q *certificate.Question) { q.Together = [][]int{{0, 3}} }), "other locks"},
		{"a part with a fixed unit", change(func(q *certificate.Question) { q.Fixed = [][2]int{{0, 1}} }), "other locks"},
		{"a part with a finished district", change(func(q *certificate.Question) { q.Finished = []int{1} }), "other locks"},
		{"a part with a region", split(func(_ *certificate.Certificate, e *certificate.Split) { e.Parts[0].Region = "A" }),
			"names a region, and there is one graph"},
		{"split with locks", split(func(c *certificate.Certificate, _ *certificate.Split) {
			c.Question.Together = [][]int{{0, 3}}
		}), "question with locks"},
		{"split by the deviation", split(func(_ *certificate.Certificate, e *certificate.Split) {
			e.Figures.Statistic = "deviation"
		}), "nothing to split"},

		{"refuted", refuted(func(*certificate.RefutedSeats) {}), ""},
		{"a count of none", refuted(func(r *certificate.RefutedSeats) {
			r.Certificate.Claim = certificate.Claim{Status: certificate.Counted}
		}), "there is no proof"},
		{"a value", refuted(func(r *certificate.RefutedSeats) {
			r.Certificate.Question.Objective = certificate.CutEdges
			r.Certificate.Claim = certificate.Claim{Status: certificate.Bounded, Value: 1}
		}), "there is no proof"},
		{"nothing", refuted(func(r *certificate.RefutedSeats) { r.Certificate = nil }), "there is no proof"},
		{"a split", refuted(func(r *certificate.RefutedSeats) { r.Certificate = split(nil) }), "there is no proof"},
		{"clusters", refuted(func(r *certificate.RefutedSeats) {
			r.Certificate = impossible(certificate.Question{Seats: 3, Lower: 80, Upper: 120}, clustersOf(3))
		}), "there is no proof"},
		{"a higher lower", question(func(q *certificate.Question) { q.Lower = 27 }), "not about 3 districts of 26 to 39"},
		{"a lower upper", question(func(q *certificate.Question) { q.Upper = 38 }), "not about 3 districts of 26 to 39"},
		{"wider bounds", question(func(q *certificate.Question) { q.Lower, q.Upper = 25, 40 }), ""},
		{"other seats", question(func(q *certificate.Question) { q.Seats = 4 }), "not about 3 districts"},
		{"a group", question(func(q *certificate.Question) { q.Together = [][]int{{0}} }), "not about 3 districts"},
		{"a fixed unit", question(func(q *certificate.Question) { q.Fixed = [][2]int{{0, 1}} }), "not about 3 districts"},
		{"a finished district", question(func(q *certificate.Question) { q.Finished = []int{1} }), "not about 3 districts"},
		{"no such region", refuted(func(r *certificate.RefutedSeats) { r.Region = "C" }), "no region C"},
		{"a rule of its own", refuted(func(r *certificate.RefutedSeats) {
			e := &certificate.UnitOver{Figures: over("0", 100, 3), Part: "A", Unit: "b", Voters: 60}
			r.Certificate = impossible(r.Certificate.Question, e)
		}), "a rule of its own"},
	})
}
