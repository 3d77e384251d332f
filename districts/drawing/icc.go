package drawing

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// srgb is a colour profile of sRGB (IEC 61966-2-1) in version 4.2 of the format (ICC.1:2004-10): its three primaries
// and its white as they look under the light that profiles are related to (D50), and the curve from numbers to light.
func srgb() []byte {
	text := func(s string) []byte { // multiLocalizedUnicodeType with one text
		u := utf16.Encode([]rune(s))
		b := append([]byte("mluc"), make([]byte, 4)...)
		for _, v := range []uint32{1, 12, 'e'<<24 | 'n'<<16 | 'U'<<8 | 'S', uint32(2 * len(u)), 28} {
			b = binary.BigEndian.AppendUint32(b, v)
		}
		for _, c := range u {
			b = binary.BigEndian.AppendUint16(b, c)
		}
		return b
	}
	fixed := func(kind string, values ...float64) []byte { // sixteen bits before and after the point
		b := append([]byte(kind), make([]byte, 4)...)
		for _, v := range values {
			b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
		}
		return b
	}
	// parametricCurveType 3: ((a·x + b)^g from d on, c·x below; then g, a, b, c, d follow the number of the form.
	curve := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
	curve = append(curve, fixed("", 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)[4:]...)
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", text("sRGB IEC61966-2.1")},
		{"cprt", text("No copyright, use freely")},
		{"wtpt", fixed("XYZ ", 0.9642, 1, 0.8249)},
		// Bradford's adaptation from D65 to D50.
		{"chad", fixed("sf32",
			1.04788, 0.02292, -0.05022,
			0.02959, 0.99048, -0.01707,
			-0.00925, 0.01508, 0.75168)},
		{"rXYZ", fixed("XYZ ", 0.43607, 0.22249, 0.01392)},
		{"gXYZ", fixed("XYZ ", 0.38515, 0.71687, 0.09708)},
		{"bXYZ", fixed("XYZ ", 0.14307, 0.06061, 0.71410)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	const header = 128
	head := make([]byte, header)
	copy(head[8:], "\x04\x20\x00\x00mntrRGB XYZ ")
	copy(head[24:], "\x07\xcf\x00\x0a\x00\x12\x00\x00\x00\x00\x00\x00acsp") // of 18 October 1999, the standard's date
	copy(head[68:], fixed("", 0.9642, 1, 0.8249)[4:])
	index := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	at := header + 4 + 12*len(tags)
	var data []byte
	places := map[string]int{}
	for _, t := range tags {
		start, known := places[string(t.data)]
		if !known { // equal ones are kept once
			start = at + len(data)
			places[string(t.data)] = start
			data = append(data, t.data...)
			for len(data)%4 != 0 {
				data = append(data, 0)
			}
		}
		index = append(index, t.name...)
		index = binary.BigEndian.AppendUint32(index, uint32(start))
		index = binary.BigEndian.AppendUint32(index, uint32(len(t.data)))
	}
	out := append(append(head, index...), data...)
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}
