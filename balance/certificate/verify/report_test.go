package verify_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
)

// TestClaimLines claims two things at once, or nothing.
func TestClaimLines(t *testing.T) {
	g := units([]int64{1, 1})
	claim := func(c certificate.Claim, plan []int, objective certificate.Objective) *certificate.Certificate {
		q := certificate.Question{Graph: g, Seats: 2, Lower: 1, Upper: 1, Objective: objective}
		if c.Status == certificate.Infeasible {
			q.Upper = 0
		}
		return certificate.New(q, c, plan, &certificate.Enumeration{})
	}
	plan := []int{1, 2}
	group := func(u ...int) *certificate.Certificate {
		q := certificate.Question{Graph: g, Seats: 1, Upper: 1, Together: [][]int{{0, 1}}}
		return impossible(q, &certificate.GroupOver{Units: u, Voters: 2})
	}
	nobody := impossible(certificate.Question{Seats: 1, Upper: 1}, &certificate.GroupOver{Units: []int{0}, Voters: 2})
	unlocked := impossible(certificate.Question{Seats: 1, Upper: 1}, &certificate.Locks{})
	nothing := claim(certificate.Claim{Status: certificate.Infeasible}, nil, "")
	nothing.Evidence = nil
	deviation := func(value int64, quota *[2]int64) *certificate.Certificate {
		q := certificate.Question{Graph: units([]int64{1, 4}), Seats: 2, Upper: 9, Objective: certificate.Deviation,
			Quota: quota}
		return certificate.New(q, certificate.Claim{Status: certificate.Optimal, Value: value}, plan,
			&certificate.Enumeration{})
	}
	judgeAll(t, []example{
		{"a count", claim(certificate.Claim{Status: certificate.Counted, Plans: 1}, nil, ""), ""},
		{"a count and a plan", claim(certificate.Claim{Status: certificate.Counted, Plans: 1}, plan, ""),
			"names one, or a value"},
		{"a count and a value", claim(certificate.Claim{Status: certificate.Counted, Plans: 1, Value: 1}, nil, ""),
			"or a value"},
		{"no plan", claim(certificate.Claim{Status: certificate.Infeasible}, nil, ""), ""},
		{"no plan of a value", claim(certificate.Claim{Status: certificate.Infeasible, Value: 1}, nil, ""), "names a value"},
		{"no plan and a number", claim(certificate.Claim{Status: certificate.Infeasible, Plans: 1}, nil, ""),
			"a number of plans"},
		{"no plan and a plan", claim(certificate.Claim{Status: certificate.Infeasible}, plan, ""), "and holds one"},
		{"a value", claim(certificate.Claim{Status: certificate.Optimal, Value: 1}, plan, "border"), ""},
		{"a value and a number", claim(certificate.Claim{Status: certificate.Optimal, Value: 1, Plans: 1}, plan, "border"),
			"names a number of plans"},
		{"a best plan that is not there", claim(certificate.Claim{Status: certificate.Optimal, Value: 1}, nil, "border"),
			"holds none"},
		{"a value of nothing", claim(certificate.Claim{Status: certificate.Optimal, Value: 1}, plan, ""), "no objective"},
		{"an unknown value", claim(certificate.Claim{Status: certificate.Optimal, Value: 1}, plan, "beauty"),
			"unknown objective"},
		{"a bound below nothing", claim(certificate.Claim{Status: certificate.Bounded, Value: -1}, nil, "border"),
			"is negative"},
		{"a bound of nothing", claim(certificate.Claim{Status: certificate.Bounded}, nil, "border"), "a bound of 0"},
		{"nothing", claim(certificate.Claim{}, nil, ""), "unknown status"},
		{"no evidence", nothing, "the evidence is not"},
		{"a deviation", deviation(3, &[2]int64{5, 2}), ""},
		{"a smaller deviation", deviation(2, &[2]int64{5, 2}), "the value 3 and not 2"},
		{"a deviation from elsewhere", deviation(5, &[2]int64{3, 2}), ""},
		{"a group", group(0, 1), ""},
		{"a group of nobody", group(), "no units"},
		{"a group without a graph", nobody, "no groups without a graph"},
		{"locks without a graph", unlocked, "no locks without a graph"},
		{"a unit of a group twice", group(0, 0), "out of order"},
		{"a group out of order", group(1, 0), "out of order"},
		{"a group of none", group(0, 2), "unit 2 is none"},
		{"a group of less than none", group(-1, 0), "unit -1 is none"},
	})
}

