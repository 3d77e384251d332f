package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/maps"
	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// complete lets a shell complete what stands in inputs: ids of regions, rules and plans, beside the words that a flag
// can have. What cannot be read completes nothing: the verb itself will say what is wrong with it.
func (a *app) complete(c *cobra.Command) {
	words := map[string][]string{
		"lang": locale.Languages(), "objective": planning.Objectives(), "paper": maps.PaperNames(),
		"palette": maps.PaletteNames(),
		"ties":    {"refuse", "order", "base"}, "assignment": planfile.Dialects(),
	}
	if c.Name() == "solve" {
		words["objective"] = balance.Kinds()
		words["method"] = []string{"auto", "exact", "heuristic", "enumerate"}
	}
	for name, list := range words {
		if c.Flags().Lookup(name) != nil {
			_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	for name, find := range map[string]func(*scenario.Scenario) []string{
		"rule": ruleIDs, "region": a.regionIDs, "choose": a.before("=", a.regionIDs), "uncertain": a.before("=", a.regionIDs),
		"sheet": a.sheets,
	} {
		if c.Flags().Lookup(name) == nil {
			continue
		}
		_ = c.RegisterFlagCompletionFunc(name, func(c *cobra.Command, args []string, typed string) ([]string,
			cobra.ShellCompDirective) {
			return begun(find(named(c, args)), typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		})
	}
	if c.Flags().Lookup("scenario") != nil {
		_ = c.RegisterFlagCompletionFunc("scenario", func(_ *cobra.Command, _ []string, typed string) ([]string,
			cobra.ShellCompDirective) {
			return begun([]string{data.Default}, typed), cobra.ShellCompDirectiveDefault
		})
	}
	if strings.Contains(c.Use, "PLAN") || c.Name() == "compare" || c.Name() == "corrigendum" {
		c.ValidArgsFunction = func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			return begun(planIDs(named(c, args)), typed), cobra.ShellCompDirectiveDefault // files and folders beside them
		}
	}
	if c.Name() == "show" {
		c.ValidArgsFunction = func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			return begun(ruleIDs(named(c, args)), typed), cobra.ShellCompDirectiveNoFileComp
		}
	}
	for _, below := range c.Commands() {
		a.complete(below)
	}
}

// named is the scenario that a command line names so far, by its flag or by its plan's folder; nil where it cannot be
// read.
func named(c *cobra.Command, args []string) *scenario.Scenario {
	f := &inputFlags{}
	if flag := c.Flags().Lookup("scenario"); flag != nil {
		f.scenario = flag.Value.String()
	}
	for _, arg := range args {
		if f.scenario == "" && folder.Is(arg) {
			f.scenario = arg
		}
	}
	s, err := f.find()
	if err != nil {
		return nil
	}
	return s
}

func begun(words []string, typed string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return !strings.HasPrefix(w, typed) })
}

func ruleIDs(s *scenario.Scenario) []string {
	ids := []string{rule.NoRule}
	if s != nil {
		for _, r := range s.OwnRules() {
			ids = append(ids, r.ID)
		}
	}
	return append(ids, rule.PresetIDs()...)
}

// regionIDs are the ids of a scenario's regions, each with its name behind a tab, as shells show it.
func (a *app) regionIDs(s *scenario.Scenario) []string {
	if s == nil {
		return nil
	}
	l, _, err := s.Layer(context.Background(), nil)
	if err != nil {
		return nil
	}
	var out []string
	for _, r := range l.Regions {
		out = append(out, shown(r.ID, r.Names, a.term, s))
	}
	return out
}

func shown(id string, names geo.Names, lang string, s *scenario.Scenario) string {
	if n := names.Among(lang, s.Languages...); n != "" && n != id {
		return id + "\t" + n
	}
	return id
}

// before puts a mark behind the ids, after which more is to be written.
func (a *app) before(mark string, ids func(*scenario.Scenario) []string) func(*scenario.Scenario) []string {
	return func(s *scenario.Scenario) []string {
		out := ids(s)
		for i, x := range out {
			id, name, _ := strings.Cut(x, "\t")
			out[i] = id + mark + "\t" + name
		}
		return out
	}
}

func (a *app) sheets(s *scenario.Scenario) []string {
	out := []string{"national", "deviation", "change", "district:"}
	for _, id := range a.regionIDs(s) {
		out = append(out, "region:"+id)
	}
	return out
}
