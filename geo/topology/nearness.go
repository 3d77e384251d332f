package topology

import (
	"github.com/paulmach/orb"
)

// nearness tells which segments come near a face: those that begin in it, or run through a square with a line of it.
type nearness struct {
	*Locator
	begun orb.Point // where the last segment asked about ended, and the face there
	in    int
}

func newNearness(t *Topology) *nearness {
	return &nearness{Locator: t.Locator(), begun: orb.Point{1e9, 1e9}}
}

func (n *nearness) comes(a, b orb.Point, face int) bool {
	from := n.in
	if a != n.begun {
		from = n.strictly(a)
	}
	n.begun, n.in = b, n.strictly(b)
	if from == face || n.in == face {
		return true
	}
	found := false
	n.look.grid.through(a, b, [2]float64{}, func(cell int) {
		g := n.look.grid
		for _, s := range g.ids[g.start[cell]:g.start[cell+1]] {
			sides := n.net.segs[s].sides
			found = found || int(sides[0]) == face || int(sides[1]) == face
		}
	})
	return found
}
