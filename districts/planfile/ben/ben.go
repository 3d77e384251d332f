package ben

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"

	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// The kinds of fault.
const (
	Damaged   fault.Kind = "damaged ensemble"
	WrongSize fault.Kind = "wrong number of positions"
	TooLarge  fault.Kind = "too large"
	Bundle    fault.Kind = "bundle"
)

// MostNodes is how many nodes an assignment has at most: eight times the census blocks of the United States.
const MostNodes = 1 << 26

// Variant is how an ensemble tells of samples that resemble the one before.
type Variant int

// The variants.
const (
	Standard Variant = iota
	Chain
	TwoDelta
)

var banners = [...]string{Standard: "STANDARD BEN FILE", Chain: "MKVCHAIN BEN FILE", TwoDelta: "TWODELTA BEN FILE"}

// bannerBytes is how long each banner is.
const bannerBytes = 17

// bannerEnd is what all banners end with.
const bannerEnd = " BEN FILE"

// Sample is an assignment of an ensemble, and how many samples in a row are the same.
type Sample struct {
	Number int      // of the first of them, from 1
	Times  int      // at least 1
	Of     []uint16 // the district of every node; valid until the next sample
}

// Options are what a reader is told.
type Options struct {
	// Nodes is how many nodes an assignment must have, 0 for any number up to MostNodes.
	Nodes int
	// Most is how many bytes a packed file may have when it is unpacked, 0 for what is usual.
	Most int64
}

// bundle is what a BENDL file begins with: an ensemble together with a graph of its own.
const bundle = "BENDL\x00\x00\x01"

// Is reports whether a file is an ensemble of any form, by how it begins, or a bundle of one, which Read refuses.
func Is(data []byte) bool {
	banner := data[:min(len(data), bannerBytes)]
	return isXZ(data) || bytes.HasPrefix(data, []byte(bundle)) || hasBanner(banner) || isLines(data)
}

// hasBanner reports whether as many bytes as a banner has are one, of whatever variant.
func hasBanner(head []byte) bool {
	return len(head) == bannerBytes && bytes.HasSuffix(head, []byte(bannerEnd))
}

// Read reads the samples of an ensemble, in their order. An error is the last thing that comes: a fault.Fault that
// names the sample.
func Read(s format.Source, o Options) iter.Seq2[Sample, error] {
	return func(yield func(Sample, error) bool) {
		r := &reading{s: s, Options: o, next: 1}
		err := r.open(func(x Sample) bool { return yield(x, nil) })
		if err != nil && !errors.Is(err, errEnough) {
			yield(Sample{}, err)
		}
	}
}

// errEnough ends a reading that nobody wants more of.
var errEnough = errors.New("enough")

// reading is a file while it is read.
type reading struct {
	Options
	s     format.Source
	in    *bufio.Reader
	next  int      // number of the sample that is being read
	last  int      // number of the sample before, 0 for none
	of    []uint16 // the assignment that is being read, or was read last
	nodes int      // how many nodes the runs have that were read of it, also where these are too many to be kept
	give  func(Sample) bool
}

