package verify_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/verify"
	"github.com/okrug/okrug/geo/locale"
)

// findings are what a result finds wrong, a line each: the outcome, and what it says.
func findings(r *verify.Result) string {
	var b strings.Builder
	for _, o := range r.Outcomes {
		for _, f := range o.Findings {
			if !o.OK {
				fmt.Fprintf(&b, "%s: %s\n", o.What, f)
			}
		}
	}
	return b.String()
}

// changed is a folder with one file changed and with sums that hide it.
func changed(m fstest.MapFS, file string, data []byte) fstest.MapFS {
	m = maps.Clone(m)
	m[file] = &fstest.MapFile{Data: data}
	resum(m)
	return m
}

// swapped replaces the first of what an expression finds in a file.
func swapped(t *testing.T, m fstest.MapFS, file, expression, now string) []byte {
	t.Helper()
	re := regexp.MustCompile(expression)
	at := re.FindSubmatchIndex(m[file].Data)
	require.NotNil(t, at, "%s has %s", file, expression)
	out := re.Expand(bytes.Clone(m[file].Data[:at[0]]), []byte(now), m[file].Data, at)
	return append(out, m[file].Data[at[1]:]...)
}

const (
	whole    = "report.json agrees: "
	outlines = "plan.geojson agrees: "
	units    = "units.csv and units.geojson agree: "
	listed   = "tables agree: tables/"
	words    = "the words and figures of the acts agree: act/draft-resolution.en.html: "
)

