// Package geopackage reads and writes GeoPackages: SQLite databases of feature tables with geometry (OGC 12-128r19,
// GeoPackage Encoding Standard 1.4; the versions from 1.0 on differ from it in nothing that is read here).
//
// What is read is taken for hostile. The database is opened where it lies in memory, read-only, and of it nothing is
// run: no view, trigger, virtual table or computed column, and no function of SQL. How much a pass through it may read
// is bounded by the file's size, so that a file made to be endless is told for damaged.
package geopackage
