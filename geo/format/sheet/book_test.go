package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format/sheet"
)

// kinds writes the kinds of cells of a row.
func kinds(r sheet.Row) string {
	var out []string
	for _, c := range r.Cells {
		out = append(out, [...]string{"text", "number", "date", "boolean", "error", "unknown"}[c.Kind]+":"+c.Text)
	}
	return strings.Join(out, " ")
}

// workbook is a workbook with everything that a cell can be, made by a program of other hands.
func workbook(t testing.TB) *excelize.File {
	f := excelize.NewFile()
	require.NoError(t, f.SetSheetName("Sheet1", "Лист 1"))
	set := func(cell string, v any) { require.NoError(t, f.SetCellValue("Лист 1", cell, v)) }
	set("A1", "Избиратели")
	require.NoError(t, f.MergeCell("Лист 1", "A1", "C2"))
	set("A3", "0101")
	set("B3", 229190)
	set("C3", 1.5)
	set("D3", true)
	set("E3", time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC))
	set("G3", " <a&b>\n")
	require.NoError(t, f.SetCellRichText("Лист 1", "A4", []excelize.RichTextRun{{Text: "Абай"},
		{Text: "ский", Font: &excelize.Font{Bold: true}}}))
	require.NoError(t, f.SetCellFormula("Лист 1", "B4", "B3*2"))
	style, err := f.NewStyle(&excelize.Style{NumFmt: 4})
	require.NoError(t, err)
	set("C4", 1234567)
	require.NoError(t, f.SetCellStyle("Лист 1", "C4", "C4", style))
	hours := "[h]:mm"
	style, err = f.NewStyle(&excelize.Style{CustomNumFmt: &hours})
	require.NoError(t, err)
	set("D4", 1.25)
	require.NoError(t, f.SetCellStyle("Лист 1", "D4", "D4", style))
	words := `0" days"`
	style, err = f.NewStyle(&excelize.Style{CustomNumFmt: &words})
	require.NoError(t, err)
	set("E4", 7)
	require.NoError(t, f.SetCellStyle("Лист 1", "E4", "E4", style))
	require.NoError(t, f.SetRowVisible("Лист 1", 4, false))
	require.NoError(t, f.SetColVisible("Лист 1", "G", false))
	_, err = f.NewSheet("Скрытый")
	require.NoError(t, err)
	require.NoError(t, f.SetCellValue("Скрытый", "XFD7", "far"))
	require.NoError(t, f.SetSheetVisible("Скрытый", false))
	return f
}

func bytesOf(t testing.TB, f *excelize.File) []byte {
	b, err := f.WriteToBuffer()
	require.NoError(t, err)
	return b.Bytes()
}

// What another program writes is read as that program meant it.
func TestReadBook(t *testing.T) {
	book, faults := sheet.Read("b.xlsx", bytesOf(t, workbook(t)))
	require.NoError(t, faults.Err())
	require.True(t, book.Book)
	require.Len(t, book.Sheets, 2)
	s := book.Sheets[0]
	assert.Equal(t, "Лист 1", s.Name)
	assert.False(t, s.Hidden)
	assert.Equal(t, []sheet.Area{{Top: 1, Bottom: 2, Left: 0, Right: 2}}, s.Merged)
	require.Len(t, s.Rows, 3)
	assert.Equal(t, "text:Избиратели", kinds(s.Rows[0]))
	assert.Equal(t, "text:0101 number:229190 number:1.5 boolean:TRUE date:46204 text: <a&b>\n", kinds(s.Rows[1]))
	assert.Equal(t, 6, s.Rows[1].Cells[5].Column, "an empty cell leaves its place")
	assert.Equal(t, "text:Абайский unknown:=B3*2 number:1234567 date:1.25 number:7", kinds(s.Rows[2]))
	assert.True(t, s.Rows[2].Hidden)
	assert.True(t, s.HidesColumn(6))
	assert.False(t, s.HidesColumn(5))
	assert.True(t, book.Sheets[1].Hidden)
	assert.Equal(t, "XFD7=far", table(book.Sheets[1]))
}

