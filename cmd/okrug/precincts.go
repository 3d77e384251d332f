package main

import (
	"bytes"
	"context"
	"path"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/generate"
	"github.com/okrug/okrug/geo/locale"
)

// stationsFile is the name of made-up stations in their folder.
const stationsFile = "stations.geojson"

// precincts makes up polling stations for the embedded scenario, and tells of them.
func (a *app) precincts(ctx context.Context, o generate.StationOptions, out string) error {
	s, err := scenario.OpenFS(data.Files, path.Join(data.Default, "scenario.yaml"))
	if err != nil {
		return err
	}
	m := a.meter()
	defer m.clear()
	l, _, err := s.Layer(ctx, m.reading)
	if err != nil {
		return err
	}
	if err := s.ReadRest(); err != nil {
		return err
	}
	m.step(locale.T("making up polling stations"), 0, 0)
	stations, err := generate.Stations(l, o)
	if err != nil {
		return usage(locale.Errorf("--precincts: %w", err))
	}
	set, err := precinctFiles(s, l, stations)
	if err != nil {
		return err
	}
	if err := writeNew(set, out, m); err != nil {
		return badInput(err)
	}
	m.clear()
	var most int64
	for _, x := range stations {
		most = max(most, x.Voters)
	}
	a.tell().sayf("%d made-up polling stations in %d units, at most %d voters each, in %s", len(stations), len(l.Units),
		most, out)
	return nil
}

// precinctFiles are the files of the scenario with stations in place of its units.
func precinctFiles(s *scenario.Scenario, l *geo.Layer, stations []generate.Station) (*output.Set, error) {
	s.Divide(s.ID+"-precincts", scenario.Finer{File: stationsFile, Unit: "unit_id", ID: "station_id", Kind: "kind",
		VotersStatus: "voters_status"}, scenario.Note{Text: locale.T("scenario.made-up-stations").InAll()})
	set := &output.Set{}
	for _, in := range s.Inputs() {
		text, err := s.InputData(in)
		if err != nil {
			return nil, err
		}
		if err := set.Add(in.Name, text); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	if err := generate.WriteStations(&b, l, stations); err != nil {
		return nil, err
	}
	return set, set.Add(stationsFile, b.Bytes())
}
