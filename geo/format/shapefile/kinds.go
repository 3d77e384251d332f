package shapefile

import (
	"path"
	"strings"

	"github.com/okrug/okrug/geo/fault"
)

// The kinds of faults and notes, beside those of package charset.
const (
	NotShapefile fault.Kind = "not a shapefile"
	NotTable     fault.Kind = "not a dBase table"
	Unequal      fault.Kind = "shapes and records that differ in number"
	BadShape     fault.Kind = "bad shape"
	BadValue                = fault.BadValue
	NotRead      fault.Kind = "kind that is not read"
	Mended       fault.Kind = "mended shape"
	LeftOut      fault.Kind = "left out"
	WrongLength  fault.Kind = "length that is wrong"
	NotHeld      fault.Kind = "more than a shapefile can hold"
)

// sibling is the name of a file beside another one.
func sibling(name, ending string) string { return strings.TrimSuffix(name, path.Ext(name)) + ending }
