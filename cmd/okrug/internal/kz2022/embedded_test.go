package kz2022

import (
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/peterstace/simplefeatures/geom"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/topology"
)

func embeddedLayer(t *testing.T, name string) *geojson.FeatureCollection {
	t.Helper()
	text, err := data.Files.ReadFile("kz2022/" + name)
	require.NoError(t, err)
	fc, err := geojson.UnmarshalFeatureCollection(text)
	require.NoError(t, err)
	return fc
}

func embeddedTable(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := data.Files.ReadFile("kz2022/" + name)
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	require.NoError(t, err)
	return rows
}

func shapesOf(fc *geojson.FeatureCollection) []orb.MultiPolygon {
	var shapes []orb.MultiPolygon
	for _, f := range fc.Features {
		if p, ok := f.Geometry.(orb.Polygon); ok {
			shapes = append(shapes, orb.MultiPolygon{p})
		} else {
			shapes = append(shapes, f.Geometry.(orb.MultiPolygon))
		}
	}
	return shapes
}

func TestEmbeddedSizes(t *testing.T) {
	var bytes int64
	require.NoError(t, fs.WalkDir(data.Files, "kz2022", func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			info, infoErr := d.Info()
			bytes, err = bytes+info.Size(), infoErr
		}
		return err
	}))
	require.Less(t, bytes, int64(1_750_000), "both scenarios together")
	vertices := 0
	for _, s := range shapesOf(embeddedLayer(t, "units.geojson")) {
		vertices += ringVertices(s)
	}
	require.LessOrEqual(t, vertices, mostVertices)
}

func TestEmbeddedVotersAddUp(t *testing.T) {
	inRegion := map[string]int64{}
	var total int64
	seen := map[string]bool{}
	for _, f := range embeddedLayer(t, "units.geojson").Features {
		p := f.Properties
		require.False(t, seen[p.MustString("unit_id")])
		seen[p.MustString("unit_id")] = true
		inRegion[p.MustString("region_id")] += int64(p.MustInt("voters"))
		require.Equal(t, "estimated", p.MustString("voters_status"))
	}
	require.Len(t, seen, 220)
	seats := 0
	for _, f := range embeddedLayer(t, "regions.geojson").Features {
		p := f.Properties
		require.Equal(t, int64(p.MustInt("voters")), inRegion[p.MustString("region_id")], p.MustString("name_en"))
		total += int64(p.MustInt("voters"))
		seats += p.MustInt("seats_enacted")
	}
	require.Equal(t, int64(12_035_578), total)
	require.Equal(t, 29, seats)
}

// Every unit that is no city district has its seat, but for one of which no point is known, and every region; nothing
// has two. The largest towns by the Bureau's table of 1 January 2023 are there, with its figures.
func TestEmbeddedSeats(t *testing.T) {
	seat, people := map[string]string{}, map[string]int{}
	for _, f := range embeddedLayer(t, "settlements.geojson").Features {
		name := f.Properties.MustString("name_kk")
		if n := f.Properties.MustInt("population", 0); n > people[name] {
			people[name] = n
		}
		for _, id := range strings.Split(f.Properties.MustString("seat_of", ""), geo.SeatsBy) {
			if id != "" {
				require.Empty(t, seat[id], "%s has two seats", id)
				seat[id] = name
			}
		}
	}
	require.Equal(t, []string{"Қонаев", "Қаскелең", "Сарыағаш", "Жетісай", "Астана", "Түркістан", "Өскемен"},
		[]string{seat["KZ-19"], seat["195200000"], seat["615400000"], seat["613800000"], seat["KZ-71"], seat["KZ-61"],
			seat["KZ-63"]})
	require.Equal(t, "Павлодар", seat["556000000"], "the seat of a raion may lie outside of it")
	var without []string
	for _, f := range embeddedLayer(t, "units.geojson").Features {
		if id := f.Properties.MustString("unit_id"); seat[id] == "" && f.Properties.MustString("kind") != "city district" {
			without = append(without, f.Properties.MustString("name_kk")+" "+f.Properties.MustString("region_id"))
		}
	}
	require.Equal(t, []string{"Жамбыл KZ-19", "Тарбағатай KZ-63"}, without)
	for _, f := range embeddedLayer(t, "regions.geojson").Features {
		require.NotEmpty(t, seat[f.Properties.MustString("region_id")])
	}
	for name, n := range map[string]int{"Қаскелең": 82_379, "Сәтбаев": 68_379, "Қосшы": 51_664, "Жетісай": 45_130,
		"Шымкент": 1_191_877, "Үшарал": 21_198, "Алға": 22_736, "Шонжы": 22_481} {
		require.Equal(t, n, people[name], name)
	}
}

