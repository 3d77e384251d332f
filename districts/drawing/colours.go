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

// Calm are fills of districts on a screen, by colour class: light, so that lines and numbers stand out from them, and
// told apart by their neighbours' lines rather than by strength. Ink on each has a contrast of 12 to 1 at least.
var Calm = []color.RGBA{
	RGB(0xd6e6f5), RGB(0xfbf0c4), RGB(0xf9dce0), RGB(0xd9eed3), RGB(0xfbe0c8), RGB(0xe3dcf1),
}
