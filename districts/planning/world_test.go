package planning_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/scenario"
)

// strips is a country whose regions are columns of cells of a tenth of a degree, a unit each: voters from below. A gap
// of so many metres, 0 for none, lies below the second unit of the first region. More is YAML that the scenario goes on
// with, rule and seats above all.
func strips(t testing.TB, voters [][]int64, gap float64, more string) *districts.Case {
	t.Helper()
	c, err := openStrips(t.TempDir(), voters, gap, more)
	require.NoError(t, err)
	return c
}

func openStrips(dir string, voters [][]int64, gap float64, more string) (*districts.Case, error) {
	var units []string
	for r, column := range voters {
		for i, v := range column {
			x, y := 60+0.1*float64(r), 45+0.1*float64(i)
			below := y
			if r == 0 && i == 1 {
				below += gap / 111_000
			}
			units = append(units, fmt.Sprintf(`{"type":"Feature","properties":{"id":"%c%d","region":"%[1]c","voters":%[3]d},`+
				`"geometry":{"type":"Polygon","coordinates":[[[%[4]g,%.7[5]f],[%.1[6]f,%.7[5]f],[%.1[6]f,%.1[7]f],`+
				`[%[4]g,%.1[7]f],[%[4]g,%.7[5]f]]]}}`, 'A'+r, i+1, v, x, below, x+0.1, y+0.1))
		}
	}
	for name, text := range map[string]string{
		"units.geojson": `{"type":"FeatureCollection","features":[` + strings.Join(units, ",\n") + "]}",
		"scenario.yaml": "okrug: 1\nid: strips\n" +
			"units: {file: units.geojson, id: id, region: region, voters: voters}\n" + more,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	s, err := scenario.Open(filepath.Join(dir, "scenario.yaml"))
	if err != nil {
		return nil, err
	}
	return districts.Open(context.Background(), s, nil)
}
