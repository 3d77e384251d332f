package rule_test

import (
	"bytes"
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/fault"
)

func TestFind(t *testing.T) {
	_, err := rule.Find("kz-2022-regoin", nil)
	var nf *rule.NotFoundError
	require.ErrorAs(t, err, &nf)
	require.Equal(t, "kz-2022-region", nf.Nearest)
	r, err := rule.Find(rule.NoRule, nil)
	require.NoError(t, err)
	require.False(t, r.Binds())
	_, err = rule.Find("", nil)
	require.Error(t, err, "no rule is taken where none is named")
}

func TestDecodeNamesEveryFault(t *testing.T) {
	_, err := rule.Decode(strings.NewReader(`
- id: mine
  statistik: range/mean
  limit: twenty
  scope: region
- id: mine
  statistic: range
  limit: 10 %
  exceptions:
    - {flag: remote}
- id: other
  statistic: range/mean
  limit: 10 %
  target: 12 %
  soft: perhaps
  exceptions: {flag: x}
`))
	for _, want := range []string{
		`line 3, column 3: rules[0]: there is no key "statistik"; did you mean "statistic"?`,
		`line 4, column 10: rules[0].limit: "twenty" is not a number`,
		`the id "mine" is used twice`,
		`line 7, column 14: rules[1].statistic: "range" is no statistic`,
		`exceptions[0]: changes nothing`,
		`rules[2]: target: must be stricter`,
		`rules[2].soft: "perhaps" cannot be read as true or false`,
		`rules[2].exceptions: a list is expected`,
	} {
		require.ErrorContains(t, err, want)
	}
	var all *fault.Faults
	require.ErrorAs(t, err, &all)
	require.Len(t, all.List, len(strings.Split(err.Error(), "\n")))
	first := all.List[0]
	require.Equal(t, fault.Fault{Line: 3, Column: 3, Path: "rules[0]", Kind: fault.UnknownKey, Detail: first.Detail,
		Remedy: first.Remedy}, first)
	require.Equal(t, `there is no key "statistik"`, first.Detail.String())
	require.Equal(t, `did you mean "statistic"?`, first.Remedy.String())
}

// A bare number of 1 or more is a percentage that was misread, wherever a limit of a share stands; a ratio is none.
func TestBareLimits(t *testing.T) {
	_, err := rule.Decode(strings.NewReader(`
- {id: a, limit: 12, target: "1"}
- id: b
  limit: 5
  projected: {base: later, limit: 3.5}
  exceptions: [{flag: x, lower: 30, upper: 40 %}]
- {id: c, limit: 7.5, statistic: range/mean}
- {id: d, limit: 2.0, statistic: largest/smallest, projected: {base: later, limit: 3}}
- {id: e, limit: 150 %, statistic: range/smallest}
- {id: f, limit: 3/2, statistic: range/smallest}
- {id: g, limit: 0.99}
`))
	require.EqualError(t, err, strings.Join([]string{
		"line 2, column 18: rules[0].limit: 12 is 1200 %; write 12 %, or 1200 % if that is meant",
		"line 2, column 30: rules[0].target: 1 is 100 %; write 1 %, or 100 % if that is meant",
		"line 4, column 10: rules[1].limit: 5 is 500 %; write 5 %, or 500 % if that is meant",
		"line 5, column 35: rules[1].projected.limit: 3.5 is 350 %; write 3.5 %, or 350 % if that is meant",
		"line 6, column 33: rules[1].exceptions[0].lower: 30 is 3000 %; write 30 %, or 3000 % if that is meant",
		"line 7, column 18: rules[2].limit: 7.5 is 750 %; write 7.5 %, or 750 % if that is meant",
	}, "\n"))
}

func TestDecodeJSON(t *testing.T) {
	before := rule.Presets()
	b, err := json.Marshal(before)
	require.NoError(t, err)
	after, err := rule.Decode(strings.NewReader(string(b)))
	require.NoError(t, err)
	require.Equal(t, before, after)
}

// FuzzParseLimit reads a limit exactly, and as it is written again.
func FuzzParseLimit(f *testing.F) {
	for _, s := range []string{"20 %", "0.2", "1/5", "20", "100%", "-1%", "1/0", "1e3", "0x1/2", ".5", "1/3 %",
		"0.44444444444444644444", "11111111111111161111/25000000000000000000", "0." + strings.Repeat("3", 60)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x, err := rule.ParseLimit(s)
		if err != nil {
			require.True(t, x.IsZero())
			return
		}
		require.GreaterOrEqual(t, x.Rat().Sign(), 0)
		b, err := x.MarshalText()
		require.NoError(t, err)
		again, err := rule.ParseLimit(string(b))
		require.NoError(t, err, "%s", b)
		require.Zero(t, x.Cmp(again))
		plain, percent := strings.CutSuffix(strings.ReplaceAll(s, " ", ""), "%")
		if strings.Trim(plain, "0123456789./") != "" {
			return // spaces of other kinds
		}
		want, ok := new(big.Rat).SetString(plain)
		require.True(t, ok)
		if percent {
			want.Quo(want, big.NewRat(100, 1))
		}
		require.Zero(t, want.Cmp(x.Rat()))
	})
}

func FuzzDecode(f *testing.F) {
	f.Add("- {id: a, limit: 20 %}")
	f.Add("- &a {id: a, exceptions: [{flag: x, lower: 1/3}]}\n- *a")
	f.Add("{}")
	f.Fuzz(func(t *testing.T, s string) {
		rules, err := rule.Decode(strings.NewReader(s))
		if err != nil {
			require.Empty(t, rules)
			return
		}
		if len(rules) == 0 {
			return
		}
		b, err := json.Marshal(rules)
		require.NoError(t, err)
		again, err := rule.Decode(bytes.NewReader(b))
		require.NoError(t, err, "%s", b)
		twice, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, string(b), string(twice))
		for _, r := range rules {
			if errs := r.Validate(); len(errs) > 0 {
				t.Fatal(errs)
			}
			r.Explain("kk", &rule.Example{Total: 10, Seats: 3, Districts: []int64{3, 3, 4}})
		}
	})
}
