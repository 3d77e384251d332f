package verify

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/rule"
)

// The checker's bounds and those of package rule, written apart, agree to the voter.
func TestFiguresAgainstRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(rule.Statistics()).Draw(t, "statistic")
		den := rapid.SampledFrom([]int64{1, 3, 7, 100}).Draw(t, "den")
		num := rapid.Int64Range(0, den-1).Draw(t, "num")
		if s == rule.LargestOverSmallest {
			num += den
		}
		f := &certificate.RuleBounds{Statistic: s.String(), Limit: rule.NewFraction(num, den).Rat().RatString(),
			Total: rapid.Int64Range(1, 5000).Draw(t, "total"), Seats: rapid.IntRange(1, 6).Draw(t, "seats")}
		lower, upper := rule.Scope{Statistic: s, Limit: rule.NewFraction(num, den), Total: f.Total, Seats: f.Seats}.Window()
		if lower > upper {
			return // the window is empty; any bounds that cross are then as good
		}
		check := func(l, u int64) error { return checkFigures(&certificate.Question{Lower: l, Upper: u}, f) }
		require.NoError(t, check(lower, upper))
		require.Error(t, check(lower+1, upper))
		require.Error(t, check(lower, upper-1))
		require.NoError(t, check(max(lower-1, 0), upper+1))
	})
}

func ulytau() *certificate.Certificate {
	return certificate.New(
		certificate.Question{Seats: 1, Lower: 332_016, Upper: 498_023},
		certificate.Claim{Status: certificate.Infeasible}, nil,
		&certificate.WholeSeats{
			Figures: &certificate.RuleBounds{Rule: "kz-2022-nation", Statistic: "deviation", Limit: "1/5", Scope: "nation",
				Total: 12_035_578, Seats: 29},
			Part: "KZ-62", Voters: 138_277, Any: true,
			Rows: []certificate.SeatsRow{{Seats: 1, Least: 332_016, Most: 498_023}},
		})
}

// roundTrip writes a certificate and reads it again, as a user's file would be.
func roundTrip(t testing.TB, c *certificate.Certificate) *certificate.Certificate {
	var b bytes.Buffer
	require.NoError(t, certificate.Write(&b, c))
	d, err := certificate.Read(&b)
	require.NoError(t, err)
	return d
}

func accepted(t testing.TB, c *certificate.Certificate) {
	r, err := Certificate(context.Background(), roundTrip(t, c))
	require.NoError(t, err)
	require.NotEmpty(t, r.Statement.String())
}

func refused(t testing.TB, c *certificate.Certificate, why string) {
	_, err := Certificate(context.Background(), roundTrip(t, c))
	require.ErrorAs(t, err, new(*Refusal))
	require.ErrorContains(t, err, why)
}

func TestWholeSeats(t *testing.T) {
	accepted(t, ulytau())
	for why, tamper := range map[string]func(*certificate.Certificate, *certificate.WholeSeats){
		"can share 400\u00a0000": func(c *certificate.Certificate,
			e *certificate.WholeSeats) {
			e.Voters = 400_000
			e.Rows = rows(c, 2)
		},
		"row 1 is wrong":     func(_ *certificate.Certificate, e *certificate.WholeSeats) { e.Rows[0].Least++ },
		"rows, and":          func(_ *certificate.Certificate, e *certificate.WholeSeats) { e.Rows = nil },
		"fewer than 332":     func(c *certificate.Certificate, _ *certificate.WholeSeats) { c.Question.Lower++ },
		"more than 498":      func(c *certificate.Certificate, _ *certificate.WholeSeats) { c.Question.Upper-- },
		"allows districts":   func(_ *certificate.Certificate, e *certificate.WholeSeats) { e.Figures.Limit = "1/4" },
		"unknown statistic":  func(_ *certificate.Certificate, e *certificate.WholeSeats) { e.Figures.Statistic = "mean" },
		"not a whole number": func(_ *certificate.Certificate, e *certificate.WholeSeats) { e.Figures.Limit = "1e-1" },
		"−1 voter and 29":    func(_ *certificate.Certificate, e *certificate.WholeSeats) { e.Figures.Total = -1 },
		"is left out twice": func(_ *certificate.Certificate, e *certificate.WholeSeats) {
			e.Figures.LeftOut = []certificate.LeftOut{{Region: "A", Voters: 1, Seats: 1, Free: true},
				{Region: "A", Voters: 1, Seats: 1, Free: true}}
		},
		"left out of nothing": func(_ *certificate.Certificate, e *certificate.WholeSeats) {
			e.Figures.LeftOut = []certificate.LeftOut{{Region: "A", Voters: 1, Seats: 1}}
		},
		"do not fit into the whole": func(_ *certificate.Certificate, e *certificate.WholeSeats) {
			e.Figures.LeftOut = []certificate.LeftOut{{Region: "A", Voters: e.Figures.Total + 1, Seats: 1, Free: true}}
		},
		"no seat is left": func(_ *certificate.Certificate, e *certificate.WholeSeats) {
			e.Figures.Statistic = "range/mean"
			e.Figures.LeftOut = []certificate.LeftOut{{Region: "A", Voters: 1, Seats: 29, Free: true}}
		},
		"allows districts of more": func(_ *certificate.Certificate, e *certificate.WholeSeats) { e.Figures.Above = "1/2" },
		"can share 996\u00a0000": func(c *certificate.Certificate,
			e *certificate.WholeSeats) {
			e.Voters = 996_000
			e.Rows = rows(c, 3)
		},
		"no lower bound": func(c *certificate.Certificate,
			e *certificate.WholeSeats) {
			c.Question.Lower = 0
			e.Figures = nil
		},
		"holds one": func(c *certificate.Certificate, _ *certificate.WholeSeats) { c.Plan = []int{1} },
		"evidence of kind": func(c *certificate.Certificate,
			_ *certificate.WholeSeats) {
			c.Claim.Status = certificate.Counted
		},
		"no objective is": func(c *certificate.Certificate,
			_ *certificate.WholeSeats) {
			c.Claim.Status = certificate.Bounded
		},
		"number of seats is 0": func(c *certificate.Certificate, _ *certificate.WholeSeats) { c.Question.Seats = 0 },
	} {
		c := ulytau()
		tamper(c, c.Evidence.(*certificate.WholeSeats))
		refused(t, c, why)
	}
	// The rows go on to the first number of seats that needs more voters than there are.
	c := ulytau()
	e := c.Evidence.(*certificate.WholeSeats)
	e.Voters, e.Rows = 510_847, rows(c, 2)
	accepted(t, c)
}

