package geopackage

import (
	"errors"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// FuzzRead reads anything, or says what is wrong by a fault: it ends, with no more features than the file has room for;
// and what it reads is the same when it is written and read again.
func FuzzRead(f *testing.F) {
	f.Add(made(f))
	f.Add(made(f, "CREATE VIEW v AS SELECT * FROM districts", "CREATE VIRTUAL TABLE r USING rtree(id, a, b)",
		"INSERT INTO gpkg_contents VALUES ('v', 'features', 'v', '', '', 0, 0, 1, 1, 4326)",
		"INSERT INTO gpkg_contents VALUES ('r', 'attributes', 'r', '', '', 0, 0, 1, 1, 4326)",
		"CREATE TRIGGER t AFTER INSERT ON districts BEGIN DELETE FROM districts; END"))
	f.Add(made(f, "WITH RECURSIVE c(i) AS (SELECT 100 UNION ALL SELECT i+1 FROM c WHERE i < 300) "+
		"INSERT INTO districts SELECT i, geom, hex(zeroblob(40)), 1.5 FROM c, districts WHERE fid = 3"))
	f.Add(write(f, format.Layer{Name: "t", Title: "T", Lang: "kk", Style: &format.Style{Line: "#000000"},
		Fields: []format.Field{{Name: "d", Type: format.Date}, {Name: "b", Type: format.Boolean},
			{Name: "t", Type: format.Time}},
		Features: sequence([]format.Feature{{Geometry: orb.MultiPolygon{{square(0, 0, 2)}}, Values: []input.Value{
			textValue("2023-01-31"), boolValue(true), textValue("2023-01-31T10:00:00.000Z")}}})}))
	f.Fuzz(func(t *testing.T, data []byte) {
		layers, err := Read(format.Source{Name: "f.gpkg", Data: data}, format.Options{})
		if err != nil {
			var x fault.Fault
			require.ErrorAs(t, err, &x)
			return
		}
		require.NotEmpty(t, layers)
		for _, l := range layers {
			var all []format.Feature
			sound := true
			for f, err := range l.Features {
				var x fault.Fault
				require.True(t, err == nil || errors.As(err, &x), err)
				sound = sound && err == nil
				all = append(all, f)
			}
			require.Less(t, len(all), len(data))
			if !sound {
				continue
			}
			require.Equal(t, l.Count, len(all))
			again(t, l, all)
		}
	})
}

// again writes a layer and reads it: fields and features are the same, but for how numbers and times of the same value
// are written, and for ids that stood in no order.
func again(t *testing.T, l format.Layer, all []format.Feature) {
	l.Features = sequence(all)
	files, err := Write("f.gpkg", []format.Layer{l})
	if err != nil { // names and texts that are not to be written, times finer than a thousandth of a second
		var x fault.Fault
		require.ErrorAs(t, err, &x)
		return
	}
	back := read(t, files[0].Data)[0]
	features := collect(t, back)
	require.Len(t, features, len(all))
	for i, f := range features {
		for k, v := range all[i].Values {
			if v.Kind == input.NaN {
				v = null
			}
			if l.Fields[k].Type != format.Time && l.Fields[k].Type != format.Text {
				require.Equal(t, v, f.Values[k])
			}
		}
		switch want := all[i].Geometry.(type) {
		case nil:
			require.Nil(t, f.Geometry)
		default:
			require.Equal(t, want.Bound(), f.Geometry.Bound())
		}
	}
}
