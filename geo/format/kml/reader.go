package kml

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// deepest is how deep elements may be nested. Folders of folders have some levels; nothing else has more than ten.
const deepest = 100

// reader is a file while it is read.
type reader struct {
	src     format.Source
	xml     *xml.Decoder
	depth   int
	title   string // of the first document
	folders []*folder
	schemas map[string][]format.Field  // fields with their types, by id
	old     map[string]map[string]bool // fields of elements that are placemarks, named by schemas of KML 2.1
	leftOut map[string]int             // elements, by their names

	fields int // that schemas have brought to folders
	cells  int // of the layers so far
}

// folder is where placemarks stand: a Folder, or all else for those in none.
type folder struct {
	in          *folder
	name, about string
	layer       string // name of the layer that it is
	table       rows.Table
	features    []feature
	filled      map[int]int // by column, the row that has a value last, from 1
	schemas     []string    // ids of those that placemarks refer to, in order
	referred    map[string]bool
}

// kmlName is the name of an element of KML, whatever its version and the prefix that it is written with; others have
// that of their namespace before them, such as gx:Tour.
func kmlName(n xml.Name) string {
	switch {
	case n.Space == "", n.Space == "kml", strings.Contains(n.Space, "/kml/") && !strings.Contains(n.Space, "/kml/ext/"):
		return n.Local
	case n.Space == "gx", strings.Contains(n.Space, "/kml/ext/"):
		return "gx:" + n.Local
	}
	return n.Space + ":" + n.Local
}

// next is the next token that matters. Declarations of document types are refused: they define entities, and files of
// a few lines that grow to gigabytes are made of these.
func (r *reader) next() (xml.Token, error) {
	for {
		t, err := r.xml.Token()
		if err != nil {
			return nil, err
		}
		switch t.(type) {
		case xml.Directive:
			f := r.src.Fault(Refused, locale.T("it has a document type declaration, which is not read"),
				locale.T("remove what stands in <!...>"))
			f.Line, _ = r.xml.InputPos()
			return nil, f
		case xml.Comment, xml.ProcInst:
		default:
			return t, nil
		}
	}
}

// root finds the root of the file and reads it.
func (r *reader) root() error {
	for {
		t, err := r.next()
		if errors.Is(err, io.EOF) {
			return r.src.Fault(NotKML, locale.T("the file is empty"), locale.T("give a file of KML"))
		}
		if err != nil {
			return err
		}
		e, is := t.(xml.StartElement)
		if !is {
			continue
		}
		outside := &folder{filled: map[int]int{}}
		r.folders = append(r.folders, outside)
		switch name := kmlName(e.Name); name {
		case "kml":
			err = r.children(func(e xml.StartElement) error { return r.member(outside, e) })
		case "Document", "Folder", "Placemark":
			err = r.member(outside, e)
		default:
			return r.src.Fault(NotKML, locale.T("it is XML but not KML: its root is %q", e.Name.Local),
				locale.T("give a file of KML"))
		}
		if err != nil {
			return err
		}
		for {
			switch _, err := r.next(); {
			case errors.Is(err, io.EOF):
				return nil
			case err != nil:
				return err
			}
		}
	}
}

