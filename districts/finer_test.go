package districts_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/scenario"
)

// withQuarters copies the Kazakh scenario and cuts the given units into the cells of a side x side grid, quarters that
// were made up for this test, whose residents are taken to be even over the area.
func withQuarters(t *testing.T, side int, units ...string) *scenario.Scenario {
	t.Helper()
	dir := t.TempDir()
	entries, err := data.Files.ReadDir(data.Default)
	require.NoError(t, err)
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		text, err := data.Files.ReadFile(data.Default + "/" + e.Name())
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, e.Name()), text, 0o644))
	}
	text, err := os.ReadFile(filepath.Join(dir, "units.geojson"))
	require.NoError(t, err)
	all, err := geojson.UnmarshalFeatureCollection(text)
	require.NoError(t, err)
	cut := geojson.NewFeatureCollection()
	for _, id := range units {
		for _, f := range all.Features {
			if f.Properties.MustString("unit_id") == id {
				quarters(cut, f, side)
			}
		}
	}
	text, err = json.Marshal(cut)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "quarters.geojson"), text, 0o644))
	file := filepath.Join(dir, "scenario.yaml")
	text, err = os.ReadFile(file)
	require.NoError(t, err)
	text = append(text, "\nfiner:\n  - {file: quarters.geojson, unit: part_of, names: {en: name}, voters: residents, "+
		"rescale: true, columns: {}}\n"...)
	require.NoError(t, os.WriteFile(file, text, 0o644))
	s, err := scenario.Open(file)
	require.NoError(t, err)
	return s
}

func quarters(to *geojson.FeatureCollection, f *geojson.Feature, side int) {
	box := f.Geometry.Bound()
	step := [2]float64{(box.Max[0] - box.Min[0]) / float64(side), (box.Max[1] - box.Min[1]) / float64(side)}
	for y := range side {
		for x := range side {
			at := orb.Point{box.Min[0] + float64(x)*step[0], box.Min[1] + float64(y)*step[1]}
			cell := orb.Bound{Min: at, Max: orb.Point{at[0] + step[0], at[1] + step[1]}}
			part := clip.Geometry(cell, orb.Clone(f.Geometry))
			if part == nil || planar.Area(part) < step[0]*step[1]/1e4 {
				continue
			}
			id := fmt.Sprintf("%s-%d-%d", f.Properties.MustString("unit_id"), x, y)
			g := geojson.NewFeature(part)
			g.Properties = geojson.Properties{"unit_id": id, "part_of": f.Properties["unit_id"], "name": id,
				"residents": int(1e9 * planar.Area(part))}
			to.Append(g)
		}
	}
}

// shymkent is the question for the city within five per cent.
func shymkent(t *testing.T, d *districts.Case) (districts.Task, balance.Result) {
	t.Helper()
	var err error
	d.Rule.Limit, err = rule.ParseFraction("5%")
	require.NoError(t, err)
	tasks, err := d.Tasks(balance.Objective{Kind: balance.Balanced})
	require.NoError(t, err)
	for _, task := range tasks {
		if d.Layer.Regions[task.Region].ID == "KZ-79" {
			a, err := balance.Survey(t.Context(), task.Problem, balance.SurveySettings{SurveyNodes: 100_000})
			require.NoError(t, err)
			return task, a
		}
	}
	t.Fatal("no Shymkent")
	return districts.Task{}, balance.Result{}
}

const alFarabi = "791310000"

// Shymkent's five city districts cannot be halved within five per cent; with quarters of some or all of them one city
// district is divided and no more.
func TestFinerUnits(t *testing.T) {
	_, whole := shymkent(t, kazakhstan(t))
	assert.Equal(t, balance.Infeasible, whole.Status)
	require.NotNil(t, whole.LeastDeviation)
	least, _ := whole.LeastDeviation.Float64()
	assert.InDelta(t, 0.1805, least, 0.001)
	for _, c := range []struct {
		side  int
		units []string
	}{
		{4, []string{alFarabi}},
		{4, []string{"791110000", alFarabi, "791510000", "791710000", "791910000"}},
	} {
		d := caseOf(t, withQuarters(t, c.side, c.units...))
		task, a := shymkent(t, d)
		require.Equal(t, balance.Optimal, a.Status, "%v", a.Log)
		assert.Equal(t, []int{1}, a.Splits)
		divided := task.Problem.DividedParents(a.Assignment)[0]
		require.Len(t, divided, 1)
		var names []string
		for i, u := range task.Nodes {
			if task.Problem.Parents[0][i] == divided[0] {
				names = append(names, d.Layer.Units[u].Parents[0])
			}
		}
		assert.Equal(t, alFarabi, names[0])
		t.Log(len(task.Nodes), a.Nodes, a.Log, a.MaxDeviation, a.Border, names[0])
	}
}
