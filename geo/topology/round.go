package topology

import (
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
)

// farthest is how many steps of rounding from its place a position may go, to keep clear of lines.
const farthest = 3

// round rounds every vertex to the nearest place of so many decimals where its lines stay clear of others. A position
// that fits nowhere is left out; where that is not possible either, it stays unrounded and is counted. What finds no
// place is tried again after the others have moved, four times at most, and from the second time on it may be left out.
func (l *lines) round(ctx context.Context) (unrounded int, err error) {
	l.loosen()
	nodes := map[int32][]int32{} // by vertex
	var order []int32
	for a := range l.size {
		for i := l.t.begin[a]; i >= 0; i = l.next[i] {
			v := l.t.line[i]
			if nodes[v] == nil {
				order = append(order, v)
			}
			nodes[v] = append(nodes[v], i)
		}
	}
	slices.SortFunc(order, func(a, b int32) int { // junctions first: the others can give way
		if d := len(nodes[b]) - len(nodes[a]); d != 0 {
			return d
		}
		return int(a - b)
	})
	var stuck []int32
	for pass := range 4 {
		stuck = nil
		for k, v := range order {
			if k%1024 == 0 && ctx.Err() != nil {
				return len(order), ctx.Err()
			}
			if !l.roundVertex(v, nodes[v], pass > 0) {
				stuck = append(stuck, v)
			}
		}
		if len(stuck) == 0 || len(stuck) == len(order) && pass > 1 {
			break
		}
		order = stuck
	}
	return len(stuck), nil
}

// roundVertex moves a vertex, which has these nodes, to the first of its roundings that is free. It says whether the
// vertex is on the lattice or gone.
func (l *lines) roundVertex(v int32, nodes []int32, leaveOut bool) bool {
	scale := math.Pow10(l.g.Decimals)
	p := l.points[v]
	for _, c := range roundings(p, scale) {
		if c == p || l.move(v, nodes, c) {
			return true
		}
	}
	return leaveOut && len(nodes) == 1 && l.inner(nodes[0]) && l.leaveOut(nodes[0])
}

// roundings are the places of the lattice around p, the nearest first.
func roundings(p orb.Point, scale float64) []orb.Point {
	x, y := math.Round(p[0]*scale), math.Round(p[1]*scale)
	var out []orb.Point
	for i := -float64(farthest); i <= farthest; i++ {
		for j := -float64(farthest); j <= farthest; j++ {
			out = append(out, orb.Point{(x+i)/scale + 0, (y+j)/scale + 0})
		}
	}
	slices.SortStableFunc(out, func(a, b orb.Point) int {
		return sign(dist2(a, p) - dist2(b, p))
	})
	return out
}

// arm is a segment that a vertex is an end of.
type arm struct {
	other int32 // vertex at its other end
	node  int32 // node it begins at
	arc   int32
	in    bool // it runs towards the vertex
}

func (l *lines) arms(nodes []int32) []arm {
	var out []arm
	for _, i := range nodes {
		if k := l.prev[i]; k >= 0 {
			out = append(out, arm{l.t.line[k], k, l.arc[i], true})
		}
		if k := l.next[i]; k >= 0 {
			out = append(out, arm{l.t.line[k], i, l.arc[i], false})
		}
	}
	return out
}

// move moves a vertex and the lines at it, unless they would meet another line on the way or an area would change too
// much. Each line at the vertex sweeps a triangle. If no other vertex lies in it and no other line crosses the way of
// the vertex, none can lie across the new place of the line: it would have to leave the triangle by that way.
func (l *lines) move(v int32, nodes []int32, to orb.Point) bool {
	arms := l.arms(nodes)
	from := l.points[v]
	for _, a := range arms {
		if !l.clearSweep(v, arms, a, to) {
			return false
		}
	}
	if l.crossesTrack(v, arms, from, to) {
		return false
	}
	// Each triangle is gained by the face on one side of its arm, and lost by the other.
	gains := make([]float64, len(arms))
	for i, a := range arms {
		gains[i] = measure.RingArea(orb.Ring{l.points[a.other], to, from})
		if !a.in {
			gains[i] = -gains[i]
		}
	}
	before := map[int32]float64{}
	for i, a := range arms {
		for k, f := range l.t.sides[a.arc] {
			if f >= 0 {
				if _, ok := before[f]; !ok {
					before[f] = l.change[f]
				}
				if k == 0 {
					l.change[f] += gains[i]
				} else {
					l.change[f] -= gains[i]
				}
			}
		}
	}
	for f, was := range before {
		if now := math.Abs(l.change[f]); now > l.g.AreaChange*l.area[f] && now > math.Abs(was) {
			for f, was := range before {
				l.change[f] = was
			}
			return false
		}
	}
	for _, a := range arms {
		l.tree.remove(l, a.node)
	}
	l.points[v] = to
	for _, a := range arms {
		l.tree.insert(l, a.node)
	}
	return true
}

// clearSweep says whether the triangle that an arm sweeps, and the room beside the arm in its new place, hold no
// vertex.
func (l *lines) clearSweep(v int32, arms []arm, a arm, to orb.Point) bool {
	p, from := l.points[a.other], l.points[v]
	empty := true
	l.tree.near(clearance, func(node int32) bool {
		for _, w := range [2]int32{l.t.line[node], l.t.line[l.next[node]]} {
			if x := l.points[w]; w != v && w != a.other && (inTriangle(x, p, from, to) || besides(x, p, to, clearance)) {
				empty = false
			}
		}
		return empty
	}, p, from, to)
	return empty && dist2(p, to) > clearance*clearance
}

// crossesTrack says whether a segment other than the arms comes in the way of a vertex, or too near its new place.
func (l *lines) crossesTrack(v int32, arms []arm, from, to orb.Point) bool {
	met := false
	l.tree.near(clearance, func(node int32) bool {
		if slices.ContainsFunc(arms, func(a arm) bool { return a.node == node }) {
			return true
		}
		p, q := l.at(node), l.at(l.next[node])
		met = besides(to, p, q, clearance) ||
			turn(p, q, from)*turn(p, q, to) <= 0 && turn(from, to, p)*turn(from, to, q) <= 0
		return !met
	}, from, to)
	return met
}
