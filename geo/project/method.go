package project

import (
	"math"

	"github.com/okrug/okrug/geo/locale"
)

// method is a projection by the formulas that it takes.
type method int

const (
	noMethod method = iota
	transverse
	mercatorMethod
	sphericalMercator // on a sphere alone
	pseudoMercator    // of a sphere, with latitudes of an ellipsoid
	lambertConic
	albersConic
)

// methods are the methods by their names in WKT of both versions and of Esri, as plain leaves them (EPSG dataset;
// OGC 12-063r5 and 18-010r7, annex F; OGC 01-009, section 10).
var methods = map[string]method{
	"TRANSVERSEMERCATOR": transverse, "GAUSSKRUGER": transverse, "TRANSVERSEMERCATORCOMPLEX": transverse,
	"MERCATOR": mercatorMethod, "MERCATOR1SP": mercatorMethod, "MERCATOR2SP": mercatorMethod,
	"MERCATORVARIANTA": mercatorMethod, "MERCATORVARIANTB": mercatorMethod, "MERCATORVARIANTC": mercatorMethod,
	"MERCATOR1SPSPHERICAL": sphericalMercator, "MERCATORSPHERICAL": sphericalMercator,
	"POPULARVISUALISATIONPSEUDOMERCATOR": pseudoMercator, "MERCATORAUXILIARYSPHERE": pseudoMercator,
	"LAMBERTCONFORMALCONIC": lambertConic, "LAMBERTCONFORMALCONIC1SP": lambertConic,
	"LAMBERTCONFORMALCONIC2SP": lambertConic, "LAMBERTCONICCONFORMAL1SP": lambertConic,
	"LAMBERTCONICCONFORMAL2SP": lambertConic,
	"ALBERS":                   albersConic, "ALBERSCONICEQUALAREA": albersConic, "ALBERSEQUALAREA": albersConic,
}

// parameter is a number that a projection takes.
type parameter int

const (
	originLatitude parameter = iota
	originLongitude
	firstParallel
	secondParallel
	scaleFactor
	falseEasting
	falseNorthing
	sphereType // which sphere Esri's programs project Web Mercator from: 0 for the one that everybody does
	allParameters
)

// parameterNames are the parameters by their names, as plain leaves them.
var parameterNames = map[string]parameter{
	"LATITUDEOFORIGIN": originLatitude, "LATITUDEOFCENTER": originLatitude, "LATITUDEOFNATURALORIGIN": originLatitude,
	"LATITUDEOFFALSEORIGIN": originLatitude,
	"CENTRALMERIDIAN":       originLongitude, "LONGITUDEOFCENTER": originLongitude, "LONGITUDEOFORIGIN": originLongitude,
	"LONGITUDEOFNATURALORIGIN": originLongitude, "LONGITUDEOFFALSEORIGIN": originLongitude,
	"STANDARDPARALLEL1": firstParallel, "LATITUDEOF1STSTANDARDPARALLEL": firstParallel,
	"STANDARDPARALLEL2": secondParallel, "LATITUDEOF2NDSTANDARDPARALLEL": secondParallel,
	"SCALEFACTOR": scaleFactor, "SCALEFACTORATNATURALORIGIN": scaleFactor,
	"FALSEEASTING": falseEasting, "EASTINGATFALSEORIGIN": falseEasting,
	"FALSENORTHING": falseNorthing, "NORTHINGATFALSEORIGIN": falseNorthing,
	"AUXILIARYSPHERETYPE": sphereType,
}

// String is the parameter's name in errors, as WKT has it.
func (p parameter) String() string {
	return [...]string{"latitude_of_origin", "central_meridian", "standard_parallel_1", "standard_parallel_2",
		"scale_factor", "false_easting", "false_northing", "Auxiliary_Sphere_Type"}[p]
}

// parameters are those that a file gives: degrees, metres and ratios.
type parameters struct {
	value [allParameters]float64
	given [allParameters]bool
}

func (p *parameters) set(which parameter, v float64) { p.value[which], p.given[which] = v, true }

// or is a parameter, or another number where it is not given.
func (p *parameters) or(which parameter, otherwise float64) float64 {
	if p.given[which] {
		return p.value[which]
	}
	return otherwise
}

