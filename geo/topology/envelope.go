package topology

// stretch is a part of a step beside a step of another face. Its distance from that one, in metres, is linear in the
// place s along the step, which runs from 0 to 1.
type stretch struct {
	from, to    float64 // places
	base, slope float64 // the distance is base + slope * s
	beside      int32   // number of the step beside it, in the order of matcher.near
}

func (p stretch) distance(s float64) float64 { return max(0, p.base+p.slope*s) }

// widest is the largest distance of a stretch, and the place where it is.
func (p stretch) widest() (metres, at float64) {
	if p.slope > 0 {
		return p.distance(p.to), p.to
	}
	return p.distance(p.from), p.from
}

// within is the part of a stretch that is no further than a limit; from >= to where there is none.
func (p stretch) within(limit float64) stretch {
	if p.slope == 0 {
		if p.base > limit {
			p.to = p.from
		}
		return p
	}
	edge := (limit - p.base) / p.slope
	if p.slope > 0 {
		p.to = min(p.to, edge)
	} else {
		p.from = max(p.from, edge)
	}
	return p
}

// scratch is what envelopes are made in, one after the other. The zero value is ready for use.
type scratch struct {
	lists []stretch
	made  []stretch // the envelopes of halves, one behind the other
}

// nearest is the lower envelope of stretches of one step: what lies nearest at each place, sorted by place, with holes
// where nothing lies. Of those at the same distance the first in the list is taken. It is good until the next is made.
//
// The envelope of k line segments has hardly more than k pieces, and merging by halves finds it in nearly k log k steps
// (J. Hershberger, Finding the upper envelope of n line segments in O(n log n) time, Information Processing Letters
// 33(4), 1989, pp. 169-174, doi:10.1016/0020-0190(89)90136-1). A point where thousands of faces meet needs that:
// comparing all pairs there would take the square of k or more.
func (w *scratch) nearest(all []stretch) []stretch {
	w.made = w.made[:0]
	return w.lowest(all)
}

func (w *scratch) lowest(all []stretch) []stretch {
	if len(all) < 2 {
		return all
	}
	half := len(all) / 2
	a, b := w.lowest(all[:half]), w.lowest(all[half:])
	begin := len(w.made)
	w.made = lower(a, b, w.made)
	return w.made[begin:]
}

// lower appends to out two envelopes made one, of which the first wins where both are as near. It goes from one
// elementary interval to the next, in which nothing begins or ends. There each envelope has one stretch throughout or
// none, and the distances of two stretches, being linear, change their order at most once.
func lower(a, b, out []stretch) []stretch {
	begin := len(out)
	// emit adds a piece of a stretch, or makes the last piece longer where it is of the same stretch.
	emit := func(p stretch, from, to float64) {
		if to <= from {
			return
		}
		if n := len(out); n > begin && out[n-1].to == from && out[n-1].beside == p.beside &&
			out[n-1].base == p.base && out[n-1].slope == p.slope {
			out[n-1].to = to
			return
		}
		out = append(out, stretch{from, to, p.base, p.slope, p.beside})
	}
	at := 0.0
	// rest is what of a list ends beyond the place reached.
	rest := func(list []stretch) []stretch {
		for len(list) > 0 && list[0].to <= at {
			list = list[1:]
		}
		return list
	}
	for a, b = rest(a), rest(b); len(a) > 0 || len(b) > 0; a, b = rest(a), rest(b) {
		// The next elementary interval begins where something begins, and ends where something begins or ends.
		begins, ends := 2.0, 2.0
		for _, list := range [2][]stretch{a, b} {
			if len(list) > 0 {
				begins = min(begins, max(at, list[0].from))
			}
		}
		for _, list := range [2][]stretch{a, b} {
			if len(list) > 0 {
				if list[0].from > begins {
					ends = min(ends, list[0].from)
				} else {
					ends = min(ends, list[0].to)
				}
			}
		}
		hasA, hasB := len(a) > 0 && a[0].from <= begins, len(b) > 0 && b[0].from <= begins
		switch {
		case hasA && hasB:
			p, q := a[0], b[0]
			first, last := p.distance(begins)-q.distance(begins), p.distance(ends)-q.distance(ends)
			switch {
			case first <= 0 && last <= 0:
				emit(p, begins, ends)
			case first >= 0 && last >= 0:
				emit(q, begins, ends)
			default:
				// The difference of the distances changes its sign, at x.
				x := begins + (ends-begins)*first/(first-last)
				if first > 0 {
					p, q = q, p
				}
				emit(p, begins, x)
				emit(q, x, ends)
			}
		case hasA:
			emit(a[0], begins, ends)
		case hasB:
			emit(b[0], begins, ends)
		}
		at = ends
	}
	return out
}
