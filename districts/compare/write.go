package compare

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"

	"okrug/districts"
	"okrug/geo"
)

// JSON writes the comparison as compare.json: indented, keys in a fixed order.
func (c *Comparison) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(c); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// State says what a comparison makes of a unit.
type State string

// The states of a unit.
const (
	Kept      State = "kept"
	Moved     State = "moved"
	OnlyInA   State = "only in a"
	OnlyInB   State = "only in b"
	InNeither State = "in neither"
)

// StateOf says what became of a unit of the layer.
func (c *Comparison) StateOf(u int) State {
	i, j := c.a.Of[u], c.b.Of[u]
	switch {
	case i == districts.Unassigned && j == districts.Unassigned:
		return InNeither
	case j == districts.Unassigned:
		return OnlyInA
	case i == districts.Unassigned:
		return OnlyInB
	case c.pairOf[0][i] == c.pairOf[1][j]:
		return Kept
	}
	return Moved
}

// CSV writes units.csv: unit_id,district_a,district_b,state,voters, one line per unit in the layer's order; an unknown
// district is an empty field.
func (c *Comparison) CSV() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	// A bytes.Buffer does not fail, so neither does the writer.
	_ = w.Write([]string{"unit_id", "district_a", "district_b", "state", "voters"})
	for u, unit := range c.b.Layer.Units {
		_ = w.Write([]string{unit.ID, numberText(c.a, u), numberText(c.b, u), string(c.StateOf(u)), strconv.FormatInt(unit.Voters, 10)})
	}
	w.Flush()
	return b.Bytes()
}

func numberText(p *districts.Plan, u int) string {
	if d := p.Of[u]; d != districts.Unassigned {
		return strconv.Itoa(p.Districts[d].Number)
	}
	return ""
}

// GeoJSON is the map of the comparison (RFC 7946): one feature per unit with its names, voters, its districts in both
// plans, null where not known, and its state.
func (c *Comparison) GeoJSON() ([]byte, error) {
	var features []geo.Feature
	for u, unit := range c.b.Layer.Units {
		list := []geo.Property{{Key: "unit_id", Value: unit.ID}, {Key: "region_id", Value: unit.RegionID}}
		if c.b.Scenario != nil {
			for _, lang := range c.b.Scenario.Languages {
				list = append(list, geo.Property{Key: "name_" + lang, Value: unit.Names[lang]})
			}
		}
		list = append(list,
			geo.Property{Key: "district_a", Value: number(c.a, u)},
			geo.Property{Key: "district_b", Value: number(c.b, u)},
			geo.Property{Key: "state", Value: string(c.StateOf(u))},
			geo.Property{Key: "voters", Value: unit.Voters})
		features = append(features, geo.Feature{Geometry: c.b.Layer.Topology.Face(u), Properties: list})
	}
	var b bytes.Buffer
	if err := geo.WriteFeatures(&b, "changes", 7, features); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func number(p *districts.Plan, u int) any {
	if d := p.Of[u]; d != districts.Unassigned {
		return p.Districts[d].Number
	}
	return nil
}