func rows(c *certificate.Certificate, n int) (out []certificate.SeatsRow) {
	for s := 1; s <= n; s++ {
		out = append(out, certificate.SeatsRow{Seats: s, Least: int64(s) * c.Question.Lower,
			Most: int64(s) * c.Question.Upper})
	}
	return out
}

func path(t testing.TB, voters []int64, edges ...graph.Edge) *certificate.Graph {
	ids := make([]string, len(voters))
	for i := range ids {
		ids[i] = string(rune('a' + i))
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return certificate.NewGraph(g)
}

func TestUnitOver(t *testing.T) {
	c := func(unit string, voters, upper int64) *certificate.Certificate {
		q := certificate.Question{Graph: path(t, []int64{10, 3, 2}, graph.Edge{U: 0, V: 1}, graph.Edge{U: 1, V: 2}), Seats: 2,
			Lower: 5, Upper: upper}
		return certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil,
			&certificate.UnitOver{Unit: unit, Voters: voters})
	}
	accepted(t, c("a", 10, 9))
	refused(t, c("a", 10, 10), "not over 10")
	refused(t, c("a", 11, 10), "no unit a with 11")
	refused(t, c("z", 10, 9), "no unit z")
}

func TestComponents(t *testing.T) {
	// Parts of 10 and 5 voters and districts of 6 to 9: neither part can be divided.
	c := func(lower, upper int64, seats int, voters ...int64) *certificate.Certificate {
		q := certificate.Question{Graph: path(t, []int64{4, 3, 6, 2}, graph.Edge{U: 0, V: 2}, graph.Edge{U: 1, V: 3}),
			Seats: seats, Lower: lower, Upper: upper}
		return certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil,
			&certificate.Components{Voters: voters})
	}
	accepted(t, c(6, 9, 2, 10, 5))
	accepted(t, c(4, 10, 4, 10, 5))
	refused(t, c(5, 10, 2, 10, 5), "can have 2 districts")
	refused(t, c(6, 9, 2, 9, 6), "has 10 voters and not 9")
	refused(t, c(6, 9, 2, 15), "falls into 2 parts")
}

