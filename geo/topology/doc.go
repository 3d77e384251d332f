// Package topology finds who neighbours whom, and keeps every line between two units once.
//
// A layer has one multipolygon a unit, here called a face. Neighbours seldom draw the line between them alike: one has
// a vertex where the other has none, or the two were digitised apart and lie some metres from each other. Between such
// lines there are slivers, narrow gaps and overlaps. Build answers two questions about faces of that kind. Which of
// them have a common border, and how long is it? And which lines divide the plane among them with no sliver left, so
// that outlines of districts, generalised lines and maps are all made of the same lines? Matching answers the first and
// leaves lines as they are. Noding answers the second and cuts them. They are kept apart, because cutting lines anew
// makes accidental contacts at corners: arcs of two faces may have a short stretch in common that is no border. Who
// neighbours whom is in Findings.Contacts.
//
// Coordinates are longitude and latitude in degrees; lengths are metres on the WGS 84 ellipsoid.
//
// # Matching
//
//  1. Rings become steps, one for each edge, which have their face on the left (segment.go): outer rings are turned
//     counter-clockwise, holes clockwise. So two faces walk along the line between them in opposite directions.
//     Positions of equal coordinates become one vertex.
//  2. A step that just one other face has reversed is settled, at distance 0 (partners in match.go). In a clean layer
//     that is all but the coast. Steps that one face has both ways are no outline and are left out.
//  3. The other steps are called loose. For each, the loose steps that run the other way beside it are searched, at an
//     angle of at most 60 degrees and within twice the width (search and beside in match.go; pairs.go, grid.go,
//     sweep.go). The part of a step from which a perpendicular falls on the other is a stretch. Along it the distance
//     between the two is linear.
//  4. Each place of a loose step belongs to the nearest stretch: the lower envelope of the distances (envelope.go).
//  5. Each ring is walked along. Stretches of one other face that follow on each other make a run, and holes of at most
//     the width in it are bridged (walk.go). This is done for half the width, the width and double the width at once,
//     to tell how much hangs on it.
//  6. A contact is what two faces see of each other (contact.go). Its length is the mean of the two views. It is a
//     border where both draw some step alike or, where neither face has a line drawn apart from another's, follow one
//     line from vertex to vertex; otherwise where it is longer than 1.5 widths. At corners, faces touch along less than
//     that by chance.
//
// This needs no common vertex, so that it makes no difference how a line was digitised, nor who else touches the end of
// a sliver. It takes one search and one walk, each nearly linear in the number of steps. What it cannot tell: a unit
// narrower than the error of its lines may be missed, or seen through; and where faces overlap by more than the width,
// no border is found between them, but Findings.Overlaps has the area.
//
// # Noding
//
//  1. Where a run begins or ends, a cut leads from the line to its foot on the other (close.go). It closes a sliver
//     that opens to the sea, and parts one along which several faces lie.
//  2. Segments are cut where they cross, and drawn through vertices within the tolerance, in rounds, until they meet at
//     vertices only (noding.go).
//  3. Half-edges are ordered around their vertices (halfedge.go), and the boundary lines of the cells between the
//     segments are traced. Each connected set of segments is put into the cell it lies in by a look to the west
//     (cell.go, raycast.go). Crossing a segment changes which faces cover a cell, so that one pass tells the cover of
//     all (cover.go). The data structure and the look to the west are those of M. de Berg, O. Cheong, M. van Kreveld
//     and M. Overmars, Computational Geometry, 3rd edition, 2008, sections 2.2 and 2.3, doi:10.1007/978-3-540-77974-2.
//  4. A cell that one face covers is that face's. The others are slivers, overlaps, gaps and faults of rings. They are
//     measured (pieces.go), reported (findings.go) and given to a face beside them or to none (share.go, gaps.go);
//     last, crumbs of faces that this leaves behind are handed over (crumbs.go).
//  5. Segments with different owners on their sides are joined to arcs (assemble.go).
//
// # What is made of the arcs
//
// Topology holds arcs and the order of their ends around each junction (topology.go, build.go). From these come rings
// and unions (ring.go), border lines and their lengths (border.go), the topology of groups of faces (merge.go) and the
// face at a position (locate.go). Generalise simplifies arcs and rounds them, each once for both of its faces
// (generalise.go, simplify.go, round.go, vertexindex.go, segmentindex.go). Overlay nodes two sets of faces together and
// adds up what their cells have in common (overlay.go).
//
// # Why the parts fit
//
//   - Every cell has one owner or none, and arcs are just the segments between owners. So the faces of a Topology never
//     overlap, and a gap that was not filled has lines all around it, with a face on one side and the outside on the
//     other.
//   - On which side of a line a vertex lies, and in which order lines leave it, is decided exactly (predicate.go). Only
//     the place of a crossing is rounded. A rounded crossing can lie on the wrong side of a third line; that is why
//     noding looks again until nothing is left to cut.
//   - The number of rounds, of pairs looked at and of cuts is bounded. Lines too entangled for that are returned as far
//     as they are done, with Findings.Unresolved; then lines may still cross.
//   - The result depends on the input alone. Goroutines share work in parts that do not depend on the number of
//     processors, what they find is put into one order, and limits count work and not time.
package topology
