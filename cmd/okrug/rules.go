package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo/locale"
)

type rulesFlags struct {
	scenario string
	json     bool
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
		Long: `List the readings of voter equality that a plan can be tested by: presets from law and practice, and ` +
			`those of the
scenario. okrug rules show ID explains one in plain words, with its source, how well that is known, and an example.`,
		Args: noArgs,
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
			p := a.answer()
			t := newTable(p, nil, locale.T("Rule"), locale.T("Limit"), locale.T("Status in law"), locale.T("Title")).withIDs(1)
			for _, r := range all {
				limit := locale.Raw(r.Measure(p.lang))
				if r.Target != nil {
					limit = locale.T("%s (target %s)", limit, p.locale().ShareAtMost(r.Target.Rat(), limitDecimals))
				}
				if r.Soft {
					limit = locale.T("%s, soft", limit)
				}
				t.AppendRow(table.Row{r.ID, limit.In(p.lang), rule.StatusName(r.Status, p.lang), r.Title.In(p.lang)})
			}
			t.Render()
			return nil
		},
	}
	c.PersistentFlags().StringVar(&f.scenario, "scenario", "",
		"scenario file, or the name of an embedded one, whose own rules to add")
	c.Flags().BoolVar(&f.json, "json", false, "print JSON, in the form in which a scenario states its own rules")
	c.AddCommand(newRulesShow(a, f))
	return c
}

func newRulesShow(a *app, f *rulesFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: "Explain one rule in plain words, with a worked example",
		Args:  exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			own, err := f.load()
			if err != nil {
				return err
			}
			r, err := rule.Find(args[0], own)
			if err != nil {
				return usage(err)
			}
			_, err = fmt.Fprint(a.out, filled(r.Explain(a.term, rule.SmallExample(a.term)), min(narrow, width(a.out))))
			return err
		},
	}
}

// limitDecimals are the most that a limit is written with.
const limitDecimals = 4

// everyRule, as a rule's id, stands for all of them.
const everyRule = "all"

func rulesTable(p printer, r *report.Report) {
	if len(r.Rules) == 0 {
		return
	}
	t := newTable(p, []int{4, 5, 6}, locale.T("Rule"), locale.T("Status in law"), locale.T("Verdict"), locale.T("Value"),
		locale.T("Limit"), locale.T("Margin"), locale.T("Districts at fault")).withIDs(1)
	for _, x := range r.Rules {
		t.AppendRow(ruleRow(p, x))
	}
	t.Render()
}

// ruleRow is a test by a rule as the cells of a row.
func ruleRow(p printer, x report.RuleTest) table.Row {
	value, margin := "—", "—"
	if x.Value != nil {
		value = x.Measured(*x.Value, p.locale())
	}
	if x.Margin != nil {
		margin = p.count(*x.Margin)
	}
	verdict := locale.Raw(p.locale().Must("report.reading." + string(x.Verdict)))
	if x.Soft {
		verdict = locale.T("%s (soft)", verdict)
	}
	if x.TargetMet != nil && !*x.TargetMet && x.Verdict == rule.Meets {
		verdict = locale.T("%s, target missed", verdict)
	}
	const shown = 12
	faulty := locale.Listed(x.Faulty(), shown)
	if len(x.Problems) > 0 {
		faulty = x.Problems[0]
	}
	status, _, _ := strings.Cut(rule.StatusName(x.Status, p.lang), ",") // okrug rules says all of it
	return table.Row{x.ID, status, verdict.In(p.lang), value,
		x.Measured(x.Limit, p.locale()), margin, faulty.In(p.lang)}
}
