package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/gis"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

func newConvert(a *app) *cobra.Command {
	v := &convertVerb{app: a}
	c := &cobra.Command{
		Use:   "convert IN OUT",
		Short: "Write a file or a plan in another format",
		Long: `Write a file of places, or the districts and units of a plan, in another format. IN is a file, the folder of a
plan, or the id of a plan that the scenario names; what it is shows in its content, packed as .zip or .gz or not. The
ending of OUT says what is written: .geojson, .geojsonl, .shp, .gpkg, .topojson, .kml, .csv or .xlsx, and .zip or .gz
behind it packs it. What the format cannot hold is refused. Coordinates become longitude and latitude on WGS 84.`,
		Args: exactly(2),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.reading.bind(c)
	return c
}

type convertVerb struct {
	*app
	inputs  inputFlags
	reading readingFlags
}

// readingFlags say of a file what it does not say of itself.
type readingFlags struct{ layer, encoding, crs string }

func (r *readingFlags) bind(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&r.layer, "layer", "", "the layer that is meant of several, or the file in an archive")
	f.StringVar(&r.encoding, "encoding", "", "the encoding of texts, such as windows-1251, in place of what the file says")
	f.StringVar(&r.crs, "crs", "", "the system of the coordinates, such as EPSG:32642, in place of what the file says")
}

func (r *readingFlags) options() exchange.Options {
	return exchange.Options{Options: format.Options{Encoding: r.encoding}, Layer: r.layer, CRS: r.crs, Most: output.Most()}
}

func (v *convertVerb) run(c *cobra.Command, args []string) error {
	in, out := args[0], args[1]
	if err := beside(out); err != nil {
		return err
	}
	layers, err := v.layers(c.Context(), in, out)
	if err != nil {
		return err
	}
	files, err := exchange.Write(filepath.ToSlash(out), layers)
	if err != nil {
		return badInput(err)
	}
	same, err := overwrites(in, files)
	if err != nil {
		return badInput(err)
	}
	if same {
		return badInput(locale.Errorf("%s would be written over itself; choose another name", in))
	}
	// What the others stand beside comes last: it is there when all of it is.
	for _, f := range slices.Backward(files) {
		if err := writeBeside(filepath.FromSlash(f.Name), f.Data); err != nil {
			return err
		}
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	v.tell().sayf("Written: %s.", strings.Join(names, ", "))
	return nil
}

// overwrites reports whether one of the files is the one that was read.
func overwrites(in string, files []format.File) (bool, error) {
	from, err := os.Stat(in)
	if err != nil {
		return false, nil //nolint:nilerr // an id of a plan
	}
	for _, f := range files {
		to, err := os.Stat(filepath.FromSlash(f.Name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return false, err
		}
		if os.SameFile(from, to) {
			return true, nil
		}
	}
	return false, nil
}

// layers are those of what is named, with notes on how it was read.
func (v *convertVerb) layers(ctx context.Context, in, out string) ([]format.Layer, error) {
	info, err := os.Stat(in)
	if err == nil && !info.IsDir() {
		s, err := source(in)
		if err != nil {
			return nil, badInput(err)
		}
		return v.fileLayers(s)
	}
	if err == nil && !folder.Is(in) {
		return nil, badInput(locale.Errorf("%s is a folder, and not that of a plan: name the file in it", in))
	}
	g, err := v.readPlan(ctx, &v.inputs, in)
	if err != nil {
		return nil, err
	}
	lang, err := v.spokenLanguage(g.Scenario)
	if err != nil {
		return nil, err
	}
	layers, err := gis.Layers(g.Plan, lang)
	// Where a file may hold tables without geometry, the checks stand beside what they are of.
	if end := strings.ToLower(filepath.Ext(out)); end == ".xlsx" || end == ".gpkg" || v.reading.layer == "checks" {
		layers = append(layers, gis.Checks(report.Build(g.Plan)))
	}
	if err != nil || v.reading.layer == "" {
		return layers, badInput(err)
	}
	one, err := (&exchange.Opened{Layers: layers}).One(format.Source{Name: in}, v.reading.layer)
	return []format.Layer{one}, badInput(err)
}

func (v *convertVerb) fileLayers(s format.Source) ([]format.Layer, error) {
	o := v.reading.options()
	opened, err := exchange.Open(s, o)
	if err != nil {
		return nil, badInput(err)
	}
	v.pointOutFaults(opened.Notes)
	layers := opened.Layers
	if o.Layer != "" {
		if one, err := opened.One(s, o.Layer); err == nil {
			layers = []format.Layer{one}
		} else if len(layers) > 1 {
			return nil, badInput(err)
		}
	}
	for i, l := range layers {
		placed, notes, err := exchange.OnEarth(s, l, o.CRS)
		if err != nil {
			return nil, badInput(err)
		}
		v.pointOutFaults(append(l.Notes, notes...))
		layers[i] = placed
	}
	return layers, nil
}

// source is a file on disk with what stands beside it.
func source(name string) (format.Source, error) {
	data, err := output.ReadFile(name)
	if err != nil {
		return format.Source{}, err
	}
	return format.Source{Name: filepath.ToSlash(name), Data: data, Beside: output.Beside(name)}, nil
}
