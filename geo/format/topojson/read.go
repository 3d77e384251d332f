package topojson

import (
	"bytes"
	"errors"
	"io"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/internal/stream"
	"github.com/okrug/okrug/geo/locale"
)

// The kinds of fault and note, beside those of geometry.
const (
	NotTopology  fault.Kind = "not a Topology"
	BadTransform fault.Kind = "bad transform"
	BadArc       fault.Kind = "bad arc"
	TooMany      fault.Kind = "more than the file can mean"
)

// Read reads every object of a topology as a layer; it is a format.Reader. The members of a GeometryCollection are its
// features, any other geometry is one feature. Fields are the properties that any feature of the layer has, in the
// order in which they come up; a value that is true, false, an object or an array is of the kind input.Other with its
// JSON as text. A feature that is itself a collection is one geometry of all its members: of the areas where it has
// any, with a note on what else there is.
//
// Arcs are stitched as section 2.1.4 of the specification says. One that is not there or broken, two that do not meet,
// a ring that does not close or has fewer than four positions: each is the fault of the features that have it. So is
// geometry that would have many times as many positions as the file has bytes. The system of coordinates is that of a
// member crs as GeoJSON of 2008 has it, which some programs write; the specification has none. The encoding is UTF-8
// whatever the options say.
func Read(s format.Source, _ format.Options) ([]format.Layer, error) {
	t, err := parse(s)
	if err != nil {
		return nil, err
	}
	var layers []format.Layer
	for _, o := range t.objects {
		l, err := t.layer(o)
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	return layers, nil
}

// Is reports whether a file is a topology, which its member type says.
func Is(data []byte) bool {
	r, err := input.NewReader(bytes.NewReader(data))
	if err != nil || !r.Is('{') {
		return false
	}
	kind := ""
	_ = r.Object(func(key string) error { // what is wrong with it is told when it is read
		if key != "type" {
			return r.Skip()
		}
		v, err := r.Value()
		if kind = v.Text; err == nil {
			err = io.EOF // no more is needed
		}
		return err
	})
	return kind == "Topology"
}

// topology is a file while it is read.
type topology struct {
	*input.Reader
	src     format.Source
	kind    string
	objects []*object
	crs     string
	arcs    []orb.LineString
	broken  map[int]locale.Text // what is wrong with arcs
	high    map[int]bool        // arcs with heights
	to      transform
	repeats []input.Repeat // of keys outside of features

	cells, positions int // of the layers that were judged
}

// parse reads the file, and decodes its arcs.
func parse(s format.Source) (*topology, error) {
	r, err := input.NewReader(bytes.NewReader(s.Data))
	if err != nil {
		return nil, unreadable(s, err)
	}
	t := &topology{Reader: r, src: s, broken: map[int]locale.Text{}, high: map[int]bool{}}
	if t.Is('{') {
		err = t.Object(t.member)
	} else {
		err = t.Skip() // to tell other JSON from what is no JSON
	}
	if err == nil {
		err = t.End()
	}
	if own, is := errors.AsType[fault.Fault](err); is {
		return nil, own
	}
	if err != nil {
		return nil, unreadable(s, t.Fail(err))
	}
	if t.kind != "Topology" {
		return nil, s.Fault(NotTopology, locale.T("it is JSON but not a Topology"), exportAnew)
	}
	var all fault.Faults
	for _, x := range append(t.repeats, t.Repeats()...) {
		all.Add(x.Fault(s.Name))
	}
	if err := all.Err(); err != nil {
		return nil, err
	}
	if len(t.objects) == 0 {
		return nil, s.Fault(NotTopology, locale.T("the Topology has no objects"), exportAnew)
	}
	t.decode()
	return t, nil
}

// exportAnew is what to do with a file that is no topology.
var exportAnew = locale.T("export it as TopoJSON")

func unreadable(s format.Source, err error) error {
	var syntax *input.SyntaxError
	if !errors.As(err, &syntax) {
		return s.Fault(fault.NotReadable, locale.T("%v", err), exportAnew)
	}
	f := s.Fault(fault.NotJSON, locale.T("not JSON: %s, after byte %d", syntax.Err, locale.Nth(syntax.Offset)),
		locale.T("mend the file there, or export it anew as TopoJSON"))
	f.Line = syntax.Line
	return f
}

// member reads a member of the topology.
func (t *topology) member(key string) (err error) {
	switch {
	case key == "type":
		v, err := t.Value()
		t.kind = v.Text
		return err
	case key == "arcs" && t.Is('['):
		return t.Array(t.arc)
	case key == "transform" && !t.Is('n'):
		return t.transform()
	case key == "objects" && t.Is('{'):
		return t.Object(t.object)
	case key == "crs":
		t.crs, err = stream.CRS(t.Reader)
		return err
	}
	return t.Skip()
}

// object reads an object of the topology.
func (t *topology) object(name string) error {
	t.keep()
	o := &object{name: name}
	if name == "" {
		o.name = rows.Base(t.src.Name)
	}
	t.objects = append(t.objects, o)
	f, err := t.feature(func(*feature) error {
		t.keep()
		f, err := t.feature(t.inside)
		f.repeats = t.Repeats()
		o.add(f)
		return err
	})
	if err != nil {
		return err
	}
	if f.shape.kind != collection || !f.problem.Empty() {
		f.repeats = t.Repeats()
		o.add(f)
		return nil
	}
	o.own = len(f.properties) > 0
	t.keep()
	return nil
}

// keep keeps the keys given twice so far as those of no feature.
func (t *topology) keep() { t.repeats = append(t.repeats, t.Repeats()...) }
