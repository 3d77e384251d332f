package document

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Markdown writes the document as text: the sections of the page, with tables as GitHub's dialect has them. Of figures
// those are shown that lie beside it as files; the numbers of all stand in the tables. Whatever names and files are
// called, they stay text.
func (d *Document) Markdown() []byte {
	m := &markdown{}
	title := plain(d.Title)
	if d.Subtitle != "" {
		title += ": " + plain(d.Subtitle)
	}
	m.line("# %s\n", title)
	m.line("%s\n", run(Paragraph{Lead: strings.TrimSpace(sign(d.State) + " " + d.Verdict), Text: d.Scope}))
	for _, f := range d.Facts {
		m.line("- %s: %s", plain(f.Label), plain(f.Value))
	}
	if d.Warning != "" {
		m.line("\n> %s", plain(d.Warning))
	}
	m.line("\n%s", plain(d.Made))
	for _, s := range d.Sections {
		if slices.ContainsFunc(s.Blocks, written) {
			m.line("\n## %s", plain(s.Title))
			for _, b := range s.Blocks {
				m.block(b)
			}
		}
	}
	return m.Bytes()
}

type markdown struct{ bytes.Buffer }

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(m, format+"\n", args...) }

// written is whether a block stands in a text of its own right.
func written(b Block) bool {
	switch b := b.(type) {
	case *Table, *List, *Paragraph:
		return true
	case *Figure:
		return b.File != ""
	}
	return false
}

func (m *markdown) block(b Block) {
	switch b := b.(type) {
	case *Heading:
		m.line("\n### %s", plain(b.Text))
	case *Paragraph:
		m.line("\n%s", run(*b))
	case *List:
		m.line("")
		for _, i := range b.Items {
			m.line("- %s", run(i))
		}
	case *Table:
		m.table(b)
	case *Figure:
		if b.File != "" {
			m.line("\n![%s](%s)", plain(b.Alt), b.File)
		}
	}
}

func run(p Paragraph) string {
	var parts []string
	if s := sign(p.State); s != "" {
		parts = append(parts, s)
	}
	if p.Lead != "" {
		parts = append(parts, "**"+plain(p.Lead)+"**")
	}
	if p.Text != "" {
		parts = append(parts, plain(p.Text))
	}
	if p.Code != "" {
		parts = append(parts, "`"+p.Code+"`")
	}
	return strings.Join(parts, " ")
}

func (m *markdown) table(t *Table) {
	if t.Caption != "" && !t.Hidden {
		m.line("\n%s", plain(t.Caption))
	}
	m.line("")
	row := func(cell func(i int) string) {
		for i := range t.Columns {
			m.WriteString("| " + cell(i) + " ")
		}
		m.line("|")
	}
	row(func(i int) string { return plain(t.Columns[i].Title) })
	row(func(i int) string {
		if t.Columns[i].Numeric {
			return "---:"
		}
		return "---"
	})
	for _, r := range t.Rows {
		row(func(i int) string {
			c := r.Cells[i]
			text := plain(c.Text)
			if t.Columns[i].Code && text != "" {
				text = "`" + text + "`"
			}
			if c.File != "" {
				text = "[" + text + "](" + c.File + ")"
			}
			if s := sign(c.State); s != "" {
				text = s + " " + text
			}
			return text
		})
	}
}

var (
	marks = strings.NewReplacer(`\`, `\\`, "|", `\|`, "*", `\*`, "`", "\\`", "<", `\<`, "](", `]\(`, "\r\n", " ", "\n",
		" ", "\r", " ")
	opening = regexp.MustCompile(`(^|[^\pL\pN])_|_([^\pL\pN]|$)`) // inside a word an underscore is no mark
)

// plain writes text so that nothing in it is taken for a mark, and on one line.
func plain(s string) string {
	return opening.ReplaceAllStringFunc(marks.Replace(s),
		func(x string) string { return strings.ReplaceAll(x, "_", `\_`) })
}
