// Package measure takes areas, lengths and compactness on the WGS 84 ellipsoid.
//
// Coordinates are longitude and latitude in degrees. As RFC 7946 has it, the line between two positions is straight in
// longitude and latitude; areas follow that line exactly, lengths are those of the geodesic between the two positions,
// which for edges of up to 100 km differs from it by less than a millionth part at the latitudes people live at.
// Polygons that cross the antimeridian must be cut there, as RFC 7946 asks.
package measure

import "math"

// The WGS 84 ellipsoid (NGA.STND.0036, 2014).
const (
	semiMajor  = 6378137.0         // metres
	flattening = 1 / 298.257223563 // exact by definition
	semiMinor  = semiMajor * (1 - flattening)
	e2         = flattening * (2 - flattening) // first eccentricity, squared
	radian     = math.Pi / 180
)
