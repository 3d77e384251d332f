// Package markup sets a document of headings, paragraphs and tables, written in a small markup, as DOCX and as HTML.
// The same text gives the same bytes.
//
// The markup has one paragraph a line:
//
//	%lang kk          language (BCP 47), %title and %footer likewise: the document's title and the text of its footer
//	# text            title
//	## text           heading        ### text   smaller heading
//	= text            centred        > text     at the right, for the citation of an annex
//	! text            notice in a frame
//	- text            item of a list
//	< text            paragraph set flush left, for lists of names
//	+ text            line of facts, kept on one page with the next paragraph
//	~ left ~ right    signature
//	---               new page
//	|a|b|             row of a table; |---|--:| below the first row makes it the header: the dashes are the relative
//	                  width of the column and a colon at the end puts figures to the right
//	**bold**          within any line
//	\                 before a character takes it as it is
//
// Everything else is a paragraph; empty lines part nothing.
//
// DOCX is written here and not by a library: github.com/gomutex/godocx, the one with a free licence, has no page number
// fields, no parts for headers and footers, no repeated table headers, and takes its styles from a fixed template.
package markup

import (
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/locale"
)

// Kind is what a block is.
type Kind int

// The kinds of blocks; the markup says what each is for.
const (
	Paragraph Kind = iota
	Title
	Heading
	Subheading
	Centre
	Right
	Notice
	Item
	Fact
	Left
	Signature
	NewPage
	Table
)

// Span is a run of text of one weight.
type Span struct {
	Text string
	Bold bool
}

// Block is a paragraph or a table.
type Block struct {
	Kind   Kind
	Spans  []Span
	Right  []Span // of a signature
	Rows   [][][]Span
	Header bool // the first row is the header
	Widths []int
	Align  []bool // right-aligned columns
}

// Document is a document.
type Document struct {
	Lang, Title, Footer string
	Blocks              []Block
}

// plainText is a block's text without weights.
func plainText(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Escape makes a text stand for itself in the markup, on one line.
func Escape(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == '\n' || r == '\r' || r == '\t' || r == '\v' ||
			r == '\f'
	}), " ")
	return escape.Replace(s)
}

// Unescape is the text that stands for itself in the markup as s.
func Unescape(s string) string { return unescape.Replace(s) }

var unescape = strings.NewReplacer(`\\`, `\`, `\|`, `|`, `\*`, `*`, `\~`, `~`)

var escape = strings.NewReplacer(`\`, `\\`, `|`, `\|`, `*`, `\*`, `~`, `\~`)

var kinds = []struct {
	mark string
	kind Kind
}{
	{"### ", Subheading},
	{"## ", Heading},
	{"# ", Title},
	{"= ", Centre},
	{"> ", Right},
	{"! ", Notice},
	{"- ", Item},
	{"+ ", Fact},
	{"< ", Left},
	{"~ ", Signature},
}

// Parse reads the markup. Errors name the line.
func Parse(text string) (*Document, error) {
	s := &Document{Lang: "en"}
	table := false
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, " \t\r")
		if !utf8.ValidString(line) {
			return nil, locale.Errorf("line %d is not UTF-8", locale.Nth(i+1))
		}
		if !strings.HasPrefix(line, "|") {
			table = false
		}
		switch {
		case line == "":
		case strings.HasPrefix(line, "%"):
			word, rest, _ := strings.Cut(line[1:], " ")
			field := map[string]*string{"lang": &s.Lang, "title": &s.Title, "footer": &s.Footer}[word]
			if field == nil {
				return nil, locale.Errorf("line %d: %%%s is unknown; known are %%lang, %%title and %%footer", locale.Nth(i+1), word)
			}
			*field = plainText(spans(rest))
		case line == "---":
			s.Blocks = append(s.Blocks, Block{Kind: NewPage})
		case strings.HasPrefix(line, "|"):
			if !table {
				s.Blocks = append(s.Blocks, Block{Kind: Table})
				table = true
			}
			if err := s.Blocks[len(s.Blocks)-1].row(line); err != nil {
				return nil, locale.Errorf("line %d: %w", locale.Nth(i+1), err)
			}
		default:
			b := Block{Kind: Paragraph}
			for _, k := range kinds {
				if rest, ok := strings.CutPrefix(line, k.mark); ok {
					b.Kind, line = k.kind, rest
					break
				}
			}
			if b.Kind == Signature {
				parts := split(line, '~')
				if len(parts) != 2 {
					return nil, locale.Errorf("line %d: a signature has two sides, ~ left ~ right", locale.Nth(i+1))
				}
				b.Right, line = spans(strings.TrimSpace(parts[1])), strings.TrimSpace(parts[0])
			}
			b.Spans = spans(line)
			s.Blocks = append(s.Blocks, b)
		}
	}
	return s, nil
}

// row adds a line of a table.
func (b *Block) row(line string) error {
	cells := split(strings.TrimSuffix(line[1:], "|"), '|')
	if len(b.Rows) == 1 && !b.Header && strings.Trim(line, "|-: ") == "" && strings.Contains(line, "-") {
		if len(cells) != len(b.Rows[0]) {
			return locale.Errorf("%d {1|column|columns} below a header of %d", len(cells), len(b.Rows[0]))
		}
		b.Header = true
		for _, c := range cells {
			b.Widths = append(b.Widths, strings.Count(c, "-"))
			b.Align = append(b.Align, strings.HasSuffix(strings.TrimSpace(c), ":"))
		}
		return nil
	}
	if len(b.Rows) > 0 && len(cells) != len(b.Rows[0]) {
		return locale.Errorf("%d {1|cell|cells} in a table of %d {2|column|columns}", len(cells), len(b.Rows[0]))
	}
	var row [][]Span
	for _, c := range cells {
		row = append(row, spans(strings.TrimSpace(c)))
	}
	b.Rows = append(b.Rows, row)
	return nil
}

// split cuts at every sep that has no backslash before it.
func split(s string, sep byte) []string {
	var parts []string
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case sep:
			parts = append(parts, s[from:i])
			from = i + 1
		}
	}
	return append(parts, s[from:])
}

// spans reads **bold** and backslashes.
func spans(s string) []Span {
	var out []Span
	var b strings.Builder
	bold := false
	flush := func() {
		if b.Len() > 0 {
			out = append(out, Span{b.String(), bold})
			b.Reset()
		}
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], "**"):
			flush()
			bold = !bold
			i++
		default:
			b.WriteByte(s[i])
		}
	}
	flush()
	return out
}
