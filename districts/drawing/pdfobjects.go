package drawing

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/okrug/okrug/districts/typeface"
)

// pdfWriter collects the objects of a file, numbered from 1.
type pdfWriter struct {
	objects   []object
	family    *typeface.Family
	pages     []int // objects of the pages
	resources int
	fonts     [typeface.Faces]*pdfFont
	halos     map[haloKey]int // objects of outlines
	haloOrder []haloKey
	layers    []ocg      // in the order in which pages have them
	images    []pdfImage // likewise
}

// object is one object. Small ones are packed together into streams of objects (ISO 32000-1:2008, 7.5.7).
type object struct {
	body []byte
	pack bool
}

func (w *pdfWriter) alloc() int {
	w.objects = append(w.objects, object{})
	return len(w.objects)
}

func (w *pdfWriter) set(n int, format string, args ...any) {
	w.objects[n-1].body = fmt.Appendf(nil, format, args...)
}

func (w *pdfWriter) pack(n int, format string, args ...any) {
	w.objects[n-1] = object{fmt.Appendf(nil, format, args...), true}
}

// stream makes an object a stream with further entries of its dictionary, packed.
func (w *pdfWriter) stream(n int, entries string, data []byte) {
	packed := deflate(data)
	w.objects[n-1].body = fmt.Appendf(nil, "<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream",
		entries, len(packed), packed)
}

// deflaters are writers to be used again, since each holds tables of more than a megabyte.
var deflaters = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	z := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(z)
	z.Reset(&b)
	_, _ = z.Write(data) // a bytes.Buffer does not fail
	_ = z.Close()
	return b.Bytes()
}

// perStream is how many objects share a stream.
const perStream = 200

// file writes all objects with a cross-reference stream (ISO 32000-1:2008, 7.5.8) and an identifier made of the
// content, and lets go of each once it is written.
func (w *pdfWriter) file(to io.Writer, catalog, info int) error {
	type entry struct{ kind, where, index int }
	entries := make([]entry, len(w.objects))
	var inside []int
	for i, o := range w.objects {
		if o.pack {
			inside = append(inside, i+1)
		}
	}
	for len(inside) > 0 {
		part := inside[:min(perStream, len(inside))]
		inside = inside[len(part):]
		n := w.alloc()
		entries = append(entries, entry{})
		var index, bodies bytes.Buffer
		for i, o := range part {
			fmt.Fprintf(&index, "%d %d ", o, bodies.Len())
			bodies.Write(w.objects[o-1].body)
			bodies.WriteByte('\n')
			entries[o-1] = entry{2, n, i}
		}
		first := index.Len()
		index.Write(bodies.Bytes())
		w.stream(n, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(part), first), index.Bytes())
	}
	out := &summed{to: to, sum: sha256.New()}
	fmt.Fprint(out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for i, o := range w.objects {
		if o.pack {
			continue
		}
		entries[i] = entry{1, out.n, 0}
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", i+1, o.body)
		w.objects[i].body = nil
	}
	sum, at := out.sum.Sum(nil), out.n
	n := w.alloc()
	entries = append(entries, entry{1, at, 0})
	table := []byte{0, 0, 0, 0, 0, 0xFF, 0xFF} // object 0 is the head of the list of free ones
	for _, e := range entries {
		table = append(table, byte(e.kind))
		table = binary.BigEndian.AppendUint32(table, uint32(e.where))
		table = binary.BigEndian.AppendUint16(table, uint16(e.index))
	}
	w.stream(n, fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%x><%[4]x>]",
		n+1, catalog, info, sum[:16]), table)
	fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", n, w.objects[n-1].body, at)
	return out.err
}

// summed counts what is written, makes its sum and keeps the first error.
type summed struct {
	to  io.Writer
	sum hash.Hash
	n   int
	err error
}

func (s *summed) Write(data []byte) (int, error) {
	if s.err == nil {
		_, s.err = s.to.Write(data)
	}
	_, _ = s.sum.Write(data) // a hash does not fail
	s.n += len(data)
	return len(data), nil
}

// literal is a PDF text string: plain ASCII, or hexadecimal UTF-16, which needs no escapes.
func literal(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || r == '(' || r == ')' || r == '\\' }) {
		return "(" + s + ")"
	}
	return "<FEFF" + utf16hex(s) + ">"
}

// address is a URI as a PDF string: what is not ASCII is escaped as URIs do.
func address(uri string) string {
	var b strings.Builder
	for _, c := range []byte(uri) {
		switch {
		case c <= ' ' || c > '~':
			fmt.Fprintf(&b, "%%%02X", c)
		case c == '(' || c == ')' || c == '\\':
			b.WriteByte('\\')
			fallthrough
		default:
			b.WriteByte(c)
		}
	}
	return "(" + b.String() + ")"
}

func utf16hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}
