package project

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
)

// String writes a node as WKT.
func (n *node) String() string {
	words := make([]string, len(n.items))
	for i, x := range n.items {
		switch {
		case x.node != nil:
			words[i] = x.node.String()
		case x.quoted:
			words[i] = `"` + strings.ReplaceAll(x.text, `"`, `""`) + `"`
		default:
			words[i] = x.text
		}
	}
	return n.keyword + "[" + strings.Join(words, ",") + "]"
}

// What is read as WKT, written and read again is the same.
func FuzzWKT(f *testing.F) {
	f.Add(`PROJCS["a ""b""",GEOGCS["c",UNIT["degree",0.0174532925199433]], PARAMETER("x",-1e5),AXIS["E",EAST]]`)
	f.Add(`CS[Cartesian,2]`)
	f.Add(strings.Repeat("A[", 40))
	f.Fuzz(func(t *testing.T, s string) {
		n, err := readWKT(s)
		if err != nil {
			return
		}
		again, err := readWKT(n.String())
		require.NoError(t, err, n.String())
		require.Equal(t, n, again)
	})
}

// Whatever a file states, it is refused as a fault with something to do, or turns every position into longitude and
// latitude or refuses it.
func FuzzFrom(f *testing.F) {
	for _, s := range []string{
		"EPSG:32642", "urn:ogc:def:crs:EPSG::3857", "http://www.opengis.net/gml/srs/epsg.xml#28412", "МСК-77", "",
		"+proj=utm +zone=42 +south +ellps=krass +towgs84=25,-141,-78.5,0,0.35,0.736,0 +units=us-ft +no_defs",
		"+proj=lcc +lat_0=30 +lon_0=95 +lat_1=15 +lat_2=65 +a=6378137 +rf=298.257222101 +to_meter=1000",
		"+proj=aea +lat_1=43 +lat_2=53 +lon_0=67 +datum=WGS84 +x_0=1e6",
		"+proj=merc +lat_ts=42 +lon_0=51 +a=6378137 +b=6378137 +nadgrids=@null",
		`PROJCS["x",GEOGCS["g",DATUM["D_Pulkovo_1942",SPHEROID["Krasovsky_1940",6378245,298.3],TOWGS84[1,2,3]],` +
			`PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic_2SP"],` +
			`PARAMETER["latitude_of_origin",40],PARAMETER["central_meridian",69],PARAMETER["standard_parallel_1",45],` +
			`PARAMETER["standard_parallel_2",50],PARAMETER["false_easting",5e5],UNIT["metre",1],AXIS["E",EAST]]`,
		`BOUNDCRS[SOURCECRS[PROJCRS["u",BASEGEOGCRS["u",DATUM["u",ELLIPSOID["K",6378245,298.3,LENGTHUNIT["metre",1]]]],` +
			`CONVERSION["u",METHOD["Transverse Mercator"],PARAMETER["Longitude of natural origin",69]],CS[Cartesian,2],` +
			`AXIS["(E)",east,LENGTHUNIT["metre",1]]]],TARGETCRS[GEOGCRS["WGS 84",DATUM["World Geodetic System 1984",` +
			`ELLIPSOID["WGS 84",6378137,298.257223563]]]],ABRIDGEDTRANSFORMATION["t",METHOD["Coordinate Frame rotation"],` +
			`PARAMETER["X-axis rotation",0.5],PARAMETER["Scale difference",1.0000005]]]`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tr, _, err := From(s)
		if err != nil {
			var x fault.Fault
			require.ErrorAs(t, err, &x)
			require.Equal(t, UnknownSystem, x.Kind)
			require.NotEmpty(t, x.In("ru"))
			require.Less(t, len(x.Error()), 1000)
			return
		}
		for _, p := range []orb.Point{{}, {71, 51}, {500000, 5.5e6}, {12.5e6, 5.5e6}, {-1e6, -7e6}, {1e20, math.Inf(1)}} {
			if got, err := tr.Point(p); err == nil {
				require.True(t, math.Abs(got[0]) <= 180 && math.Abs(got[1]) <= 90, "%v: %v", p, got)
			}
		}
		_ = tr.Check([]orb.Bound{{Max: orb.Point{1, 1}}, {Min: orb.Point{5e6, 5e6}, Max: orb.Point{5e6, 5e6}}})
	})
}
