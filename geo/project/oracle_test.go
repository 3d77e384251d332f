package project_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/project"
)

// run is what a program prints of what it is given. The test skips where it is not installed.
func run(t *testing.T, in string, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(name + " is not installed")
	}
	c := exec.CommandContext(t.Context(), name, args...)
	c.Stdin = strings.NewReader(in)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	require.NoError(t, err, "%s %s: %s", name, args, &stderr)
	return string(out)
}

// turn has a program turn points, which it reads and prints a line each, with the columns of x and y in its answer.
func turn(t *testing.T, points []orb.Point, x, y int, name string, args ...string) []orb.Point {
	t.Helper()
	var in strings.Builder
	for _, p := range points {
		fmt.Fprintf(&in, "%.12f %.12f\n", p[0], p[1])
	}
	lines := strings.Split(strings.TrimSpace(run(t, in.String(), name, args...)), "\n")
	require.Len(t, lines, len(points))
	out := make([]orb.Point, len(points))
	for i, line := range lines {
		words := strings.Fields(line)
		require.Greater(t, len(words), max(x, y), line)
		for axis, column := range []int{x, y} {
			v, err := strconv.ParseFloat(words[column], 64)
			require.NoError(t, err, line)
			out[i][axis] = v
		}
	}
	return out
}

// cs2cs is PROJ's program: points from one PROJ string to another.
func cs2cs(t *testing.T, points []orb.Point, from, to string) []orb.Point {
	t.Helper()
	args := append([]string{"-f", "%.12f"}, strings.Fields(from)...)
	return turn(t, points, 0, 1, "cs2cs", append(append(args, "+to"), strings.Fields(to)...)...)
}

// scattered are points within bounds, the same each time.
func scattered(n int, west, south, east, north float64) []orb.Point {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	points := make([]orb.Point, n)
	for i := range points {
		points[i] = orb.Point{west + (east-west)*random.Float64(), south + (north-south)*random.Float64()}
	}
	return points
}

// metres is how far two places lie from each other, for short distances.
func metres(a, b orb.Point) float64 {
	const degree = math.Pi / 180 * 6378137
	return math.Hypot(math.Remainder(a[0]-b[0], 360)*degree*math.Cos(a[1]*math.Pi/180), (a[1]-b[1])*degree)
}

func from(t *testing.T, crs string) project.Transform {
	t.Helper()
	tr, _, err := project.From(crs)
	require.NoError(t, err, crs)
	return tr
}

// esri is a projected system as Esri's programs write it into a .prj.
func esri(projection, datum, parameters, unit string) string {
	geographic := map[string]string{
		"WGS": `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],`,
		"42":  `GEOGCS["GCS_Pulkovo_1942",DATUM["D_Pulkovo_1942",SPHEROID["Krasovsky_1940",6378245.0,298.3]],`,
	}[datum]
	var list string
	for _, p := range strings.Fields(parameters) {
		name, value, _ := strings.Cut(p, "=")
		list += fmt.Sprintf(`PARAMETER[%q,%s],`, name, value)
	}
	return fmt.Sprintf(`PROJCS["Test",%sPRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION[%q],%s`+
		`UNIT[%s]]`, geographic, projection, list, unit)
}

const (
	metre = `"Meter",1.0`
	// What PROJ takes as the shift of EPSG:15865 and of EPSG:5043: rotations have the sign of the position vector.
	shift42 = " +ellps=krass +towgs84=25,-141,-78.5,0,0.35,0.736,0"
	shift95 = " +ellps=krass +towgs84=24.47,-130.89,-81.56,0,0,0.13,-0.22"
	austria = "+proj=lcc +lat_1=46 +lat_2=49 +lon_0=13 +x_0=400000 +ellps=bessel " +
		"+towgs84=577.326,90.129,463.919,5.137,1.474,5.297,2.4232"
)

