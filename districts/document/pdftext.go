package document

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

const leading = 1.35 // line height in heights of type

func lineHeight(size float64) float64 { return size * typeface.MillimetresPerPoint * leading }

// setLine is one line of type with its base line at y.
func setLine(x, y float64, style typeface.Style, size float64, c color.RGBA, s string) *drawing.Text {
	return &drawing.Text{At: orb.Point{x, y}, Text: s, Style: style, Size: size, Color: c}
}

// wrap breaks a text into lines no wider than width, at spaces and after hyphens and dashes; a word that is wider by
// itself is broken anywhere. first is the room that the first line has less.
func (l *layout) wrap(style typeface.Style, size, width, first float64, s string) []string {
	var lines []string
	line := ""
	room := func() float64 {
		if len(lines) == 0 {
			return width - first
		}
		return width
	}
	for _, word := range typeface.Breaks(s) {
		if l.width(style, size, strings.TrimRight(line+word, " ")) <= room() {
			line += word
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
		}
		for l.width(style, size, strings.TrimRight(word, " ")) > room() {
			n := typeface.Fits(word, room(), func(line string) float64 { return l.width(style, size, line) })
			lines = append(lines, string([]rune(word)[:n]))
			word = string([]rune(word)[n:])
		}
		line = word
	}
	return append(lines, strings.TrimRight(line, " "))
}

// broken tells of the lines that a text was wrapped into which of them end inside a word.
func broken(s string, lines []string) []bool {
	joined := make([]bool, len(lines))
	for i, line := range lines {
		s = strings.TrimPrefix(s, line)
		rest := strings.TrimLeft(s, " ")
		joined[i] = rest != "" && rest == s && i < len(lines)-1
		if i < len(lines)-1 && !strings.HasPrefix(lines[i+1], " ") {
			s = rest
		}
	}
	return joined
}

// paragraph sets a paragraph across the page as an element of its own.
func (l *layout) paragraph(tag drawing.Tag, p Paragraph, style typeface.Style, size float64, c color.RGBA) {
	if p.Lead == "" && p.body() == "" {
		return
	}
	e := l.element(tag)
	e.Lang = p.Lang
	l.run(e, p, style, size, c, left, textWidth)
}

// run sets a paragraph of an element at x, as wide as width.
func (l *layout) run(e *drawing.Element, p Paragraph, style typeface.Style, size float64, c color.RGBA, x,
	width float64) {
	h := lineHeight(size)
	step := func() {
		l.need(h)
		l.y += h
	}
	first := 0.0
	if p.Lead != "" {
		leads := l.wrap(typeface.Bold, size, width, 0, p.Lead)
		joined := broken(p.Lead, leads)
		for i, s := range leads {
			step()
			t := setLine(x, l.y, typeface.Bold, size, c, s)
			t.Joined = joined[i]
			l.draw(e, t)
			if i == len(leads)-1 {
				first = l.width(typeface.Bold, size, s+" ")
			}
		}
	}
	body := p.body()
	if body == "" {
		return
	}
	lines := l.wrap(style, size, width, first, body)
	joined := broken(body, lines)
	for i, s := range lines {
		at := x
		if i == 0 && p.Lead != "" {
			at += first // goes on in the lead's last line
		} else {
			step()
		}
		if s != "" {
			t := setLine(at, l.y, style, size, c, s)
			t.Joined = joined[i]
			l.draw(e, t)
		}
	}
}

// body is what follows the lead, with what is to be typed.
func (p Paragraph) body() string { return strings.TrimSpace(p.Text + " " + p.Code) }

// item sets an item of a list behind a dot or, for a state, a square in its colour. The item's words name the state.
func (l *layout) item(p Paragraph) {
	const indent = 5
	l.need(lineHeight(9))
	c := stateColor(p.State)
	if p.State != "" {
		l.draw(nil, block(left, l.y+1.3, 2.6, 2.6, c))
	} else {
		l.draw(nil, block(left+1, l.y+2.4, 1, 1, c))
	}
	l.within(l.element(drawing.ListItem), func() {
		body := l.element(drawing.ListBody)
		body.Lang = p.Lang
		l.run(body, p, typeface.Regular, 9, drawing.Ink, left+indent, textWidth-indent)
	})
	l.gap(1)
}

