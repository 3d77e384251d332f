// Package repair mends layers of areas, so that they can be read as units: lines between neighbours become one line,
// slivers between them are given to one of the two, rings are put right, and the parts of an area that stand in several
// features become one feature. Each change is told with feature, place and size. What only a person can decide, such as
// whose a large overlap is, is refused, all of it at once.
//
// Lines are made one by package topology, by the rules by which units are planned with; what it makes of them is
// taken over until it changes nothing more. Areas that nothing has changed stay as they are, to the last digit. In the
// end the layer is read as units are (geo.Read), and nothing is given back that would be refused there but for gaps
// wider than a sliver. Those may be meant, as lakes are: each is a note, with what a scenario says of it.
//
// Coordinates are longitude and latitude in degrees on WGS 84, lengths are metres and areas square metres on its
// ellipsoid.
package repair
