package drawing

import "image/color"

// Deviations fill classes of districts from those with far fewer voters than the quota to those with far more, wherever
// deviations are drawn (districts.DeviationClasses): after ColorBrewer PuOr (Brewer, Harrower and the Pennsylvania
// State University), which is made for colour-blind readers, the last classes lighter so that type on them can be read,
// and all moved apart for every kind of sight.
var Deviations = [7]color.RGBA{
	{0xE1, 0x63, 0x00, 255}, {0xFF, 0xA4, 0x44, 255}, {0xFF, 0xD6, 0xA6, 255}, {0xF7, 0xF7, 0xF7, 255},
	{0xD5, 0xC4, 0xE4, 255}, {0xA7, 0xA8, 0xE1, 255}, {0x93, 0x74, 0xC2, 255},
}
