package compare

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/okrug/okrug/geo/format/geojson"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
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
	NewUnit   State = "new unit"  // not in A's list of units
	GoneUnit  State = "gone unit" // not in B's
)

// StateOf says what became of a unit of the layer.
func (c *Comparison) StateOf(u int) State {
	i, j := c.oldOf[u], c.b.Of[u]
	switch {
	case !c.known[u]:
		return NewUnit
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

// NotKnown says whether a unit has a district now and none is known of before.
func (c *Comparison) NotKnown(u int) bool {
	return c.oldOf[u] == districts.Unassigned && c.b.Of[u] != districts.Unassigned
}

// FormerLine says whether a line between two units of B's layer divided districts of A and divides none of B. Where the
// former district of one of them is not known, nor is that.
func (c *Comparison) FormerLine(a, b int) bool {
	x, y := c.oldOf[a], c.oldOf[b]
	return x != districts.Unassigned && y != districts.Unassigned && x != y && c.b.Of[a] == c.b.Of[b]
}

// CSV writes units.csv: unit_id,district_a,district_b,state,voters and the names in every language of B's scenario, one
// line per unit in the order of B's layer, and then those that only A's has; an unknown district is an empty field.
func (c *Comparison) CSV() []byte {
	rows := [][]string{output.Row("unit_id", "district_a", "district_b", "state", "voters", c.languages().Heads("name_"))}
	for u, unit := range c.b.Layer.Units {
		rows = append(rows, output.Row(unit.ID, text(c.a, c.oldOf[u]), text(c.b, c.b.Of[u]), string(c.StateOf(u)),
			unit.Voters, c.languages().Names(unit.Names)))
	}
	gone := map[string]bool{}
	for _, id := range c.GoneUnits {
		gone[id] = true
	}
	for v, unit := range c.a.Layer.Units {
		if gone[unit.ID] {
			rows = append(rows, output.Row(unit.ID, text(c.a, c.a.Of[v]), "", string(GoneUnit), unit.Voters,
				c.languages().Names(unit.Names)))
		}
	}
	return output.Table{Rows: rows}.CSV()
}

// text is the number of a district, "" for none.
func text(p *districts.Plan, d int) string {
	if d != districts.Unassigned {
		return strconv.Itoa(p.Districts[d].Number)
	}
	return ""
}

// GeoJSON is the map of the comparison (RFC 7946): one feature per unit with its names, voters, its districts in both
// plans, null where not known, and its state.
func (c *Comparison) GeoJSON() ([]byte, error) {
	var features []geojson.Feature
	for u, unit := range c.b.Layer.Units {
		list := []geojson.Property{{Key: "unit_id", Value: unit.ID}, {Key: "region_id", Value: unit.RegionID}}
		if c.b.Scenario != nil {
			langs := c.b.Scenario.Languages
			for _, lang := range langs {
				list = append(list, geojson.Property{Key: "name_" + lang, Value: unit.Names.Among(lang, langs...)})
			}
		}
		list = append(list,
			geojson.Property{Key: "district_a", Value: number(c.a, c.oldOf[u])},
			geojson.Property{Key: "district_b", Value: number(c.b, c.b.Of[u])},
			geojson.Property{Key: "state", Value: string(c.StateOf(u))},
			geojson.Property{Key: "voters", Value: unit.Voters})
		features = append(features, geojson.Feature{Geometry: c.b.Layer.Topology.Face(u), Properties: list})
	}
	var b bytes.Buffer
	if err := geojson.WriteFeatures(&b, "changes", 7, slices.Values(features)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func number(p *districts.Plan, d int) any {
	if d != districts.Unassigned {
		return p.Districts[d].Number
	}
	return nil
}