func stateColor(s districts.State) color.RGBA {
	switch s {
	case districts.Pass:
		return drawing.RGB(0x0b6b3a)
	case districts.Fail:
		return drawing.Red
	case districts.Incomplete:
		return drawing.RGB(0x7a4b00)
	}
	return drawing.Grey
}

// front sets the head of the report. The function it returns puts the page of a section into the contents.
func (l *layout) front() func(section, page int) {
	d := l.doc
	l.paragraph(drawing.H1, Paragraph{Text: d.Title}, typeface.Bold, 18, drawing.Ink)
	l.paragraph(drawing.P, Paragraph{Text: d.Subtitle}, typeface.Regular, 10.5, drawing.Grey)
	l.gap(4)
	if d.Verdict != "" {
		c := drawing.Ink
		if d.State != "" {
			c = stateColor(d.State)
		}
		lines := l.wrap(typeface.Bold, 13, textWidth-14, 0, d.Verdict)
		h := float64(len(lines))*lineHeight(13) + 7
		l.draw(nil, block(left, l.y, 4, h, c), frame(left, l.y, textWidth, h, c))
		y := l.y
		l.y += 2.4
		l.run(l.element(drawing.P), Paragraph{Text: d.Verdict}, typeface.Bold, 13, c, left+8, textWidth-14)
		l.y = y + h + 1
	}
	l.paragraph(drawing.P, Paragraph{Text: d.Scope}, typeface.Regular, 9, drawing.Grey)
	l.paragraph(drawing.P, Paragraph{Text: d.Made + "."}, typeface.Regular, 9, drawing.Grey)
	if d.Warning != "" {
		l.gap(2)
		l.paragraph(drawing.P, Paragraph{Text: d.Warning}, typeface.Bold, 9.5, drawing.RGB(0x7a4b00))
	}
	l.gap(4)
	l.facts()
	l.gap(5)
	l.paragraph(drawing.H2, Paragraph{Text: d.words("contents")}, typeface.Bold, 10.5, drawing.Ink)
	l.gap(1)
	toc := l.element(drawing.Contents)
	start := l.y
	l.y += float64(len(d.Sections)) * 5.4
	page := l.page()
	return func(section, target int) {
		l.within(toc, func() { l.entry(page, start+float64(section+1)*5.4-1.2, section, target) })
	}
}

// entry sets a line of the contents: a section with its page, from 0.
func (l *layout) entry(page int, y float64, section, target int) {
	title := l.doc.Sections[section].Title
	number := fmt.Sprint(target + 1)
	l.within(l.element(drawing.Entry), func() {
		link := l.element(drawing.LinkTag)
		l.drawOn(page, link,
			setLine(left, y, typeface.Regular, 9.5, drawing.Ink, fmt.Sprint(section+1)+"."),
			setLine(left+8, y, typeface.Regular, 9.5, drawing.Ink, title),
			setLine(paperWidth-right-l.width(typeface.Regular, 9.5, number), y, typeface.Regular, 9.5, drawing.Ink, number))
		l.pages[page].Links = append(l.pages[page].Links, drawing.Link{
			Left: left, Top: y - 4, Right: paperWidth - right, Bottom: y + 1.4, Target: target, Text: title, Of: link,
		})
	})
	l.drawOn(page, nil, block(left, y+1.4, textWidth, 0.1, drawing.Faint))
}

// facts sets the figures of the head in three columns.
func (l *layout) facts() {
	const columns, space = 3, 6.0
	width := (textWidth - (columns-1)*space) / columns
	for i := 0; i < len(l.doc.Facts); i += columns {
		top, bottom := l.y, l.y
		for j, f := range l.doc.Facts[i:min(i+columns, len(l.doc.Facts))] {
			x := left + float64(j)*(width+space)
			l.y = top
			l.draw(nil, block(x, top, width, 0.2, drawing.Grey))
			l.y++
			fact := l.element(drawing.P)
			l.run(fact, Paragraph{Text: f.Label}, typeface.Regular, 8, drawing.Grey, x, width)
			l.run(fact, Paragraph{Text: f.Value}, typeface.Bold, 10, drawing.Ink, x, width)
			bottom = max(bottom, l.y)
		}
		l.y = bottom + 3
	}
}
