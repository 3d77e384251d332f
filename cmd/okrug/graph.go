package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/nodelink"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planfile/ben"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

func newGraph(a *app) *cobra.Command {
	v := &graphVerb{app: a}
	c := &cobra.Command{
		Use:   "graph [PLAN|GRAPH.json]",
		Short: "Write who neighbours whom, or say what a graph file holds",
		Long: `Make the graph of a plan's units or, without PLAN, of a scenario's: who neighbours whom and for how many
metres. With --out FILE it is written as node-link JSON, as programs of the field and okrug solve read it (id, name,
population, region, district; source, target, shared_perim), or as CSV where FILE ends in .csv. Links of the scenario
have 0 metres.

Of a file in node-link or adjacency JSON it says the same, and with --out writes it anew. A hyphen reads standard input.

It prints units, links, voters and connected parts, and the SHA-256 by which proofs name the graph: okrug solve prints
the same, and okrug certificate verify that of the graph that a proof is about. It is taken over ids, voters, links
and border lengths in the order of the file, so that --voters and --length must be those of the run.`,
		Args: upTo(1),
		RunE: v.run,
	}
	f := c.Flags()
	v.inputs.given = f.Changed
	f.StringVar(&v.inputs.scenario, "scenario", "", "scenario file or folder, or the name of an embedded one")
	v.inputs.app = a
	f.StringVar(&v.inputs.change.Regions, "regions", "", "regions in GeoJSON, in place of the scenario's")
	v.inputs.bindSettlements(a, f)
	v.inputs.planFlags(c)
	f.StringVar(&v.to, "out", "", "file to write the graph to: node-link JSON, or CSV by its name")
	f.StringVar(&v.options.Voters, "voters", "", `property with the voters (default "population")`)
	f.StringVar(&v.options.Length, "length", "", `property with the border length (default "shared_perim")`)
	f.BoolVar(&v.json, "json", false, "print one JSON object")
	return c
}

type graphVerb struct {
	*app
	inputs  inputFlags
	options nodelink.Options
	to      string
	json    bool
}

// graphFigures are what the verb prints.
type graphFigures struct {
	Units  int    `json:"units"`
	Links  int    `json:"links"`
	Voters int64  `json:"voters"`
	Parts  int    `json:"connected_parts"`
	Border bool   `json:"has_border_lengths"`
	SHA256 string `json:"graph_sha256"`
}

func (v *graphVerb) run(c *cobra.Command, args []string) error {
	ctx := c.Context()
	if v.to != "" {
		if err := checkEnding("--out", v.to, ".json", ".csv"); err != nil {
			return err
		}
	}
	file, extra, err := v.read(ctx, args)
	if err != nil {
		return err
	}
	if v.to != "" {
		if err := v.write(file, extra); err != nil {
			return badInput(err)
		}
	}
	if extra != nil {
		// The sum is that of the file which was or would be written, whoever reads it.
		var b bytes.Buffer
		if err := nodelink.Write(&b, file); err != nil {
			return err
		}
		if file, err = nodelink.Read(&b, file.Name, nodelink.Options{}); err != nil {
			return err
		}
	}
	g := file.Graph
	_, parts := g.Components(nil)
	out := graphFigures{Units: g.Len(), Links: len(g.Edges), Voters: g.Total(), Parts: parts, Border: file.HasLengths,
		SHA256: certificate.NewGraph(g).SHA256}
	if v.json {
		data, err := json.MarshalIndent(out, "", "  ")
		if err != nil {
			return err
		}
		fmt.Fprintf(v.out, "%s\n", data)
		return nil
	}
	lengths := locale.T("on every link")
	if !out.Border {
		lengths = locale.T("not on every link")
	}
	v.answer().sayf("units: %d\nlinks: %d\nvoters: %d\nconnected parts: %d\nborder lengths: %s\ngraph sha256: %s",
		out.Units, out.Links, out.Voters, out.Parts, lengths, out.SHA256)
	return nil
}

