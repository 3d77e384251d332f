package voters

import (
	"strconv"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
	"github.com/okrug/okrug/geo/usual"
)

// note is one way in which something of a table was taken.
type note int

// The notes, in the order in which they are told.
const (
	sheetLeft note = iota
	sheetHidden
	columnHidden
	titleAbove
	columnNumbers
	headAgain
	notIDs
	regionAbove
	regionCarried
	regionSounds
	zerosLost // this and the four behind it are in the order of namesake's ways
	idExponent
	idGrouped
	byName
	soundsAlike
	byDecision
	leftOut
	spaced
	marked
	decimals
	dressed
	inexact
	totalRight
	totalUnknown
	hiddenRow
	passedOver
	kindsOfNotes
)

// notes counts what was taken for what, with the first of each kind.
type notes struct {
	count [kindsOfNotes]int
	first [kindsOfNotes]fault.Fault
	said  [kindsOfNotes][]any
	heads []fault.Fault // which columns were taken for what, a note a sheet
	// exponents are figures that a spreadsheet may have rounded.
	exponents []string
}

// add counts something of a kind; the fault says where it is, and the words what it is.
func (n *notes) add(kind note, at fault.Fault, words ...any) {
	if n.count[kind]++; n.count[kind] == 1 {
		n.first[kind], n.said[kind] = at, words
	}
}

// text is a kind in words, which count those there are and name the first.
func (n *notes) text(kind note) locale.Text {
	k, w := n.count[kind], make([]any, 3)
	copy(w, n.said[kind])
	switch kind {
	case sheetLeft:
		return locale.T("%d {1|sheet has|sheets have} figures and no table of voters, and {1|is|are} not read; the first is "+
			"%q", k, w[0])
	case sheetHidden:
		return locale.T("%d hidden {1|sheet is|sheets are} read; the first is %q", k, w[0])
	case columnHidden:
		return locale.T("%d hidden {1|column is|columns are} read; the first is %s", k, w[0])
	case titleAbove:
		return locale.T("%d {1|row|rows} above the head {1|is|are} passed over; the first says %q", k, w[0])
	case columnNumbers:
		return locale.T("the row that numbers the columns is passed over")
	case headAgain:
		return locale.T("the head is there %d more {1|time|times}, and is passed over there", k)
	case notIDs:
		return locale.T("the column %q has no ids of the units, which are known by their names instead", w[0])
	case regionAbove:
		return locale.T("%d {1|region is|regions are} named in a row above {1|its|their} units; the first is %q", k, w[0])
	case regionCarried:
		return locale.T("%d {1|row|rows} without a region {1|is|are} taken to be of the one named above {1|it|them}; the "+
			"first is %q, of %s", k, w[0], w[1])
	case regionSounds:
		return locale.T("%d {1|region is|regions are} known by a name that is written otherwise; the first, %q, is taken "+
			"for %s", k, w[0], w[1])
	case zerosLost, idExponent, idGrouped, byName, soundsAlike:
		return namesake.Known(namesake.ByZeros+namesake.Way(kind-zerosLost), k, w[0], w[1])
	case byDecision:
		return locale.T("%d {1|row is|rows are} taken for the units that %s names; the first, %q, for %s", k, w[0], w[1],
			w[2])
	case leftOut:
		return locale.T("%d {1|row is|rows are} left out, as %s says; the first is %q", k, w[0], w[1])
	case spaced:
		return locale.T("%d {1|figure has|figures have} spaces between thousands; the first, %q, is read as %s", k, w[0],
			w[1])
	case marked:
		return locale.T("%d {1|figure has|figures have} commas or points between thousands; the first, %q, is read as %s", k,
			w[0], w[1])
	case decimals:
		return locale.T("%d {1|figure has|figures have} decimals that are nothing; the first, %q, is read as %s", k, w[0],
			w[1])
	case dressed:
		return locale.T("%d {1|figure stands|figures stand} in quotation marks or with a mark or word behind "+
			"{1|it|them}; the "+
			"first, %q, is read as %s", k, w[0], w[1])
	case inexact:
		return locale.T("%d {1|figure is|figures are} not whole by what a spreadsheet's arithmetic left far behind "+
			"the point; "+
			"the first, %s, is read as %s", k, w[0], w[1])
	case totalRight:
		return locale.T("%d {1|row is a total|rows are totals} and no {1|unit|units}; {1|it is|all are} the sum of "+
			"{1|its|their} rows; the first is %q", k, w[0])
	case totalUnknown:
		return locale.T("%d {1|total has|totals have} no value in the file, and {1|was|were} not compared; the first "+
			"is %q", k,
			w[0])
	case hiddenRow:
		return locale.T("%d hidden {1|row is|rows are} read; the first is %q", k, w[0])
	}
	return locale.T("%d {1|row|rows} without figures {1|is|are} passed over; the first says %q", k, w[0])
}

