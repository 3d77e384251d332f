package drawing

import "image/color"

// RGB is the opaque colour with the given bytes of red, green and blue, as 0xa40000.
func RGB(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
}

// The colours of documents and maps alike. Each of the dark ones stands out from white by 4.5 to 1 at least.
var (
	// Ink is that of text and of the heaviest lines, and of type that an SVG does not name: viewers show it in their
	// black.
	Ink   = RGB(0x1a1a1a)
	Grey  = RGB(0x595959) // second-rank text, 7:1 on white
	Faint = RGB(0xbfbfbf)
	White = RGB(0xffffff)
	Red   = RGB(0xa40000)
)

// Tints are fills of districts by colour class, as many as a map with so many classes can bear; classes beyond begin
// anew. They are light, so that lines and letters stand out. Any two of five keep a distance (CIE76) of at least 15, of
// six 12, for normal sight and for full deuteranopia, protanopia and tritanopia, and each keeps 8 from water, from land
// abroad and from white. Ink on them has a contrast of 10 to 1 at least.
func Tints(classes int) []color.RGBA {
	if classes > len(five) {
		return six
	}
	return five
}

var (
	five = []color.RGBA{RGB(0xf1f196), RGB(0xc4dd9d), RGB(0xe2c4ff), RGB(0xfbbfd5), RGB(0xbffbce)}
	six  = []color.RGBA{RGB(0xf6e796), RGB(0xced3a4), RGB(0xf6c4ff), RGB(0xb0ddce), RGB(0xddfbb9), RGB(0xb0fbce)}
)
