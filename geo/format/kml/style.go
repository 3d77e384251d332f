package kml

import (
	"cmp"
	"image/color"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/twpayne/go-kml/v3"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// dress adds the styles of a layer's classes, the last of which is that of features in none of the others.
func (l *layer) dress(w *writing) error {
	s := l.Style
	if s == nil {
		return nil
	}
	for _, name := range []string{s.Label, s.Field} {
		if name != "" && !slices.Contains(names(l.Fields), name) {
			return l.Fault(-1, locale.T("its style names the field %q, which it does not have", name),
				locale.T("name one of its fields"))
		}
	}
	if s.Width < 0 || math.IsNaN(s.Width) || math.IsInf(s.Width, 0) {
		return l.Fault(-1, locale.T("a line cannot be %v mm wide", s.Width), locale.Text{})
	}
	if s.Line == "" && len(s.Fills) == 0 {
		return nil // it says no more than what the label is
	}
	line, ok := colour(s.Line)
	if !ok {
		return l.Fault(-1, locale.T("%q is no colour in the form #rrggbb", s.Line), locale.Text{})
	}
	l.classes = map[string]int{}
	classes := []string{}
	if s.Field != "" {
		for _, class := range slices.Sorted(maps.Keys(s.Fills)) {
			if class != "" {
				classes = append(classes, class)
			}
		}
	}
	for i, class := range append(classes, "") {
		fill, ok := colour(s.Fills[class])
		if !ok {
			return l.Fault(-1, locale.T("%q is no colour in the form #rrggbb", s.Fills[class]), locale.Text{})
		}
		l.classes[class] = i
		w.styles = append(w.styles, kml.SharedStyle(l.style+strconv.Itoa(i+1), styleOf(s, line, fill)...))
	}
	return nil
}

// styleOf draws a class: icons and areas by its colour, lines by that of outlines, or by that of the class where there
// are classes. What has no colour is not drawn.
func styleOf(s *format.Style, line, fill color.Color) []kml.Element {
	var members []kml.Element
	if fill != nil {
		members = append(members, kml.IconStyle(kml.Color(fill)))
	}
	if c := line; c != nil || fill != nil {
		if c == nil {
			c = fill
		}
		drawn := kml.LineStyle(kml.Color(c))
		if s.Width > 0 { // in pixels, of which a screen is taken to have 96 to the inch
			drawn.Append(kml.Width(math.Round(s.Width*96/25.4*100) / 100))
		}
		members = append(members, drawn)
	}
	area := []kml.Element{}
	if fill != nil {
		area = append(area, kml.Color(fill))
	}
	return append(members, kml.PolyStyle(append(area, kml.Fill(fill != nil), kml.Outline(line != nil))...))
}

// styleOf is the id of the style of a feature, "" for none.
func (l *layer) styleOf(f format.Feature) string {
	if l.classes == nil {
		return ""
	}
	class := ""
	if l.Style.Field != "" {
		class = f.Values[slices.Index(names(l.Fields), l.Style.Field)].Text
	}
	i, is := l.classes[class]
	if !is {
		i = l.classes[""]
	}
	return l.style + strconv.Itoa(i+1)
}

// colour reads #rrggbb; nil for none.
func colour(s string) (c color.Color, ok bool) {
	if s == "" {
		return nil, true
	}
	n, err := strconv.ParseUint(cmp.Or(s[1:], "x"), 16, 24)
	if len(s) != 7 || s[0] != '#' || err != nil {
		return nil, false
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}, true
}
