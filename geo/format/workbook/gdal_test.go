package workbook

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
	"github.com/okrug/okrug/geo/input"
)

// GDAL reads the sheets that we write: every row, with texts as texts and numbers as numbers.
func TestGDALReads(t *testing.T) {
	number, text := input.Number, input.Text
	a := layer("Ауылдар", []input.Value{{Kind: text, Text: "0101"}, {Kind: number, Text: "229190"}},
		[]input.Value{{Kind: text, Text: "Қала <1> & \"2\""}, {Kind: number, Text: "17"}},
		[]input.Value{{Kind: text, Text: "line\nline"}, {Kind: input.Null}})
	b := layer("second", []input.Value{{Kind: text, Text: "x"}, {Kind: number, Text: "5"}})
	files, err := Write("a.xlsx", []format.Layer{a, b})
	require.NoError(t, err)
	path := formattest.Save(t, "a.xlsx", files[0].Data)
	got := formattest.GDAL(t, path, "Ауылдар")
	require.Len(t, got, 3)
	require.Equal(t, "0101", got[0].Properties["код"])
	require.Equal(t, "229190", fmt.Sprint(got[0].Properties["сайлаушылар"]))
	require.Equal(t, "Қала <1> & \"2\"", got[1].Properties["код"])
	require.Equal(t, "line\nline", got[2].Properties["код"])
	require.Nil(t, got[2].Properties["сайлаушылар"])
	require.Len(t, formattest.GDAL(t, path, "second"), 1)
}
