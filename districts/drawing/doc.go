// Package drawing is the one layer on which everything that okrug draws is drawn: maps, charts and the pages of
// documents are shapes and texts in millimetres, and SVG, PDF and PNG are written from the same ones. Text stays text
// in SVG and PDF. The same drawing gives the same bytes.
package drawing
