package planfile_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/gis"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/topology"
)

// kazakhstan is a plan of the embedded scenario.
var kazakhstan = sync.OnceValues(func() (*districts.Plan, error) {
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	if err != nil {
		return nil, err
	}
	c, err := districts.Open(context.Background(), s, nil)
	if err != nil {
		return nil, err
	}
	made, err := planning.Make(context.Background(), c, planning.Settings{})
	if err != nil {
		return nil, err
	}
	return made.Plan, nil
})

// shapesOf are the districts of a plan on the lines of a topology of its units, with no more that tells them apart than
// a property with the number, none where that is "", and counts that are all different.
func shapesOf(t *testing.T, p *districts.Plan, on *topology.Topology, property string) []byte {
	t.Helper()
	c := geojson.NewFeatureCollection()
	for _, d := range p.Districts {
		f := geojson.NewFeature(on.Dissolve(d.Units))
		if property != "" {
			f.Properties[property] = d.Number
		}
		f.Properties["label"] = "x"
		f.Properties["electors"] = 100_000 + d.Number*d.Number
		c.Append(f)
	}
	out, err := json.Marshal(c)
	require.NoError(t, err)
	return out
}

// The plan of a country is known again from its districts' shapes alone, on its own lines and on generalised ones, with
// whatever property has their numbers, and from what GDAL makes of them.
func TestShapes(t *testing.T) {
	p, err := kazakhstan()
	require.NoError(t, err)
	general := map[float64]*topology.Topology{}
	for _, scale := range []float64{1e6, 5e6} {
		g := topology.ForScale(scale)
		g.Decimals = 5
		general[scale], _, err = p.Layer.Topology.Generalise(t.Context(), g)
		require.NoError(t, err)
	}
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
		return filepath.Join(dir, name)
	}
	plain := write("plain.geojson", shapesOf(t, p, p.Layer.Topology, "district"))
	files := map[string]string{plain: "",
		write("general.geojson", shapesOf(t, p, general[1e6], "okrug_no")): `taken from "okrug_no"`,
		write("small.geojson", shapesOf(t, p, general[5e6], "district")):   "less than 99.5 % of their area",
		write("nameless.geojson", shapesOf(t, p, p.Layer.Topology, "")):    "in the order of the features"}
	if _, err := exec.LookPath("ogr2ogr"); err == nil {
		for name, args := range map[string][]string{"p.gpkg": {"-f", "GPKG"}, "p.geojsonl": {"-f", "GeoJSONSeq"},
			"p.shp": {"-f", "ESRI Shapefile"}, "utm.shp": {"-f", "ESRI Shapefile", "-t_srs", "EPSG:32642"}} {
			file := filepath.Join(dir, name)
			out, err := exec.Command("ogr2ogr", append(args, file, plain)...).CombinedOutput()
			require.NoError(t, err, string(out))
			files[file] = ""
		}
	} else {
		t.Log("ogr2ogr is not there: what it writes is not read")
	}
	for file, noted := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		again, err := districts.ReadPlanFrom(p.Case, format.Source{Name: file, Data: data, Beside: output.Beside(file)},
			districts.Reading{})
		require.NoError(t, err, file)
		require.Equal(t, p.Of, again.Of, file)
		if noted != "" {
			require.Contains(t, strings.Join(lines(again.Understood), "\n"), noted, file)
		}
	}
}

// The districts' shapes are the plan again in every format that is written, packed or not; a workbook has no shapes.
func TestShapesOfEveryFormat(t *testing.T) {
	c := small(t)
	p, err := districts.NewNumbered(c, []int{1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3})
	require.NoError(t, err)
	var names []string
	for _, end := range exchange.Written() {
		names = append(names, "d"+end, "d"+end+".zip")
		if end != ".shp" { // which has several files
			names = append(names, "d"+end+".gz")
		}
	}
	require.Greater(t, len(names), 20)
	for _, name := range append(names, "d.kmz") {
		t.Run(name, func(t *testing.T) {
			files, err := exchange.Write(name, []format.Layer{gis.Layers(p, "en")[0]})
			require.NoError(t, err)
			beside := map[string][]byte{}
			for _, f := range files {
				beside[strings.TrimPrefix(f.Name, "d")] = f.Data
			}
			again, err := districts.ReadPlanFrom(c, format.Source{Name: name, Data: files[0].Data,
				Beside: func(end string) ([]byte, error) {
					if data, ok := beside[end]; ok {
						return data, nil
					}
					return nil, fs.ErrNotExist
				}}, districts.Reading{})
			if strings.HasPrefix(name, "d.xlsx") {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, p.Of, again.Of)
		})
	}
}

