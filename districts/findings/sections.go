package findings

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/feasibility"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/geo/locale"
)

func (m *page) regions() []document.Block {
	t := m.table(m.say("regions"), m.say("head.regions"))
	for _, r := range m.out.Regions {
		proof := document.Cell{Text: "—"}
		if r.Certificate != "" {
			proof = document.Cell{Text: r.Certificate, File: r.Certificate}
		}
		by := m.known("by.", r.Method)
		if !r.Reason.Empty() {
			by = strings.TrimSpace(by + " " + r.Reason.In(m.lang))
		}
		row := document.Row{Bad: r.Status == balance.Infeasible, Cells: cells(m.out.region(r.ID, m.lang),
			m.count(int64(r.Units)), m.count(r.Voters), m.count(int64(r.Seats)), m.count(r.Lower), m.count(r.Upper),
			m.status(r.Status), by)}
		row.Cells = append(row.Cells, proof)
		t.Rows = append(t.Rows, row)
	}
	return []document.Block{t}
}

func (m *page) best(chart *document.Figure) []document.Block {
	if len(m.out.Best) == 0 {
		return nil
	}
	blocks := []document.Block{text(m.say("best.lead"))}
	if chart != nil {
		blocks = append(blocks, chart)
	}
	t := m.table(m.say("best"), m.say("head.best"))
	byRegion := map[string][2]*big.Rat{}
	seats := map[string]int{}
	var order []string
	for _, b := range m.out.Best {
		t.Rows = append(t.Rows, document.Row{Cells: cells(m.known("scope.", b.Scope),
			m.measure(b.Statistic.String()), m.value(b.Statistic.String(), b.value), m.status(b.Status), m.names(b.Binding))})
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
	regions := m.table(m.say("best.regions"), m.say("head.best.regions"))
	for _, id := range order {
		v := byRegion[id]
		regions.Rows = append(regions.Rows, document.Row{Cells: cells(m.out.region(id, m.lang), m.count(int64(seats[id])),
			m.percent(v[0]), m.percent(v[1]))})
	}
	blocks = append(blocks, t, &document.Heading{Text: m.say("best.regions")}, regions)
	for _, b := range m.out.Best {
		for _, p := range b.Proofs {
			blocks = append(blocks, m.check(p))
		}
	}
	return blocks
}

func (m *page) frontier(chart *document.Figure) []document.Block {
	f := m.out.Frontier
	if len(f) == 0 {
		return nil
	}
	blocks := []document.Block{text(m.say("frontier.lead"))}
	if chart != nil {
		blocks = append(blocks, chart)
	}
	within := &document.List{}
	for _, w := range m.out.SeatsWithin {
		p := document.Paragraph{Text: m.within(w)}
		if proof := m.against(w); proof != "" {
			p.Text += " " + m.say("check")
			p.Code = "okrug certificate verify " + proof
		}
		within.Items = append(within.Items, p)
	}
	t := m.table(m.say("frontier"), m.say("head.frontier"))
	for _, p := range f {
		t.Rows = append(t.Rows, document.Row{Cells: cells(m.count(int64(p.Seats)), m.percent(p.Relaxed),
			m.names(p.RelaxedBinding), m.percent(p.Exact), m.names(p.Binding), m.status(p.Status))})
	}
	return append(blocks, within, t)
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
	text := m.say("within", locale.Of(m.lang).ShareAtMost(w.Limit.Rat(), 2), seats(w.Relaxed), seats(w.Exact))
	step := max(1, m.out.PerDistrict)
	if i := (w.Relaxed - first) / step; w.Relaxed > first && f[i-1].Relaxed != nil {
		least, who := m.percent(f[i-1].Relaxed), m.names(f[i-1].RelaxedBinding)
		if step > 1 {
			return text + " " + m.say("binds.several", least, who)
		}
		text += " " + m.say("binds", least, who)
	}
	return text
}

// against is the file that proves of the rule's limit that one seat fewer does not meet it, "" for none.
func (m *page) against(w Within) string {
	f := m.out.Frontier
	if i := (w.Relaxed - f[0].Seats) / max(1, m.out.PerDistrict); i > 0 && w.Limit.Cmp(m.out.Rule.Limit) == 0 {
		return f[i-1].Certificate
	}
	return ""
}

func (m *page) crossing() []document.Block {
	x := m.out.Crossing
	if x == nil {
		return nil
	}
	if len(x.Clusters) == 0 {
		return []document.Block{text(m.noCrossing(x))}
	}
	blocks := []document.Block{&document.Paragraph{Lead: m.say("crossing.breaks"), Text: m.clusters(x)}}
	t := m.table(m.say("crossing"), m.say("head.crossing"))
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
			if why := c.UnledWhy[id]; !why.Empty() {
				n += ": " + why.In(m.lang)
			}
			unled = append(unled, n)
		}
		text := "—"
		if len(unled) > 0 {
			text = strings.Join(unled, ", ")
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells(m.names(c.IDs), m.count(int64(c.Seats)), m.count(c.Voters),
			mark(m.names(c.Divided), c.DividedProven), mark(text, c.UnledProven))})
	}
	blocks = append(blocks, t)
	if m.out.clusters != "" {
		blocks = append(blocks, m.check(m.out.clusters))
	}
	return blocks
}

// clusters says how many clusters of regions there are.
func (m *page) clusters(x *feasibility.Crossing) string {
	return m.say("crossing.lead", len(x.Clusters), x.Lower, x.Upper, x.Count, m.proven(x.Status))
}

// noCrossing says that there is no plan across regions, or that it was not decided.
func (m *page) noCrossing(x *feasibility.Crossing) string {
	if x.Status == balance.Infeasible {
		return m.say("crossing.none")
	}
	return m.say("crossing.unknown")
}

func (m *page) sensitivity() []document.Block {
	if len(m.out.Sensitivity) == 0 {
		return nil
	}
	t := m.table(m.say("sensitivity"), m.say("head.sensitivity"))
	for _, r := range m.sensitivityRows() {
		t.Rows = append(t.Rows, document.Row{Cells: cells(r...)})
	}
	return []document.Block{text(m.say("sensitivity.lead")), t}
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
	for _, c := range document.Columns(m.say("head.sensitivity")) {
		head = append(head, c.Title)
	}
	return m.say("sensitivity"), m.say("sensitivity.lead"), head, m.sensitivityRows()
}

func (m *page) chance() []document.Block {
	c := m.out.Chance
	if c == nil {
		return nil
	}
	var errs []string
	for _, r := range m.out.Regions {
		if e := c.Errors[r.ID]; e > 0 {
			errs = append(errs, fmt.Sprintf("%s ± %s", m.out.region(r.ID, m.lang), m.count(e)))
		}
	}
	lead := m.say("chance.lead", c.Samples, strconv.FormatUint(c.Seed, 10), strings.Join(errs, ", "))
	if c.HoldTotal {
		lead += " " + m.say("chance.hold")
	}
	found := m.say("chance.same", c.SameVerdict, c.Samples, c.Unknown)
	if c.HasPlan {
		found += " " + m.say("chance.plan", c.PlanHolds, c.Samples)
	}
	return []document.Block{text(lead), text(found)}
}
