package report_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
)

// Each table is a CSV with as many cells a row as its head has, unique heads, and the figures of the report; names
// stand in every language of the scenario.
func TestTables(t *testing.T) {
	ctx := context.Background()
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	require.NoError(t, err)
	c, err := districts.Open(ctx, s, nil)
	require.NoError(t, err)
	var set planning.Settings
	set.Variants = 2
	made, err := planning.Make(ctx, c, set)
	require.NoError(t, err)
	r, err := report.Solved(c, made)
	require.NoError(t, err)

	tables := map[string][]map[string]string{}
	for _, x := range r.Tables() {
		if len(x.Rows) < 2 {
			continue
		}
		rows, err := csv.NewReader(bytes.NewReader(x.CSV())).ReadAll()
		require.NoError(t, err, x.Name)
		seen := map[string]bool{}
		for _, h := range rows[0] {
			require.False(t, seen[h], "%s: %s twice", x.Name, h)
			seen[h] = true
		}
		for _, row := range rows[1:] {
			m := map[string]string{}
			for i, h := range rows[0] {
				m[h] = row[i]
			}
			tables[x.Name] = append(tables[x.Name], m)
		}
	}
	require.Len(t, tables, 6)
	require.Len(t, tables["districts.csv"], 29)
	require.Len(t, tables["regions.csv"], 20)
	sum := func(table, column string) (n int64) {
		for _, m := range tables[table] {
			x, err := strconv.ParseInt(m[column], 10, 64)
			require.NoError(t, err, "%s %s", table, column)
			n += x
		}
		return n
	}
	require.Equal(t, r.Scenario.Voters, sum("districts.csv", "voters"))
	require.Equal(t, r.Scenario.Voters, sum("regions.csv", "voters"))
	require.EqualValues(t, 29, sum("regions.csv", "seats"))
	require.EqualValues(t, len(c.Layer.Units), sum("districts.csv", "units"))
	for _, m := range tables["districts.csv"] {
		require.NotEmpty(t, m["name_kk"])
		require.NotEmpty(t, m["centre_ru"])
	}
	require.Equal(t, "Алматы қаласы", tables["regions.csv"][1]["name_kk"])
	chosen := 0
	for _, m := range tables["tradeoff.csv"] {
		if m["chosen"] == "true" {
			chosen++
		}
	}
	require.Positive(t, chosen)
	units := map[string]int{}
	for _, m := range tables["variants.csv"] {
		if m["region_id"] == "KZ-75" {
			units[m["variant"]]++
		}
	}
	require.Equal(t, map[string]int{"1": 8, "2": 8}, units, "every unit of Almaty stands in each variant once")
}
