package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

func newInspect(a *app) *cobra.Command {
	v := &inspectVerb{app: a}
	c := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Say what a file of places holds and what is wrong with it",
		Long: `Say what a file of places holds, of any format that is read: its layers, how many features of which geometry,
encoding and system of coordinates, and every field with its type, how often it is filled, some values, and what it
would be taken for as units: id, names, voters, region, parents, coordinates. Areas are checked as units are: overlaps,
gaps, crossing lines. Each fault comes with what to do, and with the command that mends it where okrug repair does,
which is tried. Of a plan that is no layer, such as an ensemble or a graph, it says what it is and which verb takes
it.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error { return v.run(c.Context(), args[0]) },
	}
	readingFlags(c.Flags(), &v.reading)
	c.Flags().BoolVar(&v.json, "json", false, "print JSON")
	return c
}

type inspectVerb struct {
	*app
	reading exchange.Options
	json    bool
}

// inspected is a layer with what its fields would be taken for.
type inspected struct {
	exchange.Inspected
	Taken []geo.Taken `json:"taken,omitempty"`
}

func (v *inspectVerb) run(ctx context.Context, file string) error {
	v.reading.Most = output.Most()
	s, err := source(file)
	if err != nil {
		return badInput(err)
	}
	m := v.meter()
	defer m.clear()
	m.step(locale.T("reading %s", s.Name), 0, 0)
	if ok, err := v.plan(s, file, m); ok || err != nil {
		return err
	}
	x, err := exchange.Inspect(s, v.reading)
	if err != nil {
		return badReading(err, v.reading)
	}
	layers := make([]inspected, len(x.Layers))
	for i, l := range x.Layers {
		layers[i] = inspected{l, taken(file, l)}
	}
	wrong, notes, columns, compared := v.asUnits(ctx, s, layers, m)
	m.clear()
	// What is wrong with a feature as such is found again where it is read as a unit, whose id is known there.
	faults := slices.DeleteFunc(x.Faults, func(f fault.Fault) bool {
		return slices.ContainsFunc(wrong, func(w fault.Fault) bool {
			return w.HasFeature && f.HasFeature && w.Feature == f.Feature && w.Kind == f.Kind &&
				w.Detail.String() == f.Detail.String()
		})
	})
	faults = append(faults, wrong...)
	mended := mending{}
	if compared && len(faults) > 0 {
		mended = v.mend(ctx, s, layers, columns, m)
	}
	if mended.Left == 0 && mended.Command != "" {
		for i := range faults {
			faults[i].Remedy = locale.Text{} // the command is
		}
	}
	notes = slices.Concat(x.Notes, notes)
	if v.json {
		e := json.NewEncoder(v.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(struct {
			File   string        `json:"file"`
			Format string        `json:"format"`
			Layers []inspected   `json:"layers"`
			Notes  []fault.Fault `json:"notes"`
			Faults []fault.Fault `json:"faults"`
			// Compared says whether areas were compared with one another, as those of units are.
			Compared bool `json:"compared"`
			mending
		}{file, x.Format, layers, append([]fault.Fault{}, notes...), append([]fault.Fault{}, faults...), compared, mended})
	}
	p := v.answer()
	p.sayf("%s: %s.", file, x.Format)
	for _, l := range layers {
		v.layer(p, l)
	}
	v.pointOutFaults(notes)
	for _, f := range faults {
		p.sayf("fault: %v", f)
	}
	switch {
	case len(faults) > 0:
		mended.say(p)
	case compared:
		p.sayf("Nothing is wrong with it.")
	default:
		p.sayf("It can be read. Its areas were not compared with one another: that takes one layer of areas with ids.")
	}
	return nil
}

// taken is what the fields of a layer would be taken for as units.
func taken(file string, l exchange.Inspected) []geo.Taken {
	var names []string
	for _, c := range l.Fields {
		names = append(names, c.Name)
	}
	p := geo.PropertiesOf(file, names, l.Texts(), l.IDs > 0)
	p.ChooseID(false, "")
	p.ChooseVoters("")
	p.Choose("region", "")
	p.Choose("kind", "")
	p.ChooseNames("")
	p.Choose("population", "")
	if lon := p.Choose("longitude", ""); lon != "" {
		p.Choose("latitude", "")
	}
	return p.Taken
}

// asUnits reads a file as units are read, and says what is wrong with its lines; what units need beside these is no
// fault here. It is not done where the file has several layers that could be meant, no areas, or none with an id. The
// layer that is meant is told which of its fields would be parents.
func (v *inspectVerb) asUnits(ctx context.Context, s format.Source, layers []inspected, m *meter) (faults,
	notes []fault.Fault, columns geo.UnitColumns, done bool) {
	plain, err := exchange.AsPlain(s, v.reading)
	if err != nil {
		return nil, nil, columns, false // what else is wrong is known
	}
	columns.Names = map[string]string{}
	for i, l := range layers {
		if plain.Layer == l.Name || len(layers) == 1 {
			layers[i].Taken = slices.Concat(l.Taken, v.parents(ctx, s.Name, plain.Data, l.Taken))
		}
		if l.Geometry["Polygon"]+l.Geometry["MultiPolygon"] == 0 {
			continue
		}
		for _, t := range l.Taken {
			switch role, lang, _ := strings.Cut(t.Role, "."); role {
			case "id":
				columns.ID = t.Property
			case "voters":
				columns.Voters = t.Property
			case "names":
				columns.Names[lang] = t.Property
			}
		}
	}
	if columns.ID == "" {
		return nil, nil, columns, false
	}
	m.clear()
	faults, notes = readAsUnits(ctx, s.Name, plain.Data, columns, m)
	return faults, notes, columns, true
}

// readAsUnits reads plain GeoJSON as units.
func readAsUnits(ctx context.Context, name string, data []byte, columns geo.UnitColumns, m *meter) (faults,
	notes []fault.Fault) {
	_, notes, err := geo.Read(ctx, geo.Sources{Units: geo.File{Name: name, Data: bytes.NewReader(data)},
		UnitColumns: columns, Progress: m.reading})
	var all *geo.Faults
	if errors.As(err, &all) {
		faults = all.AsNotes()
	}
	return faults, notes
}

// parents are what a layer has for levels of areas that its features nest in, beside what is taken for something else.
func (v *inspectVerb) parents(ctx context.Context, name string, plain []byte, taken []geo.Taken) []geo.Taken {
	c, err := geo.ReadContents(ctx, func() geo.File { return geo.File{Name: name, Data: bytes.NewReader(plain)} })
	if err != nil {
		return nil // what is wrong is told where it is read as units
	}
	c.Taken = slices.Clone(taken)
	region := ""
	for _, t := range taken {
		if t.Role == "region" {
			region = t.Property
		}
	}
	c.ChooseParents(region)
	return c.Taken[len(taken):]
}

func (v *inspectVerb) layer(p printer, l inspected) {
	var kinds []string
	for _, k := range l.Kinds() {
		name := k
		if name == "" {
			name = locale.T("no geometry").In(p.lang)
		}
		kinds = append(kinds, fmt.Sprintf("%s %s", name, p.count(int64(l.Geometry[k]))))
	}
	if len(kinds) == 0 {
		p.sayf("Layer %s: %d {2|feature|features}, of which none can be read.", l.Name, l.Features)
	} else {
		p.sayf("Layer %s: %d {2|feature|features} (%s).", l.Name, l.Features, strings.Join(kinds, ", "))
	}
	if l.Bounds != nil {
		p.sayf("Coordinates from %.6g, %.6g to %.6g, %.6g; system: %s.", l.Bounds[0], l.Bounds[1], l.Bounds[2], l.Bounds[3],
			stated(l.CRS))
	}
	if l.Encoding != "" {
		p.sayf("Texts are in %s.", l.Encoding)
	}
	t := newTable(p, []int{3, 4}, locale.T("Field"), locale.T("Type"), locale.T("Filled"), locale.T("Different"),
		locale.T("Values"), locale.T("Taken for"))
	for _, c := range l.Fields {
		role := ""
		for _, x := range l.Taken {
			if x.Property == c.Name {
				role = x.Role
			}
		}
		t.AppendRow(table.Row{c.Name, c.Type, p.count(int64(c.Filled)), p.count(int64(c.Distinct)),
			strings.Join(c.Samples, "; "), role})
	}
	t.Render()
	if l.Features > 0 && l.Geometry[""] == l.Features {
		p.sayf("It has no geometry: okrug check takes such a table as a plan, --voters as one of voters.")
	}
}

// stated is a system of coordinates as a file states it, in one line.
func stated(crs string) locale.Text {
	if crs == "" {
		return locale.T("not stated")
	}
	return locale.Raw(strings.Join(strings.Fields(crs), " "))
}
