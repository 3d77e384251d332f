package project_test

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/project"
)

// Statements that no program here writes.
func TestStatements(t *testing.T) {
	const geographic = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],` +
		`PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`
	at := orb.Point{400000, 5.5e6}
	utm, err := from(t, "EPSG:32642").Point(at)
	require.NoError(t, err)
	for _, same := range []string{
		"WGS 84 / UTM zone 42N", "wgs 84 / utm zone 42n", "urn:ogc:def:crs:EPSG:9.9:32642", "32642", "+init=epsg:32642",
		"https://epsg.io/32642", "http://spatialreference.org/ref/epsg/32642/",
		"\ufeff" + `PROJCS["WGS_1984_UTM_Zone_42N",` + geographic + `,PROJECTION["Transverse_Mercator"],` +
			`PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",69.0],PARAMETER["Scale_Factor",0.9996],` +
			`UNIT["Meter",1.0]],VERTCS["EGM96_Geoid",VDATUM["EGM96_Geoid"],PARAMETER["Vertical_Shift",0.0]]` + "\r\n\x00",
		`projcs("UTM",` + strings.NewReplacer("[", "(", "]", ")").Replace(geographic) + `, ` +
			`PROJECTION("Transverse_Mercator"), PARAMETER("False_Easting",5E5), PARAMETER("Central_Meridian",69), ` +
			`PARAMETER("Scale_Factor",.9996), UNIT("m",1))`,
		`COMPD_CS["with ""heights""",PROJCS["UTM",` + geographic + `,PROJECTION["Transverse_Mercator"],` +
			`PARAMETER["false_easting",500000],PARAMETER["central_meridian",69],PARAMETER["scale_factor",0.9996],` +
			`UNIT["metre",1]],VERT_CS["EGM96",VERT_DATUM["EGM96",2005],UNIT["metre",1]]]`,
		"+proj=utm +zone=42 +ellps=WGS84", "+proj=etmerc +lon_0=69 +k_0=0.9996 +x_0=500000 +datum=WGS84 +units=m",
		"proj=utm zone=42 a=6378137 rf=298.257223563 towgs84=0,0,0",
		"+proj=tmerc +lon_0=69 +k=0.9996 +x_0=500000 +a=6378137 +b=6356752.314245179",
	} {
		got, err := from(t, same).Point(at)
		require.NoError(t, err, same)
		require.Equal(t, utm, got, same)
	}
	web, err := from(t, "EPSG:3857").Point(at)
	require.NoError(t, err)
	for _, same := range []string{
		"ESRI:102100", "EPSG:102113", "EPSG:900913", "+proj=merc +R=6378137", "+proj=webmerc +datum=WGS84",
		"+proj=merc +a=6378137 +b=6378137 +lat_ts=0.0 +lon_0=0.0 +x_0=0.0 +y_0=0 +k=1.0 +units=m +nadgrids=@null +wktext",
		`PROJCS["WGS 84 / Pseudo-Mercator",` + geographic + `,PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],` +
			`PARAMETER["scale_factor",1],UNIT["metre",1]]`,
		`PROJCS["Google",` + geographic + `,PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],UNIT["metre",1],` +
			`AUTHORITY["EPSG","900913"]]`,
		`PROJCS["WGS_1984_Web_Mercator",GEOGCS["GCS_WGS_1984_Major_Auxiliary_Sphere",` +
			`DATUM["D_WGS_1984_Major_Auxiliary_Sphere",SPHEROID["WGS_1984_Major_Auxiliary_Sphere",6378137.0,0.0]],` +
			`PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator"],` +
			`PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],UNIT["Meter",1.0]]`,
	} {
		got, err := from(t, same).Point(at)
		require.NoError(t, err, same)
		require.Equal(t, web, got, same)
	}
	// The definition of EPSG:10948 as its register publishes it, which PROJ's data of 2022 lack.
	const qazTRF = `PROJCS["QazTRF-23_Gauss-Kruger_zone_14",GEOGCS["QazTRF-23",` +
		`DATUM["Kazakhstan_Terrestrial_Reference_Frame_2023",SPHEROID["GRS_1980",6378137.0,298.257222101]],` +
		`PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],` +
		`PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",14500000.0],PARAMETER["False_Northing",0.0],` +
		`PARAMETER["Central_Meridian",81.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],` +
		`UNIT["Meter",1.0]]`
	zone := orb.Point{14400000, 5.2e6}
	byCode, err := from(t, "EPSG:10948").Point(zone)
	require.NoError(t, err)
	byText, err := from(t, qazTRF).Point(zone)
	require.NoError(t, err)
	require.Equal(t, byCode, byText)
}

const greenwich = `PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]`

// Degrees on WGS 84 stay as they are to the last digit, and those on datums nearby with a note; grads are turned.
func TestIdentity(t *testing.T) {
	p := orb.Point{71.123456789012345, 51.987654321098765}
	const (
		local = `GEOGCS["Local",DATUM["Local",SPHEROID["GRS 1980",6378137,298.257222101],TOWGS84[0,0,0]],` + greenwich
		short = `GEOGCS["x",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.25722]],PRIMEM["Greenwich",0],` +
			`UNIT["degree",0.01745329252]]`
		within = "which lies within 2 m of WGS 84; they are read as WGS 84"
	)
	for crs, note := range map[string]string{
		"": "", "EPSG:4326": "", "OGC:CRS84": "", short: "",
		"EPSG:10941": "its coordinates are in QazTRF-23, " + within,
		local:        "its coordinates are in Local, " + within,
		"+proj=longlat +ellps=GRS80": "its coordinates are in +proj=longlat +ellps=GRS80, which names an ellipsoid and no " +
			"datum; the datum is taken to lie within 2 m of WGS 84",
	} {
		tr, text, err := project.From(crs)
		require.NoError(t, err, crs)
		require.True(t, tr.Identity(), crs)
		require.Equal(t, note, text.String(), crs)
		got, err := tr.Point(p)
		require.NoError(t, err)
		require.Equal(t, p, got)
	}
	grads := from(t, `GEOGCS["x",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],`+
		`UNIT["grad",0.0157079632679]]`)
	got, err := grads.Point(orb.Point{100, 50})
	require.NoError(t, err)
	require.False(t, grads.Identity())
	require.Equal(t, orb.Point{90, 45}, got)
}
