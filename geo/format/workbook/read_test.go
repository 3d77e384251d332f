package workbook

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// book is a workbook that a program of other hands has written.
func book(t testing.TB, fill func(f *excelize.File) error) format.Source {
	t.Helper()
	f := excelize.NewFile()
	require.NoError(t, fill(f))
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	require.NoError(t, f.Close())
	return format.Source{Name: "b.xlsx", Data: b.Bytes()}
}

func rowsOf(t *testing.T, l format.Layer) (out []format.Feature) {
	t.Helper()
	for f, err := range l.Features {
		require.NoError(t, err)
		out = append(out, f)
	}
	return out
}

// A sheet is a layer: titles above its head are passed over, values have their types, coordinates are points.
func TestRead(t *testing.T) {
	s := book(t, func(f *excelize.File) error {
		require.NoError(t, f.SetSheetName("Sheet1", "Ауылдар"))
		require.NoError(t, f.SetSheetRow("Ауылдар", "A1", &[]any{"Список на 1 июля"}))
		require.NoError(t, f.SetSheetRow("Ауылдар", "A3", &[]any{"код", "сайлаушылар", "доля", "жабық", "күні", "Долгота",
			"Широта"}))
		day := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
		require.NoError(t, f.SetSheetRow("Ауылдар", "A4", &[]any{"007", 1200, 0.1, true, day, 71.4, 51.1}))
		require.NoError(t, f.SetSheetRow("Ауылдар", "A5", &[]any{"012", 3, 2.5, false, nil, 71.5, 51.2}))
		require.NoError(t, f.SetCellFormula("Ауылдар", "B6", "B4+B5"))
		_, err := f.NewSheet("пусто")
		require.NoError(t, err)
		_, err = f.NewSheet("two")
		require.NoError(t, err)
		require.NoError(t, f.MergeCell("two", "A2", "A3"))
		return f.SetSheetRow("two", "A1", &[]any{"a", "b"})
	})
	layers, err := Read(s, format.Options{})
	require.NoError(t, err)
	require.Len(t, layers, 2)
	l := layers[0]
	require.Equal(t, "Ауылдар", l.Name)
	var types []format.Type
	for _, f := range l.Fields {
		types = append(types, f.Type)
	}
	require.Equal(t, []format.Type{format.Text, format.Integer, format.Real, format.Boolean, format.Text, format.Real,
		format.Real}, types)
	all := rowsOf(t, l)
	require.Len(t, all, 3)
	require.Equal(t, input.Value{Kind: input.Text, Text: "007"}, all[0].Values[0])
	require.Equal(t, input.Value{Kind: input.Number, Text: "1200"}, all[0].Values[1])
	require.Equal(t, input.Value{Kind: input.Number, Text: "0.1"}, all[0].Values[2])
	require.Equal(t, input.Value{Kind: input.Other, Text: "true"}, all[0].Values[3])
	require.Equal(t, input.Value{Kind: input.Text, Text: "2026-07-01"}, all[0].Values[4])
	require.Equal(t, orb.Point{71.4, 51.1}, all[0].Geometry)
	require.Equal(t, input.Value{Kind: input.Other, Text: "false"}, all[1].Values[3])
	require.True(t, all[1].Values[4].Absent())
	require.Nil(t, all[2].Geometry)
	require.ErrorContains(t, l.Notes[0], `Ауылдар: 1 row above the head is passed over; the first says "Список на 1 июля"`)
	require.ErrorContains(t, l.Notes[1], "1 formula has no value in the file, and its cell is taken to be empty")
	require.ErrorContains(t, layers[1].Notes[0], "two: 1 area of cells is merged")
}

// What cannot be a layer is refused by sheet and row.
func TestReadRefuses(t *testing.T) {
	for want, cells := range map[string][][]any{
		`:1: Sheet1: the header names the column "a" twice`:    {{"a", "a"}, {1, 2}},
		`:2: Sheet1: column 3 has no name in the header`:       {{"a", "b"}, {1, 2, 3}},
		"b.xlsx: none of its sheets has anything in it":        {},
		`:1: Sheet1: its first line holds a geometry, and no `: {{"POINT (1 2)", "x"}},
	} {
		s := book(t, func(f *excelize.File) error {
			for i, row := range cells {
				cell, err := excelize.CoordinatesToCellName(1, i+1)
				require.NoError(t, err)
				require.NoError(t, f.SetSheetRow("Sheet1", cell, &row))
			}
			return nil
		})
		_, err := Read(s, format.Options{})
		require.ErrorContains(t, err, want)
	}
	_, err := Read(format.Source{Name: "b.xlsx", Data: []byte("PK\x03\x04")}, format.Options{})
	require.ErrorContains(t, err, "the workbook is damaged")
}

// What is written is what is read: texts, numbers and booleans.
func TestReadsWhatIsWritten(t *testing.T) {
	want := [][]input.Value{
		{{Kind: input.Text, Text: "0101"}, {Kind: input.Number, Text: "229190"}, {Kind: input.Other, Text: "true"}},
		{{Kind: input.Text, Text: "Қала <1>"}, {Kind: input.Number, Text: "12"}, {Kind: input.Other, Text: "false"}},
		{{Kind: input.Text, Text: "x"}, {Kind: input.Null}, {Kind: input.Null}},
	}
	l := format.Layer{Name: "a", Fields: []format.Field{{Name: "id"}, {Name: "n", Type: format.Integer},
		{Name: "soft", Type: format.Boolean}}, Features: func(yield func(format.Feature, error) bool) {
		for _, v := range want {
			if !yield(format.Feature{Values: slices.Clone(v)}, nil) {
				return
			}
		}
	}}
	files, err := Write("a.xlsx", []format.Layer{l})
	require.NoError(t, err)
	layers, err := Read(format.Source{Name: "a.xlsx", Data: files[0].Data}, format.Options{})
	require.NoError(t, err)
	require.Equal(t, l.Fields, layers[0].Fields)
	for i, f := range rowsOf(t, layers[0]) {
		require.Equal(t, want[i], f.Values)
	}
	f, err := excelize.OpenReader(bytes.NewReader(files[0].Data))
	require.NoError(t, err)
	defer f.Close()
	kind, err := f.GetCellType("a", "C2")
	require.NoError(t, err)
	require.Equal(t, excelize.CellTypeBool, kind)
}

func FuzzRead(f *testing.F) {
	s := book(f, func(x *excelize.File) error { return x.SetSheetRow("Sheet1", "A1", &[]any{"lon", "lat", true}) })
	f.Add(s.Data)
	f.Fuzz(func(t *testing.T, data []byte) {
		layers, err := Read(format.Source{Name: "x.xlsx", Data: data}, format.Options{})
		if err != nil {
			return
		}
		for _, l := range layers {
			for x, err := range l.Features {
				if err == nil && len(x.Values) != len(l.Fields) {
					t.Fatalf("%d values for %d fields", len(x.Values), len(l.Fields))
				}
			}
		}
	})
}
