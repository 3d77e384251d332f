package charset

import "bytes"

// marks are the byte order marks, those that begin with another one first.
var marks = []struct {
	mark     string
	encoding Encoding
}{
	{"\xff\xfe\x00\x00", utf32LE}, {"\x00\x00\xfe\xff", utf32BE}, {"\xef\xbb\xbf", UTF8}, {"\xff\xfe", utf16LE},
	{"\xfe\xff", utf16BE},
}

// marked is the encoding of which a text bears the mark, and of how many bytes that is.
func marked(data []byte) (Encoding, int) {
	for _, m := range marks {
		if bytes.HasPrefix(data, []byte(m.mark)) {
			return m.encoding, len(m.mark)
		}
	}
	return Encoding{}, 0
}

// Find is the encoding that a file looks to be in, and whether that is sure: it is not where one of a single byte a
// character is assumed, nor where the file would be UTF-8 but for a few places.
func Find(data []byte) (e Encoding, sure bool) {
	if e, n := marked(data); n > 0 {
		return e, true
	}
	if e, ok := unmarked16(data); ok {
		return e, true
	}
	var s Sample
	for line := range bytes.Lines(data) {
		s.Add(line)
	}
	return s.Encoding()
}

// looked is how many bytes of a file are looked at for the pattern of UTF-16.
const looked = 1 << 16

// unmarked16 recognises UTF-16 without a mark. Text of single bytes, and UTF-8, have no control characters but those
// between lines and columns; the bytes of UTF-16 have some, since the characters of Europe's alphabets all begin with
// such bytes, and are such characters when taken two by two.
func unmarked16(data []byte) (Encoding, bool) {
	data = data[:min(len(data), looked)&^1]
	if !bytes.ContainsFunc(data, control) {
		return Encoding{}, false
	}
	le, be := utf16LE.usual(data), utf16BE.usual(data)
	switch most := max(le, be); {
	case most*10 < len(data)/2*9 || most == 0:
		return Encoding{}, false
	case le == most:
		return utf16LE, true
	}
	return utf16BE, true
}

// control reports whether a character is one that no text has.
func control(r rune) bool {
	return r >= 0 && r < 0x20 && !bytes.ContainsRune([]byte("\t\n\v\f\r\x1a\x1b"), r)
}

// usual counts the characters that are letters of Europe's alphabets, digits, signs or spaces, where all are characters
// and none is a control character; otherwise there are none.
func (e Encoding) usual(data []byte) int {
	n := 0
	for i := 0; i < len(data); {
		r, size := e.unit(data[i:])
		switch {
		case r == nothing && i+size == len(data): // cut in two by the limit
		case r == nothing, control(r):
			return 0
		case r < 0x7f, r >= 0xa0 && r < 0x590, r >= 0x2010 && r < 0x2040, r == '№', r == '€', r == '™':
			n++
		}
		i += size
	}
	return n
}