// One thing of a true folder is made false at a time, and the sums made to fit. Each is named.
func TestEveryFalsehoodIsNamed(t *testing.T) {
	clean := truth(t, "../../testdata/small/scenario.yaml", true)
	r, err := verify.Set(clean)
	require.NoError(t, err)
	require.Empty(t, findings(r))
	require.True(t, r.OK())
	for _, x := range []struct{ file, old, now, want string }{
		{output.Report, `"lawful": true`, `"lawful": false`, whole + "it says that the plan meets every check: false"},
		{output.Report, `"verdict": "meets"`, `"verdict": "breaks"`,
			whole + "it says that the plan meets every check: false"},
		{output.Report, `"objective": "balanced"`, `"objective": "balanced", "equality_weight": 2`,
			whole + "it says that equality weighs 2, and the scenario that it weighs 1"},
		{output.Report, `"voters": 300`, `"voters": 301`, whole + "it gives district 1 301 voters, its units have 300"},
		{output.Report, `"deviation": 0,`, `"deviation": 0.01,`,
			whole + "it gives district 1 the deviation 0.01, worked out"},
		{output.Report, `"area_km2": 262.645`, `"area_km2": 26.264`, whole + "it gives district 1 26.264 km²"},
		{output.Report, `"district": 3`, `"district": 4`, whole + "district 3 is missing"},
		{output.Report, `"district": 3`, `"district": 4`, whole + "there is no district 4"},
		{output.Report, `"district": 3`, `"district": 2`, whole + "district 2 stands there 2 times"},
		{output.Report, `"A1",`, ``, whole + "district 1 has other units there"},
		{output.Report, `"A1",`, `"A2",`, whole + "district 1 has other units there"},
		{output.Report, `"A": 2`, `"A": 3`, whole + "it gives region A 3 seats, the set 2"},
		{output.Report, `"units": 12`, `"units": 13`, whole + "it says 13 units with"},
		{output.Report, `"voters": 1200`, `"voters": 1201`, whole + "it says 12 units with 1\u00a0201 voters"},
		{output.Report, `"state": "pass"`, `"state": "fail"`, whole + "it says two things of the check units-assigned-once"},
		{output.Report, `"state": "pass",\s*"ok": true`, `"state": "fail","ok": false`,
			whole + "it says of the checks units-assigned-once that they hold: false, verified is true"},
		{output.Report, `"id": "contiguity"`, `"id": "no-crossing"`, whole + "the check contiguity is missing"},
		{output.Report, `"id": "contiguity"`, `"id": "no-crossing"`, whole + "it says two things of the check no-crossing"},
		{output.Report, `^{`, `[`, whole},
		{output.Plan, `"A1",`, ``, outlines + "district 1 has other units there"},
		{output.Plan, `"voters":300`, `"voters":299`, outlines + "it gives district 1 299 voters, its units have 300"},
		{output.Plan, `"deviation":0`, `"deviation":0.2`, outlines + "it gives district 1 the deviation 0.2"},
		{output.Plan, `"area_km2":262.645`, `"area_km2":262.7`, outlines + "it gives district 1 262.7 km²"},
		{output.Plan, `"district":1`, `"district":2`, outlines + "district 2 stands there 2 times"},
		{output.Plan, `"district":1`, `"district":2`, outlines + "district 1 is missing"},
		{output.Plan, `"district":1,`, ``, outlines + "feature 1 has no district number"},
		{output.Plan, `\[60.3,45.1\],`, ``, outlines + "the outline of district 1 is not that of its units"},
		{output.Plan, `"Polygon"`, `"Point"`, outlines + "district 1: "},
		{output.Plan, `^{`, `[`, outlines},
		{output.Plan, `(?s)\n[^\n]*("district":3[^\n]*)`, ``, outlines},
		{output.Simplified, `"voters":300`, `"voters":301`,
			"plan-generalised.geojson agrees: it gives district 1 301 voters"},
		{output.UnitTable, `A1,1`, `A1,2`, units + `units.csv: unit A1 has the district "2", the assignment "1"`},
		{output.UnitTable, `A1,1,A`, `A1,1,B`, units + `units.csv: unit A1 has the region "B", the inputs "A"`},
		{output.UnitTable, `,100,`, `,101,`, units + `units.csv: unit A1 has 101 voters, the inputs 100`},
		{output.UnitTable, `A1`, `Q1`, units + `units.csv: there is no unit "Q1"`},
		{output.UnitTable, `B5,3(.*)\nB6,3.*\n`, "B5,3$1\n", units + "they have 11 and 12 units, the inputs 12"},
		// One unit twice and another left out leave the number of units as it is.
		{output.UnitTable, `B5,3(.*)\nB6,3.*\n`, "B5,3$1\nB5,3$1\n", units + "units.csv: unit B5 is there twice"},
		{output.Units, `"unit_id":"A1"`, `"unit_id":"A2"`, units + "units.geojson: unit A2 is there twice"},
		{output.Units, `"voters":110`, `"voters":100`, units + "units.geojson: unit A2 has 100 voters, the inputs 110"},
		{output.UnitTable, `voters`, `people`, units + "units.csv: the first line must name the columns"},
		{output.UnitTable, `B6.*`, `B6`, units + "units.csv, line 13: too few fields"},
		{"tables/districts.csv", `,300,300,`, `,310,300,`, listed + "districts.csv: it gives district 1 310 voters"},
		{"tables/districts.csv", `,3,300,300,`, `,4,300,300,`, listed + "districts.csv: district 1 has other units there"},
		{"tables/districts.csv", `300,300,0,`, `300,300,0.1,`,
			listed + "districts.csv: it gives district 1 the deviation 0.1"},
		{"tables/districts.csv", `\n3,.*`, ``, listed + "districts.csv: district 3 is missing"},
		{"tables/districts.csv", `\n3,(.*)`, "\n3,$1\n3,$1", listed + "districts.csv: district 3 stands there 2 times"},
		{"tables/districts.csv", `\n3,`, "\nthree,", listed + "districts.csv: there is no district 0"},
		{"tables/regions.csv", `,6,600,`, `,6,700,`, listed + "regions.csv: region A has 6 units, 600 voters and 2 seats"},
		{"tables/regions.csv", `\nB.*`, ``, listed + "regions.csv: it has 1 region, the inputs 2"},
		{"tables/regions.csv", `\nB`, "\nA", listed + "regions.csv: region B has 6 units"},
		{"tables/regions.csv", `region_id`, `region`, "tables agree: tables/regions.csv: the first line must name"},
		{output.Report, `"basis": "program"`, `"basis": "law"`, whole + "it says that \"law\" asks for the check"},
		{"tables/checks.csv", `contiguity,program,pass`, `contiguity,program,fail`,
			listed + "checks.csv: it says of the checks contiguity that they hold: false, verified is true"},
		{"tables/checks.csv", `contiguity,.*\n`, ``, listed + "checks.csv: the check contiguity is missing"},
		{"act/draft-resolution.en.html", `Voters:</b> 300`, `Voters:</b> 310`,
			words + "district 1 is said to have 310 voters"},
		{"act/draft-resolution.en.html", "0.00\u00a0%", "0.20\u00a0%",
			words + "the table gives district 1 0.20\u00a0%, worked out is 0"},
		{"act/draft-resolution.en.html", "the whole of “Region B”", "part of “Region B”: “Unit B1”", words},
		{"act/draft-resolution.en.html", "“Unit A1”", "“Unit A9”", words},
		{output.Assignment, `A1,1`, `A1,2`, "equality by rule kz-2022-region: "},
		{output.Assignment, `A1,1`, `A1,3`, "no district across regions: district 3 lies in 2 regions"},
		{output.Assignment, `A1,1`, "A1,1\nA1,2", "every unit in one district: unit A1 stands in 2 districts"},
		{output.Assignment, `A1,1`, `A1,`, "every unit in one district: unit A1 stands in 0 districts"},
		{output.Assignment, `(?s)A2,1(.*)A4,2`, `A2,2${1}A4,1`, "districts hang together: district 1 is in 2 parts"},
		{output.Seats, `B,1`, `B,2`, "districts as seats call for: region B has 1 district for 2 seats"},
		{output.Seats, `B,1`, `B,0`, "districts as seats call for: region B has 1 district for 0 seats"},
		{output.Scenario, `total: 3`, `minimum: 2, total: 3`,
			"districts as seats call for: region B has 1 district, the least is 2"},
		{"inputs/units.geojson", `"voters": 100`, `"voters": 900`,
			"voters add up: the units of region A have 1\u00a0400 voters"},
	} {
		r, err := verify.Set(changed(clean, x.file, swapped(t, clean, x.file, x.old, x.now)))
		require.NoError(t, err, "%s: %s", x.file, x.old)
		require.Contains(t, findings(r), x.want, "%s: %s", x.file, x.old)
		require.False(t, r.OK(), "%s: %s", x.file, x.old)
	}
	// Every district has the mean, so that the page alone tells that there was another rule.
	r, err = verify.Set(changed(clean, output.Rule, swapped(t, clean, output.Rule, `"20 %"`, `"0 %"`)))
	require.NoError(t, err)
	require.Equal(t, "index.html agrees: the sum of inputs/rule.json is not the one in SHA256SUMS\n", findings(r))
	require.True(t, r.Met)
}

