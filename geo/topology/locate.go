package topology

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/tidwall/rtree"
)

// Locator finds the face a position lies in, with an R-tree of the boxes of faces.
type Locator struct {
	t    *Topology
	tree rtree.RTreeG[int]
}

// Locator makes a locator of all faces.
func (t *Topology) Locator() *Locator {
	l := &Locator{t: t}
	for f := range t.faces {
		ends := t.ends[t.first[f]:t.first[f+1]]
		if len(ends) == 0 {
			continue
		}
		lo, hi := boundOf(t.points[t.origin(ends[0])])
		for _, e := range ends {
			for _, v := range t.vertices(e >> 1) {
				p := t.points[v]
				lo[0], lo[1] = min(lo[0], p[0]), min(lo[1], p[1])
				hi[0], hi[1] = max(hi[0], p[0]), max(hi[1], p[1])
			}
		}
		l.tree.Insert(lo, hi, f)
	}
	return l
}

// Face returns the face that a position lies in, of two that it lies between the one with the lower number, or Outside.
func (l *Locator) Face(p orb.Point) int {
	found := Outside
	l.tree.Search(p, p, func(_, _ [2]float64, f int) bool {
		if (found == Outside || f < found) && planar.MultiPolygonContains(l.t.Face(f), p) {
			found = f
		}
		return true
	})
	return found
}
