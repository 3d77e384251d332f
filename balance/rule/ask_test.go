package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
)

// asked are the questions of a rule.
func asked(t *testing.T, r rule.Rule, c *rule.Country) *rule.Questions {
	t.Helper()
	qs, err := rule.Ask(r, c)
	require.NoError(t, err)
	return qs
}

// unit is a unit of the first region.
func unit(voters int64, area float64, mark int64) rule.Unit {
	return rule.Unit{Voters: voters, AreaKM2: area, Columns: map[string]int64{"mark": mark}}
}

// Which exceptions fit all districts of a region, some or none, each condition just reached and just not.
func TestWhatExceptionsFit(t *testing.T) {
	const none, some, all = "none", "some", "all"
	for _, tt := range []struct {
		name  string
		e     rule.Exception
		seats int
		units []rule.Unit
		want  string
	}{
		{"its region", rule.Exception{Regions: []string{"A"}}, 2, []rule.Unit{unit(5, 1, 0), unit(5, 1, 0)}, all},
		{"another region", rule.Exception{Regions: []string{"B"}}, 2, []rule.Unit{unit(5, 1, 0), unit(5, 1, 0)}, none},
		{"one of its regions", rule.Exception{Regions: []string{"B", "A"}}, 2, []rule.Unit{unit(5, 1, 0), unit(5, 1, 0)},
			all},

		{"every unit over the area", rule.Exception{AreaAbove: 4}, 2, []rule.Unit{unit(5, 5, 0), unit(5, 6, 0)}, all},
		{"one unit at it", rule.Exception{AreaAbove: 5}, 2, []rule.Unit{unit(5, 5, 0), unit(5, 6, 0)}, some},
		{"that unit last", rule.Exception{AreaAbove: 5}, 2, []rule.Unit{unit(5, 6, 0), unit(5, 5, 0)}, some},
		{"that unit in the middle", rule.Exception{AreaAbove: 5}, 2, []rule.Unit{unit(5, 6, 0), unit(5, 5, 0), unit(5, 7, 0)},
			some},
		{"a unit without an area first", rule.Exception{AreaAbove: 5}, 2, []rule.Unit{unit(5, 0, 0), unit(5, 6, 0)}, some},
		{"a tiny unit first", rule.Exception{AreaAbove: 5}, 2, []rule.Unit{unit(5, 0.5, 0), unit(5, 6, 0)}, some},
		{"all units together over it", rule.Exception{AreaAbove: 5}, 2, []rule.Unit{unit(5, 3, 0), unit(5, 3, 0)}, some},
		{"all units together at it", rule.Exception{AreaAbove: 6}, 2, []rule.Unit{unit(5, 3, 0), unit(5, 3, 0)}, none},
		{"one district over it", rule.Exception{AreaAbove: 5}, 1, []rule.Unit{unit(5, 3, 0), unit(5, 3, 0)}, all},
		{"one district at it", rule.Exception{AreaAbove: 6}, 1, []rule.Unit{unit(5, 3, 0), unit(5, 3, 0)}, none},
		{"a small area, not reached", rule.Exception{AreaAbove: 0.5}, 2, []rule.Unit{unit(5, 0.2, 0), unit(5, 0.2, 0)}, none},
		{"a small area, exceeded", rule.Exception{AreaAbove: 0.5}, 2, []rule.Unit{unit(5, 0.6, 0), unit(5, 0.7, 0)}, all},

		{"every unit marked", rule.Exception{Flag: "mark"}, 2, []rule.Unit{unit(5, 1, 1), unit(5, 1, 2)}, all},
		{"one unit not", rule.Exception{Flag: "mark"}, 2, []rule.Unit{unit(5, 1, 1), unit(5, 1, 0)}, some},
		{"that unit first", rule.Exception{Flag: "mark"}, 2, []rule.Unit{unit(5, 1, 0), unit(5, 1, 1)}, some},
		{"no unit marked", rule.Exception{Flag: "mark"}, 2, []rule.Unit{unit(5, 1, 0), unit(5, 1, 0)}, none},
		{"a marked unit of nobody", rule.Exception{Flag: "mark"}, 2, []rule.Unit{unit(0, 1, 1), unit(5, 1, 1)}, some},
		{"only nobody marked", rule.Exception{Flag: "mark"}, 2, []rule.Unit{unit(0, 1, 1), unit(5, 1, 0)}, none},
		{"units of one voter", rule.Exception{Flag: "mark"}, 2, []rule.Unit{unit(1, 1, 1), unit(1, 1, 1)}, all},
		{"one voter marked", rule.Exception{Flag: "mark"}, 2, []rule.Unit{unit(1, 1, 1), unit(8, 1, 0)}, some},
		{"one district, half of it marked", rule.Exception{Flag: "mark"}, 1, []rule.Unit{unit(5, 1, 1), unit(5, 1, 0)}, none},
		{"one district, more than half", rule.Exception{Flag: "mark"}, 1, []rule.Unit{unit(6, 1, 1), unit(5, 1, 0)}, all},
		{"one district, two fifths", rule.Exception{Flag: "mark"}, 1, []rule.Unit{unit(4, 1, 1), unit(6, 1, 0)}, none},

		{"mark and area, both", rule.Exception{AreaAbove: 4, Flag: "mark"}, 2, []rule.Unit{unit(5, 5, 1), unit(5, 6, 1)},
			all},
		{"mark and area, some marked", rule.Exception{AreaAbove: 4, Flag: "mark"}, 2,
			[]rule.Unit{unit(5, 5, 1), unit(5, 6, 0)}, some},
		{"mark and area, none so large", rule.Exception{AreaAbove: 40, Flag: "mark"}, 2,
			[]rule.Unit{unit(5, 5, 1), unit(5, 6, 1)}, none},
		{"mark and area, none marked", rule.Exception{AreaAbove: 4, Flag: "mark"}, 2,
			[]rule.Unit{unit(5, 5, 0), unit(5, 6, 0)}, none},
		{"mark and area, none so large in one", rule.Exception{AreaAbove: 40, Flag: "mark"}, 1,
			[]rule.Unit{unit(5, 5, 1), unit(5, 6, 1)}, none},
		{"mark and area, not marked in one", rule.Exception{AreaAbove: 4, Flag: "mark"}, 1,
			[]rule.Unit{unit(5, 5, 0), unit(6, 6, 0)}, none},
	} {
		tt.e.Free = true
		// Other regions must not matter, whichever way they are.
		for _, other := range [][2]rule.Unit{{{}, {}}, {unit(100, 90, 3), unit(100, 90, 3)},
			{unit(100, 0.1, 0), unit(100, 0.1, 0)}} {
			c := &rule.Country{Regions: []string{"A", "O"}, Seats: []int{tt.seats, 2}, Units: tt.units}
			for _, u := range other {
				u.Region = 1
				c.Units = append([]rule.Unit{u}, append(c.Units[:len(c.Units):len(c.Units)], u)...)
			}
			qs := asked(t, rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "10 %"),
				Exceptions: []rule.Exception{tt.e}}, c)
			got := none
			switch q := qs.Regions[0]; {
			case q.Free:
				got = all
				require.Equal(t, "A", qs.Left[0].Region)
			case q.Single:
				got = some
			}
			require.Equal(t, tt.want, got, tt.name)
		}
	}
}

