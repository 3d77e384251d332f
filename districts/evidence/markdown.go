package evidence

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/feasibility"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// Markdown is the answer in words, in kk, ru or else en. Pictures, where not empty, are shown by their file names: the
// frontier's first, then that of the least values.
func (out *Report) Markdown(lang string, pictures ...string) []byte {
	m := &page{out: out, lang: lang}
	m.line("# %s", m.say("title", out.Rule.ID))
	m.line("\n%s", out.Rule.Title.In(lang))
	m.line("\n%s", out.Rule.Sentence(lang))
	m.line("\n%s", m.say("numbers", out.Voters, out.Seats, m.decimal(out.Mean)))
	m.line("\n%s", m.known("answer.", out.Status.String()))
	m.regions()
	m.why()
	m.near()
	m.best(pictures)
	m.frontier(pictures)
	m.crossing()
	m.sensitivity()
	m.chance()
	return []byte(m.b.String())
}

type page struct {
	out  *Report
	lang string
	b    strings.Builder
}

func (m *page) line(format string, a ...any) { fmt.Fprintf(&m.b, format+"\n", a...) }

// say fills the text of a key.
func (m *page) say(key string, args ...any) string {
	return locale.Of(m.lang).Say("feasibility."+key, args...)
}

// known is the text of a word with a prefix, empty where there is none.
func (m *page) known(prefix, word string) string {
	s, _ := locale.Of(m.lang).Find("feasibility." + prefix + word)
	return s
}

func (m *page) count(n int64) string { return locale.Of(m.lang).Count(n) }

func (m *page) percent(r *big.Rat) string {
	if r == nil {
		return "—"
	}
	return locale.Of(m.lang).ShareAtMost(r, 2)
}

func (m *page) decimal(s string) string { return locale.Of(m.lang).Number(s) }

// table writes a head such as "Region|>Seats", > marking columns of numbers, and rows.
func (m *page) table(head string, rows [][]string) {
	names := strings.Split(head, "|")
	marks := make([]string, len(names))
	for i, n := range names {
		marks[i] = "---"
		if strings.HasPrefix(n, ">") {
			names[i], marks[i] = n[1:], "---:"
		}
	}
	m.line("\n| %s |\n| %s |", strings.Join(names, " | "), strings.Join(marks, " | "))
	for _, r := range rows {
		for i, c := range r {
			r[i] = strings.ReplaceAll(c, "|", `\|`)
		}
		m.line("| %s |", strings.Join(r, " | "))
	}
}

func (m *page) names(ids []string) string {
	var out []string
	for _, id := range ids {
		out = append(out, m.out.region(id, m.lang))
	}
	if len(out) == 0 {
		return "—"
	}
	return strings.Join(out, ", ")
}

func (m *page) status(s balance.Status) string { return m.known("status.", s.String()) }

// proven is the status of something found that is meant to be the best.
func (m *page) proven(s balance.Status) string {
	if s == balance.Feasible {
		return m.say("unproven")
	}
	return m.status(s)
}

func (m *page) regions() {
	m.line("\n## %s", m.say("regions"))
	var rows [][]string
	for _, r := range m.out.Regions {
		proof := "—"
		if r.Certificate != "" {
			proof = fmt.Sprintf("[%s](%s)", r.Certificate, r.Certificate)
		}
		by := m.known("by.", r.Method)
		if !r.Reason.Empty() {
			by = strings.TrimSpace(by + " " + r.Reason.In(m.lang))
		}
		rows = append(rows, []string{m.out.region(r.ID, m.lang), m.count(int64(r.Units)), m.count(r.Voters),
			m.count(int64(r.Seats)),
			m.count(r.Lower), m.count(r.Upper), m.status(r.Status), by, proof})
	}
	m.table(m.say("head.regions"), rows)
}

func (m *page) best(pictures []string) {
	if len(m.out.Best) == 0 {
		return
	}
	m.line("\n## %s\n\n%s", m.say("best"), m.say("best.lead"))
	if len(pictures) > 1 && pictures[1] != "" {
		m.line("\n![%s](%s)", m.say("plot.best"), pictures[1])
	}
	var rows [][]string
	byRegion := map[string][2]*big.Rat{}
	seats := map[string]int{}
	var order []string
	for _, b := range m.out.Best {
		rows = append(rows, []string{m.known("scope.", b.Scope), m.known("measure.", b.Statistic.String()),
			m.percent(b.value),
			m.status(b.Status), m.names(b.Binding)})
		if b.Statistic != rule.Deviation {
			continue
		}
		for _, r := range b.Regions {
			if !slices.Contains(order, r.ID) {
				order = append(order, r.ID)
			}
			v := byRegion[r.ID]
			at := 0
			if b.Scope == rule.Nation {
				at = 1
			}
			v[at] = r.value
			byRegion[r.ID], seats[r.ID] = v, r.Seats
		}
	}
	m.table(m.say("head.best"), rows)
	m.line("\n### %s", m.say("best.regions"))
	rows = nil
	for _, id := range order {
		v := byRegion[id]
		rows = append(rows, []string{m.out.region(id, m.lang), m.count(int64(seats[id])), m.percent(v[0]), m.percent(v[1])})
	}
	m.table(m.say("head.best.regions"), rows)
	for _, b := range m.out.Best {
		for _, p := range b.Proofs {
			m.line("\n%s", m.say("check", p))
		}
	}
}

