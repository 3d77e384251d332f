package charset

import (
	"encoding/binary"
	"strings"
	surrogates "unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// Encoding is a way of writing text as bytes. The zero value is none.
type Encoding struct {
	name string
	// One of these says how it is read.
	table *table            // a character for each byte
	wide  int               // bytes of a unit of UTF-8, UTF-16 or UTF-32
	order binary.ByteOrder  // of the bytes of a unit; nil is that of Intel's processors
	codec encoding.Encoding // several bytes a character, by a table
}

// The encodings that a text may tell of itself.
var (
	UTF8    = Encoding{name: "UTF-8", wide: 1}
	utf16   = Encoding{name: "UTF-16", wide: 2} // of an order that is not said
	utf16LE = Encoding{name: "UTF-16LE", wide: 2, order: binary.LittleEndian}
	utf16BE = Encoding{name: "UTF-16BE", wide: 2, order: binary.BigEndian}
	utf32   = Encoding{name: "UTF-32", wide: 4}
	utf32LE = Encoding{name: "UTF-32LE", wide: 4, order: binary.LittleEndian}
	utf32BE = Encoding{name: "UTF-32BE", wide: 4, order: binary.BigEndian}
)

// String is the name by which the encoding is registered (IANA, Character Sets), "" for none.
func (e Encoding) String() string { return e.name }

// IsZero reports whether it is no encoding.
func (e Encoding) IsZero() bool { return e.name == "" }

// Single reports whether every byte of the encoding is a character.
func (e Encoding) Single() bool { return e.table != nil }

// Decode reads a text. Bytes that are no text in the encoding are a *MisfitError. A byte order mark is part of the
// text; see Decode of the package for files.
func (e Encoding) Decode(data []byte) (string, error) {
	switch {
	case e.table != nil:
		return e.single(data)
	case e.wide == 1:
		return e.utf8(data)
	case e.wide > 1:
		return e.units(data)
	case e.codec != nil:
		return e.several(data)
	}
	return string(data), nil
}

func (e Encoding) utf8(data []byte) (string, error) {
	if utf8.Valid(data) {
		return string(data), nil
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n <= 1 {
			end := i + 1 // with the bytes that would go on with the character
			for end < len(data) && end < i+utf8.UTFMax && data[end]&0xc0 == 0x80 {
				end++
			}
			return "", misfit(e, data, i, end)
		}
		i += n
	}
}

func (e Encoding) single(data []byte) (string, error) {
	var b strings.Builder
	b.Grow(len(data))
	for i, c := range data {
		r := e.table[c]
		if r == nothing {
			return "", misfit(e, data, i, i+1)
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// units reads UTF-16 and UTF-32.
func (e Encoding) units(data []byte) (string, error) {
	var b strings.Builder
	b.Grow(len(data))
	for i := 0; i < len(data); {
		r, n := e.unit(data[i:])
		if r == nothing {
			return "", misfit(e, data, i, i+n)
		}
		b.WriteRune(r)
		i += n
	}
	return b.String(), nil
}

// unit is the first character, and of how many bytes; nothing where they are no character.
func (e Encoding) unit(data []byte) (rune, int) {
	if len(data) < e.wide {
		return nothing, len(data)
	}
	order := e.order
	if order == nil {
		order = binary.LittleEndian
	}
	if e.wide == 4 {
		if r := order.Uint32(data); r <= utf8.MaxRune && utf8.ValidRune(rune(r)) {
			return rune(r), 4
		}
		return nothing, 4
	}
	r := rune(order.Uint16(data))
	if !surrogates.IsSurrogate(r) {
		return r, 2
	}
	if len(data) >= 4 {
		if r = surrogates.DecodeRune(r, rune(order.Uint16(data[2:]))); r != utf8.RuneError {
			return r, 4
		}
	}
	return nothing, 2
}

// several reads an encoding of several bytes a character. The library writes U+FFFD for what is none; how far the text
// before it goes is found by writing it again.
func (e Encoding) several(data []byte) (string, error) {
	text, err := e.codec.NewDecoder().Bytes(data)
	if err != nil {
		return "", misfit(e, data, 0, len(data))
	}
	before, _, bad := strings.Cut(string(text), string(utf8.RuneError))
	if !bad {
		return string(text), nil
	}
	written, err := e.codec.NewEncoder().String(before)
	if err != nil {
		written = ""
	}
	at := min(len(written), len(data)-1)
	return "", misfit(e, data, at, at+1)
}