// two is a country of two regions of 100 voters in two seats each; half of each region is marked.
func two() *rule.Country {
	return &rule.Country{Regions: []string{"A", "B"}, Seats: []int{2, 2}, Units: []rule.Unit{
		{Region: 0, Voters: 60, Columns: map[string]int64{"mark": 1}},
		{Region: 0, Voters: 40, Columns: map[string]int64{"mark": 0}},
		{Region: 1, Voters: 30, Columns: map[string]int64{"mark": 1}},
		{Region: 1, Voters: 70, Columns: map[string]int64{"mark": 0}}}}
}

// The loosest bounds are those of the rule and of every exception that may fit, and none at all where one of those is
// free or moves the mean.
func TestLoosest(t *testing.T) {
	half, tenth, most := fraction(t, "1/2"), fraction(t, "1/10"), fraction(t, "2")
	for _, tt := range []struct {
		name       string
		statistic  rule.Statistic
		exceptions []rule.Exception
		bounds     [2]int64
		loosest    [2]int64
		single     bool
	}{
		{"none", rule.Deviation, nil, [2]int64{40, 60}, [2]int64{40, 60}, false},
		{"looser", rule.Deviation, []rule.Exception{{Flag: "mark", Lower: &half, Upper: &half}}, [2]int64{40, 60},
			[2]int64{25, 75}, true},
		{"looser below", rule.Deviation, []rule.Exception{{Flag: "mark", Lower: &half}}, [2]int64{40, 60}, [2]int64{25, 60},
			true},
		{"looser above", rule.Deviation, []rule.Exception{{Flag: "mark", Upper: &half}}, [2]int64{40, 60}, [2]int64{40, 75},
			true},
		{"stricter", rule.Deviation, []rule.Exception{{Flag: "mark", Lower: &tenth, Upper: &tenth}}, [2]int64{40, 60},
			[2]int64{40, 60}, true},
		{"free", rule.Deviation, []rule.Exception{{Flag: "mark", Free: true}}, [2]int64{40, 60}, [2]int64{0, 100}, true},
		{"outside", rule.Deviation, []rule.Exception{{Flag: "mark", Lower: &tenth, OutsideQuota: true}}, [2]int64{40, 60},
			[2]int64{0, 100}, true},
		{"own limits and then free", rule.Deviation, []rule.Exception{{Flag: "mark", Upper: &most},
			{Regions: []string{"A"}, Free: true}},
			[2]int64{0, 100}, [2]int64{0, 100}, true},
		{"own limits and then others", rule.Deviation, []rule.Exception{{Flag: "mark", Lower: &half},
			{Regions: []string{"A"}, Upper: &half}},
			[2]int64{40, 75}, [2]int64{25, 75}, true},
		{"others and then what never counts", rule.Deviation,
			[]rule.Exception{{Regions: []string{"A"}, Upper: &half}, {Regions: []string{"A"}, Free: true}},
			[2]int64{40, 75}, [2]int64{40, 75}, false},
		{"others and then a mark", rule.Deviation, []rule.Exception{{Regions: []string{"A"}, Upper: &half},
			{Flag: "mark", Free: true}},
			[2]int64{40, 75}, [2]int64{40, 75}, false},
		{"compared", rule.RangeOverMean, []rule.Exception{{Flag: "mark", Free: true}}, [2]int64{45, 55}, [2]int64{0, 100},
			true},
	} {
		r := rule.Rule{ID: "x", Scope: rule.Region, Statistic: tt.statistic, Limit: fraction(t, "20 %"),
			Exceptions: tt.exceptions}
		q := asked(t, r, two()).Regions[0]
		require.Equal(t, tt.bounds, [2]int64{q.Lower, q.Upper}, tt.name)
		require.Equal(t, tt.loosest, q.Loosest, tt.name)
		require.Equal(t, tt.single, q.Single, tt.name)
		require.False(t, q.Open)
		if !q.Free {
			lower, upper := q.Test.Window()
			require.Equal(t, tt.bounds, [2]int64{lower, upper}, "%s: the test has the bounds", tt.name)
		}
	}
}

