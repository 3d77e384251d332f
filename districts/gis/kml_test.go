package gis

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
)

// What an XML reader finds in the KML is what the plan says, with as many positions as the outlines have.
func TestKML(t *testing.T) {
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	require.NoError(t, err)
	d, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	made, err := planning.Make(t.Context(), d, planning.Settings{})
	require.NoError(t, err)
	p := made.Plan
	text, err := KML(p, "kk")
	require.NoError(t, err)
	var doc struct {
		Placemarks []struct {
			Name string `xml:"name"`
			Data []struct {
				Name  string `xml:"name,attr"`
				Value string `xml:",chardata"`
			} `xml:"ExtendedData>SchemaData>SimpleData"`
			Rings []string `xml:"MultiGeometry>Polygon>outerBoundaryIs>LinearRing>coordinates"`
			Holes []string `xml:"MultiGeometry>Polygon>innerBoundaryIs>LinearRing>coordinates"`
		} `xml:"Document>Folder>Placemark"`
	}
	require.NoError(t, xml.Unmarshal(text, &doc))
	require.Len(t, doc.Placemarks, 29)
	require.Equal(t, "28. Ұлытау облысы", doc.Placemarks[27].Name)
	values := map[string]string{}
	for _, x := range doc.Placemarks[27].Data {
		values[x.Name] = x.Value
	}
	require.Equal(t, "138277", values["voters"])
	require.Equal(t, "KZ-62", values["region_id"])
	for i, x := range p.Districts {
		want := 0
		for _, polygon := range d.Layer.Topology.Dissolve(x.Units) {
			for _, ring := range polygon {
				want += len(ring)
			}
		}
		got := 0
		for _, ring := range append(doc.Placemarks[i].Rings, doc.Placemarks[i].Holes...) {
			got += len(strings.Fields(ring))
		}
		require.Equal(t, want, got, x.Number)
	}
}
