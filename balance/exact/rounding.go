package exact

import "math"

// rounding is voters counted in whole buckets of delta. Each node's remainder is passed on to its next unprocessed
// neighbour (error diffusion), so that a region's rounded sum errs only by the remainders that are passed across its
// boundary.
type rounding struct {
	delta int64
	q     []int32 // of each layer's node, in buckets, not negative
	// least and most rounded voters of a district within the bounds, whatever the error
	from, to int32

	errOut, errIn [][]int64 // what an arc adds to (voters - delta*q), by layer and side
}

// errorClasses is how finely the boundary still allowed is told apart when errors are bounded.
func (d *dag) errorClasses() int { return max(4, min(64, 20_000_000/(d.len()+1))) }

// round rounds the voters of the nodes. With pass(v) for the remainder that v passes on, voters(v) = delta*q(v) +
// pass(v) - (what v received). Summed over a region, a remainder passed between two of its nodes cancels. What is left
// is the error: plus pass(v) for each node inside that passes to one outside, minus pass(v) for each outside that
// passes to one inside. Both ends of such a pair touch, so the arc of the later end knows both sides and can account
// for it. A node with no later neighbour passes to nobody, which is always outside.
func (d *dag) round(m *model, delta int64, workers int) *rounding {
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
		// To the nearest bucket, though never below 0.
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
	// The window: bucket sums of districts, whatever their error is within the range.
	least, most := d.errorRange(r, workers)
	if least > most {
		r.from, r.to = 1, 0
		return r
	}
	// lower <= delta*q + error <= upper for some error in the range
	r.from = int32(max(0, ceilDiv(m.lower-most, delta)))
	r.to = int32(floorDiv(m.upper-least, delta))
	return r
}

// errorRange bounds the rounding error of any region, by the most and the least error of any way on from each node with
// each amount of boundary left. least > most says that there is no region. Long boundaries make large errors possible,
// and the limit on the boundary is what keeps the range small. Amounts of boundary are put into classes, rounded down
// at each arc: the sum of what is rounded down is no more than the true sum, so no region within the limit is left out.
// Time is the number of nodes times the classes.
func (d *dag) errorRange(r *rounding, workers int) (least, most int64) {
	const none = math.MinInt64 / 4
	if d.len() == 0 {
		return 1, 0
	}
	classes := d.errorClasses()
	unit := d.limit/int64(classes) + 1 // amounts are rounded down to whole units
	var most1, less1 []int64           // of the next layer: the most error, and the most of minus the error
	for i := len(d.layers) - 1; i >= 0; i-- {
		from, to := d.first[i], d.first[i+1]
		most0, less0 := make([]int64, int(to-from)*classes), make([]int64, int(to-from)*classes)
		ahead := d.first[i+1]
		work := func(a, b int) {
			for x := a; x < b; x++ {
				up, down := most0[x*classes:(x+1)*classes], less0[x*classes:(x+1)*classes]
				for c := range up {
					up[c], down[c] = none, none
				}
				k := d.side[int(from)+x]
				s := &d.layers[i].sides[k]
				for arc := range 2 {
					c, w, e := d.out[int(from)+x], s.out, r.errOut[i][k]
					if arc == 1 {
						c, w, e = d.in[int(from)+x], s.in, r.errIn[i][k]
					}
					step := int(w / unit)
					if c == dead || step >= classes {
						continue
					}
					if c == finish {
						for j := range up[step:] {
							up[step+j], down[step+j] = max(up[step+j], e), max(down[step+j], -e)
						}
						continue
					}
					y := int(c-ahead) * classes
					u, l := most1[y:y+classes-step], less1[y:y+classes-step]
					for j, v := range u {
						up[step+j] = max(up[step+j], v+e)
					}
					for j, v := range l {
						down[step+j] = max(down[step+j], v-e)
					}
				}
			}
		}
		if int(to-from) < 256 {
			work(0, int(to-from))
		} else {
			parallel(workers, int(to-from), work)
		}
		most1, less1 = most0, less0
	}
	if most1[classes-1] < none/2 {
		return 1, 0
	}
	return -less1[classes-1], most1[classes-1]
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }
