// Package geojson reads and writes GeoJSON (RFC 7946): FeatureCollections, and features one behind the other as
// newline-delimited files and GeoJSON text sequences (RFC 8142) have them.
package geojson
