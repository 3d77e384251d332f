package maps

import (
	"image/color"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/typeface"
)

// A drawing is one page: groups of shapes and texts in millimetres from the page's top left corner, y downwards.
// SVG, PDF and PNG are all written from it. Coordinates are rounded to hundredths of a millimetre, finer than any
// printer, so that the three agree and files stay small.
type drawing struct {
	width, height float64
	title, lang   string
	groups        []*group
}

// group is what belongs together, such as all district lines. The id is a class of content, the same in every language.
type group struct {
	id    string
	items []item
}

// item is a *shape or a *text.
type item interface{ isItem() }

// shape is one or more rings (closed) or lines (open) drawn in one way.
type shape struct {
	id     string // names a district, unit or place in the SVG; empty for none
	rings  []orb.Ring
	lines  []orb.LineString
	fill   color.RGBA // transparent for none
	stroke color.RGBA
	width  float64
	dash   []float64
	butt   bool // lines end square at their last point
}

type anchor int

const (
	start anchor = iota
	middle
	end
)

// text is one line of type.
type text struct {
	at     orb.Point // on the base line
	anchor anchor
	s      string
	font   font
	halo   float64 // width of the white line around the letters, in millimetres
	angle  float64 // degrees, clockwise, about at
}

// font is how a text is set.
type font struct {
	style typeface.Style
	size  float64 // points
	color color.RGBA
}

func (*shape) isItem() {}
func (*text) isItem()  {}

// group returns the group of that id, made if need be, on top of those made before.
func (d *drawing) group(id string) *group {
	for _, g := range d.groups {
		if g.id == id {
			return g
		}
	}
	g := &group{id: id}
	d.groups = append(d.groups, g)
	return g
}

func (g *group) add(items ...item) { g.items = append(g.items, items...) }

// texts calls visit for every text of the drawing.
func (d *drawing) texts(visit func(*text)) {
	for _, g := range d.groups {
		for _, it := range g.items {
			if t, ok := it.(*text); ok {
				visit(t)
			}
		}
	}
}

// check returns an error that names every character of the drawing that the font lacks.
func (d *drawing) check(f *typeface.Family) error {
	all := []string{d.title}
	d.texts(func(t *text) { all = append(all, t.s) })
	return f.Check(all...)
}

// hundredths rounds a length to hundredths of a millimetre.
func hundredths(v float64) int { return int(math.Round(v * 100)) }

func round(v float64) float64 { return math.Round(v*100) / 100 }

func roundPoint(p orb.Point) orb.Point { return orb.Point{round(p[0]), round(p[1])} }

// box is a rectangle as a ring.
func box(b orb.Bound) orb.Ring {
	return orb.Ring{{b.Min[0], b.Min[1]}, {b.Max[0], b.Min[1]}, {b.Max[0], b.Max[1]}, {b.Min[0], b.Max[1]}, {b.Min[0], b.Min[1]}}
}

// circle is a ring of 24 corners, round enough at the sizes of town signs.
func circle(c orb.Point, r float64) orb.Ring {
	const n = 24
	ring := make(orb.Ring, n+1)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / n)
		ring[i] = orb.Point{c[0] + r*cos, c[1] + r*sin}
	}
	ring[n] = ring[0]
	return ring
}
