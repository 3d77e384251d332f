package verify_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// saying is a true certificate with what it says.
type saying struct {
	c    *certificate.Certificate
	want string
}

// sayings has the whole sentence of each kind of claim and evidence. People read it in place of the proof.
func sayings() []saying {
	row := units([]int64{1, 1, 1, 1})
	counted := func(plans int64, fixed [][2]int, together [][]int, finished ...int) *certificate.Certificate {
		q := certificate.Question{Graph: row, Seats: 2, Lower: 1, Upper: 3, Fixed: fixed, Together: together,
			Finished: finished}
		return certificate.New(q, certificate.Claim{Status: certificate.Counted, Plans: plans}, nil,
			&certificate.Enumeration{})
	}
	valued := func(status certificate.Status, value int64, q certificate.Question, plan []int,
		e certificate.Evidence) *certificate.Certificate {
		return certificate.New(q, certificate.Claim{Status: status, Value: value}, plan, e)
	}
	cut := certificate.Question{Graph: row, Seats: 2, Lower: 1, Upper: 3, Objective: certificate.CutEdges}
	border := certificate.Question{Graph: units([]int64{1, 1}), Seats: 2, Lower: 1, Upper: 1,
		Objective: certificate.Border}
	quota := func(num, den int64, voters ...int64) certificate.Question {
		return certificate.Question{Graph: units(voters), Seats: 2, Upper: 9, Objective: certificate.Deviation,
			Quota: &[2]int64{num, den}}
	}
	shared := func(g *certificate.Graph, part string, f *certificate.RuleBounds) *certificate.Certificate {
		return impossible(certificate.Question{Graph: g, Seats: 2, Lower: 5, Upper: 7},
			&certificate.WholeSeats{Figures: f, Part: part, Voters: 9, Rows: seats(2, 2, 5, 7)})
	}
	of := func(scope string, total int64, seats int) *certificate.RuleBounds {
		return &certificate.RuleBounds{Rule: "r", Statistic: "deviation", Limit: "0", Scope: scope, Total: total,
			Seats: seats}
	}
	unit := func(change func(f *certificate.RuleBounds)) *certificate.Certificate {
		f := of("nation", 30, 6)
		change(f)
		return impossible(certificate.Question{Seats: 1, Upper: 14}, &certificate.UnitOver{Figures: f, Part: "P", Unit: "a",
			Voters: 15})
	}
	connected := func(part string, f *certificate.RuleBounds) *certificate.Certificate {
		return impossible(certificate.Question{Graph: units([]int64{1, 2, 5}, [3]int64{0, 1, 1}), Seats: 2, Lower: 4,
			Upper: 4}, &certificate.Components{Figures: f, Part: part, Voters: []int64{3, 5}})
	}
	regions := func(change func(e *certificate.Split)) *certificate.Certificate {
		c := twoRegions(2, 1, 2, 1)
		change(c.Evidence.(*certificate.Split))
		return c
	}
	torn := certificate.Question{Graph: units([]int64{1, 1}), Seats: 2, Lower: 1, Upper: 1,
		Fixed: [][2]int{{0, 1}, {1, 2}}, Together: [][]int{{0, 1}}}
	const plans = "of 4 units into 2 connected districts of 1 to 3 voters"
	return []saying{
		{counted(3, nil, nil), "there are exactly 3 plans " + plans},
		{counted(2, nil, [][]int{{1, 2}}), "there are exactly 2 plans " + plans + " that keep the locks"},
		{counted(2, [][2]int{{0, 1}}, [][]int{{1, 2}}), "there are exactly 2 plans " + plans + " that keep the locks"},
		{counted(1, [][2]int{{0, 2}}, nil, 2), "there is exactly 1 plan " + plans + " that keep the locks"},

		{valued(certificate.Bounded, 1, cut, nil, &certificate.Enumeration{}), "every plan " + plans +
			" has the number of cut edges of at least 1"},
		{valued(certificate.Bounded, 1, cut, []int{1, 2, 2, 2}, &certificate.Enumeration{}), "every plan " + plans +
			" has the number of cut edges of at least 1, and the plan is one of them"},
		{valued(certificate.Optimal, 1, border, []int{1, 2}, &certificate.Enumeration{}), "the plan is a best one of 2 " +
			"units into 2 connected districts of 1 to 1 voters: the border (in whole length units of the graph) is 1"},

		{valued(certificate.Optimal, 3, quota(5, 2, 1, 4), []int{1, 2}, &certificate.Enumeration{}), "the plan is a best " +
			"one of 2 units into 2 connected districts of 0 to 9 voters: the largest |2*voters - 5| of a district is 3"},
		{valued(certificate.Optimal, 3, quota(5, 2, 1, 4), []int{1, 2}, &certificate.UnitOver{Unit: "b", Voters: 4}),
			"the plan is a best one of 2 units into 2 connected districts of 0 to 9 voters: the largest |2*voters - 5| of a " +
				"district is 3; a smaller one needs districts of 2 to 3 voters, and unit b has 4 voters, more than the 3 that a " +
				"district may have"},
		{valued(certificate.Bounded, 3, quota(5, 2, 1, 4), nil, &certificate.UnitOver{Unit: "b", Voters: 4}),
			"every plan of 2 units into 2 connected districts of 0 to 9 voters has the largest |2*voters - 5| of a district " +
				"of at least 3; a smaller one needs districts of 2 to 3 voters, and unit b has 4 voters, more than the 3 that a " +
				"district may have"},
		{valued(certificate.Optimal, 1, quota(1, 2, 0, 1), []int{1, 2}, &certificate.PlanAlone{}), "the plan is a best one " +
			"of 2 units into 2 connected districts of 0 to 9 voters: the largest |2*voters - 1| of a district is 1; no whole " +
			"number of voters is nearer to the quota"},
		{valued(certificate.Optimal, 0, quota(2, 2, 1, 1), []int{1, 2}, &certificate.PlanAlone{}), "the plan is a best one " +
			"of 2 units into 2 connected districts of 0 to 9 voters: the largest |2*voters - 2| of a district is 0"},

		{impossible(certificate.Question{Graph: row, Seats: 2, Lower: 3, Upper: 3}, &certificate.Enumeration{}),
			"there is no plan of 4 units into 2 connected districts of 3 to 3 voters"},
		{impossible(torn, &certificate.Locks{}), "the locks by themselves leave no plan of 2 units into 2 connected " +
			"districts of 1 to 1 voters that keep the locks"},
		{impossible(certificate.Question{Graph: units([]int64{1, 1}), Seats: 1, Upper: 1, Together: [][]int{{0, 1}}},
			&certificate.GroupOver{Units: []int{0, 1}, Voters: 2}), "the units a, b, which the locks put into one district, " +
			"have 2 voters, more than the 1 that it may have"},

		// What nobody has added up is said to be stated: the voters where there are no units, and the country's figures.
		{shared(nil, "P", nil), "the 9 voters, as stated, of P cannot be shared by 2 districts of 5 to 7 voters"},
		{shared(units([]int64{4, 5}), "P", nil), "the 9 voters of P cannot be shared by 2 districts of 5 to 7 voters"},
		{shared(units([]int64{4, 5}), "", nil), "the 9 voters of all units cannot be shared by 2 districts of 5 to 7 voters"},
		{shared(nil, "P", of("P", 9, 2)), "the 9 voters, as stated, of P cannot be shared by 2 districts of 5 to 7 voters " +
			"(rule r: deviation at most 0, of 9 voters and 2 seats in P, as stated)"},
		{shared(units([]int64{4, 5}), "P", of("P", 9, 2)), "the 9 voters of P cannot be shared by 2 districts of 5 to 7 " +
			"voters (rule r: deviation at most 0, of 9 voters and 2 seats in P)"},
		{shared(units([]int64{4, 5}), "P", of("nation", 18, 4)), "the 9 voters of P cannot be shared by 2 districts of 5 " +
			"to 7 voters (rule r: deviation at most 0, of 18 voters and 4 seats in nation, as stated)"},
		{impossible(certificate.Question{Seats: 1, Lower: 5, Upper: 7}, &certificate.WholeSeats{Part: "P", Voters: 4,
			Any: true, Rows: seats(1, 1, 5, 7)}), "the 4 voters, as stated, of P cannot be shared by any whole number of " +
			"districts of 5 to 7 voters"},

		{impossible(certificate.Question{Graph: units([]int64{1, 4}), Seats: 2, Upper: 3}, &certificate.UnitOver{Unit: "b",
			Voters: 4}), "unit b has 4 voters, more than the 3 that a district may have"},
		{unit(func(*certificate.RuleBounds) {}),
			"unit a of P has 15 voters, as stated, more than the 14 that a district may " +
				"have (rule r: deviation at most 0, of 30 voters and 6 seats in nation, as stated)"},
		{unit(func(f *certificate.RuleBounds) { f.Below = "1" }), "unit a of P has 15 voters, as stated, more than the 14 " +
			"that a district may have (rule r: deviation at most 0, by an exception 1 below the mean and 0 above it, of 30 " +
			"voters and 6 seats in nation, as stated)"},
		{unit(func(f *certificate.RuleBounds) { f.Above = "1/2" }),
			"unit a of P has 15 voters, as stated, more than the 14 " +
				"that a district may have (rule r: deviation at most 0, by an exception 0 below the mean and 1/2 above it, of 30 " +
				"voters and 6 seats in nation, as stated)"},
		{unit(func(f *certificate.RuleBounds) {
			f.LeftOut = []certificate.LeftOut{{Region: "X", Voters: 4, Seats: 1, Free: true},
				{Region: "Y", Voters: 5, Seats: 1, OutsideQuota: true},
				{Region: "Z", Voters: 6, Seats: 2, OutsideQuota: true, Free: true}}
		}), "unit a of P has 15 voters, as stated, more than the 14 that a district may have (rule r: deviation at most 0, " +
			"of 30 voters and 6 seats in nation, without X with 4 voters and 1 seat, which is free, without Y with 5 voters " +
			"and 1 seat, which is outside the quota, without Z with 6 voters and 2 seats, which is outside the quota and " +
			"free, as stated)"},

		{connected("P", nil), "the connected parts of the graph of P, with 3, 5 voters, cannot have 2 districts of 4 to 4 " +
			"voters together"},
		{connected("", nil), "the connected parts of the graph of all units, with 3, 5 voters, cannot have 2 districts of " +
			"4 to 4 voters together"},
		{connected("P", of("P", 8, 2)), "the connected parts of the graph of P, with 3, 5 voters, cannot have 2 districts " +
			"of 4 to 4 voters together (rule r: deviation at most 0, of 8 voters and 2 seats in P)"},
		{impossible(certificate.Question{Graph: units([]int64{5, 5}), Seats: 2, Lower: 6, Upper: 7, Fixed: [][2]int{{0, 1}},
			Finished: []int{1}}, &certificate.Components{Voters: []int64{5}}), "the connected parts of the graph without the " +
			"finished districts of all units, with 5 voters, cannot have 1 district of 6 to 7 voters together"},
		// A district that is named finished twice is one district.
		{impossible(certificate.Question{Graph: units([]int64{5, 5, 5}), Seats: 3, Lower: 6, Upper: 7,
			Fixed: [][2]int{{0, 1}, {1, 2}}, Finished: []int{1, 2, 1}}, &certificate.Components{Voters: []int64{5}}),
			"the connected parts of the graph without the finished districts of all units, with 5 voters, cannot have 1 " +
				"district of 6 to 7 voters together"},

		{rowSplit(nil), "no plan of the 4 units of row with 18 voters into 2 districts meets the rule r (range/smallest at " +
			"most 1/5): 2 intervals of its smallest district are refuted one by one"},
		{regions(func(*certificate.Split) {}), "no plan of nation with 89 voters into 3 districts, of A (43 voters) into " +
			"2, B (46 voters) into 1 meets the rule r (range/mean at most 9/10): 2 intervals of its smallest district are " +
			"refuted one by one, by the units of B, A"},
		{regions(func(e *certificate.Split) {
			e.Figures.LeftOut = []certificate.LeftOut{{Region: "X", Free: true}}
			last := e.Parts[1] // A's is cut in two
			e.Parts[1].To, last.From = 20, 21
			e.Parts = append(e.Parts, last)
		}), "no plan of nation with 89 voters into 3 districts, of A (43 voters) into 2, B (46 voters) into 1 meets the " +
			"rule r (range/mean at most 9/10, without X with 0 voters and 0 seats, which is free): 3 intervals of its " +
			"smallest district are refuted one by one, by the units of B, A"},
		// With a mean of 3 1/2 the smallest of equals would have 3, and they have 7.
		{impossible(certificate.Question{Seats: 2, Lower: 4, Upper: 3}, &certificate.Split{Parts: []certificate.SplitPart{},
			Figures: &certificate.RuleBounds{Rule: "r", Statistic: "range/mean", Limit: "0", Scope: "nation", Total: 7,
				Seats: 2},
			Regions: []certificate.RegionSeats{{ID: "A", Voters: 7, Seats: 2}}}), "no plan of nation with 7 voters into 2 " +
			"districts, of A (7 voters) into 2 meets the rule r (range/mean at most 0): 0 intervals of its smallest district " +
			"are refuted one by one, by voters alone"},

		{allotted(20), "the regions A (100 voters), B (20 voters) cannot share 4 districts of 24 to 36 voters, each having " +
			"districts of its own (rule r: deviation at most 1/5, of 120 voters and 4 seats in nation), by their voters alone"},
		{allotted(30, three(&certificate.Enumeration{}, 40, 60)), "the regions A (100 voters), B (30 voters) cannot share " +
			"4 districts of 26 to 39 voters, each having districts of its own (rule r: deviation at most 1/5, of 130 voters " +
			"and 4 seats in nation), for of their units those of A cannot make 3"},
		{impossible(certificate.Question{Seats: 2, Lower: 80, Upper: 120}, clustersOf(2)), "the regions A (100 voters), B " +
			"(50 voters), C (50 voters), of which none touch, cannot be divided into 2 or more connected clusters that share " +
			"2 districts of 80 to 120 voters, each having districts of its own (rule r: deviation at most 1/5, of 200 voters " +
			"and 2 seats in nation)"},
		{impossible(certificate.Question{Seats: 2, Lower: 80, Upper: 120}, clustersOf(3, [2]int{0, 2}, [2]int{1, 2})),
			"the regions A (100 voters), B (50 voters), C (50 voters), of which A and C, B and C touch, cannot be divided " +
				"into 3 or more connected clusters that share 2 districts of 80 to 120 voters, each having districts of its own " +
				"(rule r: deviation at most 1/5, of 200 voters and 2 seats in nation)"},
	}
}

