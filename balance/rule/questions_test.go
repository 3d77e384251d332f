package rule_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/rule"
)

var regionIDs = []string{"A", "B", "C"}

// genCountry is a country of up to three regions with a mark, a second base and areas on its units.
func genCountry(t *rapid.T) *rule.Country {
	c := &rule.Country{}
	for r := range rapid.IntRange(1, 3).Draw(t, "regions") {
		units := rapid.IntRange(1, 4).Draw(t, "units")
		c.Regions = append(c.Regions, regionIDs[r])
		c.Seats = append(c.Seats, rapid.IntRange(1, min(3, units)).Draw(t, "seats"))
		for range units {
			c.Units = append(c.Units, rule.Unit{
				Region: r,
				Voters: rapid.SampledFrom([]int64{0, 1, 2, 3, 5, 8, 10, 10, 11, 12, 20}).Draw(t, "voters"),
				Columns: map[string]int64{"mark": int64(rapid.IntRange(0, 1).Draw(t, "mark")),
					"people": rapid.Int64Range(0, 20).Draw(t, "people")},
				AreaKM2: float64(rapid.IntRange(1, 3).Draw(t, "area")),
			})
		}
	}
	return c
}

// genRule is a reading with exceptions of every kind.
func genRule(t *rapid.T) rule.Rule {
	x := genTest(t)
	r := rule.Rule{
		ID: "x", Statistic: x.Statistic, Limit: x.Limit,
		Scope: rapid.SampledFrom([]string{rule.Nation, rule.Region}).Draw(t, "scope"),
		Base:  rapid.SampledFrom([]string{rule.Voters, rule.Voters, "people"}).Draw(t, "base"),
	}
	if rapid.IntRange(0, 4).Draw(t, "projected") == 0 {
		r.Projected = &rule.Projected{Base: "people", Limit: x.Limit}
	}
	for range rapid.IntRange(0, 2).Draw(t, "exceptions") {
		var e rule.Exception
		what := rapid.IntRange(1, 7).Draw(t, "conditions")
		if what&1 != 0 {
			e.Regions = rapid.SliceOfNDistinct(rapid.SampledFrom(regionIDs), 1, 2, rapid.ID).Draw(t, "in")
		}
		if what&2 != 0 {
			e.Flag = "mark"
		}
		if what&4 != 0 {
			e.AreaAbove = float64(rapid.IntRange(1, 4).Draw(t, "above"))
		}
		e.OutsideQuota = e.AreaAbove == 0 && rapid.Bool().Draw(t, "outside")
		if e.Free = r.Statistic.Coupled() || rapid.Bool().Draw(t, "free"); !e.Free {
			limit := rule.NewFraction(rapid.Int64Range(0, 8).Draw(t, "own"), 4)
			e.Lower, e.Upper = &limit, &limit
			if rapid.Bool().Draw(t, "one side") {
				e.Upper = nil
			}
		}
		r.Exceptions = append(r.Exceptions, e)
	}
	return r
}

// divisions calls yield with every way to divide the units into so many districts.
func divisions(units []int, seats int, yield func([][]int)) {
	districts := [][]int{}
	var walk func(i int)
	walk = func(i int) {
		if i == len(units) {
			if len(districts) == seats {
				yield(districts)
			}
			return
		}
		for d := range districts {
			was := districts[d]
			districts[d] = append(was[:len(was):len(was)], units[i])
			walk(i + 1)
			districts[d] = was
		}
		if len(districts) < seats {
			districts = append(districts, []int{units[i]})
			walk(i + 1)
			districts = districts[:len(districts)-1]
		}
	}
	walk(0)
}

// The questions hold exactly the plans that Evaluate calls within the rule: a plan is within it if and only if every
// region answers its own question, and the districts of all regions that are compared answer the nation's.
func TestQuestionsAgainstEvaluate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for range 10 { // within a check, so that a fixed seed draws as many
			questionsAgainstEvaluate(t, genCountry(t), genRule(t))
		}
	})
}

// Where all districts but a marked one are outside the quota, the mean is that of the marked one alone: a district of 1
// voter of 1 keeps 0 %, and the two without voters their own 100 %. No bounds of the region's mean, a third, may
// exclude that.
func TestTheMarkedAloneInTheQuota(t *testing.T) {
	none, whole := rule.NewFraction(0, 1), rule.NewFraction(1, 1)
	c := &rule.Country{Regions: []string{"A"}, Seats: []int{3}, Units: []rule.Unit{
		{Voters: 1, Columns: map[string]int64{"mark": 1}}, {Columns: map[string]int64{}}, {Columns: map[string]int64{}}}}
	r := rule.Rule{ID: "x", Statistic: rule.Deviation, Scope: rule.Region, Limit: none, Exceptions: []rule.Exception{
		{Flag: "mark", Lower: &none, Upper: &none},
		{Regions: []string{"A"}, Lower: &whole, Upper: &whole, OutsideQuota: true}}}
	qs, err := rule.Ask(r, c)
	require.NoError(t, err)
	require.Equal(t, rule.Meets, qs.Evaluate([]int{1, 2, 3}).Verdict)
	require.Equal(t, [2]int64{0, 1}, qs.Regions[0].Loosest)
}

