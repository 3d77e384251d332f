package kml

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/locale"
)

// geometries are the elements of geometry that are read. Some programs write those of several parts by other names than
// MultiGeometry.
var geometries = map[string]bool{"Point": true, "LineString": true, "LinearRing": true, "Polygon": true,
	"MultiGeometry": true, "MultiPoint": true, "MultiLineString": true, "MultiPolygon": true}

// geometry reads a geometry into parts (OGC 07-147r2, 10).
func (r *reader) geometry(g *geometry, f *feature, e xml.StartElement) error {
	name := kmlName(e.Name)
	several := strings.HasPrefix(name, "Multi")
	g.several = g.several || g.begun || several
	g.begun = true
	if several {
		return r.children(func(e xml.StartElement) error {
			if geometries[kmlName(e.Name)] {
				return r.geometry(g, f, e)
			}
			return r.pass(e)
		})
	}
	if name == "Polygon" {
		return r.polygon(g, f)
	}
	line, err := r.coordinates(f)
	if err != nil || len(line) == 0 {
		return err
	}
	switch name {
	case "Point":
		if len(line) > 1 {
			f.Wrong(parts.BadFeature, locale.T("a point has %d positions", len(line)), mend)
		}
		g.Points = append(g.Points, line[0])
	case "LinearRing":
		g.Lines = append(g.Lines, orb.LineString(f.Ring(line)))
	default:
		if len(line) < 2 {
			f.Wrong(parts.BadFeature, locale.T("a line of its geometry has one position only"), mend)
		}
		g.Lines = append(g.Lines, line)
	}
	return nil
}

// polygon reads a Polygon. An inner boundary has one ring; programs write several all the same.
func (r *reader) polygon(g *geometry, f *feature) error {
	var outer, inner []orb.Ring
	boundary := func(to *[]orb.Ring) error {
		return r.children(func(e xml.StartElement) error {
			if kmlName(e.Name) != "LinearRing" {
				return r.pass(e)
			}
			ring, err := r.coordinates(f)
			if len(ring) > 0 {
				*to = append(*to, f.Ring(ring))
			}
			return err
		})
	}
	err := r.children(func(e xml.StartElement) error {
		switch kmlName(e.Name) {
		case "outerBoundaryIs":
			return boundary(&outer)
		case "innerBoundaryIs":
			return boundary(&inner)
		}
		return r.pass(e)
	})
	switch {
	case len(outer) > 1:
		f.Wrong(parts.BadFeature, locale.T("a polygon has %d outer rings", len(outer)), mend)
	case len(outer) == 0 && len(inner) > 0:
		f.Wrong(parts.BadFeature, locale.T("a polygon has a hole and no outer ring"), mend)
	case len(outer) == 1:
		polygon := orb.Polygon(append(outer, inner...))
		format.Wind(orb.MultiPolygon{polygon})
		g.Polygons = append(g.Polygons, polygon)
	}
	return err
}

// coordinates reads the coordinates within the element just begun.
func (r *reader) coordinates(f *feature) (line []orb.Point, err error) {
	err = r.children(func(e xml.StartElement) error {
		if kmlName(e.Name) != "coordinates" {
			return r.pass(e)
		}
		text, err := r.text()
		if err != nil {
			return err
		}
		points, high, problem := positions(text)
		f.Wrong(parts.BadFeature, problem, mend)
		f.High = f.High || high
		line = append(line, points...)
		return nil
	})
	return line, err
}

// positions reads longitude, latitude and perhaps height, parted by commas, of positions that are parted by white
// space. White space beside a comma, which the standard does not allow and people write, parts nothing. High says that
// a height is not 0.
func positions(text string) (points []orb.Point, high bool, problem locale.Text) {
	space := func(c rune) bool { return unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff' }
	rest := strings.TrimLeftFunc(text, space)
	for rest != "" {
		var p [3]float64
		for n := 0; ; n++ {
			end := strings.IndexFunc(rest, func(c rune) bool { return c == ',' || space(c) })
			if end < 0 {
				end = len(rest)
			}
			x, problem := coordinate(rest[:end], n)
			if !problem.Empty() {
				return nil, false, problem
			}
			p[n] = x
			rest = strings.TrimLeftFunc(rest[end:], space)
			next, more := strings.CutPrefix(rest, ",")
			switch {
			case !more && n == 0:
				return nil, false, locale.T("a position has a longitude but no latitude")
			case more && n == 2:
				return nil, false, locale.T("a position has more than three numbers: positions are parted by spaces")
			}
			if !more {
				break
			}
			rest = strings.TrimLeftFunc(next, space)
		}
		points = append(points, orb.Point{p[0], p[1]})
		high = high || p[2] != 0
	}
	return points, high, locale.Text{}
}

// coordinate reads a number, which may be NaN where it is a height.
func coordinate(s string, n int) (float64, locale.Text) {
	if s == "" {
		return 0, locale.T("a number of a position is missing")
	}
	if x, err := strconv.ParseFloat(s, 64); n == 2 && err == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
		return 0, locale.Text{}
	}
	return rows.Coordinate(s)
}
