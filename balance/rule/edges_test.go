package rule_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// in makes districts of a region with the given voters.
func in(region string, voters ...int64) (out []rule.District) {
	for i, v := range voters {
		out = append(out, rule.District{ID: region + string(rune('1'+i)), Region: region, Voters: v})
	}
	return out
}

// An exception for one region fits the districts of that region and of no other.
func TestExceptionFitsItsRegions(t *testing.T) {
	wide := fraction(t, "1/2")
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "1/10"),
		Exceptions: []rule.Exception{{Regions: []string{"A"}, Lower: &wide, Upper: &wide}}}
	far := rule.Evaluate(r, append(in("A", 60, 140), in("B", 100, 100)...), nil)
	require.Equal(t, rule.Meets, far.Verdict)
	require.Equal(t, []string{"A1", "A2"}, far.Excepted)
	other := rule.Evaluate(r, append(in("A", 100, 100), in("B", 60, 140)...), nil)
	require.Equal(t, rule.Breaks, other.Verdict)
	require.Equal(t, []rule.Fault{{District: "B1", Scope: "B", Count: 60, Lower: 90, Upper: 110, By: -30},
		{District: "B2", Scope: "B", Count: 140, Lower: 90, Upper: 110, By: 30}}, other.Faults)
}

// A limit that is exactly reached is kept, one voter more is not; so with limits of an exception's own.
func TestLimitsOfExceptionsReached(t *testing.T) {
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "1/5")}
	at := rule.Evaluate(r, in("A", 80, 120), nil)
	require.Equal(t, rule.Meets, at.Verdict)
	require.Zero(t, at.Margin)
	require.Zero(t, at.Value.Cmp(big.NewRat(1, 5)))
	over := rule.Evaluate(r, in("A", 79, 121), nil)
	require.Equal(t, rule.Breaks, over.Verdict)
	require.Equal(t, int64(-1), over.Margin)
	own := fraction(t, "1/2")
	r.Exceptions = []rule.Exception{{Flag: "far", Lower: &own}}
	ds := in("A", 50, 110, 140)
	ds[0].Flags = []string{"far"}
	require.Equal(t, rule.Breaks, rule.Evaluate(r, ds, nil).Verdict, "140 is over 120")
	ds = in("A", 50, 120, 130)
	ds[0].Flags = []string{"far"}
	require.Equal(t, rule.Breaks, rule.Evaluate(r, ds, nil).Verdict, "130 is over 120")
	ds = in("A", 50, 125, 125)
	ds[0].Flags = []string{"far"}
	r.Limit = fraction(t, "1/4")
	require.Equal(t, rule.Meets, rule.Evaluate(r, ds, nil).Verdict)
	ds[0].Flags = []string{"near"}
	require.Equal(t, rule.Breaks, rule.Evaluate(r, ds, nil).Verdict, "the mark is another")
}

// An exception for large districts begins above its area and not at it.
func TestAreaAtTheThreshold(t *testing.T) {
	own := fraction(t, "1/2")
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "1/10"),
		Exceptions: []rule.Exception{{AreaAbove: 100, Lower: &own, Upper: &own}}}
	for area, want := range map[float64]rule.Verdict{100: rule.Breaks, 100.5: rule.Meets, 99: rule.Breaks} {
		ds := in("A", 60, 140)
		ds[0].AreaKM2, ds[1].AreaKM2 = area, area
		require.Equal(t, want, rule.Evaluate(r, ds, nil).Verdict, area)
	}
}

// A target is met at equality, and by no plan that breaks the rule.
func TestTargetReached(t *testing.T) {
	target := fraction(t, "1/10")
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "1/5"), Target: &target}
	require.True(t, *rule.Evaluate(r, in("A", 90, 110), nil).TargetMet)
	require.False(t, *rule.Evaluate(r, in("A", 89, 111), nil).TargetMet)
	own := fraction(t, "1/20")
	r.Exceptions = []rule.Exception{{Flag: "near", Lower: &own, Upper: &own}}
	ds := in("A", 90, 100, 110)
	ds[0].Flags = []string{"near"}
	broken := rule.Evaluate(r, ds, nil)
	require.Equal(t, rule.Breaks, broken.Verdict, "the marked district is 10 % off, and 5 % is its limit")
	require.False(t, *broken.TargetMet, "whatever the others' largest deviation")
}

