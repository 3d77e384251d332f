package topology

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// nothing is the cover of a cell that no face covers.
const nothing = int32(Outside)

// layer is a face with the number of times it winds around a cell: its winding number, which is negative where a hole
// lies outside of its outer ring.
type layer struct{ face, times int32 }

// covers numbers what cells are covered by: a face number where one face covers a cell once, nothing where none does,
// and -2, -3, ... for all else, which only faulty faces lead to.
type covers struct {
	number map[string]int32 // by the faces and times of a set
	sets   [][]layer
	// Memory that is used again: a set in the making, changes of one, and the key of a set.
	set, changes []layer
	key          []byte
}

func newCovers() *covers { return &covers{number: map[string]int32{}} }

// get lists the faces of a cover, by number.
func (c *covers) get(cover int32) []layer {
	switch {
	case cover == nothing:
		return nil
	case cover >= 0:
		return []layer{{cover, 1}}
	}
	return c.sets[-2-cover]
}

// change takes one face out of a cover and puts another in; either may be Outside. Crossing the line between two valid
// faces takes no set at all.
func (c *covers) change(cover, out, in int32) int32 {
	if cover == out {
		return in
	}
	return c.add(cover, append(c.changes[:0], layer{out, -1}, layer{in, 1}))
}

// add adds to the times of faces in a cover, all at once: thousands of faces that share a line would else make as many
// sets on the way. It sorts the changes, in which a face may come several times, and those of Outside change nothing.
func (c *covers) add(cover int32, changes []layer) int32 {
	slices.SortFunc(changes, func(a, b layer) int { return cmp.Compare(a.face, b.face) })
	one := [1]layer{{cover, 1}}
	old := one[:]
	if cover < 0 {
		old = c.get(cover)
	}
	set := c.set[:0]
	for i, k := 0, 0; i < len(old) || k < len(changes); {
		var l layer
		if k == len(changes) || i < len(old) && old[i].face <= changes[k].face {
			l, i = old[i], i+1
		} else {
			l, k = changes[k], k+1
		}
		if n := len(set); n > 0 && set[n-1].face == l.face {
			set[n-1].times += l.times
		} else {
			set = append(set, l)
		}
	}
	set = slices.DeleteFunc(set, func(l layer) bool { return l.face == Outside || l.times == 0 })
	c.set, c.changes = set, changes
	return c.put(set)
}

// put is the number of a set. Equal sets have one number, so that covers can be compared by it.
func (c *covers) put(set []layer) int32 {
	if len(set) == 0 {
		return nothing
	}
	if len(set) == 1 && set[0].times == 1 {
		return set[0].face
	}
	c.key = c.key[:0]
	for _, l := range set {
		c.key = binary.LittleEndian.AppendUint32(c.key, uint32(l.face))
		c.key = binary.LittleEndian.AppendUint32(c.key, uint32(l.times))
	}
	k, ok := c.number[string(c.key)]
	if !ok {
		k = -2 - int32(len(c.sets))
		c.number[string(c.key)] = k
		c.sets = append(c.sets, slices.Clone(set))
	}
	return k
}
