package drawing

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/typeface"
)

// SVG writes the picture as SVG 1.1 with its fonts inside. Groups are classes that a designer can take apart, layers by
// name in Inkscape where they have one, districts and units carry their ids, and text stays text.
func (p *Picture) SVG(w io.Writer, f *typeface.Family) error {
	var used typeface.Used
	p.Texts(func(t *Text) { used.Add(t.Style, t.Text) })
	css, err := f.CSS(used)
	if err != nil {
		return err
	}
	about := ""
	if p.About != "" {
		about = "<desc>" + escape(p.About) + "</desc>\n"
	}
	layers := ""
	if slices.ContainsFunc(p.Groups, func(g *Group) bool { return g.Layer != "" }) {
		layers = ` xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"`
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg"%[8]s width="%[1]smm" height="%[2]smm" viewBox="0 0 %[1]s %[2]s" `+
		`xml:lang="%[3]s" lang="%[3]s" role="img">
<title>%[4]s</title>
%[7]s<style>
%[5]stext{font-family:%[6]s,Arial,sans-serif;white-space:pre}
path{stroke-linejoin:round;stroke-linecap:round}
.halo{paint-order:stroke;stroke:#fff;stroke-linejoin:round}
</style>
`, number(p.Width), number(p.Height), escape(p.Lang), escape(p.Title), css, f.CSSNames(), about, layers)
	for _, g := range p.Groups {
		if len(g.Items) == 0 {
			continue
		}
		label := ""
		if g.Layer != "" {
			label = fmt.Sprintf(` inkscape:groupmode="layer" inkscape:label="%s"`, escape(g.Layer))
		}
		fmt.Fprintf(&b, "<g id=\"%s\"%s>\n", escape(g.ID), label)
		for _, it := range g.Items {
			switch it := it.(type) {
			case *Shape:
				it.svg(&b)
			case *Text:
				it.svg(&b)
			case *Image:
				it.svg(&b)
			}
		}
		b.WriteString("</g>\n")
	}
	b.WriteString("</svg>\n")
	_, err = io.WriteString(w, b.String())
	return err
}

func (s *Shape) svg(b *strings.Builder) {
	b.WriteString("<path")
	if s.ID != "" {
		fmt.Fprintf(b, ` id="%s"`, escape(s.ID))
	}
	b.WriteString(` d="`)
	for _, r := range s.Rings {
		svgPath(b, r[:len(r)-1])
		b.WriteByte('z')
	}
	for _, l := range s.Lines {
		if len(l) > 3 && l[0] == l[len(l)-1] {
			svgPath(b, l[:len(l)-1])
			b.WriteByte('z')
			continue
		}
		svgPath(b, l)
	}
	b.WriteByte('"')
	attribute(b, "fill", s.Fill)
	if s.Stroke.A > 0 {
		attribute(b, "stroke", s.Stroke)
		fmt.Fprintf(b, ` stroke-width="%s"`, number(s.Width))
		if s.Butt {
			b.WriteString(` style="stroke-linecap:butt"`)
		}
		if len(s.Dash) > 0 {
			dash := make([]string, len(s.Dash))
			for i, v := range s.Dash {
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

func (t *Text) svg(b *strings.Builder) {
	size := number(t.Size * typeface.MillimetresPerPoint)
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s"`, number(t.At[0]), number(t.At[1]), size)
	if t.Anchor != Start {
		fmt.Fprintf(b, ` text-anchor="%s"`, [...]string{"start", "middle", "end"}[t.Anchor])
	}
	if t.Style.Bold() {
		b.WriteString(` font-weight="700"`)
	}
	if t.Style.Italic() {
		b.WriteString(` font-style="italic"`)
	}
	if t.Color != Ink {
		attribute(b, "fill", t.Color)
	}
	if t.Halo > 0 {
		fmt.Fprintf(b, ` class="halo" stroke-width="%s"`, number(2*t.Halo))
	}
	if t.Angle != 0 {
		fmt.Fprintf(b, ` transform="rotate(%s %s %s)"`, number(t.Angle), number(t.At[0]), number(t.At[1]))
	}
	fmt.Fprintf(b, ">%s</text>\n", escape(t.Text))
}

func attribute(b *strings.Builder, name string, c color.RGBA) {
	if c.A == 0 {
		fmt.Fprintf(b, ` %s="none"`, name)
		return
	}
	fmt.Fprintf(b, ` %s="#%02x%02x%02x"`, name, c.R, c.G, c.B)
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}
