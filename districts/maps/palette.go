package maps

import (
	"image/color"
	"math"

	"github.com/okrug/okrug/districts/drawing"
)

var (
	black    = drawing.Ink
	white    = drawing.White
	grey     = drawing.Grey
	paleGrey = color.RGBA{0xe9, 0xe9, 0xe6, 255} // land that is not the sheet's subject
	unitGrey = color.RGBA{0x6e, 0x6e, 0x6e, 255}
	netBlue  = color.RGBA{0x8f, 0xa9, 0xbd, 255} // graticule
	signRed  = color.RGBA{0xb0, 0x1c, 0x2e, 255} // draft mark
)

// strong are fills for screens and walls, where lines and small letters count less: they keep a distance of at least
// 22.
var strong = Palette{
	drawing.RGB(0x77AADD), drawing.RGB(0xF0E442), drawing.RGB(0xFFAABB), drawing.RGB(0xAAAA00), drawing.RGB(0xEE8866),
}

// The least CIE76 distances of fills, for normal and simulated sight: of drawing.Tints for five classes and for more,
// of these and of strong ones from each other, and of tints from what lies around the districts.
const (
	fivefoldDistance = 15
	sixfoldDistance  = 12
	strongDistance   = 22
	aroundDistance   = 8
	// deviationDistance is that of two classes of deviation.
	deviationDistance = 16
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// fill is how an area is filled: a colour, a hatching, or both. Without a hatching hatch has no angles.
type fill struct {
	color color.RGBA
	hatch hatch
}

// hatch is a pattern of parallel lines.
type hatch struct {
	angles []float64 // degrees; none for no hatching
	gap    float64   // between lines, millimetres
	width  float64   // of lines, millimetres
}

// grey levels and hatchings for sheets in black and white: any two differ in pattern, not in tone alone.
var blackAndWhite = []fill{
	{color: white},
	{color: white, hatch: hatch{[]float64{45}, 1.4, 0.14}},
	{color: color.RGBA{0xd4, 0xd4, 0xd4, 255}},
	{color: white, hatch: hatch{[]float64{-45}, 1.4, 0.14}},
	{color: white, hatch: hatch{[]float64{0}, 1.1, 0.16}},
	{color: white, hatch: hatch{[]float64{45, -45}, 1.9, 0.13}},
}

// districtFill is the fill of a colour class. Classes beyond the palette, which no map of real districts has needed,
// repeat it with hatching over it, so that neighbours differ however many classes there are.
func districtFill(class, classes int, own Palette, bw bool) fill {
	if bw {
		f := blackAndWhite[class%len(blackAndWhite)]
		if k := class / len(blackAndWhite); k > 0 {
			f.hatch = hatch{append([]float64{90}, f.hatch.angles...), 2.4 / float64(k), 0.12}
		}
		return f
	}
	palette := own
	if own == nil {
		palette = drawing.Tints(classes)
	}
	f := fill{color: palette[class%len(palette)]}
	if k := class / len(palette); k > 0 {
		f.hatch = hatch{[]float64{45}, 2.4 / float64(k), 0.2}
	}
	return f
}

// pale is a colour mixed with white: share 0 leaves it, 1 is white.
func pale(c color.RGBA, share float64) color.RGBA {
	mix := func(v uint8) uint8 { return uint8(float64(v)*(1-share) + 255*share + 0.5) }
	return color.RGBA{mix(c.R), mix(c.G), mix(c.B), c.A}
}
