package exchange

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
)

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// What a file is opened for says which file of an archive is meant, and a description beside it is not in the way.
func TestUnpack(t *testing.T) {
	all := packed(t, map[string]string{"readme.txt": "x", "t.csv": "table", "u.shp": "shape", "u.dbf": "names",
		"p.ben": "p"})
	for _, x := range []struct {
		content Content
		files   map[string]string
		want    string // of the member, or in the error
	}{
		{Tables, map[string]string{"readme.txt": "x", "t.csv": "t", "u.shp": "u"}, "t.csv"},
		{Tables, map[string]string{"only.txt": "t"}, "only.txt"},
		{Tables, map[string]string{"u.shp": "u"}, "nothing in it is of a format that is read: .csv, .tsv, .xlsx"},
		{Plans, map[string]string{"readme.txt": "x", "p.ben": "p"}, "p.ben"},
		{Plans, map[string]string{"p.ben": "p", "q.xben": "q"}, "ben; give an archive with one such file"},
		{Plans, map[string]string{"p.jsonl": "p"}, "p.jsonl"},
		{Plans, map[string]string{"baf.txt": "p"}, "baf.txt"},
		{Plans, map[string]string{"p.xlsx": "p"}, "p.xlsx"},
		{Places, map[string]string{"readme.txt": "x", "p.ben": "p", "u.shp": "u"}, "u.shp"},
	} {
		s, _, notes, err := Unpack(format.Source{Name: "x.zip", Data: packed(t, x.files)}, Options{}, x.content)
		if content, ok := x.files[x.want]; ok {
			require.NoError(t, err)
			require.Equal(t, content, string(s.Data))
			require.Equal(t, "x.zip/"+x.want, s.Name)
			require.ErrorContains(t, notes[0], "it is packed; what is read of it is x.zip/"+x.want)
			continue
		}
		require.ErrorContains(t, err, x.want)
	}
	s, rest, _, err := Unpack(format.Source{Name: "x.zip", Data: all}, Options{Layer: "u"}, Places)
	require.NoError(t, err)
	require.Empty(t, rest.Layer, "it has named the file in the archive")
	names, err := s.Beside(".dbf")
	require.NoError(t, err)
	require.Equal(t, "names", string(names))

	book, _, notes, err := Unpack(format.Source{Name: "x.xlsx", Data: packed(t, map[string]string{"[Content_Types].xml": "x",
		"t.csv": "t"})}, Options{}, Tables)
	require.NoError(t, err)
	require.Empty(t, notes)
	require.True(t, strings.HasPrefix(string(book.Data), "PK"), "a workbook is read whole")
	_, _, _, err = Unpack(format.Source{Name: "t.csv.gz", Data: gzipped(t, make([]byte, 1<<20))}, Options{Most: 1000}, Tables)
	require.ErrorContains(t, err, "larger than 0.001 MB unpacked")
	cut := gzipped(t, []byte("unit_id,voters"))
	_, _, _, err = Unpack(format.Source{Name: "t.csv.gz", Data: cut[:len(cut)-6]}, Options{}, Tables)
	require.ErrorContains(t, err, "t.csv.gz: it cannot be unpacked: it is damaged or breaks off")
}

func FuzzUnpack(f *testing.F) {
	f.Add(gzipped(f, []byte("unit_id,voters")), byte(0))
	f.Add([]byte("PK\x03\x04"), byte(1))
	f.Add([]byte("PK\x03\x04[Content_Types].xml"), byte(2))
	f.Fuzz(func(t *testing.T, data []byte, content byte) {
		const most = 1 << 16
		s, _, notes, err := Unpack(format.Source{Name: "x", Data: data}, Options{Most: most}, Content(content%3))
		if err == nil && len(notes) > 0 && len(s.Data) > most {
			t.Fatalf("%d bytes are above the limit", len(s.Data))
		}
		if err == nil && len(notes) == 0 && !bytes.Equal(s.Data, data) {
			t.Fatal("what is not packed has changed")
		}
	})
}
