package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"okrug/geo"
	"okrug/geo/topology"
)

// Layer reads the scenario's files into a layer. Notes are faults too small to matter.
func (s *Scenario) Layer() (l *geo.Layer, notes []string, err error) {
	l = &geo.Layer{}
	units, err := s.features("units", s.Units.File)
	if err != nil {
		return nil, nil, err
	}
	var faces []orb.MultiPolygon
	for i, f := range units {
		u := geo.Unit{ID: text(f, s.Units.ID), RegionID: text(f, s.Units.Region), Kind: text(f, s.Units.Kind), Names: names(f, s.Units.Names), Voters: whole(f, s.Units.Voters), VotersStatus: text(f, s.Units.VotersStatus), Columns: map[string]int64{}, Feature: i}
		for k, p := range s.Units.Columns {
			u.Columns[k] = whole(f, p)
		}
		for _, p := range s.Units.Parents {
			u.Parents = append(u.Parents, text(f, p))
		}
		l.Units = append(l.Units, u)
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			faces = append(faces, orb.MultiPolygon{g})
		case orb.MultiPolygon:
			faces = append(faces, g)
		default:
			return nil, nil, fmt.Errorf("feature %d is no polygon", i)
		}
	}
	l.Topology = topology.Build(faces)
	for _, b := range l.Topology.Borders() {
		l.Borders = append(l.Borders, geo.Border{A: b.A, B: b.B, Metres: b.Metres})
	}
	if s.Regions.File != "" {
		regions, err := s.features("regions", s.Regions.File)
		if err != nil {
			return nil, nil, err
		}
		for i, f := range regions {
			l.Regions = append(l.Regions, geo.Region{ID: text(f, s.Regions.ID), Kind: text(f, s.Regions.Kind), Names: names(f, s.Regions.Names), Voters: whole(f, s.Regions.Voters), HasVoters: s.Regions.Voters != "", VotersStatus: text(f, s.Regions.VotersStatus), VotersAsOf: text(f, s.Regions.VotersAsOf), SeatsEnacted: int(whole(f, s.Regions.Seats)), Feature: i})
		}
		slices.SortStableFunc(l.Regions, func(a, b geo.Region) int {
			return slices.Index(s.Regions.Order, a.ID) - slices.Index(s.Regions.Order, b.ID)
		})
	}
	if s.Places.File != "" {
		places, err := s.features("places", s.Places.File)
		if err != nil {
			return nil, nil, err
		}
		for _, f := range places {
			l.Places = append(l.Places, geo.Place{ID: text(f, s.Places.ID), Names: names(f, s.Places.Names), Point: f.Point(), Population: whole(f, s.Places.Population), UnitID: text(f, s.Places.Unit), RegionID: text(f, s.Places.Region)})
		}
	}
	return l, nil, nil
}

func (s *Scenario) features(role, file string) ([]*geojson.Feature, error) {
	data, _, err := s.files.read(role, file)
	if err != nil {
		return nil, err
	}
	fc, err := geojson.UnmarshalFeatureCollection(data)
	if err != nil {
		return nil, err
	}
	return fc.Features, nil
}

func text(f *geojson.Feature, key string) string {
	if v, ok := f.Properties[key]; ok && v != nil {
		return strings.TrimSpace(fmt.Sprint(v))
	}
	return ""
}

func whole(f *geojson.Feature, key string) int64 {
	if v, ok := f.Properties[key].(float64); ok {
		return int64(v)
	}
	n, _ := strconv.ParseInt(text(f, key), 10, 64)
	return n
}

func names(f *geojson.Feature, props map[string]string) geo.Names {
	n := geo.Names{}
	for lang, p := range props {
		if t := text(f, p); t != "" {
			n[lang] = t
		}
	}
	return n
}