// The electorates of districts that are known are met by their units, to the voter.
func TestEmbeddedVotersMeetKnownDistricts(t *testing.T) {
	voters := map[string]int64{}
	for _, f := range embeddedLayer(t, "units.geojson").Features {
		voters[f.Properties.MustString("unit_id")] = int64(f.Properties.MustInt("voters"))
	}
	in := map[string]int64{}
	for _, r := range embeddedTable(t, "enacted.csv")[1:] {
		in[r[1]] += voters[r[0]]
	}
	require.Equal(t, [4]int64{472_572, 493_732, 382_017, 379_656}, [4]int64{in["11"], in["12"], in["18"], in["19"]})
}

// The turnouts of the regions, as the Commission told them that night, weigh up to those who took a ballot: 6 521 860,
// to the rounding of 20 turnouts to hundredths of a percent.
func TestEmbeddedVotersMeetTheTurnout(t *testing.T) {
	turnouts := map[string]float64{ // 19 March 2023, 22:10
		"KZ-10": 57.02, "KZ-11": 60.01, "KZ-15": 58.0, "KZ-19": 60.03, "KZ-23": 51.23, "KZ-27": 59.2, "KZ-31": 65.21,
		"KZ-33": 55.32, "KZ-35": 59.48, "KZ-39": 65.1, "KZ-43": 67.21, "KZ-47": 54.1, "KZ-55": 58.68, "KZ-59": 65.25,
		"KZ-61": 53.01, "KZ-62": 58.99, "KZ-63": 64.15, "KZ-71": 42.91, "KZ-75": 25.82, "KZ-79": 45.46,
	}
	ballots := 0.0
	for _, f := range embeddedLayer(t, "regions.geojson").Features {
		ballots += float64(f.Properties.MustInt("voters")) * turnouts[f.Properties.MustString("region_id")] / 100
	}
	require.InDelta(t, 6_521_860, ballots, 600)
}

// Every polygon is valid by an independent library, and units neither overlap nor leave gaps.
func TestEmbeddedGeometryIsValid(t *testing.T) {
	for _, name := range []string{"units.geojson", "regions.geojson"} {
		fc := embeddedLayer(t, name)
		for _, f := range fc.Features {
			text, err := json.Marshal(geojson.NewGeometry(f.Geometry))
			require.NoError(t, err)
			_, err = geom.UnmarshalGeoJSON(text) // checks validity
			require.NoError(t, err, "%s: %v", name, f.ID)
		}
		_, found := topology.Build(shapesOf(fc), topology.Options{})
		require.Empty(t, found.Crossings, name)
		require.Empty(t, found.Overlaps, name)
		require.Empty(t, found.Nestings, name)
		require.Empty(t, found.Gaps, name)
	}
}

func TestEmbeddedEnactedPlan(t *testing.T) {
	rows := embeddedTable(t, "enacted.csv")
	require.Equal(t, []string{"unit_id", "district", "status"}, rows[0])
	count := map[string]int{}
	for _, r := range rows[1:] {
		count[r[1]]++
	}
	require.Len(t, rows, 221)
	require.Equal(t, 11, count["15|16"])
	require.Equal(t, 16, count["25|26|27"])
	require.Equal(t, 1, count["6|7"])
}
