package topojson

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/internal/stream"
	"github.com/okrug/okrug/geo/locale"
)

// The types of geometry objects (section 2.2).
const (
	collection = "GeometryCollection"
	point      = "Point"
	multiPoint = "MultiPoint"
	line       = "LineString"
	multiLine  = "MultiLineString"
	area       = "Polygon"
	multiArea  = "MultiPolygon"
)

// depths says how deep the arcs of each type are nested, or the coordinates of points.
var depths = map[string]int{point: 1, multiPoint: 2, line: 1, multiLine: 2, area: 2, multiArea: 3}

// feature is a geometry object with its properties, as it stands in the file.
type feature struct {
	id         input.Value
	properties []stream.Property
	shape      shape
	problem    locale.Text // what is wrong with its form
	repeats    []input.Repeat
}

// shape is a geometry of which the arcs are not stitched yet.
type shape struct {
	kind    string // "" for none
	points  []orb.Point
	high    bool      // points have heights
	arcs    [][][]int // lines or rings by polygon; all lines are in one
	members []shape   // of a collection
}

// draft is what a geometry object has beside its shape, until all of it is read.
type draft struct {
	typed, listed, arcs, points bool
	depth                       int         // of arcs or coordinates
	problem                     locale.Text // of either
}

// feature reads a geometry object. Of a collection, member reads each geometry.
func (t *topology) feature(member func(*feature) error) (f feature, err error) {
	if !t.Is('{') {
		f.problem = locale.T("it is not an object")
		return f, t.Skip()
	}
	var d draft
	err = t.Object(func(key string) (err error) {
		switch {
		case key == "type":
			v, err := t.Value()
			d.typed = v.Kind == input.Text || v.Kind == input.Null
			f.shape.kind = v.Text
			return err
		case key == "id":
			f.id, err = t.Value()
			return err
		case key == "properties" && t.Is('{'):
			return t.properties(&f)
		case key == "properties" && !t.Is('n'):
			f.problem = locale.T("its properties are not an object")
		case key == "geometries" && t.Is('['):
			d.listed = true
			return t.Array(func(int) error { return member(&f) })
		case key == "arcs", key == "coordinates":
			raw, err := t.Raw()
			if err == nil {
				d.take(key, raw, &f.shape)
			}
			return err
		}
		return t.Skip()
	})
	if f.problem.Empty() {
		f.problem = d.judge(f.shape.kind)
	}
	f.shape.trim()
	return f, err
}

// trim drops what stands beside the members of an object that its type has.
func (s *shape) trim() {
	switch s.kind {
	case point, multiPoint:
		s.arcs, s.members = nil, nil
	case line, multiLine, area, multiArea:
		s.points, s.high, s.members = nil, false, nil
	case collection:
		s.points, s.high, s.arcs = nil, false, nil
	default:
		*s = shape{kind: s.kind}
	}
}

// inside reads a member of a collection that is one feature.
func (t *topology) inside(f *feature) error {
	x, err := t.feature(t.inside)
	if f.problem.Empty() {
		f.problem = x.problem
	}
	f.shape.members = append(f.shape.members, x.shape)
	return err
}

func (t *topology) properties(f *feature) error {
	return t.Object(func(name string) error {
		v, err := t.Any()
		f.properties = append(f.properties, stream.Property{Name: name, Value: v})
		return err
	})
}

// take reads the arcs or coordinates of a shape.
func (d *draft) take(key string, raw []byte, s *shape) {
	if key == "arcs" {
		d.arcs = true
		s.arcs, d.depth, d.problem = indices(raw)
		return
	}
	d.points = true
	s.points, d.depth, s.high, d.problem = stream.Positions(raw)
}

// judge says what is wrong with the form of a geometry object.
func (d *draft) judge(kind string) locale.Text {
	want, known := depths[kind]
	switch {
	case !d.typed:
		return locale.T("it has no type")
	case kind == "":
		return locale.Text{}
	case kind == collection:
		if !d.listed {
			return locale.T("it has no %s", `"geometries"`)
		}
		return locale.Text{}
	case !known:
		return locale.T("its geometry is a %s, which is not read", kind)
	}
	isPoint := kind == point || kind == multiPoint
	switch {
	case isPoint && !d.points:
		return locale.T("it has no %s", `"coordinates"`)
	case !isPoint && !d.arcs:
		return locale.T("it has no %s", `"arcs"`)
	case !d.problem.Empty() || d.depth == want || d.depth == 0: // with depth 0 it is empty
		return d.problem
	case isPoint:
		return locale.T("its coordinates are nested %d deep, those of a %s are %d deep", d.depth, kind, want)
	}
	return locale.T("its arcs are nested %d deep, those of a %s are %d deep", d.depth, kind, want)
}