// open finds out what the file is and reads it.
func (r *reading) open(give func(Sample) bool) error {
	r.give = give
	if bytes.HasPrefix(r.s.Data, []byte(bundle)) {
		return r.s.Fault(Bundle,
			locale.T("it is a bundle, whose ensemble has the nodes in the order of the bundle's own graph"),
			locale.T("take the ensemble out of it with bendl, with its nodes in the order of okrug graph"))
	}
	var in io.Reader = bytes.NewReader(r.s.Data)
	packed := isXZ(r.s.Data)
	if packed {
		var err error
		if in, err = r.unpack(); err != nil {
			return err
		}
	}
	r.in = bufio.NewReaderSize(in, 1<<16)
	head, err := r.in.Peek(bannerBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return r.failed(err)
	}
	v, known := variantOf(head)
	switch {
	case known:
		_, _ = r.in.Discard(bannerBytes)
		if err := r.frames(v, packed); err != nil {
			return err
		}
	case hasBanner(head):
		return r.s.Fault(Damaged, locale.T("it begins with %q, a kind of ensemble that is not known", string(head)),
			locale.T("write it anew as %s, %s or %s", banners[Standard], banners[Chain], banners[TwoDelta]))
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \t\r\n"), []byte("{")):
		if err := r.lines(); err != nil {
			return err
		}
	default:
		return r.s.Fault(Damaged, locale.T("what is packed in it is no ensemble of plans"),
			locale.T("unpack it, and give what is in it"))
	}
	if r.last == 0 {
		return r.s.Fault(Damaged, locale.T("it has no samples"), locale.T("write it anew"))
	}
	return nil
}

var bom = []byte("\xef\xbb\xbf")

func variantOf(banner []byte) (Variant, bool) {
	for v, b := range banners {
		if string(banner) == b {
			return Variant(v), true
		}
	}
	return 0, false
}

// frames reads what stands behind a banner.
func (r *reading) frames(v Variant, packed bool) error {
	read := r.snapshot
	switch {
	case v == TwoDelta && packed:
		read = r.batch
	case v == TwoDelta:
		read = r.tagged
	case packed:
		read = r.wide
	}
	for {
		// A file ends where a frame would begin, and nowhere else.
		if _, err := r.in.Peek(1); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return r.failed(err)
		}
		if err := read(v); err != nil {
			return err
		}
	}
}

// begin begins a whole assignment.
func (r *reading) begin() { r.of, r.nodes = r.of[:0], 0 }

// run takes a run of a whole assignment. Of too many nodes only the number is kept.
func (r *reading) run(district uint16, length int) error {
	if length == 0 {
		return r.damage(locale.T("a run has no nodes"))
	}
	most := MostNodes
	if r.Nodes > 0 {
		most = r.Nodes
	}
	if r.nodes += length; r.nodes > MostNodes {
		return r.fault(WrongSize, locale.T("it has more than %d positions", MostNodes), locale.Text{})
	}
	for range min(length, most-len(r.of)) {
		r.of = append(r.of, district)
	}
	return nil
}

// end ends a sample, which comes so many times, and gives it.
func (r *reading) end(times int) error {
	switch {
	case r.nodes == 0:
		return r.damage(locale.T("it has no positions"))
	case r.Nodes > 0 && r.nodes != r.Nodes:
		return r.fault(WrongSize, locale.T("it has %d {1|position|positions}, and there {2|is|are} %d {2|unit|units}",
			r.nodes, r.Nodes), locale.T("give an ensemble of the graph that okrug graph writes of this scenario"))
	case times == 0:
		return r.damage(locale.T("it is said to come 0 times"))
	}
	x := Sample{Number: r.next, Times: times, Of: r.of}
	r.last = r.next + times - 1
	r.next = r.last + 1
	if !r.give(x) {
		return errEnough
	}
	return nil
}

// fault begins a fault of the sample that is being read.
func (r *reading) fault(kind fault.Kind, detail, remedy locale.Text) fault.Fault {
	f := r.s.Fault(kind, detail, remedy)
	f.Where = r.where()
	return f
}

func (r *reading) where() locale.Text { return locale.T("sample %d", locale.Nth(r.next)) }

// damage is a fault that no program means to write.
func (r *reading) damage(detail locale.Text) error {
	return r.fault(Damaged, detail, locale.T("the file is damaged; write or fetch it anew"))
}

// failed is an error of reading from the file or out of what is packed in it.
func (r *reading) failed(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.damage(locale.T("the file ends in the middle of the sample"))
	}
	f := r.unpackable()
	f.Where = r.where()
	return f
}

func (o Options) most() int64 {
	if o.Most > 0 {
		return o.Most
	}
	return exchange.MostUnpacked
}