// The page for everybody is held to the plan: what it holds for programs, and what it prints.
func TestAPageThatSaysOtherwise(t *testing.T) {
	clean := truth(t, "../../testdata/small/scenario.yaml", true)
	for _, x := range []struct{ old, now, want string }{
		{`"voters":300`, `"voters":301`, "it gives district 1 301 voters, its units have 300"},
		{`"deviation":0,`, `"deviation":0.01,`, "it gives district 1 the deviation 0.01"},
		{`"units":\["A1",`, `"units":["B1",`, "district 1 has other units there"},
		{`"unit_count":3,"units":\[[^]]*\]`, `"unit_count":4`, "district 1 has other units there"},
		{`"district":2`, `"district":1`, "district 2 is missing"},
		{`<dd data-voters="2">[^<]*`, `<dd data-voters="2">≈ 1 300`,
			"it gives district 2 1\u00a0300 voters, its units have 300"},
		{`<dd data-voters="2">`, `<dd data-voters="3">`, "district 2 stands there 0 times"},
		{`(<code title="[0-9a-f]+">)[0-9a-f]{8}`, `${1}00000000`, "is not the one in SHA256SUMS"},
		{`(<code title="[0-9a-f]+">)[^<]*`, `${1}`, "is not the one in SHA256SUMS"},
		{`id="data"`, `id="none"`, "it has no data for programs"},
		// What a browser does not show is not what the page says.
		{`(?s)(<script type="application/json" id="data">)(.*?)"voters":300(.*?</script>)`,
			`<!-- ${1}${2}"voters":300${3} -->${1}${2}"voters":301${3}`, "it gives district 1 301 voters"},
		{`(<dd data-voters="2">[^<]*</dd>)`, `<!-- ${1} -->`, "district 2 stands there 0 times"},
	} {
		r, err := verify.Set(changed(clean, output.Contents, swapped(t, clean, output.Contents, x.old, x.now)))
		require.NoError(t, err)
		require.Contains(t, findings(r), "index.html agrees: ", x.old)
		require.Contains(t, findings(r), x.want, x.old)
		require.True(t, r.Met && !r.Agree, x.old)
	}
}

