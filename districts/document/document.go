package document

import (
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/locale"
)

// Document is what a report, a comparison or an answer says in one language, ready to be written. Texts that are empty
// are left out.
type Document struct {
	Lang      string
	Title     string
	Subtitle  string
	Generator string
	State     districts.State // of what the document is about, "" where it is neither good nor bad
	Verdict   string
	Scope     string // what the verdict covers
	Facts     []Fact
	Warning   string // what the reader must know before all else, "" for nothing
	Made      string
	Sections  []Section
}

// Add puts a section with blocks behind the others; one without blocks is left out. The id is the same in every
// language.
func (d *Document) Add(id, title string, blocks ...Block) {
	if len(blocks) > 0 {
		d.Sections = append(d.Sections, Section{ID: id, Title: title, Blocks: blocks})
	}
}

// Fact is one figure of the head.
type Fact struct{ Label, Value string }

// Section is a part with a heading.
type Section struct {
	ID     string // the same in every language
	Title  string
	Blocks []Block
}

// Block is a *Heading, *Paragraph, *List, *Table or *Figure.
type Block interface{ block() }

// Heading is a heading inside a section.
type Heading struct{ Text string }

// Paragraph is a run of text. Lead opens it in bold, Code closes it as something to be typed. Lang is its language
// where that is not the document's. State, where set, is shown as a sign before it.
type Paragraph struct {
	Lead, Text, Code, Lang string
	State                  districts.State
}

// List is a list of short texts.
type List struct{ Items []Paragraph }

// Table is a table whose first column names its rows.
type Table struct {
	Caption string
	Hidden  bool // the caption repeats the heading above, and is there only for those who do not see it
	Narrow  bool // few short columns, which need not fill the page
	Columns []Column
	Rows    []Row
}

// Column is a column of a table.
type Column struct {
	Title   string
	Numeric bool
	Code    bool // long codes, which may break anywhere
}

// Row is a row of a table. Bad marks it as a fault.
type Row struct {
	Cells []Cell
	Bad   bool
}

// Cell is a cell of a table. State, where set, is shown as a sign before the text. File, where set, is one beside the
// document that the text names.
type Cell struct {
	Text  string
	State districts.State
	Lang  string
	File  string
}

// Figure is a picture with its text for those who do not see it. File, where set, is the picture as a file beside the
// document, which the text without pictures shows.
type Figure struct {
	Picture *drawing.Picture
	Alt     string
	Caption string
	File    string
}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Figure) block()    {}

// HideCaptions hides the captions of tables that repeat the heading above them.
func (d *Document) HideCaptions() {
	for _, s := range d.Sections {
		heading := s.Title
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *Heading:
				heading = b.Text
			case *Table:
				b.Hidden = b.Caption == heading
			}
		}
	}
}

// Columns are those of a table's head written as one text, as "Region|>Seats": > marks a column of numbers.
func Columns(head string) []Column {
	var out []Column
	for title := range strings.SplitSeq(head, "|") {
		title, numeric := strings.CutPrefix(title, ">")
		out = append(out, Column{Title: title, Numeric: numeric})
	}
	return out
}

// words are those that every document has.
func (d *Document) words(key string) string { return locale.Of(d.Lang).Must("document." + key) }

// sign is how a state is shown where there is no colour.
func sign(s districts.State) string {
	switch s {
	case districts.Pass:
		return "✓"
	case districts.Fail:
		return "✗"
	case districts.Incomplete:
		return "…"
	case districts.NotApplicable:
		return "–"
	}
	return ""
}

// Texts calls visit for every text of the document.
func (d *Document) Texts(visit func(string)) {
	for _, s := range []string{d.Title, d.Subtitle, d.Generator, d.Verdict, d.Scope, d.Warning, d.words("contents"),
		d.words("page"), d.Made} {
		visit(s)
	}
	for _, f := range d.Facts {
		visit(f.Label)
		visit(f.Value)
	}
	for _, s := range d.Sections {
		visit(s.Title)
		for _, b := range s.Blocks {
			blockTexts(b, visit)
		}
	}
}

func runTexts(p Paragraph, visit func(string)) {
	visit(p.Lead)
	visit(p.Text)
	visit(p.Code)
}

func blockTexts(b Block, visit func(string)) {
	switch b := b.(type) {
	case *Heading:
		visit(b.Text)
	case *Paragraph:
		runTexts(*b, visit)
	case *List:
		for _, i := range b.Items {
			runTexts(i, visit)
		}
	case *Table:
		visit(b.Caption)
		for _, c := range b.Columns {
			visit(c.Title)
		}
		for _, r := range b.Rows {
			for _, c := range r.Cells {
				visit(c.Text)
			}
		}
	case *Figure:
		visit(b.Alt)
		visit(b.Caption)
		b.Picture.Texts(func(t *drawing.Text) { visit(t.Text) })
	}
}
