package readback

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
)

// The proof is worth as much as the reader is independent: of the writer's packages it may use the names alone.
func TestTheReaderSharesNothingWithTheWriter(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Skip("no go command: ", err)
	}
	for _, p := range strings.Fields(string(out)) {
		if strings.HasPrefix(p, "github.com/okrug/okrug/districts/resolution") {
			require.Contains(t, []string{"github.com/okrug/okrug/districts/resolution/readback",
				"github.com/okrug/okrug/districts/resolution/names"}, p)
		}
	}
}

func layer() *geo.Layer {
	l := &geo.Layer{Regions: []geo.Region{{ID: "R", Names: geo.Names{"en": "North"}},
		{ID: "S", Names: geo.Names{"en": "South"}}}}
	for _, id := range []string{"a", "b", "c", "d"} {
		l.Units = append(l.Units, geo.Unit{ID: id, RegionID: "R", Names: geo.Names{"en": "Unit " + id}})
	}
	l.Units = append(l.Units, geo.Unit{ID: "e", RegionID: "S", Names: geo.Names{"en": "Unit e"}})
	return l
}

func pack(t testing.TB, document string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create("word/document.xml")
	require.NoError(t, err)
	_, err = f.Write([]byte(document))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.Bytes()
}

// What a word processor makes of a document after editing: runs cut anywhere, tracked changes, tabs, text boxes.
func TestEditedDOCX(t *testing.T) {
	doc := `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>Electoral dis</w:t></w:r><w:r><w:t>trict</w:t></w:r><w:r><w:tab/><w:t>No. 4</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Territory: part of «North»: </w:t></w:r><w:del><w:r><w:t>«Unit ` +
		`c»</w:t><w:delText>«Unit c»</w:delText></w:r></w:del>
<w:ins><w:r><w:t>«Unit  a», </w:t></w:r></w:ins><w:hyperlink><w:r><w:t>«Unit ` +
		`b»</w:t></w:r></w:hyperlink><w:r><w:t> ;</w:t></w:r></w:p>
<w:p/><w:p><w:r><w:t>the whole of «South» .</w:t></w:r></w:p></w:body></w:document>`
	r, err := Document(pack(t, doc), layer(), nil)
	require.NoError(t, err)
	require.Equal(t, []int{4, 4, 0, 0, 4}, r.District)
	require.Equal(t, "unit_id,district\na,4\nb,4\nc,\nd,\ne,4\n", string(r.CSV(layer())))
}

func TestHTMLFromAnywhere(t *testing.T) {
	page := `<!DOCTYPE html><html><head><title>Electoral district No. 9</title><style>p{}</style></head><body>
<h2>Electoral district&nbsp;No.&nbsp;1</h2><table><tr><td><b>Territory:</b>
  «North» except <i>«Unit&#32;d»</i>; «Unit c»</td></tr></table></body></html>`
	r, err := Document([]byte(page), layer(), nil)
	require.NoError(t, err)
	require.Equal(t, []int{1, 1, 0, 0, 0}, r.District)
}

func TestBadFiles(t *testing.T) {
	for what, data := range map[string][]byte{
		"neither a DOCX nor an HTML":     []byte("hello"),
		"cannot be opened":               []byte("PK\x03\x04broken"),
		"word/document.xml":              pack(t, "<w:document"),
		"no paragraph names an electora": []byte("<html><p>nothing</p></html>"),
	} {
		_, err := Document(data, layer(), nil)
		require.ErrorContains(t, err, what)
	}
	var b bytes.Buffer
	require.NoError(t, zip.NewWriter(&b).Close())
	_, err := Document(append([]byte("PK\x03\x04"), b.Bytes()...), layer(), nil)
	require.Error(t, err)
}

// An act of hundreds of thousands of units is read; what is packed a thousand times to fill the memory is refused.
func TestLargeDOCX(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 130 MB of XML")
	}
	var doc strings.Builder
	doc.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	before := doc.Len()
	random := rand.New(rand.NewPCG(1, 1))
	for doc.Len() < unpacked+unpacked/8 {
		doc.WriteString("<w:p><w:r><w:t>")
		for range 50 {
			fmt.Fprintf(&doc, "%016x%s", random.Uint64(), strings.Repeat(" words of an act", 20))
		}
		doc.WriteString("</w:t></w:r></w:p>")
	}
	end := "<w:p><w:r><w:t>the end</w:t></w:r></w:p></w:body></w:document>"
	act := pack(t, doc.String()+end)
	require.Greater(t, mostOf(len(act)), int64(doc.Len()))
	ps, err := Text(act)
	require.NoError(t, err)
	require.Equal(t, "the end", ps[len(ps)-1])

	endless := strings.Repeat("a", unpacked+unpacked/8)
	bomb := pack(t, doc.String()[:before]+"<w:p><w:r><w:t>"+endless+"</w:t></w:r></w:p>"+end)
	require.Less(t, len(bomb)*packed, unpacked)
	_, err = Text(bomb)
	require.EqualError(t, err, "the document is larger than 64 MB")
}

