package project

import (
	"math"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// What kinds of system WKT has, by the keywords of its versions (OGC 01-009, 12-063r5 and 18-010r7, and the long forms
// of ISO 19162).
var (
	projectedKeywords  = []string{"PROJCS", "PROJCRS", "PROJECTEDCRS"}
	geographicKeywords = []string{"GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS", "BASEGEOGCRS",
		"BASEGEODCRS"}
	boundKeyword     = "BOUNDCRS"
	compoundKeywords = []string{"COMPD_CS", "COMPOUNDCRS"}
	centreKeyword    = "GEOCCS"
	localKeywords    = []string{"LOCAL_CS", "ENGCRS", "ENGINEERINGCRS"}
	horizontal       = slices.Concat([]string{boundKeyword}, projectedKeywords, geographicKeywords)
	rootKeywords     = slices.Concat([]string{centreKeyword}, compoundKeywords, localKeywords, horizontal)
)

// isWKT says whether a text begins as WKT does.
func isWKT(s string) bool {
	open := strings.IndexAny(s, "[(")
	return open > 0 && slices.Contains(rootKeywords, strings.ToUpper(strings.TrimSpace(s[:open])))
}

// fromWKT reads WKT. Where it fails, the system has its name as far as that was read.
func fromWKT(s string) (*system, error) {
	n, err := readWKT(s)
	if err != nil {
		return nil, err
	}
	found, err := bound{}.system(n)
	if err != nil {
		return &system{name: n.name()}, err
	}
	if found.name == "" {
		found.name = found.on.String()
	}
	return found, nil
}

// bound is what stands around a system and belongs to it: the shift to WGS 84, nil for none.
type bound struct{ shift *shift }

func (b bound) system(n *node) (*system, error) {
	switch {
	case slices.Contains(projectedKeywords, n.keyword):
		return b.projected(n)
	case slices.Contains(geographicKeywords, n.keyword):
		return b.geographic(n)
	case n.keyword == boundKeyword:
		return fromBound(n)
	case slices.Contains(compoundKeywords, n.keyword): // with heights, which are left aside
		if c := n.child(horizontal...); c != nil {
			return b.system(c)
		}
	case n.keyword == centreKeyword:
		return nil, fromEarthCentre()
	case slices.Contains(localKeywords, n.keyword):
		return nil, locale.Errorf("it is local and does not say where on the Earth it lies")
	}
	return nil, locale.Errorf("okrug does not know it")
}

func fromEarthCentre() error {
	return locale.Errorf("it counts positions from the Earth's centre")
}

// geographic reads a system of longitude and latitude.
func (b bound) geographic(n *node) (*system, error) {
	if cs := n.child("CS"); cs != nil && len(cs.items) > 0 && !strings.EqualFold(cs.items[0].text, "ellipsoidal") {
		return nil, fromEarthCentre()
	}
	if err := axes(n); err != nil {
		return nil, err
	}
	if err := fromGreenwich(n); err != nil {
		return nil, err
	}
	d := n.child("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE")
	on, err := ellipsoidOf(d)
	if err != nil {
		return nil, err
	}
	given, err := b.towgs84(d)
	if err != nil {
		return nil, err
	}
	s := &system{name: n.name(), on: on}
	if s.unit, err = angleOf(n); err != nil {
		return nil, err
	}
	known := datumNamed(d.name())
	if known == nil {
		known = datumsByCode()[n.code()]
	}
	if known == nil {
		known = datumNamed(n.name())
	}
	return s, s.tie(known, d.name(), given)
}

// fromGreenwich refuses longitudes that count from elsewhere.
func fromGreenwich(n *node) error {
	p := n.child("PRIMEM", "PRIMEMERIDIAN")
	if p == nil {
		return nil
	}
	v, err := p.number(1)
	if err == nil && v != 0 {
		err = otherMeridian(p.name())
	}
	return err
}

func otherMeridian(name string) error {
	return locale.Errorf("its longitudes count from %q, not from Greenwich", short(name))
}

// axes refuses systems that count to the south or the west.
func axes(n *node) error {
	for _, x := range n.items {
		if x.node != nil && x.node.keyword == "AXIS" && len(x.node.items) > 1 {
			if to := strings.ToLower(x.node.items[1].text); !slices.Contains([]string{"east", "north", "up"}, to) {
				return locale.Errorf("one of its axes points %q", short(to))
			}
		}
	}
	return nil
}

// code is the EPSG code of a node, "" where it has none.
func (n *node) code() string {
	if id := n.child("AUTHORITY", "ID"); id != nil && len(id.items) > 1 && strings.EqualFold(id.items[0].text, "EPSG") {
		return id.items[1].text
	}
	return ""
}

// unitOf is the factor of the unit that a node names, and whether it names one; else the factor is 1.
func unitOf(n *node) (float64, bool, error) {
	u := n.child("UNIT", "LENGTHUNIT", "ANGLEUNIT", "SCALEUNIT")
	if u == nil {
		return 1, false, nil
	}
	v, err := u.number(1)
	if err == nil && !(v > 0 && v < 1e6) {
		err = locale.Errorf("a number is missing in its %s", u.title())
	}
	return v, true, err
}

// angleOf is how many degrees the unit of a geographic system has. Where the unit is a degree but for the digits that a
// file leaves out, it is a degree.
func angleOf(n *node) (float64, error) {
	factor, given, err := unitOf(n)
	if !given && err == nil {
		factor, given, err = unitOf(n.child("AXIS"))
	}
	if err != nil || !given {
		return 1, err
	}
	return toDegrees(factor), nil
}

// toDegrees is how many degrees so many radians are, a whole one where they are nearly that.
func toDegrees(factor float64) float64 {
	d := degrees(factor)
	if math.Abs(d-1) < 1e-5 {
		return 1
	}
	return d
}
