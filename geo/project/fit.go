package project

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Check compares the system with the coordinates of a layer, given by the bounds of its features in its own
// coordinates. It is wrong where most of the features cannot be where it puts them: degrees beyond 180 and 90, a
// projection with coordinates that look like degrees or like north before east, and places that it does not show. The
// error is a fault.Fault of the kind Unfitting that says so and which systems the coordinates look like, without the
// name of the file. Few features that do not fit are left to Transform.Point and to those who know them by name.
func (t Transform) Check(features []orb.Bound) error {
	var unlike []orb.Point // the least coordinates of features that do not fit
	count := 0
	for _, b := range features {
		if b.IsEmpty() {
			continue
		}
		if count++; !t.fits(b) {
			unlike = append(unlike, b.Min)
		}
	}
	if 2*len(unlike) <= count {
		return nil
	}
	at := middle(unlike)
	f := fault.Fault{Kind: Unfitting, Remedy: t.guess(at)}
	switch {
	case t.system == nil:
		f.Detail = locale.T("it states no coordinate system, and its coordinates, such as [%v, %v], are not degrees",
			at[0], at[1])
	case t.system.projection == nil:
		f.Detail = locale.T("it states the coordinate system %s, and its coordinates, such as [%v, %v], are not degrees",
			t.system.name, at[0], at[1])
	case t.exchanged(at):
		f.Detail = locale.T("it states the coordinate system %s, but its coordinates, such as [%v, %v], look like north "+
			"before east", t.system.name, at[0], at[1])
		if ll, err := t.Point(orb.Point{at[1], at[0]}); err == nil {
			f.Remedy = locale.T("export it anew with east before north; then it lies around %s (lat, lon)", shown(ll))
		}
	case likeDegrees(at):
		f.Detail = locale.T("it states the coordinate system %s, but its coordinates, such as [%v, %v], look like degrees",
			t.system.name, at[0], at[1])
	default:
		f.Detail = locale.T("it states the coordinate system %s, where its coordinates, such as [%v, %v], have no place",
			t.system.name, at[0], at[1])
	}
	return f
}

// exchanged says whether a position in a zone of transverse Mercator lies in it only if its coordinates are exchanged.
// Otherwise it lies 2 000 km from the zone, within some degrees of the equator.
func (t Transform) exchanged(at orb.Point) bool {
	if t.system == nil {
		return false
	}
	if _, ok := t.system.projection.(*transverseMercator); !ok {
		return false
	}
	x, y := at[0]*t.system.unit-t.system.falseEasting, at[1]*t.system.unit-t.system.falseEasting
	return math.Abs(x) > 2e6 && math.Abs(y) < 6e5
}

// fits says whether the coordinates of a feature can be those of the system.
func (t Transform) fits(b orb.Bound) bool {
	for _, corner := range []orb.Point{b.Min, b.Max} {
		if _, err := t.Point(corner); err != nil {
			return false
		}
	}
	if t.exchanged(b.Min) && t.exchanged(b.Max) {
		return false
	}
	// Within 180 m by 90 m of a projection's origin there is one building, and there are not most features of a layer.
	metres := t.system != nil && t.system.projection != nil && t.system.unit <= 1
	return !metres || !likeDegrees(b.Min) || !likeDegrees(b.Max)
}

// shown is longitude and latitude as map services take them, to a kilometre.
func shown(ll orb.Point) string { return fmt.Sprintf("%.2f, %.2f", ll[1], ll[0]) }

func likeDegrees(at orb.Point) bool { return math.Abs(at[0]) <= 180 && math.Abs(at[1]) <= 90 }

// middle is the point in the middle of others, by each coordinate: one of a feature that lies as the most do.
func middle(points []orb.Point) orb.Point {
	var out orb.Point
	for axis := range out {
		values := make([]float64, len(points))
		for i, p := range points {
			values[i] = p[axis]
		}
		slices.Sort(values)
		out[axis] = values[len(values)/2]
	}
	return out
}

// guess is what to do about coordinates of a place whose system is not stated, or stated wrongly: the systems that they
// look like, and where on the Earth they would be.
func (t Transform) guess(at orb.Point) locale.Text {
	x, y := at[0], at[1]
	var maybe []locale.Text
	add := func(key func(name string, code int, place string) locale.Text, at orb.Point, codes ...int) {
		for _, code := range codes {
			s := byCode(code)
			if s == nil {
				continue
			}
			if ll, err := (Transform{system: s}).Point(at); err == nil {
				maybe = append(maybe, key(s.name, code, shown(ll)))
			}
		}
	}
	straight := func(name string, code int, place string) locale.Text {
		return locale.T("EPSG:%s, %s, around %s (lat, lon)", fmt.Sprint(code), name, place)
	}
	exchanged := func(name string, code int, place string) locale.Text {
		return locale.T("EPSG:%s, %s, with north before east, around %s (lat, lon)", fmt.Sprint(code), name, place)
	}
	switch {
	case likeDegrees(at):
		maybe = append(maybe, locale.T("EPSG:%s, %s", WGS84, worldGeodetic.name))
	case math.Abs(x) <= 90 && math.Abs(y) <= 180:
		maybe = append(maybe, locale.T("degrees with latitude before longitude"))
	default:
		add(straight, at, zoned(x, y)...)
		if unzoned(x, y) {
			maybe = append(maybe, locale.T("UTM, EPSG:326 and two digits of the zone, 42 from 66 to 72 degrees east"),
				locale.T("Gauss-Kruger without the number of the zone, such as EPSG:%s from 66 to 72 degrees east", "2502"))
		}
		if math.Max(math.Abs(x), math.Abs(y)) <= math.Pi*wgs84Ellipsoid.a && math.Abs(x) > 180 && math.Abs(y) > 90 {
			add(straight, at, 3857)
		}
		add(exchanged, orb.Point{y, x}, zoned(y, x)...)
		if x > 1e6 && unzoned(y, x) {
			maybe = append(maybe, locale.T("UTM or Gauss-Kruger without the number of the zone, with north before east"))
		}
	}
	if len(maybe) == 0 {
		return locale.T("find out the system of its coordinates and state it with %s", t.stating)
	}
	return locale.T("state the system of its coordinates with %s; by their size they may be %s", t.stating, maybe)
}

// zoned are the codes of the zones whose number stands before the easting: of six degrees on Pulkovo 1942 and on
// QazTRF-23, and of three on Pulkovo 1942.
func zoned(x, y float64) []int {
	zone := int(math.Floor(x / 1e6))
	if easting := x - float64(zone)*1e6; zone < 4 || zone > 64 || easting < 50000 || easting > 950000 || y < 0 || y > 1e7 {
		return nil
	}
	var codes []int
	for _, z := range everyZones {
		code := z.from + zone - z.zone
		if z.kind.number && (z.datum == pulkovo1942 || z.datum == qazTRF) && z.from <= code && code <= z.to {
			codes = append(codes, code)
		}
	}
	return codes
}

// unzoned says whether coordinates look like those of a zone that has no number in them.
func unzoned(x, y float64) bool { return x >= 100000 && x <= 900000 && y >= 0 && y <= 1e7 }
