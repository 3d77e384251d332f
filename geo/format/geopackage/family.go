package geopackage

import (
	"github.com/paulmach/orb"
)

// family is what a geometry is made of, whether of one part or of several.
type family int

const (
	nothing family = iota
	points
	lines
	areas
	several // families in one layer
)

// types of columns by family, for geometries of one part and of several (the standard's annex G).
var typeNames = map[family][2]string{points: {"POINT", "MULTIPOINT"}, lines: {"LINESTRING", "MULTILINESTRING"},
	areas: {"POLYGON", "MULTIPOLYGON"}, several: {"GEOMETRY", "GEOMETRY"}}

// familyOf is the family of a geometry, and whether it is of a type of several parts. One without coordinates is
// nothing; ok is whether it is of a type that format.Feature has.
func familyOf(g orb.Geometry) (f family, multi, ok bool) {
	some := false
	switch g := g.(type) {
	case nil:
		return nothing, false, true
	case orb.Point:
		f, some = points, true
	case orb.MultiPoint:
		f, multi, some = points, true, len(g) > 0
	case orb.LineString:
		f, some = lines, len(g) > 0
	case orb.MultiLineString:
		f, multi, some = lines, true, len(filled(g)) > 0
	case orb.Polygon:
		f, some = areas, hasRings(g)
	case orb.MultiPolygon:
		f, multi, some = areas, true, len(filledAreas(g)) > 0
	default:
		return nothing, false, false
	}
	if !some {
		return nothing, false, true
	}
	return f, multi, true
}

// join is the family of a layer that had one and gets another.
func (f family) join(other family) family {
	switch {
	case f == nothing || f == other:
		return other
	case other == nothing:
		return f
	}
	return several
}

// hasRings says whether there is anything of a polygon.
func hasRings(p orb.Polygon) bool { return len(p) > 1 || len(p) == 1 && len(p[0]) > 0 }

// filledAreas are the polygons of which there is anything.
func filledAreas(m orb.MultiPolygon) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, p := range m {
		if hasRings(p) {
			out = append(out, p)
		}
	}
	return out
}

// filled are the lines of which there is anything.
func filled(m orb.MultiLineString) orb.MultiLineString {
	var out orb.MultiLineString
	for _, l := range m {
		if len(l) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// plural makes a geometry of one part one of several.
func plural(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.Point:
		return orb.MultiPoint{g}
	case orb.LineString:
		return orb.MultiLineString{g}
	case orb.Polygon:
		return orb.MultiPolygon{g}
	}
	return g
}
