package repair

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/format"
)

// Whatever areas a file has, they are mended or refused; what was mended is mended.
func FuzzRepair(f *testing.F) {
	collection := func(features string) string { return `{"type":"FeatureCollection","features":[` + features + `]}` }
	for _, seed := range []string{
		collection(area("a", west) + "," + area("b", east)),
		collection(area("a", "0 0, 10 10, 10 0, 0 10, 0 0") + "," + area("a", "5 5, 15 5, 15 15, 5 15")),
		collection(area("a", west, "2 2, 8 8, 8 2, 2 8, 2 2") + "," + area("b", "8 2, 14 2, 14 8, 8 8, 8 2")),
		collection(area("a", "0 0, 10 0, 10 10, 5 10, 5 15, 5 10, 0 10, 0 0") + "," + area("b",
			"10.01 0, 20 0, 20 10, 10.01 10")),
		collection(`{"type":"Feature","properties":{"id":1},"geometry":{"type":"MultiPolygon","coordinates":[]}}`),
	} {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(1))
	}
	f.Fuzz(func(t *testing.T, data []byte, rule uint8) {
		if len(data) > 4000 {
			return
		}
		s := format.Source{Name: "a.geojson", Data: data}
		o, err := exchange.Open(s, exchange.Options{})
		if err != nil {
			return
		}
		l, err := o.One(s, "")
		if err != nil {
			return
		}
		options := Options{File: s.Name, Overlaps: Rule(Rules()[int(rule)%4])}
		for _, x := range l.Fields {
			if x.Name == "id" {
				options.ID = "id"
			}
		}
		r, err := Repair(t.Context(), l, options)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		again, err := Repair(t.Context(), r.Layer, options)
		require.NoError(t, err)
		require.Empty(t, again.Changes)
	})
}
