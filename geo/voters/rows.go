package voters

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// nowhere is the region of rows of which it is not known.
const nowhere = namesake.Everywhere

// walk is what is known on the way down a sheet.
type walk struct {
	*head
	sheet  *sheet.Sheet
	number int
	marks  input.Marks
	useIDs bool
	width  int // cells of the head, 0 where that does not matter
	// area is the region whose block the rows stand in, and carried the last that the column of regions named.
	area          int
	carried       string
	carriedRegion int
	block         int // place among the figures at which the block begins
	down          []*down
}

// readSheets reads every sheet that has a table of voters; false where there is none.
func (r *reading) readSheets() bool {
	var heads []*head
	best, bestAt, found, wanted := (*head)(nil), 0, 0, -1
	if name := r.columns.Sheet; name != "" {
		var all []string
		for k, s := range r.book.Sheets {
			all = append(all, s.Name)
			if strings.EqualFold(input.Trim(s.Name), input.Trim(name)) {
				wanted = k
			}
		}
		if wanted < 0 {
			r.faults.Add(fault.Fault{File: r.file, Kind: NoColumn, Detail: locale.T("there is no sheet %q", name),
				Remedy: fault.Choose(name, all)})
			return false
		}
	}
	for k := range r.book.Sheets {
		var h, most *head
		if wanted < 0 || wanted == k {
			h, most = r.findHead(&r.book.Sheets[k])
		}
		if heads = append(heads, h); h != nil {
			found++
		}
		if most != nil && (best == nil || most.worth() > best.worth()) {
			best, bestAt = most, k
		}
	}
	if found == 0 {
		r.tellHead(max(wanted, bestAt), best)
		return false
	}
	for k, h := range heads {
		if h != nil {
			r.readRows(k, h)
		} else if wanted < 0 {
			r.passOver(k)
		}
	}
	return true
}

// passOver notes a sheet with figures that has no table of voters.
func (r *reading) passOver(k int) {
	s := &r.book.Sheets[k]
	if slices.ContainsFunc(s.Rows, func(row sheet.Row) bool {
		return slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { return c.Kind == sheet.Number })
	}) {
		r.notes.add(sheetLeft, r.fault(place{k, s.Rows[0].Number}, 0, ReadAs, locale.Text{}, locale.Text{}), s.Name)
	}
}

// readRows reads the rows of a sheet.
func (r *reading) readRows(k int, h *head) {
	s := &r.book.Sheets[k]
	w := &walk{head: h, sheet: s, number: k, area: nowhere, carriedRegion: nowhere, block: len(r.sums)}
	for _, row := range s.Rows[h.first : h.first+h.rows] {
		w.width = max(w.width, row.Width)
	}
	rows := s.Rows[h.first+h.rows:]
	r.seeIDs(h, w, rows)
	r.tellColumns(w)
	r.checkThousands(w)
	for _, c := range []int{h.id, h.region} {
		w.down = append(w.down, newDown(s, c))
	}
	for _, c := range h.names {
		w.down = append(w.down, newDown(s, c))
	}
	w.marks = r.marks(w, rows)
	w.useIDs = h.sure || h.id >= 0 && r.looksLikeIDs(w, h.id, rows)
	if h.id >= 0 && !w.useIDs {
		r.notes.add(notIDs, r.fault(place{k, s.Rows[h.first].Number}, h.id, ReadAs, locale.Text{}, locale.Text{}),
			h.title(h.id))
		if len(h.names) == 0 {
			w.useIDs = true // what is wrong is told of the rows
		}
	}
	if i := r.finder.Region(s.Name); len(i) == 1 && r.book.Book {
		w.area = i[0]
	}
	for i, row := range rows {
		x := r.understand(w, row)
		if i == 0 && h.rows > 0 && r.countsColumns(w, x) {
			r.notes.add(columnNumbers, r.fault(x.at, 0, ReadAs, locale.Text{}, locale.Text{}), "")
			continue
		}
		if row.Hidden {
			r.notes.add(hiddenRow, r.fault(x.at, 0, ReadAs, locale.Text{}, locale.Text{}), x.label)
		}
		r.readRow(w, x)
	}
	r.closeBlock(w)
}

// seeIDs takes the only column of names for that of ids where it has these and they are no names: titles such as
// precinct are of both.
func (r *reading) seeIDs(h *head, w *walk, rows []sheet.Row) {
	if h.id >= 0 || len(h.names) != 1 || r.columns.Name != "" || !r.looksLikeIDs(w, h.names[0], rows) {
		return
	}
	if !slices.ContainsFunc(rows, func(row sheet.Row) bool {
		text := idText(row.At(h.names[0]))
		ids, _ := r.finder.ByID(text)
		found, bySound := r.finder.ByName(text, nowhere)
		return len(ids) > 0 && len(found) > 0 && !bySound && filledText(row.At(w.voters).Text)
	}) {
		h.id, h.names = h.names[0], nil
	}
}

// looksLikeIDs reports whether half of what a column has are ids of units, or what spreadsheets make of them: in rows
// with a figure, or in all where none has one yet.
func (r *reading) looksLikeIDs(w *walk, column int, rows []sheet.Row) bool {
	var filled, known [2]int // in all rows, and in those with a figure
	for _, row := range rows {
		c := row.At(column)
		if !filledText(c.Text) {
			continue
		}
		found, _ := r.finder.ByID(idText(c))
		for i, counts := range []bool{true, filledText(row.At(w.voters).Text)} {
			if counts {
				filled[i]++
			}
			if counts && len(found) > 0 {
				known[i]++
			}
		}
	}
	if filled[1] > 0 {
		return 2*known[1] >= filled[1]
	}
	return filled[0] > 0 && 2*known[0] >= filled[0]
}

