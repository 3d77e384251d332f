package project

import (
	"math"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// tie finds how a system's datum lies to WGS 84, of the datum that is known by the name given or is nil, and of the
// shift that the file states or nil.
func (s *system) tie(known *datum, name string, given *shift) error {
	switch {
	case known != nil && !s.on.like(known.on):
		return locale.Errorf("its datum %s is stated with another ellipsoid, %s", known.name, s.on.String())
	case !s.on.earthly():
		return locale.Errorf("its ellipsoid is not of the Earth, %s", s.on.String())
	}
	likeWGS84 := s.on.like(wgs84Ellipsoid)
	switch {
	case given != nil && given.none() && known == nil && likeWGS84:
		s.ties = nearby
	case given != nil && !(given.none() && known != nil && known.ties != published && !known.grids):
		s.shift, s.ties = given, stated
	case known != nil && known.grids:
		return takesGrids(known)
	case known != nil:
		s.on, s.ties, s.shift = known.on, known.ties, known.shift
	case likeWGS84 && withoutName(name):
		s.ties = unnamed
	case withoutName(name):
		return locale.Errorf("it names no datum")
	default:
		return locale.Errorf("okrug does not know how its datum %q lies to WGS 84", short(name))
	}
	return nil
}

// withoutName says whether the name of a datum says that it has none, as programs write it.
func withoutName(name string) bool {
	p := plain(strings.TrimPrefix(name, "D_"))
	return p == "" || strings.HasPrefix(p, "UNKNOWN") || strings.HasPrefix(p, "NOTSPECIFIED")
}

// ellipsoidOf reads the ellipsoid of a datum.
func ellipsoidOf(d *node) (ellipsoid, error) {
	n := d.child("SPHEROID", "ELLIPSOID")
	if n == nil {
		return ellipsoid{}, locale.Errorf("it names no datum")
	}
	a, err := n.number(1)
	if err != nil {
		return ellipsoid{}, err
	}
	inverse, err := n.number(2)
	if err != nil {
		return ellipsoid{}, err
	}
	factor, _, err := unitOf(n)
	return ellipsoid{a * factor, inverse}, err
}

// towgs84 is the shift that a datum states; else that which stands around the system.
func (b bound) towgs84(d *node) (*shift, error) {
	if grids := d.child("EXTENSION"); grids != nil && grids.name() == "PROJ4_GRIDS" {
		return nil, otherShift("PROJ4_GRIDS")
	}
	n := d.child("TOWGS84")
	if n == nil {
		return b.shift, nil
	}
	values := make([]float64, len(n.items))
	for i := range values {
		v, err := n.number(i)
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	return shiftOf(values)
}

// shiftOf is the shift of three or seven numbers, as WKT and PROJ strings give them.
func shiftOf(v []float64) (*shift, error) {
	s := &shift{}
	switch len(v) {
	case 7:
		s.rx, s.ry, s.rz, s.ppm = v[3], v[4], v[5], v[6]
		fallthrough
	case 3:
		s.tx, s.ty, s.tz = v[0], v[1], v[2]
		return s, s.check()
	}
	return nil, otherShift("TOWGS84")
}

// fromBound reads a system with the shift to WGS 84 beside it.
func fromBound(n *node) (*system, error) {
	source, target := n.child("SOURCECRS").child(horizontal...), n.child("TARGETCRS").child(horizontal...)
	if source == nil || target == nil {
		return nil, locale.Errorf("okrug does not know it")
	}
	to, err := bound{}.system(target)
	if err != nil {
		return nil, err
	}
	s, err := abridged(n.child("ABRIDGEDTRANSFORMATION"))
	if err != nil {
		return nil, err
	}
	if to.projection != nil || to.shift != nil {
		return nil, locale.Errorf("its shift leads to %q, not to WGS 84", to.name)
	}
	return bound{s}.system(source)
}

// abridged reads the shift of a bound system. Without units translations are metres, rotations are seconds of arc, and
// the difference of scale is written as the scale itself (OGC 18-010r7, section 17.2).
func abridged(n *node) (*shift, error) {
	how := n.child("METHOD")
	var s shift
	frame := false
	switch name := plain(how.name()); {
	case strings.HasPrefix(name, "COORDINATEFRAMEROTATION"):
		frame = true
	case strings.HasPrefix(name, "GEOCENTRICTRANSLATIONS"), strings.HasPrefix(name, "POSITIONVECTORTRANSFORMATION"):
	default:
		return nil, otherShift(how.name())
	}
	places := map[string]*float64{"XAXISTRANSLATION": &s.tx, "YAXISTRANSLATION": &s.ty, "ZAXISTRANSLATION": &s.tz,
		"XAXISROTATION": &s.rx, "YAXISROTATION": &s.ry, "ZAXISROTATION": &s.rz, "SCALEDIFFERENCE": &s.ppm}
	for _, x := range n.items {
		if x.node == nil || x.node.keyword != "PARAMETER" {
			continue
		}
		name := plain(x.node.name())
		place := places[name]
		if place == nil {
			return nil, otherShift(x.node.name())
		}
		v, err := x.node.number(1)
		if err != nil {
			return nil, err
		}
		factor, given, err := unitOf(x.node)
		switch {
		case err != nil:
			return nil, err
		case name == "SCALEDIFFERENCE" && (!given || factor == 1):
			v = math.Round((v-1)*1e15) / 1e9
		case name == "SCALEDIFFERENCE":
			v *= factor * 1e6
		case given && strings.HasSuffix(name, "ROTATION"):
			v = degrees(v*factor) * 3600
		case given:
			v *= factor
		}
		*place = v
	}
	if frame {
		s.rx, s.ry, s.rz = -s.rx, -s.ry, -s.rz
	}
	return &s, s.check()
}

func otherShift(name string) error {
	return locale.Errorf("its shift to WGS 84 is given by %q, not by 3 or 7 parameters", short(name))
}

// check says what is wrong with a shift that a file states. None of the EPSG dataset has a tenth of these numbers.
func (s shift) check() error {
	for _, v := range []float64{s.tx, s.ty, s.tz, s.rx / 0.1, s.ry / 0.1, s.rz / 0.1, s.ppm / 0.1} {
		if !(math.Abs(v) < 10000) {
			return otherShift(s.String())
		}
	}
	return nil
}
