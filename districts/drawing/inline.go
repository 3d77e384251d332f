package drawing

import (
	"fmt"
	"html"
	"image/color"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/typeface"
)

// inlineUnits are the units of an SVG inside a page in a millimetre; coordinates are whole units.
const inlineUnits = 10

// Inline is the picture as an SVG element of an HTML page, which brings the font: coarser than SVG, since a page is for
// the screen, and without groups. The id names its title, which says what those see who do not see it.
func (p *Picture) Inline(id, alt string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="%s">`+
		`<title id="%s">%s</title>`, units(p.Width), units(p.Height), id, id, html.EscapeString(alt))
	for _, i := range p.Items() {
		switch i := i.(type) {
		case *Shape:
			i.inline(&b)
		case *Text:
			i.inline(&b)
		case *Image:
			i.inline(&b)
		}
	}
	b.WriteString("</svg>")
	return b.String()
}

func units(mm float64) int { return int(math.Round(mm * inlineUnits)) }

// Path is the data of an SVG path of the shape, in units of tenths of a millimetre.
func (s *Shape) Path() string {
	var path strings.Builder
	for _, r := range s.Rings {
		if len(r) > 1 && trace(&path, r[:len(r)-1]) {
			path.WriteByte('z')
		}
	}
	for _, l := range s.Lines {
		trace(&path, l)
	}
	return path.String()
}

func (s *Shape) inline(b *strings.Builder) {
	path := s.Path()
	if path == "" {
		return
	}
	fmt.Fprintf(b, `<path d="%s"`, path)
	if s.Fill.A == 0 {
		b.WriteString(` fill="none"`)
	} else {
		fmt.Fprintf(b, ` fill="%s" fill-rule="evenodd"`, hex(s.Fill))
	}
	if s.Stroke.A > 0 {
		fmt.Fprintf(b, ` stroke="%s" stroke-width="%s" stroke-linejoin="round"`, hex(s.Stroke), tenths(s.Width))
	}
	if len(s.Dash) > 0 {
		var d []string
		for _, x := range s.Dash {
			d = append(d, tenths(x))
		}
		fmt.Fprintf(b, ` stroke-dasharray="%s"`, strings.Join(d, " "))
	}
	b.WriteString("/>")
}

// tenths is a length in units with one decimal.
func tenths(mm float64) string {
	return strconv.FormatFloat(math.Round(mm*inlineUnits*10)/10, 'f', -1, 64)
}

// trace writes a path in whole units, each step relative to the one before, and leaves out steps of no length. It
// returns whether anything was written.
func trace(b *strings.Builder, points []orb.Point) bool {
	x, y, n := 0, 0, 0
	for i, p := range points {
		px, py := units(p[0]), units(p[1])
		switch {
		case i == 0:
			fmt.Fprintf(b, "M%d %d", px, py)
		case px == x && py == y:
			continue
		default:
			if n == 0 {
				b.WriteByte('l')
			} else if px >= x {
				b.WriteByte(' ')
			}
			fmt.Fprintf(b, "%d", px-x)
			if py >= y {
				b.WriteByte(' ')
			}
			fmt.Fprintf(b, "%d", py-y)
			n++
		}
		x, y = px, py
	}
	return len(points) > 0
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func (t *Text) inline(b *strings.Builder) {
	fmt.Fprintf(b, `<text x="%d" y="%d" font-size="%s" fill="%s"`, units(t.At[0]), units(t.At[1]),
		tenths(t.Size*typeface.MillimetresPerPoint), hex(t.Color))
	switch t.Anchor {
	case Middle:
		b.WriteString(` text-anchor="middle"`)
	case End:
		b.WriteString(` text-anchor="end"`)
	}
	if t.Style.Bold() {
		b.WriteString(` font-weight="700"`)
	}
	if t.Halo > 0 {
		fmt.Fprintf(b, ` stroke="#fff" stroke-width="%s" paint-order="stroke" stroke-linejoin="round"`, tenths(2*t.Halo))
	}
	fmt.Fprintf(b, `>%s</text>`, html.EscapeString(t.Text))
}
