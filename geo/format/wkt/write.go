package wkt

import (
	"bytes"
	"encoding/csv"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/input"
)

// Write writes each layer as a table, in UTF-8, with commas between the columns; it is a format.Writer. One layer gets
// the name given; of several, each gets that name with the layer's own behind it. The last column, wkt, is the geometry
// with all its digits; a layer that has a field of that name gets another of the names that Read knows, and one in
// which nothing has geometry has no such column. A value that is none is an empty cell, as an empty text is. Ids are a
// field where they are not in one of that name already. Titles and styles are left out; nothing is refused but
// coordinates that are no numbers.
func Write(name string, layers []format.Layer) ([]format.File, error) {
	all, err := rows.Load(name, layers)
	if err != nil {
		return nil, err
	}
	var files []format.File
	var names rows.Names
	for _, l := range all {
		file := name
		if len(all) > 1 {
			end := path.Ext(name)
			file = names.New(strings.TrimSuffix(name, end)+"-"+rows.InFile(l.Name), "-%d") + end
		}
		l.KeepIDs()
		files = append(files, format.File{Name: file, Data: write(l)})
	}
	return files, nil
}

// write writes a table.
func write(l *rows.Loaded) []byte {
	head := columns(l.Fields)
	shaped := len(head) == 0 || slices.ContainsFunc(l.Features,
		func(f format.Feature) bool { return !format.Empty(f.Geometry) })
	if shaped {
		head = append(head, free(head))
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	put := func(record []string) {
		if len(record) == 1 && record[0] == "" {
			w.Flush()
			b.WriteString("\"\"\n") // an empty line would be none
			return
		}
		_ = w.Write(record) // a buffer takes all
	}
	for i, name := range head {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(quoted(name))
	}
	b.WriteByte('\n')
	for _, f := range l.Features {
		record := make([]string, 0, len(head))
		for _, v := range f.Values {
			text := v.Text
			if v.Absent() {
				text = ""
			}
			record = append(record, text)
		}
		if shaped {
			record = append(record, string(encode(nil, f.Geometry)))
		}
		put(record)
	}
	w.Flush()
	return b.Bytes()
}

// quoted is a name of a column, in quotation marks where it has a character that readers may take for the separator, or
// that may not stand without them.
func quoted(name string) string {
	if !strings.ContainsAny(name, separators+"\"\r\n ") {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// columns are the names of fields. One without a name gets one, and one that another has gets a number behind it, since
// a table names no two columns alike.
func columns(fields []format.Field) (head []string) {
	names := rows.Names{Exact: true}
	for i, f := range fields {
		name := input.Trim(f.Name)
		if name == "" {
			name = "column_" + strconv.Itoa(i+1)
		}
		head = append(head, names.New(name, "_%d"))
	}
	return head
}

// free is the first name of a column of geometry that no field has.
func free(fields []string) string {
	has := func(name string) bool {
		return slices.ContainsFunc(fields, func(f string) bool { return strings.EqualFold(f, name) })
	}
	for _, name := range geometries {
		if !has(name) {
			return name
		}
	}
	name := "wkt_2"
	for n := 3; has(name); n++ {
		name = "wkt_" + strconv.Itoa(n)
	}
	return name
}

// encode writes a geometry, nothing where it is empty. Package orb/encoding/wkt would write numbers such as 1e-07.
func encode(b []byte, g orb.Geometry) []byte {
	if format.Empty(g) {
		return b
	}
	b = append(b, strings.ToUpper(g.GeoJSONType())...)
	b = append(b, ' ')
	switch g := g.(type) {
	case orb.Point:
		return appendLine(b, []orb.Point{g})
	case orb.MultiPoint:
		return appendList(b, g, func(b []byte, p orb.Point) []byte { return appendLine(b, []orb.Point{p}) })
	case orb.LineString:
		return appendLine(b, g)
	case orb.MultiLineString:
		return appendList(b, g, func(b []byte, l orb.LineString) []byte { return appendLine(b, l) })
	case orb.Polygon:
		return appendPolygon(b, g)
	case orb.MultiPolygon:
		return appendList(b, g, appendPolygon)
	}
	return b
}

func appendPolygon(b []byte, p orb.Polygon) []byte {
	return appendList(b, p, func(b []byte, r orb.Ring) []byte { return appendLine(b, r) })
}

func appendLine(b []byte, l []orb.Point) []byte {
	return appendList(b, l, func(b []byte, p orb.Point) []byte {
		b = append(appendNumber(b, p[0]), ' ')
		return appendNumber(b, p[1])
	})
}

// appendNumber writes a number, with an exponent only where it would be a long row of zeros.
func appendNumber(b []byte, x float64) []byte {
	form := byte('f')
	if size := math.Abs(x); size != 0 && (size < 1e-9 || size >= 1e21) {
		form = 'e'
	}
	return strconv.AppendFloat(b, x, form, -1, 64)
}

// appendList writes a list in parentheses, or the word for one without members.
func appendList[T any](b []byte, all []T, one func([]byte, T) []byte) []byte {
	if len(all) == 0 {
		return append(b, "EMPTY"...)
	}
	for i, x := range all {
		b = append(b, "(,"[min(i, 1)])
		b = one(b, x)
	}
	return append(b, ')')
}