// Tables of areas are shapes by whatever titles, and the units' own areas are none of districts'.
func TestShapesInTables(t *testing.T) {
	c := small(t)
	row := func(n string, b orb.Bound) string { return n + ";" + wkt.MarshalString(b.ToPolygon()) + "\n" }
	three := row("2", box(60, 45.1, 60.3, 45.2)) + row("1", box(60, 45, 60.3, 45.1)) + row("3", box(60.3, 45, 60.6, 45.2))
	for _, name := range []string{"p", "p.txt", "p.csv"} {
		for _, head := range []string{"district;wkt\n", "округ;geom\n", "sep=;\nno;outline\n"} {
			p, err := districts.ReadPlan(c, name, []byte(head+three))
			require.NoError(t, err, head)
			require.Equal(t, []int{0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2}, p.Of, head)
		}
	}
	units := "code;outline;seat\n"
	for u, x := range c.Layer.Units {
		units += x.ID + ";" + wkt.MarshalString(c.Layer.Topology.Face(u)) + ";" + strconv.Itoa(1+u/4) + "\n"
	}
	p, err := districts.ReadPlan(c, "p.csv", []byte(units))
	require.NoError(t, err)
	require.Equal(t, []int{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2}, p.Of)
	_, err = districts.ReadPlan(c, "p.csv", []byte(units+"X1;;1\n"))
	require.ErrorContains(t, err, "p.csv:14: X1: there is no unit of this id")
	_, err = districts.ReadPlan(c, "p.csv", []byte("district;wkt\n1;\"POLYGON ((60 45, 61\"\n"))
	require.ErrorContains(t, err, "p.csv:2: features[0]: ")
}

// small is testdata/small: two regions of two rows of three squares of a tenth of a degree.
func small(t *testing.T) *districts.Case {
	t.Helper()
	s, err := scenario.Open("../../testdata/small/scenario.yaml")
	require.NoError(t, err)
	c, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	return c
}

// rectangles is a plan of districts that are rectangles, given by west, south, east and north.
func rectangles(t *testing.T, of map[int][]orb.Bound) []byte {
	t.Helper()
	c := geojson.NewFeatureCollection()
	for n := 1; n < 9; n++ {
		for _, b := range of[n] {
			f := geojson.NewFeature(b.ToPolygon())
			f.Properties["district"] = n
			c.Append(f)
		}
	}
	out, err := json.Marshal(c)
	require.NoError(t, err)
	return out
}

func box(west, south, east, north float64) orb.Bound {
	return orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}
}

// Of a unit the share decides that lies in a district: from 99.5 % on it is the district's, from 95 % on with a note,
// and below that nobody's without a decision.
func TestSharesOfUnits(t *testing.T) {
	c := small(t)
	bounds := map[string]orb.Bound{}
	all := orb.Bound{Min: orb.Point{180, 90}, Max: orb.Point{-180, -90}}
	for u, x := range c.Layer.Units {
		face := c.Layer.Topology.Face(u)
		require.InEpsilon(t, 0.01, planar.Area(face), 1e-6)
		bounds[x.ID] = face.Bound()
		all = all.Union(face.Bound())
	}
	a1 := bounds["A1"]
	width := a1.Max[0] - a1.Min[0]
	for name, x := range map[string]struct {
		share        float64 // of A1 in district 1; district 2 has the rest of everything, but for the gap
		gap          float64
		want         int // district of A1
		notes, fault string
		row          string // of A1 in the table of doubts
	}{
		"whole":       {1, 0, 1, "", "", "1,1,"},
		"a hair less": {0.996, 0, 1, "", "", "1,0.996,2: 0.4 %"},
		"noted": {0.96, 0, 1, "in its district with less than 99.5 % of its area: A1 “Unit A1” (1: 96.0 %)", "",
			"1,0.96,2: 4.0 %"},
		"divided": {0.94, 0, 0, "", "A1 “Unit A1”: the shapes divide it: district 1: 94.0 %, 2: 6.0 %; give",
			"1|2,0.94,2: 6.0 %"},
		"half":               {0.5, 0, 0, "", "the shapes divide it: district", "1|2,0.5,2: 50.0 %"},
		"noted of the other": {0.04, 0, 2, "A1 “Unit A1” (2: 96.0 %)", "", "2,0.96,1: 4.0 %"},
		"water left out": {0.7, 0.3, 1, "A1 “Unit A1” (1: 70.0 %)", "",
			"1,0.7,outside of all: 30.0 %"},
		"mostly left out": {0.4, 0.6, 0, "", "outside of all: 60.0 %", "1|-,0.4,outside of all: 60.0 %"},
	} {
		split := a1.Min[0] + x.share*width
		of := map[int][]orb.Bound{1: {box(a1.Min[0], a1.Min[1], split, a1.Max[1])},
			2: {box(split+x.gap*width, a1.Min[1], all.Max[0], a1.Max[1]), box(all.Min[0], a1.Max[1], all.Max[0], all.Max[1])}}
		if x.gap == 0 && x.share == 1 {
			of[2][0] = box(a1.Max[0], a1.Min[1], all.Max[0], a1.Max[1])
		}
		p, err := districts.ReadPlan(c, "p", rectangles(t, of))
		if x.fault != "" {
			require.ErrorContains(t, err, x.fault, name)
			var divided *planfile.DividedError
			require.ErrorAs(t, err, &divided, name)
			require.Contains(t, string(planfile.Doubts(divided.Placed, "en")), "\nA1,Unit A1,"+x.row+"\nA2,Unit A2,2,1,\n", name)
			require.Equal(t, 1, planfile.Undecided(divided.Placed), name)
			decided(t, c, divided.Placed)
			continue
		}
		require.NoError(t, err, name)
		require.Contains(t, string(planfile.Doubts(p.Placed, "en")), "\nA1,Unit A1,"+x.row+"\nA2,Unit A2,2,1,\n", name)
		numbers := p.Numbers()
		require.Equal(t, x.want, numbers["A1"], name)
		require.Equal(t, 2, numbers["A2"], name)
		require.Equal(t, 2, numbers["B6"], name)
		require.Contains(t, strings.Join(lines(p.Understood), "\n"), x.notes, name)
		require.Equal(t, x.notes == "", !strings.Contains(strings.Join(lines(p.Understood), "\n"), "less than 99.5"), name)
	}
}

