package drawing

import (
	"bytes"
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/typeface"
)

// content is what is painted on a page, in operators (ISO 32000-1:2008, annex A). The unit is a hundredth of a
// millimetre, y downwards, so that most numbers are short and whole.
type content struct {
	bytes.Buffer
	*pdfWriter
	height float64
	now    pen
	layer  string // that is open
}

// pen is what has been set for the lines and areas that follow.
type pen struct {
	fill, stroke color.RGBA
	width, dash  string
	butt         bool
}

func (c *content) begin(p *Page) {
	const unit = pointsPerMillimetre / 100
	fmt.Fprintf(c, "q\n%s 0 0 -%[1]s 0 %s cm\n1 j 1 J\n", decimals(unit, 9), decimals(p.Height*pointsPerMillimetre, 4))
	c.now = pen{fill: color.RGBA{A: 255}, stroke: color.RGBA{A: 255}, dash: "[]"}
}

// items paints items. In an element each text ends with a space, as words must (14.8.2.5), unless the next one goes on
// with its last word.
func (c *content) items(items []Item, read bool) {
	for _, it := range items {
		switch it := it.(type) {
		case *Shape:
			c.shape(it)
		case *Text:
			c.text(it, read && !it.Joined)
		case *Image:
			c.image(it)
		}
	}
}

func (c *content) int(v int) {
	c.Write(strconv.AppendInt(c.AvailableBuffer(), int64(v), 10))
	c.WriteByte(' ')
}

func (c *content) shape(s *Shape) {
	paths := s.paths()
	if len(paths) == 0 || s.Fill.A == 0 && s.Stroke.A == 0 {
		return
	}
	if s.Fill.A > 0 {
		c.fill(s.Fill)
	}
	if s.Stroke.A > 0 {
		c.stroke(s)
	}
	for _, p := range paths {
		for i, q := range p.points {
			c.int(q.x)
			c.int(q.y)
			if i == 0 {
				c.WriteString("m\n")
			} else {
				c.WriteString("l\n")
			}
		}
		switch {
		case len(p.points) == 1: // a dot, where ends are round
			c.int(p.points[0].x)
			c.int(p.points[0].y)
			c.WriteString("l\n")
		case p.closed:
			c.WriteString("h\n")
		}
	}
	switch {
	case s.Stroke.A == 0:
		c.WriteString("f\n")
	case s.Fill.A == 0:
		c.WriteString("S\n")
	default:
		c.WriteString("B\n")
	}
}

// colour is the operator that sets a colour: what is grey is set as grey, which is black ink alone in print.
func colour(c color.RGBA, grey, rgb string) string {
	share := func(v uint8) string { return decimals(float64(v)/255, 4) }
	if c.R == c.G && c.G == c.B {
		return share(c.R) + " " + grey + "\n"
	}
	return share(c.R) + " " + share(c.G) + " " + share(c.B) + " " + rgb + "\n"
}

func (c *content) fill(to color.RGBA) {
	if c.now.fill != to {
		c.now.fill = to
		c.WriteString(colour(to, "g", "rg"))
	}
}

func (c *content) stroke(s *Shape) {
	if c.now.stroke != s.Stroke {
		c.now.stroke = s.Stroke
		c.WriteString(colour(s.Stroke, "G", "RG"))
	}
	if width := strconv.Itoa(hundredths(s.Width)); c.now.width != width {
		c.now.width = width
		c.WriteString(width + " w\n")
	}
	dash := "["
	for i, d := range s.Dash {
		if i > 0 {
			dash += " "
		}
		dash += decimals(d*100, 2)
	}
	if dash += "]"; c.now.dash != dash {
		c.now.dash = dash
		c.WriteString(dash + "0 d\n")
	}
	if butt := s.Butt || len(s.Dash) > 0; c.now.butt != butt {
		c.now.butt = butt
		c.WriteString(map[bool]string{true: "0 J\n", false: "1 J\n"}[butt])
	}
}

