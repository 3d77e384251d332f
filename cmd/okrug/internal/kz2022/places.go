package kz2022

import (
	"cmp"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// nearMiss is the distance in metres within which a place that lies in no unit is given to the nearest one: towns at a
// shore or border lie a little outside of the drawn line.
const nearMiss = 10_000

// place is a populated place with its unit.
type place struct {
	id         string
	names      names
	point      orb.Point
	population int64  // 0 where it is not known
	asOf       string // "" where GeoNames has it, which does not say
	kind       string // "" where it is not known
	seatOf     []string
	covers     string
	unit       int
	missed     float64 // metres from the unit's line where the place lies in none, else 0
}

// placesOf finds the unit, the names and what else is known of every place. The second result are settlements that the
// Bureau's table or that of seats has and no file of points.
//
// The figures of GeoNames are of many years: one above that of the place's unit counts as not known.
func placesOf(s *source, in *inputs, units []unit) ([]place, []string, error) {
	var places []place
	cities := map[string]int64{} // population of the cities of republican significance
	for _, u := range units {
		cities[u.region] += u.people.number
	}
	for _, p := range s.places {
		if in.places[p.id].drop {
			continue
		}
		u, missed := locate(p.point, units)
		if u < 0 {
			return nil, nil, &SourceError{settlementsFile, 0,
				fmt.Errorf("%s (%s) lies in no unit nor within %d km of one", p.name, p.id, nearMiss/1000)}
		}
		places = append(places, place{id: p.id, names: placeNames(p), point: p.point, population: p.population, unit: u,
			missed: missed})
	}
	for _, t := range in.towns {
		u, missed := locate(t.point, units)
		if u < 0 || units[u].id != t.unit {
			return nil, nil, fmt.Errorf("inputs/towns.csv: %s does not lie in unit %s", t.names.kk, t.unit)
		}
		places = append(places, place{id: t.id(), names: t.names, point: t.point, unit: u, missed: missed})
	}
	takeUnitNames(cities, places, units)
	for i := range places {
		if p := &places[i]; p.covers == "" && p.population > units[p.unit].people.number {
			p.population = 0
		}
		fix := in.places[places[i].id].names
		n := &places[i].names
		n.kk, n.ru = cmp.Or(fix.kk, n.kk), cmp.Or(fix.ru, n.ru)
		n.en = cmp.Or(fix.en, n.en, romanise(n.kk))
		if n.kk == "" || n.ru == "" {
			return nil, nil, &SourceError{settlementsFile, 0,
				fmt.Errorf("place %s has no Cyrillic name; add it to inputs/places.csv", places[i].id)}
		}
	}
	return places, s.settle(in, places, units), nil
}

// takeUnitNames gives the largest place of a city unit that unit's names. The largest of a city of republican
// significance is the city: it has its names and population, is the seat of the region and the region itself.
func takeUnitNames(cities map[string]int64, places []place, units []unit) {
	largest := map[string]int{}
	for i, p := range places {
		key := units[p.unit].id
		switch units[p.unit].kind {
		case "raion":
			continue
		case "city district":
			key = units[p.unit].region
		}
		if j, ok := largest[key]; !ok || p.population > places[j].population {
			largest[key] = i
		}
	}
	for key, i := range largest {
		p := &places[i]
		if n, ok := cityNames[key]; ok {
			p.names, p.population, p.asOf = n, cities[key], populationAsOf
			p.kind, p.seatOf, p.covers = city, []string{key}, key
		} else {
			p.names = units[p.unit].names
		}
	}
}

// cityNames are the cities of republican significance without the word "city".
var cityNames = map[string]names{
	"KZ-71": {"Астана", "Астана", "Astana"},
	"KZ-75": {"Алматы", "Алматы", "Almaty"},
	"KZ-79": {"Шымкент", "Шымкент", "Shymkent"},
}

// locate returns the unit in which a point lies, or the nearest one within nearMiss and the distance, or -1.
func locate(p orb.Point, units []unit) (int, float64) {
	best, least := -1, math.Inf(1)
	for i, u := range units {
		if !u.shape.Bound().Pad(0.2).Contains(p) {
			continue
		}
		if planar.MultiPolygonContains(u.shape, p) {
			return i, 0
		}
		if d := distance(p, u.shape); d < least {
			best, least = i, d
		}
	}
	if least > nearMiss {
		return -1, 0
	}
	return best, least
}

// distance is that from a point to the nearest ring in metres, good to a percent within some tens of kilometres:
// degrees are scaled by their length at the point.
func distance(p orb.Point, shape orb.MultiPolygon) float64 {
	const metresPerDegree = 111_200
	kx, ky := metresPerDegree*math.Cos(p.Lat()*math.Pi/180), float64(metresPerDegree)
	least := math.Inf(1)
	for _, polygon := range shape {
		for _, ring := range polygon {
			line := make(orb.LineString, len(ring))
			for i, q := range ring {
				line[i] = orb.Point{(q[0] - p[0]) * kx, (q[1] - p[1]) * ky}
			}
			least = math.Min(least, planar.DistanceFrom(line, orb.Point{}))
		}
	}
	return least
}