// several are examples whose districts have three seats each.
func several() []saying {
	three := func(c *certificate.Certificate) *certificate.Certificate {
		c.Question.PerDistrict = 3
		return c
	}
	part := impossible(certificate.Question{Seats: 1, Upper: 14}, &certificate.UnitOver{Part: "P", Unit: "a", Voters: 15,
		Figures: &certificate.RuleBounds{Rule: "r", Statistic: "deviation", Limit: "0", Above: "4/3", Scope: "nation",
			Total: 30, Seats: 6, LeftOut: []certificate.LeftOut{{Region: "X", Free: true}, {Region: "Y", OutsideQuota: true},
				{Region: "Z", Seats: 1, OutsideQuota: true, Free: true}}}})
	return []saying{
		{three(allotted(20)), "the regions A (100 voters), B (20 voters) cannot share 4 districts of 24 to 36 voters, each " +
			"having districts of its own (rule r: deviation at most 1/5, of 120 voters and 4 districts of 3 seats each in " +
			"nation), by their voters alone"},
		{three(part), "unit a of P has 15 voters, as stated, more than the 14 that a district may have (rule r: deviation " +
			"at most 0, of 30 voters and 6 districts of 3 seats each in nation, by an exception 0 below the mean and 4/3 " +
			"above it, without X with 0 voters and 0 districts, which is free, without Y with 0 voters and 0 districts, " +
			"which is outside the quota, without Z with 0 voters and 1 district, which is outside the quota and free, as " +
			"stated)"},
	}
}

