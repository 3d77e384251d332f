// Package wkt reads and writes tables in text (CSV, RFC 4180) with a column of geometry in well-known text (OGC
// 06-103r4, Simple Feature Access, section 7), and reads tables with columns of longitude and latitude.
package wkt
