package rows

import (
	"path"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// NotHeld says that a format cannot hold something.
const NotHeld fault.Kind = "more than the format can hold"

// Loaded is a layer with its features, to be written.
type Loaded struct {
	format.Layer
	File     string
	Features []format.Feature
}

// Load reads layers to be written as a file. Each has as many values a feature as fields, and geometry of coordinates
// that are numbers; one without a name has that of the file. There is one at least.
func Load(file string, layers []format.Layer) ([]*Loaded, error) {
	if len(layers) == 0 {
		return nil, fault.Fault{File: file, Kind: NotHeld, Detail: locale.T("there is no layer to write")}
	}
	var all []*Loaded
	for _, l := range layers {
		x := &Loaded{Layer: l, File: file}
		if x.Name == "" {
			x.Name = Base(file)
		}
		if l.Features == nil {
			l.Features = func(func(format.Feature, error) bool) {}
		}
		for f, err := range l.Features {
			if err != nil {
				return nil, err
			}
			problem := parts.Unsound(f.Geometry)
			if len(f.Values) != len(l.Fields) {
				problem = locale.T("it has %d {1|value|values}, the layer %d {2|field|fields}", len(f.Values), len(l.Fields))
			}
			x.Features = append(x.Features, f)
			if !problem.Empty() {
				return nil, x.Fault(len(x.Features)-1, problem, locale.Text{})
			}
		}
		all = append(all, x)
	}
	return all, nil
}

// Base is a file's name without folder and ending.
func Base(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// Fault is a fault of a feature, or of the layer where that is -1.
func (l *Loaded) Fault(feature int, detail, remedy locale.Text) fault.Fault {
	f := fault.Fault{File: l.File, Path: l.Name, Kind: NotHeld, Detail: detail, Remedy: remedy}
	if feature >= 0 {
		f.Feature, f.HasFeature, f.ID = feature, true, l.Features[feature].ID.ID()
	}
	return f
}

// Distinct sees to it that no two layers have one name, and no two fields of a layer.
func Distinct(layers []*Loaded) error {
	names := map[string]bool{}
	for _, l := range layers {
		if names[l.Name] {
			return l.Fault(-1, locale.T("two layers have the name %q", l.Name), locale.T("give one of them another name"))
		}
		names[l.Name] = true
		fields := map[string]bool{}
		for _, f := range l.Fields {
			if fields[f.Name] {
				return l.Fault(-1, locale.T("two fields have the name %q", f.Name), locale.T("give one of them another name"))
			}
			fields[f.Name] = true
		}
	}
	return nil
}

// KeepIDs makes a field of the features' ids where any has one, for formats that have no other place for them: id, or
// feature_id where that name is taken. A field that holds the same is enough. Numbers of rows are none where some field
// tells all features apart: nobody is to take them for ids in its place.
func (l *Loaded) KeepIDs() {
	any := false
	taken := map[string]bool{}
	for _, f := range l.Fields {
		taken[strings.ToLower(f.Name)] = true
	}
	var kinds format.Kinds
	for _, f := range l.Features {
		any = any || !f.ID.Absent()
		kinds.Note(f.ID)
	}
	for i := range l.Fields {
		any = any && !l.holdsIDs(i) && !(l.Numbered && l.tellsApart(i))
	}
	if !any {
		return
	}
	name := "id"
	for n := 1; taken[name]; n++ {
		if name = "feature_id"; n > 1 {
			name += "_" + strconv.Itoa(n)
		}
	}
	l.Fields = append(l.Fields[:len(l.Fields):len(l.Fields)], format.Field{Name: name, Type: kinds.Type()})
	for i := range l.Features {
		f := &l.Features[i]
		id := f.ID
		if kinds.Type() == format.Text && !id.Absent() {
			id = input.Value{Kind: input.Text, Text: id.Text}
		}
		f.Values = append(f.Values[:len(f.Values):len(f.Values)], id)
	}
}

// holdsIDs reports whether a field has the id of every feature.
func (l *Loaded) holdsIDs(field int) bool {
	for _, f := range l.Features {
		if f.ID.ID() != f.Values[field].ID() {
			return false
		}
	}
	return true
}

// tellsApart reports whether a field has a value of its own for every feature.
func (l *Loaded) tellsApart(field int) bool {
	seen := map[string]bool{"": true}
	for _, f := range l.Features {
		id := f.Values[field].ID()
		if seen[id] {
			return false
		}
		seen[id] = true
	}
	return true
}

// WithIDs is a layer that has the features' ids as a field, as KeepIDs makes it. Features that have not as many values
// as the layer has fields are left to those who write them.
func WithIDs(l format.Layer) (format.Layer, error) {
	x := &Loaded{Layer: l}
	for f, err := range l.Features {
		if err != nil {
			return l, err
		}
		if len(f.Values) != len(l.Fields) {
			return l, nil
		}
		x.Features = append(x.Features, f)
	}
	x.KeepIDs()
	l = x.Layer
	l.Features = func(yield func(format.Feature, error) bool) {
		for _, f := range x.Features {
			if !yield(f, nil) {
				return
			}
		}
	}
	return l, nil
}
