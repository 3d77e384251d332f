package heuristic

import "math/bits"

// source is a small fast random source (wyrand: a Weyl sequence and one 128-bit product). Every task has its own.
type source struct{ s uint64 }

// newSource gives each (seed, task) pair a source of its own.
func newSource(seed, task uint64) *source {
	r := &source{seed}
	r.s = r.next() ^ task*0x9e3779b97f4a7c15
	r.next()
	return r
}

func (r *source) next() uint64 {
	r.s += 0xa0761d6478bd642f
	hi, lo := bits.Mul64(r.s, r.s^0xe7037ed1a0b428db)
	return hi ^ lo
}

// below is uniform in 0..n-1, up to a bias of n/2^64.
func (r *source) below(n int) int {
	hi, _ := bits.Mul64(r.next(), uint64(n))
	return int(hi)
}

// float is uniform in [0, 1).
func (r *source) float() float64 { return float64(r.next()>>11) / (1 << 53) }
