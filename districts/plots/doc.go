// Package plots draws small charts of shares (deviations, limits) as SVG and PNG: lines over whole numbers, and bars.
// Letters are drawn as outlines, so that Kazakh, Russian and English labels look the same everywhere and equal charts
// give equal bytes.
package plots
