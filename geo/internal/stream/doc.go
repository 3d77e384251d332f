// Package stream reads the features of a GeoJSON FeatureCollection one at a time, so that a file of any size is held
// only as what is made of it. It keeps the properties asked for and the geometry, and takes note of what is wrong with
// a feature rather than giving up: only what is not JSON at all ends the reading.
package stream

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Feature is one feature. Its properties and geometry are the caller's to keep.
type Feature struct {
	Index int // from 0
	// ID is the member "id" beside the properties (RFC 7946, 3.2).
	ID input.Value
	// Values are the properties asked for, in that order.
	Values []input.Value
	// All are all properties, where they were asked for.
	All []Property
	// GeometryType is as written, "" for a null geometry. A GeometryCollection with areas in it is a MultiPolygon of
	// them all.
	GeometryType string
	// LeftOut is how many members of a GeometryCollection with areas are no areas.
	LeftOut int
	// Polygons is the geometry of a Polygon or MultiPolygon, Lines that of a LineString or MultiLineString, Point that of
	// a Point, Points that of a Point or MultiPoint.
	Polygons orb.MultiPolygon
	Lines    orb.MultiLineString
	Point    orb.Point
	Points   []orb.Point
	// Heights says that positions have a third number or more, which are not kept.
	Heights bool
	// Problem says what is wrong with the feature's own form: it is no Feature, or its coordinates do not fit its type.
	Problem locale.Text
	// Repeats are the keys that it, or an object in it, has twice.
	Repeats []input.Repeat
}

// Property is a property with its name.
type Property struct {
	Name  string
	Value input.Value
}

// File is what a file says of itself, beside its features.
type File struct {
	Type     string // of the whole, "" where none is given
	CRS      string // what an old-style crs member names, "" where there is none
	Features bool   // it has an array of features
	Count    int
	// Names are the property names of the first hundred features, in the order in which they came up.
	Names []string
	// Repeats are the keys given twice outside of the features.
	Repeats []input.Repeat
}