// Where districts of one region bear on the judgement of another is said of every region.
func TestOpen(t *testing.T) {
	half := fraction(t, "1/2")
	for _, tt := range []struct {
		name       string
		scope      string
		statistic  rule.Statistic
		exceptions []rule.Exception
		want       bool
	}{
		{"own limits", rule.Nation, rule.Deviation, []rule.Exception{{Flag: "mark", Lower: &half}}, false},
		{"out of the nation's mean", rule.Nation, rule.Deviation,
			[]rule.Exception{{Flag: "mark", Free: true, OutsideQuota: true}}, true},
		{"out of a region's mean", rule.Region, rule.Deviation,
			[]rule.Exception{{Flag: "mark", Free: true, OutsideQuota: true}}, false},
		{"out of the comparison", rule.Nation, rule.RangeOverMean, []rule.Exception{{Flag: "mark", Free: true}}, true},
		{"out of a region's comparison", rule.Region, rule.RangeOverMean, []rule.Exception{{Flag: "mark", Free: true}},
			false},
		{"outside either way", rule.Nation, rule.Deviation,
			[]rule.Exception{{Flag: "mark", Regions: []string{"A"}, Lower: &half, OutsideQuota: true},
				{Regions: []string{"A"}, Free: true, OutsideQuota: true}}, false},
		{"outside only without the mark", rule.Nation, rule.Deviation,
			[]rule.Exception{{Flag: "mark", Regions: []string{"A"}, Lower: &half},
				{Regions: []string{"A"}, Free: true, OutsideQuota: true}}, true},
		{"first one, then another", rule.Nation, rule.Deviation,
			[]rule.Exception{{Flag: "mark", Free: true, OutsideQuota: true}, {Flag: "mark", Lower: &half}}, true},
		{"none", rule.Nation, rule.RangeOverMean, nil, false},
	} {
		r := rule.Rule{ID: "x", Scope: tt.scope, Statistic: tt.statistic, Limit: fraction(t, "20 %"),
			Exceptions: tt.exceptions}
		for _, q := range asked(t, r, two()).Regions {
			require.Equal(t, tt.want, q.Open, tt.name)
			if tt.want {
				require.True(t, q.Single, tt.name)
				require.Equal(t, [2]int64{0, 100}, q.Loosest, tt.name)
			}
		}
	}
}

