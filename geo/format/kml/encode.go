package kml

import (
	"slices"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	geomkml "github.com/twpayne/go-geom/encoding/kml"
	"github.com/twpayne/go-kml/v3"

	"github.com/okrug/okrug/geo/format"
)

// encode turns a geometry into KML by way of go-geom. Outer rings are wound counter-clockwise, which Google Earth asks
// for, and holes clockwise (KML Reference, developers.google.com/kml, Polygon).
func encode(g orb.Geometry) (kml.Element, error) {
	var t geom.T
	var err error
	switch g := g.(type) {
	case orb.Point:
		t, err = geom.NewPoint(geom.XY).SetCoords(geom.Coord(g[:]))
	case orb.MultiPoint:
		t, err = geom.NewMultiPoint(geom.XY).SetCoords(coords(g))
	case orb.LineString:
		t, err = geom.NewLineString(geom.XY).SetCoords(coords(g))
	case orb.MultiLineString:
		var all [][]geom.Coord
		for _, l := range g {
			all = append(all, coords(l))
		}
		t, err = geom.NewMultiLineString(geom.XY).SetCoords(all)
	case orb.Polygon:
		t, err = geom.NewPolygon(geom.XY).SetCoords(rings(g))
	case orb.MultiPolygon:
		var all [][][]geom.Coord
		for _, p := range g {
			all = append(all, rings(p))
		}
		t, err = geom.NewMultiPolygon(geom.XY).SetCoords(all)
	}
	if err != nil {
		return nil, err
	}
	return geomkml.Encode(t)
}

func rings(p orb.Polygon) (all [][]geom.Coord) {
	wound := make(orb.Polygon, len(p))
	for i, r := range p {
		wound[i] = slices.Clone(r)
	}
	format.Wind(orb.MultiPolygon{wound})
	for _, r := range wound {
		all = append(all, coords(r))
	}
	return all
}

func coords(l []orb.Point) []geom.Coord {
	all := make([]geom.Coord, len(l))
	for i := range l {
		all[i] = geom.Coord(l[i][:])
	}
	return all
}
