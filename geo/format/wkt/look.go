package wkt

import (
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/format"
)

// HasAreas reports whether a table has areas in a column of well-known text, which Read would take for its geometry.
func HasAreas(s format.Source, o format.Options) bool {
	t, err := readTable(s, o)
	if err != nil {
		return false
	}
	p := t.findPlaces()
	return p.wkt >= 0 && slices.ContainsFunc(t.lines, func(l line) bool { return isArea(l.cell(p.wkt)) })
}

// isArea reports whether a text looks like the geometry of an area.
func isArea(s string) bool {
	m := begins.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	kind := strings.ToUpper(m[2])
	return strings.HasSuffix(kind, "POLYGON") || kind == "MULTISURFACE"
}