// run runs a program in a folder, or skips where it is not there.
func run(t *testing.T, dir, name string, args ...string) {
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(name, "is not there")
	}
	c := exec.Command(path, args...)
	c.Dir = dir
	out, err := c.CombinedOutput()
	require.NoError(t, err, string(out))
}

// office saves workbooks anew with LibreOffice.
func office(t *testing.T, books ...[]byte) (saved [][]byte) {
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "xlsx", "--outdir",
		"out"}
	for i, data := range books {
		name := fmt.Sprintf("b%d.xlsx", i)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
		args = append(args, name)
	}
	run(t, dir, "soffice", args...)
	for i := range books {
		out, err := os.ReadFile(filepath.Join(dir, "out", fmt.Sprintf("b%d.xlsx", i)))
		if err != nil {
			t.Skip("LibreOffice reads no workbooks here: ", err)
		}
		saved = append(saved, out)
	}
	return saved
}

// LibreOffice works formulas out and writes everything in its own way, and what is read is the same.
func TestReadBookOfLibreOffice(t *testing.T) {
	f := workbook(t)
	require.NoError(t, f.SetCellFormula("Лист 1", "A5", "NA()"))
	require.NoError(t, f.SetCellFormula("Лист 1", "B5", `"x"&"y"`))
	own, err := sheet.Write(document())
	require.NoError(t, err)
	saved := office(t, bytesOf(t, f), own)
	book, faults := sheet.Read("b.xlsx", saved[0])
	require.NoError(t, faults.Err())
	s := book.Sheets[0]
	assert.Equal(t, "text:0101 number:229190 number:1.5 boolean:TRUE date:46204 text: <a&b>\n", kinds(s.Rows[1]))
	assert.Equal(t, "text:Абайский number:458380 number:1234567 date:1.25 number:7", kinds(s.Rows[2]))
	assert.Equal(t, "error:#N/A text:xy", kinds(s.Rows[3]))
	assert.True(t, s.Rows[2].Hidden)
	assert.Equal(t, []sheet.Area{{Top: 1, Bottom: 2, Left: 0, Right: 2}}, s.Merged)
	assert.True(t, book.Sheets[1].Hidden)
	book, faults = sheet.Read("own.xlsx", saved[1])
	require.NoError(t, faults.Err())
	assert.Equal(t, "A1=Код B1=Название C1=Избиратели A2=0101 B2= <Абай> B3=Итого C3=0", table(book.Sheets[0]),
		"it works the total out")
}

// openpyxl writes texts that cells share in its own way, and formulas without values.
func TestReadBookOfOpenpyxl(t *testing.T) {
	dir := t.TempDir()
	const script = `
import sys
try:
    import openpyxl, datetime
except ImportError:
    sys.exit(77)
w = openpyxl.Workbook(); s = w.active; s.title = "Данные"
s.append(["Код", "Избиратели"]); s.append(["0101", 229190]); s.append([None, "=SUM(B2)"])
s["D2"] = datetime.date(2026, 7, 1); s["E2"] = "a_x000D_b"; s["F2"] = "#N/A"; s["G2"] = 1.1e21
s.merge_cells("A3:A4"); s.row_dimensions[3].hidden = True
w.create_sheet("Пустой").sheet_state = "veryHidden"
w.save("b.xlsx")
`
	python := "python3"
	if _, err := os.Stat("/usr/bin/python3"); err == nil {
		python = "/usr/bin/python3" // of the system, which has its packages
	}
	c := exec.Command(python, "-c", script)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Skip("openpyxl is not there: ", string(out))
	}
	data, err := os.ReadFile(filepath.Join(dir, "b.xlsx"))
	require.NoError(t, err)
	book, faults := sheet.Read("b.xlsx", data)
	require.NoError(t, faults.Err())
	s := book.Sheets[0]
	assert.Equal(t, "text:Код text:Избиратели", kinds(s.Rows[0]))
	assert.Equal(t, "text:0101 number:229190 date:46204 text:a\rb error:#N/A number:1.1e+21", kinds(s.Rows[1]))
	assert.Equal(t, "unknown:=SUM(B2)", kinds(s.Rows[2]))
	assert.True(t, s.Rows[2].Hidden)
	assert.True(t, book.Sheets[1].Hidden)
}

