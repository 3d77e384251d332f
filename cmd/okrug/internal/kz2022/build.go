package kz2022

import (
	"context"
	"errors"
	"io/fs"

	"github.com/okrug/okrug/data"
)

// File is one file of the data set.
type File struct {
	Name string
	Data []byte
}

// Build makes the files of the data set from a source folder. Progress, which may be nil, is told what is being done.
// Faults of the source are *SourceError, joined. The same source gives the same bytes.
func Build(ctx context.Context, source fs.FS, progress func(string)) ([]File, error) {
	if progress == nil {
		progress = func(string) {}
	}
	progress("reading the source")
	in, err := readInputs()
	if err != nil {
		return nil, err
	}
	s, err := readSource(source)
	if err != nil {
		return nil, err
	}
	units, err := unitsOf2022(s, in)
	if err != nil {
		return nil, err
	}
	if err := in.unused(units, s.places); err != nil {
		return nil, err
	}
	regions := regionsOf(s, units)
	if err := errors.Join(s.solved(regions), giveVoters(s, regions, units)); err != nil {
		return nil, err
	}

	progress("merging the units of 2024 to those of 2022")
	t, drawn, err := mergeShapes(s, units)
	if err != nil {
		return nil, err
	}
	progress("placing settlements")
	places, without, err := placesOf(s, in, units)
	if err != nil {
		return nil, err
	}
	progress("generalising the lines")
	if err := drawShapes(ctx, t, drawn, units, regions); err != nil {
		return nil, err
	}
	base, err := baseLayer(source, in)
	if err != nil {
		return nil, err
	}
	scenario, err := scenarioFile(regions)
	if err != nil {
		return nil, err
	}
	files := []File{
		{"scenario.yaml", scenario},
		{"regions.geojson", regionsLayer(regions)},
		{"units.geojson", unitsLayer(units)},
		{"settlements.geojson", settlementsLayer(places, units)},
		{"base.geojson", base},
		{"enacted.csv", enactedPlan(units)},
	}
	// The grammar of the names is written by hand and is not in the source.
	for _, name := range []string{"grammar.csv", "grammar-kinds.csv"} {
		text, err := data.Files.ReadFile("kz2022/" + name)
		if err != nil {
			return nil, err
		}
		files = append(files, File{name, text})
	}
	progress("comparing the default plan with the one enacted")
	agreed, err := compareEnacted(ctx, files)
	if err != nil {
		return nil, err
	}
	sources, err := sourcesFile(s, in, units, regions, places, without, drawn, agreed)
	if err != nil {
		return nil, err
	}
	return append(files, File{"SOURCES.md", sources},
		File{settledFolder + "/settled.geojson", settledLayer(places, units)},
		File{settledFolder + "/scenario.yaml", settledScenario(scenario)}), nil
}