func (m *page) frontier(pictures []string) {
	f := m.out.Frontier
	if len(f) == 0 {
		return
	}
	m.line("\n## %s\n\n%s", m.say("frontier"), m.say("frontier.lead"))
	if len(pictures) > 0 && pictures[0] != "" {
		m.line("\n![%s](%s)", m.say("frontier.plot"), pictures[0])
	}
	m.line("")
	for _, w := range m.out.SeatsWithin {
		m.line("- %s", m.within(w))
	}
	var rows [][]string
	for _, p := range f {
		rows = append(rows, []string{m.count(int64(p.Seats)), m.percent(p.Relaxed), m.names(p.RelaxedBinding),
			m.percent(p.Exact), m.names(p.Binding), m.status(p.Status)})
	}
	m.table(m.say("head.frontier"), rows)
}

// within is the least number of seats for a limit in words, and which region stands against one seat fewer.
func (m *page) within(w Within) string {
	f := m.out.Frontier
	first, last := f[0].Seats, f[len(f)-1].Seats
	seats := func(n int) string {
		if n == 0 {
			return m.say("none", first, last)
		}
		return m.count(int64(n))
	}
	text := m.say("within", m.percent(w.Limit.Rat()), seats(w.Relaxed), seats(w.Exact))
	if i := w.Relaxed - first; w.Relaxed > first && f[i-1].Relaxed != nil {
		text += " " + m.say("binds", m.percent(f[i-1].Relaxed), m.names(f[i-1].RelaxedBinding))
		if p := f[i-1].Certificate; p != "" && w.Limit.Cmp(m.out.Rule.Limit) == 0 {
			text += " " + m.say("check", p)
		}
	}
	return text
}

func (m *page) crossing() {
	x := m.out.Crossing
	if x == nil {
		return
	}
	m.line("\n## %s\n", m.say("crossing"))
	if len(x.Clusters) == 0 {
		m.line("%s", m.noCrossing(x))
		return
	}
	m.line("%s", m.say("crossing.lead", len(x.Clusters), x.Lower, x.Upper, x.Count, m.proven(x.Status)))
	var rows [][]string
	mark := func(text string, proven bool) string {
		switch {
		case text == "—":
			return text
		case proven:
			return text + " (" + m.say("proven") + ")"
		}
		return text + " (" + m.say("unproven") + ")"
	}
	for _, c := range x.Clusters {
		var unled []string
		for _, id := range c.Unled {
			n := m.out.region(id, m.lang)
			if why := c.UnledWhy[id]; why != "" {
				n += ": " + why
			}
			unled = append(unled, n)
		}
		text := "—"
		if len(unled) > 0 {
			text = strings.Join(unled, ", ")
		}
		rows = append(rows, []string{m.names(c.IDs), m.count(int64(c.Seats)), m.count(c.Voters),
			mark(m.names(c.Divided), c.DividedProven), mark(text, c.UnledProven)})
	}
	m.table(m.say("head.crossing"), rows)
	if m.out.clusters != "" {
		m.line("\n%s", m.say("check", m.out.clusters))
	}
}

// noCrossing says that there is no plan across regions, or that it was not decided.
func (m *page) noCrossing(x *feasibility.Crossing) string {
	if x.Status == balance.Infeasible {
		return m.say("crossing.none")
	}
	return m.say("crossing.unknown")
}

func (m *page) sensitivity() {
	if len(m.out.Sensitivity) == 0 {
		return
	}
	m.line("\n## %s\n\n%s", m.say("sensitivity"), m.say("sensitivity.lead"))
	m.table(m.say("head.sensitivity"), m.sensitivityRows())
}

func (m *page) sensitivityRows() (rows [][]string) {
	number := func(n int64) string {
		if n < 0 {
			return "—"
		}
		return m.count(n)
	}
	for _, s := range m.out.Sensitivity {
		rows = append(rows, []string{m.out.region(s.ID, m.lang), number(s.Grow), number(s.Shrink), number(s.Gain),
			number(s.Lose), number(s.Move)})
	}
	return rows
}

// SensitivityTable is the table of how far voters may move, with its heading, its lead and the heads of its columns; no
// rows where that was not asked or there is no plan.
func (out *Report) SensitivityTable(lang string) (title, lead string, head []string, rows [][]string) {
	m := &page{out: out, lang: lang}
	return m.say("sensitivity"), m.say("sensitivity.lead"),
		strings.Split(strings.ReplaceAll(m.say("head.sensitivity"), ">", ""), "|"), m.sensitivityRows()
}

func (m *page) chance() {
	c := m.out.Chance
	if c == nil {
		return
	}
	m.line("\n## %s\n", m.say("chance"))
	var errs []string
	for _, r := range m.out.Regions {
		if e := c.Errors[r.ID]; e > 0 {
			errs = append(errs, fmt.Sprintf("%s ± %s", m.out.region(r.ID, m.lang), m.count(e)))
		}
	}
	m.line("%s", m.say("chance.lead", c.Samples, strconv.FormatUint(c.Seed, 10), strings.Join(errs, ", ")))
	if c.HoldTotal {
		m.line("%s", m.say("chance.hold"))
	}
	m.line("\n%s", m.say("chance.same", c.SameVerdict, c.Samples, c.Unknown))
	if c.HasPlan {
		m.line("%s", m.say("chance.plan", c.PlanHolds, c.Samples))
	}
}
