// Package parts puts geometry together from its parts, as formats have it that allow collections of points, lines and
// areas, looks whether it is sound, and tells what was found of it.
package parts

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
)

// Parts are those that a geometry is made of.
type Parts struct {
	Points   orb.MultiPoint
	Lines    orb.MultiLineString
	Polygons orb.MultiPolygon
}

// Add takes a geometry apart.
func (p *Parts) Add(g orb.Geometry) {
	switch g := g.(type) {
	case orb.Point:
		p.Points = append(p.Points, g)
	case orb.MultiPoint:
		p.Points = append(p.Points, g...)
	case orb.LineString:
		p.Lines = append(p.Lines, g)
	case orb.MultiLineString:
		p.Lines = append(p.Lines, g...)
	case orb.Polygon:
		p.Polygons = append(p.Polygons, g)
	case orb.MultiPolygon:
		p.Polygons = append(p.Polygons, g...)
	}
}

// Whole is one geometry of all the parts, nil where there are none. Where there are areas it is those, and leftOut is
// how many points and lines are not in it. Lines beside points are no geometry, and ok is false.
func (p *Parts) Whole() (g orb.Geometry, leftOut int, ok bool) {
	switch {
	case len(p.Polygons) > 0:
		return p.Polygons, len(p.Points) + len(p.Lines), true
	case len(p.Lines) > 0 && len(p.Points) > 0:
		return nil, 0, false
	case len(p.Lines) > 0:
		return p.Lines, 0, true
	case len(p.Points) > 0:
		return p.Points, 0, true
	}
	return nil, 0, true
}

// Piece is what a list of positions in a geometry is.
type Piece int

// The pieces of geometries: points by themselves, a line, a ring of an area.
const (
	Points Piece = iota
	Line
	Ring
)

// Walk visits the positions of a geometry, piece by piece. It returns false where the geometry is of a type that layers
// do not have.
func Walk(g orb.Geometry, visit func([]orb.Point, Piece)) bool {
	switch g := g.(type) {
	case nil:
	case orb.Point:
		visit([]orb.Point{g}, Points)
	case orb.MultiPoint:
		visit(g, Points)
	case orb.LineString:
		visit(g, Line)
	case orb.MultiLineString:
		for _, l := range g {
			visit(l, Line)
		}
	case orb.Polygon:
		for _, r := range g {
			visit(r, Ring)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			Walk(p, visit)
		}
	default:
		return false
	}
	return true
}

// Unsound says why a geometry cannot be written: it is of a type that layers do not have, or not all of its coordinates
// are numbers. The text is empty where it can.
func Unsound(g orb.Geometry) (bad locale.Text) {
	known := Walk(g, func(points []orb.Point, _ Piece) {
		for _, p := range points {
			for _, x := range p {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					bad = locale.T("a coordinate is %v", x)
				}
			}
		}
	})
	if !known {
		return locale.T("a geometry of type %s is not written", g.GeoJSONType())
	}
	return bad
}
