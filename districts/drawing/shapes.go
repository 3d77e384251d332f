package drawing

import (
	"math"

	"github.com/paulmach/orb"
)

// Box is a rectangle as a ring.
func Box(b orb.Bound) orb.Ring {
	return orb.Ring{b.Min, {b.Max[0], b.Min[1]}, b.Max, {b.Min[0], b.Max[1]}, b.Min}
}

// Rectangle is a rectangle by its top left corner and its size, as a ring.
func Rectangle(x, y, width, height float64) orb.Ring {
	return Box(orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + width, y + height}})
}

// Circle is a ring of 24 corners, round enough at the sizes of town signs.
func Circle(c orb.Point, r float64) orb.Ring {
	const n = 24
	ring := make(orb.Ring, n+1)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / n)
		ring[i] = orb.Point{c[0] + r*cos, c[1] + r*sin}
	}
	ring[n] = ring[0]
	return ring
}

// Placed are copies of items, made larger by zoom and moved by a distance in millimetres.
func Placed(items []Item, by orb.Point, zoom float64) []Item {
	place := func(p orb.Point) orb.Point { return orb.Point{p[0]*zoom + by[0], p[1]*zoom + by[1]} }
	out := make([]Item, len(items))
	for i, it := range items {
		switch it := it.(type) {
		case *Text:
			t := *it
			t.At, t.Size, t.Halo = place(t.At), t.Size*zoom, t.Halo*zoom
			out[i] = &t
		case *Image:
			out[i] = &Image{orb.Bound{Min: place(it.Box.Min), Max: place(it.Box.Max)}, it.Dots}
		case *Shape:
			s := *it
			s.Width *= zoom
			s.Rings, s.Lines, s.Dash = nil, nil, nil
			for _, d := range it.Dash {
				s.Dash = append(s.Dash, d*zoom)
			}
			for _, r := range it.Rings {
				s.Rings = append(s.Rings, placedLine(r, place))
			}
			for _, l := range it.Lines {
				s.Lines = append(s.Lines, placedLine(l, place))
			}
			out[i] = &s
		}
	}
	return out
}

func placedLine[L ~[]orb.Point](line L, place func(orb.Point) orb.Point) L {
	out := make(L, len(line))
	for i, p := range line {
		out[i] = place(p)
	}
	return out
}

// bound is the extent of items in millimetres; a text counts with the point that it stands at.
func bound(items []Item) orb.Bound {
	b := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for _, it := range items {
		switch it := it.(type) {
		case *Text:
			b = b.Extend(it.At)
		case *Image:
			b = b.Union(it.Box)
		case *Shape:
			for _, r := range it.Rings {
				for _, p := range r {
					b = b.Extend(p)
				}
			}
			for _, l := range it.Lines {
				for _, p := range l {
					b = b.Extend(p)
				}
			}
		}
	}
	return b
}
