package topology

import "slices"

// Merge returns the topology whose face i is the union of the faces groups[i]. Faces in no group become Outside; no
// face may be in two groups.
func (t *Topology) Merge(groups [][]int) *Topology {
	to := make([]int32, t.faces)
	for i := range to {
		to[i] = Outside
	}
	for g, faces := range groups {
		for _, f := range faces {
			to[f] = int32(g)
		}
	}
	name := func(f int32) int32 {
		if f == Outside {
			return Outside
		}
		return to[f]
	}
	// Arcs within a group go. The others are joined anew, for a junction may have only two of them left.
	var segs []segment
	for a, s := range t.sides {
		l, r := name(s[0]), name(s[1])
		if l == r {
			continue
		}
		v := t.vertices(int32(a))
		for i := 1; i < len(v); i++ {
			segs = append(segs, orient(v[i-1], v[i], l, r))
		}
	}
	return assemble(len(groups), slices.Clone(t.points), segs)
}

// orient makes a segment of the way from u to v with the faces on its left and right.
func orient(u, v, left, right int32) segment {
	if u < v {
		return segment{u, v, [2]int32{left, right}}
	}
	return segment{v, u, [2]int32{right, left}}
}
