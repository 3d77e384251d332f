package geo

import (
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
)

// BaseKind is what a feature of the base layer is.
type BaseKind string

// The kinds of features of a base layer.
const (
	Sea    BaseKind = "sea"    // areas of water that lie around the units
	Water  BaseKind = "water"  // areas of water in the units, or in the land around them
	River  BaseKind = "river"  // lines
	Limit  BaseKind = "border" // lines between neighbouring countries
	Abroad BaseKind = "land"   // areas of neighbouring countries, for their names
)

var baseKinds = []BaseKind{Sea, Water, River, Limit, Abroad}

// lines says whether features of the kind are lines, not areas.
func (k BaseKind) lines() bool { return k == River || k == Limit }

// BaseFeature is something that maps show around and under the districts, and that nothing is computed from. In WGS 84
// degrees.
type BaseFeature struct {
	Kind  BaseKind
	Names Names // may be empty
	// Rank is how important it is: 0 is for maps of any scale, 9 for the largest scales alone.
	Rank  int
	Areas orb.MultiPolygon
	Lines orb.MultiLineString
}

// BaseColumns says which property of a feature of the base layer is what. An empty name means that the file has none.
type BaseColumns struct {
	Kind  string // required
	Names map[string]string
	Rank  string // empty: all have rank 0
}

// readBase reads the base layer.
func (r *reading) readBase() error {
	if r.s.Base == nil {
		return nil
	}
	c := columns{quiet: -1}
	kind, names := c.want(baseKindRole, r.s.BaseColumns.Kind), c.wantNames(r.s.BaseColumns.Names)
	rank := c.want("rank", r.s.BaseColumns.Rank)
	_, err := r.read(*r.s.Base, c, func(e *entry) {
		x := BaseFeature{Kind: BaseKind(e.text(kind)), Names: e.names(names), Areas: e.Polygons, Lines: e.Lines}
		e.name = x.Names
		if n, ok := e.number(rank, false); ok {
			x.Rank = int(min(9, max(0, n)))
		}
		if f, wrong := e.baseFault(x); wrong {
			e.report(-1, f)
			return
		}
		r.layer.Base = append(r.layer.Base, x)
	})
	return err
}

const baseKindRole = "kind of a base layer"

// baseFault tells what is wrong with a feature of the base layer.
func (e *entry) baseFault(x BaseFeature) (Fault, bool) {
	want, area := locale.T("give it a Polygon or MultiPolygon"), len(x.Areas) > 0
	if x.Kind.lines() {
		want, area = locale.T("give it a LineString or MultiLineString"), len(x.Lines) > 0
	}
	far := outOfRange(x.Areas)
	for _, l := range x.Lines {
		if far == nil {
			far = farPoint(l)
		}
	}
	switch {
	case !slices.Contains(baseKinds, x.Kind):
		words := make([]string, len(baseKinds))
		for i, k := range baseKinds {
			words[i] = string(k)
		}
		return e.fault(BadText, locale.T("its kind is %q", string(x.Kind)),
			locale.T("a feature of the base layer is one of %s", strings.Join(words, ", "))), true
	case !e.Problem.Empty():
		return e.fault(BadFeature, e.Problem, locale.T("export the file anew as GeoJSON")), true
	case e.GeometryType == "":
		return e.fault(EmptyGeometry, locale.T("it has no geometry"), want), true
	case !area:
		return e.fault(WrongGeometry, locale.T("its geometry is a %s", e.GeometryType), want), true
	case far != nil:
		return e.fault(OutOfRange, locale.T("its position is [%v, %v], not longitude and latitude", far[0], far[1]),
			locale.T("longitudes run from -180 to 180 and latitudes from -90 to 90, longitude first")), true
	}
	return Fault{}, false
}
