// Package topology finds who neighbours whom, and keeps every line between two units once.
//
// Neighbours and the lengths of their borders come from matching: each place of a face's line belongs to the nearest
// other face whose line runs the other way beside it, within a width. That needs no common vertices, so that it makes
// no difference how a line was digitised, nor what lies at the end of a sliver. Where the face beside a line changes,
// slivers are cut off; pieces become part of one of the faces along them. Dissolved outlines and generalised lines come
// from the arcs that remain, so that a district's outline is made of its units' lines with no sliver and no gap. Arcs
// may have short stretches in common that are no border: who neighbours whom is in Findings.Contacts.
//
// Coordinates are longitude and latitude in degrees; lengths are metres on the WGS 84 ellipsoid.
package topology
