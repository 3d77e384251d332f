package maps

import "image/color"

// deviationColors fill the classes of the sheet of deviations from far below to far above the quota: ColorBrewer PuOr
// (Brewer, Harrower and the Pennsylvania State University), which is made for colour-blind readers.
var deviationColors = []color.RGBA{
	{0xE6, 0x61, 0x01, 255}, {0xFD, 0xB8, 0x63, 255}, {0xF7, 0xF7, 0xF7, 255}, {0xB2, 0xAB, 0xD2, 255}, {0x8C, 0x74, 0xB8, 255},
}

// deviationDistance is the least CIE76 distance of two classes for normal and simulated sight.
const deviationDistance = 17
