package pages

import (
	"image/color"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// add puts items on top of a picture.
func add(p *drawing.Picture, items ...drawing.Item) { p.Group("").Add(items...) }

// textsIn are the texts of a picture in the order in which they are drawn.
func textsIn(p *drawing.Picture) []string {
	var all []string
	p.Texts(func(t *drawing.Text) { all = append(all, t.Text) })
	return all
}

// text is a line of type whose height is given in millimetres.
func text(at orb.Point, anchor drawing.Anchor, s string, height float64, c color.RGBA) *drawing.Text {
	return &drawing.Text{At: at, Anchor: anchor, Text: s, Size: height / typeface.MillimetresPerPoint, Color: c}
}

func bold(t *drawing.Text) *drawing.Text {
	t.Style = typeface.Bold
	return t
}

// haloed gives a text a white line around its letters.
func haloed(t *drawing.Text) *drawing.Text {
	t.Halo = 0.35
	return t
}