// systems are statements of files beside PROJ strings for the same, in whose area places are drawn. With a shift the
// string has one; else its answer is on its own ellipsoid, which is taken for that of WGS 84.
var systems = []struct {
	crs, proj                string
	west, south, east, north float64
}{
	{"EPSG:32642", "+proj=utm +zone=42 +datum=WGS84", 65.5, 0, 72.5, 84},
	{"urn:ogc:def:crs:EPSG::32719", "+proj=utm +zone=19 +south +datum=WGS84", -72.5, -80, -65.5, 0},
	{"EPSG:32660", "+proj=utm +zone=60 +datum=WGS84", 174, 0, 181, 84},
	{"http://www.opengis.net/def/crs/EPSG/0/25833", "+proj=utm +zone=33 +ellps=GRS80", 9, 40, 18, 84},
	{"EPSG:3857", "+proj=webmerc +datum=WGS84", -180, -85, 180, 85},
	{"EPSG:28412", "+proj=tmerc +lon_0=69 +x_0=12500000" + shift42, 65.5, 36, 72.5, 77},
	{"EPSG:2502", "+proj=tmerc +lon_0=69 +x_0=500000" + shift42, 65.5, 36, 72.5, 77},
	{"EPSG:2533", "+proj=tmerc +lon_0=51 +x_0=17500000" + shift42, 47.5, 36, 54.5, 77},
	{"EPSG:2939", "+proj=tmerc +lat_0=0.13333333333333333 +lon_0=50.766666666666667 +x_0=2300000" + shift42,
		49, 41, 53, 52},
	{"EPSG:20032", "+proj=tmerc +lon_0=-171 +x_0=32500000" + shift95, -175, 50, -168, 75},
	{"EPSG:10946", "+proj=tmerc +lon_0=69 +x_0=12500000 +ellps=GRS80", 65.5, 40, 72.5, 56},
	{"EPSG:21217", "+proj=tmerc +lon_0=51 +x_0=17250000 +a=6378136.5 +rf=298.2564151", 47.5, 40, 54.5, 70},
	{"EPSG:4284", "+proj=longlat" + shift42, 46, 40, 88, 56},
	{"EPSG:4200", "+proj=longlat" + shift95, 20, 40, 180, 80},
	{"EPSG:5561", "+proj=longlat +ellps=krass +towgs84=24,-121,-76", 22, 43, 41, 53},
	// Kazakhstan as a whole, as its maps are drawn.
	{esri("Albers", "WGS", "False_Easting=0.0 False_Northing=0.0 Central_Meridian=67.0 Standard_Parallel_1=43.0 "+
		"Standard_Parallel_2=53.5 Latitude_Of_Origin=0.0", metre),
		"+proj=aea +lon_0=67 +lat_1=43 +lat_2=53.5 +datum=WGS84", 46, 40, 88, 56},
	{esri("Albers", "42", "False_Easting=500000.0 False_Northing=-4000000.0 Central_Meridian=67.5 "+
		"Standard_Parallel_1=42.0 Standard_Parallel_2=54.0 Latitude_Of_Origin=48.0", metre),
		"+proj=aea +lon_0=67.5 +lat_0=48 +lat_1=42 +lat_2=54 +x_0=500000 +y_0=-4000000" + shift42, 46, 40, 88, 56},
	{esri("Albers", "WGS", "Central_Meridian=132.0 Standard_Parallel_1=-18.0 Standard_Parallel_2=-36.0 "+
		"Latitude_Of_Origin=-5", metre),
		"+proj=aea +lon_0=132 +lat_0=-5 +lat_1=-18 +lat_2=-36 +datum=WGS84", 112, -60, 154, 10},
	{esri("Albers", "WGS", "Central_Meridian=20.0 Standard_Parallel_1=60.0 Standard_Parallel_2=60.0", metre),
		"+proj=aea +lon_0=20 +lat_1=60 +lat_2=60 +datum=WGS84", -60, 30, 100, 89.9},
	{esri("Lambert_Conformal_Conic", "WGS", "Central_Meridian=95.0 Standard_Parallel_1=15.0 Standard_Parallel_2=65.0 "+
		"Latitude_Of_Origin=30.0", metre),
		"+proj=lcc +lon_0=95 +lat_0=30 +lat_1=15 +lat_2=65 +datum=WGS84", 20, 10, 180, 85},
	{esri("Lambert_Conformal_Conic", "42", "Central_Meridian=70.0 Standard_Parallel_1=48.0 Scale_Factor=0.9992 "+
		"Latitude_Of_Origin=48.0 False_Easting=1e6", metre),
		"+proj=lcc +lon_0=70 +lat_0=48 +lat_1=48 +k_0=0.9992 +x_0=1000000" + shift42, 46, 40, 88, 56},
	{esri("Lambert_Conformal_Conic", "WGS", "Central_Meridian=-64.0 Standard_Parallel_1=-38.0 Standard_Parallel_2=-50.0 "+
		"Latitude_Of_Origin=-30.0", metre),
		"+proj=lcc +lon_0=-64 +lat_0=-30 +lat_1=-38 +lat_2=-50 +datum=WGS84", -80, -80, -40, -10},
	{esri("Mercator", "42", "Central_Meridian=51.0 Standard_Parallel_1=42.0", metre),
		"+proj=merc +lon_0=51 +lat_ts=42" + shift42, -100, -80, 170, 85},
	{esri("Mercator_1SP", "WGS", "central_meridian=150.0 scale_factor=0.997 false_easting=3900000 false_northing=900000",
		metre), "+proj=merc +lon_0=150 +k=0.997 +x_0=3900000 +y_0=900000 +datum=WGS84", -29, -80, 329, 85},
	{esri("Transverse_Mercator", "WGS", "False_Easting=200 Central_Meridian=68.0 Scale_Factor=0.9999 "+
		"Latitude_Of_Origin=50.0", `"Kilometer",1000.0`),
		"+proj=tmerc +lon_0=68 +lat_0=50 +k=0.9999 +x_0=200000 +units=km +datum=WGS84", 46, 40, 88, 56},
	{esri("Transverse_Mercator", "WGS", "False_Easting=1640416.666666667 Central_Meridian=-85.8 Latitude_Of_Origin=30.5",
		`"Foot_US",0.3048006096012192`),
		"+proj=tmerc +lon_0=-85.8 +lat_0=30.5 +x_0=500000.0000000001 +units=us-ft +datum=WGS84", -89, 30, -82, 40},
	{esri("Transverse_Mercator", "WGS", "False_Easting=100 Central_Meridian=35 Latitude_Of_Origin=0", `"Foot",0.3048`),
		"+proj=tmerc +lon_0=35 +x_0=30.48 +units=ft +datum=WGS84", 32, -5, 38, 5},
	{austria + " +no_defs", austria, 9, 46, 18, 49},
	{"+proj=utm +zone=42 +ellps=GRS80 +units=km +no_defs +type=crs", "+proj=utm +zone=42 +ellps=GRS80 +units=km",
		65, 40, 73, 56},
}