func questionsAgainstEvaluate(t *rapid.T, c *rule.Country, r rule.Rule) {
	qs, err := rule.Ask(r, c)
	require.NoError(t, err)
	plans := [][][]int{nil}
	for i := range c.Regions {
		var units []int
		for u, x := range c.Units {
			if x.Region == i {
				units = append(units, u)
			}
		}
		var longer [][][]int
		divisions(units, c.Seats[i], func(ds [][]int) {
			for _, p := range plans {
				longer = append(longer, append(p[:len(p):len(p)], ds...))
			}
		})
		plans = longer
	}
	for i := 0; i < len(plans); i += len(plans)/60 + 1 { // some sixty, spread over all
		judge(t, c, qs, plans[i])
	}
	for i := range qs.Regions {
		q := &qs.Regions[i]
		require.Equal(t, qs.Regions[0].Open, q.Open)
		if q.Open {
			require.True(t, q.Single && q.Loosest == [2]int64{0, q.Voters})
		} else if !q.Single {
			require.Equal(t, [2]int64{q.Lower, q.Upper}, q.Loosest)
		}
		if !q.Free {
			lower, upper := q.Test.Window()
			require.Equal(t, [2]int64{lower, upper}, [2]int64{q.Lower, q.Upper})
		}
	}
}

func judge(t *rapid.T, c *rule.Country, qs *rule.Questions, plan [][]int) {
	r := qs.Rule
	var ds []rule.District
	of := make([][][]int, len(c.Regions))
	for i, units := range plan {
		ds = append(ds, c.District(fmt.Sprint(i+1), units))
		region := c.Units[units[0]].Region
		of[region] = append(of[region], units)
	}
	whole := rule.Evaluate(r, ds, c.Totals(r.ScopeName()))
	require.Equal(t, whole.Verdict, rule.Evaluate(r, ds, nil).Verdict, "totals of a whole plan are its districts' sums")
	meets := whole.Verdict == rule.Meets
	answered, single, open := true, false, false
	var least, most int64 = 1 << 62, -1
	for i := range qs.Regions {
		q := &qs.Regions[i]
		single, open = single || q.Single, open || q.Open
		small, large := int64(1<<62), int64(-1)
		for _, units := range of[i] {
			var n int64
			for _, u := range units {
				x, _ := c.Units[u].Count(r.BaseName())
				n += x
			}
			small, large = min(small, n), max(large, n)
			require.True(t, !meets || q.Loosest[0] <= n && n <= q.Loosest[1], "%d in %v", n, q)
		}
		bounds := q.Lower <= small && large <= q.Upper
		if q.Coupled() {
			bounds = bounds && q.Test.Accept(small, large)
		}
		if !q.Free {
			least, most = min(least, small), max(most, large)
		}
		if q.Open {
			continue
		}
		if !r.Statistic.Coupled() || r.ScopeName() == rule.Region {
			if q.Single {
				bounds = q.Judge(of[i])
			}
			answered = answered && bounds
		} else if !q.Single {
			answered = answered && bounds
		}
	}
	if open {
		return
	}
	if r.Statistic.Coupled() && r.ScopeName() == rule.Nation {
		if single {
			return
		}
		if most >= 0 {
			answered = answered && qs.Nation.Accept(least, most)
		}
	}
	require.Equal(t, meets, answered, "%+v of %v: %+v", qs, plan, whole)
	// The quota that each region is told is the one that its districts are measured by.
	for _, d := range whole.Districts {
		for i := range qs.Regions {
			q := &qs.Regions[i]
			if d.Quota != nil && q.Quota != nil && !q.Single && ds[index(ds, d.District)].Region == q.Region {
				require.Zero(t, d.Quota.Cmp(q.Quota), "%v %v %+v %+v left %+v", d.Quota, q.Quota, q.Test, r.Exceptions, qs.Left)
			}
		}
	}
}

func index(ds []rule.District, id string) int {
	for i, d := range ds {
		if d.ID == id {
			return i
		}
	}
	return -1
}

func TestAskRefuses(t *testing.T) {
	c := &rule.Country{Regions: []string{"A"}, Seats: []int{1}, Units: []rule.Unit{{Voters: 3}}}
	_, err := rule.Ask(rule.Rule{ID: "x", Scope: "oblast"}, c)
	var scope *rule.ScopeError
	require.ErrorAs(t, err, &scope)
	_, err = rule.Ask(rule.Rule{ID: "x", Base: "people"}, c)
	require.ErrorContains(t, err, `no column of that name`)
}
