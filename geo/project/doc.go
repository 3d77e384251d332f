// Package project turns the coordinates of files into longitude and latitude on WGS 84, from whatever coordinate
// reference system a file states: by an EPSG code or the name of one, as WKT of either version or of Esri, or as a
// PROJ string.
//
// From reads the statement, Transform.Check compares it with the coordinates, for there are files whose statement is
// wrong or missing, and Transform.Geometry turns them. What is assumed on the way is a note; what is not known for
// certain is refused by its name, with what to do about it.
//
// Known are geographic systems, transverse Mercator (UTM, Gauss-Kruger), Mercator and Web Mercator, Lambert conformal
// conic and Albers equal-area conic, on WGS 84 and datums within two metres of it, on Pulkovo 1942 and 1995, on
// UCS-2000 of Ukraine, and on any datum for which the file gives the shift to WGS 84. Datums that take grids of shifts,
// meridians other than that of Greenwich and other projections are refused.
//
// The first coordinate is always the one to the east, whatever order of axes the authority of a code has: so it is in
// GeoJSON (RFC 7946, section 3.1.1), in shapefiles and in GeoPackage (OGC 12-128r19, annex F.9).
package project
