package workbook

import (
	"bytes"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

func layer(name string, rows ...[]input.Value) format.Layer {
	return format.Layer{Name: name, Fields: []format.Field{{Name: "код"}, {Name: "сайлаушылар", Type: format.Integer}},
		Features: func(yield func(format.Feature, error) bool) {
			for _, r := range rows {
				if !yield(format.Feature{Values: r, Geometry: orb.Point{1, 2}}, nil) {
					return
				}
			}
		}}
}

// A program of other hands reads a sheet a layer, texts as texts and numbers as numbers, and its head stays in sight.
func TestWrite(t *testing.T) {
	number, text := input.Number, input.Text
	long := strings.Repeat("аудан/", 8)
	layers := []format.Layer{
		layer(long, []input.Value{{Kind: text, Text: "0101"}, {Kind: number, Text: "229190"}},
			[]input.Value{{Kind: text, Text: "Қала <1>"}, {Kind: number, Text: "-0.25"}}),
		layer(long, []input.Value{{Kind: number, Text: "12345678901234567890"}, {Kind: input.Null}}),
	}
	files, err := Write("a.xlsx", layers)
	require.NoError(t, err)
	again, err := Write("a.xlsx", layers)
	require.NoError(t, err)
	require.Equal(t, files, again)
	f, err := excelize.OpenReader(bytes.NewReader(files[0].Data))
	require.NoError(t, err)
	defer f.Close()
	sheets := f.GetSheetList()
	require.Len(t, sheets, 2)
	for _, s := range sheets {
		require.LessOrEqual(t, len([]rune(s)), 31)
	}
	value := func(s, cell string) (string, excelize.CellType) {
		v, err := f.GetCellValue(s, cell, excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		kind, err := f.GetCellType(s, cell)
		require.NoError(t, err)
		return v, kind
	}
	for cell, want := range map[string]string{"A1": "код", "B1": "сайлаушылар", "A2": "0101", "B2": "229190",
		"A3": "Қала <1>", "B3": "-0.25"} {
		got, kind := value(sheets[0], cell)
		require.Equal(t, want, got)
		require.Equal(t, cell[0] == 'B' && cell[1] > '1', kind != excelize.CellTypeInlineString, cell)
	}
	got, kind := value(sheets[1], "A2")
	require.Equal(t, "12345678901234567890", got)
	require.Equal(t, excelize.CellTypeInlineString, kind, "a spreadsheet would round it")
	panes, err := f.GetPanes(sheets[0])
	require.NoError(t, err)
	require.True(t, panes.Freeze)
}

func TestNumbersThatAreKept(t *testing.T) {
	for s, want := range map[string]bool{"1": true, "-2.50": true, "1e3": true, "123456789012345": true,
		"1234567890123456": false, "0.1234567890123456": false, "NaN": false, "+1": false, "1.": false, "": false,
		"0x10": false, "0000000000000000001": true} {
		require.Equal(t, want, exact(s), s)
	}
}

// Ids that stand beside the fields are a column.
func TestIDsAreAColumn(t *testing.T) {
	l := layer("a")
	l.Features = func(yield func(format.Feature, error) bool) {
		yield(format.Feature{ID: input.Value{Kind: input.Text, Text: "007"}, Values: make([]input.Value, 2)}, nil)
	}
	files, err := Write("a.xlsx", []format.Layer{l})
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(files[0].Data))
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows("a")
	require.NoError(t, err)
	require.Equal(t, [][]string{{"код", "сайлаушылар", "id"}, {"", "", "007"}}, rows)
}
