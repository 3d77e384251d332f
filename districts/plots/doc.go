// Package plots draws small charts of shares (deviations, limits) as SVG and PNG: lines over whole numbers, and bars.
// Equal charts give equal bytes. Letters are text with a font that the file brings, so that Kazakh, Russian and English
// labels look the same everywhere and can be searched.
package plots
