package topojson

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/locale"
)

// Write writes all layers as one topology, each as an object that is a GeometryCollection; it is a format.Writer. What
// the format has no place for is left out: titles, languages and styles.
//
// Coordinates are rounded to a grid of 0.0000001 degrees, 1.1 cm on the equator, so that none moves by more than 6 mm
// along an axis; whole numbers of 32 bits, which the specification allows, count 214 degrees in such steps, and layers
// that reach further, such as the world, are rounded to steps of 2.2 cm. Positions that fall together with the one
// before them are one. Lines are then cut wherever one leaves another, and each piece is an arc, kept once whatever
// features of whatever layers have it and in whatever direction. A ring that no other line leaves begins with its
// westernmost position, the southernmost of these.
func Write(name string, layers []format.Layer) ([]format.File, error) {
	all, err := rows.Load(name, layers)
	if err != nil {
		return nil, err
	}
	if err := rows.Distinct(all); err != nil {
		return nil, err
	}
	w := &writing{}
	for _, l := range all {
		if err := w.load(l); err != nil {
			return nil, err
		}
	}
	if err := w.lay(); err != nil {
		return nil, err
	}
	w.net.cut()
	return []format.File{{Name: name, Data: w.encode()}}, nil
}

// writing is a topology on its way to a file.
type writing struct {
	layers []outgoing
	bound  orb.Bound // of all coordinates, where there are any
	any    bool
	axes   [2]axis
	net    net
}

// outgoing is a layer that is to be written.
type outgoing struct {
	*rows.Loaded
	members [][]byte  // by feature, JSON of its id and properties, each with a comma before it
	strands [][][]int // by feature, its lines or its rings by polygon in the net
}

// load takes a layer.
func (w *writing) load(l *rows.Loaded) error {
	o := outgoing{Loaded: l}
	for i, f := range l.Features {
		members, problem := encodeMembers(l.Fields, f)
		if problem.Empty() {
			problem = w.measure(f.Geometry)
		}
		if !problem.Empty() {
			return l.Fault(i, problem, locale.Text{})
		}
		o.members = append(o.members, members)
	}
	w.layers = append(w.layers, o)
	return nil
}

// measure adds a geometry to what the grid has to reach, or says why it cannot be written.
func (w *writing) measure(g orb.Geometry) locale.Text {
	if format.Empty(g) {
		return locale.Text{}
	}
	if hollow(g) {
		return locale.T("one of its lines or rings has no positions")
	}
	if b := g.Bound(); w.any {
		w.bound = w.bound.Union(b)
	} else {
		w.bound, w.any = b, true
	}
	return locale.Text{}
}

// hollow reports whether a geometry has a line or ring without positions among others.
func hollow(g orb.Geometry) bool {
	switch g := g.(type) {
	case orb.MultiLineString:
		for _, l := range g {
			if len(l) == 0 {
				return true
			}
		}
	case orb.Polygon:
		for _, r := range g {
			if len(r) == 0 {
				return true
			}
		}
	case orb.MultiPolygon:
		for _, p := range g {
			if len(p) == 0 || hollow(p) {
				return true
			}
		}
	}
	return false
}

// lay finds the grid, and puts all lines on it.
func (w *writing) lay() error {
	for k := range w.axes {
		a, ok := axisOf(w.bound.Min[k], w.bound.Max[k])
		if !ok {
			return fault.Fault{File: w.layers[0].File, Kind: rows.NotHeld,
				Detail: locale.T("its coordinates reach from %g to %g, which are no degrees", w.bound.Min[k], w.bound.Max[k]),
				Remedy: locale.T("write the layers in longitude and latitude")}
		}
		w.axes[k] = a
	}
	for i := range w.layers {
		o := &w.layers[i]
		for _, f := range o.Features {
			o.strands = append(o.strands, w.strands(f.Geometry))
		}
	}
	return nil
}

// strands puts the lines of a geometry into the net.
func (w *writing) strands(g orb.Geometry) [][]int {
	switch g := g.(type) {
	case orb.LineString:
		if len(g) > 0 {
			return [][]int{{w.strand(g, false)}}
		}
	case orb.MultiLineString:
		var all []int
		for _, l := range g {
			all = append(all, w.strand(l, false))
		}
		return [][]int{all}
	case orb.Polygon:
		var all []int
		for _, r := range g {
			all = append(all, w.strand(orb.LineString(r), true))
		}
		return [][]int{all}
	case orb.MultiPolygon:
		var all [][]int
		for _, p := range g {
			all = append(all, w.strands(p)...)
		}
		return all
	}
	return nil
}

func (w *writing) strand(l orb.LineString, ring bool) int {
	cells := make([]cell, len(l))
	for i, p := range l {
		cells[i] = w.cell(p)
	}
	return w.net.add(cells, ring)
}

// cell is the place of the grid that a position is rounded to.
func (w *writing) cell(p orb.Point) cell {
	return cell{w.axes[0].step(p[0]), w.axes[1].step(p[1])}
}
