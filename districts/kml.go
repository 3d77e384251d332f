package districts

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	geomkml "github.com/twpayne/go-geom/encoding/kml"
	"github.com/twpayne/go-kml/v3"

	"github.com/okrug/okrug/geo/locale"
)

// KML is the plan for map viewers: one placemark a district, with its number and name in lang and its voters. The lines
// are those of the GeoJSON, vertex for vertex; the document's description says so, and that the text of the act
// prevails.
func (p *Plan) KML(lang string) ([]byte, error) {
	title := "Electoral districts"
	if p.Scenario != nil {
		if t := p.Scenario.Title.In(lang, p.languages()...); t != "" {
			title = t
		}
	}
	doc := []kml.Element{
		kml.Name(title),
		kml.Description("WGS 84. Lines as in the scenario's units, tolerance 0. The text of the act prevails."),
	}
	for _, d := range p.Districts {
		shape, err := geometry(p.Layer.Topology.Dissolve(d.Units))
		if err != nil {
			return nil, locale.Errorf("district %d: %w", d.Number, err)
		}
		region := ""
		if d.Region >= 0 {
			region = p.Layer.Regions[d.Region].ID
		}
		deviation, _ := d.Deviation().Float64()
		data := []kml.Element{
			kml.Data("district", kml.Value(fmt.Sprint(d.Number))),
			kml.Data("region_id", kml.Value(region)),
			kml.Data("voters", kml.Value(fmt.Sprint(d.Voters))),
			kml.Data("deviation", kml.Value(fmt.Sprint(round(deviation, 6)))),
		}
		if all := p.Settlements(d); all != nil {
			data = append(data, kml.Data("settlements", kml.Value(fmt.Sprint(len(all)))),
				kml.Data("largest_settlements", kml.Value(strings.Join(p.settlementNames(d, lang), ", "))))
		}
		doc = append(doc, kml.Placemark(
			kml.Name(fmt.Sprintf("%d. %s", d.Number, d.Names.In(lang, p.languages()...))),
			kml.ExtendedData(data...),
			shape,
		))
	}
	var b bytes.Buffer
	if err := kml.KML(kml.Document(doc...)).WriteIndent(&b, "", " "); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// geometry turns a shape into KML by way of go-geom, longitude and latitude in degrees.
func geometry(m orb.MultiPolygon) (kml.Element, error) {
	coords := make([][][]geom.Coord, len(m))
	for i, polygon := range m {
		coords[i] = make([][]geom.Coord, len(polygon))
		for j, ring := range polygon {
			coords[i][j] = make([]geom.Coord, len(ring))
			for k, c := range ring {
				coords[i][j][k] = geom.Coord{c[0], c[1]}
			}
		}
	}
	shape, err := geom.NewMultiPolygon(geom.XY).SetCoords(coords)
	if err != nil {
		return nil, err
	}
	return geomkml.Encode(shape)
}
