// Package maps prints a plan: the country with lettered insets for what is too small to read, each region, each
// district with its units and neighbours, the deviations from the quota, the changes against another plan, and all of
// them as an atlas. Every sheet is drawn once and written as SVG, PDF or PNG (package drawing). The same plan and
// options give the same bytes.
//
// Data are WGS 84 degrees. Sheets are in the Albers equal-area projection of that ellipsoid, the country's and each
// region's and district's with parameters of its own, which are printed. On paper, lengths are millimetres from the top
// left corner.
//
// Not done: no relief, water or roads, because scenarios have none; no colour separation for four-colour print. In a
// PDF a map is a figure that readers who listen know by its title alone. Not proven: that labels are placed as well as
// can be, only that they do not overlap and lie in their area or are led out of it.
package maps
