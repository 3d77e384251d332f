// Package nearest divides an area among points: each place goes to the point nearest to it. It finds the lines half-way
// between points (a Voronoi diagram), which points these lines part, and which of those see each other (a Gabriel
// graph).
//
// Places are compared on a sphere to which the ellipsoid is mapped by angles (C. F. Gauss, Untersuchungen über
// Gegenstände der höheren Geodäsie, 1844), chosen so that lengths are true around the middle of the area and change
// with the third power of the distance from it: by less than a millionth within 500 km. On a sphere the places as near
// to one point as to another lie on a great circle. So a line half-way is right to a metre where its points are 100 km
// apart, and there is no parallel, meridian or pole that needs other arithmetic.
//
// The points are joined to triangles with nothing in the circle around each (a Delaunay triangulation) in a
// stereographic image of the sphere, which keeps circles, by dividing and merging (L. Guibas and J. Stolfi, Primitives
// for the manipulation of general subdivisions and the computation of Voronoi diagrams, ACM Transactions on Graphics 4,
// 1985, pp. 74-123, doi:10.1145/282918.282923). There, positions are whole numbers of some 10 nanometres, so that on
// which side of a line or circle a point lies is decided exactly: a lattice, a row or a ring of points is as good as
// any others. It takes n log n steps for n points, however they lie.
package nearest
