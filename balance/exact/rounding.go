package exact

import "math"

// rounding is voters counted in whole buckets of delta. Each node's remainder is passed on to its next unprocessed neighbour
// (error diffusion), so that a region's rounded sum errs only by the remainders that are passed across its boundary.
type rounding struct {
	delta int64
	q     []int32 // of each layer's node, in buckets, not negative
	// least and most rounded voters of a district within the bounds, whatever the error
	from, to int32

	errOut, errIn [][]int64 // what an arc adds to (voters - delta*q), by layer and side
}

// errorClasses is how finely the boundary used so far is told apart when errors are bounded.
func (d *dag) errorClasses() int { return max(4, min(64, 20_000_000/(d.len()+1))) }

// round rounds the voters of the nodes.
func (d *dag) round(m *model, delta int64) *rounding {
	n := len(d.layers)
	r := &rounding{delta: delta, q: make([]int32, n), errOut: make([][]int64, n), errIn: make([][]int64, n)}
	at := make([]int, n)
	for i := range d.layers {
		at[d.layers[i].node] = i
	}
	carry := make([]int64, n) // remainder that each node receives
	pass := make([]int64, n)  // remainder that each node passes on
	to := make([]int, n)      // the node that receives it, -1 for none
	for i := range d.layers {
		v := d.layers[i].node
		have := m.voters[v] + carry[v]
		q := max(0, (have+delta/2)/delta)
		r.q[i] = int32(q)
		pass[v], to[v] = have-q*delta, -1
		for _, h := range m.next[v] {
			if at[h.to] > i && (to[v] < 0 || at[h.to] < at[to[v]]) {
				to[v] = h.to
			}
		}
		if to[v] >= 0 {
			carry[to[v]] += pass[v]
		}
	}
	for i := range d.layers {
		l := &d.layers[i]
		r.errOut[i], r.errIn[i] = make([]int64, len(l.sides)), make([]int64, len(l.sides))
		for k, s := range l.sides {
			var out, in int64
			counted := -1
			for b, t := range l.touch {
				if to[t.node] != l.node || t.node == counted {
					continue
				}
				counted = t.node // a pair may be joined by an edge and by a bond
				if s.mask>>b&1 != 0 {
					out += pass[t.node]
				} else {
					in -= pass[t.node]
				}
			}
			if to[l.node] < 0 {
				in += pass[l.node]
			}
			r.errOut[i][k], r.errIn[i][k] = out, in
		}
	}
	least, most := d.errorRange(r)
	if least > most {
		r.from, r.to = 1, 0
		return r
	}
	// lower <= delta*q + error <= upper for some error in the range
	r.from = int32(max(0, ceilDiv(m.lower-most, delta)))
	r.to = int32(floorDiv(m.upper-least, delta))
	return r
}

// errorRange bounds the rounding error of any region, by the most and the least error of any way to each node at each
// amount of boundary used. least > most says that there is no region.
func (d *dag) errorRange(r *rounding) (least, most int64) {
	const none = math.MinInt64 / 2
	errorClasses := d.errorClasses()
	unit := d.limit/int64(errorClasses) + 1 // amounts are rounded down to whole units
	// most error, and most of minus the error, by node and class
	type pair [2]int64
	fresh := func(n int) []pair {
		p := make([]pair, n*errorClasses)
		for i := range p {
			p[i] = pair{none, none}
		}
		return p
	}
	best := pair{none, none}
	if d.len() == 0 {
		return 1, 0
	}
	now := fresh(1)
	now[0] = pair{0, 0}
	for i := range d.layers {
		from := d.first[i]
		var next []pair
		if i+1 < len(d.layers) {
			next = fresh(int(d.first[i+2] - d.first[i+1]))
		}
		for x := range d.first[i+1] - from {
			k := d.side[from+x]
			s := &d.layers[i].sides[k]
			for arc := range 2 {
				c, w, e := d.out[from+x], s.out, r.errOut[i][k]
				if arc == 1 {
					c, w, e = d.in[from+x], s.in, r.errIn[i][k]
				}
				if c == dead {
					continue
				}
				step := int(w / unit)
				for used, p := range now[int(x)*errorClasses : int(x+1)*errorClasses] {
					if p[0] == none || used+step >= errorClasses {
						continue
					}
					to := &best
					if c != finish {
						to = &next[int(c-d.first[i+1])*errorClasses+used+step]
					}
					to[0], to[1] = max(to[0], p[0]+e), max(to[1], p[1]-e)
				}
			}
		}
		now = next
	}
	return -best[1], best[0]
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }
