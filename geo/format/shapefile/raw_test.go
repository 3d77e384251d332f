package shapefile_test

import (
	"encoding/binary"
	"math"

	"github.com/paulmach/orb"
)

// raw makes a .shp of contents of records, without a thought of what is in them.
func raw(kind int32, contents ...[]byte) []byte {
	b := make([]byte, 100)
	binary.BigEndian.PutUint32(b, 9994)
	binary.LittleEndian.PutUint32(b[28:], 1000)
	binary.LittleEndian.PutUint32(b[32:], uint32(kind))
	for i, c := range contents {
		b = binary.BigEndian.AppendUint32(b, uint32(i+1))
		b = binary.BigEndian.AppendUint32(b, uint32(len(c)/2))
		b = append(b, c...)
	}
	binary.BigEndian.PutUint32(b[24:], uint32(len(b)/2))
	return b
}

// index makes a .shx of places of records.
func index(places ...int) []byte {
	b := make([]byte, 100)
	binary.BigEndian.PutUint32(b, 9994)
	binary.BigEndian.PutUint32(b[24:], uint32(50+4*len(places)))
	binary.LittleEndian.PutUint32(b[28:], 1000)
	for _, p := range places {
		b = binary.BigEndian.AppendUint32(b, uint32(p/2))
		b = binary.BigEndian.AppendUint32(b, 2)
	}
	return b
}

// rawPoint is the content of a point.
func rawPoint(x, y float64) []byte {
	return rawPoints(binary.LittleEndian.AppendUint32(nil, 1), orb.Point{x, y})
}

func rawPoints(b []byte, points ...orb.Point) []byte {
	for _, p := range points {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
	}
	return b
}

// rawParts is the content of lines or an area, rings as they are.
func rawParts[P ~[]orb.Point](kind uint32, parts ...P) []byte {
	b := binary.LittleEndian.AppendUint32(nil, kind)
	b = append(b, make([]byte, 32)...)
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(parts)))
	b = binary.LittleEndian.AppendUint32(b, uint32(n))
	n = 0
	for _, p := range parts {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
		n += len(p)
	}
	for _, p := range parts {
		b = rawPoints(b, p...)
	}
	return b
}

// rawField is a field of a table in the form of dBase III.
type rawField struct {
	name            string
	kind            byte
	width, decimals byte
	flags           byte // FoxPro's
}

// rawTable makes a .dbf of rows, each with its mark of deletion.
func rawTable(version, driver byte, fields []rawField, rows ...string) []byte {
	b := make([]byte, 32)
	b[0], b[29] = version, driver
	width := 1
	for _, f := range fields {
		d := make([]byte, 32)
		copy(d[:11], f.name)
		d[11], d[16], d[17], d[18] = f.kind, f.width, f.decimals, f.flags
		b = append(b, d...)
		width += int(f.width)
	}
	b = append(b, 0x0d)
	binary.LittleEndian.PutUint32(b[4:], uint32(len(rows)))
	binary.LittleEndian.PutUint16(b[8:], uint16(len(b)))
	binary.LittleEndian.PutUint16(b[10:], uint16(width))
	for _, r := range rows {
		b = append(b, r...)
	}
	return append(b, 0x1a)
}

// nulls is a .shp of so many shapes that are none, for tests of tables.
func nulls(n int) []byte {
	contents := make([][]byte, n)
	for i := range contents {
		contents[i] = make([]byte, 4)
	}
	return raw(1, contents...)
}
