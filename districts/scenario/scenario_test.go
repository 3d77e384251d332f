package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/okrug/okrug/balance/apportion"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
)

func TestExampleIsValidAndNamesEveryKey(t *testing.T) {
	s, err := Parse("example.yaml", Example())
	require.NoError(t, err)
	require.Equal(t, 29, s.Seats.Total)
	require.Equal(t, "2022-12-31", s.UnitsAsOf)
	for _, where := range []string{"", "units.", "regions.", "places.", "links.0.", "tolerance.", "plans.0.", "law.",
		"law.grounds.0."} {
		for _, key := range keysOf(where) {
			require.Regexp(t, `\b`+key+`:`, string(Example()), where+key)
		}
	}
}

func TestEveryFaultIsNamedAtOnce(t *testing.T) {
	_, err := Parse("my.yaml", []byte(`okrug: 1
id: my
units:
  id: code
  kind: k
  votes: electors
seats:
  total: many
  total: 3
rul: x
objective: best
`))
	var f *fault.Faults
	require.True(t, errors.As(err, &f))
	text := f.Error()
	require.Contains(t, text, `my.yaml:6: unknown key "units.votes"; did you mean "voters"?`)
	require.Contains(t, text, `my.yaml:10: unknown key "rul"; did you mean "rule"?`)
	require.Contains(t, text, "units: missing: file")
	require.Contains(t, text, `my.yaml:9: the key "total" is given twice`)
	require.Contains(t, text, "my.yaml:11: objective: best is none of balanced, border, deviation")
	require.True(t, f.Has(fault.UnknownKey) && f.Has(fault.RepeatedKey) && f.Has(NotAllowed))
	require.True(t, slices.IsSortedFunc(f.List, func(a, b fault.Fault) int { return cmp.Compare(a.Line, b.Line) }))
}

func TestFaultsBeyondTheSchema(t *testing.T) {
	base := "okrug: 1\nid: my\nunits: {file: u, id: c, voters: v}\n"
	for name, c := range map[string]struct{ seats, says string }{
		"no number": {"seats: {minimum: 1}", "give the total"},
		"sum":       {"seats: {total: 3, fixed: {A: 1, B: 1}}", "add up to 2, the total says 3"},
		"max":       {"seats: {total: 3, minimum: 2, maximum: 1}", "maximum 1 is below the minimum 2"},
		"base":      {"seats: {total: 3, base: people}", `base "people"`},
		"twice":     {"seats: {total: 3}\nplans: [{id: a, file: x}, {id: a, file: y}]", `"a" is given twice`},
		"rule":      {"seats: {total: 3}\nrule: kz-2022-regoin", `did you mean "kz-2022-region"`},
		"own": {"seats: {total: 3}\nrules: [{id: a, limt: 3 %}]",
			`my.yaml:5:17: rules[0]: there is no key "limt"; did you mean "limit"?`},
		"alias": {"seats: &s {total: 3}\nplans: [*s]", "anchors"},
		"number": {"seats: {total: 3}\nlinks: [{a: 007, b: true, reason: x}]",
			"links.0.a: 007 is read as a number; write it in quotation marks"},
		"empty":   {"", "missing: seats"},
		"weight":  {"seats: {total: 3}\nequality_weight: 0", "equality_weight: 0 should be at least 0.001"},
		"heavy":   {"seats: {total: 3}\nequality_weight: 1000.5", "equality_weight: 1000.5 should be at most 1000"},
		"below":   {"seats: {total: 3}\nequality_weight: -2", "equality_weight: -2 should be at least 0.001"},
		"no one":  {"seats: {total: 3}\nequality_weight: .nan", "equality_weight"},
		"endless": {"seats: {total: 3}\nequality_weight: .inf", "equality_weight"},
	} {
		_, err := Parse("my.yaml", []byte(base+c.seats))
		require.ErrorContains(t, err, c.says, name)
	}
	_, err := Parse("my.yaml", nil)
	require.ErrorContains(t, err, "empty")
	_, err = Parse("my.yaml", []byte("a: [b"))
	require.ErrorContains(t, err, "not YAML")
}

