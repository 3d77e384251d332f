package scenario

import (
	"bytes"
	"context"
	"path/filepath"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/project"
)

// Job is a whole job without a scenario: regions, and settlements with voters. The fields are names of properties; an
// empty one is recognised by its usual names in Kazakh, Russian and English.
type Job struct {
	Regions, Settlements           string // GeoJSON files on disk
	Seats, PerDistrict             int
	Rule                           string
	ID, Name, Kind, Voters, Region string // of settlements
	RegionID, RegionName           string
}

// opener opens a file of places in plain form, as often as it is asked.
func opener(path string, o exchange.Options) (func() geo.File, error) {
	data, err := output.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p, err := (&files{}).plain(path, data, o)
	if err != nil {
		return nil, err
	}
	return func() geo.File {
		return geo.File{Name: filepath.ToSlash(path), Data: bytes.NewReader(p.Data)}
	}, nil
}

// byPlace in place of the name of a property says that regions are found by place alone.
const byPlace = "none"

// Make makes the scenario of a job, and says which property was taken for what. Errors are a *fault.Faults that name
// the properties that were not recognised, or come from the file system.
func (j Job) Make(ctx context.Context) (*Scenario, []geo.Taken, error) {
	look := func(path string) (*geo.Properties, error) {
		open, err := opener(path, exchange.Options{Stating: project.InScenario})
		if err != nil {
			return nil, err
		}
		return geo.ReadProperties(ctx, open)
	}
	regions, err := look(j.Regions)
	if err != nil {
		return nil, nil, err
	}
	towns, err := look(j.Settlements)
	if err != nil {
		return nil, nil, err
	}
	o := outline{head: "Made from the files of regions and settlements alone.", id: "settlements", settled: true}
	var faults geo.Faults
	j.recognise(towns, regions, &o, &faults)
	if err := faults.Err(); err != nil {
		return nil, nil, err
	}
	o.units.File, o.regions.File = filepath.Base(j.Settlements), filepath.Base(j.Regions)
	s, err := Parse(scenarioName, o.yaml())
	if err != nil {
		return nil, nil, err
	}
	s.files.note("scenario", scenarioName, s.text)
	s.replace("settlements", j.Settlements)
	s.replace("regions", j.Regions)
	s.took(Changes{Seats: j.Seats, Rule: j.Rule})
	return s, append(towns.Taken, regions.Taken...), nil
}
