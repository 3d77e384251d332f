package format

import (
	"bytes"
	"io"
	"iter"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Type is what a field holds.
type Type int

// The types of fields. Other formats' finer ones, such as integers of 16 bits, are read as the one that holds them.
const (
	Text Type = iota
	Integer
	Real
	Boolean
	Date // a day, as text in the form of ISO 8601: 2023-01-01
	Time // a moment, as text in the form of RFC 3339
)

// Field is a column of a layer.
type Field struct {
	Name string
	Type Type
}

// Feature is a row of a layer.
type Feature struct {
	// ID is the feature's id beside its fields, where the format has such a thing and the file gives one.
	ID input.Value
	// Values are those of the layer's fields, in their order. Numbers are the digits of the file, so that nothing is
	// rounded on the way; a boolean is of the kind input.Other with the text true or false.
	Values []input.Value
	// Geometry is a Point, MultiPoint, LineString, MultiLineString, Polygon or MultiPolygon in the layer's system,
	// x (longitude, east) before y, or nil for none. Rings are closed, outer ones wound counter-clockwise.
	Geometry orb.Geometry
}

// Layer is a table of features. A table without geometry is a layer too.
type Layer struct {
	Name   string
	Fields []Field
	// CRS is the coordinate reference system as the file states it: a code such as EPSG:32642, or WKT; "" where it says
	// nothing.
	CRS string
	// Count is how many features the file says it has, -1 where it does not say.
	Count int
	// Features gives the features in the file's order, each time from the first. A feature that cannot be read comes with
	// an error, a fault.Fault that names it, and the ones behind it follow where the format allows that.
	Features iter.Seq2[Feature, error]

	// Numbered says that ids are the numbers that the format gives its rows, and need not mean anything to people.
	Numbered bool
	// Encoding is that of the texts, for people: UTF-8, windows-1251; "" where the format knows only one.
	Encoding string
	// Notes tell what was assumed in reading, such as an encoding that the file does not name.
	Notes []fault.Fault

	// What programs that open the file show with it; read where a format has it, written where it can.
	Title, About, Lang string
	Style              *Style
}

// Style is how a program should draw a layer on opening it.
type Style struct {
	Label string // field that is written on the features; "" for none
	// Field holds the class of a feature, and Fills the colour of each class as #rrggbb; without a Field the only fill
	// is under "". An absent colour is no fill.
	Field string
	Fills map[string]string
	// Line is the colour of outlines as #rrggbb, and Width their width in millimetres.
	Line  string
	Width float64
}

// Source is a file to read, with what stands beside it.
type Source struct {
	Name string // by which faults speak of it
	Data []byte
	// Beside returns the file of the same name with another ending, such as .dbf beside a .shp, however upper and lower
	// case are written; fs.ErrNotExist where there is none. It may be nil.
	Beside func(ending string) ([]byte, error)
}

// Fault begins a fault of the file.
func (s Source) Fault(kind fault.Kind, detail, remedy locale.Text) fault.Fault {
	return fault.Fault{File: s.Name, Kind: kind, Detail: detail, Remedy: remedy}
}

// FeatureFault begins a fault of a feature, counted from 0.
func (s Source) FeatureFault(feature int, kind fault.Kind, detail, remedy locale.Text) fault.Fault {
	f := s.Fault(kind, detail, remedy)
	f.Feature, f.HasFeature = feature, true
	return f
}

// Options are what a reader is told that the file does not say.
type Options struct {
	// Encoding of the texts, such as windows-1251, in place of what the file says or looks like; "" to find it out.
	Encoding string
}

// File is a file that a writer makes. A format of several files makes several, of which the first is the one to open.
type File struct {
	Name string
	Data []byte
	// Stream writes the contents in place of Data, the same bytes each time, feature by feature, so that they need not be
	// in memory; nil where Data has them. Errors are those of the features and of what is written to.
	Stream func(io.Writer) error
}

// To writes the contents.
func (f File) To(w io.Writer) error {
	if f.Stream != nil {
		return f.Stream(w)
	}
	_, err := w.Write(f.Data)
	return err
}

// Whole is the file with its contents in Data.
func (f File) Whole() (File, error) {
	if f.Stream == nil {
		return f, nil
	}
	var b bytes.Buffer
	err := f.Stream(&b)
	return File{Name: f.Name, Data: b.Bytes()}, err
}

// Reader reads a file of one format. Errors are a fault.Fault or a *fault.Faults, which name what is wrong with the
// file and what to do; a feature that alone is wrong is told while features are read. Whatever the bytes, a reader
// returns; it takes no more memory than a fixed number of times the file's size.
type Reader func(Source, Options) ([]Layer, error)

// Writer writes layers as files of one format, the first of which has the name given. Layers are in longitude and
// latitude on WGS 84. What the format cannot hold is an error that says so; nothing is cut short in silence. The same
// layers give the same bytes.
type Writer func(name string, layers []Layer) ([]File, error)

// String is the type in one word.
func (t Type) String() string {
	return [...]string{"text", "integer", "real", "boolean", "date", "time"}[t]
}
