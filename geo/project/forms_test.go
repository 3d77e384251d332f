package project_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/project"
)

// codes are the first and the last of each run of the EPSG dataset that is known, what stands alone, and the geographic
// systems.
var codes = []int{32601, 32660, 32701, 32760, 25828, 25838, 28402, 28432, 28462, 28492, 2494, 2522, 2523, 2549, 2551,
	2576, 2578, 2581, 3389, 2582, 2599, 2601, 2640, 20004, 20032, 20064, 20092, 2463, 2491, 2641, 2693, 2695, 2698, 3390,
	2699, 2735, 2738, 2758, 20904, 20932, 21004, 21032, 21207, 21264, 21307, 21364,
	2935, 2936, 2937, 2938, 2939, 2940, 2941, 3350, 3351, 3352, 7825, 7826, 7827, 7828, 7829, 7830, 7831,
	3857, 900913, 3785, 4326, 4979, 4284, 4200, 5561, 4167, 4171, 4180, 4258, 4269, 4283, 4490, 4617, 4619, 4661, 4669,
	4674, 4152, 4759, 6318, 6668, 7683, 7682, 7844, 7686, 4937}

var named = regexp.MustCompile(`(?:PROJCRS|GEOGCRS)\["([^"]*)"`)

var heading = regexp.MustCompile(`(?m)^(?:PROJ\.4|WKT\S+) string:$`)

// Every form in which PROJ writes a system of the EPSG dataset is read as the same system: WKT of both versions and of
// Esri. A run ends where it should: its neighbours in the dataset are other systems.
func TestFormsOfEachCode(t *testing.T) {
	for _, code := range codes {
		name := fmt.Sprint("EPSG:", code)
		want, note, err := project.From(name)
		require.NoError(t, err, name)
		out := run(t, "", "projinfo", "-o", "WKT1:GDAL,WKT1:ESRI,WKT2:2015,WKT2:2019", "--single-line", name)
		forms := heading.Split(out, -1)
		require.Len(t, forms, 5, name)
		for _, form := range forms[1:] {
			if strings.TrimSpace(form) == "" { // three dimensions do not go into every form
				require.Contains(t, []int{4979, 7682, 4937}, code)
				continue
			}
			tr, same, err := project.From(form)
			require.NoError(t, err, form)
			require.Equal(t, note.Key, same.Key, form)
			require.Equal(t, want.Identity(), tr.Identity(), form)
			for _, p := range samples(code) {
				a, err := want.Point(p)
				require.NoError(t, err, name)
				b, err := tr.Point(p)
				require.NoError(t, err, form)
				// Some forms have fifteen digits for an angle of degrees and minutes.
				require.Less(t, metres(a, b), 1.2e-4, form)
			}
		}
		if name := named.FindStringSubmatch(out); !want.Identity() && code != 900913 && code != 3785 {
			rest, ok := strings.CutPrefix(note.String(), "its coordinates are in "+name[1])
			require.True(t, ok && strings.ContainsAny(rest[:1], ",;"), "%s: %s", name[1], note)
		}
	}
}

// samples are positions in a system: degrees, or metres from the false easting.
func samples(code int) []orb.Point {
	points := []orb.Point{{23.5, 41}, {71.25, 51.5}, {-12, -3}}
	if code >= 4000 && code < 4980 || code == 5561 || code == 6318 || code == 6668 || code >= 7682 && code <= 7686 ||
		code == 7844 {
		return points
	}
	tr, _, _ := project.From(fmt.Sprint("EPSG:", code))
	for _, million := range []float64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 32, 34, 50, 60, 64} {
		p := orb.Point{million*1e6 + 400000, 5.5e6}
		if _, err := tr.Point(p); err == nil {
			return []orb.Point{p, {p[0] + 200000, p[1] - 500000}, {p[0] + 99999.75, p[1] + 1e6}}
		}
	}
	zone := float64(code%100) * 1e6
	return []orb.Point{{zone + 400000, 5.5e6}}
}

// What GDAL's program writes of a system, which has forms that PROJ's lacks, is read as the same system too.
func TestFormsOfGDAL(t *testing.T) {
	for code, points := range map[string][]orb.Point{
		"EPSG:28412": {{12400000, 5.5e6}}, "EPSG:3857": {{7.5e6, 6.5e6}},
		"EPSG:4284": {{70, 50}}, "EPSG:2939": {{2350000, 5e6}},
	} {
		want := from(t, code)
		for _, form := range []string{"proj4", "wkt1", "wkt_simple", "wkt_noct", "wkt_esri", "wkt2_2015", "wkt2_2019"} {
			if form == "proj4" && code == "EPSG:2939" { // it leaves out the datum of this one
				continue
			}
			tr := from(t, run(t, "", "gdalsrsinfo", "--single-line", "-o", form, code))
			for _, p := range points {
				a, err := want.Point(p)
				require.NoError(t, err)
				b, err := tr.Point(p)
				require.NoError(t, err)
				require.Less(t, metres(a, b), 1.2e-4, "%s %s", code, form)
			}
		}
	}
}

// A shift that a file states is read from every form that programs write it in.
func TestFormsOfStatedShifts(t *testing.T) {
	const stated = "+proj=tmerc +lon_0=69 +x_0=12500000 +ellps=krass +towgs84=25,-141,-78.5,0.1,0.35,0.736,0.25 +type=crs"
	want, note, err := project.From(stated)
	require.NoError(t, err)
	require.Contains(t, note.String(), "by the shift that it states, towgs84=25,-141,-78.5,0.1,0.35,0.736,0.25")
	for _, form := range heading.Split(run(t, "", "projinfo", "-o", "WKT1:GDAL,WKT2:2015,WKT2:2019", stated), -1)[1:] {
		tr, same, err := project.From(form)
		require.NoError(t, err)
		require.Equal(t, note.Args[1:], same.Args[1:], form)
		for _, p := range scattered(20, 12.2e6, 4e6, 12.8e6, 6e6) {
			a, err := want.Point(p)
			require.NoError(t, err)
			b, err := tr.Point(p)
			require.NoError(t, err)
			require.Equal(t, a, b)
		}
	}
}