// decided reads a table of doubts as the plan that it is: as it stands, with the undecided units in no district, and
// decided for the first of their districts.
func decided(t *testing.T, c *districts.Case, placed []planfile.Placed) {
	t.Helper()
	text := string(planfile.Doubts(placed, "ru"))
	for i, x := range []string{text, regexp.MustCompile(`\|[0-9-]+`).ReplaceAllString(text, "")} {
		p, err := districts.ReadPlan(c, "doubts.csv", []byte(x))
		require.NoError(t, err)
		for u, y := range placed {
			if y.Open && i == 0 || len(y.Of) == 0 {
				require.Equal(t, districts.Unassigned, p.Of[u], x)
				continue
			}
			require.Equal(t, y.Of[0], p.Districts[p.Of[u]].Number, x)
		}
	}
}

// As many areas as there are seats are the districts, though their ids are those of units.
func TestShapesWithIDsOfUnits(t *testing.T) {
	c := small(t)
	all := map[int][]orb.Bound{1: {box(60, 45, 60.3, 45.1)}, 2: {box(60, 45.1, 60.3, 45.2)},
		3: {box(60.3, 45, 60.6, 45.2)}}
	text := string(rectangles(t, all))
	for n, id := range []string{"A4", "A5", "A6"} {
		text = strings.Replace(text, `"properties":{`, `"properties" : {"id":"`+id+`",`, 1)
		require.Equal(t, n+1, strings.Count(text, `"id"`))
	}
	p, err := districts.ReadPlan(c, "p", []byte(text))
	require.NoError(t, err)
	require.Equal(t, []int{0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2}, p.Of)
}

// Shapes that overlap give a unit to nobody; what no shape covers has no district, and is told.
func TestShapesThatOverlapOrLeaveOut(t *testing.T) {
	c := small(t)
	a1 := c.Layer.Topology.Face(0).Bound()
	a2 := c.Layer.Topology.Face(1).Bound()
	both := a1.Union(a2)
	_, err := districts.ReadPlan(c, "p", rectangles(t, map[int][]orb.Bound{1: {both}, 2: {a2}}))
	require.ErrorContains(t, err, "A2 “Unit A2”: the shapes divide it: district 1: 100.0 %, 2: 100.0 %")
	var divided *planfile.DividedError
	require.ErrorAs(t, err, &divided)
	require.Contains(t, string(planfile.Doubts(divided.Placed, "en")), "\nA1,Unit A1,1,1,\nA2,Unit A2,1|2,1,2: 100.0 %\n"+
		"A3,Unit A3,,,outside of all: 100.0 %\n")
	decided(t, c, divided.Placed)
	p, err := districts.ReadPlan(c, "p", rectangles(t, map[int][]orb.Bound{1: {a1, a2}}))
	require.NoError(t, err)
	require.Equal(t, []int{0, 0, districts.Unassigned}, p.Of[:3])
	require.Contains(t, lines(p.Understood)[1], "10 units lie in no district: A3 “Unit A3”, ")
	require.Contains(t, lines(p.Understood)[0], "several features have the number of one district, and are taken "+
		"together: 1")
	_, err = districts.ReadPlan(c, "p", rectangles(t, map[int][]orb.Bound{1: {box(500000, 4e6, 600000, 5e6)}}))
	require.ErrorContains(t, err, "are not degrees")
	_, err = districts.ReadPlan(c, "p", rectangles(t, map[int][]orb.Bound{1: {a1}, 2: {box(190, 45, 191, 46)}}))
	require.ErrorContains(t, err, "p: features[1]: the coordinates 190, 45 are no longitude and latitude; convert it")
}
