package main

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/generate"
)

// features of a file of the embedded scenario, by an id, as another library reads them.
func features(t *testing.T, file, id string) map[string]*geojson.Feature {
	text, err := data.Files.ReadFile("kz2022/" + file)
	require.NoError(t, err)
	all, err := geojson.UnmarshalFeatureCollection(text)
	require.NoError(t, err)
	out := map[string]*geojson.Feature{}
	for _, f := range all.Features {
		out[f.Properties.MustString(id)] = f
	}
	return out
}

// TestStationsOfKazakhstan holds made-up stations against the embedded files.
func TestStationsOfKazakhstan(t *testing.T) {
	const count, most = 10_000, 3000
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	require.NoError(t, err)
	l, _, err := s.Layer(t.Context(), nil)
	require.NoError(t, err)
	stations, err := generate.Stations(l, generate.StationOptions{Count: count, Seed: 7})
	require.NoError(t, err)
	set, err := precinctFiles(s, l, stations)
	require.NoError(t, err)
	made, err := geojson.UnmarshalFeatureCollection(set.Data(stationsFile))
	require.NoError(t, err)

	units := features(t, "units.geojson", "unit_id")
	require.Len(t, made.Features, count)
	voters, residents := map[string]int{}, map[string]int{}
	seen, names := map[string]bool{}, map[string]bool{}
	at := map[orb.Point]bool{}
	near := map[string]int{} // by unit, voters within 20 km of its largest town
	towns := features(t, "settlements.geojson", "place_id")
	largest := map[string]*geojson.Feature{}
	for id, x := range towns {
		u := x.Properties.MustString("unit_id", "")
		population := x.Properties.MustInt("population", 0)
		if old := largest[u]; x.Properties["covers"] == nil && (old == nil ||
			population > old.Properties.MustInt("population", 0)) {
			largest[u] = towns[id]
		}
	}
	for _, f := range made.Features {
		p := f.Properties
		id, unit, n := p.MustString("station_id"), p.MustString("unit_id"), p.MustInt("voters")
		assert.True(t, n >= 1 && n <= most, "%s has %d voters", id, n)
		assert.Equal(t, true, p["made_up"])
		assert.False(t, seen[id] || names[p.MustString("name_kk")] || at[f.Point()], "%s twice", id)
		seen[id], names[p.MustString("name_kk")], at[f.Point()] = true, true, true
		voters[unit] += n
		residents[unit] += p.MustInt("population")
		if !assert.Contains(t, units, unit) {
			continue
		}
		inside := false
		switch g := units[unit].Geometry.(type) {
		case orb.Polygon:
			inside = planar.PolygonContains(g, f.Point())
		case orb.MultiPolygon:
			inside = planar.MultiPolygonContains(g, f.Point())
		}
		assert.True(t, inside, "%s lies outside of %s", id, unit)
		if x := largest[unit]; x != nil {
			d := f.Point()
			east, north := (d[0]-x.Point()[0])*math.Cos(d[1]*math.Pi/180), d[1]-x.Point()[1]
			if math.Hypot(east, north)*111.2 < 20 {
				near[unit] += n
			}
		}
	}
	for id, u := range units {
		assert.Equal(t, u.Properties.MustInt("voters"), voters[id], "voters of %s", id)
		assert.Equal(t, u.Properties.MustInt("population"), residents[id], "residents of %s", id)
		if x := largest[id]; x != nil {
			share := float64(x.Properties.MustInt("population", 0)) / u.Properties.MustFloat64("population")
			assert.GreaterOrEqual(t, float64(near[id])+1, 0.9*share*float64(voters[id]), "voters near the town of %s", id)
		}
	}
	for _, note := range []string{"made up", "вымышлены", "ойдан шығарылған"} {
		assert.Contains(t, string(set.Data("scenario.yaml")), note)
	}
}

// TestStationsRepeat sees that a seed and nothing else decides where stations are.
func TestStationsRepeat(t *testing.T) {
	made := func(seed uint64) string {
		s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
		require.NoError(t, err)
		l, _, err := s.Layer(t.Context(), nil)
		require.NoError(t, err)
		stations, err := generate.Stations(l, generate.StationOptions{Count: 6000, Most: 2500, Seed: seed})
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, generate.WriteStations(&b, l, stations))
		return b.String()
	}
	one := made(1)
	assert.True(t, one == made(1))
	assert.False(t, one == made(2))
	assert.True(t, json.Valid([]byte(one)))
}

// TestStationsArePlannedWhole sees that stations are planned as the units are that they are parts of, where the rule lets
// these be whole.
func TestStationsArePlannedWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "stations")
	a := &app{term: "en", out: io.Discard, err: io.Discard}
	require.NoError(t, a.precincts(t.Context(), generate.StationOptions{Count: 5000}, dir))
	of := func(s *scenario.Scenario, err error) map[string]int {
		require.NoError(t, err)
		c, err := districts.Open(t.Context(), s, nil)
		require.NoError(t, err)
		made, err := planning.Make(t.Context(), c, planning.Settings{})
		require.NoError(t, err)
		require.Nil(t, made.None)
		out := map[string]int{}
		for u, x := range c.Layer.Units {
			id := x.ID
			if len(x.Parents) > 0 {
				id = x.Parents[0]
			}
			n := made.Plan.Districts[made.Plan.Of[u]].Number
			if old, ok := out[id]; ok {
				require.Equal(t, old, n, "%s is divided", id)
			}
			out[id] = n
		}
		return out
	}
	want := of(scenario.OpenFS(data.Files, "kz2022/scenario.yaml"))
	assert.Equal(t, want, of(scenario.Open(filepath.Join(dir, "scenario.yaml"))))
}
