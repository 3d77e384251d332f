package format

import "github.com/paulmach/orb"

// SignedArea is twice the area of a ring in the plane of its coordinates, positive where it is wound counter-clockwise.
// It is measured from the first corner, so that small rings far from the origin keep their digits.
func SignedArea(ring orb.Ring) float64 {
	if len(ring) == 0 {
		return 0
	}
	var sum float64
	o := ring[0]
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		sum += (a[0]-o[0])*(b[1]-o[1]) - (a[1]-o[1])*(b[0]-o[0])
	}
	return sum
}
