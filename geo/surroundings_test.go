package geo

import (
	"context"
	"errors"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// The base layer is read as it stands; what has another kind, or another geometry than its kind, is refused by feature.
func TestBaseLayer(t *testing.T) {
	feature := func(kind, rank, geometry string) string {
		return feature(`"k":"`+kind+`","n":"`+kind+` 1","r":`+rank, geometry)
	}
	const ring, line = `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`,
		`{"type":"LineString","coordinates":[[0,0],[1,1]]}`
	read := func(features ...string) (*Layer, error) {
		s := sources(collect(unit("1", "A", 0, 0, "10")), "")
		base := file("base.geojson", collect(features...))
		s.Base, s.BaseColumns = &base, BaseColumns{Kind: "k", Rank: "r", Names: map[string]string{"en": "n"}}
		l, _, err := Read(context.Background(), s)
		return l, err
	}
	l, err := read(feature("sea", "0", ring), feature("river", "12", line), feature("border", "null", line),
		feature("land", "3", ring))
	require.NoError(t, err)
	area, lines := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}, orb.MultiLineString{{{0, 0}, {1, 1}}}
	require.Equal(t, []BaseFeature{
		{Kind: Sea, Names: Names{"en": "sea 1"}, Areas: area},
		{Kind: River, Names: Names{"en": "river 1"}, Rank: 9, Lines: lines},
		{Kind: Limit, Names: Names{"en": "border 1"}, Lines: lines},
		{Kind: Abroad, Names: Names{"en": "land 1"}, Rank: 3, Areas: area},
	}, l.Base)

	for _, c := range []struct {
		feature, detail string
		kind            Kind
	}{
		{feature("swamp", "0", ring), `its kind is "swamp"`, BadText},
		{feature("river", "0", ring), "its geometry is a Polygon", WrongGeometry},
		{feature("sea", "0", line), "its geometry is a LineString", WrongGeometry},
		{feature("water", "0", "null"), "it has no geometry", EmptyGeometry},
		{feature("border", "0", `{"type":"LineString","coordinates":[[0,0],[500000,1]]}`),
			"its position is [500 000, 1], not longitude and latitude", OutOfRange},
		{feature("river", "0", `{"type":"LineString","coordinates":[0,0]}`),
			"its coordinates are nested 1 deep, those of a LineString are 2 deep", BadFeature},
		{feature("river", `"much"`, line), `property "r" is`, BadNumber},
	} {
		_, err := read(feature("sea", "0", ring), c.feature)
		var faults *Faults
		require.True(t, errors.As(err, &faults), c.feature)
		require.Len(t, faults.List, 1, c.feature)
		f := faults.List[0]
		require.Equal(t, c.kind, f.Kind, c.feature)
		require.Contains(t, f.Detail.String(), c.detail)
		require.Equal(t, 1, f.Feature)
		require.Equal(t, "base.geojson", f.File)
	}
}
