package wkt

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/usual"
)

// The kinds of fault and note, beside those of geometry.
const (
	OtherSystem fault.Kind = "another system of coordinates"
	Commas      fault.Kind = "decimals with a comma"
)

// Read reads a table as one layer; it is a format.Reader. Columns are parted by commas, semicolons, tabs or bars, and
// the first line names them. Geometry is in the column wkt, geometry, geom, the_geom or shape that has any in
// well-known text, else in the first one of which all values are that; it is no field. Where there is none, the
// geometry of a line is the point of its columns of longitude and latitude, by one of the usual names or as x and y;
// these are fields all the same. A table with neither is a layer without geometry.
//
// Values are the texts of cells as they stand there, but for line ends, which are a line feed within cells too; an
// empty cell has no value. A field in which all are plain numbers, without zeros before them, is one of numbers. A
// system of coordinates is known where the geometry says it as PostGIS does (SRID=4326;), and is that of all. Heights
// and measures are left out with a note, rings that do not close are closed. The encoding is that of the options, or
// the one that the file looks to be in.
func Read(s format.Source, o format.Options) ([]format.Layer, error) {
	t, err := readTable(s, o)
	if err != nil {
		return nil, err
	}
	l, err := t.layer()
	if err != nil {
		return nil, err
	}
	l.Name, l.Encoding = rows.Base(s.Name), t.encoding
	return []format.Layer{l}, nil
}

// OfSheet is a sheet of a workbook, which is not empty, as a layer: as Read does it, with the first of the rows for the
// names of columns. A fault of the file is its only error.
func OfSheet(s format.Source, all []sheet.Row) (format.Layer, error) {
	t := &table{src: s}
	width := 0
	for _, r := range all {
		if n := len(r.Cells); n > 0 {
			width = max(width, r.Cells[n-1].Column+1)
		}
	}
	for i, r := range all {
		cells := make([]string, width)
		for _, c := range r.Cells {
			cells[c.Column] = c.Text
		}
		if i > 0 {
			t.lines = append(t.lines, line{number: r.Number, cells: cells})
		} else if err := t.header(r.Number, cells); err != nil {
			return format.Layer{}, err
		}
	}
	return t.layer()
}

// layer is what a table says.
func (t *table) layer() (format.Layer, error) {
	if err := t.nameless(); err != nil {
		return format.Layer{}, err
	}
	r := &reading{table: t, places: t.findPlaces()}
	r.fields()
	r.shapes()
	l := format.Layer{Fields: r.rows.Fields, CRS: r.crs, Count: len(t.lines)}
	l.Notes = slices.Concat(t.notes, r.notes())
	l.Features = func(yield func(format.Feature, error) bool) {
		for i := range t.lines {
			out := format.Feature{Values: r.values(i)}
			var err error
			if x := &r.found[i]; x.Sound() {
				out.Geometry = x.geometry
			} else {
				f := x.Fault(t.src, i)
				f.Line = t.lines[i].number
				err = f
			}
			if !yield(out, err) {
				return
			}
		}
	}
	return l, nil
}

// reading is a table on its way to a layer.
type reading struct {
	*table
	places
	rows   rows.Table
	found  []shape // by line
	crs    string
	commas int // numbers with a decimal comma
}

// fields reads the values of all columns but that of the geometry.
func (r *reading) fields() {
	at := make([]int, len(r.head))
	for i, name := range r.head {
		if at[i] = -1; name != "" && i != r.wkt {
			at[i] = r.rows.Column(name)
		}
	}
	seen := make([]rows.Digits, len(r.rows.Fields))
	for _, l := range r.lines {
		var row []rows.Cell
		for i, text := range l.cells {
			if at[i] >= 0 && text != "" {
				seen[at[i]].See(text)
				row = append(row, rows.Cell{Column: at[i], Value: input.Value{Text: text}})
			}
		}
		r.rows.Add(row)
	}
	for i := range r.rows.Fields {
		r.rows.Fields[i].Type = seen[i].Type()
	}
	r.rows.Each(func(c *rows.Cell) { c.Value = rows.Typed(c.Value.Text, r.rows.Fields[c.Column].Type) })
}

// values are those of a line. What is not there is empty.
func (r *reading) values(i int) []input.Value {
	values := r.rows.Values(i)
	for k := range values {
		if values[k].Kind == input.Missing {
			values[k].Kind = input.Null
		}
	}
	return values
}

// shapes reads the geometry of all lines.
func (r *reading) shapes() {
	srid := ""
	for _, l := range r.lines {
		var x shape
		switch {
		case l.surplus != nil:
			x.Wrong(SurplusCells, l.surplus.Detail, l.surplus.Remedy)
		case r.wkt >= 0:
			if text := l.cell(r.wkt); filled(text) {
				x = parse(text)
			}
		case r.lon >= 0:
			x = r.point(l)
		}
		switch {
		case x.srid == "":
		case srid == "":
			srid = x.srid
		case x.srid != srid:
			x.Wrong(OtherSystem, locale.T("its geometry is in the system SRID=%s, and that of others in SRID=%s", x.srid, srid),
				locale.T("write all in one system"))
		}
		r.found = append(r.found, x)
	}
	if srid != "" {
		r.crs = "EPSG:" + srid
	}
}