// A statistic that is not defined somewhere is shown nowhere.
func TestUndefinedValue(t *testing.T) {
	r := rule.Rule{ID: "x", Scope: rule.Region, Statistic: rule.LargestOverSmallest, Limit: fraction(t, "2")}
	res := rule.Evaluate(r, append(in("A", 100, 100), in("B", 0, 100)...), nil)
	require.Nil(t, res.Value)
	require.Equal(t, rule.Breaks, res.Verdict)
	require.NotNil(t, rule.Evaluate(r, append(in("A", 100, 100), in("B", 60, 100)...), nil).Value)
}

// A district that lies in no area of the level, or in one without a name, cannot be tested by it.
func TestEmptyParent(t *testing.T) {
	r := rule.Rule{ID: "x", Scope: "oblast", Limit: fraction(t, "1/5")}
	ds := in("A", 100, 100)
	ds[0].Parents, ds[1].Parents = map[string]string{"oblast": "O"}, map[string]string{"oblast": ""}
	require.Equal(t, rule.Untestable, rule.Evaluate(r, ds, nil).Verdict)
	ds[1].Parents = nil
	require.Equal(t, rule.Untestable, rule.Evaluate(r, ds, nil).Verdict)
	ds[1].Parents = map[string]string{"oblast": "O"}
	require.Equal(t, rule.Meets, rule.Evaluate(r, ds, nil).Verdict)
}

// The scopes of a result are in the order of their ids, whatever that of the districts.
func TestScopesInOrder(t *testing.T) {
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "1/5")}
	var ds []rule.District
	for _, id := range []string{"C", "A", "D", "B"} {
		ds = append(ds, in(id, 100)...)
	}
	var order []string
	for _, s := range rule.Evaluate(r, ds, nil).Scopes {
		order = append(order, s.Scope)
	}
	require.Equal(t, []string{"A", "B", "C", "D"}, order)
}

// Limits of their own are tested where every district is outside the quota too: by the mean of all of them, for there
// is no other; in the nation, and in a region, and by the questions that are asked for plans.
func TestAllOutsideTheQuota(t *testing.T) {
	own := fraction(t, "1/10")
	for _, scope := range []string{rule.Region, rule.Nation} {
		r := rule.Rule{ID: "x", Scope: scope, Limit: fraction(t, "1/2"),
			Exceptions: []rule.Exception{{Regions: []string{"A"}, Lower: &own, Upper: &own, OutsideQuota: true}}}
		require.Equal(t, rule.Meets, rule.Evaluate(r, in("A", 90, 110), nil).Verdict, scope)
		res := rule.Evaluate(r, in("A", 89, 111), nil)
		require.Equal(t, rule.Breaks, res.Verdict, scope)
		require.Equal(t, int64(-1), res.Margin)
		require.Zero(t, res.Districts[0].Quota.Cmp(big.NewRat(100, 1)))
		given := rule.Totals{}
		key := map[string]string{rule.Region: "A", rule.Nation: ""}[scope]
		given[key] = rule.Share{Seats: 3, Total: map[string]int64{rule.Voters: 300}}
		require.Equal(t, rule.Breaks, rule.Evaluate(r, in("A", 89, 111), given).Verdict, "of an unfinished plan too")

		country := &rule.Country{Regions: []string{"A"}, Seats: []int{2},
			Units: []rule.Unit{{Voters: 89}, {Voters: 111}}}
		qs, err := rule.Ask(r, country)
		require.NoError(t, err)
		q := qs.Regions[0]
		require.False(t, q.Free, scope)
		require.Equal(t, [2]int64{90, 110}, [2]int64{q.Lower, q.Upper}, scope)
		require.Equal(t, rule.Breaks, qs.Evaluate([]int{0, 1}).Verdict)
	}
}

// How far districts with limits of their own are from them, on either side.
func TestMarginOfOwnLimits(t *testing.T) {
	own := fraction(t, "1/2")
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "9/10"),
		Exceptions: []rule.Exception{{Flag: "far", Lower: &own, Upper: &own}}}
	for voters, want := range map[int64]int64{57: 7, 140: 10} { // 50 to 150 of a mean of 100
		ds := in("A", voters, 100, 200-voters)
		ds[0].Flags = []string{"far"}
		require.Equal(t, want, rule.Evaluate(r, ds, nil).Margin, voters)
	}
}

