package typeface

import (
	"encoding/binary"
	"errors"
)

// ErrNotTrueType says that the bytes are not a TrueType or OpenType font.
var ErrNotTrueType = errors.New("typeface: not a TrueType font")

// Timeless replaces the time at which a font was last modified, which the library that makes subsets takes from the
// clock, by the time at which it was created, so that equal subsets have equal bytes. It changes ttf in place.
// Tables and checksums are those of the OpenType specification, "The OpenType Font File" and "head".
func Timeless(ttf []byte) error {
	const header, record = 12, 16
	if len(ttf) < header {
		return ErrNotTrueType
	}
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		at := header + i*record
		if at+record > len(ttf) {
			return ErrNotTrueType
		}
		if string(ttf[at:at+4]) != "head" {
			continue
		}
		start, length := int(binary.BigEndian.Uint32(ttf[at+8:])), int(binary.BigEndian.Uint32(ttf[at+12:]))
		if start > len(ttf) || length < 54 || start+length > len(ttf) {
			return ErrNotTrueType
		}
		head := ttf[start : start+length]
		copy(head[28:36], head[20:28])                      // modified := created
		binary.BigEndian.PutUint32(head[8:], 0)             // checksumAdjustment counts as 0
		binary.BigEndian.PutUint32(ttf[at+4:], sum32(head)) // the table's own checksum
		binary.BigEndian.PutUint32(head[8:], 0xB1B0AFBA-sum32(ttf))
		return nil
	}
	return ErrNotTrueType
}
