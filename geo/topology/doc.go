// Package topology keeps every line between two units once. Adjacency, border lengths, dissolved outlines and
// generalised lines all come from the same arcs, so that a district's outline is made of its units' lines with
// no sliver and no gap.
//
// Coordinates are longitude and latitude in degrees; lengths are metres on the WGS 84 ellipsoid.
package topology
