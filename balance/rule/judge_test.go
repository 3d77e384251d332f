package rule_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/testdata"
)

// The witness of Evaluate: the same verdict from the words of the rule, by trying every number of voters.

// within says by the definition of a statistic, without a division, that a smallest of m and a largest of x are within
// the limit of a mean.
func within(s rule.Statistic, limit, mean *big.Rat, m, x int64) bool {
	least, most := new(big.Rat).SetInt64(m), new(big.Rat).SetInt64(x)
	span := new(big.Rat).Sub(most, least)
	of := func(base *big.Rat) *big.Rat { return new(big.Rat).Mul(limit, base) }
	switch s {
	case rule.Deviation:
		off := of(mean)
		return new(big.Rat).Sub(mean, least).Cmp(off) <= 0 && new(big.Rat).Sub(most, mean).Cmp(off) <= 0
	case rule.RangeOverMean:
		return span.Cmp(of(mean)) <= 0
	case rule.RangeOverLargest:
		return span.Cmp(of(most)) <= 0
	case rule.RangeOverSmallest:
		return span.Cmp(of(least)) <= 0
	case rule.LargestOverSmallest:
		return most.Cmp(of(least)) <= 0
	default:
		panic("no such statistic")
	}
}

// worth is the statistic, nil where it is not defined.
func worth(s rule.Statistic, mean *big.Rat, m, x int64) *big.Rat {
	least, most := new(big.Rat).SetInt64(m), new(big.Rat).SetInt64(x)
	over := func(a, b *big.Rat) *big.Rat {
		switch { // districts that are all empty are equal
		case b.Sign() == 0 && m == x && s == rule.LargestOverSmallest:
			return big.NewRat(1, 1)
		case b.Sign() == 0 && m == x:
			return new(big.Rat)
		case b.Sign() == 0:
			return nil
		}
		return new(big.Rat).Quo(a, b)
	}
	span := new(big.Rat).Sub(most, least)
	switch s {
	case rule.Deviation:
		below, above := new(big.Rat).Sub(mean, least), new(big.Rat).Sub(most, mean)
		if below.Cmp(above) > 0 {
			return over(below, mean)
		}
		return over(above, mean)
	case rule.RangeOverMean:
		return over(span, mean)
	case rule.RangeOverLargest:
		return over(span, most)
	case rule.RangeOverSmallest:
		return over(span, least)
	case rule.LargestOverSmallest:
		return over(most, least)
	default:
		panic("no such statistic")
	}
}

const everything = 200 // more voters than any district has that is tried

// span are the least and the most voters of a district with limits on either side of the mean.
func span(below, above, mean *big.Rat) (lower, upper int64) {
	lower, upper = -1, -1
	for v := int64(0); v <= everything; v++ {
		x := new(big.Rat).SetInt64(v)
		low := new(big.Rat).Sub(mean, x).Cmp(new(big.Rat).Mul(below, mean)) <= 0
		high := new(big.Rat).Sub(x, mean).Cmp(new(big.Rat).Mul(above, mean)) <= 0
		if low && lower < 0 {
			lower = v
		}
		if high {
			upper = v
		}
	}
	return lower, upper
}

// window are the least and the most voters of a district over all ways to share a total among n districts that are
// within the limit; the first is greater where there is none.
func window(s rule.Statistic, limit, mean *big.Rat, total, n int64) [2]int64 {
	least, most := total+1, int64(-1)
	for m := int64(0); m <= total; m++ {
		for x := m; x <= total; x++ {
			// The others have m to x each.
			shares := n == 1 && m == x && m == total || n > 1 && m+x+(n-2)*m <= total && total <= m+x+(n-2)*x
			if shares && within(s, limit, mean, m, x) {
				least, most = min(least, m), max(most, x)
			}
		}
	}
	return [2]int64{least, most}
}

// judged is what the witness says of a plan.
type judged struct {
	verdict rule.Verdict
	value   *big.Rat
	margin  int64
	faults  []rule.Fault
	bounds  map[string][2]int64 // of districts that no exception frees, by deviation
	scopes  []string
	windows map[string][2]int64 // of scopes that ask anything, the loosest bounds of any plan
}

