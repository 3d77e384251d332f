package project

import (
	"strings"
	"sync"
)

// WGS84 is the EPSG code of longitude and latitude on WGS 84.
const WGS84 = "4326"

// Code is the EPSG code that the name of a coordinate reference system stands for, such as EPSG:4326,
// urn:ogc:def:crs:OGC:1.3:CRS84 or http://www.opengis.net/def/crs/EPSG/0/4258; what is no code stays as it is.
func Code(name string) string {
	_, last := authority(name)
	if code, ok := codes()[last]; ok {
		return code
	}
	return last
}

// Near is the name of the datum where a code is that of longitude and latitude on a datum within two metres of WGS 84,
// and says whether it is. WGS 84 itself is not.
func Near(code string) (string, bool) {
	if d := datumsByCode()[code]; d != nil && d.ties == nearby {
		return d.name, true
	}
	return "", false
}

// authority parts the name of a system into who gives it and the name itself, without case, spaces and punctuation.
func authority(name string) (who, last string) {
	n := strings.ToUpper(strings.TrimSpace(name))
	separators := ":"
	if strings.Contains(n, "://") {
		separators = ":/#" // elsewhere a slash stands between a projection and its datum
	}
	parts := strings.FieldsFunc(n, func(r rune) bool { return strings.ContainsRune(separators, r) })
	if len(parts) == 0 {
		return "", ""
	}
	last = bare.Replace(parts[len(parts)-1])
	if code, ok := strings.CutPrefix(last, "EPSG"); ok {
		return "EPSG", code
	}
	parts = parts[:len(parts)-1]
	for i, part := range parts {
		switch part {
		case "CRS", "SRS", "REF": // what follows is the authority, and behind it may be a version
			parts = parts[:min(i+2, len(parts))]
		}
	}
	if len(parts) == 0 {
		return "", last
	}
	who = parts[len(parts)-1]
	for _, known := range []string{"EPSG", "ESRI", "OGC"} {
		if strings.HasPrefix(who, known) { // epsg.xml and epsg.io too
			return known, last
		}
	}
	return who, last
}

var bare = strings.NewReplacer(" ", "", "_", "", "-", "", "(", "", ")", "")

// codes are the codes of geographic systems by name, as bare leaves it in capitals.
var codes = sync.OnceValue(func() map[string]string {
	m := map[string]string{"CRS84": WGS84, "CRS84H": WGS84, "CRS83": "4269", "CRS27": "4267", "4979": WGS84}
	for _, d := range datums {
		for _, name := range append(d.names, d.name) {
			n := bare.Replace(strings.ToUpper(name))
			m[n], m["GCS"+n] = d.codes[0], d.codes[0]
		}
	}
	return m
})
