package ben

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// plain are the frames of BEN.
type plain struct{}

func (*plain) rest(to []byte) []byte { return to }

func (*plain) whole(to []byte, v Variant, runs []run, times uint16) []byte {
	if v == TwoDelta {
		to = append(to, tagWhole)
	}
	values, lengths := 1, 1
	for _, x := range runs {
		values, lengths = max(values, bits.Len16(x.district)), max(lengths, bits.Len16(x.length))
	}
	to = append(to, byte(values), byte(lengths))
	to = binary.BigEndian.AppendUint32(to, bytesOf(len(runs), values+lengths))
	p := packer{to: to}
	for _, x := range runs {
		p.put(x.district, values)
		p.put(x.length, lengths)
	}
	if to = p.end(); v == Standard {
		return to
	}
	return binary.BigEndian.AppendUint16(to, times)
}

func (*plain) change(to []byte, c change) []byte {
	width := bits.Len16(slices.Max(c.lengths))
	to = binary.BigEndian.AppendUint16(append(to, tagChange), c.pair[0])
	to = append(binary.BigEndian.AppendUint16(to, c.pair[1]), byte(width))
	p := packer{to: binary.BigEndian.AppendUint32(to, bytesOf(len(c.lengths), width))}
	for _, n := range c.lengths {
		p.put(n, width)
	}
	return binary.BigEndian.AppendUint16(p.end(), c.times)
}

// bytesOf is how many bytes so many numbers of so many bits take; MostNodes sees to it that they are few enough.
func bytesOf(n, width int) uint32 { return uint32((n*width + 7) / 8) }

// packer packs numbers into bytes, the highest bit first.
type packer struct {
	to   []byte
	word uint32
	n    int // bits of word that are not in a byte yet
}

func (p *packer) put(x uint16, width int) {
	p.word, p.n = p.word<<width|uint32(x), p.n+width
	for p.n >= 8 {
		p.n -= 8
		p.to = append(p.to, byte(p.word>>p.n))
	}
}

func (p *packer) end() []byte {
	if p.n > 0 {
		return append(p.to, byte(p.word<<(8-p.n)))
	}
	return p.to
}
