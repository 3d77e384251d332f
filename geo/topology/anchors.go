package topology

import (
	"maps"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// findAnchors finds the cells at the anchors of each part. Of cells of the face that meet at one, on a line or outside,
// that which is the part's anyhow stands first.
func (v *division) findAnchors() {
	p := v.pieces
	find := &Locator{p.net, newLookout(p.net)}
	v.anchors = make([][]int32, len(v.Home))
	at := func(h int32) int32 { return p.root[p.cycle[h]] }
	for part, home := range v.Home {
		if !v.several[home] {
			continue
		}
		for _, anchor := range v.Anchors[part] {
			if h := find.look.west(anchor); h >= 0 && at(h) >= 0 && v.face[at(h)] == int32(home) {
				v.anchors[part] = append(v.anchors[part], at(h))
				continue
			}
			best, away := int32(-1), math.Inf(1)
			find.near(anchor, max(v.Reach, finest*degreeMetres), func(s int32, metres float64, _ orb.Point) {
				for h := 2 * s; h <= 2*s+1; h++ {
					cell := at(h)
					if cell < 0 || v.face[cell] != int32(home) || metres > away+finest*degreeMetres {
						continue
					}
					if metres < away-finest*degreeMetres || v.owner[cell] == int32(part) && v.owner[best] != int32(part) {
						best, away = cell, metres
					}
				}
			})
			if best >= 0 {
				v.anchors[part] = append(v.anchors[part], best)
			}
		}
	}
}

// hold gives cells with an anchor to the first part that has one there: lines between places close together lie closer
// together than they are right, further away, so that what is inside of a cell does not always tell.
func (v *division) hold() {
	v.findAnchors()
	taken := map[int32]bool{}
	for part, cells := range v.anchors {
		for _, cell := range cells {
			if !taken[cell] && !v.held[cell] {
				taken[cell] = true
				v.pieces.give(v.owner, cell, int32(part))
			}
		}
	}
}

// anchored says which groups are where their part's anchor is, or hold what it owns. An anchor on a line may be in
// nobody's cell, or in another part's: then the largest group stands for it.
func (v *division) anchored(groups map[int32][]int32) map[int32]bool {
	p := v.pieces
	out := map[int32]bool{}
	has := make([]bool, len(v.Home))
	for k, root := range p.root {
		if root == int32(k) && v.held[k] {
			out[v.group.Find(root)], has[v.owner[k]] = true, true
		}
	}
	for part, cells := range v.anchors {
		if has[part] {
			continue
		}
		for _, cell := range cells {
			if v.owner[cell] == int32(part) {
				out[v.group.Find(cell)], has[part] = true, true
			}
		}
	}
	most := make([]float64, len(v.Home))
	best := make([]int32, len(v.Home))
	for _, g := range slices.Sorted(maps.Keys(groups)) {
		part := v.owner[g]
		if has[part] || !v.several[v.face[g]] {
			continue
		}
		if a := v.sum(groups[g]); a > most[part] {
			most[part], best[part] = a, g
		}
	}
	for part, a := range most {
		if a > 0 {
			out[best[part]] = true
		}
	}
	return out
}