// all are the notes of a file.
func (n *notes) all(file string) []fault.Fault {
	out := n.heads
	for kind := range kindsOfNotes {
		if n.count[kind] > 0 {
			f := n.first[kind]
			f.Kind, f.Detail = ReadAs, n.text(kind)
			out = append(out, f)
		}
	}
	if k := len(n.exponents); k > 0 {
		out = append(out, fault.Fault{File: file, Kind: Rounded, Detail: locale.T("%d {1|figure is|figures are} written "+
			"with an exponent: %s", k, locale.Listed(n.exponents, fault.PerKind)), Remedy: locale.T("a spreadsheet that " +
			"writes " +
			"so may have rounded them; make sure that all their digits are there")})
	}
	return out
}

// noteForm notes how a figure is written.
func (r *reading) noteForm(w *walk, x line, n int64, form input.Form) {
	at := r.fault(x.at, w.voters, ReadAs, locale.Text{}, locale.Text{})
	for _, k := range []struct {
		form input.Form
		kind note
	}{{input.Spaced, spaced}, {input.Marked, marked}, {input.Decimals, decimals}, {input.Dressed, dressed},
		{input.Inexact, inexact}} {
		if form&k.form != 0 {
			r.notes.add(k.kind, at, input.Printable(x.figure.Text), strconv.FormatInt(n, 10))
		}
	}
	if form&input.Exponent != 0 {
		r.notes.exponents = append(r.notes.exponents, x.label+" "+input.Printable(x.figure.Text))
	}
}

// tellColumns notes which columns are what, where their titles are not those of a plain table, and what is hidden.
func (r *reading) tellColumns(w *walk) {
	h, s := w.head, w.sheet
	top := place{w.number, s.Rows[h.first].Number}
	at := r.fault(top, 0, ReadAs, locale.Text{}, locale.Text{})
	if s.Hidden {
		r.notes.add(sheetHidden, at, s.Name)
	}
	for _, row := range s.Rows[:h.first] {
		for _, c := range row.Cells[:min(1, len(row.Cells))] {
			r.notes.add(titleAbove, r.fault(place{w.number, row.Number}, 0, ReadAs, locale.Text{}, locale.Text{}),
				input.Printable(c.Text))
		}
	}
	var all []locale.Text
	add := func(what locale.Text, column int) {
		if column >= 0 {
			all = append(all, locale.T("%s: %s", what, h.columnName(column)))
			if s.HidesColumn(column) {
				r.notes.add(columnHidden, at, h.columnName(column))
			}
		}
	}
	add(locale.T("ids"), h.id)
	for _, c := range h.names {
		add(locale.T("names"), c)
	}
	add(locale.T("regions"), h.region)
	add(locale.T("voters"), h.voters)
	add(locale.T("statuses"), h.status)
	if usual.Plain(h.titles[h.voters]) == "voters" && h.id >= 0 && usual.Plain(h.titles[h.id]) == "unitid" {
		return // they are called as in a plain table
	}
	at.Detail = locale.T("the columns are taken so: %s", all)
	r.notes.heads = append(r.notes.heads, at)
}
