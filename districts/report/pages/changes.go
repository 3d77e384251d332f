package pages

import (
	"context"
	"fmt"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo/locale"
)

// changes makes a Document of a comparison.
type changes struct {
	*words
	*compare.Comparison
	ctx context.Context
}

// Changes makes the document of a comparison in a language. The names are what the plans A and B are called.
// It fails where the context ends.
func Changes(ctx context.Context, x *compare.Comparison, lang string, names [2]string) (*document.Document, error) {
	w, err := wordsFor(lang)
	if err != nil {
		return nil, err
	}
	c := &changes{w, x, ctx}
	d := &document.Document{
		Lang: lang, Title: w.Say("compare.title"), Generator: "okrug " + report.Version,
		Verdict: x.Headline().In(lang), Scope: w.Say("compare.plans", names[0], names[1]),
		Made: w.Say("compare.made", report.Version), Facts: c.facts(),
	}
	if s := x.New().Scenario; s != nil {
		d.Subtitle = locale.Tidy(w.name(s.Title, s.Languages))
	}
	d.Add("map", w.say("section.map"), c.mapSheet()...)
	d.Add("measures", w.Say("compare.measures"), c.measures()...)
	d.Add("districts", w.Say("compare.districts"), c.pairs()...)
	d.Add("moved", w.Say("compare.moved"), c.units("moved", x.Moves)...)
	d.Add("placed", w.Say("compare.placed"), c.units("placed", x.Placed)...)
	d.Add("dropped", w.Say("compare.dropped"), c.units("dropped", x.Dropped)...)
	d.Add("about", w.Say("compare.about"), c.about()...)
	d.HideCaptions()
	return d, ctx.Err()
}

func (c *changes) facts() []document.Fact {
	moved := c.Say("compare.count", c.Moved.Units, c.Moved.Voters)
	return []document.Fact{
		{Label: c.Say("compare.fact.compared"), Value: c.Say("compare.count", c.Compared.Units, c.Compared.Voters)},
		{Label: c.Say("compare.fact.moved"), Value: moved},
		{Label: c.Say("compare.fact.share"), Value: c.share(c.MovedShare, false)},
	}
}

// measures are the figures of both plans, and the checks that they break.
func (c *changes) measures() []document.Block {
	t := &document.Table{Caption: c.Say("compare.measures"), Narrow: true,
		Columns: document.Columns(c.Say("compare.head.measures"))}
	for _, m := range c.Measures() {
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{{Text: m.What.In(c.lang)},
			{Text: m.Write(c.Locale, m.A)}, {Text: m.Write(c.Locale, m.B)}}})
	}
	blocks := []document.Block{t}
	for i, s := range []compare.Summary{c.A, c.B} {
		if n, asked := report.Broken(s.Checks); n > 0 {
			said := []string{c.Say("compare.broken", "AB"[i:i+1], n, len(s.Checks))}
			for _, text := range asked {
				said = append(said, text.In(c.lang))
			}
			blocks = append(blocks, &document.Paragraph{Text: strings.Join(said, " ")})
		}
	}
	return blocks
}

// pairs are the districts of A with those of B that continue them.
func (c *changes) pairs() []document.Block {
	t := &document.Table{Caption: c.Say("compare.districts"), Columns: document.Columns(c.Say("compare.head.districts"))}
	unfinished := false
	for _, x := range c.Pairs {
		row := make([]string, 11)
		for side, d := range []*compare.District{x.A, x.B} {
			if d == nil {
				row[side], row[3+side], row[5+side], row[9+side] = "–", "–", "–", "–"
				continue
			}
			row[side], row[3+side], row[9+side] = fmt.Sprint(d.Number), thousands(d.Voters), c.Fixed(d.PolsbyPopper, 3)
			if row[5+side] = c.share(d.Deviation, true); d.Unfinished {
				row[5+side], unfinished = "…", true
			}
		}
		p, at := c.New(), x.New
		if at < 0 {
			p, at = c.Old(), x.Old
		}
		row[2] = locale.Tidy(p.Districts[at].Names.Among(c.lang, c.languages(p)...))
		row[7], row[8] = thousands(x.Left.Voters), thousands(x.Joined.Voters)
		r := document.Row{}
		for _, text := range row {
			r.Cells = append(r.Cells, document.Cell{Text: text})
		}
		t.Rows = append(t.Rows, r)
	}
	blocks := []document.Block{t}
	if unfinished {
		blocks = append(blocks, &document.Paragraph{Text: c.Say("compare.unfinished")})
	}
	return blocks
}

func (c *changes) languages(p *districts.Plan) []string {
	if p.Scenario == nil {
		return nil
	}
	return p.Scenario.Languages
}

// units lists units that change their district, or have one in one plan alone.
func (c *changes) units(section string, moves []compare.Move) []document.Block {
	if len(moves) == 0 {
		return nil
	}
	if len(moves) > mostUnits {
		return []document.Block{&document.Paragraph{Text: c.Say("compare.elsewhere", len(moves))}}
	}
	t := &document.Table{Caption: c.Say("compare." + section), Columns: []document.Column{
		{Title: c.say("column.unit")}, {Title: c.say("column.kind")}, {Title: c.say("column.id")},
		{Title: c.say("column.from-district"), Numeric: true}, {Title: c.say("column.to-district"), Numeric: true},
		{Title: c.say("column.voters"), Numeric: true},
	}}
	number := func(n int) string {
		if n == 0 {
			return "–"
		}
		return fmt.Sprint(n)
	}
	p := c.New()
	for _, m := range moves {
		u := p.Layer.Units[m.U]
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			{Text: locale.Tidy(u.Names.Among(c.lang, c.languages(p)...))}, {Text: c.known("unit-kind.", u.Kind)}, {Text: u.ID},
			{Text: number(m.From)}, {Text: number(m.To)}, {Text: thousands(m.Voters)},
		}})
	}
	return []document.Block{t}
}

// about says what was compared and how.
func (c *changes) about() []document.Block {
	list := &document.List{}
	add := func(texts ...locale.Text) {
		for _, t := range texts {
			list.Items = append(list.Items, document.Paragraph{Text: t.In(c.lang)})
		}
	}
	add(c.Extent()...)
	add(c.Numbering()...)
	add(c.Information())
	return []document.Block{list, &document.Paragraph{Text: c.Say("compare.how")}}
}
