package geo

import (
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// near are geographic systems, longitude and latitude in degrees, whose datum lies within two metres of WGS 84
// everywhere that they are used: that is less than the slivers that are passed over. By EPSG code (epsg.org).
var near = map[string]string{
	"4167": "NZGD2000", "4171": "RGF93", "4180": "EST97", "4258": "ETRS89", "4269": "NAD83", "4283": "GDA94",
	"4490": "CGCS2000", "4617": "NAD83(CSRS)", "4619": "SWEREF99", "4661": "LKS92", "4669": "LKS94",
	"4674": "SIRGAS 2000", "4152": "NAD83(HARN)", "4759": "NAD83(NSRS2007)", "6318": "NAD83(2011)", "6668": "JGD2011",
	"7683": "GSK-2011", "7844": "GDA2020",
}

// codes are the codes of systems by name, as it is left when case, spaces and punctuation are dropped.
var codes = func() map[string]string {
	m := map[string]string{
		"WGS84": wgs84, "WGS1984": wgs84, "GCSWGS1984": wgs84, "CRS84": wgs84, "CRS84H": wgs84, "4979": wgs84,
		"CRS83": "4269", "GCSNORTHAMERICAN1983": "4269", "GCSETRS1989": "4258", "GCSGDA1994": "4283",
	}
	for code, name := range near {
		m[bare.Replace(strings.ToUpper(name))] = code
	}
	return m
}()

var bare = strings.NewReplacer(" ", "", "_", "", "-", "", "(", "", ")", "")

// wgs84 is the EPSG code of longitude and latitude on WGS 84.
const wgs84 = "4326"

// crsCode is the EPSG code that the name of a coordinate reference system stands for, such as EPSG:4326,
// urn:ogc:def:crs:OGC:1.3:CRS84 or http://www.opengis.net/def/crs/EPSG/0/4258; what is no code stays as it is.
func crsCode(name string) string {
	n := strings.ToUpper(strings.TrimSpace(name))
	separators := ":"
	if strings.Contains(n, "://") {
		separators = ":/#" // elsewhere a slash stands between a projection and its datum
	}
	parts := strings.FieldsFunc(n, func(r rune) bool { return strings.ContainsRune(separators, r) })
	if len(parts) == 0 {
		return ""
	}
	last := strings.TrimPrefix(bare.Replace(parts[len(parts)-1]), "EPSG")
	if code, ok := codes[last]; ok {
		return code
	}
	return last
}

// checkCRS judges what a file's crs member names: WGS 84 is what is expected, a datum close to it is noted, and all
// else would put the units where they are not.
func (r *reading) checkCRS(file, name string) {
	code := crsCode(name)
	datum, close := near[code]
	switch {
	case name == "" || code == wgs84:
	case close:
		r.faults.Note(Fault{File: file, Kind: OtherDatum, Detail: locale.T(
			"its crs member names %s (%q), which lies within 2 m of WGS 84; it is read as WGS 84", datum, name)})
	default:
		r.faults.Add(projected(file,
			locale.T("its crs member says that coordinates are in %q, not in WGS 84 degrees", name)))
	}
}
