package geopackage

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/locale"
)

// features are the rows of a table that is a layer.
type features struct {
	src      format.Source
	table    *table
	id       string // column of the ids, "" for none
	geometry string // column of the geometry, "" for none
	srs      int64
	fields   []field
	found    parts.Tally // what the survey has found of the geometry
}

// field is a column that is a field of the layer.
type field struct {
	column
	kind kind
}

// layer makes a layer of a table. Where the table cannot be read, the layer says so when its features are asked for.
func (p *pack) layer(d *database, c content) format.Layer {
	l := format.Layer{Name: c.table, Count: -1}
	l.Title, l.About, l.Lang = p.titled(c)
	f := &features{src: p.src}
	var wrong locale.Text
	if f.table, wrong = p.schema.table(d, c.table); wrong.Empty() && c.kind == "features" {
		l.CRS, l.Notes, wrong = p.located(f)
	}
	if !wrong.Empty() {
		l.Features = func(yield func(format.Feature, error) bool) {
			x := p.src.Fault(fault.NotReadable, wrong, saveAnew)
			x.Path = c.table
			yield(format.Feature{}, x)
		}
		return l
	}
	f.id, l.Numbered = f.table.id(), true
	note := func(detail locale.Text) { l.Notes = append(l.Notes, f.note(detail)) }
	f.declared(note)
	l.Count = f.survey(d, &p.left, note)
	l.Notes = append(l.Notes, f.found.Notes(f.src, f.table.name)...)
	for _, x := range f.fields {
		l.Fields = append(l.Fields, format.Field{Name: x.name, Type: types[x.kind]})
	}
	l.Style = p.style(c.table, f.geometry, l.Fields)
	l.Features = f.all()
	return l
}

// located finds the geometry column of a table and its reference system.
func (p *pack) located(f *features) (crs string, notes []fault.Fault, wrong locale.Text) {
	g, ok := p.geometry[fold(f.table.name)]
	if !ok {
		return "", nil, locale.T("gpkg_geometry_columns does not say which column holds the geometry")
	}
	if c, ok := f.table.column(g.name); !ok || c.computed {
		return "", nil, locale.T("the column %q, which is to hold the geometry, is not in the table", g.name)
	}
	f.geometry, f.srs = g.name, g.srs
	if crs, ok = p.systems[g.srs]; !ok {
		notes = append(notes,
			f.note(locale.T("its reference system %d is not in gpkg_spatial_ref_sys", locale.Nth(g.srs))))
	}
	return crs, notes, locale.Text{}
}

// note is a note on the table.
func (f *features) note(detail locale.Text) fault.Fault {
	x := f.src.Fault(fault.BadValue, detail, locale.Text{})
	x.Path = f.table.name
	return x
}

// declared takes the columns as they are declared for fields. What cannot be one is noted.
func (f *features) declared(note func(locale.Text)) {
	for _, c := range f.table.columns {
		k, _ := declaredKind(c.declared)
		switch {
		case c.name == f.id, fold(c.name) == fold(f.geometry) && f.geometry != "":
		case c.computed:
			note(locale.T("the column %q is left out: it is computed whenever it is read", c.name))
		case k == blob:
			note(binaryColumn(c.name))
		default:
			f.fields = append(f.fields, field{c, k})
		}
	}
}

func binaryColumn(column string) locale.Text {
	return locale.T("the column %q is left out: it holds binary data", column)
}
