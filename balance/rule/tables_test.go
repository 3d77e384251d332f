package rule_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/fault"
)

// What a district of some units has, and the flags of more than half of its voters.
func TestDistrictOfUnits(t *testing.T) {
	c := &rule.Country{Regions: []string{"A", "B"}, Seats: []int{1, 1}, Units: []rule.Unit{
		{Region: 0, Voters: 10, AreaKM2: 1.5, Columns: map[string]int64{"far": 1, "wet": 0, "old": 3}},
		{Region: 0, Voters: 10, AreaKM2: 2, Columns: map[string]int64{"far": 0, "wet": 2, "old": 4}},
		{Region: 1, Voters: 1, AreaKM2: 4, Columns: map[string]int64{"far": 7, "wet": 0, "old": 5}},
		{Region: 0, Voters: 14, AreaKM2: 8, Columns: map[string]int64{"far": 0, "wet": 0, "old": 0}}}}
	for _, tt := range []struct {
		units []int
		want  rule.District
	}{
		{nil, rule.District{Columns: map[string]int64{}}},
		{[]int{0}, rule.District{Region: "A", Voters: 10, AreaKM2: 1.5, Flags: []string{"far", "old"},
			Columns: map[string]int64{"far": 1, "wet": 0, "old": 3}}},
		// Half of the voters are not more than half.
		{[]int{0, 1}, rule.District{Region: "A", Voters: 20, AreaKM2: 3.5, Flags: []string{"old"},
			Columns: map[string]int64{"far": 1, "wet": 2, "old": 7}}},
		{[]int{0, 3}, rule.District{Region: "A", Voters: 24, AreaKM2: 9.5,
			Columns: map[string]int64{"far": 1, "wet": 0, "old": 3}}},
		{[]int{0, 1, 2}, rule.District{Voters: 21, AreaKM2: 7.5, Flags: []string{"far", "old"},
			Columns: map[string]int64{"far": 8, "wet": 2, "old": 12}}},
		{[]int{2, 0, 1}, rule.District{Voters: 21, AreaKM2: 7.5, Flags: []string{"far", "old"},
			Columns: map[string]int64{"far": 8, "wet": 2, "old": 12}}},
		{[]int{2}, rule.District{Region: "B", Voters: 1, AreaKM2: 4, Flags: []string{"far", "old"},
			Columns: map[string]int64{"far": 7, "wet": 0, "old": 5}}},
	} {
		tt.want.ID = "d"
		require.Equal(t, tt.want, c.District("d", tt.units), tt.units)
	}
}

// The totals of every scope, in every base; none for parents.
func TestTotalsOfCountry(t *testing.T) {
	c := two()
	of := func(seats int, voters, mark int64) rule.Share {
		return rule.Share{Seats: seats, Total: map[string]int64{rule.Voters: voters, "mark": mark}}
	}
	require.Equal(t, rule.Totals{"A": of(2, 100, 1), "B": of(2, 100, 1)}, c.Totals(rule.Region))
	require.Equal(t, rule.Totals{"": of(4, 200, 2)}, c.Totals(rule.Nation))
	require.Nil(t, c.Totals("oblast"))
	n, known := c.Units[0].Count("mark")
	require.True(t, known)
	require.Equal(t, int64(1), n)
	_, known = c.Units[0].Count("people")
	require.False(t, known)
}

