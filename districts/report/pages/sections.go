package pages

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
)

// seats is how the regions got their seats.
func (c *composer) seats() []document.Block {
	a := c.r.Apportionment
	text := c.say("seats.text", a.Total, c.known("method.", a.Method), c.known("base.", a.Base), a.Minimum)
	if a.Method == "fixed" {
		text = c.say("seats.fixed", a.Total)
	}
	if a.Maximum > 0 {
		text += " " + c.say("seats.maximum", a.Maximum)
	}
	if !a.Ties.Empty() {
		text += " " + c.say("seats.ties", a.Ties)
	}
	if n := a.PerDistrict; n > 1 {
		text += " " + c.say("seats.each", n, a.Total/n)
	}
	t := &document.Table{
		Caption: c.say("section.seats"),
		Columns: []document.Column{
			{Title: c.say("column.region")}, {Title: c.say("column.voters"), Numeric: true}, {Title: c.say("column.status")},
			{Title: c.say("column.date")},
			{Title: c.say("column.quota"), Numeric: true}, {Title: c.say("column.seats"), Numeric: true},
			{Title: c.say("column.enacted"), Numeric: true},
		},
	}
	for _, x := range c.r.Regions {
		enacted := "–"
		if x.SeatsEnacted > 0 {
			enacted = strconv.Itoa(x.SeatsEnacted)
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			{Text: c.name(x.Names)}, {Text: thousands(x.Voters)}, {Text: c.known("voters.", x.VotersStatus)},
			{Text: c.date(x.VotersAsOf)},
			{Text: thousands(int64(math.Round(x.Quota)))}, {Text: strconv.Itoa(x.Seats)}, {Text: enacted},
		}})
	}
	return []document.Block{&document.Paragraph{Text: text}, t}
}

// districtTable shows lines in their order.
func (c *composer) districtTable(caption string, lines []line) *document.Table {
	t := &document.Table{
		Caption: caption,
		Columns: []document.Column{
			{Title: c.say("column.number"), Numeric: true}, {Title: c.say("column.name")}, {Title: c.say("column.centre")},
			{Title: c.say("column.units"), Numeric: true},
			{Title: c.say("column.voters"), Numeric: true}, {Title: c.say("column.quota"), Numeric: true},
			{Title: c.say("column.deviation"), Numeric: true},
			{Title: c.say("column.margin"), Numeric: true}, {Title: c.say("column.area"), Numeric: true},
			{Title: c.say("column.compactness"), Numeric: true},
		},
	}
	for _, l := range lines {
		deviation := document.Cell{Text: c.share(l.deviation, true)}
		if l.open {
			deviation.State = districts.Incomplete
		}
		t.Rows = append(t.Rows, document.Row{Bad: l.bad, Cells: []document.Cell{
			{Text: strconv.Itoa(l.number)}, {Text: l.name}, {Text: l.centre}, {Text: thousands(int64(l.units))},
			{Text: thousands(l.voters)},
			{Text: thousands(int64(math.Round(l.quota)))}, deviation, {Text: thousands(l.margin)},
			{Text: thousands(int64(math.Round(l.area)))}, {Text: c.Fixed(l.compactness, 3)},
		}})
	}
	return t
}

func (c *composer) numbers() []document.Block {
	if len(c.lines) == 0 {
		return nil
	}
	return []document.Block{&document.Paragraph{Text: c.say("districts.text")},
		c.districtTable(c.say("section.numbers"), c.lines)}
}

// chart draws the districts from the most voters above the mean to the most below.
func (c *composer) chart() []document.Block {
	if len(c.lines) == 0 {
		return nil
	}
	all := sorted(c.lines)
	var charts []document.Block
	for part := range slices.Chunk(all, mostBars) {
		charts = append(charts, &document.Figure{Picture: c.deviationChart(all, part), Alt: c.say("chart.alt")})
	}
	charts[len(charts)-1].(*document.Figure).Caption = c.tested(c.equality())
	return charts
}

