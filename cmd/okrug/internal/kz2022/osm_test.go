package kz2022

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/testdata"
)

// Names of settlements, picked from GeoNames, against an independent source that says the language of its names. Only
// counted, never taken over: its licence does not allow it.
func TestPlaceNamesAgainstAnIndependentSource(t *testing.T) {
	f, err := os.Open(testdata.Shared(t, "kz", "settlements-osm.csv"))
	require.NoError(t, err)
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	type other struct{ lon, lat float64 }
	where := map[string][]other{} // by name in either language
	fold := strings.NewReplacer("ё", "е", "Ё", "Е", "-", " ")
	for _, r := range rows[1:] {
		lon, err1 := strconv.ParseFloat(r[6], 64)
		lat, err2 := strconv.ParseFloat(r[7], 64)
		require.NoError(t, err1)
		require.NoError(t, err2)
		for _, name := range r[2:5] {
			if name = strings.ToLower(fold.Replace(name)); name != "" {
				where[name] = append(where[name], other{lon, lat})
			}
		}
	}
	near := func(name string, lon, lat float64) bool {
		for _, o := range where[strings.ToLower(fold.Replace(name))] {
			if math.Hypot((o.lon-lon)*math.Cos(lat*math.Pi/180), o.lat-lat)*111.2 < 6 {
				return true
			}
		}
		return false
	}
	total, kk, ru := 0, 0, 0
	for _, p := range embeddedLayer(t, "settlements.geojson").Features {
		at := p.Point()
		total++
		if near(p.Properties.MustString("name_kk"), at[0], at[1]) {
			kk++
		}
		if near(p.Properties.MustString("name_ru"), at[0], at[1]) {
			ru++
		}
	}
	t.Logf("%d places: %d Kazakh and %d Russian names found there", total, kk, ru)
	require.Greater(t, kk, total*8/10)
	require.Greater(t, ru, total*8/10)
}