// A fraction is copied, and written as exactly as it can be.
func TestFractions(t *testing.T) {
	r := big.NewRat(1, 8)
	f := rule.FractionOf(r)
	r.SetInt64(3)
	require.Equal(t, "1/8", f.Rat().RatString())
	f.Rat().SetInt64(3)
	require.Equal(t, 0.125, f.Float64())
	require.False(t, f.IsZero())
	require.True(t, rule.Fraction{}.IsZero())
	require.False(t, fraction(t, "1/1000000000").IsZero())
	require.Equal(t, "33.333333 %", fraction(t, "1/3").String())
	require.Equal(t, "20 %", rule.Percent(big.NewRat(1, 5), 0), "a zero that counts stays")
	require.Equal(t, "20.5 %", rule.Percent(big.NewRat(41, 200), 3))
	require.Error(t, f.UnmarshalText([]byte("much")))
	require.Equal(t, "1/8", f.Rat().RatString(), "what cannot be read changes nothing")

	large := new(big.Int).Lsh(big.NewInt(1), 150)
	largest := new(big.Int).Sub(large, big.NewInt(1))
	for s, ok := range map[string]bool{
		strings.Repeat("0", 99) + "1": true, strings.Repeat("0", 100) + "1": false, // a hundred letters
		largest.String(): true, large.String(): false, "1/" + largest.String(): true, "1/" + large.String(): false,
		"1/" + largest.String() + " %": false,
	} {
		_, err := rule.ParseFraction(s)
		require.Equal(t, ok, err == nil, s)
	}
}

// A text in a language, or English, or the first there is.
func TestTextIn(t *testing.T) {
	all := rule.Text{"ru": "р", "en": "e", "kk": "қ"}
	require.Equal(t, "р", all.In("ru"))
	require.Equal(t, "e", all.In("fr"))
	require.Equal(t, "e", rule.Text{"ru": "", "en": "e"}.In("ru"))
	some := rule.Text{"aa": "", "zz": "z", "kk": "k", "pp": "p", "ll": "l", "qq": "q", "mm": "m"}
	for range 10 {
		require.Equal(t, "k", some.In("fr"))
	}
	require.Empty(t, rule.Text{"aa": ""}.In("fr"))
	require.Empty(t, rule.Text(nil).In("en"))
}

