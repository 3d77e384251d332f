package topology

import (
	"cmp"
	"iter"
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
	return t.joined(keep, func(yield func(a int32) bool) {
		for a := range int32(len(t.sides)) {
			if !yield(a) {
				return
			}
		}
	})
}

// LinesAt returns those of Lines, in the same order, that run along one of the given faces. It takes time by the length
// of these, not by the number of all lines.
func (t *Topology) LinesAt(faces []int, keep func(a, b int) bool) []orb.LineString {
	return t.joined(keep, func(yield func(a int32) bool) {
		for _, f := range faces {
			for _, e := range t.ends[t.first[f]:t.first[f+1]] {
				if !yield(e >> 1) {
					return
				}
			}
		}
	})
}

// joined returns the lines to keep that run along any of some arcs, in the order of the first arc of each.
func (t *Topology) joined(keep func(a, b int) bool, arcs iter.Seq[int32]) []orb.LineString {
	const unknown, no, yes = 0, 1, 2
	known := make([]int8, len(t.sides)) // what keep said of an arc
	kept := func(a int32) bool {
		if known[a] == unknown {
			s := t.sides[a]
			known[a] = no
			if keep(int(min(s[0], s[1])), int(max(s[0], s[1]))) {
				known[a] = yes
			}
		}
		return known[a] == yes
	}
	// follow is the end by which a line goes on after end e, or -1. It looks around the junction that e leads to.
	follow := func(e int32) int32 {
		found := int32(-1)
		for k := t.clockwise[e^1]; k != e^1; k = t.clockwise[k] {
			if kept(k >> 1) {
				if found >= 0 {
					return -1
				}
				found = k
			}
		}
		return found
	}
	// begin is the end with which the line of arc a begins: back from the arc to where it ends or, where it is closed,
	// around to behind the arc. It tells of every arc on the way.
	begin := func(a int32, pass func(a int32)) int32 {
		e := 2 * a
		for {
			k := follow(e ^ 1)
			if k < 0 || k^1 == 2*a {
				return e
			}
			e = k ^ 1
			pass(e >> 1)
		}
	}
	type numbered struct {
		first int32
		line  orb.LineString
	}
	var out []numbered
	done := make([]bool, len(t.sides))
	for a := range arcs {
		if done[a] || !kept(a) {
			continue
		}
		// A line has the direction of the first of its arcs.
		first := a
		least := func(a int32) { first = min(first, a) }
		from := begin(a, least)
		for e := from; e >= 0 && !done[e>>1]; e = follow(e) {
			done[e>>1] = true
			least(e >> 1)
		}
		if first != a {
			from = begin(first, func(int32) {})
		}
		n := numbered{first: first}
		for e := from; ; {
			n.line = t.appendLine(n.line, e)
			if e = follow(e); e < 0 || e == from {
				break
			}
		}
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b numbered) int { return cmp.Compare(a.first, b.first) })
	lines := make([]orb.LineString, len(out))
	for i, n := range out {
		lines[i] = n.line
	}
	return lines
}
