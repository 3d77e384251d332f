package rule_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

var updateTexts = flag.Bool("texts", false, "write testdata/texts.txt anew, after the change of words has been judged")

// told is a rule and what it is explained on.
type told struct {
	rule    rule.Rule
	example *rule.Example
}

// tellable are rules with every turn that an explanation takes.
func tellable(t *testing.T) []told {
	f := func(s string) rule.Fraction { return fraction(t, s) }
	p := func(s string) *rule.Fraction { x := fraction(t, s); return &x }
	text := func(s string) rule.Text { return rule.Text{"en": s, "ru": s + " по-русски"} }
	return []told{
		{rule.Rule{ID: "full", Title: text("title"), Scope: rule.Region, Limit: f("1/6"), Soft: true, Target: p("1/30"),
			Projected: &rule.Projected{Base: "then", Limit: f("1/7")}, Status: rule.InForce, From: "2020", Until: "2021-05",
			Citation: text("citation"), URL: "https://example.org", Sourced: text("sourced"), Note: text("note"),
			Exceptions: []rule.Exception{
				{Title: text("islands"), Flag: "isle", Free: true}, {Regions: []string{"A", "B"}, AreaAbove: 0.5, Lower: p("1/7")},
				{AreaAbove: 12500, Upper: p("1")}, {Flag: "far", Lower: p("3/2"), Upper: p("99/100")},
				{Regions: []string{"C"}, Lower: p("0"), Upper: p("1/3")},
			}}, &rule.Example{Name: "K", Total: 1_000_000, Seats: 3, Districts: []int64{340_000, 365_000, 295_000}}},
		{rule.Rule{ID: "mean", Base: "population", Statistic: rule.RangeOverMean, Limit: f("1/9"), From: "1999",
			Status: rule.Convention},
			&rule.Example{Name: "L", Total: 2999, Seats: 3, Districts: []int64{950, 1049, 1000}}},
		{rule.Rule{ID: "largest", Base: "people", Scope: "oblast", Statistic: rule.RangeOverLargest, Limit: f("1/4"),
			Until: "1998", Status: rule.Repealed},
			&rule.Example{Name: "M", Total: 100, Seats: 2, Districts: []int64{60, 40}}},
		{rule.Rule{ID: "smallest", Statistic: rule.RangeOverSmallest, Limit: f("1"), Status: rule.Reported},
			&rule.Example{Name: "N", Total: 99, Seats: 2, Districts: []int64{0, 99}}},
		{rule.Rule{ID: "ratio", Scope: rule.Region, Statistic: rule.LargestOverSmallest, Limit: f("7/6"),
			Status: rule.Recommendation},
			&rule.Example{Name: "O", Total: 13, Seats: 2, Districts: []int64{7, 6}}},
		{rule.Rule{ID: "exact", Status: rule.Proposed}, &rule.Example{Name: "P", Total: 200, Seats: 2,
			Districts: []int64{100, 100}}},
		{rule.Rule{ID: "impossible"}, &rule.Example{Name: "Q", Total: 201, Seats: 2, Districts: []int64{101, 100}}},
		{rule.Rule{ID: "short", Limit: f("1/5")}, &rule.Example{Name: "R", Total: 300, Seats: 3}},
		{rule.Rule{ID: "above", Limit: f("1/5")}, &rule.Example{Name: "S", Total: 300, Seats: 3,
			Districts: []int64{125, 85, 90}}},
		{rule.Rule{ID: "one", Limit: f("1/5")}, &rule.Example{Name: "T", Total: 300, Seats: 1, Districts: []int64{300}}},
		{rule.Rule{ID: "even", Limit: f("1/2")}, &rule.Example{Name: "U", Total: 300, Seats: 3,
			Districts: []int64{125, 75, 100}}},
		{rule.Rule{ID: "bare", Title: text("none worked out"), Statistic: rule.RangeOverMean, Limit: f("1/5")}, nil},
		{rule.Rule{ID: rule.NoRule}, nil},
	}
}

// A sentence says whom the exceptions ask otherwise: without them it would be false of those.
func TestSentenceNamesExceptions(t *testing.T) {
	limit := rule.NewFraction(1, 10)
	lower := rule.NewFraction(2, 5)
	r := rule.Rule{ID: "own", Limit: limit, Scope: rule.Region, Exceptions: []rule.Exception{
		{Regions: []string{"A"}, Free: true}, {Regions: []string{"B"}, Lower: &lower}}}
	require.Equal(t, "The number of voters of a district must not differ from the mean per seat of its region by more "+
		"than 10\u00a0%. Exception: A — no limit. Exception: B — below the mean 40\u00a0%, above it the rule's limit.",
		r.Sentence("en"))
	for _, lang := range rule.Languages {
		require.Contains(t, r.Sentence(lang), ": A — ")
		require.Contains(t, r.Sentence(lang), ": B — ")
	}
}

// Explanations are pinned, in every language: what they say is read by people before they are written anew.
func TestTexts(t *testing.T) {
	var b strings.Builder
	for _, x := range tellable(t) {
		for _, lang := range rule.Languages {
			page := x.rule.Explain(lang, x.example)
			// What stands in one sentence there are lines here.
			exception := " " + locale.Of(lang).Must("rule.exception") + ": "
			for _, part := range strings.Split(x.rule.Sentence(lang), exception) {
				require.Contains(t, page, strings.TrimSuffix(part, "."))
			}
			fmt.Fprintf(&b, "==== %s in %s\n%s", x.rule.ID, lang, page)
		}
	}
	for _, lang := range rule.Languages {
		fmt.Fprintf(&b, "==== small in %s\n%+v\n", lang, *rule.SmallExample(lang))
	}
	file := filepath.Join("testdata", "texts.txt")
	if *updateTexts {
		require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), b.String(), "judge the words, then write them anew with -texts")
}
