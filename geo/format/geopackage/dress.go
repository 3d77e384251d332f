package geopackage

import (
	"cmp"
	"encoding/xml"
	"maps"
	"slices"
	"strconv"

	"github.com/okrug/okrug/geo/format"
)

// layerStyles is the statement that makes the table of styles as QGIS does.
const layerStyles = `CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)`

// dress writes the styles of the layers that have one and are drawn. QGIS finds the table only where it is listed among
// the contents. What is drawn of points, lines and areas in one layer depends on the program; they get none.
func (m *maker) dress(tables []*output) error {
	id := 0
	for _, t := range tables {
		if t.layer.Style == nil || t.shape == "" || t.family == several {
			continue
		}
		if id++; id == 1 {
			if err := m.run(layerStyles); err != nil {
				return err
			}
			const name = "layer_styles"
			if err := m.insert("gpkg_contents", name, "attributes", name, "", beginning, nil, nil, nil, nil, nil); err != nil {
				return err
			}
		}
		q, err := t.qml()
		if err != nil {
			return err
		}
		err = m.insert("layer_styles", id, "", "", t.name, t.shape, "okrug", q, t.sld(), 1, "", "", nil, beginning)
		if err != nil {
			return err
		}
	}
	return nil
}

// class is a class of features that are drawn alike. The one that is all is what no other class has.
type class struct {
	value, fill string
	all         bool
}

// classes are those of a style, numbers in their order, and what is in none of them at the end.
func classes(s *format.Style) []class {
	var out []class
	if s.Field != "" {
		values := slices.SortedFunc(maps.Keys(s.Fills), func(a, b string) int {
			x, errX := strconv.ParseInt(a, 10, 64)
			y, errY := strconv.ParseInt(b, 10, 64)
			if errX != nil || errY != nil {
				x, y = 0, 0
			}
			return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
		})
		for _, v := range values {
			if v != "" {
				out = append(out, class{v, s.Fills[v], false})
			}
		}
	}
	return append(out, class{"", s.Fills[""], true})
}

// qml is the style as QGIS has it.
func (o *output) qml() (string, error) {
	s := o.layer.Style
	q := qml{Version: "3.22", Categories: "Symbology|Labeling", Labels: "0",
		Renderer: renderer{Type: "singleSymbol", Levels: "0"}}
	for i, c := range classes(s) {
		name := strconv.Itoa(i)
		q.Renderer.Symbols = append(q.Renderer.Symbols, o.symbol(name, s, c.fill))
		if s.Field != "" {
			q.Renderer.Categories = append(q.Renderer.Categories, category{Value: c.value, Label: c.value, Symbol: name,
				Render: "true"})
		}
	}
	if s.Field != "" {
		q.Renderer.Type, q.Renderer.Attribute = "categorizedSymbol", s.Field
	}
	if s.Label != "" {
		q.Labels = "1"
		q.Labeling = &labeling{Type: "simple"}
		t := &q.Labeling.Settings
		t.Text.Field, t.Text.Expression, t.Text.Family = s.Label, "0", "Sans Serif"
		t.Text.Size, t.Text.SizeUnit, t.Text.Colour = "8", "Point", "30,30,30,255"
		t.Text.Buffer.Draw, t.Text.Buffer.Size, t.Text.Buffer.Unit = "1", "0.6", "MM"
		t.Text.Buffer.Colour = "255,255,255,255"
		// horizontal in areas, along lines, at one of the places around a point
		t.Placement.Way = map[family]string{points: "6", lines: "2", areas: "4"}[o.family]
		t.Placement.Flags = "10" // above the line, by the map's direction
	}
	b, err := xml.MarshalIndent(q, "", " ")
	return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + string(b) + "\n", err
}

// symbol draws a class.
func (o *output) symbol(name string, s *format.Style, fill string) symbol {
	x := stratum{Enabled: "1", Locked: "0", Pass: "0", Properties: &options{Type: "Map"}}
	put := func(name, value string) {
		x.Properties.List = append(x.Properties.List, option{name, "QString", value})
	}
	line, width := rgb(s.Line), strconv.FormatFloat(s.Width, 'f', -1, 64)
	kind := "fill"
	switch o.family {
	case lines:
		kind, x.Class = "line", "SimpleLine"
		put("line_color", rgb(lineColour(s, fill)))
		put("line_style", solid(lineColour(s, fill)))
		put("line_width", width)
		put("line_width_unit", "MM")
		put("joinstyle", "round")
		put("capstyle", "round")
	default:
		x.Class = "SimpleFill"
		if o.family == points {
			kind, x.Class = "marker", "SimpleMarker"
			put("name", "circle")
			put("size", "2")
			put("size_unit", "MM")
		}
		put("color", rgb(fill))
		if o.family == areas {
			put("style", solid(fill))
		}
		put("outline_color", line)
		put("outline_style", solid(s.Line))
		put("outline_width", width)
		put("outline_width_unit", "MM")
		put("joinstyle", "round")
	}
	return symbol{Name: name, Type: kind, Alpha: "1", Layers: []stratum{x}}
}

// lineColour is the colour of lines of a class, which have no outlines but themselves.
func lineColour(s *format.Style, fill string) string {
	if s.Field != "" {
		return cmp.Or(fill, s.Line)
	}
	return cmp.Or(s.Line, fill)
}

// solid is how QGIS draws with a colour, or does not where there is none.
func solid(colour string) string {
	if colour == "" {
		return "no"
	}
	return "solid"
}

// rgb is a colour #rrggbb as QGIS has it, seen through where there is none.
func rgb(colour string) string {
	if colour == "" {
		return "255,255,255,0"
	}
	n, _ := strconv.ParseUint(colour[1:], 16, 24) // it was looked at before
	return strconv.Itoa(int(n>>16)) + "," + strconv.Itoa(int(n>>8&255)) + "," + strconv.Itoa(int(n&255)) + ",255"
}
