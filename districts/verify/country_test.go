package verify_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/publish"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
)

// truth is the folder of a plan that okrug makes for a scenario, published without maps if asked for.
func truth(t *testing.T, file string, published bool) fstest.MapFS {
	t.Helper()
	ctx := context.Background()
	s, err := scenario.Open(file)
	require.NoError(t, err)
	c, err := districts.Open(ctx, s, nil)
	require.NoError(t, err)
	made, err := planning.Make(ctx, c, planning.Settings{})
	require.NoError(t, err)
	r, err := report.Solved(c, made)
	require.NoError(t, err)
	files, err := folder.Files(context.Background(), made.Plan, r, folder.Options{Lang: "en"})
	require.NoError(t, err)
	if published {
		files, err = publish.Set(ctx, files, made.Plan, r, publish.Options{NoMaps: true})
		require.NoError(t, err)
	}
	files, err = folder.Sealed(files)
	require.NoError(t, err)
	m := fstest.MapFS{}
	for _, n := range files.Names() {
		m[n] = &fstest.MapFile{Data: bytes.Clone(files.Data(n))}
	}
	return m
}

// resum makes the manifest fit the files again, as somebody would who wants to hide a change.
func resum(m fstest.MapFS) {
	var b bytes.Buffer
	for _, n := range slices.Sorted(maps.Keys(m)) {
		if n != output.Manifest {
			fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(m[n].Data), n)
		}
	}
	m[output.Manifest] = &fstest.MapFile{Data: b.Bytes()}
}

// country writes a scenario of a few squares, drawn by chance in each thing that a scenario may say in several ways:
// where voters and regions stand, what the rule counts and compares and whom it frees, in what form files are written,
// and how units lie. Its limit is so wide that there are plans. It returns the name of the file.
func country(t *testing.T, r *rand.Rand) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	width, height := 4, 2+r.IntN(2)
	ring := func(x, y, side float64) string {
		return fmt.Sprintf("[[%g,%g],[%g,%g],[%g,%g],[%g,%g],[%g,%g]]", x, y, x+side, y, x+side, y+side, x, y+side, x, y)
	}
	ownVoters, noRegions, inner, link := r.IntN(3) == 0, r.IntN(4) == 0, r.IntN(2) == 0, r.IntN(2) == 0
	features, table := []string{}, []string{}
	total := map[string]int{}
	add := func(id int, region, geometry string) {
		voters := 90 + r.IntN(20)
		total[region] += voters
		table = append(table, fmt.Sprintf("%d;note;%d", id, voters))
		properties := fmt.Sprintf(`"code":%d,"area":%q,"name":"Unit %d","people":%d,"far":%d`, id, region, id, 2*voters,
			r.IntN(2))
		if !ownVoters {
			properties += fmt.Sprintf(`,"electors":%d`, voters)
		}
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":%s}`, properties, geometry))
	}
	for y := range height {
		for x := range width {
			region := []string{"A", "B"}[x/2]
			polygon := "[" + ring(float64(60+x), float64(45+y), 1) + "]"
			if inner && x+y == 0 { // a unit in the hole of another
				polygon = "[" + ring(60, 45, 1) + "," + ring(60.25, 45.25, 0.5) + "]"
			}
			switch {
			case link && x+y == 0: // of two pieces
				polygon = `{"type":"MultiPolygon","coordinates":[` + polygon + ",[" + ring(57, 45, 0.5) + "]]}"
			default:
				polygon = `{"type":"Polygon","coordinates":` + polygon + "}"
			}
			add(100+len(features), region, polygon)
		}
	}
	if inner {
		add(900, "A", `{"type":"Polygon","coordinates":[`+ring(60.25, 45.25, 0.5)+"]}")
	}
	links := ""
	if link { // an island
		add(901, "B", `{"type":"Polygon","coordinates":[`+ring(66, 45, 1)+"]}")
		links = fmt.Sprintf("links: [{a: \"901\", b: \"%d\", reason: ferry}]\n", 100+width-1)
	}
	collection := func(features []string) string {
		return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + "]}\n"
	}
	write("units.geojson", strings.Repeat("\ufeff", r.IntN(2))+collection(features))
	var b strings.Builder
	b.WriteString("okrug: 1\nid: chance\ntitle: {en: By chance}\nlanguages: [en, ru]\n" + links)
	b.WriteString("units: {file: units.geojson, id: code, names: {en: name}, columns: {people: people, far: far}")
	if !noRegions {
		b.WriteString(", region: area")
	}
	if ownVoters {
		sep := []string{",", ";", "\t"}[r.IntN(3)]
		write("voters.csv", strings.ReplaceAll("unit_id;note;voters\n"+strings.Join(table, "\n")+"\n", ";", sep))
		b.WriteString("}\nvoters: voters.csv\n")
	} else {
		b.WriteString(", voters: electors}\n")
	}
	if !noRegions && r.IntN(2) == 0 {
		var regions []string
		for _, id := range []string{"B", "A"} {
			regions = append(regions, fmt.Sprintf(`{"type":"Feature","id":%q,"properties":{"name":"Region %s","electors":%d},`+
				`"geometry":null}`, id, id, total[id]))
		}
		write("regions.geojson", collection(regions))
		b.WriteString("regions: {file: regions.geojson, id: id, names: {en: name}, voters: electors}\n")
	}
	b.WriteString("seats: {total: 4, ties: order}\nrule: own\nrules:\n  - id: own\n    title: {en: Our own}\n")
	fmt.Fprintf(&b, "    base: %s\n    scope: %s\n", []string{"voters", "people"}[r.IntN(2)],
		[]string{"region", "nation"}[r.IntN(2)])
	statistic := r.IntN(5)
	fmt.Fprintf(&b, "    statistic: %s\n    limit: %s\n",
		[]string{"deviation", "range/mean", "range/largest", "range/smallest", "largest/smallest"}[statistic],
		[]string{"80 %", "9/10", "0.9", "300 %", "400 %"}[statistic])
	switch r.IntN(4) {
	case 0:
		b.WriteString("    exceptions: [{title: {en: far}, flag: far, free: true}]\n")
	case 1:
		if statistic == 0 {
			b.WriteString("    exceptions: [{title: {en: large}, area_above_km2: 30000, lower: 90 %, upper: 95 %}]\n")
		}
	case 2:
		fmt.Fprintf(&b, "    projected: {base: people, limit: %s}\n",
			[]string{"85 %", "9/10", "0.95", "400 %", "500 %"}[statistic])
	}
	b.WriteString("    status: proposed\n    citation: {en: draft}\n    sourced: {en: our own}\n")
	file := filepath.Join(dir, "scenario.yaml")
	write("scenario.yaml", b.String())
	return file
}
