package geo

import (
	"math"
	"strings"

	"github.com/okrug/okrug/geo/format"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
)

type multipolygons = []orb.MultiPolygon

// shapes collects the geometry of features, and what is wrong with it.
type shapes struct {
	faces   multipolygons // nil where there is none of use
	outside int           // features with coordinates out of range
	ranges  []Fault
	rewound int // features with rings wound the other way
	partly  int // features with points or lines beside their areas
	unfit   int // features whose geometry is faulty, and nil in faces
	// settled says that the features are settlements, which may be points; sites are their positions, nil for areas.
	settled bool
	sites   [][]orb.Point
	bare    []bareFeature
}

// bareFeature is a feature of a file of settlements without a geometry: the rest of its unit, or a fault.
type bareFeature struct {
	at    int // its place among faces
	fault Fault
}

// add takes in the geometry of a feature. Where it is required, a feature without one is a fault.
func (s *shapes) add(e *entry, required bool) {
	face := e.Polygons
	sites := e.Points
	if !s.settled {
		sites = nil
	}
	if f, ok := s.form(e, required); ok {
		if s.settled && f.Kind == EmptyGeometry && e.GeometryType == "" {
			s.bare = append(s.bare, bareFeature{len(s.faces), f})
		} else {
			e.report(-1, f)
		}
		face, sites = nil, nil
	}
	p := outOfRange(face)
	if p == nil {
		p = farPoint(sites)
	}
	if p != nil {
		s.outside++
		f := e.fault(OutOfRange, locale.T("a position is [%v, %v], not longitude and latitude", p[0], p[1]),
			locale.T("longitudes run from -180 to 180 and latitudes from -90 to 90, longitude first"))
		s.ranges = append(s.ranges, f)
		face, sites = nil, nil
	}
	rewound, open := false, false
	for _, polygon := range face {
		for k, ring := range polygon {
			switch last := ring[len(ring)-1]; {
			case ring[0] != last:
				f := e.fault(UnclosedRing, locale.T("a ring is not closed: it ends %s from where it begins,",
					measure.LengthText(measure.Distance(ring[0], last))), locale.T("end each ring with the position it begins with"))
				f.Place = &orb.Point{last[0], last[1]}
				e.report(-1, f)
				open = true
			case len(ring) < 4:
				f := e.fault(ShortRing, locale.T("a ring has %d {1|position|positions}", len(ring)), locale.T("a ring has four "+
					"or more, the last equal to the first"))
				f.Place = &orb.Point{ring[0][0], ring[0][1]}
				e.report(-1, f)
				open = true
			case leap(ring) > 0:
				i := leap(ring)
				f := e.fault(UncutRing, locale.T("a ring runs over %.1f degrees of longitude in one edge",
					math.Abs(ring[i][0]-ring[i-1][0])),
					locale.T("cut it at 180 degrees (RFC 7946, section 3.1.9), for instance with ogr2ogr -wrapdateline"))
				f.Place = &orb.Point{ring[i][0], ring[i][1]}
				e.report(-1, f)
				open = true
			default:
				a := format.SignedArea(ring)
				rewound = rewound || a != 0 && k == 0 != (a > 0)
			}
		}
	}
	if rewound {
		s.rewound++
	}
	if e.LeftOut > 0 {
		s.partly++
	}
	if open {
		face = nil
	}
	if bare := len(s.bare) > 0 && s.bare[len(s.bare)-1].at == len(s.faces); face == nil && sites == nil && !bare {
		s.unfit++
	}
	s.faces = append(s.faces, face)
	if s.settled {
		s.sites = append(s.sites, sites)
	}
}