// Places drawn in the area of each system come back within a millimetre of where PROJ puts them.
func TestAgainstPROJ(t *testing.T) {
	worst := 0.0
	for _, s := range systems {
		t.Run(s.crs, func(t *testing.T) {
			own, _, shifted := strings.Cut(s.proj, " +towgs84=")
			geographic := "+proj=longlat"
			for _, word := range strings.Fields(own) {
				for _, key := range []string{"+datum=", "+ellps=", "+a=", "+rf="} {
					if strings.HasPrefix(word, key) {
						geographic += " " + word
					}
				}
			}
			to := geographic
			if shifted {
				to = "+proj=longlat +datum=WGS84"
			}
			there := cs2cs(t, scattered(2000, s.west, s.south, s.east, s.north), geographic, own)
			back := cs2cs(t, there, s.proj, to)
			tr := from(t, s.crs)
			for i, p := range there {
				got, err := tr.Point(p)
				require.NoError(t, err)
				if d := metres(back[i], got); d >= 0.001 {
					require.Less(t, d, 0.001, "%v: %v, by PROJ %v", p, got, back[i])
				} else {
					worst = max(worst, d)
				}
			}
		})
	}
	t.Logf("at most %.6f m", worst)
}

// The shifts are those of the EPSG dataset, as PROJ has it.
func TestShiftsOfTheEPSGDataset(t *testing.T) {
	for crs, operation := range map[string]string{"EPSG:4284": "15865", "EPSG:4200": "5043", "EPSG:5561": "5840"} {
		_, note, err := project.From(crs)
		require.NoError(t, err)
		require.Contains(t, note.String(), "by EPSG:"+operation)
		pipeline := strings.Fields(run(t, "", "projinfo", "-k", "operation", "-o", "PROJ", "-q", "EPSG:"+operation))
		points := scattered(500, 22, 40, 88, 60)
		var swapped []orb.Point
		for _, p := range points {
			swapped = append(swapped, orb.Point{p[1], p[0]})
		}
		args := append([]string{"-d", "12", "-z", "0", "-t", "0"}, pipeline...)
		for i, want := range turn(t, swapped, 1, 0, "cct", args...) {
			got, err := from(t, crs).Point(points[i])
			require.NoError(t, err)
			require.Less(t, metres(want, got), 0.001)
		}
	}
}

// Of the two shifts that GOST gives for SK-42, that of 2001 with the area of the former Soviet Union is taken; that of
// 2008, for Russia, puts no place of Kazakhstan farther than 2.9 m from it.
func TestTheTwoShiftsOfSK42(t *testing.T) {
	other := from(t, "+proj=longlat +ellps=krass +towgs84=23.57,-140.95,-79.8,0,0.35,0.79,-0.22") // EPSG:5044
	worst := 0.0
	for _, p := range scattered(1000, 46, 40, 88, 56) {
		a, err := from(t, "EPSG:4284").Point(p)
		require.NoError(t, err)
		b, err := other.Point(p)
		require.NoError(t, err)
		worst = max(worst, metres(a, b))
	}
	require.InDelta(t, 2.85, worst, 0.05)
}

// Far from the central meridian as well, places are those of the exact formulas, which GeographicLib has: elliptic
// functions, and no series.
func TestTransverseMercatorAgainstExactFormulas(t *testing.T) {
	tr := from(t, "+proj=tmerc +lon_0=69 +ellps=WGS84")
	points := append(scattered(2000, -4.4e6, 0, 4.4e6, 9.9e6), scattered(1000, -400000, 4e6, 400000, 6.5e6)...)
	for i, want := range turn(t, points, 1, 0, "TransverseMercatorProj", "-r", "-l", "69", "-k", "1", "-p", "9") {
		got, err := tr.Point(points[i])
		require.NoError(t, err)
		require.Less(t, metres(want, got), 0.0002, "%v", points[i])
	}
}
