package typeface

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Subset is a TrueType font with the given glyphs of a style, renumbered in their order: glyph i of the subset is
// glyphs[i]. The first must be 0, the sign for what is missing; a glyph may come twice. It has no table of characters,
// which a PDF does without. The same glyphs give the same bytes.
func (f *Family) Subset(style Style, glyphs []uint16) ([]byte, error) {
	t, _, err := f.faces[style].subset(glyphs)
	if err != nil {
		return nil, fmt.Errorf("typeface: subset of %s: %w", f.Name, err)
	}
	return t.file(), nil
}

// kept are tables that a subset takes over as they are: instructions of glyphs call what fpgm and prep define and read
// cvt.
var kept = []string{"cvt ", "fpgm", "prep"}

// subset makes the tables of a subset and returns with them all glyphs it has, the given ones first: a composite glyph
// brings its components along. Tables are those of OpenType 1.9.
func (x *face) subset(glyphs []uint16) (tables, []uint16, error) {
	if len(glyphs) == 0 || glyphs[0] != 0 {
		return nil, nil, fmt.Errorf("typeface: glyph 0 must come first: %w", errNotTrueType)
	}
	glyphs = slices.Clone(glyphs)
	number := map[uint16]uint16{} // of each glyph in the subset
	for i, g := range glyphs {
		if _, ok := number[g]; !ok {
			number[g] = uint16(i)
		}
	}
	var glyf []byte
	loca := []uint32{0}
	var hmtx []byte
	for i := 0; i < len(glyphs); i++ { // grows by components
		data, err := x.glyph(glyphs[i])
		if err != nil {
			return nil, nil, err
		}
		data = slices.Clone(data)
		if err := components(data, func(at int) {
			part := u16(data, at)
			n, ok := number[part]
			if !ok {
				n = uint16(len(glyphs))
				number[part] = n
				glyphs = append(glyphs, part)
			}
			binary.BigEndian.PutUint16(data[at:], n)
		}); err != nil {
			return nil, nil, err
		}
		glyf = append(glyf, data...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		loca = append(loca, uint32(len(glyf)))
		hmtx = binary.BigEndian.AppendUint16(hmtx, x.advance[glyphs[i]])
		hmtx = binary.BigEndian.AppendUint16(hmtx, x.bearing(glyphs[i]))
	}
	t := tables{"glyf": glyf, "hmtx": hmtx}
	for _, l := range loca {
		t["loca"] = binary.BigEndian.AppendUint32(t["loca"], l)
	}
	for _, tag := range kept {
		if x.tables[tag] != nil {
			t[tag] = x.tables[tag]
		}
	}
	t["head"] = slices.Clone(x.tables["head"])
	binary.BigEndian.PutUint16(t["head"][50:], 1) // loca has 32 bits
	t["hhea"] = slices.Clone(x.tables["hhea"])
	binary.BigEndian.PutUint16(t["hhea"][34:], uint16(len(glyphs)))
	t["maxp"] = slices.Clone(x.tables["maxp"])
	binary.BigEndian.PutUint16(t["maxp"][4:], uint16(len(glyphs)))
	t["post"] = slices.Clone(x.tables["post"][:32])
	binary.BigEndian.PutUint32(t["post"], 0x00030000) // no names of glyphs
	return t, glyphs, nil
}

// glyph is the description of a glyph, empty for one without an outline.
func (x *face) glyph(g uint16) ([]byte, error) {
	loca, glyf := x.tables["loca"], x.tables["glyf"]
	var from, to uint64
	switch long := u16(x.tables["head"], 50) != 0; {
	case long && len(loca) >= 4*int(g)+8:
		from, to = uint64(u32(loca, 4*int(g))), uint64(u32(loca, 4*int(g)+4))
	case !long && len(loca) >= 2*int(g)+4:
		from, to = 2*uint64(u16(loca, 2*int(g))), 2*uint64(u16(loca, 2*int(g)+2))
	default:
		return nil, fmt.Errorf("typeface: no glyph %d: %w", g, errNotTrueType)
	}
	if from > to || to > uint64(len(glyf)) {
		return nil, fmt.Errorf("typeface: glyph %d lies outside its table: %w", g, errNotTrueType)
	}
	return glyf[from:to], nil
}

// bearing is the left side bearing of a glyph.
func (x *face) bearing(g uint16) uint16 {
	long := int(u16(x.tables["hhea"], 34))
	if int(g) < long {
		return u16(x.tables["hmtx"], 4*int(g)+2)
	}
	return u16(x.tables["hmtx"], 4*long+2*(int(g)-long))
}

// Flags of a component (OpenType 1.9, "glyf").
const (
	wordArguments = 1 << 0
	oneScale      = 1 << 3
	more          = 1 << 5
	twoScales     = 1 << 6
	matrix        = 1 << 7
)

// components calls visit with the place of each component's glyph number in the description of a composite glyph.
func components(data []byte, visit func(at int)) error {
	if len(data) < 10 || i16(data, 0) >= 0 {
		return nil // empty or simple
	}
	for at := 10; ; {
		if at+4 > len(data) {
			return fmt.Errorf("typeface: a composite glyph breaks off: %w", errNotTrueType)
		}
		flags := u16(data, at)
		visit(at + 2)
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			return nil
		}
	}
}
