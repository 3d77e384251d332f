package exchange

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/geojson"
	"github.com/okrug/okrug/geo/format/geopackage"
	"github.com/okrug/okrug/geo/format/kml"
	"github.com/okrug/okrug/geo/format/shapefile"
	"github.com/okrug/okrug/geo/format/topojson"
	"github.com/okrug/okrug/geo/format/wkt"
	"github.com/okrug/okrug/geo/format/workbook"
	"github.com/okrug/okrug/geo/locale"
)

// Format is a file format.
type Format struct {
	Name    string   // as the field calls it
	Endings []string // of files that are written so, the usual first
	read    format.Reader
	write   format.Writer
	is      func(data []byte) bool // by what it begins with; nil where that tells nothing
	text    bool                   // in some encoding that may have to be found out
	tables  bool                   // it has no place for geometry
	earth   bool                   // coordinates are longitude and latitude on WGS 84 by the format's own definition
}

// formats are those that are read or written, in the order in which a file is tried for them.
var formats = []Format{
	{Name: "GeoJSONL", Endings: []string{".geojsonl", ".geojsons", ".ndjson", ".jsonl"}, read: geojson.Read,
		write: geojson.WriteSequence, is: geojson.Sequence, text: true, earth: true},
	{Name: "TopoJSON", Endings: []string{".topojson"}, read: topojson.Read, write: topojson.Write,
		is: func(data []byte) bool { return json(data) && geojson.TypeOf(data) == "Topology" }, text: true,
		earth: true},
	{Name: "GeoJSON", Endings: []string{".geojson", ".json"}, read: geojson.Read, write: geojson.Write, is: json,
		text: true, earth: true},
	{Name: "Shapefile", Endings: []string{".shp"}, read: shapefile.Read, write: shapefile.Write,
		is: begins("\x00\x00\x27\x0a")},
	{Name: "KML", Endings: []string{".kml"}, read: kml.Read, write: kml.Write, is: markup, earth: true},
	{Name: "WKT-CSV", Endings: []string{".csv", ".tsv"}, read: wkt.Read, write: wkt.Write, text: true},
	{Name: "XLSX", Endings: []string{".xlsx"}, read: workbook.Read, write: workbook.Write,
		tables: true},
	{Name: "GeoPackage", Endings: []string{".gpkg"}, read: geopackage.Read, write: geopackage.Write,
		is: begins("SQLite format 3\x00")},
}

// markup reports whether a file begins as KML does.
func markup(data []byte) bool {
	head := data[:min(len(data), 4096)]
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("<")) &&
		bytes.Contains(head, []byte("kml"))
}

// begins tells a format by its first bytes.
func begins(with string) func([]byte) bool {
	return func(data []byte) bool { return bytes.HasPrefix(data, []byte(with)) }
}

// json reports whether a file begins as JSON does, or as a sequence of JSON texts.
func json(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n\x1e")
	return bytes.HasPrefix(data, []byte("{")) || bytes.HasPrefix(data, []byte("["))
}

// ending is a file's ending in small letters.
func ending(name string) string { return strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/"))) }

// formatOf is the format of a file, nil for none that is known.
func formatOf(name string, data []byte) *Format {
	end := ending(name)
	for i, f := range formats {
		if f.is != nil && f.is(data) {
			return &formats[i]
		}
	}
	for i, f := range formats {
		if f.is == nil && slices.Contains(f.Endings, end) {
			return &formats[i]
		}
	}
	return nil
}

// toWrite is the format that a name to write asks for.
func toWrite(name string) (*Format, error) {
	end := ending(name)
	for i, f := range formats {
		if f.write != nil && slices.Contains(f.Endings, end) {
			return &formats[i], nil
		}
	}
	return nil, locale.Errorf("%s: the ending says the format: one of %s, and .zip or .gz behind it to pack it", name,
		strings.Join(Written(), " "))
}

// Written are the usual endings of the formats that are written.
func Written() (endings []string) {
	for _, f := range formats {
		if f.write != nil {
			endings = append(endings, f.Endings[0])
		}
	}
	return endings
}
