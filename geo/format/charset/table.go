package charset

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// table is the character of each byte of an encoding, or nothing.
type table [256]rune

// nothing is no character.
const nothing rune = -1

// tableOf is the table of an encoding of the library. The bytes that an encoding leaves free are control characters to
// browsers (WHATWG, Encoding Standard, section 9), and no text to us.
func tableOf(c *charmap.Charmap) *table {
	var t table
	for b := range t {
		r := c.DecodeByte(byte(b))
		if r == utf8.RuneError || r >= 0x80 && r < 0xa0 {
			r = nothing
		}
		t[b] = r
	}
	return &t
}

// kz1048 is the encoding of Kazakhstan's standard ST RK 1048-2002: windows-1251 with the letters of Kazakh in place of
// those of Serbian, Macedonian, Belarusian and Ukrainian that neither Russian nor Kazakh has (IANA, Character Sets,
// KZ-1048).
func kz1048() *table {
	t := tableOf(charmap.Windows1251)
	for b, r := range map[byte]rune{
		0x8d: 'Қ', 0x8e: 'Һ', 0x9d: 'қ', 0x9e: 'һ', 0xa1: 'Ұ', 0xa2: 'ұ', 0xa3: 'Ә', 0xa5: 'Ө', 0xaa: 'Ғ', 0xaf: 'Ү',
		0xb4: 'ө', 0xba: 'ғ', 0xbc: 'ә', 0xbd: 'Ң', 0xbe: 'ң', 0xbf: 'ү',
	} {
		t[b] = r
	}
	return t
}
