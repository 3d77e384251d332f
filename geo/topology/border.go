package topology

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// Border is the common border of two faces.
type Border struct {
	A, B   int // face numbers, A < B
	Metres float64
}

// Borders returns all pairs of faces with a common border of positive length on the ellipsoid, sorted by A, then B.
// They are the lines as they have been shared out: pairs that only touch for a short way at a corner are among them,
// which Findings.Contacts tells apart.
func (t *Topology) Borders() []Border {
	var out []Border
	for a, s := range t.sides {
		if l, r := min(s[0], s[1]), max(s[0], s[1]); l >= 0 {
			out = append(out, Border{int(l), int(r), t.metres(a)})
		}
	}
	return sum(out)
}

// sum sorts borders and adds up those of the same pair.
func sum(out []Border) []Border {
	slices.SortStableFunc(out, func(p, q Border) int { return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B)) })
	kept := out[:0]
	for _, b := range out {
		if n := len(kept); n > 0 && kept[n-1].A == b.A && kept[n-1].B == b.B {
			kept[n-1].Metres += b.Metres
		} else {
			kept = append(kept, b)
		}
	}
	return kept
}

// Lines returns the lines between faces a and b (either may be Outside) for which keep(a, b) is true, arcs that
// follow one another joined: a line ends where one or more than two kept arcs meet, or is closed. keep is called with a
// < b.
func (t *Topology) Lines(keep func(a, b int) bool) []orb.LineString {
	kept := make([]bool, len(t.sides))
	for a, s := range t.sides {
		kept[a] = keep(int(min(s[0], s[1])), int(max(s[0], s[1])))
	}
	// follow is the end by which a line goes on after end e, or -1. It looks around the junction that e leads to.
	follow := func(e int32) int32 {
		found := int32(-1)
		for k := t.clockwise[e^1]; k != e^1; k = t.clockwise[k] {
			if kept[k>>1] {
				if found >= 0 {
					return -1
				}
				found = k
			}
		}
		return found
	}
	// Each line is followed from one of its ends or, where it is closed, from any place.
	var out []orb.LineString
	done := make([]bool, len(t.sides))
	for a := range t.sides {
		if !kept[a] || done[a] {
			continue
		}
		e := int32(2 * a)
		for { // back to where the line begins
			k := follow(e ^ 1)
			if k < 0 || k^1 == int32(2*a) {
				break
			}
			e = k ^ 1
		}
		var line orb.LineString
		for e >= 0 && !done[e>>1] {
			done[e>>1] = true
			line = t.appendLine(line, e)
			e = follow(e)
		}
		out = append(out, line)
	}
	return out
}
