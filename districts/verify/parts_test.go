package verify_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/districts/verify"
)

// written writes the files of a scenario and returns the name of its own.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return filepath.Join(dir, "scenario.yaml")
}

func collected(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + "]}\n"
}

// a is a feature; of may be null.
func a(id, of string, voters int, geometry string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{"id":%q,"name":"Name %s","of":%s,"voters":%d},"geometry":%s}`,
		id, id, of, voters, geometry)
}

func at(lon, lat float64) string {
	return fmt.Sprintf(`{"type":"Point","coordinates":[%v,%v]}`, lon, lat)
}

// The regions of the tests: A with a bay, so that its east arm has a piece nearest to what lies in the west one, and B.
const (
	bay = `{"type":"Polygon","coordinates":[[[60,50],[61,50],[61,51],[60.6,51],[60.6,50.3],` +
		`[60.4,50.3],[60.4,51],[60,51],[60,50]]]}`
	square = `{"type":"Polygon","coordinates":[[[61,50],[62,50],[62,51],[61,51],[61,50]]]}`
	field  = `{"type":"Polygon","coordinates":[[[61.6,50.4],[61.8,50.4],[61.8,50.6],[61.6,50.6],[61.6,50.4]]]}`
)

// towns is a scenario whose units are settlements: by place or by name, points and an area, with a piece cut off.
func towns() map[string]string {
	return map[string]string{
		"regions.geojson": collected(a("A", "null", 400, bay), a("B", "null", 200, square)),
		"towns.geojson": collected(a("a1", "null", 100, at(60.2, 50.8)), a("a2", `"A"`, 100, at(60.8, 50.2)),
			a("a3", `" name  a"`, 100, at(60.3, 50.1)), a("a4", "null", 100, at(60.9, 50.3)),
			a("b1", "null", 80, at(61.2, 50.5)), a("b2", `"B"`, 70, field),
			a("b3", "null", 50, `{"type":"MultiPoint","coordinates":[[61.4,50.9],[61.9,50.95]]}`)),
		"scenario.yaml": "okrug: 1\nid: towns\nlanguages: [en]\n" +
			"settlements: {file: towns.geojson, id: id, region: of, names: {en: name}, voters: voters}\n" +
			"regions: {file: regions.geojson, id: id, names: {en: name}, voters: voters}\n" +
			"seats: {total: 3, fixed: {A: 2, B: 1}}\nrule: kz-2022-region\n",
	}
}

// rests is a scenario in which A is divided among towns and a rest, with a corner that a town cuts off, and B among
// finer units that are areas.
func rests() map[string]string {
	half := func(west, east float64) string {
		return fmt.Sprintf(`{"type":"Polygon","coordinates":[[[%v,50],[%v,50],[%v,51],[%v,51],[%v,50]]]}`, west, east,
			east, west, west)
	}
	return map[string]string{
		"units.geojson": collected(a("A", `"R"`, 90_000, square), a("B", `"R"`, 1000, half(60, 61))),
		"towns.geojson": collected(a("a1", `"A"`, 40_000, at(61.2, 50.5)), a("a2", `"A"`, 30_000, field),
			a("a3", `"A"`, 300, at(61.003634, 50.002337)), a("rest", `"A"`, 19_700, "null")),
		"halves.geojson": collected(a("b1", `"B"`, 7, half(60, 60.5)), a("b2", `"B"`, 3, half(60.5, 60.8)),
			a("b3", `"B"`, 3, half(60.8, 61))),
		"scenario.yaml": "okrug: 1\nid: rests\nlanguages: [en]\n" +
			"units: {file: units.geojson, id: id, region: of, names: {en: name}, voters: voters}\n" +
			"finer:\n  - {file: towns.geojson, unit: of, voters: voters}\n" +
			"  - {file: halves.geojson, unit: of, voters: voters, rescale: true}\n" +
			"seats: {total: 2}\nrule: kz-2022-region\n",
	}
}

// shapes changes the geometries of units.geojson, by unit.
func shapes(t *testing.T, m fstest.MapFS, change func(of map[string]map[string]any)) []byte {
	t.Helper()
	var doc map[string]any
	require.NoError(t, json.Unmarshal(m[output.Units].Data, &doc))
	of := map[string]map[string]any{}
	for _, f := range doc["features"].([]any) {
		f := f.(map[string]any)
		of[f["properties"].(map[string]any)["unit_id"].(string)] = f
	}
	change(of)
	data, err := json.Marshal(doc)
	require.NoError(t, err)
	return data
}

func exchange(one, other string) func(map[string]map[string]any) {
	return func(of map[string]map[string]any) {
		of[one]["geometry"], of[other]["geometry"] = of[other]["geometry"], of[one]["geometry"]
	}
}

// moved shifts all positions of an array of arrays of them to the east.
func moved(x any, degrees float64) any {
	list := x.([]any)
	if lon, ok := list[0].(float64); ok {
		return []any{lon + degrees, list[1]}
	}
	out := make([]any, len(list))
	for i := range list {
		out[i] = moved(list[i], degrees)
	}
	return out
}

func shifted(unit string, degrees float64) func(map[string]map[string]any) {
	return func(of map[string]map[string]any) {
		g := of[unit]["geometry"].(map[string]any)
		g["coordinates"] = moved(g["coordinates"], degrees)
	}
}

const (
	lines = "computed lines in units.geojson: "
	whose = "units that are parts of others: "
)

// accepted is the folder of a plan for a scenario, and what verify says of it, which is no fault.
func accepted(t *testing.T, files map[string]string) (fstest.MapFS, *verify.Result) {
	t.Helper()
	clean := truth(t, written(t, files), false)
	r, err := verify.Set(clean)
	require.NoError(t, err)
	require.Empty(t, findings(r))
	require.True(t, r.OK())
	return clean, r
}

// falsehood is one thing of a folder made false: by an expression, or in the shapes of units.
type falsehood struct {
	file, old, now string
	shapes         func(of map[string]map[string]any)
	want           string
}

func (x falsehood) named(t *testing.T, clean fstest.MapFS) {
	t.Helper()
	var m fstest.MapFS
	if x.shapes != nil {
		m = changed(clean, output.Units, shapes(t, clean, x.shapes))
	} else {
		m = changed(clean, x.file, swapped(t, clean, x.file, x.old, x.now))
	}
	r, err := verify.Set(m)
	require.NoError(t, err, x.want)
	require.Contains(t, findings(r), x.want, "%s: %s", x.file, x.old)
	require.False(t, r.OK(), x.want)
}

func TestFalsehoodsOfSettlements(t *testing.T) {
	clean, r := accepted(t, towns())
	require.Empty(t, r.NotCompared)
	some := false
	for _, o := range r.Outcomes {
		some = some || strings.HasPrefix(lines, o.What.String()) &&
			!strings.Contains(o.Findings[0].String(), "of which 0 lie")
	}
	require.True(t, some, "positions lie in the piece that is cut off")
	for _, x := range []falsehood{
		{shapes: exchange("a1", "a3"), want: lines + "settlement a1 does not lie in its own part"},
		{shapes: exchange("b1", "b2"), want: lines + "settlement b2 does not lie in its own part"},
		{shapes: shifted("b1", 0.02), want: "lies in the parts of b1 and of b"},
		{shapes: shifted("b1", 0.02), want: "lies in B and in none of its parts"},
		{shapes: shifted("b3", 0.02), want: lines + "the part of b3 leaves B at "},
		{shapes: shifted("b1", 0.5), want: lines + "settlement b1 does not lie in its own part"},
		{shapes: func(of map[string]map[string]any) {
			delete(of["b1"], "geometry")
		}, want: whose + "units.geojson has no lines of unit b1"},
		{shapes: func(of map[string]map[string]any) {
			delete(of["b1"], "geometry")
		}, want: lines + "the parts of B have"},
		// A part that is taken for another's, with no position of it left out.
		{shapes: func(of map[string]map[string]any) {
			var g map[string]any
			_ = json.Unmarshal([]byte(square), &g)
			of["b1"]["geometry"] = g
			delete(of["b3"], "geometry")
			of["b2"]["geometry"] = map[string]any{"type": "Polygon", "coordinates": []any{}}
		}, want: "lies in the part of b1 and is not nearest to it"},
		// What is cut off must be told, and what is told must be cut off.
		{file: output.Report, old: `would be part of a1`, now: `would be part of a3`,
			want: "and is not nearest to it"},
		{file: "inputs/towns.geojson", old: `"of":"A"`, now: `"of":"B"`,
			want: whose + "settlement a2 names B and does not lie there"},
		{file: "inputs/towns.geojson", old: `60.2,50.8`, now: `60.2,50.1`,
			want: lines + "settlement a1 does not lie in its own part"},
		{file: "inputs/towns.geojson", old: `60.9,50.3`, now: `60.9,50.302`, want: "and is not nearest to it"},
		{file: "inputs/towns.geojson", old: `"voters":80`, now: `"voters":81`,
			want: units + "units.csv: unit b1 has 80 voters, the inputs 81"},
		{file: "inputs/towns.geojson", old: `"voters":80`, now: `"voters":81`,
			want: "voters add up: the units of region B have 201"},
		{file: output.UnitTable, old: `b1,(.),B`, now: `b1,$1,A`,
			want: units + `units.csv: unit b1 has the region "A", the inputs "B"`},
	} {
		x.named(t, clean)
	}
	forged := strings.ReplaceAll(string(clean[output.Report].Data), "would be part of a1", "would be part of a3")
	told := regexp.MustCompile("a. “Name a.”: it has")
	m := changed(clean, output.Report, told.ReplaceAll([]byte(forged), []byte("a1 “Name a1”: it has")))
	m = changed(m, output.Units, shapes(t, m, exchange("a1", "a3")))
	r, err := verify.Set(m)
	require.NoError(t, err)
	require.Contains(t, findings(r), "lies in the part of a1 and is not nearest to it")
}

// smaller gives a town's part to the rest but for a triangle around a longitude. Its hole in the rest has a text.
func smaller(town string, lon float64, hole string) func(of map[string]map[string]any) {
	return func(of map[string]map[string]any) {
		core := []any{[]any{lon - 0.01, 50.49}, []any{lon + 0.01, 50.49}, []any{lon, 50.51}, []any{lon - 0.01, 50.49}}
		polygon := of["rest"]["geometry"].(map[string]any)["coordinates"].([]any)
		for i, ring := range polygon {
			if i > 0 && bytes.Contains(must(json.Marshal(ring)), []byte(hole)) {
				polygon[i] = core
			}
		}
		of[town]["geometry"] = map[string]any{"type": "Polygon", "coordinates": []any{core}}
	}
}

func TestFalsehoodsOfRests(t *testing.T) {
	clean, r := accepted(t, rests())
	require.Equal(t, "[whether the units of halves.geojson cover what they are part of]", fmt.Sprint(r.NotCompared))
	for _, x := range []falsehood{
		{shapes: exchange("a1", "rest"), want: lines + "settlement a1 does not lie in its own part"},
		// The better part of a town given to the rest.
		{shapes: smaller("a1", 61.2, "61.2"), want: "lies in the part of rest and is not nearest to it"},
		{shapes: smaller("a2", 61.7, "61.6,50.4"), want: "lies in the part of rest and is not nearest to it"},
		// A rest given to a town, but for a corner of it.
		{shapes: func(of map[string]map[string]any) {
			corner := []any{[]any{61.0, 50.0}, []any{61.1, 50.0}, []any{61.0, 50.1}, []any{61.0, 50.0}}
			main := []any{[]any{61.1, 50.0}, []any{62.0, 50.0}, []any{62.0, 51.0}, []any{61.0, 51.0}, []any{61.0, 50.1},
				[]any{61.1, 50.0}}
			polygon := of["rest"]["geometry"].(map[string]any)["coordinates"].([]any)
			hole := []any{main}
			for _, ring := range polygon[1:] {
				if !bytes.Contains(must(json.Marshal(ring)), []byte("61.2")) {
					hole = append(hole, ring)
				}
			}
			of["a1"]["geometry"] = map[string]any{"type": "Polygon", "coordinates": hole}
			of["rest"]["geometry"] = map[string]any{"type": "Polygon", "coordinates": []any{corner}}
		}, want: "lies in the part of a1 and is not nearest to it"},
		{file: "inputs/towns.geojson", old: `"voters":40000`, now: `"voters":40001`,
			want: whose + "the parts of A have 90\u00a0001 voters together, it has 90\u00a0000"},
		{file: "inputs/towns.geojson", old: `"voters":40000(.*\n.*)"voters":30000`, now: `"voters":30000$1"voters":40000`,
			want: lines},
		{file: "inputs/halves.geojson", old: `"voters":7`, now: `"voters":8`,
			want: units + "units.csv: unit b1 has 538 voters"},
		{file: "inputs/units.geojson", old: `"voters":1000`, now: `"voters":1001`, want: units + "units.csv: unit b"},
	} {
		x.named(t, clean)
	}
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

// What cannot be told apart is an error that says so.
func TestPartsThatCannotBeRead(t *testing.T) {
	for _, x := range []struct {
		files          map[string]string
		file, old, now string
		want           string
	}{
		{towns(), "inputs/towns.geojson", `"of":"A"`, `"of":"C"`,
			`settlement a2 is part of "C", which inputs/regions.geojson does not have`},
		{towns(), "inputs/towns.geojson", `60.2,50.8`, `59.2,50.8`,
			"settlement a1 lies in nothing of inputs/regions.geojson"},
		{towns(), "inputs/towns.geojson", `"of":null(.*)\{"type":"Point".*?\}`, `"of":null${1}null`,
			"feature 1 (a1): it has no geometry, and names nothing"},
		{towns(), "inputs/towns.geojson", `"id":"a2"`, `"id":"a1"`, "its id is missing or given twice"},
		{towns(), "inputs/towns.geojson", `\[60.2,50.8\]`, `7`, "feature 1 (a1): "},
		{towns(), "inputs/regions.geojson", `"Polygon"`, `"Line"`, `feature 1 (A): its geometry is "Line"`},
		{towns(), output.Units, `^{`, `[`, output.Units},
		{towns(), "inputs/towns.geojson", `^{`, `[`, "inputs/towns.geojson"},
		{rests(), "inputs/halves.geojson", `"of":"B"`, `"of":"C"`,
			`unit b1 is part of "C", which inputs/units.geojson does not have`},
		{rests(), "inputs/halves.geojson", `^{`, `[`, "inputs/halves.geojson"},
		{rests(), "inputs/halves.geojson", `"id":"b1"`, `"id":"a1"`, "the id of unit a1 is missing or given twice"},
		{rests(), "inputs/towns.geojson", `"of":"A"`, `"of":"C"`, `settlement a1 is part of "C"`},
	} {
		clean := truth(t, written(t, x.files), false)
		_, err := verify.Set(changed(clean, x.file, swapped(t, clean, x.file, x.old, x.now)))
		require.ErrorIs(t, err, verify.ErrSet, "%s: %s", x.file, x.old)
		require.ErrorContains(t, err, x.want)
	}
}

// scattered is a scenario of settlements anywhere in the regions of the tests, with a rest or without.
func scattered(r *rand.Rand, more string) map[string]string {
	files := towns()
	var features []string
	sum := map[string]int{}
	for i := range 12 + r.IntN(20) {
		lon, lat, region := 60+r.Float64()*0.4, 50+r.Float64(), "A"
		switch r.IntN(3) {
		case 0:
			lon += 0.6
		case 1:
			lon, region = 61+r.Float64(), "B"
		}
		voters := 100 + r.IntN(30)
		sum[region] += voters
		features = append(features, a(fmt.Sprint("t", i), []string{"null", fmt.Sprintf("%q", region)}[r.IntN(2)], voters,
			at(lon, lat)))
	}
	if r.IntN(2) == 0 {
		sum["B"] += 100
		features = append(features, a("rest", `"B"`, 100, "null"))
	}
	files["towns.geojson"] = collected(features...)
	files["regions.geojson"] = collected(a("A", "null", sum["A"], bay), a("B", "null", sum["B"], square))
	files["scenario.yaml"] = strings.Replace(files["scenario.yaml"], "rule: kz-2022-region",
		"rule: none\ncontiguity: noted\n"+more, 1)
	return files
}

// Folders of settlements anywhere agree with themselves, until the parts of two are exchanged or one is moved.
func TestRandomFalsehoodsOfParts(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 15))
	for range 12 {
		clean, _ := accepted(t, scattered(r, ""))
		for range 8 {
			var done string
			m := changed(clean, output.Units, shapes(t, clean, func(of map[string]map[string]any) {
				ids := slices.Sorted(maps.Keys(of))
				i, k := r.IntN(len(ids)), r.IntN(len(ids)-1)
				if k >= i {
					k++
				}
				if done = fmt.Sprint(ids[i], " for ", ids[k]); r.IntN(2) == 0 {
					exchange(ids[i], ids[k])(of)
					return
				}
				done = ids[i] + " moved"
				shifted(ids[i], 0.05)(of)
			}))
			got, err := verify.Set(m)
			require.NoError(t, err, done)
			require.Contains(t, findings(got), lines, done)
		}
	}
}

// Who neighbours whom, by lines or by sight, is what the graph of the layer says: districts drawn by chance are in as
// many parts by the one as by the other.
func TestPartsOfDistrictsAgainstTheGraph(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 8))
	apart, unlinked := 0, 0
	for n := range 12 {
		files := scattered(r, []string{"", "adjacency: gabriel\n"}[n%2])
		file := written(t, files)
		s, err := scenario.Open(file)
		require.NoError(t, err)
		c, err := districts.Open(t.Context(), s, nil)
		require.NoError(t, err)
		if n%3 > 0 { // some borders do not count, of those without which each region is still one
			plain, borders, parts := files["scenario.yaml"], c.Layer.Borders, len(c.Layer.Parted())
			for range 50 {
				parted := "unlinks:\n"
				for range 1 + r.IntN(3) {
					if b := borders[r.IntN(len(borders))]; !b.Link || b.Computed {
						parted += fmt.Sprintf("  - {a: %q, b: %q, reason: ridge}\n", c.Layer.Units[b.B].ID, c.Layer.Units[b.A].ID)
					}
				}
				files["scenario.yaml"] = plain + parted
				file = written(t, files)
				s, err = scenario.Open(file)
				require.NoError(t, err)
				c, err = districts.Open(t.Context(), s, nil)
				require.NoError(t, err)
				if len(c.Layer.Borders) < len(borders) && len(c.Layer.Parted()) == parts {
					unlinked++
					break
				}
			}
		}
		clean := truth(t, file, false)
		for range 5 {
			var table strings.Builder
			table.WriteString("unit_id,district\n")
			group := make([]int, len(c.Layer.Units))
			of := make([]int, len(group))
			for u, x := range c.Layer.Units {
				group[u], of[u] = u, 1+r.IntN(2)
				if x.RegionID == "B" {
					of[u] = 3
				}
				fmt.Fprintf(&table, "%s,%d\n", x.ID, of[u])
			}
			for range group { // each round carries the least number one unit further
				for _, b := range c.Layer.Borders {
					if of[b.A] == of[b.B] {
						least := min(group[b.A], group[b.B])
						group[b.A], group[b.B] = least, least
					}
				}
			}
			parts := map[int]int{}
			for u := range group {
				if group[u] == u {
					parts[of[u]]++
				}
			}
			got, err := verify.Set(changed(clean, output.Assignment, []byte(table.String())))
			require.NoError(t, err)
			var said string
			for _, o := range got.Outcomes {
				if o.What.String() == "districts hang together" {
					said = fmt.Sprint(o.Findings)
				}
			}
			for d, n := range parts {
				if n > 1 {
					apart++
					require.Contains(t, said, fmt.Sprintf("district %d is in %d parts", d, n), table.String())
				} else {
					require.NotContains(t, said, fmt.Sprintf("district %d is", d), table.String())
				}
			}
		}
	}
	require.Greater(t, apart, 20)
	require.Equal(t, 8, unlinked)
}
