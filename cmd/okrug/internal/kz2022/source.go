package kz2022

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// Files of the source folder.
const (
	boundariesFile  = "boundaries/kaz_admbnda_adm2_2024.geojson"
	unitsFile       = "units-2024.csv"
	changesFile     = "changes-to-2022.csv"
	populationFile  = "population-2023-structure-2022.csv"
	regionsFile     = "regions.csv"
	turnoutFile     = "turnout.csv"
	votersFile      = "voters-known.csv"
	enactedFile     = "enacted-2022.csv"
	settlementsFile = "settlements-geonames.tsv"
	bulletinFile    = "settlements-2023.csv"
	seatsFile       = "centres.csv"
)

// names are those of a unit or region in the three languages of the scenario.
type names struct{ kk, ru, en string }

// sourceUnit is a second-level unit as of January 2024.
type sourceUnit struct {
	kato, region, kind string
	names              names
	shape              orb.MultiPolygon
}

type sourceRegion struct {
	id, kind                         string
	names                            names
	seats                            int64
	voters                           int64
	votersAsOf, votersStatus, origin string
}

// source is all that the builder reads.
type source struct {
	units   []sourceUnit // by KATO code
	regions []sourceRegion
	into    map[string]string // unit of 2024 -> the unit of 2022 it belonged to
	people  map[string]people // of the units of 2022, by KATO code
	turnout map[string]turnout
	known   []knownVoters
	enacted map[string]enactedRow
	places  []sourcePlace

	settlements []settlement
	seats       []seat
}

// people is the population of a unit of 2022 on populationAsOf.
type people struct {
	number int64
	status string
}

type enactedRow struct{ district, status string }

func readSource(fsys fs.FS) (*source, error) {
	s := &source{into: map[string]string{}, people: map[string]people{}, turnout: map[string]turnout{},
		enacted: map[string]enactedRow{}}
	var errs []error
	for _, read := range []func(fs.FS) error{s.readUnits, s.readRegions, s.readChanges, s.readPeople, s.readTurnout,
		s.readKnown, s.readEnacted, s.readPlaces, s.readSettlements, s.readSeats} {
		errs = append(errs, read(fsys))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return s, s.check()
}

func (s *source) readUnits(fsys fs.FS) error {
	shapes, err := readShapes(fsys)
	if err != nil {
		return err
	}
	t, err := readTable(fsys, unitsFile, "kato", "region_id", "kind", "name_en", "name_ru", "name_kk")
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		u := sourceUnit{
			kato: r.text("kato"), region: r.text("region_id"), kind: r.text("kind"),
			names: names{r.text("name_kk"), r.text("name_ru"), r.text("name_en")},
		}
		shape, ok := shapes[u.kato]
		if !ok {
			r.fault("unit %s (%s) has no geometry in %s", u.kato, u.names.en, boundariesFile)
		}
		delete(shapes, u.kato)
		u.shape = shape
		s.units = append(s.units, u)
	}
	for kato := range shapes {
		t.errs = append(t.errs, &SourceError{boundariesFile, 0, fmt.Errorf("unit %s is not in %s", kato, unitsFile)})
	}
	slices.SortFunc(s.units, func(a, b sourceUnit) int { return compare(a.kato, b.kato) })
	for i := 1; i < len(s.units); i++ {
		if s.units[i].kato == s.units[i-1].kato {
			t.errs = append(t.errs, &SourceError{unitsFile, 0, fmt.Errorf("unit %s is there twice", s.units[i].kato)})
		}
	}
	return t.err()
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func readShapes(fsys fs.FS) (map[string]orb.MultiPolygon, error) {
	data, err := fs.ReadFile(fsys, boundariesFile)
	if err != nil {
		return nil, err
	}
	var fc geojson.FeatureCollection
	if err := json.Unmarshal(data, &fc); err != nil {
		return nil, &SourceError{File: boundariesFile, Err: err}
	}
	shapes := make(map[string]orb.MultiPolygon, len(fc.Features))
	var errs []error
	for i, f := range fc.Features {
		kato := f.Properties.MustString("KATO", "")
		switch g := f.Geometry.(type) {
		case orb.MultiPolygon:
			shapes[kato] = g
		case orb.Polygon:
			shapes[kato] = orb.MultiPolygon{g}
		default:
			errs = append(errs, &SourceError{boundariesFile, 0, fmt.Errorf("feature %d (%s) is not a polygon", i+1, kato)})
		}
	}
	return shapes, errors.Join(errs...)
}

func (s *source) readRegions(fsys fs.FS) error {
	t, err := readTable(fsys, regionsFile, "region_id", "name_en", "name_ru", "name_kk", "kind", "seats_enacted_2022",
		"voters", "voters_as_of", "voters_status", "voters_source")
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		s.regions = append(s.regions, sourceRegion{
			id: r.text("region_id"), kind: r.text("kind"),
			names: names{r.text("name_kk"), r.text("name_ru"), r.text("name_en")},
			seats: r.count("seats_enacted_2022"), voters: r.count("voters"),
			votersAsOf: r.text("voters_as_of"), votersStatus: r.status("voters_status"), origin: r.text("voters_source"),
		})
	}
	return t.err()
}

func (s *source) readChanges(fsys fs.FS) error {
	t, err := readTable(fsys, changesFile, "kato_2024", "into_kato")
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		s.into[r.text("kato_2024")] = r.text("into_kato")
	}
	return t.err()
}

func (s *source) readPeople(fsys fs.FS) error {
	t, err := readTable(fsys, populationFile, "kato", "population_2023-01-01", "status")
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		s.people[r.text("kato")] = people{r.count("population_2023-01-01"), r.status("status")}
	}
	return t.err()
}

func (s *source) readEnacted(fsys fs.FS) error {
	t, err := readTable(fsys, enactedFile, "kato_2024", "district", "status")
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		s.enacted[r.text("kato_2024")] = enactedRow{r.text("district"), r.text("status")}
	}
	return t.err()
}

// check tells of references from one table to another that lead nowhere.
func (s *source) check() error {
	units, regions := map[string]bool{}, map[string]bool{}
	for _, u := range s.units {
		units[u.kato] = true
	}
	for _, r := range s.regions {
		regions[r.id] = true
	}
	var errs []error
	bad := func(file, format string, args ...any) {
		errs = append(errs, &SourceError{file, 0, fmt.Errorf(format, args...)})
	}
	for _, u := range s.units {
		if !regions[u.region] {
			bad(unitsFile, "unit %s (%s) is in the region %s, which %s does not have", u.kato, u.names.en, u.region, regionsFile)
		}
		if _, ok := s.enacted[u.kato]; !ok {
			bad(enactedFile, "unit %s (%s) is missing", u.kato, u.names.en)
		}
		into, gone := s.into[u.kato]
		if _, ok := s.people[u.kato]; ok == gone {
			bad(populationFile, "unit %s (%s) must stand there if it was a unit in December 2022, and only then", u.kato,
				u.names.en)
		}
		if gone && (!units[into] || s.into[into] != "") {
			bad(changesFile, "unit %s goes into %s, which is not a unit that stays", u.kato, into)
		}
	}
	for from := range s.into {
		if !units[from] {
			bad(changesFile, "there is no unit %s", from)
		}
	}
	for kato := range s.people {
		if !units[kato] {
			bad(populationFile, "there is no unit %s", kato)
		}
	}
	for kato := range s.enacted {
		if !units[kato] {
			bad(enactedFile, "there is no unit %s", kato)
		}
	}
	slices.SortFunc(errs, func(a, b error) int { return compare(a.Error(), b.Error()) })
	return errors.Join(errs...)
}
