package geopackage

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// pixels is how many of the pixels by which OGC's symbology measures make a millimetre (OGC 05-077r4, 11.1.3: one is
// 0.28 mm).
const pixels = 1 / 0.28

// sld is the style as other programs have it, in OGC's Styled Layer Descriptor 1.1 (OGC 05-078r4).
func (o *output) sld() string {
	s := o.layer.Style
	var b strings.Builder
	b.WriteString(xml.Header + `<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld"` +
		` xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc">` + "\n<NamedLayer>\n")
	b.WriteString(element("se:Name", o.name) + "\n<UserStyle>\n<se:FeatureTypeStyle>\n")
	for _, c := range classes(s) {
		b.WriteString("<se:Rule>\n")
		switch {
		case s.Field != "" && c.all:
			b.WriteString("<se:ElseFilter/>\n")
		case s.Field != "":
			b.WriteString(element("se:Name", c.value) + "\n<ogc:Filter><ogc:PropertyIsEqualTo>" +
				element("ogc:PropertyName", s.Field) + element("ogc:Literal", c.value) +
				"</ogc:PropertyIsEqualTo></ogc:Filter>\n")
		}
		b.WriteString(o.symbolizer(c.fill) + "</se:Rule>\n")
	}
	if s.Label != "" {
		// A rule without a filter is met by all features, and ElseFilter by none beside it.
		b.WriteString("</se:FeatureTypeStyle>\n<se:FeatureTypeStyle>\n<se:Rule>\n<se:TextSymbolizer>" +
			"<se:Label>" + element("ogc:PropertyName", s.Label) + "</se:Label><se:Font>" +
			parameter("font-family", "Sans Serif") + parameter("font-size", "10") + "</se:Font><se:Fill>" +
			parameter("fill", "#1e1e1e") + "</se:Fill></se:TextSymbolizer>\n</se:Rule>\n")
	}
	b.WriteString("</se:FeatureTypeStyle>\n</UserStyle>\n</NamedLayer>\n</StyledLayerDescriptor>\n")
	return b.String()
}

// symbolizer draws a class.
func (o *output) symbolizer(colour string) string {
	s := o.layer.Style
	fill := ""
	if colour != "" {
		fill = "<se:Fill>" + parameter("fill", colour) + "</se:Fill>"
	}
	switch o.family {
	case points:
		return "<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName>" + fill +
			stroke(s.Line, s.Width) + "</se:Mark><se:Size>7</se:Size></se:Graphic></se:PointSymbolizer>\n"
	case lines:
		return "<se:LineSymbolizer>" + stroke(lineColour(s, colour), s.Width) + "</se:LineSymbolizer>\n"
	}
	return "<se:PolygonSymbolizer>" + fill + stroke(s.Line, s.Width) + "</se:PolygonSymbolizer>\n"
}

// stroke draws a line of a width in millimetres, or none without a colour.
func stroke(colour string, width float64) string {
	if colour == "" {
		return ""
	}
	thick := ""
	if width > 0 { // else it is what a program thinks best
		thick = parameter("stroke-width", strconv.FormatFloat(width*pixels, 'f', 2, 64))
	}
	return "<se:Stroke>" + parameter("stroke", colour) + thick + "</se:Stroke>"
}

func element(name, text string) string { return "<" + name + ">" + escaped(text) + "</" + name + ">" }

func parameter(name, value string) string {
	return `<se:SvgParameter name="` + name + `">` + escaped(value) + "</se:SvgParameter>"
}
