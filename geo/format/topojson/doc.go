// Package topojson reads and writes TopoJSON: layers whose lines are kept once, however many features share them
// (Bostock and Metcalf, The TopoJSON Format Specification, github.com/topojson/topojson-specification).
package topojson
