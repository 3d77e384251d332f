package stream

import (
	"bytes"
	"strconv"
	"unsafe"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// depths says how deep the coordinates of each geometry type are nested.
var depths = map[string]int{"Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3,
	"MultiPolygon": 4}

func (r *reader) geometry(f *Feature) error {
	var c coordinates
	var all Feature // of a collection
	err := r.Object(func(name string) error {
		switch name {
		case "type":
			return r.string(&f.GeometryType)
		case "coordinates":
			raw, err := r.Raw()
			if err != nil {
				return err
			}
			c = coordinates{in: raw}
			c.read()
			c.in = nil
			return nil
		case "geometries":
			return r.geometries(&all)
		}
		return r.Skip()
	})
	if err != nil {
		return err
	}
	want, ok := depths[f.GeometryType]
	f.Heights = c.heights || all.Heights
	switch {
	case f.GeometryType == "GeometryCollection" && (all.Polygons != nil || !all.Problem.Empty()):
		f.GeometryType, f.Polygons, f.LeftOut, f.Problem = "MultiPolygon", all.Polygons, all.LeftOut, all.Problem
	case !ok: // another type, which the caller tells
	case !c.problem.Empty():
		f.Problem = c.problem
	case c.depth == 0: // an empty geometry, which the caller tells
	case c.depth != want:
		f.Problem = locale.T("its coordinates are nested %d deep, those of a %s are %d deep", c.depth, f.GeometryType, want)
	case want == 1:
		f.Point = c.point
		f.Points = []orb.Point{c.point}
	case f.GeometryType == "LineString" || f.GeometryType == "MultiLineString":
		if want == 2 { // no bracket but its own closes around the positions
			c.close(3)
		}
		for _, line := range c.polygons[0] {
			f.Lines = append(f.Lines, orb.LineString(line))
		}
	case want == 2:
		f.Points = c.polygon[0]
	default:
		f.Polygons = c.polygons
	}
	return nil
}

// geometries reads the members of a collection into one.
func (r *reader) geometries(all *Feature) error {
	if !r.Is('[') {
		return r.Skip()
	}
	return r.Array(func(int) error {
		var f Feature
		if r.Is('{') {
			if err := r.geometry(&f); err != nil {
				return err
			}
		} else if err := r.Skip(); err != nil {
			return err
		}
		if f.Polygons == nil && f.Problem.Empty() {
			f.LeftOut++
		}
		all.Polygons = append(all.Polygons, f.Polygons...)
		all.LeftOut += f.LeftOut
		all.Heights = all.Heights || f.Heights
		if all.Problem.Empty() {
			all.Problem = f.Problem
		}
		return nil
	})
}

// coordinates reads nested arrays of numbers, which are known to be JSON. Of a position it keeps longitude and
// latitude. depth is how deep its positions are nested, 0 where it has none.
type coordinates struct {
	in       []byte
	at       int
	depth    int
	empty    bool // there is an empty array
	problem  locale.Text
	point    orb.Point
	ring     []orb.Point
	polygon  orb.Polygon
	polygons orb.MultiPolygon
	heights  bool
}

func (c *coordinates) read() {
	if c.array(1) && c.empty && c.depth > 0 {
		c.fail(locale.T("one of its rings is empty"))
	}
}

func (c *coordinates) fail(problem locale.Text) {
	if c.problem.Empty() {
		c.problem = problem
	}
}

// not names what is there in place of a number where that is NaN, which is the usual reason.
func (c *coordinates) not(problem locale.Text) locale.Text {
	if word, ok := bytes.CutPrefix(c.in[c.at:], []byte{'"'}); ok {
		if word, _, _ = bytes.Cut(word, []byte{'"'}); input.IsNaN(string(word)) {
			return locale.T("a coordinate is NaN, which is no number: a value that is missing")
		}
	}
	return problem
}

func (c *coordinates) space() byte {
	for c.at < len(c.in) {
		switch c.in[c.at] {
		case ' ', '\t', '\n', '\r':
			c.at++
		default:
			return c.in[c.at]
		}
	}
	return 0
}

// array reads one array, level deep; it returns false where there is something else.
func (c *coordinates) array(level int) bool {
	if c.space() != '[' || level > 8 {
		c.fail(c.not(locale.T("its coordinates are not arrays of numbers")))
		return false
	}
	c.at++
	if first := c.space(); first == '-' || first >= '0' && first <= '9' {
		return c.position(level)
	}
	inner := 0
	for {
		switch c.space() {
		case ']':
			c.at++
			c.empty = c.empty || inner == 0
			c.close(c.depth - level + 1)
			return true
		case ',':
			c.at++
		default:
			if !c.array(level + 1) {
				return false
			}
			inner++
		}
	}
}

// close ends what was collected at a height above positions: 2 a ring, 3 a polygon.
func (c *coordinates) close(height int) {
	switch {
	case height == 2 && len(c.ring) > 0:
		c.polygon = append(c.polygon, append(make(orb.Ring, 0, len(c.ring)), c.ring...))
		c.ring = c.ring[:0]
	case height == 3 && len(c.polygon) > 0:
		c.polygons = append(c.polygons, c.polygon)
		c.polygon = nil
	}
}

func (c *coordinates) position(level int) bool {
	if c.depth == 0 {
		c.depth = level
	} else if c.depth != level {
		c.fail(locale.T("its coordinates are nested unevenly"))
		return false
	}
	var p orb.Point
	n := 0
	for {
		switch b := c.space(); {
		case b == ']':
			c.at++
			if n < 2 {
				c.fail(locale.T("a position has a longitude but no latitude"))
				return false
			}
			c.point = p
			c.heights = c.heights || n > 2
			if level > 1 {
				c.ring = append(c.ring, p)
			}
			return true
		case b == ',':
			c.at++
		case b == '-' || b >= '0' && b <= '9':
			start := c.at
			for c.at < len(c.in) && numeric[c.in[c.at]] {
				c.at++
			}
			if n < 2 {
				text := c.in[start:c.at]
				v, err := strconv.ParseFloat(unsafe.String(&text[0], len(text)), 64)
				if err != nil { // only out of range: the file is JSON
					c.fail(locale.T("a coordinate is too large a number"))
					return false
				}
				p[n] = v
			}
			n++
		default:
			c.fail(c.not(locale.T("a coordinate is not a number")))
			return false
		}
	}
}

var numeric = func() (t [256]bool) {
	for _, b := range "+-.0123456789eE" {
		t[b] = true
	}
	return t
}()