// Every fault that a rule can have, alone; and the same rule just short of it, without.
func TestValidate(t *testing.T) {
	f := func(s string) *rule.Fraction { x := fraction(t, s); return &x }
	far := rule.Exception{Flag: "far", Free: true}
	for _, tt := range []struct {
		name string
		edit func(*rule.Rule)
		want string // the detail, "" for none
		kind fault.Kind
	}{
		{"", func(*rule.Rule) {}, "", ""},
		{"no id", func(r *rule.Rule) { r.ID = "" }, "a rule needs an id", fault.MissingID},
		{"ratio under 1", func(r *rule.Rule) { r.Statistic, r.Limit = rule.LargestOverSmallest, fraction(t, "0.99") },
			"limit: the largest district cannot have less than the smallest", rule.BadRule},
		{"ratio 1", func(r *rule.Rule) { r.Statistic, r.Limit = rule.LargestOverSmallest, fraction(t, "1") }, "", ""},
		{"ratio over 1", func(r *rule.Rule) { r.Statistic, r.Limit = rule.LargestOverSmallest, fraction(t, "1.5") }, "", ""},
		{"range over 100 %", func(r *rule.Rule) { r.Statistic, r.Limit = rule.RangeOverLargest, fraction(t, "1.01") },
			"limit: range/largest is never over 100 %", rule.BadRule},
		{"range of 100 %", func(r *rule.Rule) { r.Statistic, r.Limit = rule.RangeOverLargest, fraction(t, "1") }, "", ""},
		{"deviation over 100 %", func(r *rule.Rule) { r.Limit = fraction(t, "1.01") }, "", ""},
		{"target over the limit", func(r *rule.Rule) { r.Target = f("0.3") }, "target: must be stricter than the limit",
			rule.BadRule},
		{"target at the limit", func(r *rule.Rule) { r.Target = f("0.2") }, "target: must be stricter than the limit",
			rule.BadRule},
		{"target under the limit", func(r *rule.Rule) { r.Target = f("0.19") }, "", ""},
		{"unknown status", func(r *rule.Rule) { r.Status = "dead" },
			`status: "dead" is none of in force, repealed, reported, recommendation, convention, proposed`, fault.BadValue},
		{"known status", func(r *rule.Rule) { r.Status = rule.Repealed }, "", ""},
		{"projected without base", func(r *rule.Rule) { r.Projected = &rule.Projected{Limit: fraction(t, "0.1")} },
			"projected: needs a base, the column with the projected numbers", rule.BadRule},
		{"projected", func(r *rule.Rule) { r.Projected = &rule.Projected{Base: "then"} }, "", ""},
		{"no condition", func(r *rule.Rule) { r.Exceptions = []rule.Exception{{Free: true}} },
			"exceptions[0]: needs a condition: regions, area_above_km2 or flag", rule.BadRule},
		{"by region", func(r *rule.Rule) { r.Exceptions = []rule.Exception{{Regions: []string{"A"}, Free: true}} }, "", ""},
		{"by a small area", func(r *rule.Rule) { r.Exceptions = []rule.Exception{{AreaAbove: 0.5, Free: true}} }, "", ""},
		{"by flag", func(r *rule.Rule) { r.Exceptions = []rule.Exception{far} }, "", ""},
		{"no change, the second", func(r *rule.Rule) { r.Exceptions = []rule.Exception{far, {Flag: "x"}} },
			"exceptions[1]: changes nothing", rule.BadRule},
		{"lower", func(r *rule.Rule) { r.Exceptions = []rule.Exception{{Flag: "x", Lower: f("1")}} }, "", ""},
		{"upper", func(r *rule.Rule) { r.Exceptions = []rule.Exception{{Flag: "x", Upper: f("1")}} }, "", ""},
		{"free and lower", func(r *rule.Rule) { r.Exceptions = []rule.Exception{{Flag: "x", Free: true, Lower: f("1")}} },
			"exceptions[0]: free lifts both limits", rule.BadRule},
		{"free and upper", func(r *rule.Rule) { r.Exceptions = []rule.Exception{{Flag: "x", Free: true, Upper: f("1")}} },
			"exceptions[0]: free lifts both limits", rule.BadRule},
		{"own limit where compared", func(r *rule.Rule) {
			r.Statistic, r.Exceptions = rule.RangeOverMean, []rule.Exception{{Flag: "x", Lower: f("1")}}
		}, "exceptions[0]: range/mean compares districts with each other", rule.BadRule},
		{"free where compared", func(r *rule.Rule) { r.Statistic, r.Exceptions = rule.RangeOverMean, []rule.Exception{far} },
			"", ""},
		{"outside by area", func(r *rule.Rule) {
			r.Exceptions = []rule.Exception{{AreaAbove: 0.5, Free: true, OutsideQuota: true}}
		}, "exceptions[0]: outside_quota cannot depend on a district's area", rule.BadRule},
		{"outside by flag", func(r *rule.Rule) {
			r.Exceptions = []rule.Exception{{Flag: "x", Free: true,
				OutsideQuota: true}}
		}, "", ""},
	} {
		r := rule.Rule{ID: "x", Limit: fraction(t, "0.2")}
		tt.edit(&r)
		faults := r.Validate()
		if tt.want == "" {
			require.Empty(t, faults, tt.name)
			continue
		}
		require.Len(t, faults, 1, tt.name)
		require.Equal(t, tt.want, faults[0].Detail.String(), tt.name)
		require.Equal(t, tt.kind, faults[0].Kind, tt.name)
	}
	require.False(t, rule.Rule{Exceptions: []rule.Exception{far}}.LooksAtAreas())
	require.True(t, rule.Rule{Exceptions: []rule.Exception{far, {AreaAbove: 0.5}}}.LooksAtAreas())
}

