package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/report"
)

type rulesFlags struct {
	scenario, lang string
	json           bool
}

func (f *rulesFlags) load() (own []rule.Rule, err error) {
	if f.scenario == "" {
		return nil, nil
	}
	s, err := (&inputFlags{scenario: f.scenario}).find()
	if err != nil {
		return nil, badInput(err)
	}
	return s.OwnRules(), nil
}

func newRules(a *app) *cobra.Command {
	f := &rulesFlags{}
	c := &cobra.Command{
		Use:   "rules",
		Short: "List the readings of voter equality that a plan can be tested by",
		Long: `List the readings of voter equality that a plan can be tested by: presets from law and practice, and those of the
scenario. okrug rules show ID explains one in plain words, with its source, how well that is known, and an example.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			own, err := f.load()
			if err != nil {
				return err
			}
			all := slices.Concat(own, rule.Presets())
			if f.json {
				e := json.NewEncoder(a.out)
				e.SetIndent("", "  ")
				return e.Encode(all)
			}
			t := table.NewWriter()
			t.SetOutputMirror(a.out)
			t.SetStyle(table.StyleLight)
			t.AppendHeader(table.Row{"id", "base", "quota of", "statistic", "limit", "status", "title"})
			for _, r := range all {
				limit := r.Limit.String()
				if r.Target != nil {
					limit = fmt.Sprintf("%s (target %s)", limit, r.Target)
				}
				if r.Soft {
					limit += ", soft"
				}
				t.AppendRow(table.Row{r.ID, r.BaseName(), r.ScopeName(), r.Statistic.String(), limit, r.Status, r.Title.In(f.lang)})
			}
			t.Render()
			return nil
		},
	}
	c.PersistentFlags().StringVar(&f.scenario, "scenario", "", "scenario file, or the name of an embedded one, whose own rules to add")
	c.PersistentFlags().StringVar(&f.lang, "lang", "en", "language: kk, ru or en")
	c.Flags().BoolVar(&f.json, "json", false, "print JSON, in the form in which a scenario states its own rules")
	c.AddCommand(newRulesShow(a, f))
	return c
}

func newRulesShow(a *app, f *rulesFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: "Explain one rule in plain words, with a worked example",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			own, err := f.load()
			if err != nil {
				return err
			}
			r, err := rule.Find(args[0], own)
			if err != nil {
				return exitWith(exitUsage, err)
			}
			_, err = fmt.Fprint(a.out, r.Explain(f.lang, rule.SmallExample(f.lang)))
			return err
		},
	}
}

// everyRule, as a rule's id, stands for all of them.
const everyRule = "all"

func rulesTable(w io.Writer, r *report.Report) {
	if len(r.Rules) == 0 {
		return
	}
	t := newTable(w, []int{4, 5, 6}, "Rule", "Status in law", "Verdict", "Value", "Limit", "Margin", "Districts at fault")
	for _, x := range r.Rules {
		row := table.Row{}
		for _, cell := range report.RuleRow(x) {
			row = append(row, cell)
		}
		t.AppendRow(row)
	}
	t.Render()
}