// What stands in no other file is held by the sums.
func TestSumsAreCompared(t *testing.T) {
	clean := truth(t, "../../testdata/small/scenario.yaml", true)
	for want, change := range map[string]func(fstest.MapFS){
		"manifest: index.html has been changed": func(m fstest.MapFS) {
			m["index.html"] = &fstest.MapFile{Data: swapped(t, m, "index.html", "h1", "h2")}
		},
		"manifest: extra.txt is not in the manifest": func(m fstest.MapFS) { m["extra.txt"] = &fstest.MapFile{} },
		"manifest: report/validation-report.en.pdf is missing": func(m fstest.MapFS) {
			delete(m, "report/validation-report.en.pdf")
		},
	} {
		m := maps.Clone(clean)
		change(m)
		r, err := verify.Set(m)
		require.NoError(t, err)
		require.Equal(t, want+"\n", findings(r))
		require.True(t, r.Met && !r.Agree)
		o, err := verify.Manifest(m)
		require.NoError(t, err)
		require.False(t, o.OK)
	}
	kept := maps.Clone(clean)
	delete(kept, output.Contents) // a plan's own folder, where people may keep notes
	resum(kept)
	kept["notes.txt"] = &fstest.MapFile{}
	o, err := verify.Manifest(kept)
	require.NoError(t, err)
	require.True(t, o.OK)
	own, err := verify.Own(kept)
	require.NoError(t, err)
	require.Equal(t, []string{"notes.txt"}, own)
}

// What cannot be read is an error that names it, and no verdict.
// english is a piece of a sentence that nobody has translated.
const english = `[a-z]{3,} [a-z]{2,}`

func TestFoldersThatCannotBeVerified(t *testing.T) {
	clean := truth(t, "../../testdata/small/scenario.yaml", false)
	gone := func(name string) fstest.MapFS {
		m := maps.Clone(clean)
		delete(m, name)
		if name != output.Manifest {
			resum(m)
		}
		return m
	}
	for _, name := range []string{output.Manifest, output.Scenario, output.Rule, output.Seats, output.Assignment,
		"inputs/units.geojson", "inputs/regions.geojson"} {
		_, err := verify.Set(gone(name))
		require.ErrorIs(t, err, verify.ErrSet, name)
		require.ErrorContains(t, err, name)
	}
	for _, x := range []struct{ file, old, now, want string }{
		{output.Manifest, `^`, "../x\n", "SHA256SUMS, line 1: not a sum"},
		{output.Manifest, `^(.*)`, "$1\n$1", "is listed twice"},
		{output.Manifest, `(?s)^.*$`, "", "SHA256SUMS lists no file"},
		{output.Assignment, `A1`, `Q9`, `assignment.csv: there is no unit "Q9"`},
		{output.Assignment, `A1,1`, `A1,0`, `assignment.csv: unit A1 has the district "0", which is no number from 1`},
		{output.Assignment, `A1,1`, `A1,"1`, "assignment.csv:13: not CSV: "},
		{output.Assignment, `(?s)^.*$`, "", "assignment.csv: the file is empty"},
		{output.Seats, `B,1`, `B,-1`, `inputs/seats.csv: region B has "-1" seats`},
		{output.Seats, `$`, "C,1\n", "inputs/seats.csv has 3 regions, the inputs have 2"},
		{output.Seats, `$`, "B,2\n", "inputs/seats.csv has 3 regions, the inputs have 2"},
		{output.Rule, `"deviation"`, `"luck"`, `the rule kz-2022-region has the statistic "luck"`},
		{output.Rule, `"region"`, `"raion"`, `the rule kz-2022-region has the scope "raion"`},
		{output.Rule, `"20 %"`, `"much"`, `the limit "much" is no number`},
		{output.Rule, `"20 %"`, `"20"`, `the limit 20 is not as okrug writes one`},
		{output.Rule, `"id"`, `"exceptions": [{"lower": "x"}], "id"`, `the limit "x" is no number`},
		{output.Rule, `^{`, `[`, "inputs/rule.json: not JSON: "},
		{output.Rule, `"20 %"`, `20`, "inputs/rule.json: limit: this is a number, and should be text"},
		{output.Rule, `}\s*$`, `} {}`, "inputs/rule.json: not JSON: more follows after the end"},
		{output.Rule, `}\s*$`, ``, "inputs/rule.json: not JSON: the file ends in the middle"},
		{output.Scenario, `id: small`, "id: small\nfiner: [{file: x}]", "inputs/x"},
		{output.Scenario, `okrug`, "{", "inputs/scenario.yaml: not YAML: "},
		{output.Scenario, `units:`, "seats: [3]\nunits:", "inputs/scenario.yaml:9: not YAML: a value of another form"},
		{"inputs/units.geojson", `"A1"`, `"A2"`, "its id is missing or given twice"},
		{"inputs/units.geojson", `"voters": 100`, `"voters": "many"`, `feature 1 (A1): "many" is not a whole number`},
		{"inputs/units.geojson", `"Polygon"`, `"Line"`, `feature 1 (A1): its geometry is "Line", not a polygon`},
		{"inputs/units.geojson", `"Polygon", "coordinates": `, `"Polygon", "coordinates": 7, "was": `,
			"feature 1 (A1): its coordinates: this is a number, and should be a list"},
		{"inputs/units.geojson", `"Polygon", "coordinates": `, `"Polygon", "was": `,
			"feature 1 (A1): it has no coordinates"},
		{"inputs/units.geojson", `"Polygon", "coordinates": `, `"MultiPolygon", "coordinates": 7, "was": `,
			"feature 1 (A1): its coordinates: this is a number, and should be a list"},
		{"inputs/units.geojson", `"region": "A"`, `"region": "C"`, `unit A1 lies in region "C"`},
		{"inputs/units.geojson", `^{`, `[`, "inputs/units.geojson: not JSON: "},
	} {
		_, err := verify.Set(func() fstest.MapFS {
			m := changed(clean, x.file, swapped(t, clean, x.file, x.old, x.now))
			if x.file == output.Manifest {
				m[x.file] = &fstest.MapFile{Data: swapped(t, clean, x.file, x.old, x.now)}
			}
			return m
		}())
		require.ErrorIs(t, err, verify.ErrSet, "%s: %s", x.file, x.old)
		require.ErrorContains(t, err, x.want, "%s: %s", x.file, x.old)
		require.NotRegexp(t, english, locale.Say(err, "ru"))
		require.NotRegexp(t, english, locale.Say(err, "kk"))
	}
	_, err := verify.Folder(t.TempDir())
	require.ErrorIs(t, err, verify.ErrSet)
	_, err = verify.Own(gone(output.Manifest))
	require.Error(t, err)
	_, err = verify.Own(fstest.MapFS{output.Manifest: clean[output.Manifest], output.Report: clean[output.Report]})
	require.NoError(t, err)
	short := maps.Clone(clean)
	delete(short, output.Report)
	resum(short)
	_, err = verify.Own(short)
	require.ErrorContains(t, err, "does not list report.json")
}

