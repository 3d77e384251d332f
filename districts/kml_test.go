package districts_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/planning"
)

// What an XML reader finds in the KML is what the plan says, with as many positions as the outlines have.
func TestKML(t *testing.T) {
	d := kazakhstan(t)
	made, err := planning.Make(t.Context(), d, planning.Settings{})
	require.NoError(t, err)
	p := made.Plan
	text, err := p.KML("kk")
	require.NoError(t, err)
	var doc struct {
		Placemarks []struct {
			Name string `xml:"name"`
			Data []struct {
				Name  string `xml:"name,attr"`
				Value string `xml:"value"`
			} `xml:"ExtendedData>Data"`
			Rings []string `xml:"MultiGeometry>Polygon>outerBoundaryIs>LinearRing>coordinates"`
			Holes []string `xml:"MultiGeometry>Polygon>innerBoundaryIs>LinearRing>coordinates"`
		} `xml:"Document>Placemark"`
	}
	require.NoError(t, xml.Unmarshal(text, &doc))
	require.Len(t, doc.Placemarks, 29)
	require.Equal(t, "28. Ұлытау облысы", doc.Placemarks[27].Name)
	require.Equal(t, "138277", doc.Placemarks[27].Data[2].Value)
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