func (c *content) text(t *Text, space bool) {
	set := t.set(c.family)
	if len(set.glyphs) == 0 {
		return
	}
	if t.Halo > 0 {
		c.halo(t, set)
	}
	c.fill(t.Color)
	glyphs := set.glyphs
	if space && !strings.HasSuffix(t.Text, " ") {
		for _, g := range c.family.Glyphs(t.Style, " ") {
			glyphs = append(glyphs, setGlyph{Glyph: g})
		}
	}
	cos, sin := decimals(set.cos, 5), decimals(set.sin, 5)
	size := decimals(100*t.Size*typeface.MillimetresPerPoint, 2)
	matrix := fmt.Sprintf(" %s %s %s %s %s %s Tm", cos, sin, sin, decimals(-set.cos, 5), decimals(set.x, 2),
		decimals(set.y, 2))
	c.WriteString("BT")
	for i := 0; i < len(glyphs); {
		of := glyphs[i].Style
		font, em := c.font(of), float64(c.family.Em(of))
		fmt.Fprintf(c, "/F%d %s Tf%s[<", int(of), size, matrix)
		matrix = ""
		for ; i < len(glyphs) && glyphs[i].Style == of; i++ {
			g := glyphs[i]
			fmt.Fprintf(c, "%04X", font.code(g.Glyph))
			if g.Kern != 0 && i < len(set.glyphs)-1 {
				c.WriteString(">" + decimals(-1000*float64(g.Kern)/em, 2) + "<")
			}
		}
		c.WriteString(">]TJ")
	}
	c.WriteString(" ET\n")
}

// haloKey names the outline of a glyph.
type haloKey struct {
	style typeface.Style
	glyph uint16
}

// halo draws a white line around the letters, glyph by glyph as forms that hold outlines: letters drawn twice would be
// taken out of the file twice, and outlines for each text make files large. A form takes colour and width of the line
// from where it is used.
func (c *content) halo(t *Text, set typeset) {
	unit := t.unit(c.family)
	c.WriteString("q 1 G ")
	if c.now.butt {
		c.WriteString("1 J ")
	}
	if c.now.dash != "[]" {
		c.WriteString("[]0 d ")
	}
	cos, sin := decimals(unit*set.cos, 6), decimals(unit*set.sin, 6)
	fmt.Fprintf(c, "%s %s %s %s %s %s cm %s w\n", cos, sin, sin, decimals(-unit*set.cos, 6),
		decimals(set.x, 2), decimals(set.y, 2), decimals(200*t.Halo/unit, 1))
	along, last := 0.0, 0.0 // units of the style's font from the beginning, and up to where the origin has been moved
	for _, g := range set.glyphs {
		if name, ok := c.haloOf(haloKey{g.Style, g.ID}); ok {
			if along != last {
				fmt.Fprintf(c, "1 0 0 1 %s 0 cm", decimals(along-last, 2))
				last = along
			}
			if r := c.family.Ratio(t.Style, g.Glyph); r != 1 {
				fmt.Fprintf(c, " q %s 0 0 %[1]s 0 0 cm %s w/%s Do Q\n", decimals(r, 6), decimals(200*t.Halo/unit/r, 1), name)
			} else {
				c.WriteString("/" + name + " Do\n")
			}
		}
		along += c.family.Along(t.Style, g.Glyph)
	}
	c.WriteString("Q\n")
}

func (k haloKey) name() string { return fmt.Sprintf("H%d.%d", int(k.style), k.glyph) }

// haloOf is the form of a glyph's outline; ok is false for a glyph without one.
func (w *pdfWriter) haloOf(k haloKey) (name string, ok bool) {
	n, seen := w.halos[k]
	if seen {
		return k.name(), n != 0
	}
	outline := w.family.Outline(k.style, k.glyph)
	if len(outline) == 0 {
		w.halos[k] = 0
		return "", false
	}
	n = w.alloc()
	w.halos[k] = n
	w.haloOrder = append(w.haloOrder, k)
	var b bytes.Buffer
	xy := func(p [2]float64) string { return decimals(p[0], 1) + " " + decimals(p[1], 1) + " " }
	for _, c := range outline {
		b.WriteString(xy(c.Start) + "m\n")
		from := c.Start
		for _, q := range c.Curves {
			if q.Straight {
				b.WriteString(xy(q.To) + "l\n")
			} else { // the same curve as a cubic one
				third := func(p [2]float64) [2]float64 {
					return [2]float64{p[0] + 2*(q.Control[0]-p[0])/3, p[1] + 2*(q.Control[1]-p[1])/3}
				}
				b.WriteString(xy(third(from)) + xy(third(q.To)) + xy(q.To) + "c\n")
			}
			from = q.To
		}
		b.WriteString("h\n")
	}
	b.WriteString("S\n")
	box, em := w.family.Metrics(k.style).Box, w.family.Em(k.style) // room for the widest line
	w.stream(n, fmt.Sprintf("/Type/XObject/Subtype/Form/Resources<<>>/BBox[%d %d %d %d]",
		box[0]-em, box[1]-em, box[2]+em, box[3]+em), b.Bytes())
	return k.name(), true
}
