package pages

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// composer makes a Document of a report.
type composer struct {
	*words
	ctx    context.Context
	r      *report.Report
	p      *districts.Plan
	faults []fault
	lines  []line
}

// Compose makes the document of a report in a language. The plan is the one that the report is about; its layer gives
// the map and its scenario the law. It fails where the context ends.
func Compose(ctx context.Context, r *report.Report, p *districts.Plan, lang string) (*document.Document, error) {
	w, err := wordsFor(lang)
	if err != nil {
		return nil, err
	}
	c := &composer{words: w, ctx: ctx, r: r, p: p}
	c.faults = c.faultsOf()
	c.lines = c.linesOf()
	d := &document.Document{
		Lang: lang, Title: w.say("title"), Subtitle: cmp.Or(c.name(r.Scenario.Title), r.Scenario.ID),
		Generator: "okrug " + r.Okrug,
		Scope:     w.say("verdict.scope"), Facts: c.facts(),
	}
	d.State, d.Verdict = c.verdict()
	d.Made = w.say("made.check", r.Okrug)
	switch r.Made {
	case "amend":
		d.Made = w.say("made.amend", r.Okrug)
	case "plan":
		d.Made = w.say("made.plan", r.Okrug, fmt.Sprint(r.Seed))
	}
	if r.Estimated.Units > 0 || len(r.Estimated.Regions) > 0 {
		d.Warning = w.say("estimated", r.Estimated.Units, r.Scenario.Units, len(r.Estimated.Regions), len(r.Regions))
	}
	for _, part := range []struct {
		id     string
		blocks []document.Block
	}{
		{"compliance", c.compliance()}, {"map", c.mapSheet()}, {"checks", c.checks()}, {"amendment", c.amendment()},
		{"seats", c.seats()}, {"numbers", c.numbers()}, {"chart", c.chart()}, {"elsewhere", c.elsewhere()},
		{"units", c.units()},
		{"solutions", c.solutions()}, {"tradeoff", c.tradeoff()}, {"readings", c.readings()},
		{"feasibility", c.feasibility()}, {"law", c.law()}, {"inputs", c.inputs()},
	} {
		d.Add(part.id, w.say("section."+part.id), part.blocks...)
	}
	d.HideCaptions()
	return d, ctx.Err()
}

func (c *composer) name(n geo.Names) string {
	return locale.Tidy(c.words.name(n, c.r.Scenario.Languages))
}

func (c *composer) verdict() (districts.State, string) {
	state := districts.Fail
	switch c.r.Verdict {
	case report.VerdictMeets:
		state = districts.Pass
	case report.VerdictIncomplete:
		state = districts.Incomplete
	}
	var said []string
	for _, t := range c.r.Statement() {
		said = append(said, t.In(c.lang))
	}
	return state, strings.Join(said, " ")
}

func (c *composer) fact(key, value string) document.Fact {
	return document.Fact{Label: c.say("fact." + key), Value: value}
}

func (c *composer) facts() []document.Fact {
	r := c.r
	facts := []document.Fact{
		c.fact("districts", c.say("fact.seats", len(r.Districts), r.Apportionment.Total)),
		c.fact("units", thousands(int64(r.Scenario.Units))),
		c.fact("voters", thousands(r.Scenario.Voters)),
	}
	if settled := slices.DeleteFunc(slices.Clone(c.lines), func(l line) bool { return l.open }); len(settled) > 0 {
		worst := settled[0]
		for _, l := range settled {
			if max(l.deviation, -l.deviation) > max(worst.deviation, -worst.deviation) {
				worst = l
			}
		}
		facts = append(facts,
			c.fact("deviation", c.share(worst.deviation, true)+" ("+c.say("number", strconv.Itoa(worst.number))+")"))
	}
	if title := c.name(r.Rule.Title); title != "" {
		facts = append(facts, c.fact("rule", title))
	} else {
		facts = append(facts, c.fact("rule", r.Rule.ID))
	}
	if r.Scenario.UnitsAsOf != "" {
		facts = append(facts, c.fact("as-of", c.date(r.Scenario.UnitsAsOf)))
	}
	return facts
}

