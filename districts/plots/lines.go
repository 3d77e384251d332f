package plots

import (
	"fmt"
	"math"
	"strings"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// Lines are shares over whole numbers.
type Lines struct {
	Title, X, Y string
	Series      []Series
	// Limits are levels to mark, with their labels.
	Limits  []Level
	Percent func(share float64) string // writes a share
}

// Series is one line; a gap is a NaN.
type Series struct {
	Name  string
	First int // x of the first value
	Step  int // from one place to the next, 0 for 1
	Y     []float64
}

// at is the number at which the i-th value stands.
func (s Series) at(i int) int { return s.First + i*max(1, s.Step) }

// Level is a share to mark.
type Level struct {
	Y    float64
	Name string
}

const (
	left, right, bottom, top = 20.0, 6.0, 16.0, 14.0
)

func (c *Lines) describe() (string, string) {
	var b strings.Builder
	for _, s := range c.Series {
		fmt.Fprintf(&b, "%s: ", s.Name)
		for i, y := range s.Y {
			if !math.IsNaN(y) {
				fmt.Fprintf(&b, "%d %s; ", s.at(i), c.Percent(y))
			}
		}
	}
	return c.Title, strings.TrimSpace(b.String())
}

func (c *Lines) draw(p *pen) {
	minX, maxX, maxY := math.MaxInt, math.MinInt, 0.0
	for _, s := range c.Series {
		minX, maxX = min(minX, s.First), max(maxX, s.at(len(s.Y)-1))
		for _, y := range s.Y {
			if !math.IsNaN(y) {
				maxY = max(maxY, y)
			}
		}
	}
	if maxX <= minX {
		maxX = minX + 1
	}
	step := nice(maxY / 6)
	maxY = step * math.Ceil(maxY/step+1e-9)
	w, h := Width-left-right, Height-bottom-top
	x := func(n float64) float64 { return left + w*(n-float64(minX))/float64(maxX-minX) }
	y := func(v float64) float64 { return bottom + h*v/maxY }
	p.text(Width/2, Height-6, 11, drawing.Middle, typeface.Bold, c.Title)
	for v := 0.0; v <= maxY+step/2; v += step {
		p.line(left, y(v), Width-right, y(v), 0.15, faint)
		p.text(left-1.5, y(v)-1, 8, drawing.End, typeface.Regular, c.Percent(v))
	}
	stride := int(max(1, nice(float64(maxX-minX)/10)))
	for n := (minX + stride - 1) / stride * stride; n <= maxX; n += stride {
		p.line(x(float64(n)), bottom, x(float64(n)), bottom-1, 0.25, ink)
		p.text(x(float64(n)), bottom-4.2, 8, drawing.Middle, typeface.Regular, fmt.Sprint(n))
	}
	p.line(left, bottom, Width-right, bottom, 0.3, ink)
	p.text(left+w/2, 4, 9, drawing.Middle, typeface.Regular, c.X)
	p.vertical(5, bottom+h/2, 9, c.Y)
	for i, s := range c.Series {
		col := series[i%len(series)]
		for k, v := range s.Y {
			if math.IsNaN(v) {
				continue
			}
			if k > 0 && !math.IsNaN(s.Y[k-1]) {
				p.line(x(float64(s.at(k-1))), y(s.Y[k-1]), x(float64(s.at(k))), y(v), width(i), col)
			}
			// Where lines run together, the wider one shows on both sides of the narrower.
			if i == 0 {
				p.bar(x(float64(s.at(k)))-1, y(v)-1, 2, 2, col)
			} else {
				p.dot(x(float64(s.at(k))), y(v), 0.6, col)
			}
		}
	}
	for _, l := range c.Limits {
		if l.Y <= maxY {
			p.line(left, y(l.Y), Width-right, y(l.Y), 0.35, red, 1.5, 1)
			p.label(c.clear(l.Y, maxY, minX, maxX, x), y(l.Y)-1, 8, drawing.Middle, l.Name)
		}
	}
	// The key, on a line under the title.
	at := left
	for i, s := range c.Series {
		p.line(at, Height-11, at+6, Height-11, width(i), series[i%len(series)])
		p.text(at+7.5, Height-12, 8, drawing.Start, typeface.Regular, s.Name)
		at += 7.5 + p.width(8, s.Name) + 6
	}
}

// width is that of a line, in millimetres: the first is drawn below the others.
func width(series int) float64 {
	if series == 0 {
		return 1.6
	}
	return 0.5
}

// clear is the place along a level where the lines are furthest from it, so that its label covers none.
func (c *Lines) clear(level, maxY float64, minX, maxX int, x func(float64) float64) float64 {
	best, at := -1.0, minX
	margin := max(1, (maxX-minX)/8)
	for n := minX + margin; n <= maxX-margin; n++ {
		gap := maxY
		for _, s := range c.Series {
			for k := n - margin; k <= n+margin; k++ {
				if i := k - s.First; i >= 0 && i < len(s.Y) && !math.IsNaN(s.Y[i]) {
					gap = min(gap, math.Abs(s.Y[i]-level))
				}
			}
		}
		if gap > best {
			best, at = gap, n
		}
	}
	return x(float64(at))
}

// nice rounds a step up to 1, 2 or 5 times a power of ten.
func nice(v float64) float64 {
	if v <= 0 {
		return 1
	}
	scale := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5, 10} {
		if v <= m*scale*(1+1e-9) {
			return m * scale
		}
	}
	return 10 * scale
}
