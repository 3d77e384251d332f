package topology

import (
	"cmp"
	"math"
	"slices"

	"github.com/okrug/okrug/geo/measure"
)

// beyond is a cell on the other side of 180 degrees, and how long the common line there is, in metres.
type beyond struct {
	cell   int32
	metres float64
}

// acrossSeam finds the cells that lie beside one another at 180 degrees, where a file has the one line twice, as -180
// and as 180, and its vertices on either need not be the same.
func acrossSeam(p *pieces) map[int32][]beyond {
	type stretch struct {
		low, high float64 // latitudes
		cell      int32
	}
	var sides [2][]stretch // at -180 and at 180
	n := p.net
	for h := range int32(2 * len(n.segs)) {
		a, b := n.points[p.from(h)], n.points[p.from(h^1)]
		if a[0] != b[0] || math.Abs(a[0]) != 180 {
			continue
		}
		cell := p.root[p.cycle[h]]
		if cell < 0 {
			continue
		}
		k := 0
		if a[0] > 0 {
			k = 1
		}
		sides[k] = append(sides[k], stretch{min(a[1], b[1]), max(a[1], b[1]), cell})
	}
	out := map[int32][]beyond{}
	for k := range sides {
		slices.SortFunc(sides[k], func(a, b stretch) int { return cmp.Compare(a.low, b.low) })
	}
	for i, j := 0, 0; i < len(sides[0]) && j < len(sides[1]); {
		west, east := sides[0][i], sides[1][j]
		if low, high := max(west.low, east.low), min(west.high, east.high); low < high {
			_, degree := measure.Degree((low + high) / 2)
			out[west.cell] = append(out[west.cell], beyond{east.cell, (high - low) * degree})
			out[east.cell] = append(out[east.cell], beyond{west.cell, (high - low) * degree})
		}
		if west.high < east.high {
			i++
		} else {
			j++
		}
	}
	return out
}