// children calls visit for every element within the one just begun, and reads to its end; visit must read each.
func (r *reader) children(visit func(xml.StartElement) error) error {
	if r.depth++; r.depth > deepest {
		return r.tooDeep()
	}
	defer func() { r.depth-- }()
	for {
		t, err := r.next()
		if err != nil {
			return cut(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := visit(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

func (r *reader) tooDeep() error {
	f := r.src.Fault(Refused, locale.T("its elements are nested more than %d deep", deepest), locale.T("export it anew"))
	f.Line, _ = r.xml.InputPos()
	return f
}

// cut is what the end of a file is within an element.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return &xml.SyntaxError{Msg: "unexpected EOF"}
	}
	return err
}

// skip passes over the element just begun.
func (r *reader) skip() error { return r.children(func(xml.StartElement) error { return r.skip() }) }

// text is what stands in the element just begun, with what stands in elements within it.
func (r *reader) text() (string, error) {
	var b strings.Builder
	for depth := 1; depth > 0; {
		t, err := r.next()
		if err != nil {
			return "", cut(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > deepest {
				return "", r.tooDeep()
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			b.Write(t)
		}
	}
	return b.String(), nil
}

// left counts an element that is left out, and passes over it.
func (r *reader) left(e xml.StartElement) error {
	r.leftOut[kmlName(e.Name)]++
	return r.skip()
}

// drawn are elements that say how and from where things are seen, which is not read.
var drawn = map[string]bool{"visibility": true, "open": true, "Snippet": true, "snippet": true, "LookAt": true,
	"Camera": true, "styleUrl": true, "Style": true, "StyleMap": true, "Region": true, "gx:balloonVisibility": true,
	"extrude": true, "tessellate": true, "altitudeMode": true, "gx:altitudeMode": true, "gx:drawOrder": true,
	"gx:altitudeOffset": true, "http://www.w3.org/2005/Atom:author": true, "http://www.w3.org/2005/Atom:link": true,
	"atom:author": true, "atom:link": true}

// pass passes over an element, and counts it where it says anything but how things are drawn.
func (r *reader) pass(e xml.StartElement) error {
	if drawn[kmlName(e.Name)] {
		return r.skip()
	}
	return r.left(e)
}

// member reads a member of a container.
func (r *reader) member(f *folder, e xml.StartElement) (err error) {
	switch kmlName(e.Name) {
	case "Document":
		return r.document(f)
	case "Folder":
		inner := &folder{in: f, filled: map[int]int{}}
		r.folders = append(r.folders, inner)
		return r.container(inner, &inner.name, &inner.about)
	case "Placemark":
		return r.placemark(f, e)
	case "Schema":
		return r.schema(e)
	}
	if r.old[kmlName(e.Name)] != nil {
		return r.placemark(f, e)
	}
	return r.pass(e)
}

// document reads a Document. Its placemarks are those of the folder that it is in.
func (r *reader) document(f *folder) error {
	var name, about string
	err := r.container(f, &name, &about)
	if f.in == nil && r.title == "" {
		r.title = name
	}
	if f.in == nil && f.name == "" {
		f.name, f.about = name, about
	}
	return err
}

func (r *reader) container(f *folder, name, about *string) error {
	return r.children(func(e xml.StartElement) (err error) {
		switch kmlName(e.Name) {
		case "name":
			*name, err = r.text()
			*name = input.Trim(*name)
		case "description":
			*about, err = r.text()
			*about = input.Trim(*about)
		default:
			err = r.member(f, e)
		}
		return err
	})
}

// schema reads the types of fields.
func (r *reader) schema(e xml.StartElement) error {
	id := attribute(e, "id")
	if attribute(e, "parent") == "Placemark" {
		id = attribute(e, "name")
		if r.old[id] == nil {
			r.old[id] = map[string]bool{}
		}
	}
	return r.children(func(e xml.StartElement) error {
		if kmlName(e.Name) != "SimpleField" {
			return r.pass(e)
		}
		t, known := types[strings.TrimPrefix(attribute(e, "type"), "xsd:")]
		if !known {
			t = format.Text
		}
		if old := r.old[id]; old != nil {
			old[attribute(e, "name")] = true
		}
		r.schemas[id] = append(r.schemas[id], format.Field{Name: attribute(e, "name"), Type: t})
		return r.skip()
	})
}

// types are those of a SimpleField (OGC 07-147r2, 9.9).
var types = map[string]format.Type{"string": format.Text, "int": format.Integer, "uint": format.Integer,
	"short": format.Integer, "ushort": format.Integer, "float": format.Real, "double": format.Real, "bool": format.Boolean}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && (a.Name.Space == "" || name != "id") {
			return a.Value
		}
	}
	return ""
}