// point is the point of a line's columns of longitude and latitude.
func (r *reading) point(l line) (x shape) {
	lon, lat := input.Trim(l.cell(r.lon)), input.Trim(l.cell(r.lat))
	if lon == "" && lat == "" {
		return x
	}
	if lon == "" || lat == "" {
		x.Wrong(parts.BadFeature, locale.T("it has one of %q and %q and not the other", r.head[r.lon], r.head[r.lat]),
			locale.T("give both or neither"))
		return x
	}
	var p orb.Point
	for k, s := range []string{lon, lat} {
		if plain := strings.Replace(s, ",", ".", 1); r.degrees && plain != s && !strings.Contains(s, ".") {
			s = plain
			r.commas++
		}
		v, problem := rows.Coordinate(s)
		x.Wrong(parts.BadFeature, problem, locale.T("write a number with a point before its decimals"))
		p[k] = v
	}
	x.geometry = p
	return x
}

// notes tell what was assumed or left out.
func (r *reading) notes() (notes []fault.Fault) {
	if r.wkb >= 0 {
		notes = append(notes, r.src.Fault(parts.NotRead,
			locale.T("the column %q looks like geometry in hexadecimal digits, which is read as text", r.head[r.wkb]),
			locale.T("export it as well-known text, in PostGIS with ST_AsEWKT")))
	}
	if r.commas > 0 {
		notes = append(notes, r.src.Fault(Commas,
			locale.T("%d {1|number|numbers} of %q and %q {1|has|have} a comma before the decimals", r.commas, r.head[r.lon],
				r.head[r.lat]), locale.Text{}))
	}
	var tally parts.Tally
	for i := range r.found {
		tally.Add(&r.found[i].Found)
	}
	return append(notes, tally.Notes(r.src, "")...)
}

// places are the columns that say where a line is, -1 for those there are not.
type places struct {
	wkt, lon, lat int
	degrees       bool // these two are
	wkb           int  // a column that looks like geometry in binary form
}

// geometries are the usual names of columns of geometry, in the order in which they are looked for.
var geometries = []string{"wkt", "geometry", "geom", "the_geom", "shape"}

// findPlaces looks for the columns that say where lines are.
func (t *table) findPlaces() places {
	p := places{-1, -1, -1, false, -1}
	column := func(name string) int {
		return slices.IndexFunc(t.head, func(h string) bool { return strings.EqualFold(h, name) })
	}
	first := func(role string) int {
		for _, name := range usual.Names(role) {
			if i := slices.IndexFunc(t.head, func(h string) bool { return usual.Plain(h) == name }); i >= 0 {
				return i
			}
		}
		return -1
	}
	for _, name := range geometries {
		if i := column(name); i >= 0 && p.wkt < 0 {
			if some, _ := t.looks(i, looks); some {
				p.wkt = i
			}
		}
	}
	for i := 0; i < len(t.head) && p.wkt < 0; i++ {
		if some, all := t.looks(i, looks); some && all {
			p.wkt = i
		}
	}
	if p.wkt >= 0 {
		return p
	}
	if p.lon, p.lat, p.degrees = first("longitude"), first("latitude"), true; p.lon < 0 || p.lat < 0 {
		p.lon, p.lat, p.degrees = column("x"), column("y"), false
	}
	if p.lon >= 0 && p.lat >= 0 {
		return p
	}
	p.lon, p.lat = -1, -1
	for _, name := range geometries {
		i := column(name)
		if i < 0 {
			continue
		}
		if some, _ := t.looks(i, filled); !some {
			p.wkt = i // one without any geometry
			return p
		}
		if some, all := t.looks(i, hexadecimal); some && all {
			p.wkb = i
		}
	}
	return p
}

// looks reports whether some of the values of a column, and all that it has, look like something.
func (t *table) looks(column int, like func(string) bool) (some, all bool) {
	all = true
	for _, l := range t.lines {
		if c := l.cell(column); filled(c) {
			is := like(c)
			some, all = some || is, all && is
		}
	}
	return some, all
}

// hexadecimal reports whether a text is digits of a geometry in binary form: an order of bytes, a type, and two
// numbers at least.
func hexadecimal(s string) bool {
	s = input.Trim(s)
	return len(s) >= 2*(1+4+4) && len(s)%2 == 0 && (s[:2] == "00" || s[:2] == "01") &&
		strings.Trim(s, "0123456789abcdefABCDEF") == ""
}