// solutions is what the search found in every region.
func (c *composer) solutions() []document.Block {
	solved, single := false, 0
	t := &document.Table{
		Caption: c.say("section.solutions"),
		Columns: []document.Column{
			{Title: c.say("column.region")}, {Title: c.say("column.solution")}, {Title: c.say("column.units"), Numeric: true},
			{Title: c.say("column.seats"), Numeric: true},
			{Title: c.say("column.largest"), Numeric: true}, {Title: c.say("column.best"), Numeric: true},
			{Title: c.say("column.border"), Numeric: true},
			{Title: c.say("column.plans"), Numeric: true}, {Title: c.say("column.within")},
		},
	}
	reasons := &document.List{}
	for _, x := range c.r.Regions {
		solved = solved || x.Status != "checked"
		if x.Seats == max(1, c.r.Apportionment.PerDistrict) && x.Status == "optimal" {
			single++
			continue
		}
		status := c.known("solution.", x.Status)
		if x.Gap > 0 {
			status = c.say("solution.gap", status, c.share(x.Gap, false))
		}
		best, plans, largest, border := "–", "–", "–", "–"
		if len(c.r.Districts) > 0 { // else there is no plan to have them
			largest, border = c.share(x.MaxDeviation, false), c.Fixed(x.BorderKm, 1)
		}
		if x.BestMaxDeviation != nil {
			best = c.share(*x.BestMaxDeviation, false)
		}
		if x.PlansWithinRule != nil {
			plans = thousands(*x.PlansWithinRule)
		}
		var within []string
		for _, n := range x.PlansWithin {
			within = append(within, c.say("within.limit", c.Percent(c.Fixed(100*n.Limit, 0)), thousands(n.Plans)))
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			{Text: c.name(x.Names)}, {Text: status}, {Text: strconv.Itoa(x.Units)}, {Text: strconv.Itoa(x.Seats)},
			{Text: largest},
			{Text: best}, {Text: border}, {Text: plans}, {Text: strings.Join(within, "; ")},
		}})
		if !x.Reason.Empty() {
			reasons.Items = append(reasons.Items, document.Paragraph{Text: c.name(x.Names) + ": " + x.Reason.In(c.lang)})
		}
		for _, d := range x.Splits {
			in := strings.Trim(strings.ReplaceAll(fmt.Sprint(d.Districts), " ", ", "), "[]")
			reasons.Items = append(reasons.Items,
				document.Paragraph{Text: c.say("solutions.divided", c.name(x.Names), d.ID, in, c.name(d.Why))})
		}
	}
	if !solved {
		return nil
	}
	blocks := []document.Block{&document.Paragraph{Text: c.say("solutions.text")}}
	if w := c.r.EqualityWeight; w > 0 {
		blocks = append(blocks, &document.Paragraph{Text: c.say("solutions.equality", c.Short(w))})
	}
	if single > 0 {
		blocks = append(blocks, &document.Paragraph{Text: c.say("solutions.single", single)})
	}
	if len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if len(reasons.Items) > 0 {
		blocks = append(blocks, reasons)
	}
	return blocks
}

// tradeoff shows, for every region with a choice, border against deviation.
func (c *composer) tradeoff() []document.Block {
	var blocks []document.Block
	for _, x := range c.r.Regions {
		if len(x.Pareto) < 2 && len(x.Variants) < 2 {
			continue
		}
		blocks = append(blocks, &document.Heading{Text: c.name(x.Names)})
		if len(x.Pareto) > 1 {
			points := frontOf(x.Pareto)
			blocks = append(blocks,
				&document.Figure{Picture: c.frontChart(points), Alt: c.say("tradeoff.alt")},
				c.planTable(c.say("section.tradeoff")+": "+c.name(x.Names), points))
		}
		if len(x.Variants) > 1 {
			blocks = append(blocks, c.planTable(c.say("tradeoff.variants")+": "+c.name(x.Names), variantsOf(x.Variants)))
		}
	}
	if len(blocks) == 0 {
		return nil
	}
	return append([]document.Block{&document.Paragraph{Text: c.say("tradeoff.text")}}, blocks...)
}

func (c *composer) planTable(caption string, points []point) *document.Table {
	t := &document.Table{Caption: caption, Narrow: true, Columns: []document.Column{
		{Title: c.say("column.rank"), Numeric: true}, {Title: c.say("column.border"), Numeric: true},
		{Title: c.say("column.largest"), Numeric: true}, {Title: c.say("column.chosen")},
	}}
	for _, p := range points {
		chosen := ""
		if p.chosen {
			chosen = c.say("tradeoff.chosen")
		}
		t.Rows = append(t.Rows,
			document.Row{Cells: []document.Cell{{Text: strconv.Itoa(p.rank)}, {Text: c.Fixed(p.border, 3)},
				{Text: c.share(p.deviation, false)},
				{Text: chosen}}})
	}
	return t
}

func (c *composer) grounds() []scenario.Ground {
	if c.p.Scenario == nil {
		return nil
	}
	return c.p.Scenario.Law.Grounds
}

