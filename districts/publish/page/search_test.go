package page

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
)

// entries are what the search finds under a name, in English.
func entries(t *testing.T, p *districts.Plan, name string) []entry {
	t.Helper()
	c := &composer{plan: p, o: Options{Languages: []string{"en"}}}
	m, err := drawMap(context.Background(), p)
	require.NoError(t, err)
	return slices.DeleteFunc(c.search(m).entries, func(e entry) bool { return e.names.In("en") != name })
}

// Everything that can be lived in is found, and two of one name are told apart.
func TestTheSearchOfKazakhstan(t *testing.T) {
	p := kazakhstan(t)
	d := held(t, write(t, p, Options{Languages: all}))
	names := map[string]int{}
	same := map[string]string{}
	for _, f := range d.Found {
		names[d.in(f[0], 2)]++
		key := fmt.Sprint(f[0], f[1], f[2], f[3])
		require.Empty(t, same[key], "two of one name, kind, region and unit: %s", key)
		same[key] = fmt.Sprint(f[4])
	}
	for _, x := range p.Layer.Units {
		require.NotZero(t, names[x.Names.In("en")], "unit %s", x.ID)
	}
	for _, x := range p.Layer.Places {
		require.NotZero(t, names[x.Names.In("en")], "settlement %s", x.ID)
	}
	for _, x := range p.Layer.Regions {
		require.NotZero(t, names[x.Names.In("en")], "region %s", x.ID)
	}
	// Almaty is a city of several districts, and stands there once.
	almaty := slices.DeleteFunc(entries(t, p, "Almaty"), func(e entry) bool { return len(e.districts) < 2 })
	require.Len(t, almaty, 1)
	var own []int
	for u, x := range p.Layer.Units {
		if x.RegionID == "KZ-75" {
			own = append(own, p.Districts[p.Of[u]].Number)
		}
	}
	require.Equal(t, slices.Compact(slices.Sorted(slices.Values(own))), almaty[0].districts)
	// Semey is a unit and a settlement: once, with its place.
	semey := entries(t, p, "Semey")
	require.Len(t, semey, 1)
	require.NotNil(t, semey[0].at)
	require.Equal(t, kind{"city"}, semey[0].kind)
}

// A settlement in a part of a divided unit may reach into the other parts: it has the districts of all of them. One
// that is a unit itself has its own.
func TestSettlementsOfDividedUnits(t *testing.T) {
	p := small(t, func(s string) string { return s })
	l := p.Layer
	whole := geo.Unit{ID: "W", RegionID: "A", Names: geo.Names{"en": "Whole"}}
	l.Divided = append(l.Divided, whole)
	var parts []int
	for u := range l.Units {
		if l.Units[u].RegionID == "A" {
			l.Units[u].Parents = append(l.Units[u].Parents, "W")
			parts = append(parts, u)
		}
	}
	inside := l.Topology.Face(parts[0])[0][0][0]
	l.Places = append(l.Places,
		geo.Place{ID: "v", Names: geo.Names{"en": "Village"}, Point: inside, UnitID: l.Units[parts[0]].ID, RegionID: "A"},
		geo.Place{ID: "o", Names: geo.Names{"en": "Outside"}, Point: inside})
	want := []int{1, 2}
	require.Equal(t, want, entries(t, p, "Village")[0].districts)
	require.Equal(t, want, entries(t, p, "Whole")[0].districts)
	require.Empty(t, entries(t, p, "Outside"))
	l.Units[parts[0]].Place = &inside
	require.Equal(t, []int{1}, entries(t, p, "Village")[0].districts)
}

// A country of more units than a page can list has the largest, and says so; the page does not grow any more.
func TestLargeCountriesAreLeftOutByRank(t *testing.T) {
	page := func(side int) []byte {
		var features []any
		for i := range side * side {
			x, y := float64(i%side)*10/float64(side), float64(i/side)*10/float64(side)
			w := 10 / float64(side)
			features = append(features, map[string]any{"type": "Feature", "properties": map[string]any{
				"unit_id": fmt.Sprintf("u%d", i), "name": fmt.Sprintf("Village number %d", i), "voters": 100 + i},
				"geometry": map[string]any{"type": "Polygon", "coordinates": [][][2]float64{{{x, y}, {x + w, y}, {x + w, y + w},
					{x, y + w}, {x, y}}}}})
		}
		units, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": features})
		require.NoError(t, err)
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, "units.geojson"), units, 0o600))
		file := filepath.Join(dir, "scenario.yaml")
		require.NoError(t, os.WriteFile(file, []byte("okrug: 1\nid: grid\ntitle: {en: Grid}\nlanguages: [en]\n"+
			"units: {file: units.geojson, id: unit_id, names: {en: name}, voters: voters}\n"+
			"seats: {total: 20}\nrule: kz-2022-region\n"), 0o600))
		p, err := numbered(scenario.Open(file))
		require.NoError(t, err)
		return write(t, p, Options{Languages: all})
	}
	large, larger := page(70), page(100) // 4 900 units, 10 000
	for _, x := range [][]byte{large, larger} {
		require.Less(t, len(x), 1_000_000)
		d := held(t, x)
		require.Len(t, d.Found, mostFound)
		require.Contains(t, string(x), "The search knows the largest units and settlements alone (4\u00a0000).")
		require.Contains(t, string(x), "Only the largest units are listed: 100 of ")
		require.Len(t, find(parse(t, x), func(n *html.Node) bool {
			return n.Data == "li" && n.Parent.Data == "ul" &&
				attribute(n.Parent, "class") == "list"
		}), 3*mostUnits)
	}
	require.Less(t, float64(len(larger)), 1.02*float64(len(large)))
	require.Contains(t, string(larger), "Village number 9999")
	require.False(t, strings.Contains(string(larger), "Village number 1<"), "the smallest is left out")
}
