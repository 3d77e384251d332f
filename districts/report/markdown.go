package report

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"okrug/districts"
	"okrug/geo"
)

// Markdown writes the report for people who read plain text, in English, with names in the scenario's language lang.
func (r *Report) Markdown(lang string) []byte {
	m := &markdown{r: r, lang: lang}
	m.head()
	m.checks()
	m.rules()
	m.seats()
	m.districts()
	m.regions()
	m.inputs()
	return m.b.Bytes()
}

type markdown struct {
	r    *Report
	lang string
	b    bytes.Buffer
}

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(&m.b, format+"\n", args...) }

// table writes a Markdown table; columns whose heading starts with ">" are aligned to the right.
func (m *markdown) table(head []string, rows [][]string) {
	cells := make([]string, len(head))
	rule := make([]string, len(head))
	for i, h := range head {
		cells[i], rule[i] = strings.TrimPrefix(h, ">"), "---"
		if h != cells[i] {
			rule[i] = "---:"
		}
	}
	m.line("\n| %s |\n| %s |", strings.Join(cells, " | "), strings.Join(rule, " | "))
	for _, row := range rows {
		for i := range row {
			row[i] = strings.NewReplacer("|", "\\|", "\n", " ").Replace(row[i])
		}
		m.line("| %s |", strings.Join(row, " | "))
	}
	m.line("")
}

func (m *markdown) name(n geo.Names) string { return n.In(m.lang, m.r.Scenario.Languages...) }

func (m *markdown) head() {
	r := m.r
	m.line("# Validation report: %s\n", m.name(r.Scenario.Title))
	switch r.Verdict {
	case VerdictLawful:
		m.line("**The plan is lawful**: every check below holds.")
	case VerdictIncomplete:
		m.line("**The plan is not finished**: what there is breaks no check, but it cannot be called lawful.")
	case VerdictInfeasible:
		m.line("**There is no plan**: it is proven for the regions marked infeasible below that none exists within the rule.")
	default:
		m.line("**The plan is not lawful**: it breaks the checks marked FAIL below.")
	}
	m.line("\nRule as tested (%s): %s", r.Rule.ID, m.name(r.Rule.Sentence))
	if r.Rule.Status != "" {
		m.line("\nStatus in law: %s. Source: %s\n\n%s", r.Rule.Status, m.name(r.Rule.Citation), m.name(r.Rule.Sourced))
	}
	if r.Estimated.Units > 0 {
		m.line("\nVoters of %d of %d units are **estimated**; %d of %d regions' own figures are not official figures of one date.",
			r.Estimated.Units, r.Scenario.Units, len(r.Estimated.Regions), len(r.Regions))
	}
	for _, n := range r.Notes {
		m.line("\n> %s", m.name(n))
	}
}

func (m *markdown) checks() {
	m.line("\n## Checks")
	var rows [][]string
	for _, c := range m.r.Checks {
		mark := map[districts.State]string{
			districts.Pass: "pass", districts.Fail: "**FAIL**", districts.Incomplete: "incomplete", districts.NotApplicable: "not applicable",
		}[c.State]
		margin := ""
		if c.Margin != nil {
			margin = Thousands(*c.Margin)
		}
		rows = append(rows, []string{c.ID, mark, c.Tested.String(), figure(c.Value), figure(c.Limit), margin})
	}
	m.table([]string{"Check", "Result", "What was tested", ">Value", ">Limit", ">Margin, voters"}, rows)
	for _, c := range m.r.Checks {
		if len(c.Offenders) == 0 {
			continue
		}
		m.line("%s (%s):\n", c.ID, c.State)
		for _, o := range c.Offenders {
			m.line("- %s %s %s: %s", o.Kind, o.ID, m.name(o.Names), o.Detail)
		}
		m.line("")
	}
}

func figure(f districts.Figure) string {
	switch f.Of {
	case "":
		return ""
	case "share":
		return fmt.Sprintf("%.2f %%", 100*f.Number)
	}
	return Thousands(int64(math.Round(f.Number)))
}

func (m *markdown) seats() {
	a := m.r.Apportionment
	m.line("## Seats\n")
	most := "no maximum"
	if a.Maximum > 0 {
		most = fmt.Sprintf("at most %d", a.Maximum)
	}
	m.line("%d seats by %s, counted by %s, at least %d a region, %s.", a.Total, a.Method, a.Base, a.Minimum, most)
	if a.Ties != "" {
		m.line("Ties: %s.", a.Ties)
	}
	var rows [][]string
	for _, x := range m.r.Regions {
		enacted := ""
		if x.SeatsEnacted > 0 {
			enacted = fmt.Sprint(x.SeatsEnacted)
		}
		rows = append(rows, []string{x.ID, m.name(x.Names), Thousands(x.Voters), x.VotersStatus, x.VotersAsOf, fmt.Sprint(x.Seats), enacted, Thousands(int64(math.Round(x.Quota)))})
	}
	m.table([]string{"Region", "Name", ">Voters", "Status of the figure", "As of", ">Seats", ">Enacted", ">Voters per seat"}, rows)
}

