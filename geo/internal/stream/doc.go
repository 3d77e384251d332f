// Package stream reads the features of a GeoJSON FeatureCollection one at a time, so that a file of any size is held only
// as what is made of it. It keeps the properties asked for and polygons or points, and takes note of what is wrong
// with a feature rather than giving up: only what is not JSON at all ends the reading.
package stream

import "github.com/paulmach/orb"

// Feature is one feature. Its properties and geometry are the caller's to keep.
type Feature struct {
	Index int // from 0
	// Values are the properties asked for, in that order.
	Values []Value
	// GeometryType is as written, "" for a null geometry.
	GeometryType string
	// Polygons is the geometry of a Polygon or MultiPolygon, Point that of a Point.
	Polygons orb.MultiPolygon
	Point    orb.Point
	// Problem says what is wrong with the feature's own form: it is no Feature, or its coordinates do not fit its type.
	Problem string
}

// Kind is the JSON type of a value.
type Kind byte

// The kinds of value.
const (
	Missing Kind = iota // not among the properties
	Null
	Text
	Number
	Other // true, false, an object or an array
)

// Value is a property: the text of a string, or a number as written.
type Value struct {
	Kind Kind
	Text string
}

// File is what a file says of itself, beside its features.
type File struct {
	Type     string // of the whole, "" where none is given
	CRS      string // name in an old-style crs member, "" where there is none
	Features bool   // it has an array of features
	Count    int
	// Names are the property names of the first hundred features, in the order in which they came up.
	Names []string
}

// SyntaxError says where a file stops being JSON.
type SyntaxError struct {
	Offset int64 // bytes before it
	Line   int   // from 1, 0 where not known
	Err    error
}

func (e *SyntaxError) Error() string { return e.Err.Error() }
func (e *SyntaxError) Unwrap() error { return e.Err }