// read reads a graph file, or makes the graph of a plan's or a scenario's units.
func (v *graphVerb) read(ctx context.Context, args []string) (*nodelink.File, []nodelink.Extra, error) {
	if len(args) == 1 && !v.isPlan(args[0]) {
		file, err := readGraph(v.app, args[0], v.options)
		if err != nil {
			return nil, nil, badInput(err)
		}
		return file, nil, nil
	}
	if v.options.Voters != "" || v.options.Length != "" {
		return nil, nil, locale.Errorf("--voters and --length name properties of a graph file; a plan or scenario has its " +
			"own")
	}
	var made *districts.Case
	var district func(u int) any
	if len(args) == 1 {
		g, err := v.readPlan(ctx, &v.inputs, args[0])
		if err != nil {
			return nil, nil, err
		}
		made = g.Case
		district = func(u int) any {
			if d := g.Of[u]; d >= 0 {
				return g.Districts[d].Number
			}
			return nil
		}
	} else {
		var err error
		if made, err = v.units(ctx); err != nil {
			return nil, nil, err
		}
	}
	for _, line := range fault.Lines(made.Notes, fault.PerKind) {
		v.notef("note: %v", line)
	}
	graph, err := districts.Graph(made.Layer, made.Rule.BaseName())
	if err != nil {
		return nil, nil, err
	}
	units := made.Layer.Units
	extra := []nodelink.Extra{
		{Name: "name", Value: func(u int) any { return units[u].Names.In("en") }},
		{Name: "region", Value: func(u int) any { return units[u].RegionID }},
	}
	if district != nil {
		extra = append(extra, nodelink.Extra{Name: "district", Value: district})
	}
	return &nodelink.File{Graph: graph, Name: made.Scenario.ID, HasLengths: true}, extra, nil
}

// units reads the units of a scenario. Who neighbours whom hangs neither on seats nor, but for what is counted, on a
// rule.
func (v *graphVerb) units(ctx context.Context) (*districts.Case, error) {
	if v.inputs.noSeats = v.inputs.change.Settlements != ""; v.inputs.noSeats {
		v.inputs.change.Rule = "none"
	}
	s, err := v.inputs.open(ctx)
	if err != nil {
		return nil, err
	}
	made := &districts.Case{Scenario: s}
	if made.Rule, err = s.BindingRule(); err != nil {
		return nil, badInput(err)
	}
	m := v.meter()
	made.Layer, made.Notes, err = s.Layer(ctx, m.reading)
	m.clear()
	return made, badInput(err)
}

// isPlan says whether a name is that of a plan: everything but a JSON file and standard input.
func (v *graphVerb) isPlan(name string) bool {
	inner := strings.TrimSuffix(strings.ToLower(name), ".gz")
	if name == "-" || filepath.Ext(inner) == ".json" {
		return false
	}
	info, err := os.Stat(name)
	if err == nil && !info.IsDir() {
		_, ensemble := ben.FormOf(inner)
		return ensemble || filepath.Ext(inner) == ".geojson" || filepath.Ext(inner) == ".csv"
	}
	return true
}

// write writes the graph, whole or not at all.
func (v *graphVerb) write(file *nodelink.File, extra []nodelink.Extra) error {
	var b bytes.Buffer
	if strings.EqualFold(filepath.Ext(v.to), ".csv") {
		w := csv.NewWriter(&b)
		_ = w.Write([]string{"source", "target", "shared_perim"})
		g := file.Graph
		for _, e := range g.Edges {
			length := ""
			if file.HasLengths {
				length = strconv.FormatFloat(float64(e.Length)/g.Scale, 'f', -1, 64)
			}
			_ = w.Write([]string{g.IDs[e.U], g.IDs[e.V], length})
		}
		w.Flush()
	} else if err := nodelink.Write(&b, file, extra...); err != nil {
		return err
	}
	return writeBeside(v.to, b.Bytes())
}

// readGraph reads a node-link file, or standard input for a hyphen.
func readGraph(a *app, path string, o nodelink.Options) (*nodelink.File, error) {
	if path == "-" {
		return nodelink.Read(a.in, "standard input", o)
	}
	s, err := a.unpacked(path)
	if err != nil {
		return nil, err
	}
	return nodelink.Read(bytes.NewReader(s.Data), s.Name, o)
}