// Only districts of one region that are compared with each other are coupled.
func TestCoupledQuestions(t *testing.T) {
	for _, tt := range []struct {
		scope     string
		statistic rule.Statistic
		free      bool
		want      bool
	}{
		{rule.Region, rule.RangeOverMean, false, true}, {rule.Region, rule.RangeOverMean, true, false},
		{rule.Nation, rule.RangeOverMean, false, false},
		{rule.Nation, rule.RangeOverMean, true, false}, {rule.Region, rule.Deviation, false, false},
		{rule.Region, rule.Deviation, true, false},
		{rule.Nation, rule.Deviation, false, false}, {rule.Nation, rule.Deviation, true, false},
	} {
		r := rule.Rule{ID: "x", Scope: tt.scope, Statistic: tt.statistic, Limit: fraction(t, "20 %")}
		if tt.free {
			r.Exceptions = []rule.Exception{{Regions: []string{"A"}, Free: true}}
		}
		qs := asked(t, r, two())
		require.Equal(t, tt.want, qs.Regions[0].Coupled(), tt)
		require.Same(t, qs, qs.Regions[1].Of())
	}
}

// The nation's arithmetic leaves out what is outside the quota, and takes the free apart where districts are compared.
func TestNation(t *testing.T) {
	half := fraction(t, "1/2")
	limit := fraction(t, "20 %")
	country := func() *rule.Country {
		return &rule.Country{Regions: []string{"A", "B", "C"}, Seats: []int{1, 2, 3},
			Units: []rule.Unit{{Region: 0, Voters: 11}, {Region: 1, Voters: 20}, {Region: 2, Voters: 33}}}
	}
	for _, tt := range []struct {
		name       string
		statistic  rule.Statistic
		exceptions []rule.Exception
		want       rule.Scope
	}{
		{"all", rule.RangeOverMean, nil, rule.Scope{Total: 64, Seats: 6}},
		{"all, by deviation", rule.Deviation, nil, rule.Scope{Total: 64, Seats: 6}},
		{"one outside", rule.RangeOverMean, []rule.Exception{{Regions: []string{"B"}, Free: true, OutsideQuota: true}},
			rule.Scope{Total: 44, Seats: 4}},
		{"one seat left", rule.Deviation, []rule.Exception{{Regions: []string{"B", "C"}, Free: true, OutsideQuota: true}},
			rule.Scope{Total: 11, Seats: 1}},
		{"none left", rule.Deviation, []rule.Exception{{Regions: []string{"A", "B", "C"}, Lower: &half, OutsideQuota: true}},
			rule.Scope{Total: 64, Seats: 6}},
		{"one free", rule.RangeOverMean, []rule.Exception{{Regions: []string{"B"}, Free: true}},
			rule.Scope{Total: 64, Seats: 6, Apart: 20, ApartSeats: 2}},
		{"one free, by deviation", rule.Deviation, []rule.Exception{{Regions: []string{"B"}, Free: true}},
			rule.Scope{Total: 64, Seats: 6}},
		{"one free, one outside", rule.RangeOverMean, []rule.Exception{{Regions: []string{"B"}, Free: true},
			{Regions: []string{"A"}, Free: true, OutsideQuota: true}},
			rule.Scope{Total: 53, Seats: 5, Apart: 20, ApartSeats: 2}},
	} {
		qs := asked(t, rule.Rule{ID: "x", Statistic: tt.statistic, Limit: limit, Exceptions: tt.exceptions}, country())
		tt.want.Statistic, tt.want.Limit = tt.statistic, limit
		require.Equal(t, tt.want, qs.Nation, tt.name)
		require.Equal(t, int64(64), qs.Total)
		require.Equal(t, 6, qs.Seats)
		// It is what Evaluate takes, of a plan with a district for every seat.
		if tt.exceptions == nil || tt.statistic == rule.Deviation {
			res := rule.Evaluate(qs.Rule, []rule.District{{Region: "A", Voters: 11}, {Region: "B", Voters: 10},
				{Region: "B", Voters: 10},
				{Region: "C", Voters: 11}, {Region: "C", Voters: 11}, {Region: "C", Voters: 11}}, nil)
			require.Equal(t, [2]int64{qs.Nation.Total, int64(qs.Nation.Seats)},
				[2]int64{res.Scopes[0].Total, int64(res.Scopes[0].Seats)}, tt.name)
		}
	}
}

