package kml

import (
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/locale"
)

// The kinds of fault and note, beside those of package fault and of geometry.
const (
	NotKML  fault.Kind = "not KML"
	Refused fault.Kind = "XML that is not read"
)

// Read reads the placemarks of a file; it is a format.Reader. Those of a folder are a layer of its name, and all that
// are in no folder are one, named like the document. Coordinates are longitude and latitude on WGS 84, as KML says.
//
// The fields of a layer are name, description, address and phoneNumber, where a placemark has them, and what its
// ExtendedData brings. Types are those of the Schema; values of which that says nothing are numbers where all of a
// field are, as in package wkt, and so are those of a field whose values are not all of the type that the Schema
// states. A data field that has the name of one of the four keeps it, and the placemark's own is then placemark_name
// or the like. White space around these four is not read.
//
// Left out, counted in a note: overlays, links to other files, models and tracks, times, extensions of Google's;
// heights that are not 0; and of geometry of several kinds what is no area. How placemarks are drawn is not read. A
// file with a document type declaration is refused, as is one whose elements are nested a hundred deep; nothing is ever
// fetched from elsewhere. Texts are in the encoding that the options or else the XML declaration name.
func Read(s format.Source, o format.Options) ([]format.Layer, error) {
	text, err := decode(s, o)
	if err != nil {
		return nil, err
	}
	r := &reader{src: s, old: map[string]map[string]bool{}, leftOut: map[string]int{},
		schemas: map[string][]format.Field{}}
	r.xml = xml.NewDecoder(strings.NewReader(text.Text))
	r.xml.CharsetReader = asItIs
	if err := r.root(); err != nil {
		return nil, r.failed(err)
	}
	layers, err := r.layers()
	if err != nil {
		return nil, err
	}
	if len(layers) == 0 {
		detail := locale.T("it has no placemarks")
		if what := r.others(); len(what) > 0 {
			detail = locale.T("it has no placemarks, but %s", locale.Listed(what, fault.PerKind))
		}
		return nil, s.Fault(NotKML, detail, locale.T("give the file that has the placemarks"))
	}
	for i := range layers {
		layers[i].Encoding = text.Encoding.String()
	}
	notes := text.Notes(s.Name)
	if what := r.others(); len(what) > 0 {
		notes = append(notes, s.Fault(parts.NotRead, locale.T("left out: %s", locale.Listed(what, fault.PerKind)),
			locale.Text{}))
	}
	layers[0].Notes = append(notes, layers[0].Notes...)
	return layers, nil
}

// others are the elements that were left out, each with how many there are.
func (r *reader) others() (words []string) {
	for _, name := range slices.Sorted(maps.Keys(r.leftOut)) {
		words = append(words, fmt.Sprintf("%s (%d)", name, r.leftOut[name]))
	}
	return words
}

// failed is an error of reading as a fault of the file.
func (r *reader) failed(err error) error {
	if own, is := errors.AsType[fault.Fault](err); is {
		return own
	}
	f := r.src.Fault(NotKML, locale.T("not XML: %v", err), locale.T("mend the file there, or export it anew"))
	if syntax, is := errors.AsType[*xml.SyntaxError](err); is {
		f.Line, f.Detail = syntax.Line, locale.T("not XML: %v", syntax.Msg)
		if syntax.Msg == "unexpected EOF" {
			f.Detail = locale.T("the file ends in the middle")
		}
	}
	return f
}

// layers are those of the folders that have placemarks.
func (r *reader) layers() ([]format.Layer, error) {
	var all []*folder
	for _, f := range r.folders {
		if len(f.features) > 0 {
			all = append(all, f)
		}
	}
	name(all, rows.Base(r.src.Name))
	var layers []format.Layer
	for _, f := range all {
		l, err := r.layer(f)
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	if len(layers) == 1 && r.title != layers[0].Name {
		layers[0].Title = r.title
	}
	return layers, nil
}

// name gives every folder a name that no other one has: its own, else with that of the folder that it is in, else with
// a number.
func name(all []*folder, file string) {
	count := map[string]int{}
	for _, f := range all {
		if f.name == "" {
			f.name = file
		}
		count[f.name]++
	}
	var names rows.Names
	for _, f := range all {
		full := f.name
		if count[f.name] > 1 && f.in != nil && f.in.name != "" {
			full = rows.Shorten(f.in.name) + " / " + full
		}
		f.layer = names.New(full, " (%d)")
	}
}