// law cites the provisions word for word, each with its edition.
func (c *composer) law() []document.Block {
	if len(c.grounds()) == 0 {
		return nil
	}
	var blocks []document.Block
	if note := c.name(c.p.Scenario.Law.Note); note != "" {
		blocks = append(blocks, &document.Paragraph{Text: note})
	}
	// Provisions of one act stand together; their numbers are those of the table of requirements.
	var t *document.Table
	act := ""
	for i, g := range c.grounds() {
		if name := c.name(g.Act); t == nil || name != act {
			act = name
			t = &document.Table{Caption: act, Columns: []document.Column{
				{Title: c.say("column.number")}, {Title: c.say("column.article")}, {Title: c.say("column.edition")},
				{Title: c.say("column.legal")}, {Title: c.say("column.text")},
			}}
			blocks = append(blocks, &document.Heading{Text: act}, t)
		}
		text, lang := c.quote(g)
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			{Text: fmt.Sprintf("[%d]", i+1)}, {Text: c.provision(g)}, {Text: c.date(g.Edition)},
			{Text: c.known("legal.", g.Status)},
			{Text: text, Lang: lang},
		}})
	}
	return blocks
}

// provision cites a ground as acts do, and as it is written where it is no numbered article.
func (c *composer) provision(g scenario.Ground) string { return cmp.Or(g.Cite(c.lang), g.Article) }

// quote is a provision's wording in the language, or else in one it is known in, with that language.
func (c *composer) quote(g scenario.Ground) (text, lang string) {
	for _, l := range append([]string{c.lang}, locale.Fallback()...) {
		if s := g.Text[l]; s != "" {
			return locale.Of(l).Say("language.quote", s), l
		}
	}
	return "–", ""
}

// inWords is a cell whose text may be in English where there is none in the language.
func (c *composer) inWords(w scenario.Words) document.Cell {
	cell := document.Cell{Text: w.In(c.lang)}
	if !w.Has(c.lang) {
		cell.Lang = "en"
	}
	return cell
}

// inputs names the files, their sums, sources and what is estimated.
func (c *composer) inputs() []document.Block {
	blocks := []document.Block{&document.Paragraph{Text: c.say("inputs.text")}}
	t := &document.Table{Caption: c.say("section.inputs"), Columns: []document.Column{
		{Title: c.say("column.role")}, {Title: c.say("column.file")}, {Title: c.say("column.bytes"), Numeric: true},
		{Title: c.say("column.hash"), Code: true},
	}}
	for _, in := range c.r.Inputs {
		role, id, _ := strings.Cut(in.Role, ":")
		role = c.known("role.", role)
		if id != "" {
			role += ": " + id
		}
		t.Rows = append(t.Rows,
			document.Row{Cells: []document.Cell{{Text: role}, {Text: in.Name}, {Text: thousands(in.Bytes)},
				{Text: in.SHA256}}})
	}
	if len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	list := func(heading string, items []document.Paragraph) {
		if len(items) > 0 {
			blocks = append(blocks, &document.Heading{Text: heading}, &document.List{Items: items})
		}
	}
	var notes, faults []document.Paragraph
	for _, n := range c.r.Notes {
		notes = append(notes, document.Paragraph{Text: c.name(n)})
	}
	list(c.say("inputs.know"), notes)
	if e := c.r.Estimated; e.Units > 0 || len(e.Regions) > 0 {
		text := c.say("estimated", e.Units, c.r.Scenario.Units, len(e.Regions), len(c.r.Regions))
		list(c.say("inputs.estimates"), []document.Paragraph{{Text: text}})
	}
	for _, n := range c.r.InputNotes {
		faults = append(faults, document.Paragraph{Text: n.In(c.lang)})
	}
	for _, x := range c.r.Regions {
		if x.Doubt != nil {
			faults = append(faults, document.Paragraph{Text: x.Doubt.In(c.lang)})
		}
	}
	list(c.say("inputs.notes"), faults)
	if len(c.r.Sources) > 0 {
		s := &document.Table{Caption: c.say("inputs.sources"), Columns: []document.Column{
			{Title: c.say("column.what")}, {Title: c.say("column.credit")}, {Title: c.say("column.licence")},
			{Title: c.say("column.vintage")},
		}}
		for _, x := range c.r.Sources {
			s.Rows = append(s.Rows,
				document.Row{Cells: []document.Cell{{Text: c.name(x.What)}, c.inWords(x.Credit), c.inWords(x.Licence),
					{Text: c.date(x.Vintage.In(c.lang))}}})
		}
		blocks = append(blocks, &document.Heading{Text: c.say("inputs.sources")}, s)
	}
	return append(blocks, &document.Paragraph{Text: c.say("inputs.metrics")})
}
