// Package typeface holds the fonts of everything that okrug prints, and makes sure that what is printed can be read:
// every character of a text must be in the font, so that no Ә, Ғ, Қ, Ң, Ө, Ұ, Ү, Һ or І comes out as an empty box.
//
// The font is Liberation Sans (SIL Open Font License 1.1), carried as a Go module: nothing is read from the reader's
// computer. golang.org/x/image/font/sfnt reads characters, kerning and outlines; subsets are made here, for a PDF
// (Family.Subset) and for an SVG or HTML page (Family.CSS). Text stays text in all of them.
package typeface
