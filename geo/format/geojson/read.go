package geojson

import (
	"bytes"
	"context"
	"errors"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/internal/stream"
	"github.com/okrug/okrug/geo/locale"
)

// NotCollection is the kind of fault of JSON that is none.
const NotCollection fault.Kind = "not a FeatureCollection"

// Read reads a FeatureCollection, or features one behind the other, as one layer. Its fields are the properties that
// any feature has, in the order in which they come up; a value that is true, false, an object or an array is of the
// kind input.Other with its JSON as text. Heights, and what of a GeometryCollection is no area, are left out with a
// note. The encoding is UTF-8 whatever the options say.
func Read(s format.Source, _ format.Options) ([]format.Layer, error) {
	scan := stream.ReadAll
	data := s.Data
	if Sequence(data) {
		scan = stream.ReadSequence
		if bytes.IndexByte(data, recordSeparator) >= 0 {
			data = bytes.ReplaceAll(data, []byte{recordSeparator}, []byte{' '})
		}
	}
	of := map[string]int{}
	l := format.Layer{Count: 0}
	var types []format.Kinds
	var tally parts.Tally
	about, err := scan(context.Background(), bytes.NewReader(data), func(f stream.Feature) error {
		for _, p := range f.All {
			i, ok := of[p.Name]
			if !ok {
				i = len(l.Fields)
				of[p.Name] = i
				l.Fields = append(l.Fields, format.Field{Name: p.Name})
				types = append(types, format.Kinds{})
			}
			types[i].Note(p.Value)
		}
		tally.Add(&parts.Found{High: f.Heights, Part: f.LeftOut > 0})
		return nil
	})
	if err != nil {
		return nil, unreadable(s, err)
	}
	if about.Type != "FeatureCollection" || !about.Features {
		return nil, s.Fault(NotCollection, locale.T("it is JSON but not a FeatureCollection"),
			locale.T("export it as a GeoJSON FeatureCollection"))
	}
	for _, twice := range about.Repeats {
		return nil, twice.Fault(s.Name)
	}
	for i, t := range types {
		l.Fields[i].Type = t.Type()
	}
	l.Count, l.CRS = about.Count, about.CRS
	l.Notes = tally.Notes(s, "")
	l.Features = func(yield func(format.Feature, error) bool) {
		_, _ = scan(context.Background(), bytes.NewReader(data), func(f stream.Feature) error {
			if !yield(feature(s, f, of)) {
				return errEnough
			}
			return nil
		})
	}
	return []format.Layer{l}, nil
}

// errEnough ends a reading that nobody wants more of.
var errEnough = errors.New("enough")

// recordSeparator stands before each text of a sequence (RFC 8142, 2.1).
const recordSeparator = 0x1E

// Sequence says whether a file is features one behind the other: what it begins with is a Feature.
func Sequence(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(data, []byte{recordSeparator}) {
		return true
	}
	return TypeOf(data) == "Feature"
}

// TypeOf is the type that a JSON object says it is of before its features, "" where it says none or is no JSON.
func TypeOf(data []byte) string { return stream.Head(bytes.NewReader(data)).Type }

// CRSOf is the system of coordinates that a collection states before its features, in the way of GeoJSON of 2008; ""
// where it states none.
func CRSOf(data []byte) string { return stream.Head(bytes.NewReader(data)).CRS }

func unreadable(s format.Source, err error) error {
	var syntax *input.SyntaxError
	if !errors.As(err, &syntax) {
		return s.Fault(fault.NotReadable, locale.T("%v", err), locale.Text{})
	}
	f := s.Fault(fault.NotJSON, locale.T("not JSON: %s, after byte %d", syntax.Err, locale.Nth(syntax.Offset)),
		locale.T("mend the file there, or export it anew as GeoJSON"))
	f.Line = syntax.Line
	return f
}

// feature is a feature as the layer has it, or what is wrong with it.
func feature(s format.Source, f stream.Feature, of map[string]int) (format.Feature, error) {
	out := format.Feature{ID: f.ID, Values: make([]input.Value, len(of))}
	for _, p := range f.All {
		out.Values[of[p.Name]] = p.Value
	}
	if !f.Problem.Empty() {
		return out, s.FeatureFault(f.Index, parts.BadFeature, f.Problem, locale.T("mend the feature, or export it anew"))
	}
	for _, twice := range f.Repeats {
		wrong := s.FeatureFault(f.Index, fault.RepeatedKey, twice.Fault("").Detail, twice.Fault("").Remedy)
		wrong.Line = twice.Line
		return out, wrong
	}
	switch f.GeometryType {
	case "":
	case "Point":
		out.Geometry = f.Point
	case "MultiPoint":
		out.Geometry = orb.MultiPoint(f.Points)
	case "LineString":
		out.Geometry = first(f.Lines, orb.LineString(nil))
	case "MultiLineString":
		out.Geometry = f.Lines
	case "Polygon":
		out.Geometry = first(format.Wind(f.Polygons), orb.Polygon(nil))
	case "MultiPolygon":
		out.Geometry = format.Wind(f.Polygons)
	default:
		return out, s.FeatureFault(f.Index, parts.BadFeature,
			locale.T("its geometry is a %s, which is not read", f.GeometryType), locale.T("write it as points, lines or areas"))
	}
	if format.Empty(out.Geometry) {
		out.Geometry = nil
	}
	return out, nil
}

func first[T any](all []T, none T) T {
	if len(all) == 0 {
		return none
	}
	return all[0]
}
