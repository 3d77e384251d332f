package document

import (
	"fmt"
	"image/color"
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
)

// Text colours of the style sheet stand out from white and from the pale grounds by 4.5 to 1 at least (WCAG 2.2,
// 1.4.3).
func TestContrast(t *testing.T) {
	colour := regexp.MustCompile(`--(ink|grey|pass|fail|open|none):#([0-9a-f]{6})`)
	found := colour.FindAllStringSubmatch(style, -1)
	require.Len(t, found, 6)
	for _, m := range found {
		for _, ground := range []string{"ffffff", "fdeeee", "fff8e8"} {
			require.GreaterOrEqual(t, contrast(t, m[2], ground), 4.5, "%s on %s", m[1], ground)
		}
	}
	hex := func(c color.RGBA) string { return fmt.Sprintf("%02x%02x%02x", c.R, c.G, c.B) }
	for _, fill := range drawing.Deviations {
		require.GreaterOrEqual(t, contrast(t, hex(fill), hex(drawing.Ink)), 4.5)
	}
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is that of WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	n, err := strconv.ParseUint(hex, 16, 32)
	require.NoError(t, err)
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(n>>(16-8*i)&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
