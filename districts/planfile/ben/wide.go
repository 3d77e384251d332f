package ben

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/okrug/okrug/geo/locale"
)

// mostChanges is how many changes a batch has at most; the program that made the format writes 10 000.
const mostChanges = 1 << 22

// wide reads a frame of whole bytes of Standard or Chain.
func (r *reading) wide(v Variant) error {
	r.begin()
	for {
		var x [4]byte
		if err := r.read(x[:]); err != nil {
			return err
		}
		if x == [4]byte{} {
			break
		}
		if err := r.run(binary.BigEndian.Uint16(x[:]), int(binary.BigEndian.Uint16(x[2:]))); err != nil {
			return err
		}
	}
	if v == Standard {
		return r.end(1)
	}
	return r.counted()
}

// batch reads a frame of TwoDelta in XBEN.
func (r *reading) batch(Variant) error {
	var head [5]byte
	if err := r.read(head[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(head[1:])
	switch head[0] {
	case tagChanges:
		return r.changes(n)
	case tagWhole:
	default:
		return r.strange(head[0])
	}
	r.begin()
	for range n {
		var x [4]byte
		if err := r.read(x[:]); err != nil {
			return err
		}
		if err := r.run(binary.BigEndian.Uint16(x[:]), int(binary.BigEndian.Uint16(x[2:]))); err != nil {
			return err
		}
	}
	return r.counted()
}

// changes reads a batch of changes: their districts, how often each sample comes, how many runs each has, and the runs.
func (r *reading) changes(n uint32) error {
	if n > mostChanges {
		return r.fault(TooLarge, locale.T("%d changes are said to stand together, more than %d", n, mostChanges),
			locale.T("the file is damaged; write or fetch it anew"))
	}
	var columns [3][]byte
	for i, width := range []int64{4, 2, 4} {
		// A column takes no more memory than it has bytes in the file, whatever its head says.
		var b bytes.Buffer
		if _, err := io.CopyN(&b, r.in, width*int64(n)); err != nil {
			return r.failed(err)
		}
		columns[i] = b.Bytes()
	}
	for i := range int(n) {
		runs := binary.BigEndian.Uint32(columns[2][4*i:])
		err := r.change(pairOf(columns[0][4*i:]), func() (int, bool, error) {
			if runs == 0 {
				return 0, false, nil
			}
			runs--
			var x [2]byte
			if err := r.read(x[:]); err != nil {
				return 0, false, err
			}
			length := int(binary.BigEndian.Uint16(x[:]))
			if length == 0 {
				return 0, false, r.damage(locale.T("a run has no nodes"))
			}
			return length, true, nil
		})
		if err != nil {
			return err
		}
		if err := r.end(int(binary.BigEndian.Uint16(columns[1][2*i:]))); err != nil {
			return err
		}
	}
	return nil
}
