package topojson

import (
	"math"
	"strconv"
)

// axis is the grid along an axis: so many steps to a degree, and the steps between which coordinates lie.
type axis struct {
	steps       float64
	least, most int64
}

// finest is how many steps there are to a degree where 32 bits count them all.
const finest = 10_000_000

// axisOf is the finest grid on which whole numbers of 32 bits reach from one coordinate to another, as the
// specification asks for (section 1.2). Its steps are decimal: 1, 2 or 5 of some place behind the point. ok is false
// where a degree would be finer than the grid.
func axisOf(least, most float64) (a axis, ok bool) {
	for a.steps = finest; a.steps >= 1; a.steps /= 10 {
		for _, of := range []float64{1, 2, 5} {
			b := axis{steps: a.steps / of}
			if from, to := math.Round(least*b.steps), math.Round(most*b.steps); b.steps >= 1 && to-from <= math.MaxInt32 &&
				math.Abs(from) < exact/2 && math.Abs(to) < exact/2 {
				b.least, b.most = int64(from), int64(to)
				return b, true
			}
		}
	}
	return a, false
}

// step is the place of a coordinate on the grid, from that of the least.
func (a *axis) step(x float64) int32 { return int32(int64(math.Round(x*a.steps)) - a.least) }

// text is a place on the grid as a coordinate.
func (a *axis) text(step int64) string {
	return strconv.FormatFloat(float64(step)/a.steps, 'f', -1, 64)
}

// scale is how long a step is.
func (a *axis) scale() string { return strconv.FormatFloat(1/a.steps, 'g', -1, 64) }
