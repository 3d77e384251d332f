package sheet_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/okrug/okrug/geo/format/sheet"
)

func document() sheet.Document {
	return sheet.Document{Title: "Избиратели & другие", Lang: "ru", Pages: []sheet.Page{
		{
			Name: "Д'Артаньян", Widths: []float64{12, 30, 16}, Frozen: 1, Protected: true, Landscape: true,
			Rows: [][]sheet.Put{
				{{Text: "Код", Style: sheet.Head}, {Column: 1, Text: "Название", Style: sheet.Head},
					{Column: 2, Text: "Избиратели", Style: sheet.Head}},
				{{Text: "0101", Style: sheet.Code}, {Column: 1, Text: " <Абай>", Style: sheet.Code}, {Column: 2,
					Style: sheet.OpenCount}},
				{{Column: 1, Text: "Итого", Style: sheet.GroupSum}, {Column: 2, Formula: "SUBTOTAL(9,C2:C2)", Style: sheet.Sum}},
			},
			Counts: []sheet.Area{{Top: 2, Bottom: 2, Left: 2, Right: 2}}, Refusal: "Целое число",
			Choices: []sheet.Area{{Top: 2, Bottom: 2, Left: 3, Right: 3}}, Choice: []string{"official", "read"},
		},
		{Name: "О файле", Widths: []float64{40}, Rows: [][]sheet.Put{{{Text: "Много слов, которые стоят на двух " +
			"строках, не меньше.",
			Style: sheet.Words}}}},
	}}
}

// A program of other hands reads what is written, and finds what protects it.
func TestWrite(t *testing.T) {
	data, err := sheet.Write(document())
	require.NoError(t, err)
	again, err := sheet.Write(document())
	require.NoError(t, err)
	require.Equal(t, data, again)

	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	assert.Equal(t, []string{"Д'Артаньян", "О файле"}, f.GetSheetList())
	value := func(cell string) string {
		s, err := f.GetCellValue("Д'Артаньян", cell)
		require.NoError(t, err)
		return s
	}
	assert.Equal(t, []string{"0101", " <Абай>"}, []string{value("A2"), value("B2")})
	formula, err := f.GetCellFormula("Д'Артаньян", "C3")
	require.NoError(t, err)
	assert.Equal(t, "SUBTOTAL(9,C2:C2)", formula)
	open := func(cell string) bool {
		i, err := f.GetCellStyle("Д'Артаньян", cell)
		require.NoError(t, err)
		s, err := f.GetStyle(i)
		require.NoError(t, err)
		return s.Protection != nil && !s.Protection.Locked
	}
	assert.True(t, open("C2"))
	assert.False(t, open("A2"))
	assert.False(t, open("C3"))
	checks, err := f.GetDataValidations("Д'Артаньян")
	require.NoError(t, err)
	require.Len(t, checks, 2)
	assert.Equal(t, []string{"whole", "C2:C2", "0"}, []string{checks[0].Type, checks[0].Sqref, checks[0].Formula1})
	panes, err := f.GetPanes("Д'Артаньян")
	require.NoError(t, err)
	assert.True(t, panes.Freeze && panes.YSplit == 1)
	names := f.GetDefinedName()
	require.Len(t, names, 1)
	assert.Equal(t, "'Д''Артаньян'!$1:$1", names[0].RefersTo)
	height, err := f.GetRowHeight("О файле", 1)
	require.NoError(t, err)
	assert.Equal(t, 30.0, height)

	book, faults := sheet.Read("w.xlsx", data)
	require.NoError(t, faults.Err())
	assert.Equal(t, "A1=Код B1=Название C1=Избиратели A2=0101 B2= <Абай> B3=Итого C3==SUBTOTAL(9,C2:C2)",
		table(book.Sheets[0]))
}

func TestWriteRefuses(t *testing.T) {
	_, err := sheet.Write(sheet.Document{Pages: []sheet.Page{{Name: "a/b"}}})
	require.EqualError(t, err, `"a/b" cannot be the name of a sheet`)
	_, err = sheet.Write(sheet.Document{Pages: []sheet.Page{{Name: "a", Rows: [][]sheet.Put{{{Text: string(make([]byte,
		40000))}}}}}})
	require.EqualError(t, err, "the text of cell A1 has more than 32\u00a0767 letters")
}
