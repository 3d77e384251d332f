package kml

import (
	"encoding/xml"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// feature is a placemark as it was read, without its values.
type feature struct {
	line     int
	id, name string
	geometry orb.Geometry
	parts.Found
}

// mend is what to do with a placemark that is wrong.
var mend = locale.T("mend the placemark, or export it anew")

// own are the fields that a placemark has beside its data. Their columns stand before all others, and get their names
// when those of the others are known.
var own = []string{"name", "description", "address", "phoneNumber"}

// placemark reads a Placemark.
func (r *reader) placemark(to *folder, e xml.StartElement) error {
	f := feature{id: attribute(e, "id")}
	f.line, _ = r.xml.InputPos()
	var row []rows.Cell
	var g geometry
	kind := kmlName(e.Name)
	old := r.old[kind]
	if old != nil {
		if err := r.refer(to, "#"+kind); err != nil {
			return err
		}
	}
	err := r.children(func(e xml.StartElement) error {
		name := kmlName(e.Name)
		if k := slices.Index(own, name); k >= 0 {
			text, err := r.text()
			text = input.Trim(text)
			if k == 0 {
				f.name = text
			}
			if text != "" {
				row = append(row, rows.Cell{Column: -1 - k, Value: input.Value{Kind: input.Text, Text: text}})
			}
			return err
		}
		switch {
		case name == "ExtendedData":
			return r.data(to, &f, &row)
		case geometries[name]:
			return r.geometry(&g, &f, e)
		case old[name]:
			return r.value(to, &f, &row, name)
		}
		return r.pass(e)
	})
	f.finish(&g)
	to.table.Add(row)
	to.features = append(to.features, f)
	return err
}

// finish makes a geometry of its parts.
func (f *feature) finish(g *geometry) {
	whole := f.Whole(&g.Parts)
	if !f.Sound() {
		return
	}
	f.geometry = whole
	if g.several {
		return
	}
	switch whole := whole.(type) { // as it stands there, one of them
	case orb.MultiPoint:
		f.geometry = whole[0]
	case orb.MultiLineString:
		f.geometry = whole[0]
	case orb.MultiPolygon:
		f.geometry = whole[0]
	}
}

// geometry is the parts of a placemark's geometry while it is read.
type geometry struct {
	parts.Parts
	several bool // it is a MultiGeometry, or there is more than one
	begun   bool
}

// value reads the value of a data field from the element just begun.
func (r *reader) value(to *folder, f *feature, row *[]rows.Cell, name string) error {
	text, err := r.text()
	column := to.table.Column(name)
	if n := to.table.Len() + 1; to.filled[column] == n {
		f.Wrong(fault.RepeatedKey, locale.T("%q is given twice", name), locale.T("keep one of the two"))
	} else {
		to.filled[column] = n
	}
	*row = append(*row, rows.Cell{Column: column, Value: input.Value{Kind: input.Text, Text: text}})
	return err
}

// data reads what a placemark's data fields hold (OGC 07-147r2, 9.3). People leave out what SimpleData stands in.
func (r *reader) data(to *folder, f *feature, row *[]rows.Cell) error {
	simple := func(e xml.StartElement) error {
		if kmlName(e.Name) == "SimpleData" {
			return r.value(to, f, row, attribute(e, "name"))
		}
		return r.pass(e)
	}
	return r.children(func(e xml.StartElement) error {
		switch kmlName(e.Name) {
		case "Data":
			name := attribute(e, "name")
			to.table.Column(name)
			return r.children(func(e xml.StartElement) error {
				switch kmlName(e.Name) {
				case "value":
					return r.value(to, f, row, name)
				case "displayName":
					return r.skip()
				}
				return r.pass(e)
			})
		case "SchemaData":
			if err := r.refer(to, attribute(e, "schemaUrl")); err != nil {
				return err
			}
			return r.children(simple)
		}
		return simple(e)
	})
}

// refer takes note of a schema that data are of. Its fields come in its order, where it stands before them.
func (r *reader) refer(f *folder, url string) error {
	if f.referred[url] {
		return nil
	}
	if f.referred == nil {
		f.referred = map[string]bool{}
	}
	f.referred[url] = true
	f.schemas = append(f.schemas, url)
	if r.fields += len(r.schemaOf(url)); r.fields > rows.Allowance(len(r.src.Data)) {
		return r.src.Fault(fault.BadValue, locale.T("its folders have more than %d fields in all",
			rows.Allowance(len(r.src.Data))), rows.LeaveOut)
	}
	for _, x := range r.schemaOf(url) {
		f.table.Column(x.Name)
	}
	return nil
}

// schemaOf are the fields of the schema that a URL ends with, none where it is not in the file.
func (r *reader) schemaOf(url string) []format.Field {
	_, id, _ := strings.Cut(url, "#")
	return r.schemas[id]
}
