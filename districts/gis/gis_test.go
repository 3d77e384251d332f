package gis

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

func plan(t *testing.T) *districts.Plan {
	t.Helper()
	s, err := scenario.Open("../../testdata/small/scenario.yaml")
	require.NoError(t, err)
	c, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	made, err := planning.Make(t.Context(), c, planning.Settings{})
	require.NoError(t, err)
	return made.Plan
}

func all(t *testing.T, l format.Layer) []map[string]input.Value {
	t.Helper()
	var rows []map[string]input.Value
	for f, err := range l.Features {
		require.NoError(t, err)
		require.Len(t, f.Values, len(l.Fields))
		row := map[string]input.Value{}
		for i, v := range f.Values {
			row[l.Fields[i].Name] = v
		}
		rows = append(rows, row)
	}
	return rows
}

// Every district and unit is there with its figures, neighbours have different fills, and lists are left out.
func TestLayers(t *testing.T) {
	p := plan(t)
	layers := Layers(p, "en")
	ds, us := layers[0], layers[1]
	require.Equal(t, []string{Districts, Units}, []string{ds.Name, us.Name})
	rows := all(t, ds)
	require.Len(t, rows, len(p.Districts))
	fills := map[string]string{}
	for i, d := range p.Districts {
		require.Equal(t, input.PlainNumber(rows[i]["voters"].Text), rows[i]["voters"].Text)
		n, err := rows[i]["voters"].Whole()
		require.Nil(t, err)
		require.Equal(t, d.Voters, n)
		fills[rows[i]["district"].Text] = ds.Style.Fills[rows[i][colour].Text]
		require.NotContains(t, rows[i], "units")
	}
	require.Len(t, all(t, us), len(p.Layer.Units))
	for _, b := range p.Layer.Borders {
		if x, y := p.Of[b.A], p.Of[b.B]; x != y {
			require.NotEqual(t, fills[rows[x]["district"].Text], fills[rows[y]["district"].Text])
		}
	}
	for f, err := range ds.Features {
		require.NoError(t, err)
		require.NotEqual(t, orb.Bound{}, f.Geometry.Bound())
	}
}

// The checks are those of the report, with ids as texts.
func TestChecks(t *testing.T) {
	r := report.Build(plan(t))
	l := Checks(r)
	rows := all(t, l)
	require.GreaterOrEqual(t, len(rows), len(r.Checks))
	require.Equal(t, r.Checks[0].ID, rows[0]["check"].Text)
	for _, f := range l.Fields {
		require.True(t, f.Name != "id" || f.Type == format.Text)
	}
}

// Layers say what made them: program, rule, seed and the sums of inputs.
func TestDescribe(t *testing.T) {
	p := plan(t)
	r := report.Build(p)
	r.Made, r.Seed = "plan", 7
	layers := append(Layers(p, "ru"), Checks(r))
	title := layers[0].About
	Describe(layers, r, "ru")
	for _, l := range layers {
		require.Contains(t, l.About, "7")
		require.Contains(t, l.About, report.Version)
		require.Contains(t, l.About, r.Rule.ID)
		require.NotEmpty(t, r.Inputs)
		for _, in := range r.Inputs {
			require.Contains(t, l.About, in.Name+", SHA-256 "+in.SHA256)
		}
	}
	require.Contains(t, layers[0].About, title)
}
