package voters

import (
	"cmp"
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/usual"
)

// title is how a column is called: its title, else its letter.
func (h *head) title(column int) string { return cmp.Or(h.titles[column], sheet.ColumnName(column)) }

// columnName is a column in words: its title and its letter.
func (h *head) columnName(column int) string {
	if h.titles[column] == "" {
		return sheet.ColumnName(column)
	}
	return "“" + h.titles[column] + "” (" + sheet.ColumnName(column) + ")"
}

// tellHead says what is wrong with the columns of a sheet.
func (r *reading) tellHead(k int, best *head) {
	s := &r.book.Sheets[k]
	p := place{k, 1}
	if len(s.Rows) > 0 {
		p.row = s.Rows[0].Number
	}
	if best != nil {
		p.row = s.Rows[best.first].Number
	}
	bad := func(column int, detail, remedy locale.Text) {
		r.faults.Add(r.fault(p, column, NoHead, detail, remedy))
	}
	flags := locale.T("name the columns by their titles or letters with --voters-column and with --id-column or " +
		"--name-column")
	if best == nil {
		bad(0, locale.T("no row looks like the head of a table of voters"), flags)
		return
	}
	var columns []string
	for c := range headColumns {
		if best.titles[c] != "" {
			columns = append(columns, best.columnName(c))
		}
	}
	for _, x := range []struct{ given, flag string }{{r.columns.Voters, "--voters-column"}, {r.columns.ID, "--id-column"},
		{r.columns.Name, "--name-column"}, {r.columns.Region, "--region-column"}, {r.columns.Status, "--status-column"}} {
		if x.given != "" && best.find(x.given) < 0 && sheet.Column(x.given) < 0 {
			r.faults.Add(r.fault(p, 0, NoColumn, locale.T("no row has the title %q of %s", x.given, x.flag),
				locale.T("the titles are %s", locale.Listed(columns, fault.PerKind))))
			return
		}
	}
	if list := best.several["voters"]; len(list) > 1 {
		var names []string
		for _, c := range list {
			names = append(names, best.columnName(c))
		}
		bad(list[0], locale.T("any of these columns may have the voters: %s", locale.Listed(names, fault.PerKind)),
			locale.T("name the one that is meant with --voters-column"))
		return
	}
	if best.voters < 0 {
		bad(0, locale.T("no column looks like the voters of units; the titles are %s", locale.Listed(columns, fault.PerKind)),
			flags)
		return
	}
	if list := append(slices.Clone(best.several["id"]), best.several["name"]...); len(list) > 1 {
		var names []string
		for _, c := range list {
			names = append(names, best.columnName(c))
		}
		bad(list[0], locale.T("any of these columns may have the ids or names of the units: %s",
			locale.Listed(names, fault.PerKind)), locale.T("name the one that is meant with --id-column or --name-column"))
		return
	}
	bad(0, locale.T("no column looks like the ids or names of units; the titles are %s",
		locale.Listed(columns, fault.PerKind)), flags)
}

func (h *head) find(title string) int {
	for c := range headColumns {
		if t := h.titles[c]; t != "" && usual.Plain(t) == usual.Plain(title) {
			return c
		}
	}
	return -1
}