// A number of seats of a district is one that there can be, and none stands for one.
func TestSeatsOfADistrict(t *testing.T) {
	for per, ok := range map[int]bool{-1: false, 0: true, 1: false, 2: true, 1000: true, 1001: false} {
		c := allotted(20)
		c.Question.PerDistrict = per
		report, err := verify.Certificate(t.Context(), c)
		require.Equal(t, ok, err == nil, "%d: %v", per, err)
		if ok {
			require.Positive(t, report.Steps)
			require.Less(t, report.Steps, int64(verify.DefaultWork), "what was used, and not what is left")
		} else {
			require.ErrorAs(t, err, new(*verify.Refusal))
		}
	}
}

func TestStatements(t *testing.T) {
	for _, x := range append(sayings(), several()...) {
		report, err := verify.Certificate(t.Context(), x.c)
		require.NoError(t, err, x.want)
		require.Equal(t, x.want, report.Statement.String())
	}
}

// foreign are words in Latin letters that are none of the ids in the examples: those have one letter, or are row.
func foreign(said string) []string {
	return slices.DeleteFunc(latin.FindAllString(said, -1), func(w string) bool { return w == "row" || w == "file" })
}

var latin = regexp.MustCompile(`[A-Za-z]{2,}`)

// TestLanguages has what is said of certificates of every kind in other languages than English: no English word is left
// in it, and no argument lost.
func TestLanguages(t *testing.T) {
	said := map[string]locale.Text{} // by its English
	kinds := map[string]bool{}
	list := slices.Concat(sayings(), several(),
		[]saying{{c: proof(t, 50, problem.Border)}, {c: proof(t, 0, problem.CutEdges)}})
	for _, x := range list {
		report, err := verify.Certificate(t.Context(), x.c)
		require.NoError(t, err, x.want)
		said[report.Statement.String()], kinds[x.c.Kind] = report.Statement, true
	}
	require.ElementsMatch(t, []string{certificate.KindPlan, certificate.KindEnumeration, certificate.KindDuals,
		certificate.KindSeats, certificate.KindUnit, certificate.KindComponents, certificate.KindSplit, certificate.KindGroup,
		certificate.KindLocks, certificate.KindAllotment, certificate.KindClusters}, slices.Collect(maps.Keys(kinds)))
	add := func(err error) {
		require.Error(t, err)
		said[err.Error()] = locale.T("%s: %v", "file", err)
	}
	check := func(c *certificate.Certificate, s verify.Settings) {
		_, err := verify.Check(t.Context(), c, s)
		add(err)
	}
	row := certificate.Question{Graph: units([]int64{1, 1}), Seats: 2, Lower: 1, Upper: 1}
	check(impossible(row, &certificate.Enumeration{}), verify.Settings{})
	check(impossible(row, &certificate.Enumeration{}), verify.Settings{Work: 1})
	check(allotted(30), verify.Settings{})
	check(twoRegions(1, 2, 1, 2), verify.Settings{}) // refused for a part of it
	check(impossible(certificate.Question{Seats: 2, Lower: 500_000, Upper: 700_000}, &certificate.WholeSeats{Part: "P",
		Voters: 1_000_000, Rows: seats(2, 2, 500_000, 700_000)}), verify.Settings{})
	add(verify.AgainstGraph(twoRegions(2, 1, 2, 1), units([]int64{1})))
	for english, text := range said {
		require.NotContains(t, english, "%!")
		for _, lang := range locale.Languages() {
			if lang == "en" {
				continue
			}
			words := text.In(lang)
			require.NotContains(t, words, "%!", english)
			require.NotRegexp(t, `[{}]`, words, english)
			require.Empty(t, foreign(words), "%s: %s", lang, words)
			require.Regexp(t, `\p{Cyrillic}`, words, english)
		}
	}
}

// TestRefusalInWords has one refusal in each language, as the terminal says it.
func TestRefusalInWords(t *testing.T) {
	_, err := verify.Certificate(t.Context(), impossible(certificate.Question{Seats: 2, Lower: 500_000, Upper: 700_000},
		&certificate.WholeSeats{Part: "P", Voters: 1_000_000, Rows: seats(2, 2, 500_000, 700_000)}))
	err = locale.Errorf("%s: %w", "p.json", err)
	for lang, want := range map[string]string{
		"en": "p.json: refused: 2 districts can share 1 000 000 voters",
		"kk": "p.json: қабылданбады: 1 000 000 сайлаушыны 2 округке бөлуге болады",
		"ru": "p.json: отвергнуто: 1 000 000 избирателей можно разделить на 2 округа",
	} {
		require.Equal(t, want, strings.ReplaceAll(locale.Say(err, lang), "\u00a0", " "))
	}
}