// Every fault of a text of rules, with its place, and no fault that only follows from it.
func TestDecodeFaults(t *testing.T) {
	for text, want := range map[string][]string{
		"- {id: a, limit: [1]}":    {"1:18 rules[0].limit wrong form of a value: a single value is expected"},
		"- {id: a, limit: {x: 1}}": {"1:18 rules[0].limit wrong form of a value: a single value is expected"},
		"- {id: a, limit: much}": {`1:18 rules[0].limit bad value: "much" is not a number, percentage or ` +
			`fraction such as 0.2, 20 % or 1/5`},
		"- {id: a, exceptions: {flag: x}}": {"1:23 rules[0].exceptions wrong form of a value: a list is expected"},
		"- {id: a, exceptions: x}":         {"1:23 rules[0].exceptions wrong form of a value: a list is expected"},
		"- {id: a, title: [a, [b]]}": {"1:18 rules[0].title wrong form of a value: a list of languages with texts is " +
			"expected"},
		"- {id: a, title: {en: [b]}}": {"1:23 rules[0].title.en wrong form of a value: a single value is expected"},
		"- {id: a, projected: [a, b]}": {"1:22 rules[0].projected wrong form of a value: a list of keys with values is " +
			"expected", "1:3 rules[0] rule that makes no sense: projected: needs a base, the column with the projected numbers"},
		"- {id: a, soft: [b]}":     {"1:17 rules[0].soft wrong form of a value: a single value is expected"},
		"- {id: a, soft: perhaps}": {`1:17 rules[0].soft bad value: "perhaps" cannot be read as true or false`},
		"- {id: a, exceptions: [{free: true, flag: x, area_above_km2: big}]}": {`1:62 ` +
			`rules[0].exceptions[0].area_above_km2 bad value: "big" cannot be read as a number`},
		"- {id: a, id: b}":                {`1:11 rules[0] key given twice: the key "id" is given twice`},
		"- {id: a, nonsense: b}":          {`1:11 rules[0] unknown key: there is no key "nonsense"`},
		"- {id: a}\n- {id: b}\n- {id: a}": {`3:3 rules[2] duplicate id: the id "a" is used twice`},
		"- {id: a}\n- {limit: 1 %}":       {"2:3 rules[1] missing id: a rule needs an id"},
		"- {limit: 1 %}\n- {limit: 1 %}": {"1:3 rules[0] missing id: a rule needs an id",
			"2:3 rules[1] missing id: a rule needs an id"},
		"{id: a}": {"1:1 rules wrong form of a value: a list is expected"},
		"a":       {"1:1 rules wrong form of a value: a list is expected"},
	} {
		_, err := rule.Decode(strings.NewReader(text))
		var all *fault.Faults
		require.ErrorAs(t, err, &all, text)
		var got []string
		for _, f := range all.List {
			require.Empty(t, f.File)
			place := f.Path
			if f.Line > 0 {
				place = strings.TrimSpace(strings.Join([]string{position(f), f.Path}, " "))
			}
			got = append(got, place+" "+string(f.Kind)+": "+f.Detail.String())
		}
		require.Equal(t, want, got, text)
	}
}

func position(f fault.Fault) string {
	return big.NewInt(int64(f.Line)).String() + ":" + big.NewInt(int64(f.Column)).String()
}

// What is no text of rules, and what is one without any.
func TestDecodeNothing(t *testing.T) {
	rules, err := rule.Decode(strings.NewReader(""))
	require.NoError(t, err)
	require.Empty(t, rules)
	_, err = rule.Decode(strings.NewReader("- {id: a"))
	require.Error(t, err)
	_, err = rule.Decode(broken{})
	require.ErrorContains(t, err, "no more")
}

// broken is a reader that cannot be read.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken{} }

type errBroken struct{}

func (errBroken) Error() string { return "no more" }

