package kml

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/twpayne/go-kml/v3"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Write writes all layers as one document, each as a folder of its name; it is a format.Writer. Values are data of a
// Schema with types. A placemark's name is the field that the layer's style names as its label, else the field name; a
// field name or description that holds nothing but texts is the placemark's own and no data besides. Whole numbers of
// more than 32 bits, which a Schema's whole numbers do not have, are real numbers there, or texts where those cannot
// hold them; days and times are texts. Ids are a field, since a placemark's own must be names of XML. Programs draw
// areas by the colours of the layer's style. Languages are left out, and titles but for that of a single layer.
func Write(name string, layers []format.Layer) ([]format.File, error) {
	all, err := rows.Load(name, layers)
	if err != nil {
		return nil, err
	}
	if err := rows.Distinct(all); err != nil {
		return nil, err
	}
	title := rows.Base(name)
	if len(all) == 1 && all[0].Title != "" {
		title = all[0].Title
	}
	w := &writing{doc: []kml.Element{kml.Name(title)}}
	var folders []kml.Element
	for i, l := range all {
		l.KeepIDs()
		x := layer{Loaded: l, schema: "schema-" + strconv.Itoa(i+1), style: "style-" + strconv.Itoa(i+1) + "-"}
		f, err := w.folder(&x)
		if err != nil {
			return nil, err
		}
		folders = append(folders, f)
	}
	doc := slices.Concat(w.doc, w.styles, w.schemas, folders)
	if !plain(title) {
		return nil, all[0].Fault(-1, noXML(title), leaveOut)
	}
	var b bytes.Buffer
	if err := kml.KML(kml.Document(doc...)).WriteIndent(&b, "", " "); err != nil {
		return nil, all[0].Fault(-1, locale.T("%v", err), locale.Text{})
	}
	b.WriteByte('\n')
	return []format.File{{Name: name, Data: b.Bytes()}}, nil
}

// writing is a document on its way to a file, in the order in which its members stand.
type writing struct {
	doc, styles, schemas []kml.Element
}

// layer is a layer that is to be written.
type layer struct {
	*rows.Loaded
	schema, style string // ids, that of the style without the number of a class
	label, about  int    // fields that are the placemarks' names and descriptions, -1 for none
	kept          []bool // fields that are data
	classes       map[string]int
}

// plain reports whether a text can stand in XML (XML 1.0, 2.2).
func plain(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff'
	})
}

// noXML says that a text cannot stand in XML.
func noXML(s string) locale.Text {
	return locale.T("%q holds a character that XML does not have", rows.Shorten(s))
}

// leaveOut is what to do about it.
var leaveOut = locale.T("leave the character out")

// folder is a layer's.
func (w *writing) folder(l *layer) (kml.Element, error) {
	for _, s := range append([]string{l.Name, l.About}, names(l.Fields)...) {
		if !plain(s) {
			return nil, l.Fault(-1, noXML(s), leaveOut)
		}
	}
	l.choose()
	if err := l.dress(w); err != nil {
		return nil, err
	}
	var types []kml.Element
	for i, f := range l.Fields {
		if l.kept[i] {
			types = append(types, kml.SimpleField(f.Name, l.typeOf(i)))
		}
	}
	if len(types) > 0 {
		w.schemas = append(w.schemas, kml.NamedSchema(l.schema, l.Name, types...))
	}
	members := []kml.Element{kml.Name(l.Name)}
	if l.About != "" {
		members = append(members, kml.Description(l.About))
	}
	for i, f := range l.Features {
		p, err := l.placemark(i, f)
		if err != nil {
			return nil, err
		}
		members = append(members, p)
	}
	return kml.Folder(members...), nil
}

func names(fields []format.Field) (all []string) {
	for _, f := range fields {
		all = append(all, f.Name)
	}
	return all
}

// choose decides which fields are the placemarks' names and descriptions, and which are data.
func (l *layer) choose() {
	l.label, l.about, l.kept = l.own("name"), l.own("description"), make([]bool, len(l.Fields))
	for i := range l.kept {
		l.kept[i] = i != l.label && i != l.about
	}
	if l.Style == nil || l.Style.Label == "" {
		return
	}
	label := slices.Index(names(l.Fields), l.Style.Label)
	if label >= 0 && label != l.label {
		if l.label >= 0 {
			l.kept[l.label] = true
		}
		l.label = label
	}
}

// own is the place of a field that the placemarks can have as their own and that is read again as it was: it is of
// texts without white space around them. It is -1 for none.
func (l *layer) own(name string) int {
	i := slices.Index(names(l.Fields), name)
	if i < 0 || l.Fields[i].Type != format.Text {
		return -1
	}
	for _, f := range l.Features {
		if v := f.Values[i]; !v.Absent() && (v.Kind != input.Text || v.Text == "" || input.Trim(v.Text) != v.Text) {
			return -1
		}
	}
	return i
}

// typeOf is the type of a field in a Schema.
func (l *layer) typeOf(field int) string {
	switch l.Fields[field].Type {
	case format.Boolean:
		return "bool"
	case format.Real:
		return "double"
	case format.Integer:
	default:
		return "string"
	}
	of := "int"
	for _, f := range l.Features {
		v := f.Values[field]
		n, err := strconv.ParseInt(input.PlainNumber(v.Text), 10, 64)
		switch {
		case v.Absent():
		case err != nil || n > 1<<53 || n < -1<<53:
			return "string"
		case n > math.MaxInt32 || n < math.MinInt32:
			of = "double"
		}
	}
	return of
}

// written is a value of data. GDAL takes the word true for 0.
func written(v input.Value) string {
	switch {
	case v.Kind == input.Other && v.Text == "true":
		return "1"
	case v.Kind == input.Other && v.Text == "false":
		return "0"
	}
	return v.Text
}

// placemark is a feature's.
func (l *layer) placemark(i int, f format.Feature) (kml.Element, error) {
	var members, data []kml.Element
	for k, v := range f.Values {
		if !plain(v.Text) {
			return nil, l.Fault(i, locale.T("the field %q: %s", l.Fields[k].Name, noXML(v.Text)), leaveOut)
		}
		if l.kept[k] && !v.Absent() {
			data = append(data, kml.SimpleData(l.Fields[k].Name, written(v)))
		}
	}
	if l.label >= 0 && !f.Values[l.label].Absent() {
		members = append(members, kml.Name(f.Values[l.label].Text))
	}
	if l.about >= 0 && !f.Values[l.about].Absent() {
		members = append(members, kml.Description(f.Values[l.about].Text))
	}
	if style := l.styleOf(f); style != "" {
		members = append(members, kml.StyleURL("#"+style))
	}
	if slices.Contains(l.kept, true) {
		members = append(members, kml.ExtendedData(kml.SchemaData("#"+l.schema, data...)))
	}
	if !format.Empty(f.Geometry) {
		g, err := encode(f.Geometry)
		if err != nil {
			return nil, l.Fault(i, locale.T("%v", err), locale.Text{})
		}
		members = append(members, g)
	}
	return kml.Placemark(members...), nil
}
