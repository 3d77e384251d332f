package shapefile

import "github.com/okrug/okrug/geo/locale"

// shapeType is the kind of a shape (ESRI Shapefile Technical Description, page 4).
type shapeType int32

const (
	null       shapeType = 0
	point      shapeType = 1
	polyLine   shapeType = 3
	polygon    shapeType = 5
	multiPoint shapeType = 8
	multiPatch shapeType = 31
)

// flat is the kind in the plane of a kind with heights and measures (PointZ and so on, 11 to 18) or with measures alone
// (PointM and so on, 21 to 28).
func (t shapeType) flat() shapeType {
	if t > 10 && t < 30 {
		return t % 10
	}
	return t
}

// known reports whether shapes of the kind are read.
func (t shapeType) known() bool {
	switch t.flat() {
	case null:
		return t == null
	case point, polyLine, polygon, multiPoint:
		return true
	}
	return false
}

// text names the kind, by Esri's words where it has one.
func (t shapeType) text() locale.Text {
	name := map[shapeType]string{null: "Null", point: "Point", polyLine: "PolyLine", polygon: "Polygon",
		multiPoint: "MultiPoint", multiPatch: "MultiPatch"}[t.flat()]
	switch {
	case name == "" || !t.known() && t != multiPatch:
		return locale.T("type %d", locale.Nth(int(t)))
	case t > 20 && t < 30:
		name += "M"
	case t > 10 && t < 20:
		name += "Z"
	}
	return locale.Raw(name)
}
