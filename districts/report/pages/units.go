package pages

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
)

// mostUnits is how many units the report lists, on about two hundred sheets. Nobody reads or prints more; the files
// beside the report have them all.
const mostUnits = 10_000

// settlements names the largest settlements of every district, where settlements are units.
func (c *composer) settlements() []document.Block {
	t := &document.Table{Caption: c.say("settlements.caption"), Columns: []document.Column{
		{Title: c.say("column.number"), Numeric: true}, {Title: c.say("column.name")},
		{Title: c.say("column.settlements"), Numeric: true}, {Title: c.say("column.largest-settlements")},
	}}
	for _, d := range c.p.Districts {
		var largest []string
		for _, u := range c.p.LargestSettlements(d) {
			x := c.p.Layer.Units[u]
			largest = append(largest, c.name(x.Names)+" ("+thousands(x.Voters)+")")
		}
		if largest != nil {
			t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{{Text: strconv.Itoa(d.Number)}, {Text: c.name(d.Names)},
				{Text: thousands(int64(len(c.p.Settlements(d))))}, {Text: strings.Join(largest, ", ")}}})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []document.Block{&document.Paragraph{Text: c.say("settlements.text", districts.MostSettlements)}, t}
}

// units lists the units of every district with their voters, so that everybody finds their own.
func (c *composer) units() []document.Block {
	n := 0
	for _, d := range c.p.Districts {
		n += len(d.Units)
	}
	if n > mostUnits {
		return append(c.settlements(), &document.Paragraph{Text: c.say("units.elsewhere", n, output.UnitTable,
			output.Assignment)})
	}
	t := &document.Table{Caption: c.say("section.units"), Columns: []document.Column{
		{Title: c.say("column.number"), Numeric: true}, {Title: c.say("column.unit")}, {Title: c.say("column.kind")},
		{Title: c.say("column.id")},
		{Title: c.say("column.voters"), Numeric: true},
	}}
	for _, d := range c.p.Districts {
		for _, u := range d.Units {
			x := c.p.Layer.Units[u]
			t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
				{Text: strconv.Itoa(d.Number)}, {Text: c.name(x.Names)}, {Text: c.known("unit-kind.", x.Kind)},
				{Text: x.ID}, {Text: thousands(x.Voters)},
			}})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return append(c.settlements(), &document.Paragraph{Text: c.say("units.text")}, t)
}

// carried says how the plan in force came to the list of units.
func (c *composer) carried(notes []geo.Names) []document.Block {
	if len(notes) == 0 {
		return nil
	}
	list := &document.List{}
	for _, n := range notes {
		list.Items = append(list.Items, document.Paragraph{Text: c.name(n)})
	}
	return []document.Block{&document.Paragraph{Text: c.say("amendment.carried")}, list}
}

// amendment says what changes against the plan in force, where the plan was amended.
func (c *composer) amendment() []document.Block {
	a := c.r.Amendment
	if a == nil {
		return nil
	}
	blocks := c.carried(a.Carried)
	if len(a.Moved)+len(a.Placed)+len(a.Renumbered)+len(a.NewDistricts) == 0 {
		return append(blocks, &document.Paragraph{Text: c.say("amendment.none")})
	}
	bound := c.say("amendment.proven")
	if a.Status != "optimal" {
		bound = c.say("amendment.atleast", thousands(a.AtLeast))
	}
	blocks = append(blocks, &document.Paragraph{Text: c.say("amendment.text", a.Base, len(a.Moved),
		thousands(a.MovedVoters)) + " " + bound})
	t := &document.Table{Caption: c.say("section.amendment"), Columns: []document.Column{
		{Title: c.say("column.unit")}, {Title: c.say("column.id")}, {Title: c.say("column.from-district"), Numeric: true},
		{Title: c.say("column.to-district"), Numeric: true}, {Title: c.say("column.voters"), Numeric: true},
	}}
	names := map[string]string{}
	for _, x := range c.p.Layer.Units {
		names[x.ID] = c.name(x.Names)
	}
	add := func(moves []compare.Move) {
		for _, m := range moves {
			from := "–"
			if m.From > 0 {
				from = strconv.Itoa(m.From)
			}
			t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{{Text: names[m.Unit]}, {Text: m.Unit}, {Text: from},
				{Text: strconv.Itoa(m.To)}, {Text: thousands(m.Voters)}}})
		}
	}
	add(a.Moved)
	add(a.Placed)
	if len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if n := len(a.Placed); n > 0 {
		blocks = append(blocks, &document.Paragraph{Text: c.say("amendment.placed", n)})
	}
	if len(a.NewDistricts) > 0 {
		blocks = append(blocks, &document.Paragraph{Text: c.say("amendment.new",
			strings.Trim(strings.ReplaceAll(fmt.Sprint(a.NewDistricts), " ", ", "), "[]"))})
	}
	var renumbered []string
	for _, r := range a.Renumbered {
		renumbered = append(renumbered, fmt.Sprintf("%d → %d", r.From, r.To))
	}
	if len(renumbered) > 0 {
		blocks = append(blocks, &document.Paragraph{Text: c.say("amendment.renumbered", strings.Join(renumbered, ", "))})
	}
	return blocks
}
