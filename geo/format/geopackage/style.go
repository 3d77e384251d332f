package geopackage

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// style is a row of layer_styles, where QGIS keeps how layers are drawn.
type style struct {
	column string // of the geometry, "" where the row does not say
	qml    string
}

// readStyles reads the styles that are to be applied when a layer is opened. The table is not of the standard, and what
// it has may be of any kind: a style that is not understood is none.
func (p *pack) readStyles(d *database) locale.Text {
	p.styles = map[string][]style{}
	const name = "layer_styles"
	columns := []string{"f_table_name", "f_geometry_column", "styleQML", "useAsDefault"}
	t, wrong := p.schema.table(d, name)
	if t == nil || !wrong.Empty() {
		return locale.Text{}
	}
	for _, c := range columns {
		if x, ok := t.column(c); !ok || x.computed {
			return locale.Text{}
		}
	}
	return p.schema.rows(d, name, columns, func(row []any) error {
		if applied, _ := row[3].(int64); applied != 0 {
			table := fold(text(row[0]))
			p.styles[table] = append(p.styles[table], style{text(row[1]), text(row[2])})
		}
		return nil
	})
}

// style is the style of a table, nil where there is none.
func (p *pack) style(table, column string, fields []format.Field) *format.Style {
	for _, s := range p.styles[fold(table)] {
		if s.column == "" || fold(s.column) == fold(column) {
			return parseQML(s.qml, fields)
		}
	}
	return nil
}

// parseQML reads a style, nil where it is of a kind that format.Style does not have.
func parseQML(document string, fields []format.Field) *format.Style {
	var q qml
	if err := xml.Unmarshal([]byte(document), &q); err != nil {
		return nil
	}
	s := &format.Style{Fills: map[string]string{}}
	symbols := map[string]symbol{}
	for _, x := range q.Renderer.Symbols {
		symbols[x.Name] = x
	}
	switch q.Renderer.Type {
	case "singleSymbol":
		if len(q.Renderer.Symbols) > 0 {
			draw(s, q.Renderer.Symbols[0], "")
		}
	case "categorizedSymbol":
		s.Field = fieldOf(q.Renderer.Attribute, fields)
		for _, c := range q.Renderer.Categories {
			values := []string{c.Value}
			for i, v := range c.Values {
				values = append(values[:i], v.Value)
			}
			for _, v := range values {
				draw(s, symbols[c.Symbol], v)
			}
		}
	}
	if s.Field == "" && q.Renderer.Type != "singleSymbol" {
		return nil
	}
	if q.Labels == "1" && q.Labeling != nil && q.Labeling.Type == "simple" {
		s.Label = fieldOf(q.Labeling.Settings.Text.Field, fields)
	}
	return s
}

// fieldOf is the field that an expression of QGIS consists of, as it is or in quotation marks; "" where it consists of
// anything else.
func fieldOf(expression string, fields []format.Field) string {
	for _, f := range fields {
		if expression == f.Name || strings.TrimSpace(expression) == quote(f.Name) {
			return f.Name
		}
	}
	return ""
}

// draw takes colour and outline of a class from the first layer of a symbol that has any.
func draw(s *format.Style, from symbol, class string) {
	for _, layer := range from.Layers {
		if layer.Enabled == "0" {
			continue
		}
		p := layer.properties()
		fill, line, width := p["color"], p["outline_color"], p["outline_width"]
		unit := p["outline_width_unit"]
		switch layer.Class {
		case "SimpleFill", "SimpleMarker":
			if p["style"] == "no" {
				fill = ""
			}
			if p["outline_style"] == "no" {
				line = ""
			}
		case "SimpleLine":
			fill, line, width, unit = p["line_color"], p["line_color"], p["line_width"], p["line_width_unit"]
		default:
			continue
		}
		if c := hex(fill); c != "" && (layer.Class != "SimpleLine" || s.Field != "" && class != "") {
			s.Fills[class] = c
		}
		if c := hex(line); c != "" && s.Line == "" {
			s.Line, s.Width = c, millimetres(width, unit)
		}
		return
	}
}

// hex is a colour of QGIS, red, green, blue and opacity from 0 to 255, as #rrggbb; "" where it is none or not seen.
func hex(colour string) string {
	parts := strings.Split(colour, ",")
	if len(parts) < 3 {
		return ""
	}
	out := "#"
	for i, part := range parts[:min(len(parts), 4)] {
		n, err := strconv.ParseUint(part, 10, 8)
		if err != nil || i == 3 && n == 0 {
			return ""
		}
		if i < 3 {
			out += fmt.Sprintf("%02x", n)
		}
	}
	return out
}

// millimetres is a width, 0 where it is in a unit that is not of paper.
func millimetres(width, unit string) float64 {
	per := map[string]float64{"": 1, "MM": 1, "Point": 25.4 / 72, "Inch": 25.4}[unit]
	w, err := strconv.ParseFloat(width, 64)
	if err != nil || math.IsNaN(w) || math.IsInf(w, 0) || w < 0 {
		return 0
	}
	return w * per
}
