package maps

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/typeface"
)

// writeSVG writes the drawing as SVG 1.1 with its fonts inside. Groups are classes that a designer can take apart,
// districts and units carry their ids, and text stays text.
func (d *drawing) writeSVG(w io.Writer, f *typeface.Family) error {
	var used typeface.Used
	d.texts(func(t *text) { used.Add(t.font.style, t.s) })
	css, err := f.CSS(used)
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="%smm" height="%smm" viewBox="0 0 %[1]s %[2]s" xml:lang="%[3]s" lang="%[3]s" role="img">
<title>%[4]s</title>
<style>
%[5]stext{font-family:'%[6]s',Arial,sans-serif;white-space:pre}
path{stroke-linejoin:round;stroke-linecap:round}
.halo{paint-order:stroke;stroke:#fff;stroke-linejoin:round}
</style>
`, number(d.width), number(d.height), escape(d.lang), escape(d.title), css, f.Name)
	for _, g := range d.groups {
		if len(g.items) == 0 {
			continue
		}
		fmt.Fprintf(&b, "<g id=\"%s\">\n", escape(g.id))
		for _, it := range g.items {
			switch it := it.(type) {
			case *shape:
				it.svg(&b)
			case *text:
				it.svg(&b)
			}
		}
		b.WriteString("</g>\n")
	}
	b.WriteString("</svg>\n")
	_, err = io.WriteString(w, b.String())
	return err
}

func (s *shape) svg(b *strings.Builder) {
	b.WriteString("<path")
	if s.id != "" {
		fmt.Fprintf(b, ` id="%s"`, escape(s.id))
	}
	b.WriteString(` d="`)
	for _, r := range s.rings {
		svgPath(b, r[:len(r)-1])
		b.WriteByte('z')
	}
	for _, l := range s.lines {
		if len(l) > 3 && l[0] == l[len(l)-1] {
			svgPath(b, l[:len(l)-1])
			b.WriteByte('z')
			continue
		}
		svgPath(b, l)
	}
	b.WriteByte('"')
	attribute(b, "fill", s.fill)
	if s.stroke.A > 0 {
		attribute(b, "stroke", s.stroke)
		fmt.Fprintf(b, ` stroke-width="%s"`, number(s.width))
		if s.butt {
			b.WriteString(` style="stroke-linecap:butt"`)
		}
		if len(s.dash) > 0 {
			dash := make([]string, len(s.dash))
			for i, v := range s.dash {
				dash[i] = number(v)
			}
			fmt.Fprintf(b, ` stroke-dasharray="%s"`, strings.Join(dash, " "))
		}
	}
	b.WriteString("/>\n")
}

// svgPath writes a line with relative steps in hundredths of a millimetre, rounded without drift.
func svgPath(b *strings.Builder, line []orb.Point) {
	x, y := 0, 0
	for i, p := range line {
		px, py := hundredths(p[0]), hundredths(p[1])
		switch i {
		case 0:
			b.WriteByte('M')
			b.WriteString(hundredthsString(px))
			b.WriteByte(' ')
			b.WriteString(hundredthsString(py))
			b.WriteByte('l')
		default:
			if px == x && py == y && i < len(line)-1 {
				continue
			}
			dx, dy := hundredthsString(px-x), hundredthsString(py-y)
			if i > 1 && dx[0] != '-' {
				b.WriteByte(' ')
			}
			b.WriteString(dx)
			if dy[0] != '-' {
				b.WriteByte(' ')
			}
			b.WriteString(dy)
		}
		x, y = px, py
	}
	if len(line) == 1 {
		b.WriteString("0 0")
	}
}

// hundredthsString is v/100 without needless characters: 1230 is "12.3", -5 is "-.05".
func hundredthsString(v int) string {
	s := strconv.FormatFloat(float64(v)/100, 'f', -1, 64)
	switch {
	case strings.HasPrefix(s, "0."):
		return s[1:]
	case strings.HasPrefix(s, "-0."):
		return "-" + s[2:]
	}
	return s
}

func (t *text) svg(b *strings.Builder) {
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s"`, number(t.at[0]), number(t.at[1]), number(t.font.size*typeface.MillimetresPerPoint))
	if t.anchor != start {
		fmt.Fprintf(b, ` text-anchor="%s"`, [...]string{"start", "middle", "end"}[t.anchor])
	}
	if t.font.style.Bold() {
		b.WriteString(` font-weight="700"`)
	}
	if t.font.style.Italic() {
		b.WriteString(` font-style="italic"`)
	}
	if t.font.color != black {
		attribute(b, "fill", t.font.color)
	}
	if t.halo > 0 {
		fmt.Fprintf(b, ` class="halo" stroke-width="%s"`, number(2*t.halo))
	}
	if t.angle != 0 {
		fmt.Fprintf(b, ` transform="rotate(%s %s %s)"`, number(t.angle), number(t.at[0]), number(t.at[1]))
	}
	fmt.Fprintf(b, ">%s</text>\n", escape(t.s))
}

func attribute(b *strings.Builder, name string, c color.RGBA) {
	if c.A == 0 {
		fmt.Fprintf(b, ` %s="none"`, name)
		return
	}
	fmt.Fprintf(b, ` %s="#%02x%02x%02x"`, name, c.R, c.G, c.B)
}

func number(v float64) string { return strconv.FormatFloat(round(v), 'f', -1, 64) }

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}
