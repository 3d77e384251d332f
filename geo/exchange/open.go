package exchange

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/project"
)

// The kinds of fault.
const (
	UnknownFormat fault.Kind = "unknown format"
	Packed        fault.Kind = "packed file"
	ManyLayers    fault.Kind = "several layers"
	Turned        fault.Kind = "coordinates turned into WGS 84"
	Unstated      fault.Kind = "coordinate system not stated"
)

// Options are what a file does not say of itself, as a scenario writes them.
type Options struct {
	// Layer is the name of the layer that is wanted, or of the file in an archive; "" for the only one.
	Layer string `yaml:"layer,omitempty"`
	// Encoding is that of the texts, such as windows-1251, in place of what the file says.
	Encoding string `yaml:"encoding,omitempty"`
	// CRS is the system of the coordinates, such as EPSG:32642, in place of what the file says.
	CRS string `yaml:"crs,omitempty"`
	// Most is how many bytes a packed file may have when it is unpacked, 0 for MostUnpacked.
	Most int64 `yaml:"-"`
	// Stating says where CRS is stated, for messages.
	Stating project.Stating `yaml:"-"`
}

// Stated reports whether anything is said of the file.
func (o Options) Stated() bool { return o.Layer != "" || o.Encoding != "" || o.CRS != "" }

// Opened is a file as it was read.
type Opened struct {
	Format string
	Layers []format.Layer
	// Notes tell what was taken for what on the way: how it was packed, what was left out.
	Notes []fault.Fault
	// picked says that the options named this file of an archive, and so no layer of it.
	picked bool
}

// Open reads a file of any format. Errors are a fault.Fault or a *fault.Faults, which name the file and what to do.
func Open(s format.Source, o Options) (*Opened, error) {
	s, notes, picked, err := unpack(s, o, Places)
	if err != nil {
		return nil, err
	}
	text, encoding, about, err := marked(s, o)
	if err != nil {
		return nil, err
	}
	f := formatOf(s.Name, text.Data)
	if f == nil {
		return nil, s.Fault(UnknownFormat, locale.T("it is of none of the formats that are read: %s", Names()),
			locale.T("export it as one of these"))
	}
	if f.read == nil {
		return nil, s.Fault(UnknownFormat, locale.T("%s is written, and not read", f.Name),
			locale.T("give a file of areas or points; a table of voters goes with --voters"))
	}
	if f.text {
		if encoding == "" {
			if text, encoding, about, err = decoded(s, o); err != nil {
				return nil, err
			}
		}
		s, notes = text, append(notes, about...)
	}
	told := format.Options{Encoding: o.Encoding}
	if encoding != "" {
		told.Encoding = "" // it is UTF-8 by now
	}
	layers, err := f.read(s, told)
	if err != nil {
		return nil, err
	}
	for i := range layers {
		layers[i].Encoding = cmp.Or(encoding, layers[i].Encoding)
		if layers[i].Name == "" {
			layers[i].Name = strings.TrimSuffix(base(s.Name), ending(s.Name))
		}
		if f.earth {
			layers[i].CRS = cmp.Or(layers[i].CRS, "EPSG:4326")
		}
	}
	return &Opened{Format: f.Name, Layers: layers, Notes: notes, picked: picked}, nil
}

// OpenOne opens a file, and gives the layer that is wanted in longitude and latitude on WGS 84. Notes tell how it was
// read.
func OpenOne(s format.Source, o Options) (l format.Layer, read string, notes []fault.Fault, err error) {
	opened, err := Open(s, o)
	if err != nil {
		return l, "", nil, err
	}
	if l, err = opened.One(s, o.Layer); err != nil {
		return l, "", nil, err
	}
	l, turned, err := OnEarth(s, l, o)
	return l, opened.Format, slices.Concat(opened.Notes, l.Notes, turned), err
}

// Names are the formats that are read, for messages.
func Names() string {
	var names []string
	for _, f := range formats {
		if f.read != nil {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}

// Wanted are the layers of a file that are wanted: the one of the name, else all of them.
func (o *Opened) Wanted(s format.Source, name string) ([]format.Layer, error) {
	if name == "" || o.picked {
		return o.Layers, nil
	}
	one, err := o.One(s, name)
	return []format.Layer{one}, err
}

// One is the layer of a file that is wanted: the one of the name, else the only one that has geometry, else the only
// one.
func (o *Opened) One(s format.Source, name string) (format.Layer, error) {
	if o.picked {
		name = ""
	}
	var names []string
	var shaped []format.Layer
	for _, l := range o.Layers {
		if name != "" && strings.EqualFold(l.Name, name) {
			return l, nil
		}
		names = append(names, l.Name)
		for f, err := range l.Features {
			if err != nil || f.Geometry != nil {
				shaped = append(shaped, l)
				break
			}
		}
	}
	switch {
	case name != "":
		return format.Layer{}, s.Fault(ManyLayers, locale.T("it has no layer %q", name), fault.Choose(name, names))
	case len(shaped) == 1:
		return shaped[0], nil
	case len(o.Layers) == 1:
		return o.Layers[0], nil
	}
	return format.Layer{}, s.Fault(ManyLayers, locale.T("it has %d {1|layer|layers}: %s", len(o.Layers),
		strings.Join(names, ", ")), locale.T("name the one that is meant"))
}

// gather takes the faults of all features of layers. An error is one that is no fault.
func gather(into *fault.Faults, layers ...format.Layer) error {
	for _, l := range layers {
		for _, err := range l.Features {
			if err := take(into, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// take takes the faults of an error, and gives back one that is none.
func take(into *fault.Faults, err error) error {
	list, ok := faultsOf(err)
	if !ok {
		return err
	}
	for _, f := range list {
		into.Add(f)
	}
	return nil
}

// faultsOf are the faults of an error; ok is false where it is another error.
func faultsOf(err error) (list []fault.Fault, ok bool) {
	var many *fault.Faults
	if errors.As(err, &many) {
		return many.List, true
	}
	if one, ok := errors.AsType[fault.Fault](err); ok {
		return []fault.Fault{one}, true
	}
	return nil, false
}
