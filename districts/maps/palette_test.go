package maps

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
)

// simulations of full dichromacy in linear RGB, severity 1.0: Machado, Oliveira and Fernandes, "A Physiologically-based
// Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, doi:10.1109/TVCG.2009.113.
var simulations = map[string][3][3]float64{
	"normal": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protan": {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deutan": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritan": {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func linear(c color.RGBA) [3]float64 {
	f := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return [3]float64{f(c.R), f(c.G), f(c.B)}
}

// lab converts linear sRGB to CIELAB under D65.
func lab(l [3]float64) [3]float64 {
	for i := range l {
		l[i] = min(1, max(0, l[i]))
	}
	x := (0.4124564*l[0] + 0.3575761*l[1] + 0.1804375*l[2]) / 0.95047
	y := 0.2126729*l[0] + 0.7151522*l[1] + 0.0721750*l[2]
	z := (0.0193339*l[0] + 0.1191920*l[1] + 0.9503041*l[2]) / 1.08883
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	return [3]float64{116*f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))}
}

func simulate(m [3][3]float64, c color.RGBA) [3]float64 {
	l := linear(c)
	var out [3]float64
	for i := range 3 {
		out[i] = m[i][0]*l[0] + m[i][1]*l[1] + m[i][2]*l[2]
	}
	return out
}

// distance is CIE76, the Euclidean distance in CIELAB.
func distance(m [3][3]float64, a, b color.RGBA) float64 {
	x, y := lab(simulate(m, a)), lab(simulate(m, b))
	return math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2])
}

// contrast is the ratio of WCAG 2.2.
func contrast(a, b color.RGBA) float64 {
	lum := func(c color.RGBA) float64 { l := linear(c); return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] }
	x, y := lum(a), lum(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestPalettesUnderColourBlindness(t *testing.T) {
	around := []color.RGBA{waterFill, abroadFill, white}
	for name, p := range map[string]struct {
		colors []color.RGBA
		least  float64
	}{"fivefold": {drawing.Tints(5), fivefoldDistance}, "sixfold": {drawing.Tints(6), sixfoldDistance},
		"strong": {strong, strongDistance}} {
		for sight, m := range simulations {
			least := math.Inf(1)
			for i, a := range p.colors {
				require.GreaterOrEqual(t, contrast(a, color.RGBA{0, 0, 0, 255}), 7.0)
				for _, around := range around {
					if name == "strong" {
						continue // for screens and walls, with lines of their own
					}
					require.GreaterOrEqual(t, distance(m, a, around), float64(aroundDistance), "%s, %s: %v and %v", name, sight, a,
						around)
				}
				for _, b := range p.colors[:i] {
					d := distance(m, a, b)
					require.GreaterOrEqual(t, d, p.least, "%s, %s: %v and %v", name, sight, a, b)
					least = min(least, d)
				}
			}
			t.Logf("%s, %s: least distance %.1f", name, sight, least)
		}
	}
}

// What is written on water and on land abroad can be read there.
func TestContrastAroundTheDistricts(t *testing.T) {
	require.GreaterOrEqual(t, contrast(waterText, waterFill), 4.5)
	require.GreaterOrEqual(t, contrast(abroadText, abroadFill), 4.5)
	require.GreaterOrEqual(t, contrast(waterText, white), 4.5)
}

func TestDeviationScaleUnderColourBlindness(t *testing.T) {
	for sight, m := range simulations {
		for i := range drawing.Deviations {
			for j := range i {
				require.GreaterOrEqual(t, distance(m, drawing.Deviations[i], drawing.Deviations[j]), float64(deviationDistance),
					"%s: classes %d and %d", sight, i, j)
			}
		}
	}
}

func TestFillsBeyondThePaletteDiffer(t *testing.T) {
	for _, bw := range []bool{false, true} {
		seen := map[string]bool{}
		for class := range 14 {
			s := fmt.Sprint(districtFill(class, 14, nil, bw))
			require.False(t, seen[s])
			seen[s] = true
		}
	}
}
