package project

import (
	"github.com/okrug/okrug/geo/locale"
)

// system is a coordinate reference system whose every number is known.
type system struct {
	name string
	// projection is nil for a geographic system, whose positions are longitude and latitude.
	projection projection
	meridian   float64 // central meridian, degrees
	// falseEasting and falseNorthing, in metres, are added to what the projection gives.
	falseEasting, falseNorthing float64
	unit                        float64 // metres in a unit of a projected system, degrees in one of a geographic system
	on                          ellipsoid
	shift                       *shift // from its datum to WGS 84; nil for none
	ties                        ties
}

// projection is a map projection of an ellipsoid.
type projection interface {
	// inverse is the longitude from the central meridian and the latitude, in radians, of the place that lies so many
	// metres east and north of the projection's origin; false where there is none.
	inverse(x, y float64) (lon, lat float64, ok bool)
}

// ties says how a system's datum is known to lie to WGS 84.
type ties int

const (
	identical ties = iota // it is WGS 84
	nearby                // it lies within 2 m of WGS 84
	unnamed               // only its ellipsoid is stated, which is that of WGS 84 or GRS 80
	published             // by a shift of the EPSG dataset
	stated                // by a shift that the file states
)

// note tells what becomes of the coordinates.
func (s *system) note() locale.Text {
	switch {
	case s.ties == published:
		return locale.T("its coordinates are in %s; they are turned into longitude and latitude on WGS 84 by %s, accurate "+
			"to %.1f m", s.name, s.shift.source, s.shift.accuracy)
	case s.ties == stated:
		return locale.T("its coordinates are in %s; they are turned into longitude and latitude on WGS 84 by the shift "+
			"that it states, %s", s.name, s.shift.String())
	case s.ties == unnamed:
		return locale.T("its coordinates are in %s, which names an ellipsoid and no datum; the datum is taken to lie within "+
			"2 m of WGS 84", s.name)
	case s.ties == nearby && s.projection == nil:
		return locale.T("its coordinates are in %s, which lies within 2 m of WGS 84; they are read as WGS 84", s.name)
	case s.ties == nearby:
		return locale.T("its coordinates are in %s, whose datum lies within 2 m of WGS 84; they are turned into longitude "+
			"and latitude", s.name)
	case s.projection != nil || s.unit != 1:
		return locale.T("its coordinates are in %s; they are turned into longitude and latitude", s.name)
	}
	return locale.Text{}
}