// A region without seats is asked nothing and has no quota; nor has any region where the rule asks nothing.
func TestAskedNothing(t *testing.T) {
	c := two()
	c.Seats[1] = 0
	half := fraction(t, "1/2")
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "20 %"),
		Exceptions: []rule.Exception{{Flag: "mark", Lower: &half}}}
	qs := asked(t, r, c)
	require.False(t, qs.Regions[0].Free)
	require.True(t, qs.Regions[1].Free)
	require.Nil(t, qs.Regions[1].Quota)
	require.Equal(t, [2]int64{0, 100}, [2]int64{qs.Regions[1].Lower, qs.Regions[1].Upper})
	require.Equal(t, [2]int64{0, 100}, qs.Regions[1].Loosest)
	c.Seats[1] = 1
	q := asked(t, r, c).Regions[1]
	require.False(t, q.Free, "one seat is one")
	require.Equal(t, "100", q.Quota.RatString())

	none, err := rule.Find(rule.NoRule, nil)
	require.NoError(t, err)
	qs = asked(t, none, two())
	require.Empty(t, qs.Left, "a rule that asks nothing leaves nothing out")
	for _, q := range qs.Regions {
		require.True(t, q.Free)
		require.False(t, q.Single)
		require.Equal(t, [2]int64{0, 100}, [2]int64{q.Lower, q.Upper})
		require.Equal(t, "50", q.Quota.RatString())
	}
}

