package exact

import (
	"math/bits"
	"slices"
)

// set is a set of nodes.
type set []uint64

func newSet(n int) set          { return make(set, (n+63)/64) }
func (s set) has(v int) bool    { return s[v/64]>>(v%64)&1 != 0 }
func (s set) add(v int)         { s[v/64] |= 1 << (v % 64) }
func (s set) remove(v int)      { s[v/64] &^= 1 << (v % 64) }
func (s set) equal(t set) bool  { return slices.Equal(s, t) }
func (s set) compare(t set) int { return slices.Compare(s, t) }
func (s set) disjoint(t set) bool {
	for i, w := range s {
		if w&t[i] != 0 {
			return false
		}
	}
	return true
}

func (s set) nodes() []int {
	var vs []int
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			vs = append(vs, i*64+bits.TrailingZeros64(w))
		}
	}
	return vs
}

func (s set) hash() uint64 {
	var h uint64
	for _, w := range s {
		h = (h ^ w) * 0x9e3779b97f4a7c15
		h ^= h >> 32
	}
	return h
}

// column is a region that may be a district. Its boundary is the weight of the edges to other nodes of the model.
type column struct {
	nodes    set
	boundary int64
	voters   int64
}

// reduced is the reduced cost in parts: scale*boundary less the duals of the nodes.
func (c *column) reduced(d *duals) int64 {
	r := d.scale * c.boundary
	for i, w := range c.nodes {
		for ; w != 0; w &= w - 1 {
			r -= d.pi[i*64+bits.TrailingZeros64(w)]
		}
	}
	return r
}

// district tells whether the column's voters are within the bounds.
func (m *model) district(c *column) bool { return c.voters >= m.lower && c.voters <= m.upper }
