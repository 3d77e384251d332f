package ben

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// mostWindow is how many bytes of what is unpacked may be looked back on, which xz calls the dictionary; xz -9 takes
// 64 MB.
const mostWindow = 256 << 20

const xzMagic = "\xfd7zXZ\x00"

func isXZ(data []byte) bool { return bytes.HasPrefix(data, []byte(xzMagic)) }

// unpack begins to unpack the file. What it asks for is known before any of it is unpacked.
func (r *reading) unpack() (io.Reader, error) {
	size, window, err := measure(r.s.Data)
	switch {
	case err != nil:
		return nil, r.unpackable()
	case size > r.most():
		return nil, r.s.Fault(TooLarge, locale.T("it is larger than %g MB unpacked", locale.Megabytes(r.most())),
			locale.T("if it is what you mean, raise the limit with --max-file, or unpack it"))
	case window > mostWindow:
		return nil, r.s.Fault(TooLarge, locale.T("unpacking it takes %d MB of memory, more than %d", window>>20,
			mostWindow>>20), locale.T("pack it anew with xz -9 or less"))
	}
	in, err := xz.ReaderConfig{DictCap: lzma.MinDictCap}.NewReader(bytes.NewReader(r.s.Data))
	if err != nil {
		return nil, r.unpackable()
	}
	return in, nil
}

func (r *reading) unpackable() fault.Fault {
	return r.s.Fault(Damaged, locale.T("it cannot be unpacked: it is damaged or breaks off"),
		locale.T("pack it anew, or give what is in it"))
}

// errForm says that a file is none of xz.
var errForm = errors.New("not of the form of xz")

// The sizes of the parts of a stream of xz, in bytes.
const (
	xzHeader = 12
	xzFooter = 12
)

// checkBytes is how long the check behind each block is, by its kind.
var checkBytes = map[byte]int{0: 0, 1: 4, 4: 8, 10: 32}

// measure walks over a file of xz without unpacking it: how many bytes are packed in it, and how far back the largest
// of its windows looks (The .xz File Format 1.2.1, https://tukaani.org/xz/xz-file-format.txt; the chunks of LZMA2 after
// the same project's xz-embedded).
func measure(data []byte) (size, window int64, err error) {
	c := &cursor{data: data}
	for len(c.data) > 0 {
		if len(c.data) >= 4 && binary.LittleEndian.Uint32(c.data) == 0 {
			c.skip(4) // padding between streams
			continue
		}
		head := c.skip(xzHeader)
		if c.short || !isXZ(head) {
			return 0, 0, errForm
		}
		check, ok := checkBytes[head[7]]
		if !ok {
			return 0, 0, errForm
		}
		for !c.short && len(c.data) > 0 && c.data[0] != 0 {
			w := c.block()
			size, window = size+c.chunks(), max(window, w)
			c.skip(check)
		}
		c.index()
		c.skip(xzFooter)
		if c.short {
			return 0, 0, errForm
		}
	}
	return size, window, nil
}

// cursor is what is left of a file of xz.
type cursor struct {
	data  []byte
	short bool // it ended where more was said to come, or is of another form
}

func (c *cursor) skip(n int) []byte {
	if n > len(c.data) {
		c.short, n = true, len(c.data)
	}
	out := c.data[:n]
	c.data = c.data[n:]
	return out
}

func (c *cursor) number() uint64 {
	n, k := binary.Uvarint(c.data)
	if k <= 0 {
		c.short = true
		return 0
	}
	c.skip(k)
	return n
}

// block reads the head of a block: the size of its window. Another filter than LZMA2 alone is another form.
func (c *cursor) block() int64 {
	const filters, lzma2 = 0x03, 0x21
	head := &cursor{data: c.skip(4 * (int(c.data[0]) + 1))}
	flags := head.skip(2)
	if len(flags) < 2 || flags[1]&filters != 0 {
		c.short = true
		return 0
	}
	for _, size := range []byte{0x40, 0x80} { // packed and unpacked
		if flags[1]&size != 0 {
			head.number()
		}
	}
	id, n := head.number(), head.number()
	window := head.skip(1)
	if head.short || id != lzma2 || n != 1 {
		c.short = true
		return 0
	}
	size, err := lzma.DecodeDictCap(window[0])
	c.short = c.short || err != nil
	return size
}

// chunks passes over the chunks of a block and what fills it up to four bytes: how many bytes are packed in them.
func (c *cursor) chunks() (size int64) {
	before := len(c.data)
	for !c.short {
		head := c.skip(1)
		if c.short {
			break
		}
		control := head[0]
		switch {
		case control == 0: // the end
			c.skip((len(c.data) - before) & 3)
			return size
		case control < 3: // as it is
			if lengths := c.skip(2); len(lengths) == 2 {
				n := int(binary.BigEndian.Uint16(lengths)) + 1
				size += int64(n)
				c.skip(n)
			}
		case control < 0x80:
			c.short = true
		default:
			lengths := c.skip(4)
			if len(lengths) < 4 {
				break
			}
			size += int64(control&0x1f)<<16 + int64(binary.BigEndian.Uint16(lengths)) + 1
			if control >= 0xc0 {
				c.skip(1) // properties
			}
			c.skip(int(binary.BigEndian.Uint16(lengths[2:])) + 1)
		}
	}
	return size
}

// index passes over the list of blocks.
func (c *cursor) index() {
	before := len(c.data)
	c.skip(1)
	for n := c.number(); n > 0 && !c.short; n-- {
		c.number()
		c.number()
	}
	c.skip((len(c.data) - before) & 3)
	c.skip(4)
}
