package drawing

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/okrug/okrug/districts/typeface"
)

// pdfFont is a font that pages use, as a composite font whose codes are given out character by character (ISO
// 32000-1:2008, 9.7). Characters that share a glyph, as the space and the no-break space do, have codes of their own,
// so that what is copied out of a file is what was written.
type pdfFont struct {
	codes  map[rune]int
	chars  []rune // by code; code 0 is what is missing
	glyphs []uint16
	widths []int // units of the font
}

func (w *pdfWriter) font(s typeface.Style) *pdfFont {
	if w.fonts[s] == nil {
		w.fonts[s] = &pdfFont{codes: map[rune]int{}, chars: []rune{0}, glyphs: []uint16{0}, widths: []int{0}}
	}
	return w.fonts[s]
}

func (f *pdfFont) code(g typeface.Glyph) int {
	n, ok := f.codes[g.Char]
	if !ok {
		n = len(f.chars)
		f.codes[g.Char] = n
		f.chars = append(f.chars, g.Char)
		f.glyphs = append(f.glyphs, g.ID)
		f.widths = append(f.widths, g.Advance)
	}
	return n
}

// setResources writes the fonts and outlines that the pages use.
func (w *pdfWriter) setResources() error {
	var fonts, forms strings.Builder
	for s, f := range w.fonts {
		if f == nil {
			continue
		}
		n, err := w.setFont(typeface.Style(s), f)
		if err != nil {
			return err
		}
		fmt.Fprintf(&fonts, "/F%d %d 0 R", s, n)
	}
	for _, k := range w.haloOrder {
		fmt.Fprintf(&forms, "/%s %d 0 R", k.name(), w.halos[k])
	}
	for i, x := range w.images {
		fmt.Fprintf(&forms, "/I%d %d 0 R", i, x.object)
	}
	w.set(w.resources, "<</Font<<%s>>/XObject<<%s>>%s>>", fonts.String(), forms.String(), w.properties())
	return nil
}

func (w *pdfWriter) setFont(s typeface.Style, f *pdfFont) (int, error) {
	ttf, err := w.family.Subset(s, f.glyphs)
	if err != nil {
		return 0, err
	}
	m := w.family.Metrics(s)
	em := float64(w.family.Em(s))
	share := func(units int) string { return decimals(1000*float64(units)/em, 2) }
	name := subsetTag(f.chars) + "+" + m.Name
	font, descendant, descriptor, file, unicode := w.alloc(), w.alloc(), w.alloc(), w.alloc(), w.alloc()
	w.set(font, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		name, descendant, unicode)
	widths := make([]string, len(f.widths))
	for i, v := range f.widths {
		widths[i] = share(v)
	}
	w.set(descendant, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW "+
		"0/W[0[%s]]>>", name, descriptor, strings.Join(widths, " "))
	flags := 1 << 5 // no symbols
	if s.Italic() {
		flags |= 1 << 6
	}
	w.set(descriptor, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%s %s %s %s]/ItalicAngle %s"+
		"/Ascent %s/Descent %s/CapHeight %s/StemV %d/FontFile2 %d 0 R>>", name, flags,
		share(m.Box[0]), share(m.Box[1]), share(m.Box[2]), share(m.Box[3]),
		decimals(m.ItalicAngle, 2), share(m.Ascent), share(m.Descent), share(m.CapHeight), stem(m.Weight), file)
	w.stream(file, fmt.Sprintf("/Length1 %d", len(ttf)), ttf)
	w.stream(unicode, "", f.toUnicode())
	return font, nil
}

// stem is the usual guess at the width of stems, which a TrueType font does not tell.
func stem(weight int) int { return 50 + weight*weight/(65*65) }

// subsetTag is the six letters by which a subset is told from the whole font, made of its characters.
func subsetTag(chars []rune) string {
	h := uint32(2166136261) // FNV-1a
	for _, r := range chars {
		for range 3 {
			h = (h ^ uint32(r&0xFF)) * 16777619
			r >>= 8
		}
	}
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + byte(h%26)
		h /= 26
	}
	return string(tag)
}

// toUnicode maps codes back to characters (ISO 32000-1:2008, 9.10.3).
func (f *pdfFont) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	const most = 100 // pairs in a block
	for from := 1; from < len(f.chars); from += most {
		part := f.chars[from:min(from+most, len(f.chars))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, r := range part {
			fmt.Fprintf(&b, "<%04X><%s>\n", from+i, utf16hex(string(r)))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
