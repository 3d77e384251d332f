package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"okrug/balance/graph"
	"okrug/balance/nodelink"
	"okrug/districts"
	"okrug/districts/output"
	"okrug/geo/generate"
)

func newGenerate(a *app) *cobra.Command {
	var o generate.Options
	var out string
	var seats int
	c := &cobra.Command{
		Use:   "generate",
		Short: "Make up a country, to try the program on or to measure it",
		Long: `Make up a country from a seed: settlements of realistic sizes, crowded cities, empty steppe, islands, four levels
of areas. Nothing in it is true. In DIR, graph.json is for okrug solve, with lengths in metres; scenario.yaml and
units.geojson are for okrug plan and its kin.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			c, err := generate.Generate(o)
			if err != nil {
				return exitWith(exitUsage, err)
			}
			var set output.Set
			for _, file := range []struct {
				name  string
				write func(io.Writer) error
			}{
				{"graph.json", func(w io.Writer) error { return writeGraph(w, c) }},
				{"units.geojson", c.WriteUnits},
				{"scenario.yaml", func(w io.Writer) error { return c.WriteScenario(w, max(len(c.Areas[generate.Region]), seats)) }},
			} {
				var b bytes.Buffer
				if err := file.write(&b); err != nil {
					return err
				}
				if err := set.Add(file.name, b.Bytes()); err != nil {
					return err
				}
			}
			if err := set.Write(out); err != nil {
				return badInput(err)
			}
			fmt.Fprintf(a.out, "%d units, %d borders, %d regions, %d raions, %d communes, %d settlements in %s\n", len(c.Units), len(c.Borders),
				len(c.Areas[generate.Region]), len(c.Areas[generate.Raion]), len(c.Areas[generate.Commune]), len(c.Areas[generate.Settlement]), out)
			return nil
		},
	}
	f := c.Flags()
	f.IntVar(&o.Units, "units", 1000, "number of units")
	f.Uint64Var(&o.Seed, "seed", 0, "seed")
	f.IntVar(&seats, "seats", 0, "seats in the scenario (default one a region)")
	f.StringVar(&out, "out", "okrug-country", "folder to write to")
	return c
}

// writeGraph writes the country as node-link JSON.
func writeGraph(w io.Writer, c *generate.Country) error {
	ids, voters := make([]string, len(c.Units)), make([]int64, len(c.Units))
	for i, u := range c.Units {
		ids[i], voters[i] = u.Code, u.Voters
	}
	edges := make([]graph.Edge, len(c.Borders))
	for i, b := range c.Borders {
		edges[i] = graph.Edge{U: b.A, V: b.B, Length: districts.WholeMetres(b)}
	}
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		return err
	}
	extra := []nodelink.Extra{}
	for l := range c.Areas {
		extra = append(extra, nodelink.Extra{Name: generate.LevelName(l), Value: func(v int) any { return c.Areas[l][c.Units[v].Area[l]] }})
	}
	return nodelink.Write(w, &nodelink.File{Graph: g, Name: "made-up country", HasLengths: true}, extra...)
}
