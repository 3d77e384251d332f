// Package parts puts geometry together from its parts, as formats have it that allow collections of points, lines and
// areas, and looks whether it is sound.
package parts

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// Kinds of faults and notes on geometry.
const (
	Heights      fault.Kind = "heights left out"
	LeftOut      fault.Kind = "points or lines left out"
	UnclosedRing fault.Kind = "unclosed ring"
	ShortRing    fault.Kind = "ring of fewer than four positions"
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

// Short says that a ring of so many positions has too few to enclose anything, where it does.
func Short(positions int) locale.Text {
	if positions >= 4 {
		return locale.Text{}
	}
	return locale.T("a ring has %d {1|position|positions}", positions)
}

// ShortRemedy is what to do about a ring that is short.
var ShortRemedy = locale.T("a ring has four or more, the last equal to the first")

// Close ends a ring with the position it begins with, and says whether it did not before.
func Close(ring orb.Ring) (orb.Ring, bool) {
	if n := len(ring); n == 0 || ring[0] == ring[n-1] {
		return ring, false
	}
	return append(ring, ring[0]), true
}

// Unsound says why a geometry cannot be written: it is of a type that layers do not have, or not all of its coordinates
// are numbers. The text is empty where it can.
func Unsound(g orb.Geometry) locale.Text {
	var bad locale.Text
	see := func(points []orb.Point) {
		for _, p := range points {
			for _, x := range p {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					bad = locale.T("a coordinate is %v", x)
				}
			}
		}
	}
	switch g := g.(type) {
	case nil:
	case orb.Point:
		see(orb.MultiPoint{g})
	case orb.MultiPoint:
		see(g)
	case orb.LineString:
		see(g)
	case orb.MultiLineString:
		for _, l := range g {
			see(l)
		}
	case orb.Polygon:
		for _, r := range g {
			see(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			for _, r := range p {
				see(r)
			}
		}
	default:
		return locale.T("a geometry of type %s is not written", g.GeoJSONType())
	}
	return bad
}

// HeightsNote tells that features have heights.
func HeightsNote(s format.Source, features int) fault.Fault {
	return s.Fault(Heights, locale.T("%d {1|feature has|features have} heights, which are left out", features),
		locale.Text{})
}

// LeftOutNote tells that of collections only the areas are read.
func LeftOutNote(s format.Source, collections int) fault.Fault {
	return s.Fault(LeftOut, locale.T("of %d {1|collection|collections} of geometries only the areas are read",
		collections),
		locale.Text{})
}

// UnclosedText says how many rings were closed, and in which feature the first was.
func UnclosedText(rings, first int) locale.Text {
	return locale.T("%d {1|ring does|rings do} not end where {1|it begins|they begin} and {1|is|are} read as closed; the "+
		"first is in features[%d]", rings, locale.Nth(first))
}
