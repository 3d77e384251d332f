package typeface

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"unicode/utf16"

	"golang.org/x/image/font/sfnt"
)

// web is a font for browsers with the given characters of a style: what Subset makes, and the tables by which a browser
// finds characters (cmap), kerns (kern), sets lines (OS/2) and names the font (name).
func (f *Family) web(style Style, used map[rune]bool) ([]byte, error) {
	x := f.faces[style]
	glyphs := []uint16{0}
	number := map[rune]uint16{}
	for _, r := range slices.Sorted(maps.Keys(used)) {
		id := x.index(r)
		if id == 0 || r > 0xFFFF {
			continue
		}
		i := slices.Index(glyphs, id)
		if i < 0 {
			i = len(glyphs)
			glyphs = append(glyphs, id)
		}
		number[r] = uint16(i)
	}
	shown := len(glyphs)
	t, _, err := x.subset(glyphs)
	if err != nil {
		return nil, fmt.Errorf("typeface: subset of %s: %w", f.Name, err)
	}
	t["cmap"] = cmap(number)
	t["OS/2"] = x.tables["OS/2"]
	t["name"] = x.names()
	if k := x.kernTable(glyphs[:shown]); k != nil {
		t["kern"] = k
	}
	return t.file(), nil
}

// cmap is the table of characters, by platform 3 encoding 1 in format 4: runs of characters whose glyphs have numbers
// in a row.
func cmap(number map[rune]uint16) []byte {
	type run struct{ first, last, delta uint16 }
	var runs []run
	for _, r := range slices.Sorted(maps.Keys(number)) {
		c, delta := uint16(r), number[r]-uint16(r)
		if n := len(runs); n > 0 && runs[n-1].last == c-1 && runs[n-1].delta == delta {
			runs[n-1].last = c
			continue
		}
		runs = append(runs, run{c, c, delta})
	}
	if n := len(runs); n == 0 || runs[n-1].last != 0xFFFF {
		runs = append(runs, run{0xFFFF, 0xFFFF, 1}) // the last run must end the plane, and leads to glyph 0
	}
	power, log := 1, 0
	for 2*power <= len(runs) {
		power, log = 2*power, log+1
	}
	b := words(nil, 0, 1, 3, 1, 0, 12) // version, tables, platform, encoding, offset of 32 bits
	b = words(b, 4, 16+8*len(runs), 0, 2*len(runs), 2*power, log, 2*(len(runs)-power))
	for _, r := range runs {
		b = words(b, int(r.last))
	}
	b = words(b, 0)
	for _, r := range runs {
		b = words(b, int(r.first))
	}
	for _, r := range runs {
		b = words(b, int(r.delta))
	}
	return append(b, make([]byte, 2*len(runs))...) // range offsets
}

// kernTable is the kerning of all pairs of the glyphs, in format 0; nil for none.
func (x *face) kernTable(glyphs []uint16) []byte {
	if len(glyphs) > mostKerned {
		return nil
	}
	var pairs []byte
	n := 0
	for i, a := range glyphs {
		for j, b := range glyphs {
			if k := x.kern(a, b); k != 0 {
				pairs = words(pairs, i, j, k)
				n++
			}
		}
	}
	if n == 0 || 14+6*n > 0xFFFF {
		return nil // thousands of pairs do not fit; no page has that many different letters
	}
	power, log := 1, 0
	for 2*power <= n {
		power, log = 2*power, log+1
	}
	b := words(nil, 0, 1, 0, 14+6*n, 1, n, 6*power, log, 6*(n-power))
	return append(b, pairs...)
}

// mostKerned is among how many glyphs pairs are looked for: where a script has thousands, they are not kerned.
const mostKerned = 800

// names is the table of names with what a browser shows of a font.
func (x *face) names() []byte {
	ids := []int{1, 2, 4, 6} // family, style, whole name, PostScript name
	var heads, text []byte
	for _, id := range ids {
		name, _ := x.font.Name(nil, sfnt.NameID(id)) // a name that is not there is empty
		s := utf16.Encode([]rune(name))
		heads = words(heads, 3, 1, 0x409, id, 2*len(s), len(text))
		for _, u := range s {
			text = words(text, int(u))
		}
	}
	return append(append(words(nil, 0, len(ids), 6+len(heads)), heads...), text...)
}

func words(b []byte, values ...int) []byte {
	for _, v := range values {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}