// tested is what a check compares, in words.
func (c *composer) tested(k districts.Check) string {
	if k.ID == districts.CheckEquality {
		return locale.Tidy(c.p.RuleSentence(c.lang))
	}
	return k.Tested.In(c.lang)
}

// compliance is the table of requirements: provision, value, limit, margin, result.
func (c *composer) compliance() []document.Block {
	t := &document.Table{
		Caption: c.say("section.compliance"),
		Columns: []document.Column{
			{Title: c.say("column.check")}, {Title: c.say("column.provision")}, {Title: c.say("column.value"), Numeric: true},
			{Title: c.say("column.limit"), Numeric: true}, {Title: c.say("column.margin"), Numeric: true},
			{Title: c.say("column.result")},
		},
	}
	// How it is broken is said where something is.
	broken := slices.ContainsFunc(c.r.Checks, func(k districts.Check) bool { return !k.OK })
	if broken {
		t.Columns = append(t.Columns, document.Column{Title: c.say("column.how")})
	}
	for _, k := range c.r.Checks {
		margin := c.say("margin.none")
		if k.Margin != nil {
			margin = thousands(*k.Margin)
		}
		row := document.Row{
			Cells: []document.Cell{
				{Text: c.known("check.", k.ID)}, {Text: c.provisions(k.ID)}, {Text: c.figure(k.Value)}, {Text: c.figure(k.Limit)},
				{Text: margin}, c.result(k),
			},
			Bad: k.State == districts.Fail,
		}
		if broken {
			row.Cells = append(row.Cells, document.Cell{Text: c.how(k)})
		}
		t.Rows = append(t.Rows, row)
	}
	return []document.Block{t}
}

// result is what a check came to.
func (c *composer) result(k districts.Check) document.Cell {
	cell := document.Cell{Text: c.say("state." + string(k.Outcome())), State: k.State}
	if k.Soft {
		cell.State = districts.Incomplete
	}
	return cell
}

// how says of a check what its result does not.
func (c *composer) how(k districts.Check) string {
	if k.Soft || k.State == districts.Pass {
		return "–"
	}
	if k.State != districts.Fail {
		return c.say("how." + string(k.State))
	}
	var marks []string
	for _, f := range c.faults {
		if f.check == k.ID && len(f.places) > 0 {
			marks = append(marks, f.mark)
		}
	}
	if len(marks) == 0 {
		return c.say("how.fail-unmarked")
	}
	return c.say("how.fail", c.shorten(marks))
}

// shorten joins the first ten of a list and says how many are left out.
func (w *words) shorten(list []string) string {
	const shown = 10
	s := strings.Join(list[:min(len(list), shown)], ", ")
	if n := len(list) - shown; n > 0 {
		s += " " + w.Say("checks.more", n)
	}
	return s
}

// provisions are the numbers of the provisions that a check tests, as the section of law has them, each as it is cited.
func (c *composer) provisions(check string) string {
	var list []string
	for i, g := range c.grounds() {
		for _, id := range g.Checks {
			if id == check {
				s := strings.TrimRight(fmt.Sprintf("[%d]"+nbsp+"%s", i+1, c.provision(g)), nbsp)
				if g.Status == "reported" {
					s = c.say("provision.reported", s)
				}
				list = append(list, s)
			}
		}
	}
	if len(list) == 0 {
		return c.say("provision.none")
	}
	return strings.Join(list, "; ")
}

// checks says of each check what was tested and found, and lists the faults.
func (c *composer) checks() []document.Block {
	var blocks []document.Block
	list := &document.List{}
	for _, k := range c.r.Checks {
		text := c.tested(k)
		if k.Value.Of != "" {
			text = c.say("checks.evidence", text, c.figure(k.Value), c.figure(k.Limit))
		}
		found := c.result(k)
		lead := fmt.Sprintf("%s: %s.", c.known("check.", k.ID), found.Text)
		list.Items = append(list.Items, document.Paragraph{Lead: lead, Text: text, State: found.State})
	}
	blocks = append(blocks, list, &document.Heading{Text: c.say("checks.faults")})
	if len(c.faults) == 0 {
		return append(blocks, &document.Paragraph{Text: c.say("checks.no-faults")})
	}
	return append(blocks, c.faultTable())
}