func TestEveryFaultAtOnce(t *testing.T) {
	_, err := Paragraphs([]string{
		"Territory: the whole of «North».",
		"Electoral district No. 1", "Territory: the whole of «West».",
		"Electoral district No. 2", "Territory: part of «North»: «Unit a» (of: «x»).",
		"Electoral district No. 3", "Territory: the whole of «South»;",
	}, layer(), nil)
	for _, want := range []string{
		"paragraph 1: a territory stands before the number", `paragraph 3 (district 1): "«West»" is not known here`,
		"paragraph 5 (district 2)", "neither", "ends with a semicolon and nothing follows",
	} {
		require.ErrorContains(t, err, want)
	}
	var faults *fault.Faults
	require.ErrorAs(t, err, &faults)
	for _, kind := range []fault.Kind{WithoutNumber, BadPhrase, Unended} {
		require.True(t, faults.Has(kind), kind)
	}
	require.Equal(t, "paragraph 3 (district 1)", faults.List[1].Where.String())
}

// A name that is none of its parent's is told with the nearest, by whichever way of listing it was looked for.
func TestTheNearestName(t *testing.T) {
	for list, want := range map[string]string{
		"Unit q":             `"Unit q" is none of its units; the nearest name is "“Unit a”"`,
		"“Unit q”, “Unit b”": `"“Unit q”" is none of its units; the nearest name is "“Unit a”"`,
		"something else":     `"something else" is none of its units; it reads`,
	} {
		_, err := Paragraphs([]string{"Electoral district No. 1", "Territory: part of «North»: " + list + "."}, layer(), nil)
		require.ErrorContains(t, err, want)
	}
}

// Names are parted by commas, and "and" stands before the last alone.
func TestListsThatAreNone(t *testing.T) {
	for list, want := range map[string]string{
		"“Unit a” and “Unit b” and “Unit c”": "is no list of names parted by commas, with \"and\" before the last",
		"“Unit a” and “Unit b”, “Unit c”":    "is no list of names",
		"“Unit a” (only: “x”) and so on":     "is none of its units",
		"“Unit a” ()":                        "begin with neither",
		"“Unit a” (only: “Unit b”":           "is no list of names",
		strings.Repeat("“Unit a”, ", 30):     "names more than there is",
	} {
		_, err := Paragraphs([]string{"Electoral district No. 1", "Territory: part of «North» – " + list + "."}, layer(), nil)
		require.ErrorContains(t, err, want, list)
	}
}

func FuzzParagraphs(f *testing.F) {
	f.Add("Territory: «North» except «Unit a»; «Unit b»")
	f.Add("Аумағы: «Unit a» (тек: «x») қоспағанда, «North»")
	f.Add("Территория: часть «North»: «Unit a» (кроме: (((")
	f.Fuzz(func(t *testing.T, s string) {
		l := layer()
		r, err := Paragraphs(append([]string{"Electoral district No. 1"}, strings.Split(s, "\n")...), l, nil)
		if err != nil {
			require.Nil(t, r)
			return
		}
		require.Len(t, r.District, 5)
		// Who is given a district is named in the act, or lies in a region that is.
		said := letters(s)
		for u, d := range r.District {
			if d > 0 {
				region := map[string]string{"R": "north", "S": "south"}[l.Units[u].RegionID]
				require.True(t, strings.Contains(said, "unit"+l.Units[u].ID) || strings.Contains(said, region), "%q", s)
			}
		}
	})
}

// letters are those of a text, all small.
func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, s)
}

func FuzzDocument(f *testing.F) {
	f.Add([]byte("<html><h2>Electoral district No. 1</h2><p>Territory: the whole of «North»</p></html>"))
	f.Add(pack(f, "<w:document/>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// An act says the same when its paragraphs are written as the other kind of document.
		ps, err := Text(data)
		r, same := Document(data, layer(), nil)
		require.Equal(t, r == nil, same != nil)
		if err != nil {
			require.Equal(t, err, same)
			return
		}
		var page, doc strings.Builder
		page.WriteString("<!DOCTYPE html><html><body>")
		doc.WriteString(`<w:document xmlns:w="` + wordML + `"><w:body>`)
		for i, p := range ps {
			p = strings.ToValidUTF8(strings.Map(func(c rune) rune {
				if c < ' ' || c == 0xfffe || c == 0xffff {
					return ' ' // XML has none of these
				}
				return c
			}, p), "")
			ps[i] = p
			page.WriteString("<p>" + html.EscapeString(p) + "</p>")
			doc.WriteString("<w:p><w:r><w:t>" + html.EscapeString(p) + "</w:t></w:r></w:p>")
		}
		doc.WriteString("</w:body></w:document>")
		want, wantErr := Paragraphs(filled(ps), layer(), nil)
		for _, data := range [][]byte{[]byte(page.String()), pack(t, doc.String())} {
			ps, err := Text(data)
			require.NoError(t, err)
			again, err := Paragraphs(filled(ps), layer(), nil)
			require.Equal(t, wantErr == nil, err == nil)
			require.Equal(t, want, again)
		}
	})
}

// filled are the paragraphs in which something stands.
func filled(ps []string) (out []string) {
	for _, p := range ps {
		if strings.TrimSpace(p) != "" {
			out = append(out, p)
		}
	}
	return out
}