// countsColumns reports whether a row below the head only numbers the columns, as printed tables do.
func (r *reading) countsColumns(w *walk, x line) bool {
	if len(x.Cells) < 3 && !(len(x.Cells) == 2 && len(w.titles) == 2) {
		return false
	}
	for i, c := range x.Cells {
		if input.Trim(c.Text) != strconv.Itoa(i+1) {
			return false
		}
	}
	found, loss := r.finder.ByID(idText(x.id))
	return !w.useIDs || len(found) == 0 || loss != namesake.Exact
}

// totalWord is what rows of totals begin with or have in them. Go's \b knows no Cyrillic.
var totalWord = regexp.MustCompile(`(^|[^\p{L}])(итого|всего|итог|барлығы|жиынтығы|жиыны|бәрі|total|totals|` +
	`subtotal|sum)` +
	`([^\p{L}]|$)|бойынша|^в целом|^по (республике|стране|области|региону|району|городу)([^\p{L}]|$)`)

// ofCountry are words of totals of the whole.
var ofCountry = regexp.MustCompile(`республик|стран|country|nation|overall|grand|елімізде|бүкіл`)

// readRow finds out what a row is, and takes it.
func (r *reading) readRow(w *walk, x line) {
	if r.isHead(w, x) {
		r.notes.add(headAgain, r.fault(x.at, 0, ReadAs, locale.Text{}, locale.Text{}), "")
		return
	}
	low := strings.ToLower(x.label)
	total := totalWord.MatchString(low) || x.figured && ofCountry.MatchString(low) && len(r.finder.Region(x.label)) == 0
	if x.label != "" && total && !r.isUnit(w, x) {
		r.readTotal(w, x, low)
		return
	}
	if !x.figured {
		r.readHeading(w, x)
		return
	}
	if x.figure.Kind == sheet.Text && x.label == "" && !strings.ContainsAny(x.figure.Text, "0123456789") {
		r.pass(w, x, x.figure.Text) // a unit of measure below the head
		return
	}
	n, err := int64(0), (*input.NumberError)(nil)
	f, surplus := sheet.Surplus(r.file, x.Row, w.width, w.sheet.Separator)
	if surplus {
		r.faults.Add(f) // its figure may be another column's
	} else {
		n, err = r.readFigure(w, x)
	}
	r.bad = r.bad || surplus || err != nil
	if x.label == "" {
		remedy := locale.T("give its id, or delete the line")
		if err == nil && n > 0 && n == r.sum {
			remedy = locale.T("if it is the total, write so before it; else give the id of the unit")
		}
		r.faults.Add(r.fault(x.at, 0, fault.MissingID, locale.T("the line names no unit"), remedy))
		return
	}
	r.readUnit(w, x, n, err)
}

// isHead reports whether a row says again what the head says.
func (r *reading) isHead(w *walk, x line) bool {
	if w.rows == 0 || !x.figured || x.figure.Kind != sheet.Text {
		return false
	}
	for _, c := range x.Cells {
		if t := w.titles[c.Column]; !strings.HasSuffix(t, input.Printable(c.Text)) && !strings.HasPrefix(t,
			input.Printable(c.Text)) || t == "" {
			return false
		}
	}
	return true
}

// isUnit reports whether a row names a unit beyond doubt.
func (r *reading) isUnit(w *walk, x line) bool {
	if found, _ := r.finder.ByID(idText(x.id)); w.useIDs && len(found) == 1 {
		return true
	}
	if w.useIDs && !x.figured {
		return false // a row without id and figure names what stands below it
	}
	found, bySound := r.finder.ByName(x.label, r.scope(w, x))
	return len(found) == 1 && !bySound && (x.figured || !r.rowOf[found[0]].known())
}

// scope is the region in which a row's unit is looked for, as far as that is sure.
func (r *reading) scope(w *walk, x line) int {
	text := x.region.Text
	switch {
	case w.region < 0 || text == "" && w.carried == "":
		return w.area
	case text == "" || text == w.carried:
		return w.carriedRegion
	}
	if found := r.finder.Region(text); len(found) == 1 {
		return found[0]
	}
	return nowhere
}

// pass passes over a row.
func (r *reading) pass(w *walk, x line, text string) {
	r.notes.add(passedOver, r.fault(x.at, 0, ReadAs, locale.Text{}, locale.Text{}), text)
	if x.alone && (namesake.Fold(text).Kind == namesake.Region || len(r.finder.NearRegions(text, 1)) > 0) {
		r.endBlock(w) // it may be a region that is not known
	}
}

// readHeading reads a row without a figure: a region above its block, a unit that lacks its figure, or words.
func (r *reading) readHeading(w *walk, x line) {
	text := x.label
	if text == "" { // a status, or figures of other columns
		if len(x.Cells) > 0 && filledText(x.Cells[0].Text) {
			r.pass(w, x, x.Cells[0].Text)
		}
		return
	}
	if found := r.finder.Region(text); len(found) == 1 && !r.isUnit(w, x) {
		r.endBlock(w)
		w.area, w.carried = found[0], ""
		r.notes.add(regionAbove, r.fault(x.at, 0, ReadAs, locale.Text{}, locale.Text{}), text)
		return
	}
	if r.isUnit(w, x) {
		r.bad = true
		_, err := input.Value{}.Whole()
		r.readUnit(w, x, 0, err)
		return
	}
	r.pass(w, x, text)
}
