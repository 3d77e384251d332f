package exchange

import (
	"bytes"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/geojson"
	"github.com/okrug/okrug/geo/project"
)

// Plain is a file of places in the form that everybody reads: a GeoJSON FeatureCollection in UTF-8, in longitude and
// latitude on WGS 84.
type Plain struct {
	Data    []byte
	Changed bool   // the file was in another form
	Layer   string // the one that it was made of; "" where it was not changed
	Format  string
	Notes   []fault.Fault
}

// AsPlain is a file of places in plain form. What is plain already comes back as it is, and so does what is of no
// format at all: those who read it say what is wrong. All faults of a file are told at once.
func AsPlain(s format.Source, o Options) (Plain, error) {
	if !o.Stated() && plain(s) {
		return Plain{Data: s.Data}, nil
	}
	l, read, notes, err := OpenOne(s, o)
	if err != nil {
		return Plain{}, err
	}
	files, err := Write("plain.geojson", []format.Layer{l})
	if err != nil {
		return Plain{}, err
	}
	return Plain{Data: files[0].Data, Changed: true, Layer: l.Name, Format: read, Notes: notes}, nil
}

// elsewhere reports whether a GeoJSON file states a system of coordinates, in the old way, by which they can be turned
// into longitude and latitude, and are not yet. What is no such system is told by those who read the file.
func elsewhere(data []byte) bool {
	crs := geojson.CRSOf(data)
	if crs == "" {
		return false
	}
	t, _, err := project.From(crs)
	return err == nil && !t.Identity()
}

// plain reports whether a file is to be read as it is: a GeoJSON FeatureCollection in UTF-8, or nothing that is known.
func plain(s format.Source) bool {
	switch f := formatOf(s.Name, s.Data); {
	case bytes.HasPrefix(s.Data, []byte("\x1f\x8b")), bytes.HasPrefix(s.Data, []byte("PK\x03\x04")):
		return false
	case wide(s.Data):
		return false
	case f == nil || f.read == nil:
		return true
	case !json(s.Data), geojson.Sequence(s.Data):
		return false
	}
	kind := geojson.TypeOf(s.Data)
	return kind != "Topology" && utf8.Valid(s.Data) && !elsewhere(s.Data) || len(s.Data) == 0
}
