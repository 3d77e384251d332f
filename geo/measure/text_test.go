package measure

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Each size has the unit and the decimals in which it is read.
func TestSizesInWords(t *testing.T) {
	for m, want := range map[float64]string{0.02: "2 cm", 0.1: "0.1 m", 7.26: "7.3 m", 10: "10 m", 999: "999 m",
		1000: "1.0 km", 12_340: "12.3 km"} {
		assert.Equal(t, want, LengthText(m).In("en"))
	}
	for m2, want := range map[float64]string{0.5: "less than 1 m²", 1: "1 m²", 99_999: "99\u00a0999 m²", 1e5: "0.100 km²",
		9_999_000: "9.999 km²", 12_345_678: "12 km²"} {
		assert.Equal(t, want, AreaText(m2).In("en"))
	}
	assert.Equal(t, "12,3\u00a0км", LengthText(12_340).In("ru"))
	assert.Equal(t, "0,100\u00a0км²", AreaText(1e5).In("kk"))
}
