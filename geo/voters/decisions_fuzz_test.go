package voters

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format/sheet"
)

// A workbook without a sheet, or with an empty one, has no decisions, and says so.
func TestNoDecisions(t *testing.T) {
	for _, pages := range [][]sheet.Page{nil, {{Name: "a"}}} {
		data, err := sheet.Write(sheet.Document{Pages: pages})
		require.NoError(t, err)
		_, err = ReadDecisions("m.xlsx", data)
		require.ErrorContains(t, err, "m.xlsx")
	}
}

// Whatever the bytes, a table of decisions is read or refused, and what was read is written and read again as the same.
func FuzzReadDecisions(f *testing.F) {
	f.Add([]byte("row,id,name,region,voters,candidates,unit_id\n5,,Abai,,100,A1 | A2,A1\n6,7,Esil,B,,,-\n"))
	f.Add([]byte("id;name;region;unit_id\n1;x;;2\n01;X;;3\n"))
	book, err := sheet.Write(sheet.Document{Pages: []sheet.Page{{Name: "a"}}})
	require.NoError(f, err)
	f.Add(book)
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := ReadDecisions("m.csv", data)
		if err != nil {
			return
		}
		if d == nil {
			t.Fatal("neither decisions nor what is wrong with them")
		}
		table := d.Table("en")
		again, err := ReadDecisions("m.csv", table)
		if err != nil {
			t.Fatalf("%v of %q", err, table)
		}
		if d.Open() != again.Open() || !bytes.Equal(table, again.Table("en")) {
			t.Fatalf("%q became %q", table, again.Table("en"))
		}
	})
}