// A region that is judged by itself is measured by the nation without the other regions outside the quota, in voters
// and in every other base, and with itself.
func TestJudgeWithinTheNation(t *testing.T) {
	half := fraction(t, "1/2")
	country := func() *rule.Country {
		c := &rule.Country{Regions: []string{"A", "B", "C"}, Seats: []int{2, 2, 2}}
		for i, v := range []int64{100, 60, 80, 120, 500, 700} {
			c.Units = append(c.Units, rule.Unit{Region: i / 2, Voters: v,
				Columns: map[string]int64{"people": 2 * v, "mark": int64((i + 1) % 2)}})
		}
		return c
	}
	for _, base := range []string{rule.Voters, "people"} {
		r := rule.Rule{ID: "x", Base: base, Limit: fraction(t, "1/5"), Exceptions: []rule.Exception{
			{Regions: []string{"C"}, Free: true, OutsideQuota: true}, {Flag: "mark", Regions: []string{"A", "B"}, Upper: &half}}}
		qs := asked(t, r, country())
		// The mean is 90 of voters: 72 to 108, or with the mark to 135.
		require.Equal(t, []bool{true, true, false}, []bool{qs.Regions[0].Single, qs.Regions[1].Single, qs.Regions[2].Single})
		require.False(t, qs.Regions[0].Judge([][]int{{0}, {1}}), "60 are too few in %s", base)
		require.False(t, qs.Regions[1].Judge([][]int{{2}, {3}}), "120 are too many without the mark")
		c := country()
		// mean 101.25
		c.Units[1].Voters, c.Units[1].Columns["people"], c.Units[0].Voters, c.Units[0].Columns["people"] = 75, 150, 130, 260
		qs = asked(t, r, c)
		require.False(t, qs.Regions[0].Judge([][]int{{0}, {1}}), "75 are under 81")
		require.False(t, qs.Regions[1].Judge([][]int{{3}, {2}}), "80 are under 81")
		// mean 90
		c.Units[1].Voters, c.Units[1].Columns["people"], c.Units[3].Voters, c.Units[3].Columns["people"] = 72, 144, 78, 156
		qs = asked(t, r, c)
		require.True(t, qs.Regions[0].Judge([][]int{{0}, {1}}), "130 have the mark, 72 are the least")
		require.True(t, qs.Regions[1].Judge([][]int{{2}, {3}}))
	}
	// Region C outside the quota in either way has limits of its own, by the mean of the others or with itself.
	r := rule.Rule{ID: "x", Limit: fraction(t, "1/5"), Exceptions: []rule.Exception{
		{Flag: "mark", Regions: []string{"C"}, Lower: &half, Upper: &half, OutsideQuota: true},
		{Regions: []string{"C"}, Upper: &half, OutsideQuota: true}}}
	c := country()
	c.Units[4].Voters, c.Units[5].Voters = 46, 100 // by a mean of 90: from 45 with the mark, to 135
	q := asked(t, r, c).Regions[2]
	require.True(t, q.Single)
	require.False(t, q.Open)
	require.True(t, q.Judge([][]int{{4}, {5}}))
	c.Units[4].Voters = 44
	q = asked(t, r, c).Regions[2]
	require.False(t, q.Judge([][]int{{4}, {5}}))
	// A region that is free and within the quota stays in it.
	r.Exceptions = []rule.Exception{{Regions: []string{"C"}, Free: true}, {Flag: "mark", Upper: &half}}
	c = country()
	c.Units[4].Voters, c.Units[5].Voters = 0, 0 // a mean of 60: 48 to 72, or with the mark to 90
	q = asked(t, r, c).Regions[0]
	require.False(t, q.Judge([][]int{{0}, {1}}), "100 are over 90 too")
	c.Units[0].Voters, c.Units[2].Voters = 88, 92
	q = asked(t, r, c).Regions[0]
	require.True(t, q.Judge([][]int{{0}, {1}}))
	// A rule of regions leaves the nation alone.
	r.Scope = rule.Region
	r.Exceptions = []rule.Exception{{Regions: []string{"C"}, Free: true, OutsideQuota: true}, {Flag: "mark", Upper: &half}}
	q = asked(t, r, country()).Regions[1] // 80 to 120 of a mean of 100
	require.True(t, q.Single)
	require.True(t, q.Judge([][]int{{2}, {3}}))
}

