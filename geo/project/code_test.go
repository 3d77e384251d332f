package project_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/okrug/okrug/geo/project"
)

// The names by which programs call WGS 84, and what lies close to it.
func TestCode(t *testing.T) {
	const wgs84 = project.WGS84
	for name, want := range map[string]string{
		"EPSG:4326": wgs84, "epsg 4326": wgs84, "4326": wgs84, "urn:ogc:def:crs:EPSG::4326": wgs84, "EPSG:4979": wgs84,
		"urn:ogc:def:crs:EPSG:10.2:4326": wgs84, "http://www.opengis.net/def/crs/EPSG/0/4326": wgs84, "WGS 84": wgs84,
		"https://www.opengis.net/def/crs/OGC/1.3/CRS84": wgs84, "OGC:CRS84": wgs84, "GCS_WGS_1984": wgs84,
		"http://www.opengis.net/gml/srs/epsg.xml#4326": wgs84, "urn:ogc:def:crs:OGC::CRS83": "4269", "NAD83": "4269",
		"urn:ogc:def:crs:EPSG::4283": "4283", "GDA2020": "7844", "nad83(csrs)": "4617", "": "",
		"GCS_North_American_1983": "4269", "GCS_ETRS_1989": "4258", "GCS_GDA_1994": "4283", "QazTRF-23": "10941",
	} {
		assert.Equal(t, want, project.Code(name), name)
	}
	for _, name := range []string{"UTM zone 42N / WGS 84", "EPSG:3857", "urn:ogc:def:crs:OGC::CRS27",
		"http://example.org/x"} {
		code := project.Code(name)
		assert.NotEqual(t, wgs84, code, name)
		_, near := project.Near(code)
		assert.False(t, near, name)
	}
}
