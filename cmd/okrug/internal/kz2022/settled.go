package kz2022

import (
	"regexp"
	"strings"

	"github.com/paulmach/orb/planar"

	"github.com/okrug/okrug/geo"
)

// settledFolder is the folder of the scenario that divides units into their settlements.
const settledFolder = "settlements"

// settledLayer divides the units that have settlements of known population: each settlement has its share of the unit's
// voters by population, and what is left is the rest of the unit, of whose settlements nothing is known. Cities that
// are regions are left whole, as is a place that lies beside the line of its unit as that is drawn.
func settledLayer(places []place, units []unit) []byte {
	w := newLayer("settled")
	of := make([][]place, len(units))
	cities := map[string]bool{}
	for _, p := range places {
		cities[p.covers] = true
	}
	for _, p := range places {
		if p.population > 0 && !cities[units[p.unit].region] && planar.MultiPolygonContains(units[p.unit].shape, p.point) {
			of[p.unit] = append(of[p.unit], p)
		}
	}
	for i, u := range units {
		if len(of[i]) == 0 {
			continue
		}
		weights := make([]int64, 0, len(of[i])+1)
		rest := u.people.number
		for _, p := range of[i] {
			weights = append(weights, p.population)
			rest -= p.population
		}
		voters := geo.Share(u.voters, append(weights, max(0, rest)))
		for k, p := range of[i] {
			w.feature(p.id, []property{
				{"unit_id", p.id}, {"part_of", u.id}, {"kind", p.kind},
				{"name_kk", p.names.kk}, {"name_ru", p.names.ru}, {"name_en", p.names.en},
				{"voters", voters[k]}, {"voters_status", geo.StatusEstimated}, {"population", p.population},
			}, p.point)
		}
		if rest <= 0 {
			continue
		}
		w.feature(u.id+"-rest", []property{
			{"unit_id", u.id + "-rest"}, {"part_of", u.id}, {"kind", "rest"},
			{"name_kk", u.names.kk + ", қалған бөлігі"}, {"name_ru", u.names.ru + ", остальная часть"},
			{"name_en", "Rest of " + u.names.en},
			{"voters", voters[len(weights)]}, {"voters_status", geo.StatusEstimated}, {"population", rest},
		}, nil)
	}
	return w.bytes()
}

// named are the files that a scenario names.
var named = regexp.MustCompile(`\b(file|grammar|grammar_kinds): ([a-z-]+\.(?:geojson|csv))`)

// settledScenario is the scenario with units divided into settlements.
func settledScenario(whole []byte) []byte {
	text := named.ReplaceAllString(string(whole), "$1: ../$2")
	text = strings.Replace(text, "id: kz2022\n", "id: kz2022-settlements\n", 1)
	text = strings.Replace(text, "links: []\n", `links: []

# The units that have settlements of known population may be divided into these and the rest. Voters are shared by
# population; the line around a settlement is a circle for a thousand voters a square kilometre.
finer:
  - file: settled.geojson
    unit: part_of
    id: unit_id
    kind: kind
    names: {kk: name_kk, ru: name_ru, en: name_en}
    voters: voters
    voters_status: voters_status
    columns: {population: population}
`, 1)
	return []byte(text)
}
