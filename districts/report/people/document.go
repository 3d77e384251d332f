package people

import (
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
)

// Document is a report in one language, ready to be written.
type Document struct {
	Lang      string
	Title     string
	Subtitle  string
	Generator string
	State     districts.State // of the whole plan
	Verdict   string
	Scope     string // what the verdict covers
	Facts     []Fact
	Warning   string // what the reader must know before all else, "" for nothing
	Contents  string // heading of the list of sections
	Skip      string // text of the link to it
	Page      string // format of page numbers, with the number and the count
	Made      string
	Sections  []Section
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

// Paragraph is a run of text. Lead opens it in bold. Lang is its language where that is not the document's. State,
// where set, is shown as a sign before it.
type Paragraph struct {
	Lead, Text, Lang string
	State            districts.State
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

// Cell is a cell of a table. State, where set, is shown as a sign before the text.
type Cell struct {
	Text  string
	State districts.State
	Lang  string
}

// Figure is a picture with its text for those who do not see it.
type Figure struct {
	Picture *drawing.Picture
	Alt     string
	Caption string
}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Figure) block()    {}

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

// texts calls visit for every text of the document.
func (d *Document) texts(visit func(string)) {
	for _, s := range []string{d.Title, d.Subtitle, d.Generator, d.Verdict, d.Scope, d.Warning, d.Contents, d.Skip, d.Page,
		d.Made} {
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

func blockTexts(b Block, visit func(string)) {
	switch b := b.(type) {
	case *Heading:
		visit(b.Text)
	case *Paragraph:
		visit(b.Lead)
		visit(b.Text)
	case *List:
		for _, i := range b.Items {
			visit(i.Lead)
			visit(i.Text)
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
		for _, t := range textsIn(b.Picture) {
			visit(t)
		}
	}
}
