package ben

import "encoding/binary"

// packing are the frames of what is packed as XBEN.
type packing struct{ kept []change }

// together is how many changes are written together, as the program that made the format does.
const together = 10_000

func (*packing) whole(to []byte, v Variant, runs []run, times uint16) []byte {
	if v == TwoDelta {
		to = binary.BigEndian.AppendUint32(append(to, tagWhole), uint32(len(runs)))
	}
	for _, x := range runs {
		to = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(to, x.district), x.length)
	}
	if v != TwoDelta {
		to = append(to, 0, 0, 0, 0)
	}
	if v == Standard {
		return to
	}
	return binary.BigEndian.AppendUint16(to, times)
}

func (p *packing) change(to []byte, c change) []byte {
	if p.kept = append(p.kept, c); len(p.kept) == together {
		return p.rest(to)
	}
	return to
}

func (p *packing) rest(to []byte) []byte {
	if len(p.kept) == 0 {
		return to
	}
	to = binary.BigEndian.AppendUint32(append(to, tagChanges), uint32(len(p.kept)))
	for _, c := range p.kept {
		to = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(to, c.pair[0]), c.pair[1])
	}
	for _, c := range p.kept {
		to = binary.BigEndian.AppendUint16(to, c.times)
	}
	for _, c := range p.kept {
		to = binary.BigEndian.AppendUint32(to, uint32(len(c.lengths)))
	}
	for _, c := range p.kept {
		for _, n := range c.lengths {
			to = binary.BigEndian.AppendUint16(to, n)
		}
	}
	p.kept = p.kept[:0]
	return to
}
