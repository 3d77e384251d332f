// Package input reads JSON, and the values in it, as programs write them: ids that are texts or numbers, whole numbers,
// NaN where a value is missing, keys given twice. It is the one reader below GeoJSON, graphs and plans, so that an id
// or a number means the same in all of them.
package input
