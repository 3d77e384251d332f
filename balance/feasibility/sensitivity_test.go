package feasibility

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/rule"
)

// Two districts of 100 and 120 under 20 % of their mean: by hand.
func TestSenseByHand(t *testing.T) {
	c := &Country{Graph: line(t, 100, 120), Regions: []string{"A"}, Of: []int{0, 0}, Seats: []int{2}}
	r := rule.Rule{ID: "x", Scope: rule.Region, Limit: rule.NewFraction(1, 5)}
	s := Sense(c, ask(t, c, r), []int{1, 2})
	require.Len(t, s, 1)
	require.Equal(t, int64(-1), s[0].Grow, "shares do not change when the whole region grows")
	// 100/(220+x) >= 0.4 as long as x <= 30; 120+y over 100 is 1.5 at most: y = 30.
	require.Equal(t, int64(30), s[0].Gain)
	require.Equal(t, "2", s[0].GainDistrict)
	// 100-x >= 0.4*(220-x): x = 20.
	require.Equal(t, int64(20), s[0].Lose)
	require.Equal(t, "1", s[0].LoseDistrict)
	require.Equal(t, int64(12), s[0].Move) // 88 is 20 % below 110
	require.Nil(t, Sense(c, ask(t, c, rule.Rule{ID: "x", Scope: rule.Region, Limit: rule.NewFraction(1, 100)}),
		[]int{1, 2}))
}

// Up to the numbers the rule holds, one voter further it breaks: checked by changing the districts themselves.
func TestSenseIsTight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t, 7)
		if c.checkCounts() != nil {
			return
		}
		for _, v := range c.voters() {
			if v == 0 {
				return
			}
		}
		r := drawRule(t)
		v, qs := decide(t, c, r), ask(t, c, r)
		if v.Plan == nil {
			return
		}
		for _, s := range Sense(c, qs, v.Plan) {
			meets := func(id string, by int64) bool {
				ds := qs.Districts(v.Plan)
				for i := range ds {
					if ds[i].ID == id {
						ds[i].Voters += by
					}
				}
				return rule.Evaluate(r, ds, nil).Verdict == rule.Meets
			}
			if s.Gain >= 0 {
				require.True(t, meets(s.GainDistrict, s.Gain))
				require.False(t, meets(s.GainDistrict, s.Gain+1))
			}
			if s.Lose > 0 {
				require.True(t, meets(s.LoseDistrict, -s.Lose))
			}
		}
	})
}

// A region without voters limits nothing and is drawn for nothing: what it has no voters for would be taken off others
// where the total is held. The exception that frees it does not hide how its plan was found.
func TestRegionWithoutVoters(t *testing.T) {
	c := &Country{Graph: line(t, 100, 100, 0, 0, 100, 100), Regions: []string{"A", "B", "C"}, Of: []int{0, 0, 1, 1, 2, 2},
		Seats: []int{2, 1, 2}}
	for _, statistic := range rule.Statistics() {
		limit := rule.NewFraction(1, 10)
		if statistic == rule.LargestOverSmallest {
			limit = rule.NewFraction(11, 10)
		}
		r := rule.Rule{ID: "x", Scope: rule.Nation, Statistic: statistic, Limit: limit,
			Exceptions: []rule.Exception{{Regions: []string{"B"}, Free: true, OutsideQuota: true}}}
		v, qs := decide(t, c, r), ask(t, c, r)
		require.NotNil(t, v.Plan, statistic)
		for _, reg := range v.Regions {
			require.NotEmpty(t, reg.Method, "%v: %s", statistic, reg.ID)
		}
		for _, s := range Sense(c, qs, v.Plan) {
			if s.ID == "B" {
				require.Equal(t, []int64{-1, -1}, []int64{s.Grow, s.Shrink}, statistic)
			}
		}
		ch, err := Draw(context.Background(), c, qs, v, map[string]int64{"A": 90, "B": 90}, true, 50, Settings{Seed: 7})
		require.NoError(t, err)
		require.Equal(t, 50, ch.PlanHolds, "%v: nothing but A's error could be shifted, back to where it was", statistic)
	}
}

func TestDraw(t *testing.T) {
	c := &Country{Graph: line(t, 100, 100, 100, 100), Regions: []string{"A", "B"}, Of: []int{0, 0, 1, 1},
		Seats: []int{2, 2}}
	r := rule.Rule{ID: "x", Scope: rule.Nation, Limit: rule.NewFraction(1, 10)}
	ctx := context.Background()
	v, qs := decide(t, c, r), ask(t, c, r)
	ask := func(e int64, hold bool) *Chance {
		ch, err := Draw(ctx, c, qs, v, map[string]int64{"A": e, "B": e}, hold, 200, Settings{Seed: 7})
		require.NoError(t, err)
		return ch
	}
	require.Equal(t, 200, ask(0, false).PlanHolds)
	wide := ask(60, false)
	require.Greater(t, wide.PlanHolds, 0)
	require.Less(t, wide.PlanHolds, 200)
	require.Equal(t, wide, ask(60, false), "the same seed gives the same answer")
	require.NotEqual(t, wide.PlanHolds, ask(60, true).PlanHolds)
	// A moves by x, B by -x: districts 100 + x/2 against a mean of 100, so the plan holds for |x| <= 20.
	held := ask(20, true)
	require.Equal(t, 200, held.PlanHolds)
	d, err := c.revoted([]int64{201, 199})
	require.NoError(t, err)
	require.Equal(t, []int64{101, 100, 100, 99}, d.Graph.Voters)
}
