package topology

import (
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
	set    []layer // that change makes
	key    []byte
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
	switch {
	case cover >= 0: // by far the most
		c.set = append(c.set[:0], layer{cover, 1})
	default:
		c.set = append(c.set[:0], c.get(cover)...)
	}
	c.set = add(c.set, out, -1)
	c.set = add(c.set, in, 1)
	return c.put(c.set)
}

// add adds to the times of a face in a set, which is sorted by face and keeps no face with 0.
func add(set []layer, face, times int32) []layer {
	if face == Outside {
		return set
	}
	i, ok := slices.BinarySearchFunc(set, face, func(l layer, f int32) int { return int(l.face - f) })
	if !ok {
		return slices.Insert(set, i, layer{face, times})
	}
	if set[i].times += times; set[i].times == 0 {
		return slices.Delete(set, i, i+1)
	}
	return set
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
