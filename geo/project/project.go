package project

import (
	"math"
	"strings"

	"github.com/paulmach/orb"
	orbproject "github.com/paulmach/orb/project"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// The kinds of fault.
const (
	UnknownSystem fault.Kind = "unknown coordinate system"
	Unfitting     fault.Kind = "coordinates that do not fit their system"
)

// Transform turns positions in a coordinate reference system into longitude and latitude in degrees on WGS 84. The zero
// value is that of a file that states no system: positions are taken to be degrees on WGS 84, and Check sees whether
// they can be. It may be used by several goroutines at a time.
type Transform struct {
	system  *system // nil where none is stated
	stating Stating
}

// From reads what a file states as its coordinate reference system: a code such as EPSG:32642, a URN or URL of one, a
// name, WKT or a PROJ string; "" where it states none. The note tells people what becomes of the coordinates; it is
// empty where they are in WGS 84 already. An error is a fault.Fault of the kind UnknownSystem, without the name of the
// file.
func From(crs string) (Transform, locale.Text, error) {
	s := strings.Trim(crs, "\ufeff\x00 \t\r\n")
	if s == "" {
		return Transform{}, locale.Text{}, nil
	}
	var found *system
	var err error
	switch {
	case len(s) > longest:
		err = locale.Errorf("it is longer than %d {1|character|characters}", longest)
	case isPROJ(s):
		found, err = fromPROJ(s)
	case isWKT(s):
		found, err = fromWKT(s)
	default:
		found, err = fromName(s)
	}
	if err != nil {
		return Transform{}, locale.Text{}, refusal(s, found, err)
	}
	return Transform{system: found}, found.note(), nil
}

// longest is how many bytes a statement may have. The longest of the EPSG dataset has a tenth of that.
const longest = 1 << 16

// refusal is the fault of a system that cannot be used. It names the system as far as it was read.
func refusal(stated string, found *system, why error) fault.Fault {
	if found != nil && found.name != "" {
		stated = found.name
	}
	return fault.Fault{
		Kind: UnknownSystem,
		Detail: locale.T("its coordinate system %q cannot be turned into longitude and latitude: %w", short(stated),
			why),
		Remedy: locale.T("convert it with ogr2ogr -t_srs EPSG:4326 OUT IN, or export it in WGS 84, EPSG:4326"),
	}
}

// short is the beginning of a text that may be long.
func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// Identity says whether positions stay as they are: they are degrees on WGS 84 or on a datum within 2 m of it.
func (t Transform) Identity() bool {
	return t.system == nil || t.system.projection == nil && t.system.shift == nil && t.system.unit == 1
}

// Point turns a position into longitude and latitude. An error is a fault.Fault of the kind Unfitting, without the
// names of file and feature: the position is no number, is no longitude and latitude, or lies where the projection
// shows nothing. Positions that are computed are rounded to a billionth of a degree, a tenth of a millimetre, so that
// they are the same on every machine.
func (t Transform) Point(at orb.Point) (orb.Point, error) {
	if t.Identity() {
		return at, t.misplaced(at)
	}
	s := t.system
	ll := orb.Point{at[0] * s.unit, at[1] * s.unit}
	if s.projection != nil {
		lon, lat, ok := s.projection.inverse(ll[0]-s.falseEasting, ll[1]-s.falseNorthing)
		if !ok {
			return orb.Point{}, fault.Fault{Kind: Unfitting,
				Detail: locale.T("its position is [%v, %v], where %s has no place", at[0], at[1], s.name),
				Remedy: locale.T("find out the system of its coordinates and state it with %s", t.stating)}
		}
		ll = orb.Point{math.Remainder(s.meridian+degrees(lon), 360), degrees(lat)}
	} else if err := t.misplaced(ll); err != nil {
		return orb.Point{}, err
	}
	if s.shift != nil {
		ll = s.shift.apply(s.on, ll)
	}
	return orb.Point{tidy(ll[0]), tidy(ll[1])}, nil
}

// misplaced is the fault of a position that is not longitude and latitude, or nil.
func (t Transform) misplaced(at orb.Point) error {
	if math.Abs(at[0]) <= 180 && math.Abs(at[1]) <= 90 {
		return nil
	}
	return fault.Fault{Kind: Unfitting,
		Detail: locale.T("its position is [%v, %v], not longitude and latitude", at[0], at[1]),
		Remedy: locale.T("find out the system of its coordinates and state it with %s", t.stating)}
}

// Geometry turns every position of a geometry, and leaves the one that it was given alone. An error is that of the
// first position that has one.
func (t Transform) Geometry(g orb.Geometry) (orb.Geometry, error) {
	if g == nil {
		return nil, nil //nolint:nilnil // a feature without geometry stays one
	}
	var first error
	turned := orbproject.Geometry(orb.Clone(g), func(at orb.Point) orb.Point {
		ll, err := t.Point(at)
		if err != nil && first == nil {
			first = err
		}
		return ll
	})
	if first != nil {
		return nil, first
	}
	return turned, nil
}

// tidy rounds degrees to the ninth decimal, and takes the sign from zero.
func tidy(v float64) float64 { return math.Round(v*1e9)/1e9 + 0 }

func degrees(radians float64) float64 { return radians * 180 / math.Pi }

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }
