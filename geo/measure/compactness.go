package measure

import "math"

// PolsbyPopper is the compactness 4π·area/perimeter² of a territory (Polsby & Popper, The Third Criterion, Yale Law &
// Policy Review 9(2), 1991, pp. 301-353): 1 for a circle in the plane, near 0 for a thread. Area is in square metres,
// perimeter in metres; without a perimeter it is 0. On the ellipsoid a very large territory can exceed 1 by a little.
func PolsbyPopper(area, perimeter float64) float64 {
	if perimeter <= 0 {
		return 0
	}
	return 4 * math.Pi * area / (perimeter * perimeter)
}
