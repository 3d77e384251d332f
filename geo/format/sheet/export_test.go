package sheet

// Limits sets what a workbook may unpack to, and returns what sets it back.
func Limits(bytes int64, cells, texts, areas int) (back func()) {
	b, c, s, a := mostBytes, mostCells, mostStrings, mostAreas
	mostBytes, mostCells, mostStrings, mostAreas = bytes, cells, texts, areas
	return func() { mostBytes, mostCells, mostStrings, mostAreas = b, c, s, a }
}
