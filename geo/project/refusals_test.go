package project_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/project"
)

const (
	world   = `"WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]`
	zone    = `PROJECTION["Transverse_Mercator"],PARAMETER["central_meridian",69],UNIT["metre",1]`
	clarke  = `SPHEROID["Clarke 1866",6378206.4,294.978698213898]`
	bessel  = `SPHEROID["Bessel",6377397.155,299.1528128]`
	unnamed = `"Unknown based on Krassovsky ellipsoid",SPHEROID["Krassovsky",6378245,298.3]`
	other   = `PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["Central_Meridian",0],` +
		`PARAMETER["Auxiliary_Sphere_Type",2],UNIT["m",1]`
)

// projected is a projected system of a datum and of what follows it.
func projected(datum, rest string) string {
	return `PROJCS["Test",GEOGCS["Base",DATUM[` + datum + `],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],` +
		rest + `]`
}

// What has no certain place on the Earth, or one that is not known here, is refused by its name and with the reason.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ crs, why string }{
		{"EPSG:2100", "okrug does not know it"},
		{"EPSG:2550", "okrug does not know it"}, // between zones of Pulkovo 1942, and of another datum
		{"EPSG:2577", "okrug does not know it"}, // withdrawn for its wrong false easting
		{"urn:ogc:def:crs:IAU::32642", "okrug does not know it"},
		{"FOO:4326", "okrug does not know it"},
		{"EPSG:4326+5773", "okrug does not know it"},
		{"undefined", "okrug does not know it"},
		{`FOO["x"]`, "okrug does not know it"},
		{"EPSG:4267", "its datum NAD27 takes grids of shifts, which okrug does not have"},
		{"urn:ogc:def:crs:OGC::CRS27", "its datum NAD27 takes grids of shifts"},
		{"СК-63 зона 1", "its parameters are not published"},
		{"CK-63", "its parameters are not published"},
		{"МСК-77", "its parameters are not published"},
		{"Omsk", "okrug does not know it"},

		{"+proj=utm +zone=14 +datum=NAD27", "its datum NAD27 takes grids of shifts"},
		{"+proj=tmerc +lon_0=69 +ellps=krass", "it names no datum"},
		{"+proj=longlat", "it names no datum"},
		{"+proj=longlat +datum=potsdam", `okrug does not know how its datum "potsdam" lies to WGS 84`},
		{"+proj=longlat +ellps=krass +nadgrids=x.gsb", `is given by "nadgrids=x.gsb", not by 3 or 7 parameters`},
		{"+proj=longlat +ellps=krass +towgs84=1,2", "not by 3 or 7 parameters"},
		{"+proj=longlat +ellps=krass +towgs84=1,2,x", "not by 3 or 7 parameters"},
		{"+proj=longlat +ellps=krass +towgs84=1,2,99999", "not by 3 or 7 parameters"},
		{"+proj=longlat +ellps=foo", `its parameter "ellps" cannot be foo`},
		{"+proj=longlat +R=1738000", "its ellipsoid is not of the Earth, a=1.738e+06 rf=0"},
		{"+proj=longlat +datum=WGS84 +a=-1", `its parameter "a" cannot be -1`},
		{"+proj=longlat +datum=WGS84 +pm=ferro", `its longitudes count from "ferro", not from Greenwich`},
		{"+proj=geocent +datum=WGS84", "it counts positions from the Earth's centre"},
		{"+proj=laea +lat_0=52 +ellps=GRS80", `okrug does not know its projection "laea"`},
		{"+proj=utm +zone=61 +datum=WGS84", `its parameter "zone" cannot be 61`},
		{"+proj=utm +datum=WGS84", `its parameter "zone" cannot be 0`},
		{"+proj=utm +zone=4x +datum=WGS84", `its parameter "zone" cannot be 4x`},
		{"+proj=utm +zone=42 +zone=43 +datum=WGS84", `its parameter "zone" is given twice`},
		{"+proj=tmerc +datum=WGS84 +gamma=2", `okrug does not know its parameter "gamma"`},
		{"+proj=tmerc +datum=WGS84 +axis=wsu", `one of its axes points "wsu"`},
		{"+proj=tmerc +datum=WGS84 +units=link", `its parameter "units" cannot be link`},
		{"+proj=tmerc +datum=WGS84 +to_meter=0", `its parameter "to_meter" cannot be 0`},
		{"+proj=tmerc +datum=WGS84 +k=0", `its parameter "scale_factor" cannot be 0`},
		{"+proj=tmerc +datum=WGS84 +lat_0=91", `its parameter "latitude_of_origin" cannot be 91`},
		{"+proj=tmerc +datum=WGS84 +lat_1=5", `its parameter "standard_parallel_1" does not belong to its projection`},
		{"+proj=merc +datum=WGS84 +lat_0=5", `its parameter "latitude_of_origin" cannot be 5`},
		{"+proj=merc +datum=WGS84 +lat_ts=5 +k=0.9", `its parameter "scale_factor" cannot be 0.9`},
		{"+proj=merc +datum=WGS84 +lat_ts=90", `its parameter "standard_parallel_1" cannot be 90`},
		{"+proj=lcc +datum=WGS84", `its parameter "lat_1" is missing`},
		{"+proj=lcc +datum=WGS84 +lat_1=30 +lat_2=-30", `its parameter "standard_parallel_2" cannot be -30`},
		{"+proj=lcc +datum=WGS84 +lat_1=30 +lat_0=-90", `its parameter "latitude_of_origin" cannot be -90`},
		{projected(world, strings.Replace(zone, "Transverse_Mercator", "Lambert_Conformal_Conic_1SP", 1)+
			`,PARAMETER["latitude_of_origin",0]`), `its parameter "latitude_of_origin" cannot be 0`},
		{"+proj=lcc +datum=WGS84 +lat_1=90", `its parameter "standard_parallel_1" cannot be 90`},
		{"+proj=aea +datum=WGS84 +lat_1=30", `its parameter "standard_parallel_2" is missing`},
		{"+proj=aea +datum=WGS84 +lat_1=30 +lat_2=90", `its parameter "standard_parallel_2" cannot be 90`},

		{projected(`"Potsdam",`+bessel, zone), `okrug does not know how its datum "Potsdam" lies to WGS 84`},
		{projected(unnamed, zone), "it names no datum"},
		{projected(`"Pulkovo_1942",SPHEROID["WGS 84",6378137,298.257223563]`, zone),
			"its datum Pulkovo 1942 is stated with another ellipsoid, a=6.378137e+06 rf=298.257223563"},
		{projected(`"North_American_Datum_1927",`+clarke, zone), "its datum NAD27 takes grids of shifts"},
		{projected(`"Local",`+bessel+`,EXTENSION["PROJ4_GRIDS","BETA2007.gsb"]`, zone), `given by "PROJ4_GRIDS"`},
		{projected(`"Local",`+bessel+`,TOWGS84[1,2]`, zone), `given by "TOWGS84"`},
		{projected(`"x"`, zone), "it names no datum"},
		{projected(world, `PROJECTION["Krovak"],UNIT["metre",1]`), `okrug does not know its projection "Krovak"`},
		{projected(world, `UNIT["metre",1]`), `okrug does not know its projection ""`},
		{projected(world, `PROJECTION["Mercator_(1SP)_(Spherical)"],PARAMETER["central_meridian",0],UNIT["m",1]`),
			`okrug does not know its projection "Mercator_(1SP)_(Spherical)"`},
		{projected(world, `PROJECTION["Transverse_Mercator"],UNIT["metre",1]`), `"central_meridian" is missing`},
		{projected(world, zone+`,PARAMETER["azimuth",3]`), `okrug does not know its parameter "azimuth"`},
		{projected(world, zone+`,PARAMETER["Central_Meridian",3]`), `its parameter "central_meridian" is given twice`},
		{projected(world, zone+`,PARAMETER["scale_factor","1"]`), "a number is missing in its PARAMETER “scale_factor”"},
		{projected(world, zone+`,PARAMETER["scale_factor",Infinity]`), "a number is missing in its PARAMETER"},
		{projected(world, zone+`,AXIS["Westing",WEST]`), `one of its axes points "west"`},
		{projected(world, zone+`,AXIS["x",EAST,LENGTHUNIT["km",1000]]`), "its axes have different units"},
		{projected(world, strings.TrimSuffix(zone, `,UNIT["metre",1]`)), "it names no unit of length"},
		{projected(world, other), `its parameter "Auxiliary_Sphere_Type" cannot be 2`},
		{`PROJCS["x",PROJECTION["Transverse_Mercator"],UNIT["m",1]]`, "it names no datum"},
		{`GEOGCS["NTF",DATUM["NTF",SPHEROID["Clarke",6378249.2,293.46]],PRIMEM["Paris",2.33],UNIT["grad",0.0157]]`,
			`its longitudes count from "Paris", not from Greenwich`},
		{`LOCAL_CS["Town",UNIT["metre",1]]`, "it is local and does not say where on the Earth it lies"},
		{`GEOCCS["WGS 84",UNIT["metre",1]]`, "it counts positions from the Earth's centre"},
		{`GEODCRS["WGS 84",CS[Cartesian,3]]`, "it counts positions from the Earth's centre"},
		{`COMPD_CS["x"]`, "okrug does not know it"},
		{`BOUNDCRS[SOURCECRS[GEOGCRS["x"]]]`, "okrug does not know it"},
		{`PROJCS["x",`, "it cannot be read from character 12 on"},
		{`PROJCS["x"]]`, "it cannot be read from character 12 on"},
		{`PROJCS["x","y]`, "it cannot be read from character 13 on"},
		{`PROJCS["x" 5]`, "it cannot be read from character 12 on"},
		{`PROJCS[(]`, "it cannot be read from character 8 on"},
		{`PROJCS["x"],GEOGCS["y"]`, "it cannot be read from character 24 on"},
		{strings.Repeat("PROJCS[", 100), "it is nested more than 32 brackets deep"},
		{`PROJCS["` + strings.Repeat("x", 1<<17), "it is longer than 65\u00a0536 characters"},
	} {
		_, note, err := project.From(c.crs)
		name := c.crs[:min(len(c.crs), 300)]
		require.ErrorContains(t, err, c.why, name)
		var f fault.Fault
		require.ErrorAs(t, err, &f, name)
		require.Equal(t, project.UnknownSystem, f.Kind)
		require.Contains(t, f.Remedy.String(), "ogr2ogr -t_srs EPSG:4326")
		require.True(t, note.Empty())
	}
}

// The name of the system stands in the fault, that of its WKT where it has one, and no more of it.
func TestRefusalsNameTheSystem(t *testing.T) {
	for crs, name := range map[string]string{
		"EPSG:2100": `"EPSG:2100"`, projected(`"Potsdam",`+bessel, zone): `"Test"`,
		"+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80": `"+proj=laea +lat_0=52 +lon_0=10 ` +
			`+x_0=4321000 +y_0=3210000 +el…"`,
	} {
		_, _, err := project.From(crs)
		require.ErrorContains(t, err, "its coordinate system "+name+" cannot be turned into longitude and latitude: ")
	}
}
