package generate

import (
	"fmt"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/format/geojson"
)

// names of the levels in files.
var names = [levels]string{"region", "raion", "commune", "settlement"}

// Rule is the id of the rule that scenarios of made-up countries state.
const Rule = "kz-2022-region"

// LevelName is the name of a level of areas, as files and node properties have it.
func LevelName(level int) string { return names[level] }

// WriteUnits writes the units as GeoJSON with the properties unit_id, region, raion, commune, settlement, name and
// voters.
func (c *Country) WriteUnits(w io.Writer) error {
	features := make([]geojson.Feature, len(c.Units))
	for i, u := range c.Units {
		ring := make(orb.Ring, len(c.Rings[i]))
		for j, p := range c.Rings[i] {
			ring[j] = orb.Point{p[0], p[1]}
		}
		f := geojson.Feature{Geometry: orb.Polygon{ring}, Properties: []geojson.Property{{Key: "unit_id", Value: u.Code}}}
		for l, name := range names {
			f.Properties = append(f.Properties, geojson.Property{Key: name, Value: c.Areas[l][u.Area[l]]})
		}
		f.Properties = append(f.Properties, geojson.Property{Key: "name", Value: "Unit " + u.Code},
			geojson.Property{Key: "voters", Value: u.Voters})
		features[i] = f
	}
	return geojson.WriteFeatures(w, "made-up units", 7, slices.Values(features))
}

// Seats is the number of seats that a plan is found for in seconds: one for every region and one more. The largest
// region is divided then; each further region that is divided costs a complete search of its plans, or one cut short.
func (c *Country) Seats() int { return len(c.Areas[Region]) + 1 }

// WriteScenario writes a scenario file for units.geojson beside it, with the given number of seats.
func (c *Country) WriteScenario(w io.Writer, seats int) error {
	share := ""
	if c.moved { // in towns units are so small that lines a few metres off are a large share of them
		share = ", share: 1"
	}
	_, err := fmt.Fprintf(w, `okrug: 1
id: made-up
title: {en: "A made-up country"}
languages: [en]
units:
  file: units.geojson
  id: unit_id
  region: region
  names: {en: name}
  voters: voters
  parents: [raion, commune, settlement]
tolerance: {gaps: true%s} # lakes
seats: {total: %d, ties: order}
rule: %s # at most 20 %% from the mean of the region
`, share, seats, Rule)
	if err != nil {
		return err
	}
	head := "links:\n"
	for _, b := range c.Borders {
		if !b.Link {
			continue
		}
		_, err := fmt.Fprintf(w, "%s  - {a: %q, b: %q, reason: %q}\n", head, c.Units[b.A].Code, c.Units[b.B].Code, b.Reason)
		if err != nil {
			return err
		}
		head = ""
	}
	return nil
}
