package sheet_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format/sheet"
)

// table writes the cells of a sheet, row by row, with their addresses.
func table(s sheet.Sheet) string {
	var b strings.Builder
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			b.WriteString(sheet.Address(r.Number, c.Column) + "=" + c.Text + " ")
		}
	}
	return strings.TrimSpace(b.String())
}

// wide writes a text in UTF-16.
func wide(s string, first, second int) string {
	b := []byte{0xff, 0xfe}
	if first == 1 {
		b = []byte{0xfe, 0xff}
	}
	for _, u := range utf16.Encode([]rune(s)) {
		pair := [2]byte{byte(u), byte(u >> 8)}
		b = append(b, pair[first], pair[second])
	}
	return string(b)
}

func TestReadText(t *testing.T) {
	const want = "A1=код B1=n A2=1 B2=2,5 A3=3 B3=4"
	for name, text := range map[string]string{
		"semicolons":       "код;n\n1;2,5\n3;4\n",
		"commas":           "код,n\n1,\"2,5\"\n3,4\n",
		"tabs":             "код\tn\r\n1\t2,5\r\n3\t4",
		"bars":             "\ufeffкод|n\n1|2,5\n3|4\n",
		"returns":          "код;n\r1;2,5\r3;4\r",
		"UTF-16":           wide("код\tn\r\n1\t2,5\r\n3\t4\r\n", 0, 1),
		"UTF-16 backwards": wide("код;n\n1;2,5\n3;4\n", 1, 0),
	} {
		book, faults := sheet.Read("t.csv", []byte(text))
		require.NoError(t, faults.Err(), name)
		assert.Equal(t, want, table(book.Sheets[0]), name)
		assert.False(t, book.Book)
	}
	book, faults := sheet.Read("t.csv", []byte("sep=;\nкод;n\n1;2,5\n3;4\n"))
	require.NoError(t, faults.Err())
	assert.Equal(t, "A2=код B2=n A3=1 B3=2,5 A4=3 B4=4", table(book.Sheets[0]), "lines keep their numbers")

	book, faults = sheet.Read("t.csv", []byte("Избиратели, районы, 2026\n;;\nкод;район;n\n1;\"A; B\";2,5\n2;B;3,5\n"))
	require.NoError(t, faults.Err())
	assert.Equal(t, ";", book.Sheets[0].Separator, "commas of a title and of decimals part no columns")

	book, faults = sheet.Read("t.csv", []byte("a,b\n1,\"x\" y\n2,3\n"))
	require.EqualError(t, faults.Err(), "t.csv:2: not CSV: a cell opens with a quotation mark and does not close "+
		"with one; "+
		"mend the quotation marks there")
	assert.Equal(t, "A1=a B1=b A3=2 B3=3", table(book.Sheets[0]), "lines behind a faulty one are read")
}

// A cell that says one or the other with a bar does not part columns.
func TestBarsInCells(t *testing.T) {
	book, faults := sheet.Read("t.csv", []byte("unit_id,district\nA1,15|16\nA2,15|16\nA3,1\nA4,15|16\n"))
	require.NoError(t, faults.Err())
	assert.Contains(t, table(book.Sheets[0]), "A5=A4 B5=15|16")
}

// Ids that a spreadsheet shall not take for numbers are texts, with whatever they hold.
func TestTextsAsFormulas(t *testing.T) {
	for text, want := range map[string]string{
		"id,n\n=\"001\",=\"5\"\n2,3\n":                "A1=id B1=n A2=001 B2=5 A3=2 B3=3",
		"id;n\r\n=\"0;1\";=\"\"\r\n\"=\"\"02\"\"\";3": `A1=id B1=n A2=0;1 A3="02" B3=3`,
		"id,n\n=\"a\"\"b\",x=\"y\n":                   `A1=id B1=n`,
		"a,b\n\"x\n=\"\"1\"\",\",2\n":                 "A1=a B1=b A2=x\n=\"1\", B2=2",
		"a,b\n=1+2,\"=\"\n":                           "A1=a B1=b A2==1+2 B2==",
	} {
		book, faults := sheet.Read("t.csv", []byte(text))
		require.NotNil(t, book, text)
		if faults.Err() != nil {
			assert.ErrorContains(t, faults.Err(), "t.csv:2: not CSV")
		}
		assert.Equal(t, strings.ReplaceAll(want, `"02"`, `="02"`), table(book.Sheets[0]), text)
	}
	book, faults := sheet.Read("t.csv", []byte("id,n\n=\"001\"x,5\n2,3\n"))
	require.ErrorContains(t, faults.Err(), "t.csv:2: not CSV: a cell opens with a quotation mark and does not close")
	assert.Equal(t, "A1=id B1=n A3=2 B3=3", table(book.Sheets[0]))
}

func TestAddress(t *testing.T) {
	for name, column := range map[string]int{"A": 0, "Z": 25, "AA": 26, "AZ": 51, "XFD": 16383} {
		assert.Equal(t, column, sheet.Column(name))
		assert.Equal(t, name, sheet.ColumnName(column))
	}
	for _, name := range []string{"", "XFE", "А", "A1", "ABCD"} {
		assert.Equal(t, -1, sheet.Column(name), name)
	}
	assert.Equal(t, "C12", sheet.Address(12, 2))
}
