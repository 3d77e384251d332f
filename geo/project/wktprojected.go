package project

import (
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// projected reads a system of a projection.
func (b bound) projected(n *node) (*system, error) {
	// GDAL writes what WKT of the first version cannot say as a PROJ string beside it, which goes before the rest.
	if x := n.child("EXTENSION"); x != nil && x.name() == "PROJ4" && len(x.items) > 1 {
		s, err := fromPROJ(x.items[1].text)
		if s != nil {
			s.name = n.name()
		}
		return s, err
	}
	if err := axes(n); err != nil {
		return nil, err
	}
	base := n.child(geographicKeywords...)
	if base == nil {
		return nil, locale.Errorf("it names no datum")
	}
	m, name, err := methodOf(n)
	if err != nil {
		return nil, err
	}
	unit, err := lengthOf(n)
	if err != nil {
		return nil, err
	}
	var s *system
	switch web := isWebMercator(n, base); {
	case m == sphericalMercator && !web:
		return nil, otherProjection(name)
	case web && (m == sphericalMercator || m == mercatorMethod):
		if err := fromGreenwich(base); err != nil {
			return nil, err
		}
		m = pseudoMercator
		s = worldGeodetic.geographic()
	default:
		if s, err = b.geographic(base); err != nil {
			return nil, err
		}
	}
	p, err := parametersOf(n, base, unit)
	if err != nil {
		return nil, err
	}
	if s.name = n.name(); s.name == "" {
		s.name = name
	}
	err = s.project(m, p)
	s.unit = unit
	return s, err
}

// methodOf is the method of a projected system and its name.
func methodOf(n *node) (method, string, error) {
	at := n.child("PROJECTION")
	if at == nil {
		at = n.child("CONVERSION").child("METHOD", "PROJECTION")
	}
	m := methods[plain(at.name())]
	if m == noMethod {
		return m, "", otherProjection(at.name())
	}
	return m, at.name(), nil
}

func otherProjection(name string) error {
	return locale.Errorf("okrug does not know its projection %q", short(name))
}

// isWebMercator says whether Mercator's projection is meant to be that of web maps: on a sphere as large as the
// equator, or, as older programs wrote it, by its name or code alone.
func isWebMercator(n, base *node) bool {
	on, err := ellipsoidOf(base.child("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE"))
	switch {
	case err != nil:
		return false
	case on == ellipsoid{a: wgs84Ellipsoid.a}:
		return true
	}
	switch plain(n.name()) {
	case "WGS84PSEUDOMERCATOR", "GOOGLEMAPSGLOBALMERCATOR", "WGS1984WEBMERCATORAUXILIARYSPHERE", "WGS1984WEBMERCATOR",
		"POPULARVISUALISATIONCRSMERCATOR":
		return on.like(wgs84Ellipsoid)
	}
	switch n.code() {
	case "3857", "900913", "3785", "102100", "102113":
		return on.like(wgs84Ellipsoid)
	}
	return false
}

// lengthOf is how many metres the unit of a projected system has. All axes have the same.
func lengthOf(n *node) (float64, error) {
	unit, given, err := unitOf(n)
	if err != nil {
		return 0, err
	}
	for _, x := range n.items {
		if x.node == nil || x.node.keyword != "AXIS" {
			continue
		}
		switch u, own, err := unitOf(x.node); {
		case err != nil:
			return 0, err
		case own && given && u != unit:
			return 0, locale.Errorf("its axes have different units")
		case own:
			unit, given = u, true
		}
	}
	if !given {
		return 0, locale.Errorf("it names no unit of length")
	}
	return unit, nil
}

// parametersOf reads the parameters of a projected system. Where one names no unit, it has that of the geographic or of
// the projected system.
func parametersOf(n, base *node, length float64) (*parameters, error) {
	angle, err := angleOf(base)
	if err != nil {
		return nil, err
	}
	in := n
	if c := n.child("CONVERSION"); c != nil {
		in = c
	}
	p := &parameters{}
	for _, x := range in.items {
		if x.node == nil || x.node.keyword != "PARAMETER" {
			continue
		}
		which, ok := parameterNames[plain(x.node.name())]
		if !ok {
			return nil, locale.Errorf("okrug does not know its parameter %q", short(x.node.name()))
		}
		if p.given[which] {
			return nil, locale.Errorf("its parameter %q is given twice", which.String())
		}
		v, err := x.node.number(1)
		if err != nil {
			return nil, err
		}
		factor, own, err := unitOf(x.node)
		if err != nil {
			return nil, err
		}
		switch which {
		case originLatitude, originLongitude, firstParallel, secondParallel:
			if v *= angle; own {
				v = v / angle * toDegrees(factor)
			}
		case falseEasting, falseNorthing:
			if v *= length; own {
				v = v / length * factor
			}
		default:
			v *= factor
		}
		p.set(which, v)
	}
	return p, nil
}

// String is an ellipsoid as PROJ strings have it.
func (l ellipsoid) String() string {
	return strings.TrimSpace("a=" + number(l.a) + " rf=" + number(l.inverse))
}
