package geopackage

import (
	"strings"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// table makes a table of a layer, with its rows, what the standard's tables say of it, and the index.
func (m *maker) table(o *output) error {
	columns := []string{quote(o.id) + " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"}
	if o.shape != "" {
		columns = append(columns, quote(o.shape)+" "+o.typeName())
	}
	for _, f := range o.fields {
		columns = append(columns, quote(f.Name)+" "+declarations[f.Type])
	}
	if err := m.run("CREATE TABLE " + quote(o.name) + " (" + strings.Join(columns, ", ") + ")"); err != nil {
		return err
	}
	if err := m.rows(o, len(columns)); err != nil {
		return err
	}
	if err := m.list(o); err != nil || o.shape == "" {
		return err
	}
	index, triggers := indexing(o.name, o.shape, o.id)
	if err := m.run(index); err != nil {
		return err
	}
	into, err := m.conn.PrepareContext(m.ctx, insertion(o.index(), 5))
	if err != nil {
		return err
	}
	defer into.Close() //nolint:errcheck // what it did is told when it is executed
	for _, b := range o.boxes {
		least, most := b.bound.Min, b.bound.Max
		if _, err := into.ExecContext(m.ctx, b.id, least[0], most[0], least[1], most[1]); err != nil {
			return err
		}
	}
	return m.run(triggers...)
}

// typeName is the type of the geometry.
func (o *output) typeName() string {
	if o.multi {
		return typeNames[o.family][1]
	}
	return typeNames[o.family][0]
}

// index is the name of the index of geometries.
func (o *output) index() string { return "rtree_" + o.name + "_" + o.shape }

// rows writes the features.
func (m *maker) rows(o *output, columns int) error {
	into, err := m.conn.PrepareContext(m.ctx, insertion(o.name, columns))
	if err != nil {
		return err
	}
	defer into.Close() //nolint:errcheck // what it did is told when it is executed
	n := 0
	for f, err := range o.layer.Features {
		if err != nil {
			return err
		}
		row, err := o.row(n, f)
		if err != nil {
			return err
		}
		if _, err := into.ExecContext(m.ctx, row...); err != nil {
			return err
		}
		n++
	}
	return nil
}

// row is a feature as a row, and takes note of where its geometry is.
func (o *output) row(index int, f format.Feature) ([]any, error) {
	id := int64(index + 1)
	if o.numbers {
		id, _ = number(f.ID)
	}
	row := []any{id}
	if o.shape != "" {
		blob, bound, wrong := encode(f.Geometry, o.multi && o.family != several)
		if !wrong.detail.Empty() {
			return nil, o.wrong(index, f, problem{wrong.detail, mendGeometry})
		}
		if blob == nil {
			row = append(row, nil)
		} else {
			row = append(row, blob)
			if len(o.boxes) == 0 {
				o.bound = bound
			}
			o.bound = o.bound.Union(bound)
			o.boxes = append(o.boxes, box{id, bound})
		}
	}
	values := f.Values
	if o.idField != "" {
		values = append(values[:len(values):len(values)], f.ID)
	}
	for i, v := range values {
		x, wrong := cell(o.fields[i].Type, v)
		if !wrong.Empty() {
			return nil, o.wrong(index, f, problem{locale.T("the field %q: %s", o.fields[i].Name, wrong),
				locale.T("mend the value, or make the field one of text")})
		}
		row = append(row, x)
	}
	return row, nil
}

// list enters a table in the tables of the standard.
func (m *maker) list(o *output) error {
	about := o.layer.About
	if o.shape == "" {
		return m.insert("gpkg_contents", o.name, "attributes", o.title, about, beginning, nil, nil, nil, nil, nil)
	}
	b := o.bound
	err := m.insert("gpkg_contents", o.name, "features", o.title, about, beginning, b.Min[0], b.Min[1], b.Max[0], b.Max[1],
		wgs84)
	if err == nil {
		err = m.insert("gpkg_geometry_columns", o.name, o.shape, o.typeName(), wgs84, 0, 0)
	}
	if err == nil {
		err = m.extension(o.name, o.shape, "gpkg_rtree_index", "extension_rtree", "write-only")
	}
	return err
}

// extension enters an extension of the standard that a table makes use of, with where it is described.
func (m *maker) extension(table string, column any, name, described, scope string) error {
	return m.insert("gpkg_extensions", table, column, name, "http://www.geopackage.org/spec130/#"+described, scope)
}