// Four units in a row with 5, 5, 5 and 3 voters into two districts: 10 and 8, or 5 and 13, or 15 and 3. With range at
// most 20 % of the smallest no plan does: 10 is 25 % over 8.
func TestSplit(t *testing.T) {
	g := path(t, []int64{5, 5, 5, 3}, graph.Edge{U: 0, V: 1}, graph.Edge{U: 1, V: 2}, graph.Edge{U: 2, V: 3})
	part := func(from, to, upper int64) certificate.SplitPart {
		q := certificate.Question{Graph: g, Seats: 2, Lower: from, Upper: upper}
		return certificate.SplitPart{From: from, To: to,
			Certificate: certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil, &certificate.Enumeration{})}
	}
	split := func(limit string, parts ...certificate.SplitPart) *certificate.Certificate {
		f := &certificate.RuleBounds{Rule: "x", Statistic: "range/smallest", Limit: limit, Scope: "row", Total: 18, Seats: 2}
		return certificate.New(certificate.Question{Graph: g, Seats: 2, Lower: 8, Upper: 10},
			certificate.Claim{Status: certificate.Infeasible}, nil, &certificate.Split{Figures: f, Parts: parts})
	}
	// The window is 9..9 for 20 %, wider bounds are as good; a smallest of 8 leaves at most 9, one of 9 at most 10.
	accepted(t, split("1/5", part(8, 8, 9), part(9, 9, 10)))
	refused(t, split("1/5", part(8, 8, 9)), "end before the mean")
	refused(t, split("1/5", part(9, 9, 10)), "must begin at 8")
	refused(t, split("1/5", part(8, 9, 9)), "needs 8 to 10")
	refused(t, split("1/4", part(8, 8, 10), part(9, 9, 10)), "there is a plan")
	nested := split("1/5", part(8, 8, 9), part(9, 9, 10))
	nested.Evidence.(*certificate.Split).Parts[0].Certificate = split("0", part(8, 8, 9), part(9, 9, 10))
	refused(t, nested, "within bounds")
	other := split("1/5", part(8, 8, 9), part(9, 9, 10))
	other.Evidence.(*certificate.Split).Parts[1].Certificate.Question.Graph = path(t, []int64{17, 1},
		graph.Edge{U: 0, V: 1})
	refused(t, other, "another graph")
	seats := split("1/5", part(8, 8, 9), part(9, 9, 10))
	seats.Evidence.(*certificate.Split).Parts[1].Certificate.Question.Seats = 3
	refused(t, seats, "about 3 seats")
}

// Whatever number in the file is changed, an accepted certificate still proves a true claim: here that no whole number
// of districts within the bounds shares the voters, recomputed from what the file says.
func TestTamperedFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := ulytau()
		e := c.Evidence.(*certificate.WholeSeats)
		fields := []*int64{&c.Question.Lower, &c.Question.Upper, &e.Voters, &e.Figures.Total, &e.Rows[0].Least,
			&e.Rows[0].Most}
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			f := rapid.SampledFrom(fields).Draw(t, "field")
			*f = rapid.Int64Range(-5, 600_000).Draw(t, "value")
		}
		if _, err := Certificate(context.Background(), c); err != nil {
			require.ErrorAs(t, err, new(*Refusal))
			return
		}
		for s := int64(1); s*c.Question.Lower <= e.Voters; s++ {
			require.Greater(t, e.Voters, s*c.Question.Upper)
		}
		test := rule.Scope{Limit: rule.NewFraction(1, 5), Total: e.Figures.Total, Seats: 29}
		lower, upper := test.Window()
		require.True(t, lower > upper || c.Question.Lower <= lower && c.Question.Upper >= upper)
	})
}

func TestFiguresFile(t *testing.T) {
	b, err := json.Marshal(ulytau())
	require.NoError(t, err)
	require.Equal(t, `{"okrug_certificate":1,"kind":"whole-seats","question":{"seats":1,"lower":332016,`+
		`"upper":498023},"claim":{"status":"infeasible"},`+
		`"evidence":{"figures":{"rule":"kz-2022-nation","statistic":"deviation","limit":"1/5","scope":"nation",`+
		`"total":12035578,"seats":29},`+
		`"part":"KZ-62","voters":138277,"any":true,"rows":[{"seats":1,"least":332016,"most":498023}]}}`, string(b))
}

func allotment(seats int, limit string) *certificate.Certificate {
	f := &certificate.RuleBounds{Rule: "x", Statistic: "deviation", Limit: limit, Scope: "nation", Total: 300,
		Seats: seats}
	l, err := rule.ParseFraction(limit)
	if err != nil {
		panic(err)
	}
	lower, upper := rule.MaxDeviationBounds(300, seats, l)
	return certificate.New(certificate.Question{Seats: seats, Lower: lower, Upper: upper},
		certificate.Claim{Status: certificate.Infeasible}, nil,
		&certificate.Allotment{Figures: f, Regions: []certificate.RegionVoters{{ID: "A", Voters: 200}, {ID: "B", Voters: 70},
			{ID: "C", Voters: 30}}})
}

