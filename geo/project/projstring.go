package project

import (
	"math"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// isPROJ says whether a text is a PROJ string: words of the form +key=value.
func isPROJ(s string) bool {
	return strings.HasPrefix(s, "+") || strings.HasPrefix(s, "proj=") || strings.HasPrefix(s, "init=")
}

// projMethods are the projections of PROJ by name (proj.org/operations/projections).
var projMethods = map[string]method{"tmerc": transverse, "etmerc": transverse, "utm": transverse,
	"merc": mercatorMethod, "webmerc": pseudoMercator, "lcc": lambertConic, "aea": albersConic}

// projEllipsoids are ellipsoids of PROJ by name (proj.org/usage/ellipsoids.html).
var projEllipsoids = map[string]ellipsoid{"WGS84": wgs84Ellipsoid, "GRS80": grs80, "krass": krassowsky,
	"GSK2011": gsk2011, "PZ90": pz90, "bessel": {6377397.155, 299.1528128}, "intl": {6378388, 297},
	"clrk66": {6378206.4, 294.978698213898}, "airy": {6377563.396, 299.3249646}, "WGS72": {6378135, 298.26},
	"sphere": {6370997, 0}}

// projUnits are units of PROJ in metres (proj.org/operations/conversions/unitconvert.html).
var projUnits = map[string]float64{"m": 1, "km": 1000, "ft": 0.3048, "us-ft": 1200. / 3937}

// projIgnored are keys that say nothing of where a place lies.
var projIgnored = []string{"no_defs", "wktext", "type", "over", "vunits", "vto_meter", "geoidgrids", "approx"}

// projWords are the words of a PROJ string by key. What was read is deleted.
type projWords map[string]string

// fromPROJ reads a PROJ string (proj.org/usage/quickstart.html), the form in which programs of the field wrote systems
// before WKT, and people still do.
func fromPROJ(s string) (*system, error) {
	w := projWords{}
	for _, word := range strings.Fields(s) {
		key, value, _ := strings.Cut(strings.TrimPrefix(word, "+"), "=")
		if _, ok := w[key]; ok {
			return nil, locale.Errorf("its parameter %q is given twice", short(key))
		}
		w[key] = value
	}
	if code, ok := w["init"]; ok && len(w) == 1 {
		return fromName(code)
	}
	for _, key := range projIgnored {
		delete(w, key)
	}
	name := s
	found, err := w.system()
	if err == nil {
		err = w.rest()
	}
	if err != nil {
		return nil, err
	}
	found.name = short(name)
	return found, nil
}

// text takes the word of a key, "" where there is none.
func (w projWords) text(key string) string {
	v := w[key]
	delete(w, key)
	return v
}

// number takes the number of a key and says whether there is one.
func (w projWords) number(key string) (float64, bool, error) {
	s, ok := w[key]
	delete(w, key)
	if !ok {
		return 0, false, nil
	}
	v, valid := decimal(s)
	if !valid {
		return 0, false, locale.Errorf("its parameter %q cannot be %s", key, short(s))
	}
	return v, true, nil
}

// rest says which key was not understood.
func (w projWords) rest() error {
	first := ""
	for key := range w {
		if first == "" || key < first {
			first = key
		}
	}
	if len(w) == 0 {
		return nil
	}
	return locale.Errorf("okrug does not know its parameter %q", short(first))
}

// system reads a system, without its name.
func (w projWords) system() (*system, error) {
	proj := w.text("proj")
	if order := w.text("axis"); order != "" && order != "enu" {
		return nil, locale.Errorf("one of its axes points %q", short(order))
	}
	if pm := w.text("pm"); pm != "" && pm != "0" && !strings.EqualFold(pm, "greenwich") {
		return nil, otherMeridian(pm)
	}
	unit, err := w.unit()
	if err != nil {
		return nil, err
	}
	m := projMethods[proj]
	switch proj {
	case "longlat", "latlong", "lonlat", "latlon":
		return w.datum()
	case "geocent", "cart":
		return nil, fromEarthCentre()
	}
	if m == noMethod {
		return nil, otherProjection(proj)
	}
	var s *system
	if m == mercatorMethod && w.sphere() {
		m, s = pseudoMercator, worldGeodetic.geographic()
	} else if s, err = w.datum(); err != nil {
		return nil, err
	}
	p, err := w.parameters(proj)
	if err != nil {
		return nil, err
	}
	err = s.project(m, p)
	s.unit = unit
	return s, err
}

// parameters reads those of a projection.
func (w projWords) parameters(proj string) (*parameters, error) {
	p := &parameters{}
	p.set(originLongitude, 0)
	if proj == "utm" {
		return p, w.utm(p)
	}
	first := "lat_1"
	if proj == "merc" {
		first = "lat_ts"
	}
	for _, x := range []struct {
		key   string
		which parameter
	}{
		{"lat_0", originLatitude}, {"lon_0", originLongitude}, {first, firstParallel}, {"lat_2", secondParallel},
		{"k", scaleFactor}, {"k_0", scaleFactor}, {"x_0", falseEasting}, {"y_0", falseNorthing},
	} {
		v, given, err := w.number(x.key)
		if err != nil {
			return nil, err
		}
		if given {
			p.set(x.which, v)
		}
	}
	switch proj {
	case "merc": // PROJ leaves aside an origin, and a scale beside a parallel
		if v := p.value[originLatitude]; v != 0 {
			return nil, impossible(originLatitude, v)
		}
		if v := p.or(scaleFactor, 1); p.given[firstParallel] && v != 1 {
			return nil, impossible(scaleFactor, v)
		}
	case "lcc":
		if !p.given[firstParallel] {
			return nil, locale.Errorf("its parameter %q is missing", "lat_1")
		}
		if !p.given[originLatitude] { // where one parallel is given, it is that of the origin
			p.set(originLatitude, 0)
			if !p.given[secondParallel] {
				p.set(originLatitude, p.value[firstParallel])
			}
		}
	}
	return p, nil
}

// utm sets the parameters of a zone of UTM.
func (w projWords) utm(p *parameters) error {
	zone, _, err := w.number("zone")
	if err != nil {
		return err
	}
	if zone != math.Trunc(zone) || !(zone >= 1 && zone <= 60) {
		return locale.Errorf("its parameter %q cannot be %s", "zone", number(zone))
	}
	p.set(originLongitude, 6*zone-183)
	p.set(scaleFactor, 0.9996)
	p.set(falseEasting, 500000)
	if _, south := w["south"]; south {
		p.set(falseNorthing, 1e7)
		delete(w, "south")
	}
	return nil
}

// number is a number in as many digits as tell it from every other.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
