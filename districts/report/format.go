package report

import "github.com/okrug/okrug/geo/locale"

// Thousands writes a whole number with no-break spaces between groups of three digits.
func Thousands(n int64) string { return locale.Of("en").Count(n) }

// Percent writes a signed share as a percentage with two decimals.
func Percent(x float64) string { return locale.Signed(locale.Of("en").Share(x, 2)) }