// form tells what is wrong with the form of a feature's geometry.
func (s *shapes) form(e *entry, required bool) (Fault, bool) {
	point := e.GeometryType == "Point" || e.GeometryType == "MultiPoint"
	give, withArea := locale.T("give it a Polygon or MultiPolygon"),
		locale.T("give it a Polygon or MultiPolygon with area, or take it out")
	if s.settled {
		give = locale.T("give it a Point, or an area")
		withArea = give
	}
	switch {
	case s.settled && point && e.Problem.Empty() && e.Points != nil:
		return Fault{}, false
	case s.settled && e.GeometryType == "":
		return e.fault(EmptyGeometry, locale.T("it has no geometry"),
			locale.T("give it a Point or an area, or name what it is the rest of")), true
	case strings.HasSuffix(e.GeometryType, "LineString"):
		return e.fault(WrongGeometry, locale.T("its geometry is a %s", e.GeometryType), give), true
	case !e.Problem.Empty():
		return e.fault(BadFeature, e.Problem, locale.T("export the file anew as GeoJSON")), true
	case e.GeometryType == "" && !required:
		return Fault{}, false
	case e.GeometryType == "":
		return e.fault(EmptyGeometry, locale.T("it has no geometry"),
			locale.T("give it a Polygon or MultiPolygon, or take it out")), true
	case e.GeometryType != "Polygon" && e.GeometryType != "MultiPolygon" && !(s.settled && point):
		return e.fault(WrongGeometry, locale.T("its geometry is a %s", e.GeometryType), give), true
	case e.Polygons == nil:
		return e.fault(EmptyGeometry, locale.T("its %s has no positions", e.GeometryType), withArea), true
	}
	return Fault{}, false
}

// tell reports what concerns the file as a whole: many coordinates out of range are one fault.
func (s *shapes) tell(r *reading, file string) {
	switch {
	case s.outside > 1 && 2*s.outside > len(s.faces):
		if !r.has(Projected, file) {
			f := s.ranges[0]
			r.faults.Add(projected(file, locale.T("coordinates of %d of %d {2|feature|features} {1|is|are} not degrees: in "+
				"features[%d] %s", s.outside, len(s.faces), locale.Nth(f.Feature), f.Detail)))
		}
	case !r.has(Projected, file):
		for _, f := range s.ranges {
			r.faults.Add(f)
		}
	}
	s.ranges = nil
	if s.partly > 0 {
		r.faults.Note(Fault{File: file, Kind: LeftOut, Detail: locale.T("%d of %d {2|feature|features} {1|has|have} "+
			"points or lines in a collection with their areas; they are left out", s.partly, len(s.faces))})
	}
	if s.rewound > 0 {
		r.faults.Note(Fault{File: file, Kind: Rewound, Detail: locale.T("%d of %d {2|feature|features} {1|has|have} "+
			"rings not wound by the right-hand rule; they are read as if they were", s.rewound, len(s.faces))})
	}
}

func (r *reading) has(kind Kind, file string) bool {
	for _, f := range r.faults.List {
		if f.Kind == kind && f.File == file {
			return true
		}
	}
	return false
}

func projected(file string, detail locale.Text) Fault {
	return Fault{
		File: file, Kind: Projected, Detail: detail,
		Remedy: locale.T("convert it with ogr2ogr -f GeoJSON -t_srs EPSG:4326 OUT.geojson %s", file),
	}
}

// outOfRange returns a position that is not longitude and latitude.
func outOfRange(m orb.MultiPolygon) *orb.Point {
	for _, p := range m {
		for _, ring := range p {
			if c := farPoint(ring); c != nil {
				return c
			}
		}
	}
	return nil
}

// farPoint returns one of the positions that is not longitude and latitude.
func farPoint(points []orb.Point) *orb.Point {
	for _, c := range points {
		if !(math.Abs(c[0]) <= 180 && math.Abs(c[1]) <= 90) {
			return &c
		}
	}
	return nil
}

// leap is the end of an edge that runs over more than half of the Earth, or 0. One along a pole has no length.
func leap(ring orb.Ring) int {
	for i := 1; i < len(ring); i++ {
		if a, b := ring[i-1], ring[i]; math.Abs(a[0]-b[0]) > 180 && (a[1] != b[1] || math.Abs(a[1]) != 90) {
			return i
		}
	}
	return 0
}
