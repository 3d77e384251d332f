package markup

import (
	"encoding/xml"
	"fmt"
)

// element is a node of XML with its prefix in the name; encoding/xml escapes texts and attributes.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []any      // elements, what makes one when it is written, and texts, in order
}

// text is character data.
type text struct {
	S string `xml:",chardata"`
}

// MarshalXML writes the element and its children in order.
func (e *element) MarshalXML(enc *xml.Encoder, _ xml.StartElement) error {
	start := xml.StartElement{Name: e.XMLName, Attr: e.Attrs}
	if err := enc.EncodeToken(start); err != nil {
		return err
	}
	for _, c := range e.Children {
		var err error
		switch x := c.(type) {
		case text:
			err = enc.EncodeToken(xml.CharData(x.S))
		case func() *element: // one of hundreds of thousands
			err = enc.Encode(x())
		default:
			err = enc.Encode(x)
		}
		if err != nil {
			return err
		}
	}
	return enc.EncodeToken(start.End())
}

func el(name string, children ...any) *element {
	return (&element{XMLName: xml.Name{Local: name}}).add(children...)
}

func (e *element) add(children ...any) *element {
	for _, c := range children {
		if s, ok := c.(string); ok {
			c = text{clean(s)}
		}
		e.Children = append(e.Children, c)
	}
	return e
}

// attr adds attributes, names and values in turn.
func (e *element) attr(pairs ...any) *element {
	for i := 0; i+1 < len(pairs); i += 2 {
		e.Attrs = append(e.Attrs, xml.Attr{Name: xml.Name{Local: fmt.Sprint(pairs[i])}, Value: clean(fmt.Sprint(pairs[i+1]))})
	}
	return e
}

// val is an element with w:val, the commonest of WordprocessingML.
func val(name, value string) *element { return el(name).attr("w:val", value) }

// clean drops what XML 1.0 cannot hold.
func clean(s string) string {
	rs := []rune(s)
	out := rs[:0]
	for _, r := range rs {
		if r == '\t' || r == '\n' || r >= 0x20 && r != 0xFFFE && r != 0xFFFF && (r < 0xD800 || r > 0xDFFF) {
			out = append(out, r)
		}
	}
	return string(out)
}

func word(name string, children ...any) *element {
	return el(name, children...).attr(
		"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
		"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
}