// witnessed are the columns and properties of which a witness works out every value again.
var witnessed = map[string][]string{
	output.UnitTable:       {"unit_id", "district", "region_id", "voters"},
	"tables/districts.csv": {"district", "units", "voters", "deviation", "area_km2"},
	"tables/regions.csv":   {"region_id", "units", "voters", "seats"},
	"tables/checks.csv":    {"check", "state", "basis"},
	output.Plan:            {"district", "voters", "deviation", "area_km2", "units"},
	output.Units:           {"unit_id", "district", "region_id", "voters"},
}

// other is another value of the same kind: for a number one more, or twice as much, which an area in square kilometres
// is never by rounding; otherwise another of those in use.
func other(r *rand.Rand, value string, used []string) string {
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		if n < 5000 && r.IntN(2) == 0 || n == 0 {
			return strconv.FormatFloat(n+1, 'f', -1, 64)
		}
		return strconv.FormatFloat(2*n, 'f', -1, 64)
	}
	if now := used[r.IntN(len(used))]; now != value {
		return now
	}
	return value + "x"
}

// falseCell changes one value of a table in one of the columns that are witnessed, or one whole row: left out, or put
// in the place of another. It says what it has done.
func falseCell(t *testing.T, r *rand.Rand, file string, data []byte) (now []byte, done string) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	require.NoError(t, err)
	row := 1 + r.IntN(len(rows)-1)
	switch r.IntN(4) {
	case 0:
		done = fmt.Sprint("row left out: ", rows[row])
		rows = slices.Delete(rows, row, row+1)
	case 1:
		from := 1 + r.IntN(len(rows)-1)
		if rows[from][0] == rows[row][0] {
			return falseCell(t, r, file, data)
		}
		done = fmt.Sprint(rows[from], " in place of ", rows[row])
		rows[row] = rows[from]
	default:
		columns := witnessed[file]
		name := columns[r.IntN(len(columns))]
		c := slices.Index(rows[0], name)
		var used []string
		for _, x := range rows[1:] {
			used = append(used, x[c])
		}
		was := rows[row][c]
		rows[row][c] = other(r, was, used)
		done = fmt.Sprintf("%s of row %d: %s, was %s", name, row, rows[row][c], was)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	require.NoError(t, w.WriteAll(rows))
	return b.Bytes(), done
}

