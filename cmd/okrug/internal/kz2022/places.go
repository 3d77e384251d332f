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
	population int64
	unit       int
	missed     float64 // metres from the unit's line where the place lies in none, else 0
}

// mostOfUnit is how many times the population of its unit a place may have in GeoNames, whose figures are of many
// years.
const mostOfUnit = 1.5

// placesOf finds the unit and the names of every place. A population above that of the place's unit (of the whole city
// in a city of republican significance) becomes the unit's; where it is more than mostOfUnit times a raion's it is a
// fault, and the place is left out and told of in the second result.
func placesOf(s *source, in *inputs, units []unit) ([]place, []string, error) {
	var places []place
	var left []string
	city := map[string]int64{} // population of the cities of republican significance
	for _, u := range units {
		city[u.region] += u.people.number
	}
	for _, p := range s.places {
		fix := in.places[p.id]
		if fix.drop {
			left = append(left, p.name)
			continue
		}
		u, missed := locate(p.point, units)
		if u < 0 {
			return nil, nil, &SourceError{settlementsFile, 0,
				fmt.Errorf("%s (%s) lies in no unit nor within %d km of one", p.name, p.id, nearMiss/1000)}
		}
		q := place{p.id, placeNames(p), p.point, p.population, u, missed}
		limit := units[u].people.number
		if units[u].kind == "city district" {
			limit = city[units[u].region]
		}
		if units[u].kind == "raion" && float64(q.population) > mostOfUnit*float64(limit) {
			left = append(left, p.name)
			continue
		}
		q.population = min(q.population, limit)
		places = append(places, q)
	}
	takeUnitNames(city, places, units)
	for i := range places {
		fix := in.places[places[i].id].names
		n := &places[i].names
		n.kk, n.ru = cmp.Or(fix.kk, n.kk), cmp.Or(fix.ru, n.ru)
		n.en = cmp.Or(fix.en, n.en, romanise(n.kk))
		if n.kk == "" || n.ru == "" {
			return nil, nil, &SourceError{settlementsFile, 0,
				fmt.Errorf("place %s has no Cyrillic name; add it to inputs/places.csv", places[i].id)}
		}
	}
	return places, left, nil
}

// takeUnitNames gives the largest place of a city unit that unit's names, and that of a city of republican significance
// the city's, and the city's population too where GeoNames is out of date by more than half.
func takeUnitNames(city map[string]int64, places []place, units []unit) {
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
		if n, ok := cityNames[key]; ok {
			places[i].names = n
			if n := city[key]; n > 2*places[i].population {
				places[i].population = n
			}
		} else {
			places[i].names = units[places[i].unit].names
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
