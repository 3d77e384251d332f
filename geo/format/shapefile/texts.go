package shapefile

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// drivers are the code pages that the byte of the language stands for (Esri, Read and write shapefile and dBASE files
// encoded in various code pages; Microsoft, Code Pages Supported by Visual FoxPro). Of 0 and of 0x57, which stands for
// whatever the writer's Windows had, none is known.
var drivers = map[byte]int{
	0x01: 437, 0x02: 850, 0x03: 1252, 0x04: 10000, 0x08: 865, 0x09: 437, 0x0a: 850, 0x0b: 437, 0x0d: 437, 0x0e: 850,
	0x0f: 437, 0x10: 850, 0x11: 437, 0x12: 850, 0x13: 932, 0x14: 850, 0x15: 437, 0x16: 850, 0x17: 865, 0x18: 437,
	0x19: 437, 0x1a: 850, 0x1b: 437, 0x1c: 863, 0x1d: 850, 0x1f: 852, 0x22: 852, 0x23: 852, 0x24: 860, 0x25: 850,
	0x26: 866, 0x37: 850, 0x40: 852, 0x4d: 936, 0x4e: 949, 0x4f: 950, 0x50: 874, 0x58: 1252, 0x59: 1252, 0x64: 852,
	0x65: 866, 0x66: 865, 0x6c: 863, 0x78: 950, 0x79: 949, 0x7a: 936, 0x7b: 932, 0x7c: 874, 0x7d: 1255, 0x7e: 1256,
	0x87: 852, 0x96: 10007, 0xc8: 1250, 0xc9: 1251, 0xca: 1254, 0xcb: 1253, 0xcc: 1257,
}

// encode decides which encoding the table's texts are in: the one that is asked for, that of the .cpg, that of the byte
// of the language, or the one that they look to be in.
func (t *table) encode(asked string, cpg []byte) (charset.Encoding, error) {
	if asked != "" {
		e, err := charset.Named(asked)
		if unknown, ok := errors.AsType[*charset.NameError](err); ok {
			return e, unknown.Fault(t.name)
		}
		return e, err
	}
	stated := charset.Encoding{}
	if cpg != nil {
		var err error
		if stated, err = charset.Named(string(cpg)); err != nil {
			t.notes = append(t.notes, fault.Fault{File: sibling(t.name, ".cpg"), Kind: charset.UnknownEncoding,
				Detail: locale.T("%v; it is passed over", err)})
		}
	}
	if page, ok := drivers[t.driver]; ok && stated.IsZero() {
		stated, _ = charset.Named(strconv.Itoa(page)) // the tests name every page
	}
	sample := t.sample()
	found, sure := sample.Encoding()
	switch {
	case stated.IsZero():
		if !sure {
			t.notes = append(t.notes, charset.AssumedNote(t.name, found))
		}
		return found, nil
	case stated.Single() && (sample.Unicode() || !sure && western[stated.String()] && !western[found.String()]):
		t.notes = append(t.notes, fault.Fault{File: t.name, Kind: charset.Misfit,
			Detail: locale.T("its texts are said to be in %s and look to be in %s; they are read as is said", stated.String(),
				found.String()),
			Remedy: locale.T("if words read wrong, name the encoding")})
	}
	return stated, nil
}

// western are encodings that programs state without having looked, and that read any text without a fault.
var western = map[string]bool{"windows-1252": true, "IBM437": true, "IBM850": true, "macintosh": true}

// sample gathers the names of fields and the texts.
func (t *table) sample() *charset.Sample {
	var s charset.Sample
	for k := range t.columns {
		s.Add(t.columns[k].raw)
	}
	for i := range t.present() {
		row := t.record(i)
		for k := range t.columns {
			if c := &t.columns[k]; c.kind == 'C' {
				b, _ := c.textBytes(row)
				s.Add(c.whole(b))
			}
		}
	}
	return &s
}

// text reads a text, the last character of which may be cut off by the end of its field.
func (t *table) text(c *column, row []byte, found *tableFindings, i int) (input.Value, locale.Text) {
	b, more := c.textBytes(row)
	if more {
		found.ended.add(1, i)
	}
	if c.literal {
		b = bytes.TrimLeft(b, " ") // numbers stand on the right
	}
	if len(b) == 0 {
		return nothing, locale.Text{}
	}
	s, err := t.encoding.Decode(b)
	misfit, wrong := errors.AsType[*charset.MisfitError](err)
	if wrong && !t.encoding.Single() && len(b) == c.width && misfit.Offset > len(b)-utf8.UTFMax {
		if s, err = t.encoding.Decode(b[:misfit.Offset]); err == nil {
			found.cut.add(1, i)
		}
	}
	if s = strings.TrimRight(s, " "); s == "" && err == nil { // once the part of a character is gone
		return nothing, locale.Text{}
	}
	switch {
	case err == nil:
		return input.Value{Kind: input.Text, Text: s}, locale.Text{}
	case wrong:
		found.misfit.add(1, i)
		return nothing, misfit.Text()
	}
	return nothing, locale.T("%v", err)
}
