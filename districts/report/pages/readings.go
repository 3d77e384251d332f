package pages

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
)

// readings is the plan's test by every rule, where that was asked for.
func (c *composer) readings() []document.Block {
	if len(c.r.Rules) == 0 {
		return nil
	}
	t := &document.Table{Caption: c.say("section.readings"), Columns: []document.Column{
		{Title: c.say("column.rule")}, {Title: c.say("column.legal")}, {Title: c.say("column.result")},
		{Title: c.say("column.value"), Numeric: true},
		{Title: c.say("column.limit"), Numeric: true}, {Title: c.say("column.margin"), Numeric: true},
		{Title: c.say("column.at-fault")},
	}}
	for _, x := range c.r.Rules {
		title := c.name(x.Title)
		if title == "" {
			title = x.ID
		}
		value, margin := "–", "–"
		if x.Value != nil {
			value = x.Measured(*x.Value, c.Locale)
		}
		if x.Margin != nil {
			margin = thousands(*x.Margin)
		}
		verdict := document.Cell{Text: c.known("reading.", string(x.Verdict)), State: districts.NotApplicable}
		switch x.Verdict {
		case rule.Meets:
			verdict.State = districts.Pass
		case rule.Incomplete:
			verdict.State = districts.Incomplete
		case rule.Breaks:
			verdict.State = districts.Fail
			if x.Soft {
				verdict = document.Cell{Text: c.say("reading.soft"), State: districts.Incomplete}
			}
		}
		fault := document.Cell{Text: "–"}
		if faulty := x.Faulty(); len(faulty) > 0 {
			fault.Text = c.shorten(faulty)
		} else if len(x.Problems) > 0 {
			fault = document.Cell{Text: x.Problems[0].In(c.lang)}
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			{Text: title}, {Text: c.known("status.", x.Status)}, verdict, {Text: value}, {Text: x.Measured(x.Limit, c.Locale)},
			{Text: margin}, fault,
		}})
	}
	return []document.Block{&document.Paragraph{Text: c.say("readings.text", c.r.Rule.ID)}, t}
}

// found is the part of feasibility.json that the report shows.
type found struct {
	Status  string `json:"status"`
	Regions []struct {
		ID          string `json:"region_id"`
		Units       int    `json:"units"`
		Voters      int64  `json:"voters"`
		Seats       int    `json:"seats"`
		Lower       int64  `json:"lower"`
		Upper       int64  `json:"upper"`
		Status      string `json:"status"`
		Certificate string `json:"certificate"`
	} `json:"regions"`
	Certificates []struct {
		File string `json:"file"`
	} `json:"certificates"`
}

// feasibility is what was found on whether any plan can meet the rule, where that was asked for.
func (c *composer) feasibility() []document.Block {
	if len(c.r.Feasibility) == 0 {
		return nil
	}
	var f found
	if json.Unmarshal(c.r.Feasibility, &f) != nil {
		return nil // a form of another version; report.json has it whole
	}
	t := &document.Table{Caption: c.say("section.feasibility"), Columns: []document.Column{
		{Title: c.say("column.region")}, {Title: c.say("column.units"), Numeric: true},
		{Title: c.say("column.voters"), Numeric: true}, {Title: c.say("column.seats"), Numeric: true},
		{Title: c.say("column.from"), Numeric: true}, {Title: c.say("column.to"), Numeric: true},
		{Title: c.say("column.result")}, {Title: c.say("column.proof")},
	}}
	names := map[string]string{}
	for _, r := range c.r.Regions {
		names[r.ID] = c.name(r.Names)
	}
	for _, r := range f.Regions {
		name := names[r.ID]
		if name == "" {
			name = r.ID
		}
		proof := r.Certificate
		if proof == "" {
			proof = "–"
		}
		t.Rows = append(t.Rows, document.Row{Bad: r.Status == "infeasible", Cells: []document.Cell{
			{Text: name}, {Text: strconv.Itoa(r.Units)}, {Text: thousands(r.Voters)}, {Text: strconv.Itoa(r.Seats)},
			{Text: thousands(r.Lower)}, {Text: thousands(r.Upper)},
			{Text: c.known("feasible.", r.Status)}, {Text: proof},
		}})
	}
	blocks := []document.Block{&document.Paragraph{Text: c.known("feasibility.", f.Status)}, t}
	var files []string
	for _, x := range f.Certificates {
		files = append(files, x.File)
	}
	if len(files) > 0 {
		blocks = append(blocks, &document.Paragraph{Text: c.say("feasibility.proofs", strings.Join(files, ", "))})
	}
	return blocks
}
