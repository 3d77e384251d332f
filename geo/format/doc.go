// Package format is what the file formats of the field have in common: layers of features with fields and geometry,
// as they stand in a file, before anyone knows what a unit or a voter is. Each format has a package below this one;
// package exchange opens and writes all of them.
package format
