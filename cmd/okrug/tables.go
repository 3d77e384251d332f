package main

import (
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

func districtTable(p printer, s *scenario.Scenario, r *report.Report) {
	if len(r.Districts) == 0 {
		return
	}
	t := newTable(p, []int{1, 4, 5, 6, 7}, locale.T("No."), locale.T("District"), locale.T("Centre"), locale.T("Units"),
		locale.T("Voters"), locale.T("Quota"), locale.T("Deviation"))
	open := false
	for _, d := range r.Districts {
		deviation := p.deviation(d.Deviation)
		if d.Open {
			deviation, open = "… "+deviation, true
		}
		t.AppendRow(table.Row{
			d.Number, p.name(d.Names, s), p.name(d.Centre, s), p.count(len(d.Units)), p.count(d.Voters),
			p.count(int64(math.Round(d.Quota))), deviation,
		})
	}
	t.Render()
	if n := r.Apportionment.PerDistrict; n > 1 {
		p.sayf("A district has %d seats; the quota is per seat, and so is the deviation.", n)
	}
	if open {
		p.say(locale.T("… not finished: units of the region have no district yet."))
	}
}

// checkList names every check with its subjects.
func checkList(p printer, s *scenario.Scenario, r *report.Report) {
	for _, c := range r.Checks {
		p.sayf("%-15s %s: %s", p.state(c.Outcome()), p.check(c.ID), c.Tested)
		const shown = 20
		for i, o := range c.Subjects {
			if i == shown {
				p.sayf("    and %d more; --out writes them all", len(c.Subjects)-shown)
				break
			}
			p.sayf("    %s %s: %s", kindWord(o.Kind), idAndName(o.ID, p.name(o.Names, s)), o.Detail)
		}
	}
}

// metLine says that a plan meets every check, and by which rule.
func metLine(p printer, r *report.Report) {
	held, apart := 0, false
	limit := locale.T("by rule %s (limit %s)", r.Rule.ID, r.Rule.Written(p.locale()))
	for _, c := range r.Checks {
		switch {
		case c.State == districts.NotApplicable:
			limit = locale.T("and no rule of equality binds")
			continue
		case c.Soft && c.ID == districts.CheckContiguity:
			apart = true
			continue
		case c.Soft:
			limit = locale.T("but the limit of rule %s (%s) is exceeded, which is soft", r.Rule.ID, r.Rule.Written(p.locale()))
			continue
		}
		held++
	}
	p.sayf("The plan meets every check: %d {1|holds|hold}, %s.", held, limit)
	if apart {
		p.sayf("A district lies in several parts, which the scenario does not hold against the plan.")
	}
}

func verdictLine(p printer, r *report.Report) {
	switch r.Verdict {
	case report.VerdictMeets:
		metLine(p, r)
	case report.VerdictIncomplete:
		p.sayf("The plan is not finished: what there is breaks no check.")
	default:
		for _, t := range r.Statement() {
			p.sayf("%s", t)
		}
	}
	if n := len(r.InputNotes); n > 0 {
		p.sayf("%d {1|note|notes} on the inputs; the report lists them.", n)
	}
	if r.Estimated.Units > 0 {
		p.sayf("Voters of %d of %d {2|unit|units} {1|is|are} estimates; put official counts in their place with --voters "+
			"FILE.csv.", r.Estimated.Units, r.Scenario.Units)
	}
}

// idAndName is a unit or region on a line, once where its id is its name.
func idAndName(id, name string) string {
	if name == "" || name == id {
		return id
	}
	return id + " " + name
}

// count is a whole number for the terminal, in groups of three digits.
func (p printer) count(n any) string { return locale.T("%d", n).In(p.lang) }

// deviation is a signed share as a percentage.
func (p printer) deviation(x float64) string { return locale.Signed(p.locale().Share(x, 2)) }

// state is that of a check in words; one that is broken stands out.
func (p printer) state(s districts.State) string {
	word := p.locale().Must("report.state." + string(s))
	if s == districts.Fail {
		return strings.ToUpper(word)
	}
	return word
}

// check is what a check asks for.
func (p printer) check(id string) string { return p.locale().Must("report.check." + id) }

// kindWord is what a subject is, in words.
func kindWord(kind string) locale.Text {
	switch kind {
	case "unit":
		return locale.T("unit")
	case "region":
		return locale.T("region")
	case "district":
		return locale.T("district")
	case "plan":
		return locale.T("plan")
	}
	return locale.Raw(kind)
}

func planIDs(s *scenario.Scenario) []string {
	var ids []string
	if s == nil {
		return nil
	}
	for _, p := range s.Plans {
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	return ids
}
