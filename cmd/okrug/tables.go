package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
)

// newTable is a plain table whose numeric columns stand to the right.
func newTable(w io.Writer, right []int, head ...any) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.Style().Options.SeparateRows = false
	t.Style().Format.Header = text.FormatDefault
	var columns []table.ColumnConfig
	for _, n := range right {
		columns = append(columns, table.ColumnConfig{Number: n, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(columns)
	t.AppendHeader(head)
	return t
}

func districtTable(w io.Writer, r *report.Report, lang string) {
	if len(r.Districts) == 0 {
		return
	}
	t := newTable(w, []int{1, 4, 5, 6, 7}, "No.", "District", "Centre", "Units", "Voters", "Quota", "Deviation")
	for _, d := range r.Districts {
		t.AppendRow(table.Row{
			d.Number, d.Names.In(lang, r.Scenario.Languages...), d.Centre.In(lang, r.Scenario.Languages...), len(d.Units),
			report.Thousands(d.Voters), report.Thousands(int64(math.Round(d.Quota))), report.Percent(d.Deviation),
		})
	}
	t.Render()
}

// checkList names every check with its offenders.
func checkList(w io.Writer, r *report.Report, lang string) {
	for _, c := range r.Checks {
		state := string(c.State)
		if c.State == districts.Fail {
			state = "FAIL"
		}
		fmt.Fprintf(w, "%-20s %-12s %s\n", c.ID, state, c.Tested)
		const shown = 20
		for i, o := range c.Offenders {
			if i == shown {
				fmt.Fprintf(w, "    and %d more; --out writes them all\n", len(c.Offenders)-shown)
				break
			}
			name := o.Names.In(lang, r.Scenario.Languages...)
			fmt.Fprintf(w, "    %s %s: %s\n", o.Kind, idAndName(o.ID, name), o.Detail)
		}
	}
}

// lawfulLine says by which rule a plan is lawful, and no more than that the rule asks for.
func lawfulLine(w io.Writer, r *report.Report) {
	held := 0
	limit := fmt.Sprintf("by rule %s (limit %s)", r.Rule.ID, r.Rule.LimitText)
	for _, c := range r.Checks {
		switch {
		case c.State == districts.NotApplicable:
			limit = "and no rule of equality binds"
			continue
		case c.Soft:
			limit = fmt.Sprintf("but the limit of rule %s (%s) is exceeded, which is soft", r.Rule.ID, r.Rule.LimitText)
			continue
		}
		held++
	}
	fmt.Fprintf(w, "The plan is lawful: all %d checks hold, %s.\n", held, limit)
}

func verdictLine(w io.Writer, r *report.Report) {
	switch r.Verdict {
	case report.VerdictLawful:
		lawfulLine(w, r)
	case report.VerdictIncomplete:
		fmt.Fprintln(w, "The plan is not finished: what there is breaks no check.")
	default:
		var broken []string
		for _, c := range r.Checks {
			if c.State == districts.Fail {
				broken = append(broken, c.ID)
			}
		}
		fmt.Fprintf(w, "The plan is not lawful: it breaks %s.\n", list(broken))
	}
	if n := len(r.InputNotes); n > 0 {
		fmt.Fprintf(w, "%s on the inputs; the report lists them.\n", plural(n, "note"))
	}
	if r.Estimated.Units > 0 {
		fmt.Fprintf(w, "Voters of %d of %d units are estimates; put official counts in their place with --voters FILE.csv.\n", r.Estimated.Units, r.Scenario.Units)
	}
}

// idAndName is a unit or region on a line, once where its id is its name.
func idAndName(id, name string) string {
	if name == "" || name == id {
		return id
	}
	return id + " " + name
}

func list(words []string) string { return strings.Join(words, ", ") }

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func planIDs(s *scenario.Scenario) []string {
	var ids []string
	for _, p := range s.Plans {
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	return ids
}
