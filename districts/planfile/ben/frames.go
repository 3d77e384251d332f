package ben

import (
	"encoding/binary"
	"io"

	"github.com/okrug/okrug/geo/locale"
)

// The kinds of frame of TwoDelta.
const (
	tagWhole   = 0
	tagChange  = 1 // in BEN
	tagChanges = 2 // a batch of them, in XBEN
)

// widest is how many bits a district or a length has at most.
const widest = 16

// snapshot reads a frame of bits with a whole assignment.
func (r *reading) snapshot(v Variant) error {
	var head [6]byte
	if err := r.read(head[:]); err != nil {
		return err
	}
	values, lengths := uint(head[0]), uint(head[1])
	if err := r.width(values, lengths); err != nil {
		return err
	}
	r.begin()
	b := payload{r: r, bytes: binary.BigEndian.Uint32(head[2:])}
	for b.left() >= uint64(values+lengths) {
		tail := b.left() < 8
		value, err := b.take(values)
		if err != nil {
			return err
		}
		length, err := b.take(lengths)
		if err != nil {
			return err
		}
		if tail && value == 0 && length == 0 {
			continue // what fills the last byte
		}
		if err := r.run(uint16(value), int(length)); err != nil {
			return err
		}
	}
	if err := b.close(); err != nil {
		return err
	}
	if v == Standard {
		return r.end(1)
	}
	return r.counted()
}

// tagged reads a frame of TwoDelta in BEN.
func (r *reading) tagged(v Variant) error {
	tag, err := r.in.ReadByte()
	switch {
	case err != nil:
		return r.failed(err)
	case tag == tagWhole:
		return r.snapshot(v)
	case tag != tagChange:
		return r.strange(tag)
	}
	var head [9]byte
	if err := r.read(head[:]); err != nil {
		return err
	}
	lengths := uint(head[4])
	if err := r.width(lengths); err != nil {
		return err
	}
	b := payload{r: r, bytes: binary.BigEndian.Uint32(head[5:])}
	err = r.change(pairOf(head[:]), func() (int, bool, error) {
		for b.left() >= uint64(lengths) {
			tail := b.left() < 8
			length, err := b.take(lengths)
			switch {
			case err != nil:
				return 0, false, err
			case length > 0:
				return int(length), true, nil
			case !tail:
				return 0, false, r.damage(locale.T("a run has no nodes"))
			}
		}
		return 0, false, b.close()
	})
	if err != nil {
		return err
	}
	return r.counted()
}

// strange is the fault of a frame of an unknown kind.
func (r *reading) strange(tag byte) error {
	return r.damage(locale.T("it is of the kind %d, which is not known", tag))
}

// pair are two districts between which nodes moved.
type pair [2]uint16

func pairOf(data []byte) pair {
	return pair{binary.BigEndian.Uint16(data), binary.BigEndian.Uint16(data[2:])}
}

// change takes over what changed since the sample before: the nodes of either of two districts are dealt out anew, in
// runs of the one and the other in turn.
func (r *reading) change(p pair, run func() (length int, ok bool, err error)) error {
	if r.nodes == 0 {
		return r.damage(locale.T("it tells what changed since the sample before, and there is none"))
	}
	misfit := func() error { return r.damage(locale.T("its changes do not fit the sample before")) }
	turn, left := 1, 0
	for i, d := range r.of {
		if d != p[0] && d != p[1] {
			continue
		}
		if left == 0 {
			length, ok, err := run()
			if err != nil {
				return err
			}
			if !ok {
				return misfit()
			}
			left, turn = length, 1-turn
		}
		r.of[i] = p[turn]
		left--
	}
	if left > 0 {
		return misfit()
	}
	if _, more, err := run(); err != nil || !more {
		return err
	}
	return misfit()
}

// counted ends a sample behind which stands how often it comes.
func (r *reading) counted() error {
	var count [2]byte
	if err := r.read(count[:]); err != nil {
		return err
	}
	return r.end(int(binary.BigEndian.Uint16(count[:])))
}

func (r *reading) read(to []byte) error {
	if _, err := io.ReadFull(r.in, to); err != nil {
		return r.failed(err)
	}
	return nil
}

// width refuses numbers of more bits than there are, or of none.
func (r *reading) width(all ...uint) error {
	for _, n := range all {
		if n < 1 || n > widest {
			return r.damage(locale.T("its numbers are said to have %d {1|bit|bits}; there are 1 to %d", n, widest))
		}
	}
	return nil
}

// payload reads the bits of a frame.
type payload struct {
	r     *reading
	bytes uint32 // that are not taken yet
	word  uint32 // bits that are taken, the last n of it
	n     uint
}

// left is how many bits there are.
func (b *payload) left() uint64 { return uint64(b.bytes)*8 + uint64(b.n) }

// take takes a number of so many bits, up to widest; there must be as many.
func (b *payload) take(width uint) (uint32, error) {
	for b.n < width {
		c, err := b.r.in.ReadByte()
		if err != nil {
			return 0, b.r.failed(err)
		}
		b.word, b.n, b.bytes = b.word<<8|uint32(c), b.n+8, b.bytes-1
	}
	b.n -= width
	return b.word >> b.n & (1<<width - 1), nil
}

// close passes over the bits that are too few for a number.
func (b *payload) close() error {
	for ; b.bytes > 0; b.bytes-- {
		if _, err := b.r.in.ReadByte(); err != nil {
			return b.r.failed(err)
		}
	}
	b.n = 0
	return nil
}