// Districts are in the order of their first units, whatever their labels.
func TestDistrictsOfPlans(t *testing.T) {
	qs := asked(t, rule.Rule{ID: "x"}, two())
	ds := qs.Districts([]int{9, 2, 9, 2})
	require.Len(t, ds, 2)
	require.Equal(t, "9", ds[0].ID)
	require.Equal(t, int64(90), ds[0].Voters)
	require.Equal(t, "2", ds[1].ID)
	require.Equal(t, int64(110), ds[1].Voters)
}

// Other numbers of the base make other questions and leave the country as it was.
func TestRecounted(t *testing.T) {
	for _, base := range []string{rule.Voters, "people"} {
		c := two()
		for i := range c.Units {
			c.Units[i].Columns["people"] = 7
		}
		qs := asked(t, rule.Rule{ID: "x", Base: base, Scope: rule.Region, Limit: fraction(t, "20 %")}, c)
		again, err := qs.Recounted([]int64{1, 2, 3, 4})
		require.NoError(t, err)
		require.Equal(t, int64(3), again.Regions[0].Voters, base)
		require.Equal(t, int64(7), again.Regions[1].Voters, base)
		ds := again.Districts([]int{1, 2, 3, 4})
		voters, people := []int64{60, 40, 30, 70}, []int64{7, 7, 7, 7}
		if base == rule.Voters {
			voters = []int64{1, 2, 3, 4}
		} else {
			people = []int64{1, 2, 3, 4}
		}
		for i, d := range ds {
			require.Equal(t, voters[i], d.Voters, base)
			require.Equal(t, people[i], d.Columns["people"], base)
			require.NotContains(t, d.Columns, rule.Voters)
		}
		for i, v := range []int64{60, 40, 30, 70} {
			require.Equal(t, v, c.Units[i].Voters)
			require.Equal(t, int64(7), c.Units[i].Columns["people"])
		}
	}
}

// Where all regions are outside the nation's quota its mean is that of all, and a region that is judged by itself is
// measured by that too.
func TestJudgeAllOutsideTheNation(t *testing.T) {
	tenth, half := fraction(t, "1/10"), fraction(t, "1/2")
	c := two()
	c.Units[2].Voters, c.Units[3].Voters = 40, 60 // a mean of 50
	for _, tt := range []struct {
		first rule.Exception // 60 and 40 are in the first region
		want  bool
	}{{rule.Exception{Flag: "mark", Upper: &half, OutsideQuota: true}, true},
		{rule.Exception{Flag: "mark", Upper: &tenth, OutsideQuota: true}, false}} {
		r := rule.Rule{ID: "x", Limit: fraction(t, "1/5"),
			Exceptions: []rule.Exception{tt.first, {Regions: []string{"A", "B"}, Upper: &half, OutsideQuota: true}}}
		q := asked(t, r, c).Regions[0]
		require.True(t, q.Single && !q.Open)
		require.Equal(t, tt.want, q.Judge([][]int{{0}, {1}}))
		require.True(t, r.Exceptions[0].OutsideQuota, "the rule is left as it is")
	}
	// The regions' own means are 50 and 100, and that of both is 75.
	c.Units[2].Voters, c.Units[3].Voters = 90, 110
	r := rule.Rule{ID: "x", Limit: fraction(t, "1/5"),
		Exceptions: []rule.Exception{{Flag: "mark", Free: true, OutsideQuota: true},
			{Regions: []string{"A", "B"}, Upper: &half, OutsideQuota: true}}}
	qs := asked(t, r, c)
	require.Equal(t, rule.Breaks, qs.Evaluate([]int{1, 2, 3, 4}).Verdict)
	q, other := qs.Regions[0], qs.Regions[1]
	require.False(t, q.Judge([][]int{{0}, {1}}), "40 are under 60")
	require.True(t, other.Judge([][]int{{2}, {3}}), "110 are under 112.5")
}
