package markup

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gomutex/godocx/packager"
	"github.com/stretchr/testify/require"
)

const sample = `%lang kk
%title Жоба <1>
%footer Жоба & басқа
! **ЖОБА.** Қаулы
# ҚАУЛЫ
> 1-қосымша
---
## № 1 сайлау округі
+ **Өңірі:** Абай облысы
< **Аумағы:** Абай облысы
- бірінші
- екінші \*
|№|Саны|
|--|----:|
|1|10 000|
|2\|3|5|
~ Төрағасы ~ ______
`

func TestMarkup(t *testing.T) {
	s, err := Parse(sample)
	require.NoError(t, err)
	require.Equal(t, "Жоба <1>", s.Title)
	var kinds []Kind
	for _, b := range s.Blocks {
		kinds = append(kinds, b.Kind)
	}
	require.Equal(t, []Kind{Notice, Title, Right, NewPage, Heading, Fact, Left, Item, Item, Table, Signature}, kinds)
	require.Equal(t, []Span{{"ЖОБА.", true}, {" Қаулы", false}}, s.Blocks[0].Spans)
	require.Equal(t, "екінші *", plainText(s.Blocks[8].Spans))
	table := s.Blocks[9]
	require.True(t, table.Header)
	require.Equal(t, []int{2, 4}, table.Widths)
	require.Equal(t, []bool{false, true}, table.Align)
	require.Equal(t, "2|3", plainText(table.Rows[2][0]))
}

func TestMarkupFaultsNameTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"a\n%colour red":        "line 2: %colour is unknown",
		"|a|b|\n|-|\n":          "line 2: 1 column below a header of 2",
		"|a|b|\n|1|2|3|\n":      "line 2: 3 cells in a table of 2 columns",
		"~ left":                "line 1: a signature",
		"fine\nbroken \xff end": "line 2 is not UTF-8",
	} {
		_, err := Parse(text)
		require.ErrorContains(t, err, want)
	}
}

func FuzzEscapedTextStandsForItself(f *testing.F) {
	f.Add("a|b*c~d\\")
	f.Add("**\n\t x")
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ToValidUTF8(s, "") != s || strings.TrimSpace(s) != s || s == "" {
			return
		}
		flat := strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("\n\r\t\v\f", r) }), " ")
		d, err := Parse("- " + Escape(s) + "\n|" + Escape(s) + "|\n")
		require.NoError(t, err)
		require.Equal(t, strings.TrimRight(flat, " "), strings.TrimRight(plainText(d.Blocks[0].Spans), " "))
		require.Equal(t, strings.TrimSpace(flat), strings.TrimSpace(plainText(d.Blocks[1].Rows[0][0])))
		require.NoError(t, d.DOCX(io.Discard))
		require.NoError(t, d.HTML(io.Discard))
	})
}

func TestDOCXIsWholeAndRepeats(t *testing.T) {
	s, err := Parse(sample)
	require.NoError(t, err)
	var a, b bytes.Buffer
	require.NoError(t, s.DOCX(&a))
	require.NoError(t, s.DOCX(&b))
	require.Equal(t, a.Bytes(), b.Bytes())
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	require.NoError(t, err)
	for _, f := range z.File {
		require.True(t, f.Modified.Equal(zipTime), f.Name)
		r, err := f.Open()
		require.NoError(t, err)
		for dec := xml.NewDecoder(r); ; {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else {
				require.NoError(t, err, f.Name)
			}
		}
	}
	data := a.Bytes()
	doc, err := packager.Unpack(&data) // a reader that did not write it
	require.NoError(t, err)
	require.Len(t, doc.Document.Body.Children, 11, "a new page is a property, a table has a gap behind it")
}

func TestHTMLGolden(t *testing.T) {
	s, err := Parse(sample)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, s.HTML(&b))
	got := strings.Replace(b.String(), css, "", 1)
	golden := filepath.Join("testdata", "sample.html")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
	require.NotContains(t, b.String(), "http", "the page needs no network")
}
