// Package typeface holds the fonts of everything that okrug prints, and makes sure that what is printed can be read:
// every character of a text must be in the font, so that no Ә, Ғ, Қ, Ң, Ө, Ұ, Ү, Һ or І comes out as an empty box.
//
// The font is Liberation Sans (SIL Open Font License 1.1), carried as a Go module: nothing is read
// from the reader's computer. A PDF gets it as subsets through github.com/tdewolff/canvas (Family.Canvas), an SVG
// or HTML page through a style sheet with subsets as data URIs (Family.CSS). Text stays text in all of them.
package typeface
