// Package maps prints a plan: the country with lettered insets for what is too small to read, each region, each
// district with its units and neighbours, the deviations from the quota, the changes against another plan, and all of
// them as an atlas. Every sheet is drawn once and written as SVG, PDF or PNG (package drawing). The same plan and
// options give the same bytes.
//
// Data are WGS 84 degrees. Sheets are in the Albers equal-area projection of that ellipsoid, the country's and each
// region's and district's with parameters of its own, which are printed. On paper, lengths are millimetres from the top
// left corner.
//
// # How a sheet is made
//
//  1. Write and Atlas (printer.go, atlas.go) begin with a press, which holds what all sheets of the plan share: words
//     (words.go), fonts, the colours of districts, the national projection, and lines generalised for each scale
//     (detail.go, generalised.go).
//  2. A page gets its title and footer, which leave it a body for the map (page.go).
//  3. A view is chosen: the largest round scale at which the land fits into the frame (view.go). On a sheet of the
//     country the land, the insets and the legend are arranged together (arrange.go, inset.go, legend.go,
//     whitespace.go). On a sheet of a region or district (sheet.go), a panel with tables, legend and location goes
//     beside the map or below it, whichever leaves the map the larger scale (panel.go, table.go, lists.go,
//     location.go).
//  4. What lies around and under the districts is drawn from the scenario's base layer (surroundings.go), fills,
//     hatching and boundaries from the generalised arcs, so that neighbours have the same line (draw.go, hatch.go,
//     palette.go), and around them the frame with meridians and parallels (frame.go) and squares (grid.go).
//  5. Names are placed (label.go), on sheets of the country by labelling.go and districtlabel.go, on others by
//     detailmap.go and districtnumbers.go; towns by towns.go, waters and neighbouring countries by waternames.go.
//  6. The picture is written; in a PDF its parts are tagged for readers who listen (pages.go, contents.go).
//
// What a sheet says is in national.go, deviationsheet.go and changesheet.go for the country and in regional.go for a
// part of it. On sheets of the country two things depend on each other: what the map has no room for goes into the
// footer, whose size changes the room. Such a sheet is laid out again until it says the same as the time before. On
// other sheets the list of units keeps room for letters and squares, so that nothing on the map changes the layout, and
// a district's sheet can be held to the scale of its region's. A sheet of the country is laid out for all languages
// together (countrylayout.go), so that it differs in words alone.
//
// # Labels
//
// A label is set once and never moved. Each takes its box, and later ones keep off it; so the order decides. The signs
// of insets and towns come first. On a sheet of the country the labels of districts follow, those with the least room
// before others, then the names of the chief towns, of great lakes and of other towns. On other sheets it is the
// numbers of the sheet's districts, the names of centres, of units, of great lakes, of what lies around, and of other
// towns. An area's label goes to the point farthest from its edges, stretched to the shape of the text, then to the
// roomiest of a lattice of other points; shorter forms of it are tried in turn, and last it stands outside at the end
// of a line. A town's name has eight places around its sign, those to the right before others, and none in another
// district than the town's (territory.go); on such preferences see E. Imhof, Positioning names on maps, The American
// Cartographer 2(2), 1975, pp. 128-144, doi:10.1559/152304075784313304. This is quick, and a small change of the plan
// changes few labels, but it does not find the best placement; what other methods gain is measured by J. Christensen,
// J. Marks and S. Shieber, An empirical study of algorithms for point-feature label placement, ACM Transactions on
// Graphics 14(3), 1995, pp. 203-232, doi:10.1145/212332.212334.
//
// # Colours
//
// Districts get classes so that neighbours differ (package colouring). The classes' colours are told apart by people
// who do not see all colours, and in black and white by their patterns (palette.go).
//
// # Limits
//
// Not done: no relief or roads; no colour separation for four-colour print. Readers who listen are told in words what a
// map shows (alternative.go), but not where on it that is. Not proven: that labels are placed as well as can be, only
// that they do not overlap and lie in their area or are led out of it.
package maps
