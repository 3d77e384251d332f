package planfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/testdata"
)

// The dialects of a collection of tables are read as the one plan that they say, U00 and U01 in the first district, U02
// and U03 in the second; those that leave a unit out say so much, and what cannot be understood is refused.
func TestCases(t *testing.T) {
	folder := filepath.Join(testdata.Shared(t, "cases"), "20-csv-dialects")
	s, err := scenario.Open(filepath.Join(folder, "s.yaml"))
	require.NoError(t, err)
	c, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	refused := map[string]bool{"ragged.csv": true, "lower.csv": true, "big.csv": true, "neg.csv": true, "empty.csv": true}
	partly := map[string]int{"blank.csv": 3, "missing.csv": 3, "header-only.csv": 0, "zero.csv": 3, "zz.csv": 3}
	files, err := filepath.Glob(filepath.Join(folder, "*.csv"))
	require.NoError(t, err)
	require.Greater(t, len(files), 30)
	for _, file := range files {
		name := filepath.Base(file)
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		p, err := districts.ReadPlan(c, name, data)
		if refused[name] {
			require.Error(t, err, name)
			continue
		}
		require.NoError(t, err, name)
		known, there := partly[name]
		if !there {
			known = 4
		}
		require.Equal(t, []int{0, 0, 1, 1}[:known], p.Of[:known], name)
		for _, d := range p.Of[known:] {
			require.Equal(t, districts.Unassigned, d, name)
		}
		require.Equal(t, name == "dupdiff.csv", len(p.Duplicates) > 0, name)
	}
	for _, other := range []string{"10-leading-zeros-lost", "11-excel-scientific", "31v-cyrillic-lookalike"} {
		dir := filepath.Join(filepath.Dir(folder), other)
		s, err := scenario.Open(filepath.Join(dir, "s.yaml"))
		require.NoError(t, err)
		c, err := districts.Open(t.Context(), s, nil)
		require.NoError(t, err)
		data, err := os.ReadFile(filepath.Join(dir, "plan.csv"))
		require.NoError(t, err)
		p, err := districts.ReadPlan(c, "plan.csv", data)
		if other == "10-leading-zeros-lost" {
			require.NoError(t, err)
			require.Equal(t, []int{0, 0, 1, 1}, p.Of)
			require.Contains(t, p.Understood[0].Error(), `"1001", is taken for 01001`)
			continue
		}
		require.Error(t, err, other)
	}
}