func TestAllotment(t *testing.T) {
	accepted(t, allotment(3, "1/5"))                 // C has 30 of at least 80
	accepted(t, allotment(2, "1"))                   // three regions cannot have two districts
	refused(t, allotment(10, "1/5"), "can share 10") // 6 to 8, 2 and 1 districts of 24 to 36
	refused(t, allotment(3, "1"), "can share 3")
	// With districts of 24 to 36 the regions take 6, 7 or 8, then 2 and 1, of 10 seats; A's units must not make 7.
	refute := func(seats int, voters int64) certificate.RefutedSeats {
		q := certificate.Question{Graph: path(t, []int64{voters, 200 - min(voters, 200)}, graph.Edge{U: 0, V: 1}),
			Seats: seats, Lower: 24, Upper: 36}
		return certificate.RefutedSeats{Region: "A", Seats: seats,
			Certificate: certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil,
				&certificate.UnitOver{Part: "A", Unit: "a", Voters: voters})}
	}
	with := func(r ...certificate.RefutedSeats) *certificate.Certificate {
		c := allotment(10, "1/5")
		c.Evidence.(*certificate.Allotment).Refuted = r
		return c
	}
	accepted(t, with(refute(7, 40)))
	accepted(t, with(refute(7, 40), refute(8, 40)))
	refused(t, with(refute(8, 40)), "can share 10")
	refused(t, with(refute(7, 40), refute(8, 36)), "not over 36")
	refused(t, with(refute(7, 40), refute(8, 201)), "have 201 voters")
	refused(t, with(refute(7, 40), refute(8, 41)), "has other units")
	without := refute(8, 40)
	without.Certificate.Question.Graph = nil
	refused(t, with(refute(7, 40), without), "does not say which units")
	narrow := refute(8, 40)
	narrow.Certificate.Question.Upper = 35
	refused(t, with(refute(7, 40), narrow), "not about 8 districts")
	other := refute(8, 40)
	other.Region = "B"
	refused(t, with(refute(7, 40), other), "region B has 70")
	other.Certificate = allotment(3, "1/5")
	refused(t, with(other), "no proof that there is no plan within bounds")
	graph := refute(8, 40)
	graph.Certificate.Question.Graph = path(t, []int64{40, 50})
	refused(t, with(graph), "have 90 voters")

	c := allotment(3, "1/5")
	c.Evidence.(*certificate.Allotment).Regions[2].Voters = 29
	refused(t, c, "do not add up")
	c = allotment(3, "1/5")
	c.Question.Seats = 4
	refused(t, c, "of 3 seats and not 4")
	c = allotment(3, "1/5")
	c.Evidence.(*certificate.Allotment).Regions[0].ID = "C"
	refused(t, c, "named twice")
	c = allotment(3, "1/5")
	c.Evidence.(*certificate.Allotment).Figures = nil
	_, err := Certificate(t.Context(), c)
	require.ErrorContains(t, err, "are missing")
}

// Four regions in a row with 100, 50, 50 and 100 voters, three seats of 100: three clusters, and no more.
func TestClusters(t *testing.T) {
	c := func(clusters int, borders ...[2]int) *certificate.Certificate {
		f := &certificate.RuleBounds{Rule: "x", Statistic: "deviation", Limit: "1/10", Scope: "nation", Total: 300, Seats: 3}
		return certificate.New(certificate.Question{Seats: 3, Lower: 90, Upper: 110},
			certificate.Claim{Status: certificate.Infeasible}, nil,
			&certificate.Clusters{Figures: f, Clusters: clusters, Borders: borders,
				Regions: []certificate.RegionVoters{{ID: "A", Voters: 100}, {ID: "B", Voters: 50}, {ID: "C", Voters: 50},
					{ID: "D", Voters: 100}}})
	}
	row := [][2]int{{0, 1}, {1, 2}, {2, 3}}
	accepted(t, c(4, row...))
	refused(t, c(3, row...), "can be divided into 3")
	accepted(t, c(3, [2]int{0, 1}, [2]int{0, 3}, [2]int{2, 3})) // B and C apart
	for _, wrong := range [][2]int{{2, 9}, {-1, 3}, {2, 2}, {3, 2}, {0, 1}} {
		refused(t, c(2, [2]int{0, 1}, wrong), "none, out of order")
	}
	refused(t, c(0, row...), "0 clusters")
	wrong := c(4, row...)
	wrong.Evidence.(*certificate.Clusters).Regions[1].Voters = 100
	refused(t, wrong, "do not fit into the total")
}

// Seats outside the quota change the mean, and by that the bounds that follow: 10 000 000 voters and 25 seats without a
// region of 2 035 578 voters and 4 seats give 400 000 and 320 000 to 480 000.
func TestWhatIsLeftOut(t *testing.T) {
	c := ulytau()
	e := c.Evidence.(*certificate.WholeSeats)
	e.Figures.LeftOut = []certificate.LeftOut{{Region: "X", Voters: 2_035_578, Seats: 4, OutsideQuota: true, Free: true}}
	refused(t, c, "districts of fewer")
	c.Question.Lower, c.Question.Upper = 320_000, 480_000
	e.Rows = rows(c, 1)
	accepted(t, c)
	report, err := Certificate(t.Context(), c)
	require.NoError(t, err)
	require.Contains(t, report.Statement.String(),
		"without X with 2\u00a0035\u00a0578 voters and 4 seats, which is outside the quota and free")
}