// Random cells that another program has written are all there, each in its place.
func TestReadRandomBooks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		want := map[string]string{}
		for range rapid.IntRange(0, 30).Draw(t, "cells") {
			at := sheet.Address(rapid.IntRange(1, 50).Draw(t, "row"), rapid.IntRange(0, 40).Draw(t, "column"))
			if rapid.Bool().Draw(t, "number") {
				n := rapid.Int64Range(0, 1e15).Draw(t, "n")
				require.NoError(t, f.SetCellValue("Sheet1", at, n))
				want[at] = fmt.Sprint(n)
				continue
			}
			s := rapid.StringMatching(`[а-яқүөA-Z0-9 _x<&>"]{0,9}`).Draw(t, "text")
			require.NoError(t, f.SetCellValue("Sheet1", at, s))
			want[at] = s
		}
		b, err := f.WriteToBuffer()
		require.NoError(t, err)
		book, faults := sheet.Read("b.xlsx", b.Bytes())
		require.NoError(t, faults.Err())
		got := map[string]string{}
		for _, r := range book.Sheets[0].Rows {
			for _, c := range r.Cells {
				got[sheet.Address(r.Number, c.Column)] = c.Text
			}
		}
		for at, s := range want {
			if strings.TrimSpace(s) == "" {
				delete(want, at)
			}
		}
		require.Equal(t, want, got)
	})
}

// repack makes a workbook anew with other text in its parts.
func repack(t testing.TB, data []byte, change func(part, text string) string) []byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		text, err := io.ReadAll(r)
		require.NoError(t, err)
		if s := change(f.Name, string(text)); s != "" {
			p, err := w.Create(f.Name)
			require.NoError(t, err)
			_, err = p.Write([]byte(s))
			require.NoError(t, err)
		}
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// Files that are damaged, of another kind, or made to do harm are refused with what to do.
func TestRefuse(t *testing.T) {
	plain := bytesOf(t, workbook(t))
	cells := func(s string) []byte {
		return repack(t, plain, func(part, text string) string {
			if part != "xl/worksheets/sheet1.xml" {
				return text
			}
			i, j := strings.Index(text, "<sheetData>"), strings.Index(text, "</sheetData>")
			return text[:i] + "<sheetData>" + s + text[j:]
		})
	}
	without := func(name string) []byte {
		return repack(t, plain, func(part, text string) string {
			if part == name {
				return ""
			}
			return text
		})
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"an old workbook", []byte("\xd0\xcf\x11\xe0...."), "it is a workbook or document of an old Office (.xls); " +
			"open it in a"},
		{"a password", []byte("\xd0\xcf\x11\xe0.." + strings.Join(strings.Split("EncryptedPackage", ""), "\x00") + "\x00"),
			"it is a workbook that is protected by a password"},
		{"a page", []byte("\ufeff <html><table>"), "it is a web page or XML, and no table in text"},
		{"half a file", plain[:len(plain)/2], "the workbook is damaged: a part of its bytes is missing or changed; open it"},
		{"no workbook", without("_rels/.rels"), "it is a packed file, and no Excel workbook (.xlsx)"},
		{"a sheet that is not there", without("xl/worksheets/sheet1.xml"), `the sheet "Лист 1" is missing`},
		{"no XML", cells(`<row r="1"><c r="A1"`), "the workbook is damaged: xl/worksheets/sheet1.xml: "},
		{"rows backwards", cells(`<row r="2"/><row r="1"/>`), `"1" is no number of a row behind row 2`},
		{"too many rows", cells(`<row r="1048577"/>`), `"1048577" is no number of a row`},
		{"cells backwards", cells(`<row r="1"><c r="B1"/><c r="A1"/></row>`), `"A1" is no cell of row 1 behind the ` +
			`one before`},
		{"too many columns", cells(`<row r="1"><c r="XFE1"/></row>`), `"XFE1" is no cell of row 1`},
		{"a text that is not there", cells(`<row r="1"><c r="A1" t="s"><v>99</v></c></row>`), "cell A1: there is no text 99"},
		{"a number that is none", cells(`<row r="1"><c r="A1"><v>1x</v></c></row>`), `cell A1: "1x" is no number`},
		{"a type that is none", cells(`<row r="1"><c r="A1" t="q"><v>1</v></c></row>`), `cell A1: "q" is no type of cell`},
		{"a long text", cells(`<row r="1"><c r="A1" t="str"><v>` + strings.Repeat("я", 40000) + `</v></c></row>`),
			"cell A1: its text has more than 32\u00a0767 letters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, faults := sheet.Read("b.xlsx", c.data)
			assert.Nil(t, book)
			require.Len(t, faults.List, 1)
			assert.Contains(t, faults.Error(), c.want)
			assert.NotEmpty(t, faults.List[0].Remedy)
		})
	}
}

