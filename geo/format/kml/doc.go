// Package kml reads and writes KML, the format of Google Earth and other viewers (OGC 07-147r2, KML 2.2, and OGC
// 12-007r2, KML 2.3).
package kml