// Where districts have several seats, regions get their seats by as many: the apportionment is that of the districts,
// and what cannot be shared by them is refused by name.
func TestSeatsOfDistrictsOfSeveral(t *testing.T) {
	l := &geo.Layer{Regions: []geo.Region{{ID: "A"}, {ID: "B"}}}
	for i := range 20 {
		l.Units = append(l.Units, geo.Unit{ID: fmt.Sprint(i), RegionID: []string{"A", "B"}[i%2],
			Voters: []int64{15, 6}[i%2]})
	}
	for _, x := range []struct {
		seats string
		want  []int
		says  string
	}{
		{"total: 12", []int{9, 3}, ""},
		{"total: 12, per_district: 1", []int{9, 3}, ""},
		{"total: 12, per_district: 2", []int{8, 4}, ""},
		{"total: 12, per_district: 3", []int{9, 3}, ""},
		{"total: 12, per_district: 3, minimum: 4", []int{6, 6}, ""}, // four seats are those of two districts
		{"total: 12, per_district: 3, maximum: 8", []int{6, 6}, ""}, // and eight no more than two have
		{"total: 12, per_district: 3, maximum: 5", nil, "12 seats are more than the 6 that 2 regions can have"},
		{"total: 12, per_district: 5", nil, "seats.total: 12 seats cannot be shared by districts of 5 each"},
		{"fixed: {A: 9, B: 4}, per_district: 3", nil, "seats.fixed.B: 4 seats cannot be shared by districts of 3 each"},
		{"fixed: {A: 9, B: 3}, per_district: 3", []int{9, 3}, ""},
		{"total: 3, per_district: 3", nil, "3 seats are fewer than 2 regions with at least 3 each"},
		{"total: 48, per_district: 3", nil, "region A gets 11 districts and has 10 units"},
		{"total: 3, per_district: 0", nil, "per_district"},
		{"total: 3, per_district: 2, maximum: 1", nil, "the maximum 1 is below the minimum 2"},
	} {
		s, err := Parse("my.yaml", []byte("okrug: 1\nid: my\nunits: {file: u, id: c, voters: v, names: {en: n}}\nseats: {"+
			x.seats+"}\n"))
		var got []int
		if err == nil {
			got, _, err = s.Apportion(l)
		}
		if x.says != "" {
			require.ErrorContains(t, err, x.says, x.seats)
			continue
		}
		require.NoError(t, err, x.seats)
		require.Equal(t, x.want, got, x.seats)
	}
}

// A tie that no rule breaks says how to state one.
func TestTieSaysWhatToDo(t *testing.T) {
	base := "okrug: 1\nid: my\nunits: {file: u, id: c, voters: v, names: {en: n}}\nseats: {total: 3"
	l := &geo.Layer{Regions: []geo.Region{{ID: "A"}, {ID: "B"}}, Units: []geo.Unit{
		{ID: "1", RegionID: "A", Voters: 5}, {ID: "2", RegionID: "A", Voters: 5}, {ID: "3", RegionID: "B", Voters: 5},
		{ID: "4", RegionID: "B", Voters: 5},
	}}
	s, err := Parse("my.yaml", []byte(base+"}\n"))
	require.NoError(t, err)
	_, _, err = s.Apportion(l)
	var tie *apportion.TieError
	require.ErrorAs(t, err, &tie)
	require.ErrorContains(t, err, "state one under seats.ties")
	s, err = Parse("my.yaml", []byte(base+", ties: order}\n"))
	require.NoError(t, err)
	seats, _, err := s.Apportion(l)
	require.NoError(t, err)
	require.Equal(t, []int{2, 1}, seats)
}

// A scenario written on Windows names files with backslashes.
func TestBackslashesBetweenFolders(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "sub"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "sub", "u.geojson"), []byte("{}"), 0o600))
	f := &files{dir: dir}
	data, name, err := f.read("units", `.\sub\u.geojson`)
	require.NoError(t, err)
	require.Equal(t, "{}", string(data))
	require.Equal(t, filepath.Join(dir, "sub", "u.geojson"), name)
	_, _, err = f.read("units", `sub\v.geojson`)
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestDefaults(t *testing.T) {
	s, err := Parse("my.yaml",
		[]byte("okrug: 1\nid: my\nunits: {file: u, id: c, voters: v, names: {ru: r, kk: k}}\nseats: {total: 3}\n"))
	require.NoError(t, err)
	require.Equal(t, []string{"kk", "ru"}, s.Languages)
	require.Equal(t, 1, s.MinimumSeats())
	var none *NoRuleError
	_, err = s.BindingRule()
	require.ErrorAs(t, err, &none, "no rule is assumed")
	require.ErrorContains(t, err, "kz-2022-region")
	require.Equal(t, "balanced", s.Objective)
	require.Equal(t, 1.0, s.EqualityWeight)
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("{okrug: 1, id: m, units: {file: u, id: c, voters: v}, seats: {total: 3}, rules: [{id: r, limit: 1 %}]}"))
	f.Add(Example())
	f.Add([]byte("okrug: 1\nid: 2022-12-12\nunits: [*a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse("fuzz.yaml", data)
		if err != nil {
			var faults *fault.Faults
			require.ErrorAs(t, err, &faults)
			require.NotEmpty(t, faults.List)
			require.Nil(t, s)
			return
		}
		// The scenario as it is run, written as where flags have changed it, is the same scenario.
		s.edited = true
		text, err := s.asRun()
		require.NoError(t, err)
		again, err := Parse("again.yaml", text)
		require.NoError(t, err, "%s", text)
		for _, x := range []*Scenario{s, again} {
			x.doc, x.text, x.edited, x.Rules = nil, nil, false, yaml.Node{}
		}
		require.Equal(t, s, again)
	})
}

func TestExampleRuleIsValid(t *testing.T) {
	s, err := Parse("example.yaml", Example())
	require.NoError(t, err)
	own := s.OwnRules()
	require.Len(t, own, 1)
	require.Equal(t, "15 %", own[0].Limit.String())
	require.Len(t, own[0].Exceptions, 1)
}
