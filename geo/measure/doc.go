// Package measure takes areas, lengths and compactness on the WGS 84 ellipsoid.
package measure
