package markup

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/okrug/okrug/districts/typeface"
)

// HTML writes the sheet as one self-contained page, which prints on A4.
func (s *Document) HTML(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "+
		"content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n",
		html.EscapeString(s.Lang), html.EscapeString(s.Title), css)
	list, page := false, ""
	for _, x := range s.Blocks {
		if list && x.Kind != Item {
			fmt.Fprint(b, "</ul>\n")
			list = false
		}
		tag := htmlTags[x.Kind]
		switch x.Kind {
		case NewPage:
			page = " page"
			continue
		case Table:
			x.htmlTable(b)
			continue
		case Item:
			if !list {
				fmt.Fprint(b, "<ul>\n")
			}
			list = true
		}
		class := tag[1] + page
		page = ""
		if class != "" {
			class = fmt.Sprintf(" class=%q", trim(class))
		}
		fmt.Fprintf(b, "<%s%s>%s", tag[0], class, htmlSpans(x.Spans))
		if x.Kind == Signature {
			fmt.Fprintf(b, "<span>%s</span>", htmlSpans(x.Right))
		}
		fmt.Fprintf(b, "</%s>\n", tag[0])
	}
	if list {
		fmt.Fprint(b, "</ul>\n")
	}
	fmt.Fprintf(b, "</main>\n<footer>%s</footer>\n</body>\n</html>\n", html.EscapeString(s.Footer))
	return b.Flush()
}

func trim(s string) string {
	if s[0] == ' ' {
		return s[1:]
	}
	return s
}

var htmlTags = map[Kind][2]string{
	Paragraph: {"p", ""}, Title: {"h1", ""}, Heading: {"h2", ""}, Subheading: {"h3", ""}, Centre: {"p", "centre"},
	Right: {"p", "citation"}, Notice: {"p", "notice"}, Item: {"li", ""}, Fact: {"p", "fact"}, Left: {"p", "left"},
	Signature: {"p", "signature"},
}

func (x Block) htmlTable(b *bufio.Writer) {
	fmt.Fprint(b, "<div class=\"scroll\"><table>\n")
	for i, r := range x.Rows {
		head := x.Header && i == 0
		switch {
		case head:
			fmt.Fprint(b, "<thead>\n")
		case i == 0 || x.Header && i == 1:
			fmt.Fprint(b, "<tbody>\n")
		}
		fmt.Fprint(b, "<tr>")
		for j, c := range r {
			switch {
			case head:
				fmt.Fprintf(b, "<th scope=\"col\">%s</th>", htmlSpans(c))
			case j < len(x.Align) && x.Align[j]:
				fmt.Fprintf(b, "<td class=\"figure\">%s</td>", htmlSpans(c))
			default:
				fmt.Fprintf(b, "<td>%s</td>", htmlSpans(c))
			}
		}
		fmt.Fprint(b, "</tr>\n")
		if head {
			fmt.Fprint(b, "</thead>\n")
		}
	}
	if len(x.Rows) > 1 || !x.Header {
		fmt.Fprint(b, "</tbody>\n")
	}
	fmt.Fprint(b, "</table></div>\n")
}

func htmlSpans(spans []Span) string {
	out := ""
	for _, s := range spans {
		pieces := typeface.Pieces(clean(s.Text))
		for i, p := range pieces {
			pieces[i] = html.EscapeString(p)
		}
		t := strings.Join(pieces, "<wbr>")
		if s.Bold {
			t = "<b>" + t + "</b>"
		}
		out += t
	}
	return out
}

const css = `@page { size: A4; margin: 20mm 15mm 20mm 30mm }
body { font: 14pt/1.25 "Times New Roman", Tinos, "Liberation Serif", serif; color: #000; background: #fff; margin: 0 }
main { max-width: 165mm; margin: 0 auto; padding: 1em }
h1, h2, h3 { font-size: 1em; text-align: center; break-after: avoid; margin: 1em 0 .4em }
h3 { text-align: left }
p { margin: 0 0 .25em; text-indent: 12.5mm; text-align: justify }
.centre, .citation { text-indent: 0; text-align: center }
.citation { margin-left: 50%; font-size: .85em }
.fact { text-align: left; break-after: avoid; break-inside: avoid }
.left { text-align: left }
.notice { text-indent: 0; text-align: left; font-size: .8em; border: 1px solid #000; padding: .3em .5em; margin: 0 }
.notice + .notice { border-top: 0 }
.signature { text-indent: 0; display: flex; justify-content: space-between; font-weight: bold; margin-top: 1.5em }
ul { list-style: "– "; margin: 0; padding-left: 1.2em }
li { text-align: justify }
.scroll { overflow-x: auto; margin: .5em 0 }
table { border-collapse: collapse; width: 100%; font-size: .8em }
th, td { border: 1px solid #000; padding: .15em .4em; text-align: left; vertical-align: top }
th { text-align: center }
thead { display: table-header-group }
tr { break-inside: avoid }
.figure { text-align: right; white-space: nowrap }
footer { max-width: 165mm; margin: 0 auto; padding: 1em; font-size: .6em }
@media print { .page { break-before: page } main, footer { padding: 0; max-width: none } }
@media screen { .page { margin-top: 3em } }
@media (max-width: 40em) { body { font-size: 12pt } .citation { margin-left: 20% } p { text-align: left } }
`
