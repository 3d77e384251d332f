package fault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Every fault is one line, whatever of its fields is filled in.
func TestOneLine(t *testing.T) {
	for want, f := range map[string]fault.Fault{
		"u.geojson: features[2] A1 “North”: no area at 51.500000, 71.250000 (lat, lon); give it one": {
			File: "u.geojson", Feature: 2, HasFeature: true, ID: "A1", Name: locale.One("North"), Detail: locale.T("no area"),
			Remedy: locale.T("give it one"),
			Place:  &orb.Point{71.25, 51.5}},
		"v.csv:3: A1: named twice": {File: "v.csv", Line: 3, ID: "A1", Name: locale.One("A1"),
			Detail: locale.T("named twice")},
		"s.yaml:3:5: rules[0].limit: not a number": {File: "s.yaml", Line: 3, Column: 5, Path: "rules[0].limit",
			Detail: locale.T("not a number")},
		"line 3, column 5: rules[0]: bad":  {Line: 3, Column: 5, Path: "rules[0]", Detail: locale.T("bad")},
		"line 3: bad":                      {Line: 3, Detail: locale.T("bad")},
		"g.json: node 0 (a): no voters":    {File: "g.json", Path: "node 0", ID: "a", Detail: locale.T("no voters")},
		"features[0]: bad":                 {HasFeature: true, Detail: locale.T("bad")},
		"“North”: bad":                     {Name: locale.One("North"), Detail: locale.T("bad")},
		"0 seats; give 1":                  {Detail: locale.T("0 seats"), Remedy: locale.T("give 1")},
		"s.yaml: yaml: errors: line 3: no": {File: "s.yaml", Detail: locale.T("yaml: errors:\n  line 3: no")},
	} {
		require.Equal(t, want, f.Error())
	}
}

// Faults keep their maker's order, of each kind so many; what was left out is counted.
func TestLimitOfEachKind(t *testing.T) {
	var f fault.Faults
	require.NoError(t, f.Err())
	for i := range 30 {
		f.Add(fault.Fault{Kind: fault.BadNumber, Detail: locale.T("number %d", i)})
	}
	f.Add(fault.Fault{Kind: fault.BadLink, Detail: locale.T("link")})
	f.Note(fault.Fault{Kind: fault.NotJSON, Detail: locale.T("note")})
	lines := strings.Split(f.Error(), "\n")
	require.Len(t, lines, fault.PerKind+2)
	require.Equal(t, []string{"number 24", "link", "and 5 more: bad number"}, lines[24:])
	require.True(t, f.Has(fault.BadLink))
	require.False(t, f.Has(fault.NotJSON), "a note is no error")
	require.Len(t, fault.Lines(f.List, 100), 31)
}

// Sorted by file, line, column and text; a fault found twice is told once.
func TestSort(t *testing.T) {
	var f fault.Faults
	for _, x := range []fault.Fault{
		{File: "b", Line: 1, Detail: locale.T("x")}, {File: "a", Line: 10, Detail: locale.T("x")},
		{File: "a", Line: 9, Column: 2, Detail: locale.T("x")},
		{File: "a", Line: 9, Detail: locale.T("y")}, {File: "a", Line: 9, Detail: locale.T("x")},
		{File: "a", Line: 9, Detail: locale.T("y")},
	} {
		f.Add(x)
	}
	f.Sort()
	require.Equal(t, "a:9: x\na:9: y\na:9:2: x\na:10: x\nb:1: x", f.Error())
}

// Callers find the list and the first fault through whatever wraps them.
func TestErrorsAs(t *testing.T) {
	in := &fault.Faults{List: []fault.Fault{{Kind: fault.NotJSON, Detail: locale.T("a")},
		{Kind: fault.BadLink, Detail: locale.T("b")}}}
	err := errors.Join(errors.New("other"), fmt.Errorf("wrapped: %w", in.Err()))
	var one fault.Fault
	require.ErrorAs(t, err, &one)
	require.Equal(t, in.List[0], one)
	var all *fault.Faults
	require.ErrorAs(t, err, &all)
	require.Same(t, in, all)
}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		key  string
		n    int
		most int
		want []string
	}{
		{"limti", 1, fault.KeyEdits("limti"), []string{"limit"}},
		{"limti", 1, 0, []string{"limit"}}, // two letters changed places
		{"lmiti", 1, 0, nil},               // twice: two edits in five letters
		{"tilim", 1, 0, nil},
		{"lim", 1, fault.KeyEdits("lim"), nil},
		{"lim", 1, 0, []string{"limit"}}, // a part of it
		{"LI-MIT", 3, 0, []string{"limit"}},
		{"ab", 1, 0, []string{"aa"}}, // first in the alphabet of those as near
		{"ab", 2, 0, []string{"aa", "ac"}},
		{"zzzzzz", 3, 0, nil},
	} {
		require.Equal(t, c.want, fault.Nearest(c.key, []string{"statistic", "limit", "ac", "aa"}, c.n, c.most), c.key)
	}
	require.Equal(t, `did you mean "a" or "b"?`, fault.DidYouMean([]string{"a", "b"}).String())
	require.Empty(t, fault.DidYouMean(nil))
	require.Equal(t, `there are "limit", "scope"`, fault.Choose("zzzzzz", []string{"limit", "scope"}).String())
	require.Equal(t, `did you mean "limit"?`, fault.Choose("limits", []string{"limit", "scope"}).String())
	require.Empty(t, fault.Choose("x", nil))
}

// Of a million faults of a kind the first are kept and all are counted, also where lists are joined.
func TestManyFaultsAreCounted(t *testing.T) {
	var f, g fault.Faults
	for i := range 3000 {
		f.Add(fault.Fault{Kind: "a", ID: fmt.Sprint(i), Detail: locale.T("bad")})
		g.Add(fault.Fault{Kind: "a", ID: fmt.Sprint(i), Detail: locale.T("bad")})
	}
	f.Add(fault.Fault{Kind: "b", Detail: locale.T("worse")})
	require.Len(t, f.List, fault.Kept+1)
	require.Contains(t, f.Error(), "\nand 2\u00a0975 more: a")
	f.Merge(&g)
	require.Len(t, f.List, fault.Kept+1)
	require.Contains(t, f.Error(), "\nand 5\u00a0975 more: a")
	f.Sort()
	require.Contains(t, f.Error(), "\nand 5\u00a0975 more: a")
	notes := f.AsNotes()
	require.Len(t, notes, fault.Kept+2)
	require.Equal(t, "and 5\u00a0000 more: a", notes[len(notes)-1].Error())
}

// A unit is called by its name in the reader's language, in the quotation marks of that; by the id alone where that is
// all the name there is.
func TestNamesFollowTheReader(t *testing.T) {
	names := locale.Names{"en": "North", "ru": "Северный"}
	for lang, want := range map[string]string{"en": "A1 “North”: 1", "ru": "A1 «Северный»: 1", "kk": "A1 «North»: 1"} {
		require.Equal(t, want, fault.Fault{ID: "A1", Name: names, Detail: locale.Raw("1")}.In(lang))
		require.Equal(t, strings.TrimSuffix(want, ": 1"), fault.Label("A1", names).In(lang))
		require.Equal(t, "features[2] "+strings.TrimSuffix(want, ": 1"), fault.LabelFeature(2, "A1", names).In(lang))
	}
	require.Equal(t, "A1", fault.Label("A1", locale.One("A1")).In("ru"))
	require.Equal(t, "A1", fault.Label("A1", nil).In("ru"))
	require.Equal(t, "«Север»", fault.Label("", locale.One("Север")).In("ru"))
}