func (m *markdown) districts() {
	m.line("## Districts")
	var rows [][]string
	for _, d := range m.r.Districts {
		rows = append(rows, []string{
			fmt.Sprint(d.Number), m.name(d.Names), m.name(d.Centre), fmt.Sprint(len(d.Units)), Thousands(d.Voters),
			Thousands(int64(math.Round(d.Quota))), Percent(d.Deviation), Thousands(min(d.Voters-d.Lower, d.Upper-d.Voters)),
			fmt.Sprintf("%.0f", d.AreaKm2), fmt.Sprintf("%.3f", d.PolsbyPopper),
		})
	}
	m.table([]string{">No.", "District", "Centre", ">Units", ">Voters", ">Quota", ">Deviation", ">Margin, voters", ">Area, km²", ">Polsby-Popper"}, rows)
}

func (m *markdown) regions() {
	m.line("## Solutions by region\n")
	m.line("Plans are contiguous divisions of the region's units into its seats. \"Optimal\" rests on a complete search over all of them.")
	var rows [][]string
	for _, x := range m.r.Regions {
		plans := ""
		if x.PlansWithinRule != nil {
			plans = Thousands(*x.PlansWithinRule)
		}
		best := ""
		if x.BestMaxDeviation != nil {
			best = fmt.Sprintf("%.2f %%", 100**x.BestMaxDeviation)
		}
		var within []string
		for _, w := range x.PlansWithin {
			within = append(within, fmt.Sprintf("%s: %s", strings.TrimSuffix(fmt.Sprintf("%.0f", 100*w.Limit), ".0")+" %", Thousands(w.Plans)))
		}
		rows = append(rows, []string{m.name(x.Names), x.Status, fmt.Sprint(x.Units), fmt.Sprint(x.Seats), fmt.Sprintf("%.2f %%", 100*x.MaxDeviation), best, fmt.Sprintf("%.1f", x.BorderKm), plans, strings.Join(within, "; ")})
	}
	m.table([]string{"Region", "Status", ">Units", ">Seats", ">Largest deviation", ">Least possible", ">Border between districts, km", ">Plans within the rule", "Plans within other limits"}, rows)
	for _, x := range m.r.Regions {
		if x.Reason != "" {
			m.line("- %s: %s", m.name(x.Names), x.Reason)
		}
	}
	for _, x := range m.r.Regions {
		if len(x.Front) < 2 {
			continue
		}
		m.line("\n### Trade-off in %s\n\nNo plan within the rule is better in both columns than one of these.", m.name(x.Names))
		var rows [][]string
		for _, f := range x.Front {
			chosen := ""
			if f.Chosen {
				chosen = "chosen"
			}
			rows = append(rows, []string{fmt.Sprintf("%.3f", f.BorderKm), fmt.Sprintf("%.4f %%", 100*f.MaxDeviation), chosen})
		}
		m.table([]string{">Border, km", ">Largest deviation", ""}, rows)
	}
}

func (m *markdown) inputs() {
	m.line("\n## Inputs\n\nokrug %s, seed %d.", m.r.Okrug, m.r.Seed)
	var rows [][]string
	for _, in := range m.r.Inputs {
		rows = append(rows, []string{in.Role, in.File, fmt.Sprint(in.Bytes), in.SHA256})
	}
	m.table([]string{"Role", "File", ">Bytes", "SHA-256"}, rows)
	for _, n := range m.r.InputNotes {
		m.line("- %s", n)
	}
	if len(m.r.Sources) > 0 {
		m.line("\nSources:\n")
	}
	for _, s := range m.r.Sources {
		m.line("- %s: %s. %s. %s", m.name(s.What), s.Credit, s.Licence, s.Vintage)
	}
}

// Thousands writes a whole number with no-break spaces between groups of three digits.
func Thousands(n int64) string {
	s := fmt.Sprint(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u00a0" + s[i:]
	}
	return sign + s
}

// Percent writes a signed share as a percentage with two decimals.
func Percent(x float64) string {
	return strings.Replace(fmt.Sprintf("%+.2f %%", 100*x), "-", "−", 1)
}
