package plots

import (
	"fmt"
	"math"
	"strings"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// Bars are shares of named things in groups, drawn as lying bars, all to one scale; each group has bars of one colour.
// Their values stand in a column of their own, where no line of a limit runs through them.
type Bars struct {
	Title   string
	Groups  []Group
	Limits  []Level
	Percent func(share float64) string
}

// Group is a set of bars under a heading.
type Group struct {
	Name string
	Bars []Bar
}

// Bar is one share; NaN is not known.
type Bar struct {
	Name string
	Y    float64
}

func (c *Bars) describe() (string, string) {
	var b strings.Builder
	for _, g := range c.Groups {
		fmt.Fprintf(&b, "%s: ", g.Name)
		for _, x := range g.Bars {
			fmt.Fprintf(&b, "%s %s; ", x.Name, c.value(x.Y))
		}
	}
	return c.Title, strings.TrimSpace(b.String())
}

func (c *Bars) value(v float64) string {
	if math.IsNaN(v) {
		return "—"
	}
	return c.Percent(v)
}

func (c *Bars) draw(p *pen) {
	rows, names, values, most := 0, 0.0, 0.0, 0.0
	for _, g := range c.Groups {
		rows += len(g.Bars) + 1
		for _, b := range g.Bars {
			names, values = max(names, p.width(8, b.Name)), max(values, p.width(8, c.value(b.Y)))
			if !math.IsNaN(b.Y) {
				most = max(most, b.Y)
			}
		}
	}
	if most == 0 {
		most = 1
	}
	p.text(Width/2, Height-6, 11, drawing.Middle, typeface.Bold, c.Title)
	const edge = 4.0
	from, to := names+8, Width-edge-values-edge
	rowHeight := (Height - 20) / float64(max(1, rows))
	thick := min(5, rowHeight*0.7)
	x := func(v float64) float64 { return from + (to-from)*v/most }
	y := Height - 12.0
	for i, g := range c.Groups {
		y -= rowHeight
		p.text(4, y, 9, drawing.Start, typeface.Bold, g.Name)
		for _, b := range g.Bars {
			y -= rowHeight
			p.text(from-1.5, y+thick/2-1.2, 8, drawing.End, typeface.Regular, b.Name)
			if !math.IsNaN(b.Y) {
				p.bar(from, y, max(0.2, x(b.Y)-from), thick, series[i%len(series)])
			}
			p.text(Width-edge, y+thick/2-1.2, 8, drawing.End, typeface.Regular, c.value(b.Y))
		}
	}
	for _, l := range c.Limits { // over the bars, so that it shows which of them pass it
		if l.Y <= most {
			p.line(x(l.Y), 8, x(l.Y), Height-12, 0.35, red, 1.5, 1)
			p.text(x(l.Y), 4, 8, drawing.Middle, typeface.Regular, l.Name)
		}
	}
}
