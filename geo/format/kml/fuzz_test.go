package kml

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/formattest"
)

// FuzzRead reads anything, or says what is wrong by a fault; and what it reads is the same when it is written and read
// again.
func FuzzRead(f *testing.F) {
	f.Add(write(f, districts()))
	f.Add([]byte(in(`<Folder><name>F</name>`+placemark(`<name>x</name>`, polygon("0,0 9,0 9,9",
		"2,1 4,1 3,2 2,1"))+`</Folder>`,
		`<Schema id="s"><SimpleField name="n" type="int"/></Schema>`,
		placemark(`<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="n">7</SimpleData></SchemaData><Data `+
			`name="d"><value>`+
			`1.5</value></Data></ExtendedData><MultiGeometry><Point><coordinates>1, 2 ,3</coordinates></Point>`+
			`</MultiGeometry>`))))
	f.Fuzz(func(t *testing.T, data []byte) {
		layers, sound := formattest.Whatever(t, Read, format.Source{Name: "f.kml", Data: data})
		if sound {
			again(t, layers)
		}
	})
}

// again writes layers and reads them: names, geometry and numbers are the same. Ids have become a field.
func again(t *testing.T, layers []format.Layer) {
	files, err := Write("f.kml", layers)
	require.NoError(t, err)
	back := read(t, string(files[0].Data))
	require.Len(t, back, len(layers))
	for i, l := range layers {
		require.Equal(t, l.About, back[i].About)
		got := formattest.Collect(t, back[i])
		for k, f := range formattest.Collect(t, l) {
			require.Equal(t, f.Geometry, got[k].Geometry)
			for j, x := range l.Fields {
				if x.Type == format.Real && !f.Values[j].Absent() {
					require.Contains(t, got[k].Values, f.Values[j])
				}
			}
		}
	}
}
