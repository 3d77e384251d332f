package generate

import (
	"math/rand/v2"

	"github.com/okrug/okrug/geo/measure"
)

// Move draws every unit on its own, as in files made by hand: each vertex of each outline moves by up to so many metres
// east or west and north or south, so that no line is shared any more. The scenario then lets overlaps be so large.
func (c *Country) Move(metres float64) {
	c.moved = true
	random := rand.New(rand.NewPCG(1, 0))
	for _, r := range c.Rings {
		for i, p := range r[:len(r)-1] {
			lon, lat := measure.Degree(p[1])
			r[i] = [2]float64{p[0] + metres*(2*random.Float64()-1)/lon, p[1] + metres*(2*random.Float64()-1)/lat}
		}
		r[len(r)-1] = r[0]
	}
}
