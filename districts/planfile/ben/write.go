package ben

import (
	"bufio"
	"io"
	"iter"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ulikunitz/xz"

	"github.com/okrug/okrug/geo/locale"
)

// Form is how a file of an ensemble is written.
type Form string

// The forms, named as the files end.
const (
	Plain  Form = ".ben"
	Packed Form = ".xben"
	Lines  Form = ".jsonl"
)

// FormOf is the form that a file's name ends in.
func FormOf(name string) (Form, bool) {
	f := Form(strings.ToLower(filepath.Ext(name)))
	return f, f == Plain || f == Packed || f == Lines
}

// Write writes samples, all with as many nodes. Lines know no variants.
func Write(w io.Writer, f Form, v Variant, samples iter.Seq[[]uint16]) error {
	checked, err := check(samples)
	switch f {
	case Lines:
		if e := writeLines(w, checked); e != nil {
			return e
		}
	case Packed:
		p, e := xz.NewWriter(w)
		if e != nil {
			return e
		}
		if e := writeFrames(p, &packing{}, v, checked); e != nil {
			return e
		}
		if e := p.Close(); e != nil {
			return e
		}
	default:
		if e := writeFrames(w, &plain{}, v, checked); e != nil {
			return e
		}
	}
	return *err
}

// WritePlan writes an ensemble of one plan, whose districts are counted from 0, as Standard and from 1.
func WritePlan(w io.Writer, f Form, plan []int) error {
	of := make([]uint16, len(plan))
	for v, d := range plan {
		if d < -1 || d >= math.MaxUint16 {
			return locale.Errorf("district %d cannot be written; ensembles have districts up to %d", locale.Nth(d+1),
				locale.Nth(math.MaxUint16))
		}
		of[v] = uint16(d + 1)
	}
	return Write(w, f, Standard, slices.Values([][]uint16{of}))
}

// check ends the samples at one that cannot be written, and says why.
func check(samples iter.Seq[[]uint16]) (iter.Seq[[]uint16], *error) {
	var bad error
	return func(yield func([]uint16) bool) {
		n, nodes := 0, 0
		for of := range samples {
			switch n++; {
			case len(of) == 0 || len(of) > MostNodes:
				bad = locale.Errorf("sample %d has %d {2|position|positions}; there are 1 to %d", locale.Nth(n), len(of),
					MostNodes)
			case nodes > 0 && len(of) != nodes:
				bad = locale.Errorf("sample %d has %d {2|position|positions}, those before it have %d", locale.Nth(n), len(of),
					nodes)
			}
			nodes = len(of)
			if bad != nil || !yield(of) {
				return
			}
		}
	}, &bad
}

// frames are how the frames of a form look.
type frames interface {
	whole(to []byte, v Variant, runs []run, times uint16) []byte
	change(to []byte, c change) []byte
	// rest ends the changes that are kept to be written together.
	rest(to []byte) []byte
}

// run is a district of so many nodes in a row.
type run struct{ district, length uint16 }

// change is a sample as what changed since the one before.
type change struct {
	pair
	lengths []uint16
	times   uint16
}

// writeFrames writes a banner and the frames behind it.
func writeFrames(w io.Writer, f frames, v Variant, samples iter.Seq[[]uint16]) error {
	b := bufio.NewWriterSize(w, 1<<16)
	_, _ = b.WriteString(banners[v]) // Flush tells of what failed
	var before []uint16
	var frame []byte
	for of, times := range repeated(samples, v) {
		frame = frame[:0]
		if c, ok := changed(before, of); ok && v == TwoDelta {
			c.times = times
			frame = f.change(frame, c)
		} else {
			frame = f.whole(f.rest(frame), v, runsOf(of), times)
		}
		before = append(before[:0], of...)
		if _, err := b.Write(frame); err != nil {
			return err
		}
	}
	_, _ = b.Write(f.rest(nil))
	return b.Flush()
}

// repeated counts samples in a row that are the same, where the variant can tell so.
func repeated(samples iter.Seq[[]uint16], v Variant) iter.Seq2[[]uint16, uint16] {
	return func(yield func([]uint16, uint16) bool) {
		var held []uint16
		times := uint16(0)
		for of := range samples {
			if times > 0 && times < math.MaxUint16 && v != Standard && slices.Equal(held, of) {
				times++
				continue
			}
			if times > 0 && !yield(held, times) {
				return
			}
			held, times = append(held[:0], of...), 1
		}
		if times > 0 {
			yield(held, times)
		}
	}
}

func runsOf(of []uint16) (all []run) {
	for _, d := range of {
		if n := len(all); n > 0 && all[n-1].district == d && all[n-1].length < math.MaxUint16 {
			all[n-1].length++
			continue
		}
		all = append(all, run{d, 1})
	}
	return all
}

// changed is a sample as what changed since the one before, where nodes went between two districts alone that both had
// some before, and the runs are no longer than can be written.
func changed(before, of []uint16) (c change, ok bool) {
	if len(before) != len(of) {
		return c, false
	}
	n := 0
	for i, d := range of {
		for _, x := range []uint16{before[i], d} {
			if before[i] == d || n > 0 && x == c.pair[0] || n > 1 && x == c.pair[1] {
				continue
			}
			if n == 2 {
				return c, false
			}
			c.pair[n] = x
			n++
		}
	}
	if n < 2 || !slices.Contains(before, c.pair[0]) || !slices.Contains(before, c.pair[1]) {
		return c, false
	}
	turn := -1 // the one whose run it is
	for _, d := range of {
		switch {
		case d != c.pair[0] && d != c.pair[1]:
		case turn < 0:
			if d == c.pair[1] {
				c.pair[0], c.pair[1] = d, c.pair[0]
			}
			c.lengths, turn = append(c.lengths, 1), 0
		case d != c.pair[turn]:
			c.lengths, turn = append(c.lengths, 1), 1-turn
		case c.lengths[len(c.lengths)-1] == math.MaxUint16:
			return c, false
		default:
			c.lengths[len(c.lengths)-1]++
		}
	}
	return c, true
}
