package kml

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// layer is what a folder's placemarks are.
func (r *reader) layer(f *folder) (format.Layer, error) {
	l := format.Layer{Name: f.layer, About: f.about, CRS: "EPSG:4326", Count: len(f.features)}
	declared := r.declared(f)
	table, before := f.sorted()
	if wide, ok := rows.TooWide(r.src, table.Len(), len(table.Fields), &r.cells); !ok {
		return l, wide
	}
	for _, detail := range settle(table, before, declared) {
		x := r.src.Fault(fault.BadValue, detail, locale.Text{})
		x.Path = f.layer
		l.Notes = append(l.Notes, x)
	}
	l.Fields = table.Fields
	var tally parts.Tally
	for i := range f.features {
		tally.Add(&f.features[i].Found)
	}
	l.Notes = append(l.Notes, tally.Notes(r.src, f.layer)...)
	l.Features = func(yield func(format.Feature, error) bool) {
		for i, x := range f.features {
			out := format.Feature{Values: table.Values(i), Geometry: x.geometry}
			if x.id != "" {
				out.ID = input.Value{Kind: input.Text, Text: x.id}
			}
			var err error
			if !x.Sound() {
				wrong := x.Fault(r.src, i)
				wrong.Path, wrong.Line, wrong.ID, wrong.Name = f.layer, x.line, x.id, locale.One(x.name)
				err = wrong
			}
			if !yield(out, err) {
				return
			}
		}
	}
	return l, nil
}

// declared are the types that schemas state, by field; a field that two schemas state differently has the wider one. It
// adds the fields of schemas that placemarks refer to, whether or not any has a value.
func (r *reader) declared(f *folder) map[string]format.Type {
	all := map[string]format.Type{}
	for _, url := range f.schemas {
		for _, x := range r.schemaOf(url) {
			f.table.Column(x.Name)
			if t, is := all[x.Name]; is && t != x.Type {
				x.Type = format.Text
			}
			all[x.Name] = x.Type
		}
	}
	return all
}

// sorted is the table with the placemarks' own fields before their data fields, and how many those are. Those that no
// placemark has are not there, and neither are data fields without a value that have the name of one that is: GDAL
// lists the placemarks' own in its Schema.
func (f *folder) sorted() (out *rows.Table, before int) {
	there, filled := make([]bool, len(own)), make([]bool, len(f.table.Fields))
	f.table.Each(func(c *rows.Cell) {
		if c.Column < 0 {
			there[-1-c.Column] = true
		} else {
			filled[c.Column] = true
		}
	})
	out = &rows.Table{}
	at := make([]int, len(own)+len(f.table.Fields)) // own columns, then those of data
	for k, name := range own {
		for there[k] && taken(f.table.Fields, filled, name) {
			name = "placemark_" + name
		}
		if there[k] {
			at[k] = out.Column(name)
		}
	}
	before = len(out.Fields)
	for i, x := range f.table.Fields {
		double := func(own format.Field) bool { return strings.EqualFold(own.Name, x.Name) }
		if filled[i] || !slices.ContainsFunc(out.Fields[:before], double) {
			at[len(own)+i] = out.Column(x.Name)
		}
	}
	f.table.Move(out, func(c rows.Cell) int {
		if c.Column < 0 {
			return at[-1-c.Column]
		}
		return at[len(own)+c.Column]
	})
	return out, before
}

// taken reports whether a data field with values has a name, however its letters are written.
func taken(fields []format.Field, filled []bool, name string) bool {
	for i, x := range fields {
		if filled[i] && strings.EqualFold(x.Name, name) {
			return true
		}
	}
	return false
}

// number is one as JSON writes it.
var number = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

// settle decides on the types of fields, of which so many are the placemarks' own and hold texts, and turns texts into
// values of these types. What schemas state is told where it does not hold.
func settle(t *rows.Table, before int, declared map[string]format.Type) (notes []locale.Text) {
	seen := make([]rows.Digits, len(t.Fields))
	bad := make([]int, len(t.Fields))
	example := make([]string, len(t.Fields))
	t.Each(func(c *rows.Cell) {
		seen[c.Column].See(strings.TrimSpace(c.Value.Text))
		stated, is := declared[t.Fields[c.Column].Name]
		is = is && c.Column >= before
		if _, ok := typed(c.Value.Text, stated); is && !ok {
			if bad[c.Column]++; bad[c.Column] == 1 {
				example[c.Column] = c.Value.Text
			}
		}
	})
	for i := range t.Fields {
		x := &t.Fields[i]
		stated, is := declared[x.Name]
		switch {
		case i < before:
			x.Type = format.Text
			continue
		case is && bad[i] == 0:
			x.Type = stated
			continue
		case is:
			notes = append(notes, locale.T("%d {1|value|values} of the field %q {1|is|are} not of the type that its Schema "+
				"states, such as %q", bad[i], x.Name, rows.Shorten(example[i])))
		}
		x.Type = seen[i].Type()
	}
	t.Each(func(c *rows.Cell) { c.Value, _ = typed(c.Value.Text, t.Fields[c.Column].Type) })
	return notes
}

// typed is a text as a value of a type. An empty text is none but where texts are asked for.
func typed(s string, t format.Type) (input.Value, bool) {
	if t == format.Text {
		return input.Value{Kind: input.Text, Text: s}, true
	}
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return input.Value{Kind: input.Null}, true
	case t == format.Boolean:
		switch strings.ToLower(s) {
		case "true", "1":
			return input.Value{Kind: input.Other, Text: "true"}, true
		case "false", "0":
			return input.Value{Kind: input.Other, Text: "false"}, true
		}
	case t == format.Real && slices.Contains([]string{"NaN", "INF", "-INF"}, s): // XML Schema, Datatypes, 3.2.4
		return input.Value{Kind: input.NaN}, true
	case t == format.Integer:
		if _, err := strconv.ParseInt(s, 10, 64); err == nil && number.MatchString(s) {
			return input.Value{Kind: input.Number, Text: s}, true
		}
	case number.MatchString(s):
		return input.Value{Kind: input.Number, Text: s}, true
	}
	return input.Value{Kind: input.Text, Text: s}, false
}