// A small file that unpacks to much, or claims to have cells everywhere, takes neither memory nor time.
func TestBombs(t *testing.T) {
	defer sheet.Limits(1<<20, 1000, 1000, 1000)()
	plain := bytesOf(t, workbook(t))
	with := func(name, begin, end, more string) []byte {
		return repack(t, plain, func(part, text string) string {
			if part != name {
				return text
			}
			i, j := strings.Index(text, begin)+len(begin), strings.LastIndex(text, end)
			return text[:i] + more + text[j:]
		})
	}
	var rows strings.Builder
	for i := range 1001 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="XFD%[1]d"><v>1</v></c></row>`, i+1)
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"spaces", with("xl/worksheets/sheet1.xml", "<sheetData>", "</sheetData>", strings.Repeat(" ", 1<<21)),
			"it unpacks to more than 1 MB"},
		{"cells far to the right", with("xl/worksheets/sheet1.xml", "<sheetData>", "</sheetData>", rows.String()),
			"it has more than 1\u00a0000 cells"},
		{"texts", repack(t, plain, func(part, text string) string {
			if part == "xl/sharedStrings.xml" {
				return "<sst>" + strings.Repeat("<si/>", 1001) + "</sst>"
			}
			return text
		}),
			"it has more than 1\u00a0000 texts"},
		{"merged cells", with("xl/worksheets/sheet1.xml", "</sheetData>", "</worksheet>", "<mergeCells>"+
			strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 1001)+"</mergeCells>"), "more than 1\u00a0000 merged cells"},
	} {
		assert.Less(t, len(c.data), 40000, c.name)
		book, faults := sheet.Read("b.xlsx", c.data)
		assert.Nil(t, book, c.name)
		assert.Contains(t, faults.Error(), c.want, c.name)
		assert.Equal(t, sheet.TooLarge, faults.List[0].Kind)
	}
}

func FuzzRead(f *testing.F) {
	plain := bytesOf(f, workbook(f))
	z, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	require.NoError(f, err)
	parts := map[string]string{}
	for _, x := range z.File {
		r, err := x.Open()
		require.NoError(f, err)
		text, err := io.ReadAll(r)
		require.NoError(f, err)
		parts[x.Name] = string(text)
	}
	f.Add("a;b\n1;2\n", "", "")
	f.Add("PK", parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"])
	f.Add("PK", `<worksheet><sheetData><row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`,
		parts["xl/styles.xml"])
	f.Fuzz(func(t *testing.T, text, cells, others string) {
		data := []byte(text)
		if text == "PK" {
			var b bytes.Buffer
			w := zip.NewWriter(&b)
			for name, part := range parts {
				switch {
				case name == "xl/worksheets/sheet1.xml":
					part = cells
				case name == "xl/sharedStrings.xml" && strings.Contains(others, "sst"),
					name == "xl/styles.xml" && strings.Contains(others, "style"),
					name == "xl/workbook.xml" && strings.Contains(others, "workbook"):
					part = others
				}
				p, _ := w.Create(name)
				_, _ = p.Write([]byte(part))
			}
			require.NoError(t, w.Close())
			data = b.Bytes()
		}
		book, faults := sheet.Read("f", data)
		if book == nil {
			require.Error(t, faults.Err())
			return
		}
		for _, s := range book.Sheets {
			last := 0
			for _, r := range s.Rows {
				require.Greater(t, r.Number, last)
				require.NotEmpty(t, r.Cells)
				last = r.Number
				for i, c := range r.Cells {
					require.True(t, i == 0 || c.Column > r.Cells[i-1].Column)
					require.Equal(t, c, r.At(c.Column))
				}
			}
		}
	})
}
