package resolution

import (
	"encoding/csv"
	"io/fs"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"okrug/data"
	"okrug/districts/resolution/names"
	"okrug/geo"
	"okrug/testdata"
)

// kzTable is the embedded table of grammar.
func kzTable(t testing.TB) *names.Table {
	t.Helper()
	forms, err := fs.ReadFile(data.Files, "kz2022/grammar.csv")
	require.NoError(t, err)
	kinds, err := fs.ReadFile(data.Files, "kz2022/grammar-kinds.csv")
	require.NoError(t, err)
	table, err := names.Read(forms, kinds)
	require.NoError(t, err)
	return table
}

// sharedLayer has the 220 units of December 2022 with their regions but no geometry; voters are population.
func sharedLayer(t testing.TB) *geo.Layer {
	t.Helper()
	merged := map[string]bool{}
	for _, r := range table(t, "changes-to-2022.csv") {
		merged[r["kato_2024"]] = true
	}
	l := &geo.Layer{}
	for _, r := range table(t, "regions.csv") {
		l.Regions = append(l.Regions, geo.Region{ID: r["region_id"], Kind: r["kind"], Names: names3(r)})
	}
	for i, r := range table(t, "units-2024.csv") {
		if !merged[r["kato"]] {
			l.Units = append(l.Units, geo.Unit{ID: r["kato"], RegionID: r["region_id"], Kind: r["kind"], Names: names3(r), Voters: int64(1000 + 17*i)})
		}
	}
	require.Len(t, l.Units, 220)
	return l
}

func names3(r map[string]string) geo.Names {
	return geo.Names{"kk": r["name_kk"], "ru": r["name_ru"], "en": r["name_en"]}
}

func table(t testing.TB, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(testdata.Shared(t, "kz", name))
	require.NoError(t, err)
	defer f.Close()
	recs, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	var rows []map[string]string
	for _, rec := range recs[1:] {
		row := map[string]string{}
		for i, h := range recs[0] {
			row[h] = rec[i]
		}
		rows = append(rows, row)
	}
	return rows
}