// What a text leaves out is filled in, and a text without a language is kept.
func TestDecodeDefaults(t *testing.T) {
	rules, err := rule.Decode(strings.NewReader("- {id: a, title: b, limit: 1/3}\n- {id: c, base: people, scope: " +
		"region, title: {ru: d}}"))
	require.NoError(t, err)
	require.Equal(t, []rule.Rule{
		{ID: "a", Base: rule.Voters, Scope: rule.Nation, Title: rule.Text{"und": "b"}, Limit: fraction(t, "1/3")},
		{ID: "c", Base: "people", Scope: rule.Region, Title: rule.Text{"ru": "d"}}}, rules)
}

// Rules as part of a document: behind an alias, and one by itself.
func TestDecodeWithin(t *testing.T) {
	var doc yaml.Node
	require.NoError(t, yaml.Unmarshal([]byte("a: &x\n  - {id: b}\n  - {limit: 1 %}\nc: *x\n"), &doc))
	content := doc.Content[0].Content
	for i, place := range map[int]string{1: "3:5 here[1]", 3: "4:4 here[1]"} {
		_, err := rule.DecodeNode(content[i], "here")
		var all *fault.Faults
		require.ErrorAs(t, err, &all)
		require.Len(t, all.List, 1)
		require.Equal(t, place, position(all.List[0])+" "+all.List[0].Path)
	}
	var one struct{ R rule.Rule }
	require.NoError(t, yaml.Unmarshal([]byte("r: {id: b, limit: 10 %}"), &one))
	require.Equal(t, rule.Rule{ID: "b", Base: rule.Voters, Scope: rule.Nation, Limit: fraction(t, "0.1")}, one.R)
	require.ErrorContains(t, yaml.Unmarshal([]byte("r: {limit: 10 %}"), &one), "a rule needs an id")
	require.Equal(t, "b", one.R.ID)
}

// The presets are listed in their order, and what is none of them is told with the nearest.
func TestFindPresets(t *testing.T) {
	all := rule.Presets()
	ids := rule.PresetIDs()
	require.Len(t, ids, len(all))
	for i, r := range all {
		require.Equal(t, r.ID, ids[i])
		found, err := rule.Find(r.ID, nil)
		require.NoError(t, err)
		require.Equal(t, r, found)
	}
	all[0].ID = "mine"
	require.Equal(t, ids, rule.PresetIDs(), "the caller's slice is the caller's")
	own := []rule.Rule{{ID: ids[0], Status: rule.Proposed}}
	found, err := rule.Find(ids[0], own)
	require.NoError(t, err)
	require.Equal(t, own[0], found, "a rule of one's own comes first")
	var nf *rule.NotFoundError
	_, err = rule.Find("germnay", nil)
	require.ErrorAs(t, err, &nf)
	require.Equal(t, rule.UnknownRule, nf.Fault().Kind)
	require.EqualError(t, nf, "there is no rule \"germnay\"; did you mean \"germany\"? `okrug rules` lists them all")
	_, err = rule.Find("xxxxxxxxxxxxxxxx", nil)
	require.ErrorAs(t, err, &nf)
	require.EqualError(t, nf, "there is no rule \"xxxxxxxxxxxxxxxx\"; `okrug rules` lists them all")
}

// A status is named in the language that is asked for; one that no rule has stays as it is.
func TestStatusName(t *testing.T) {
	require.Equal(t, "in force", rule.StatusName(rule.InForce, "en"))
	require.Equal(t, "действует", rule.StatusName(rule.InForce, "ru"))
	require.Equal(t, "hoped for", rule.StatusName("hoped for", "ru"))
}

// The names of statistics are read as they are written, and no others.
func TestStatisticNames(t *testing.T) {
	for i, s := range rule.Statistics() {
		require.Equal(t, rule.Statistic(i), s)
		b, err := s.MarshalText()
		require.NoError(t, err)
		var again rule.Statistic
		require.NoError(t, again.UnmarshalText(b))
		require.Equal(t, s, again)
	}
	var s rule.Statistic
	require.ErrorContains(t, s.UnmarshalText([]byte("range")), "there are deviation, range/mean, ")
}
