package typeface

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

// errNotTrueType says that the bytes are not a TrueType font.
var errNotTrueType = errors.New("typeface: not a TrueType font")

// tables are the parts of a TrueType font by their tags (OpenType 1.9, "The OpenType Font File").
type tables map[string][]byte

const (
	fileHeader  = 12 // bytes
	tableRecord = 16
)

// readTables finds the tables of a font. Those that measuring and subsetting read are there and long enough.
func readTables(ttf []byte) (tables, error) {
	if len(ttf) < fileHeader || binary.BigEndian.Uint32(ttf) != 0x00010000 {
		return nil, errNotTrueType
	}
	t := tables{}
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		at := fileHeader + i*tableRecord
		if at+tableRecord > len(ttf) {
			return nil, errNotTrueType
		}
		start, length := uint64(u32(ttf, at+8)), uint64(u32(ttf, at+12))
		if start+length > uint64(len(ttf)) {
			return nil, errNotTrueType
		}
		t[string(ttf[at:at+4])] = ttf[start : start+length]
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 32, "post": 32, "OS/2": 78, "name": 6} {
		if len(t[tag]) < least {
			return nil, errNotTrueType
		}
	}
	return t, nil
}

// file writes a font, tables in the order of their tags, with all sums. The font says that it was last changed when it
// was made: the clock has no part in it.
func (t tables) file() []byte {
	head := slices.Clone(t["head"])
	copy(head[28:36], head[20:28]) // modified := created
	binary.BigEndian.PutUint32(head[8:], 0)
	t = maps.Clone(t)
	t["head"] = head

	tags := slices.Sorted(maps.Keys(t))
	power := 1 // the largest power of two in the number of tables
	for 2*power <= len(tags) {
		power *= 2
	}
	log := 0
	for 1<<log < power {
		log++
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(tags), 16 * power, log, 16 * (len(tags) - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := fileHeader + tableRecord*len(tags)
	for _, tag := range tags {
		out = append(out, tag...)
		out = binary.BigEndian.AppendUint32(out, sum32(t[tag]))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t[tag])))
		at += (len(t[tag]) + 3) &^ 3
	}
	headAt := 0
	for _, tag := range tags {
		if tag == "head" {
			headAt = len(out)
		}
		out = append(out, t[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-sum32(out))
	return out
}

// sum32 adds up big-endian 32-bit words, the last filled up with zeros.
func sum32(b []byte) (sum uint32) {
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var rest [4]byte
	copy(rest[:], b)
	return sum + binary.BigEndian.Uint32(rest[:])
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func u32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
func i16(b []byte, at int) int    { return int(int16(u16(b, at))) }