// falseFeature does the same to features of GeoJSON.
func falseFeature(t *testing.T, r *rand.Rand, file string, data []byte) (now []byte, done string) {
	var doc map[string]any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	require.NoError(t, dec.Decode(&doc))
	features := doc["features"].([]any)
	i := r.IntN(len(features))
	properties := features[i].(map[string]any)["properties"].(map[string]any)
	columns := witnessed[file]
	name := columns[r.IntN(len(columns))]
	switch was := properties[name].(type) {
	case []any:
		k := r.IntN(len(was))
		properties[name] = slices.Delete(slices.Clone(was), k, k+1)
		done = fmt.Sprintf("%s of feature %d without %v", name, i, was[k])
	case json.Number:
		properties[name] = json.Number(other(r, was.String(), nil))
		done = fmt.Sprintf("%s of feature %d: %v, was %v", name, i, properties[name], was)
	default:
		if r.IntN(2) == 0 {
			features = slices.Delete(features, i, i+1)
			done = fmt.Sprintf("feature %d left out", i)
			break
		}
		properties[name] = fmt.Sprint(was, "x")
		done = fmt.Sprintf("%s of feature %d: %v, was %v", name, i, properties[name], was)
	}
	doc["features"] = features
	now, err := json.Marshal(doc)
	require.NoError(t, err)
	return now, done
}

// Folders of random scenarios agree with themselves, and once any value that is witnessed is another, or a row or
// feature is missing or there twice, the file is named.
func TestRandomFalsehoodsAreNamed(t *testing.T) {
	countries := 8
	if testing.Short() {
		countries = 2
	}
	r := rand.New(rand.NewPCG(17, 4))
	files := slices.Sorted(maps.Keys(witnessed))
	for n := range countries {
		scenario := country(t, r)
		clean := truth(t, scenario, n%4 == 0)
		told := fmt.Sprintf("country %d:\n%s", n, clean[output.Scenario].Data)
		got, err := verify.Set(clean)
		require.NoError(t, err, told)
		require.Empty(t, findings(got), told)
		require.True(t, got.OK(), told)
		for range 60 {
			file := files[r.IntN(len(files))]
			change := falseCell
			if path.Ext(file) == ".geojson" {
				change = falseFeature
			}
			now, done := change(t, r, file, clean[file].Data)
			got, err := verify.Set(changed(clean, file, now))
			require.NoError(t, err, "%s: %s\n%s", file, done, told)
			require.False(t, got.Agree, "%s: %s\n%s", file, done, told)
			require.True(t, got.Met, "%s: %s\n%s", file, done, told)
			require.Contains(t, findings(got), path.Base(file), "%s: %s\n%s", file, done, told)
		}
	}
}

// Whatever is wrong with a file, and whoever finds it: it is said in the user's language.
func TestDamageIsToldInTheUsersLanguage(t *testing.T) {
	clean := truth(t, "../../testdata/small/scenario.yaml", false)
	r := rand.New(rand.NewPCG(8, 1))
	unread := 0
	for _, name := range slices.Sorted(maps.Keys(clean)) {
		if name == output.Manifest {
			continue
		}
		for range 25 {
			data := slices.Clone(clean[name].Data)
			switch at := r.IntN(len(data)); r.IntN(3) {
			case 0:
				data = data[:at]
			case 1:
				const signs = "\"{}[],:;x0\n\t\x00\xff"
				data[at] = signs[r.IntN(len(signs))]
			default:
				data = slices.Insert(data, at, data[at:min(len(data), at+r.IntN(40))]...)
			}
			result, err := verify.Set(changed(clean, name, data))
			if err != nil {
				unread++
				require.NotRegexp(t, english, locale.Say(err, "ru"), name)
				require.NotRegexp(t, english, locale.Say(err, "kk"), name)
				continue
			}
			for _, o := range result.Outcomes {
				for _, f := range append(o.Findings, o.What) {
					require.NotRegexp(t, english, f.In("ru"), name)
					require.NotRegexp(t, english, f.In("kk"), name)
				}
			}
		}
	}
	require.Greater(t, unread, 50)
}
