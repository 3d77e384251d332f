package enumerate

import "math/bits"

// words is a set of nodes, one bit each. The size is chosen once per problem, so that the usual graph of at most 64
// nodes is searched in single machine words.
type words interface {
	~[1]uint64 | ~[2]uint64 | ~[4]uint64 | ~[8]uint64 | ~[16]uint64
}

func or[W words](a, b W) W {
	for i := range len(a) {
		a[i] |= b[i]
	}
	return a
}

func and[W words](a, b W) W {
	for i := range len(a) {
		a[i] &= b[i]
	}
	return a
}

func minus[W words](a, b W) W {
	for i := range len(a) {
		a[i] &^= b[i]
	}
	return a
}

func empty[W words](a W) bool {
	var x uint64
	for i := range len(a) {
		x |= a[i]
	}
	return x == 0
}

func meets[W words](a, b W) bool {
	var x uint64
	for i := range len(a) {
		x |= a[i] & b[i]
	}
	return x != 0
}

// within says that a is a subset of b.
func within[W words](a, b W) bool {
	var x uint64
	for i := range len(a) {
		x |= a[i] &^ b[i]
	}
	return x == 0
}

func has[W words](a W, v int) bool { return a[v>>6]>>(v&63)&1 != 0 }

func with[W words](a W, v int) W {
	a[v>>6] |= 1 << (v & 63)
	return a
}

func size[W words](a W) int {
	n := 0
	for i := range len(a) {
		n += bits.OnesCount64(a[i])
	}
	return n
}

// first is the smallest element of a set that is not empty.
func first[W words](a W) int {
	for i := range len(a) {
		if a[i] != 0 {
			return i<<6 + bits.TrailingZeros64(a[i])
		}
	}
	return -1
}
