package kz2022

import (
	"errors"
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// populationAsOf is the date of every unit's population.
const populationAsOf = "2023-01-01"

// unit is a unit of December 2022.
type unit struct {
	id, region, kind string
	names            names
	people           people
	voters           int64
	district, status string // of the plan enacted in 2022
	parts            []int  // indexes into source.units
	shape            orb.MultiPolygon
}

type region struct {
	sourceRegion
	population int64
	units      []int // indexes into the units
	shape      orb.MultiPolygon
}

// unitsOf2022 puts units that were made after December 2022 back into those they were made of.
func unitsOf2022(s *source, in *inputs) ([]unit, error) {
	var units []unit
	at := map[string]int{}
	for i, u := range s.units {
		if _, gone := s.into[u.kato]; gone {
			continue
		}
		e := s.enacted[u.kato]
		at[u.kato] = len(units)
		units = append(units, unit{
			id: u.kato, region: u.region, kind: u.kind, names: in.correct(u.kato, u.names),
			people: s.people[u.kato], district: e.district, status: e.status, parts: []int{i},
		})
	}
	var errs []error
	for i, u := range s.units {
		into, gone := s.into[u.kato]
		if !gone {
			continue
		}
		w := &units[at[into]]
		w.parts = append(w.parts, i)
		if w.region != u.region || w.district != s.enacted[u.kato].district {
			errs = append(errs, &SourceError{changesFile, 0,
				fmt.Errorf("unit %s (%s) has another region or enacted district than %s, into which it goes", u.kato, u.names.en,
					into)})
		}
	}
	return units, errors.Join(errs...)
}

// regionsOf puts the regions in the order of the districts' numbers and finds their units.
func regionsOf(s *source, units []unit) []region {
	var regions []region
	for _, id := range numberingOrder(s.regions) {
		i := slices.IndexFunc(s.regions, func(r sourceRegion) bool { return r.id == id })
		r := region{sourceRegion: s.dated(s.regions[i])}
		for j, u := range units {
			if u.region == id {
				r.units = append(r.units, j)
				r.population += u.people.number
			}
		}
		regions = append(regions, r)
	}
	return regions
}
