// Package geo knows what is where: units with their voters, read and checked; the lines that neighbours share;
// who touches whom and along how many metres; areas, lengths, outlines and simpler lines.
//
// Coordinates are WGS 84 longitude and latitude in degrees (RFC 7946). Areas are square metres and lengths metres,
// both on the WGS 84 ellipsoid. Voters are whole people. The package knows neither seats nor rules.
//
// Units that meet along the antimeridian, cut there as RFC 7946 asks, are neighbours.
package geo