// takes are the parameters that each method takes besides meridian, false easting and false northing.
var takes = map[method][]parameter{
	transverse:     {originLatitude, scaleFactor},
	mercatorMethod: {originLatitude, firstParallel, scaleFactor},
	pseudoMercator: {originLatitude, firstParallel, scaleFactor, sphereType},
	lambertConic:   {originLatitude, firstParallel, secondParallel, scaleFactor},
	albersConic:    {originLatitude, firstParallel, secondParallel},
}

// check says what is wrong with parameters for a method: one that is out of range, that the method does not take, or
// that it lacks.
func (p *parameters) check(m method) error {
	for which := range allParameters {
		v := p.value[which]
		if !p.given[which] {
			continue
		}
		var ok bool
		switch which {
		case originLatitude, firstParallel, secondParallel:
			ok = math.Abs(v) <= 90
		case originLongitude:
			ok = math.Abs(v) <= 360
		case scaleFactor:
			ok = v > 0.1 && v < 10
		case sphereType:
			ok = v == 0
		default:
			ok = math.Abs(v) < 1e9
		}
		if !ok {
			return impossible(which, v)
		}
		taken := which == originLongitude || which == falseEasting || which == falseNorthing
		for _, t := range takes[m] {
			taken = taken || which == t
		}
		if !taken {
			return locale.Errorf("its parameter %q does not belong to its projection", which.String())
		}
	}
	need := []parameter{originLongitude}
	switch m {
	case lambertConic:
		need = append(need, originLatitude)
	case albersConic:
		need = append(need, firstParallel, secondParallel)
	}
	for _, which := range need {
		if !p.given[which] {
			return locale.Errorf("its parameter %q is missing", which.String())
		}
	}
	return nil
}

func impossible(which parameter, v float64) error {
	return locale.Errorf("its parameter %q cannot be %s", which.String(), number(v))
}

// blame is what is wrong with latitudes that make no cone: one at a pole, else one of the parallels that lie
// symmetrically about the equator.
func (p *parameters) blame() error {
	var last parameter
	for _, which := range []parameter{originLatitude, firstParallel, secondParallel} {
		if p.given[which] {
			last = which
		}
	}
	for _, which := range []parameter{firstParallel, secondParallel, originLatitude} {
		if math.Abs(p.value[which]) == 90 {
			last = which
			break
		}
	}
	return impossible(last, p.value[last])
}

// project gives a geographic system a projection with parameters. The system's unit is then a metre.
func (s *system) project(m method, p *parameters) error {
	if err := p.check(m); err != nil {
		return err
	}
	s.unit = 1
	s.meridian = math.Remainder(p.value[originLongitude], 360)
	s.falseEasting, s.falseNorthing = p.value[falseEasting], p.value[falseNorthing]
	origin, scale := p.value[originLatitude], p.or(scaleFactor, 1)
	switch m {
	case transverse:
		s.projection = newTransverse(s.on, radians(origin), scale)
	case pseudoMercator:
		for _, which := range []parameter{originLatitude, firstParallel} {
			if p.value[which] != 0 {
				return impossible(which, p.value[which])
			}
		}
		s.projection = newMercator(ellipsoid{a: s.on.a}, 0, scale)
	case mercatorMethod:
		if p.given[firstParallel] {
			scale *= parallelRadius(radians(p.value[firstParallel]), s.on.eccentricity())
		} else if origin != 0 { // of the variants only C has one, with a standard parallel
			return impossible(originLatitude, origin)
		}
		if !(scale > 0.1) || math.Abs(origin) == 90 {
			return impossible(firstParallel, p.value[firstParallel])
		}
		s.projection = newMercator(s.on, radians(origin), scale)
	case lambertConic:
		south := p.or(firstParallel, origin)
		north := p.or(secondParallel, south)
		l, ok := newLambert(s.on, radians(origin), radians(south), radians(north), scale)
		if !ok {
			return p.blame()
		}
		s.projection = l
	case albersConic:
		south, north := p.value[firstParallel], p.value[secondParallel]
		if math.Abs(south) == 90 || math.Abs(north) == 90 {
			return p.blame()
		}
		s.projection = newAlbers(s.on, origin, south, north)
	}
	return nil
}