// Units without the column that the rule counts, and districts in no scope, are named, and nothing is tested.
func TestUntestable(t *testing.T) {
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "1/5"), Base: "residents"}
	res := rule.Evaluate(r, in("A", 100, 100), nil)
	require.Equal(t, rule.Untestable, res.Verdict)
	require.Equal(t, []string{`the units have no column "residents"`}, words(res.Problems), "once")
	ds := in("A", 1, 1)
	for i := range ds {
		ds[i].Columns = map[string]int64{"residents": 50}
	}
	require.Equal(t, rule.Meets, rule.Evaluate(r, ds, nil).Verdict)
	r.Base, ds[1].Region = "", ""
	res = rule.Evaluate(r, ds, nil)
	require.Equal(t, rule.Untestable, res.Verdict)
	require.Equal(t, []string{"district A2 lies in no single region"}, words(res.Problems))
	require.Empty(t, res.Scopes)
}

// Totals of an unfinished plan take the place of the districts' sums; what is outside the quota is taken off them.
func TestTotalsOfUnfinishedPlans(t *testing.T) {
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "1/5"),
		Exceptions: []rule.Exception{{Flag: "far", Free: true, OutsideQuota: true}}}
	totals := rule.Totals{"A": {Seats: 4, Total: map[string]int64{rule.Voters: 460}}}
	ds := in("A", 160, 85)
	ds[0].Flags = []string{"far"}
	res := rule.Evaluate(r, ds, totals)
	require.Equal(t, rule.Meets, res.Verdict)
	require.Equal(t, 3, res.Scopes[0].Seats)
	require.Equal(t, int64(300), res.Scopes[0].Total)
	require.Equal(t, [2]int64{80, 120}, [2]int64{res.Scopes[0].Lower, res.Scopes[0].Upper})
}

// A rule is broken by its projected numbers too, and a soft limit on them breaks nothing.
func TestProjectedNumbers(t *testing.T) {
	ds := in("A", 100, 100)
	ds[0].Columns, ds[1].Columns = map[string]int64{"then": 70}, map[string]int64{"then": 130}
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "1/5"),
		Projected: &rule.Projected{Base: "then", Limit: fraction(t, "1/4")}}
	res := rule.Evaluate(r, ds, nil)
	require.Equal(t, rule.Breaks, res.Verdict)
	require.Equal(t, rule.Breaks, res.Projected.Verdict)
	r.Projected.Soft = true
	require.Equal(t, rule.Meets, rule.Evaluate(r, ds, nil).Verdict)
	r.Projected.Limit = fraction(t, "3/10")
	require.Equal(t, rule.Meets, rule.Evaluate(r, ds, nil).Projected.Verdict)
	r.Projected.Base = "later"
	require.Equal(t, []string{"the projected numbers could not be tested"}, words(rule.Evaluate(r, ds, nil).Problems))
}

// A rule that asks nothing is met by every plan, and no district is an exception from it.
func TestRuleThatBindsNone(t *testing.T) {
	none, err := rule.Find(rule.NoRule, nil)
	require.NoError(t, err)
	res := rule.Evaluate(none, in("A", 1, 1000), nil)
	require.Equal(t, rule.Meets, res.Verdict)
	require.Empty(t, res.Excepted)
	require.Len(t, res.Districts, 2)
	for _, d := range res.Districts {
		require.False(t, d.Excepted)
		require.Zero(t, d.Lower)
		require.GreaterOrEqual(t, d.Upper, int64(1000))
	}
}

// Totals that give a scope no seats, as where all that is drawn is outside the quota, are taken as one seat's.
func TestTotalsWithoutSeats(t *testing.T) {
	own := fraction(t, "1/10")
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: fraction(t, "1/5"),
		Exceptions: []rule.Exception{{Flag: "far", Lower: &own, OutsideQuota: true}}}
	ds := in("A", 95)
	ds[0].Flags = []string{"far"}
	res := rule.Evaluate(r, ds, rule.Totals{"A": {Total: map[string]int64{rule.Voters: 100}}})
	require.Equal(t, rule.Meets, res.Verdict)
	require.Equal(t, "100", res.Districts[0].Quota.RatString())
	require.Equal(t, 1, res.Scopes[0].Seats)
}

// words are texts in English.
func words(texts []locale.Text) (out []string) {
	for _, t := range texts {
		out = append(out, t.String())
	}
	return out
}
