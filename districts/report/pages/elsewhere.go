package pages

import (
	"strconv"

	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/geo/locale"
)

// elsewhere lists voters without territory, with the unit and district in which they count, and their sum.
func (c *composer) elsewhere() []document.Block {
	if len(c.r.Elsewhere) == 0 {
		return nil
	}
	t := &document.Table{Caption: c.say("section.elsewhere"), Columns: []document.Column{
		{Title: c.say("column.id")}, {Title: locale.T("Name").In(c.lang)}, {Title: c.say("column.kind")},
		{Title: c.say("column.unit")}, {Title: c.say("column.number"), Numeric: true},
		{Title: c.say("column.voters"), Numeric: true},
	}}
	var sum int64
	for i, x := range c.r.Elsewhere {
		sum += x.Voters
		number := "–"
		if x.District > 0 {
			number = strconv.Itoa(x.District)
		}
		unit := c.p.Layer.Units[c.p.Layer.Elsewhere[i].Unit]
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{{Text: x.ID}, {Text: c.name(x.Names)},
			{Text: c.known("elsewhere-kind.", x.Kind)}, {Text: c.name(unit.Names)}, {Text: number},
			{Text: thousands(x.Voters)}}})
	}
	return []document.Block{&document.Paragraph{Text: c.say("elsewhere.text", thousands(sum))}, t}
}
