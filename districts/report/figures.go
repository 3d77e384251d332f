package report

import (
	"fmt"
	"strings"
)

// Thousands writes a whole number with no-break spaces between groups of three digits.
func Thousands(n int64) string {
	s := fmt.Sprint(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u00a0" + s[i:]
	}
	return sign + s
}

// Percent writes a signed share as a percentage with two decimals.
func Percent(x float64) string {
	return strings.Replace(fmt.Sprintf("%+.2f %%", 100*x), "-", "−", 1)
}