// judgement judges by the voters of the districts; totals are what is given of scopes that are not whole.
func judgement(r rule.Rule, ds []rule.District, totals rule.Totals) (out judged) {
	out = judged{verdict: rule.Meets, bounds: map[string][2]int64{}, windows: map[string][2]int64{}}
	scope := map[string][]rule.District{}
	for _, d := range ds {
		key := d.Region
		if r.Scope == rule.Nation {
			key = ""
		}
		scope[key] = append(scope[key], d)
	}
	var keys []string
	for k := range scope {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	limit := r.Limit.Rat()
	some, undefined := false, false
	margin := func(m int64) {
		if !some || m < out.margin {
			out.margin, some = m, true
		}
	}
	for _, k := range keys {
		members := scope[k]
		exception := func(d rule.District) *rule.Exception {
			for i, e := range r.Exceptions {
				region := len(e.Regions) == 0 || slices.Contains(e.Regions, d.Region)
				if region && (e.AreaAbove == 0 || d.AreaKM2 > e.AreaAbove) && (e.Flag == "" || slices.Contains(d.Flags, e.Flag)) {
					return &r.Exceptions[i]
				}
			}
			return nil
		}
		var total, whole, seats, left int64
		var freed, apart int64 // voters and districts within the mean that are not compared
		var plain []rule.District
		for _, d := range members {
			whole += d.Voters
			e := exception(d)
			if e == nil || !e.OutsideQuota {
				total, seats = total+d.Voters, seats+1
			}
			if e == nil {
				plain = append(plain, d)
			} else if !e.OutsideQuota {
				freed, apart = freed+d.Voters, apart+1
			}
		}
		if share, given := totals[k]; given { // the mean is of what is given less what is outside the quota
			whole, left = share.Total[r.BaseName()]-whole, int64(share.Seats-len(members))
			total, seats, whole = total+whole, seats+left, share.Total[r.BaseName()]
		}
		if seats == 0 {
			total, seats = whole, int64(len(members))+left
		}
		mean := big.NewRat(total, seats)
		if r.Statistic.Coupled() && seats > apart {
			out.windows[k] = window(r.Statistic, limit, mean, total-freed, seats-apart)
		} else if r.Statistic == rule.Deviation {
			lower, upper := span(limit, limit, mean)
			out.windows[k] = [2]int64{lower, upper}
		}
		out.scopes = append(out.scopes, fmt.Sprint(k, seats, total))
		fault := func(d rule.District, lower, upper int64) {
			if d.Voters >= lower && d.Voters <= upper {
				return
			}
			f := rule.Fault{District: d.ID, Scope: k, Count: d.Voters, Lower: lower, Upper: upper, By: d.Voters - upper}
			if d.Voters < lower {
				f.By = d.Voters - lower
			}
			out.faults, out.verdict = append(out.faults, f), rule.Breaks
		}
		if len(plain) > 0 {
			byVoters := func(a, b rule.District) int { return int(a.Voters - b.Voters) }
			m, x := slices.MinFunc(plain, byVoters).Voters, slices.MaxFunc(plain, byVoters).Voters
			if v := worth(r.Statistic, mean, m, x); v == nil {
				undefined = true
			} else if out.value == nil || v.Cmp(out.value) > 0 {
				out.value = v
			}
			lower, upper := span(limit, limit, mean)
			if r.Statistic == rule.Deviation {
				margin(min(m-lower, upper-x))
			} else {
				// The most beside the smallest, the least beside the largest.
				upper = m - 1
				for v := int64(0); v <= everything; v++ {
					if within(r.Statistic, limit, mean, m, v) {
						upper = v
					}
				}
				margin(upper - x)
				lower = x
				for v := x; v >= 0; v-- {
					if within(r.Statistic, limit, mean, v, x) {
						lower = v
					}
				}
			}
			for _, d := range plain {
				if r.Statistic == rule.Deviation {
					out.bounds[d.ID] = [2]int64{lower, upper}
				}
				fault(d, lower, upper)
			}
		}
		for _, d := range members {
			e := exception(d)
			if e == nil || e.Free {
				continue
			}
			below, above := limit, limit
			if e.Lower != nil {
				below = e.Lower.Rat()
			}
			if e.Upper != nil {
				above = e.Upper.Rat()
			}
			lower, upper := span(below, above, mean)
			out.bounds[d.ID] = [2]int64{lower, upper}
			margin(min(d.Voters-lower, upper-d.Voters))
			fault(d, lower, upper)
		}
	}
	if undefined {
		out.value = nil
	}
	return out
}

// drawRule is a rule whose numbers are often just at the edge for the voters that districts are drawn with.
func drawRule(t *rapid.T) rule.Rule {
	share := func(name string) rule.Fraction {
		den := rapid.Int64Range(1, 10).Draw(t, name+" den")
		return rule.NewFraction(rapid.Int64Range(0, den-1).Draw(t, name), den)
	}
	r := rule.Rule{ID: "x", Scope: rapid.SampledFrom([]string{rule.Region, rule.Nation}).Draw(t, "scope"),
		Statistic: rapid.SampledFrom(rule.Statistics()).Draw(t, "statistic"), Limit: share("limit")}
	if r.Statistic == rule.LargestOverSmallest {
		r.Limit = rule.NewFraction(rapid.Int64Range(4, 9).Draw(t, "ratio"), 4)
	}
	for range rapid.IntRange(0, 2).Draw(t, "exceptions") {
		var e rule.Exception
		if rapid.Bool().Draw(t, "by region") {
			e.Regions = []string{rapid.SampledFrom([]string{"A", "B"}).Draw(t, "region")}
		}
		if rapid.Bool().Draw(t, "by area") {
			e.AreaAbove = float64(rapid.IntRange(1, 3).Draw(t, "area"))
		} else {
			e.OutsideQuota = rapid.Bool().Draw(t, "outside")
		}
		if rapid.Bool().Draw(t, "by flag") || len(e.Regions) == 0 && e.AreaAbove == 0 {
			e.Flag = "far"
		}
		if e.Free = r.Statistic.Coupled() || rapid.Bool().Draw(t, "free"); !e.Free {
			low, high := share("below"), share("above")
			if e.Lower = &low; rapid.Bool().Draw(t, "both") {
				e.Upper = &high
			}
		}
		r.Exceptions = append(r.Exceptions, e)
	}
	return r
}

// counted are districts whose voters are what a base counts.
func counted(ds []rule.District, base string) []rule.District {
	if base == rule.Voters {
		return ds
	}
	ds = slices.Clone(ds)
	for i, d := range ds {
		ds[i].Voters = d.Columns[base]
	}
	return ds
}

// drawTotals are none, or those of a plan with some seats and voters still to come, for some of the scopes.
func drawTotals(t *rapid.T, ds []rule.District) rule.Totals {
	if rapid.Bool().Draw(t, "finished") {
		return nil
	}
	totals := rule.Totals{}
	for _, k := range []string{"", "A"} {
		share := rule.Share{Seats: rapid.IntRange(0, 2).Draw(t, "seats to come"), Total: map[string]int64{}}
		for _, base := range []string{rule.Voters, "people", "then"} {
			share.Total[base] = int64(share.Seats) * rapid.Int64Range(5, 12).Draw(t, "to come")
			for _, d := range counted(ds, base) {
				if k == "" || d.Region == k {
					share.Total[base] += d.Voters
				}
			}
		}
		for _, d := range ds {
			if k == "" || d.Region == k {
				share.Seats++
			}
		}
		totals[k] = share
	}
	return totals
}

// What Evaluate says, the witness says.
func TestEvaluateAgainstWitness(t *testing.T) {
	met, broken, excepted := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		for range 20 { // within a check, so that a fixed seed draws as many
			r := drawRule(t)
			var ds []rule.District
			for i := range rapid.IntRange(1, 6).Draw(t, "districts") {
				d := rule.District{ID: fmt.Sprint(i), Region: rapid.SampledFrom([]string{"A", "B"}).Draw(t, "in"),
					Voters:  rapid.SampledFrom([]int64{0, 4, 5, 6, 8, 9, 10, 11, 12, 15}).Draw(t, "voters"),
					AreaKM2: float64(rapid.IntRange(0, 4).Draw(t, "km2"))}
				d.Columns = map[string]int64{"people": rapid.SampledFrom([]int64{0, 6, 8, 10, 12}).Draw(t, "people"),
					"then": (d.Voters + 3) / 2}
				if rapid.Bool().Draw(t, "far") {
					d.Flags = []string{"near", "far"}
				}
				ds = append(ds, d)
			}
			// Another base, a second one, a target, and a plan that is not finished.
			if rapid.Bool().Draw(t, "people") {
				r.Base = "people"
			}
			if rapid.Bool().Draw(t, "projected") {
				r.Projected = &rule.Projected{Base: "then", Limit: r.Limit, Soft: rapid.Bool().Draw(t, "softly")}
			}
			r.Soft = rapid.Bool().Draw(t, "soft")
			if rapid.Bool().Draw(t, "target") {
				target := rule.NewFraction(rapid.Int64Range(0, 6).Draw(t, "target of"), 4)
				r.Target = &target
			}
			totals := drawTotals(t, ds)
			got, want := rule.Evaluate(r, ds, totals), judgement(r, counted(ds, r.BaseName()), totals)
			if r.Target != nil {
				met := want.verdict == rule.Meets && want.value != nil && want.value.Cmp(r.Target.Rat()) <= 0
				require.Equal(t, met, *got.TargetMet)
			} else {
				require.Nil(t, got.TargetMet)
			}
			require.Equal(t, r.Soft, got.Soft)
			if p := r.Projected; p != nil {
				second := r
				second.Base, second.Projected = p.Base, nil
				then := judgement(second, counted(ds, p.Base), totals)
				require.Equal(t, then.verdict, got.Projected.Verdict)
				require.Equal(t, then.faults, got.Projected.Faults)
				require.Equal(t, then.margin, got.Projected.Margin)
				require.Nil(t, got.Projected.TargetMet)
				if then.verdict == rule.Breaks && !p.Soft {
					want.verdict = rule.Breaks
				}
			}
			require.Equal(t, want.verdict == rule.Meets || r.Soft, got.OK())
			require.Equal(t, want.verdict, got.Verdict)
			require.Equal(t, want.faults, got.Faults)
			if want.value == nil {
				require.Nil(t, got.Value)
			} else {
				require.Zero(t, want.value.Cmp(got.Value), "%s and not %s", got.Value, want.value)
			}
			require.Equal(t, want.margin, got.Margin)
			var scopes []string
			for _, s := range got.Scopes {
				scopes = append(scopes, fmt.Sprint(s.Scope, s.Seats, s.Total))
				if w, bound := want.windows[s.Scope]; bound && w[0] <= w[1] {
					require.Equal(t, w, [2]int64{s.Lower, s.Upper}, "scope %q", s.Scope)
				} else if bound {
					require.Greater(t, s.Lower, s.Upper)
				}
				ok := !slices.ContainsFunc(want.faults, func(f rule.Fault) bool { return f.Scope == s.Scope })
				require.Equal(t, ok, s.OK)
			}
			require.Equal(t, want.scopes, scopes)
			for _, d := range got.Districts {
				b, bound := want.bounds[d.District]
				if bound {
					require.Equal(t, b, [2]int64{d.Lower, d.Upper}, d.District)
				}
				require.Equal(t, slices.Contains(got.Excepted, d.District), d.Excepted)
				if !bound && d.Excepted { // free
					require.Zero(t, d.Lower)
					require.GreaterOrEqual(t, d.Upper, d.Count)
				}
			}
			require.Len(t, got.Districts, len(ds))
			if excepted += len(got.Excepted); got.Verdict == rule.Meets {
				met++
			} else {
				broken++
			}
		}
	})
	testdata.Enough(t, "plans within their rule", met, 100)
	testdata.Enough(t, "plans beyond their rule", broken, 100)
	testdata.Enough(t, "excepted districts", excepted, 100)
}
