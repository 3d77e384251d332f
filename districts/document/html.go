package document

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/typeface"
)

//go:embed style.css
var style string

//go:embed page.html.tmpl
var pageTemplate string

// HTML writes the document as one self-contained page: no script, no network, no file beside it.
func (d *Document) HTML() ([]byte, error) {
	figures := 0
	t, err := template.New("page").Funcs(template.FuncMap{
		"style":    func() template.CSS { return template.CSS(style) }, //nolint:gosec // our own file
		"sign":     sign,
		"contents": func() string { return d.words("contents") },
		"skip":     func() string { return d.words("skip") },
		"kind":     kind,
		"class":    func(s districts.State) string { return strings.ReplaceAll(string(s), " ", "-") },
		"svg": func(f *Figure) template.HTML {
			figures++
			id := fmt.Sprintf("figure-%d", figures)
			return template.HTML(f.Picture.Inline(id, f.Alt)) //nolint:gosec // texts are escaped where it is written
		},
		"text":   Breakable,
		"column": func(t *Table, i int) Column { return t.Columns[i] },
	}).Parse(pageTemplate)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, d); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Breakable is a text for a template of HTML, with the places where very long words may be broken.
func Breakable(text string) any {
	pieces := typeface.Pieces(text)
	if len(pieces) == 1 {
		return text
	}
	for i, p := range pieces {
		pieces[i] = template.HTMLEscapeString(p)
	}
	return template.HTML(strings.Join(pieces, "<wbr>")) //nolint:gosec // escaped
}

// kind names a block for the template.
func kind(b Block) string {
	switch b.(type) {
	case *Heading:
		return "heading"
	case *Paragraph:
		return "paragraph"
	case *List:
		return "list"
	case *Table:
		return "table"
	case *Figure:
		return "figure"
	}
	return ""
}