// TestFigureLines reads figures on either side of what they may be.
func TestFigureLines(t *testing.T) {
	with := func(change func(f *certificate.RuleBounds)) *certificate.Certificate {
		f := over("0", 12, 3)
		change(f)
		return impossible(certificate.Question{Seats: 1, Lower: 0, Upper: 14}, &certificate.UnitOver{Figures: f, Part: "P",
			Unit: "a", Voters: 15})
	}
	left := func(statistic string, l ...certificate.LeftOut) *certificate.Certificate {
		return with(func(f *certificate.RuleBounds) { f.Statistic, f.LeftOut = statistic, l })
	}
	digits := strings.Repeat("1", 30)
	judgeAll(t, []example{
		{"figures", with(func(*certificate.RuleBounds) {}), ""},
		{"no voters", with(func(f *certificate.RuleBounds) { f.Total = 0 }), ""},
		{"fewer than none", with(func(f *certificate.RuleBounds) { f.Total = -1 }), "−1 voter and 3 seats"},
		{"no seats", with(func(f *certificate.RuleBounds) { f.Seats = 0 }), "12 voters and 0 seats"},
		{"limits of its own", with(func(f *certificate.RuleBounds) { f.Below, f.Above = "1", "5/2" }), ""},
		{"own limit too wide", with(func(f *certificate.RuleBounds) { f.Above = "3" }), "more than 14"},
		{"own limit of a range", with(func(f *certificate.RuleBounds) { f.Statistic, f.Below = "range/mean", "0" }),
			"for the deviation alone"},
		{"own limit of nonsense", with(func(f *certificate.RuleBounds) { f.Below = "much" }), "not a whole number"},
		{"a limit of thirty digits", with(func(f *certificate.RuleBounds) { f.Limit = "2/" + digits }), ""},
		{"a limit of more below", with(func(f *certificate.RuleBounds) { f.Limit = "2/" + digits + "1" }),
			"not a whole number"},
		{"a limit of more above", with(func(f *certificate.RuleBounds) { f.Limit = digits + "1" }), "not a whole number"},
		{"in eights", with(func(f *certificate.RuleBounds) { f.Limit = "010/100" }), "not a whole number"},
		{"by eights", with(func(f *certificate.RuleBounds) { f.Limit = "1/010" }), "not a whole number"},
		{"in twos", with(func(f *certificate.RuleBounds) { f.Limit = "0b0" }), "not a whole number"},
		{"with a gap", with(func(f *certificate.RuleBounds) { f.Limit = "0_0" }), "not a whole number"},
		{"with a sign", with(func(f *certificate.RuleBounds) { f.Limit = "+1" }), "not a whole number"},
		{"with a point", with(func(f *certificate.RuleBounds) { f.Limit = "0.5" }), "not a whole number"},
		{"with a line end", with(func(f *certificate.RuleBounds) { f.Limit = "1\n" }), "not a whole number"},
		{"by nothing", with(func(f *certificate.RuleBounds) { f.Limit = "1/0" }), "not a whole number"},
		{"left out", left("range/mean", certificate.LeftOut{Region: "X", Voters: 4, Seats: 1, Free: true}), ""},
		{"left out all but one seat", left("range/mean", certificate.LeftOut{Region: "X", Voters: 12, Seats: 2, Free: true}),
			""},
		{"left out all seats", left("range/mean", certificate.LeftOut{Region: "X", Voters: 12, Seats: 3, Free: true}),
			"no seat is left"},
		{"left out more voters", left("deviation", certificate.LeftOut{Region: "X", Voters: 13, Seats: 2, Free: true}),
			"do not fit"},
		{"left out more seats", left("deviation", certificate.LeftOut{Region: "X", Voters: 4, Seats: 4, Free: true}),
			"do not fit"},
		{"left out fewer voters than none", left("deviation", certificate.LeftOut{Region: "X", Voters: -1, Seats: 1,
			Free: true}), "do not fit"},
		{"left out fewer seats than none", left("deviation", certificate.LeftOut{Region: "X", Voters: 1, Seats: -1,
			Free: true}), "do not fit"},
		{"left out nobody", left("deviation", certificate.LeftOut{Voters: 1, Seats: 1, Free: true}), "has no id"},
		{"outside the quota of a range", left("range/mean", certificate.LeftOut{Region: "X", Voters: 4, Seats: 1,
			OutsideQuota: true}),
			"compared all the same"},
		{"all outside the quota", left("deviation", certificate.LeftOut{Region: "X", Voters: 12, Seats: 3,
			OutsideQuota: true}), ""},
	})
	// The mean of all outside the quota is that of all: 4, and not 0.
	c := left("deviation", certificate.LeftOut{Region: "X", Voters: 12, Seats: 3, OutsideQuota: true})
	c.Question.Upper = 3
	judge(t, c, "more than 3")
}

// TestReport looks at what an accepted proof rests on.
func TestReport(t *testing.T) {
	report := func(c *certificate.Certificate) *verify.Report {
		r, err := verify.Certificate(t.Context(), c)
		require.NoError(t, err)
		return r
	}
	c := rowSplit(nil)
	c.Case = "case"
	r := report(c)
	require.Equal(t, c.Question.Graph.Hash(), r.Graph)
	require.Empty(t, r.Parts)
	require.Equal(t, "case", r.Case)

	r = report(twoRegions(2, 1, 2, 1))
	require.Empty(t, r.Graph)
	require.Equal(t, []verify.PartGraph{{Region: "B", SHA256: units([]int64{18, 28}).Hash()},
		{Region: "A", SHA256: units([]int64{30, 13}).Hash()}}, r.Parts)

	twice := three(&certificate.Enumeration{}, 40, 60)
	r = report(allotted(30, twice, twice))
	require.Equal(t, []verify.PartGraph{{Region: "A", SHA256: units([]int64{40, 60}).Hash()}}, r.Parts)
}
