package planfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/format"
)

// writtenAs is the plan of three units in a dialect: one in each of two districts of three, and one in none.
func writtenAs(t *testing.T, d planfile.Dialect) (string, error) {
	t.Helper()
	data, err := planfile.Write(d, planfile.Assigned{Place: "kz-2022", IDs: []string{"01", "0,2", "03"},
		Of: [][]int{{3}, {1}, nil}, Districts: 3})
	return string(data), err
}

// The files are in the form in which the programs write them.
func TestWrittenForms(t *testing.T) {
	for d, want := range map[planfile.Dialect]string{
		planfile.Okrug:     "unit_id,district\n01,3\n\"0,2\",1\n03,\n",
		planfile.Census:    "BLOCKID|DISTRICT\n01|03\n0,2|01\n03|ZZ\n",
		planfile.Dave:      "GEOID20,District\n01,3\n\"0,2\",1\n",
		planfile.Districtr: "\"id-kz_2022-units-3-Districts\",assignment\n01,2\n\"0,2\",0\n",
		planfile.DistrictrJSON: `{"id": "kz_2022", "placeId": "kz_2022", "problem": {"numberOfParts": 3, "name": ` +
			`"Districts", "pluralNoun": "Districts"}, "units": {"id": "units", "name": "Units"}, ` +
			`"assignment": {"01": 2, "0,2": 0}}` + "\n",
	} {
		got, err := writtenAs(t, d)
		require.NoError(t, err, d)
		require.Equal(t, want, got, d)
	}
	_, err := writtenAs(t, planfile.BEN)
	require.EqualError(t, err, "1 unit has no district, and an ensemble gives every unit one: 03; write a plan that is "+
		"not finished with --assignment okrug")
	for _, d := range []planfile.Dialect{planfile.Census, planfile.Dave, planfile.Districtr, planfile.DistrictrJSON,
		planfile.XBEN} {
		_, err := planfile.Write(d, planfile.Assigned{IDs: []string{"a", "b"}, Of: [][]int{{1, 2}, {2}}, Districts: 2})
		require.EqualError(t, err, "1 unit has several districts, and the form "+string(d)+" says one: a; decide, "+
			"or choose okrug")
	}
	_, err = planfile.Write(planfile.Districtr, planfile.Assigned{IDs: []string{"a"}, Of: [][]int{{4}}, Districts: 3})
	require.EqualError(t, err, "the plan has a district 4, and there are 3, which Districtr counts from 0; number them "+
		"from 1 to 3, or choose another form than districtr")
}

// Every dialect is read as the plan that was written, whatever ids the units have and whoever has no district.
func TestWrittenIsRead(t *testing.T) {
	seen := map[planfile.Dialect]int{}
	rapid.Check(t, func(t *rapid.T) {
		l := &geo.Layer{Regions: []geo.Region{{ID: "R"}}}
		n := rapid.IntRange(1, 6).Draw(t, "units")
		ids := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"01001", "0102", "A,1", "a|b", "x \"y\"", "Юг-1", "1E5",
			"7.5", "id;1", "KZ-75", "ZZ", "0", "12", "ö'"}), n, n, rapid.ID).Draw(t, "ids")
		seats := rapid.IntRange(1, 120).Draw(t, "seats")
		a := planfile.Assigned{Place: rapid.SampledFrom([]string{"", "small", "kz-2022", "a\"b,c"}).Draw(t, "place"),
			IDs: ids, Districts: seats, Of: make([][]int, n)}
		want := map[int][]int{}
		finished := rapid.Bool().Draw(t, "finished")
		for u, id := range ids {
			l.Units = append(l.Units, geo.Unit{ID: id, RegionID: "R"})
			if finished || rapid.Bool().Draw(t, "has a district") {
				a.Of[u] = []int{rapid.IntRange(1, seats).Draw(t, "district")}
				want[u] = a.Of[u]
			}
		}
		d := planfile.Dialect(rapid.SampledFrom(append(planfile.Dialects(), "ben", "xben")).Draw(t, "dialect"))
		data, err := planfile.Write(d, a)
		if len(want) < n && (d == planfile.BEN || d == planfile.XBEN) {
			require.ErrorContains(t, err, "no district")
			return
		}
		require.NoError(t, err)
		p, err := planfile.Read(planfile.Case{Layer: l, Districts: seats}, format.Source{Name: "p", Data: data})
		require.NoError(t, err, string(data))
		require.Equal(t, want, p.Of, string(data))
		seen[d]++
	})
	for _, d := range append(planfile.Dialects(), "ben", "xben") {
		require.Positive(t, seen[planfile.Dialect(d)], d)
	}
}
