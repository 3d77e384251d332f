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
