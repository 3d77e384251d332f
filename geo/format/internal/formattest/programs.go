package formattest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
)

// packages are those of Debian, or of npm, that bring a program.
var packages = map[string]string{"ogr2ogr": "gdal-bin of Debian", "xmllint": "libxml2-utils of Debian",
	"geo2topo": "topojson-server of npm", "topo2geo": "topojson-client of npm"}

// Run runs a program and returns what it prints; it must succeed. The test is skipped where it is not installed.
func Run(t *testing.T, name string, args ...string) string {
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("needs %s, of the package %s", name, packages[name])
	}
	var out, wrong bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &wrong
	require.NoError(t, cmd.Run(), "%s %q: %s", name, args, &wrong)
	return out.String()
}

// Save writes a file into a folder that goes with the test.
func Save(t *testing.T, name string, data []byte) (path string) {
	path = filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, data, 0o600))
	return path
}

// Feature is a feature as another program has it in GeoJSON.
type Feature struct {
	ID         any
	Properties map[string]any
	Geometry   orb.Geometry // wound as format.Feature has it
}

// Features are those of a GeoJSON file. Numbers are a json.Number.
func Features(t *testing.T, text string) []Feature {
	var in struct {
		Features []struct {
			ID         any
			Properties map[string]any
			Geometry   *geojson.Geometry
		}
	}
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	require.NoError(t, d.Decode(&in))
	var all []Feature
	for _, x := range in.Features {
		f := Feature{x.ID, x.Properties, nil}
		if x.Geometry != nil {
			f.Geometry = x.Geometry.Geometry()
			switch g := f.Geometry.(type) {
			case orb.Polygon:
				format.Wind(orb.MultiPolygon{g})
			case orb.MultiPolygon:
				format.Wind(g)
			}
		}
		all = append(all, f)
	}
	return all
}

// GDAL are the features of a layer, or of the only one, as GDAL reads them, with all digits; options come before the
// names of files.
func GDAL(t *testing.T, path, layer string, options ...string) []Feature {
	args := append([]string{"-f", "GeoJSON", "-dim", "XY", "-lco", "COORDINATE_PRECISION=17", "-lco",
		"SIGNIFICANT_FIGURES=17", "-lco", "RFC7946=NO"}, options...)
	args = append(args, "/vsistdout/", path)
	if layer != "" {
		args = append(args, layer)
	}
	return Features(t, Run(t, "ogr2ogr", args...))
}
