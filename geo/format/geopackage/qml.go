package geopackage

import "encoding/xml"

// qml is as much as is needed here of a style as QGIS keeps it: how features are drawn and what is written on them. The
// names are those of QGIS 3.18 and later; older ones wrote the properties of symbols as elements prop.
type qml struct {
	XMLName    xml.Name  `xml:"qgis"`
	Version    string    `xml:"version,attr"`
	Categories string    `xml:"styleCategories,attr"`
	Labels     string    `xml:"labelsEnabled,attr"`
	Renderer   renderer  `xml:"renderer-v2"`
	Labeling   *labeling `xml:"labeling"`
}

type renderer struct {
	Type       string     `xml:"type,attr"`
	Attribute  string     `xml:"attr,attr,omitempty"`
	Levels     string     `xml:"symbollevels,attr"`
	Categories []category `xml:"categories>category"`
	Symbols    []symbol   `xml:"symbols>symbol"`
}

type category struct {
	Value  string   `xml:"value,attr"`
	Label  string   `xml:"label,attr"`
	Symbol string   `xml:"symbol,attr"`
	Render string   `xml:"render,attr"`
	Values []option `xml:"val"` // where one symbol stands for several
}

type symbol struct {
	Name   string    `xml:"name,attr"`
	Type   string    `xml:"type,attr"`
	Alpha  string    `xml:"alpha,attr"`
	Layers []stratum `xml:"layer"`
}

// stratum is one of the layers that a symbol is drawn in.
type stratum struct {
	Class      string    `xml:"class,attr"`
	Enabled    string    `xml:"enabled,attr"`
	Locked     string    `xml:"locked,attr"`
	Pass       string    `xml:"pass,attr"`
	Properties *options  `xml:"Option"`
	Old        []oldProp `xml:"prop"`
}

type options struct {
	Type string   `xml:"type,attr"`
	List []option `xml:"Option"`
}

type option struct {
	Name  string `xml:"name,attr"`
	Type  string `xml:"type,attr"`
	Value string `xml:"value,attr"`
}

type oldProp struct {
	Name  string `xml:"k,attr"`
	Value string `xml:"v,attr"`
}

type labeling struct {
	Type     string    `xml:"type,attr"`
	Settings lettering `xml:"settings"`
}

// lettering is how labels are written and where.
type lettering struct {
	Text struct {
		Field      string `xml:"fieldName,attr"`
		Expression string `xml:"isExpression,attr"`
		Family     string `xml:"fontFamily,attr"`
		Size       string `xml:"fontSize,attr"`
		SizeUnit   string `xml:"fontSizeUnit,attr"`
		Colour     string `xml:"textColor,attr"`
		Buffer     struct {
			Draw   string `xml:"bufferDraw,attr"`
			Size   string `xml:"bufferSize,attr"`
			Unit   string `xml:"bufferSizeUnits,attr"`
			Colour string `xml:"bufferColor,attr"`
		} `xml:"text-buffer"`
	} `xml:"text-style"`
	Placement struct {
		Way   string `xml:"placement,attr"`
		Flags string `xml:"placementFlags,attr"`
	} `xml:"placement"`
}

// properties are those of a symbol's layer by name.
func (s stratum) properties() map[string]string {
	m := map[string]string{}
	for _, p := range s.Old {
		m[p.Name] = p.Value
	}
	if s.Properties != nil {
		for _, p := range s.Properties.List {
			m[p.Name] = p.Value
		}
	}
	return m
}
