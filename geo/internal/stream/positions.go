package stream

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
)

// Positions reads an array of positions, or one position alone, from its JSON: longitude and latitude of each, or what
// else the two numbers are. Depth is 1 for a position alone and 2 for an array of them, 0 for an array without any.
// Heights says that positions have a third number or more. Arrays nested deeper are a problem.
func Positions(raw []byte) (points []orb.Point, depth int, heights bool, problem locale.Text) {
	c := coordinates{in: raw}
	c.read()
	switch {
	case !c.problem.Empty():
		return nil, 0, false, c.problem
	case c.depth > 2:
		return nil, 0, false, locale.T("its positions are nested %d deep, and not 2", c.depth)
	case c.depth == 2:
		points = c.polygon[0]
	case c.depth == 1:
		points = []orb.Point{c.point}
	}
	return points, c.depth, c.heights, locale.Text{}
}
