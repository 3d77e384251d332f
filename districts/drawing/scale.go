package drawing

import "image/color"

// Deviations fill classes of districts from those with far fewer voters than the quota to those with far more, wherever
// deviations are drawn: ColorBrewer PuOr (Brewer, Harrower and the Pennsylvania State University), which is made for
// colour-blind readers, its last two classes lighter so that type on them can be read. Classes are divided at the
// rule's limit and at half of it.
var Deviations = [5]color.RGBA{
	{0xE6, 0x61, 0x01, 255}, {0xFD, 0xB8, 0x63, 255}, {0xF7, 0xF7, 0xF7, 255}, {0xB7, 0xB1, 0xD7, 255},
	{0x92, 0x7B, 0xBD, 255},
}
