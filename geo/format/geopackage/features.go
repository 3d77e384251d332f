package geopackage

import (
	"errors"
	"fmt"
	"iter"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Kinds of faults of a feature, beside those that other packages name as well.
const (
	BadGeometry fault.Kind = "bad geometry"
	BadText     fault.Kind = "bad text"
)

// errStopped ends a query whose rows nobody wants any more.
var errStopped = errors.New("stopped")

// all gives the features in the order of their rows.
func (f *features) all() iter.Seq2[format.Feature, error] {
	return func(yield func(format.Feature, error) bool) {
		d, err := open(f.src.Data)
		if err != nil {
			yield(format.Feature{}, damaged(f.src, cause(err)))
			return
		}
		defer d.close() //nolint:errcheck // nothing was written
		index, left, stopped := 0, allowance(len(f.src.Data)), false
		err = d.each(f.table.query(f.columns()), func(row []any) error {
			if err := charge(&left, row); err != nil {
				return err
			}
			feature, wrong := f.feature(index, row)
			index++
			if stopped = !yield(feature, wrong); stopped {
				return errStopped
			}
			return nil
		})
		if err != nil && !stopped {
			x := damaged(f.src, cause(err))
			x.Path = f.table.name
			yield(format.Feature{}, x)
		}
	}
}

// columns are those that a feature is made of: id, geometry and fields, "" for one that there is not.
func (f *features) columns() []string {
	columns := []string{f.id, f.geometry}
	for _, x := range f.fields {
		columns = append(columns, x.name)
	}
	return columns
}

// feature makes a feature of a row. Where it cannot be read whole, what could be read of it comes with the fault.
func (f *features) feature(index int, row []any) (format.Feature, error) {
	out := format.Feature{Values: make([]input.Value, len(f.fields))}
	if row[0] != nil {
		out.ID = integer.value(row[0])
	}
	var err error
	for i, v := range row[2:] {
		x := f.fields[i]
		if s, ok := v.(string); ok && !utf8.ValidString(s) && err == nil {
			err = f.wrong(index, out.ID, BadText, problem{locale.T("its field %q is not text in UTF-8", x.name),
				locale.T("write the field anew")})
		}
		out.Values[i] = x.kind.value(v)
	}
	geometry, p := f.shape(row[1])
	if out.Geometry = geometry; !p.detail.Empty() && err == nil {
		err = f.wrong(index, out.ID, BadGeometry, p)
	}
	return out, err
}

// shape reads a geometry, nil where there is none.
func (f *features) shape(v any) (orb.Geometry, problem) {
	b, ok := v.([]byte)
	switch {
	case v == nil:
		return nil, problem{}
	case !ok:
		return nil, problem{locale.T("where its geometry should be stands %q", short(fmt.Sprint(v))), writeAnew}
	}
	g, srs, p := decode(b)
	// Many programs leave 0 or -1 in the geometry, which stand for an undefined system.
	if p.detail.Empty() && srs > 0 && int64(srs) != f.srs {
		return nil, problem{locale.T("its geometry is in the reference system %d, and not in %d like the others",
			locale.Nth(int64(srs)), locale.Nth(f.srs)), locale.T("save the layer anew in QGIS, in the system that is right")}
	}
	return g, p
}

var mendGeometry = locale.T("mend the geometry, in QGIS with Fix geometries")

// wrong is the fault of a feature.
func (f *features) wrong(index int, id input.Value, kind fault.Kind, p problem) error {
	if p.remedy.Empty() {
		p.remedy = mendGeometry
	}
	x := f.src.FeatureFault(index, kind, p.detail, p.remedy)
	x.Path, x.ID = f.table.name, id.Text
	return x
}
