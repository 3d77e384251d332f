package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"okrug/balance/graph"
	"okrug/balance/nodelink"
	"okrug/districts/output"
	"okrug/geo/generate"
)

func newGenerate(a *app) *cobra.Command {
	var o generate.Options
	var out string
	c := &cobra.Command{
		Use:   "generate",
		Short: "Make up a country, to try the program on or to measure it",
		Long: `Make up a country from a seed: settlements of realistic sizes, crowded cities, empty steppe, islands, four levels
of areas. Nothing in it is true. DIR/graph.json is for okrug solve, with lengths in metres.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			c, err := generate.Generate(o)
			if err != nil {
				return exitWith(exitUsage, err)
			}
			var set output.Set
			g, err := countryGraph(c)
			if err != nil {
				return err
			}
			if err := set.Add("graph.json", g); err != nil {
				return err
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
	f.StringVar(&out, "out", "okrug-country", "folder to write to")
	return c
}

// countryGraph is the country as node-link JSON.
func countryGraph(c *generate.Country) ([]byte, error) {
	ids, voters := make([]string, len(c.Units)), make([]int64, len(c.Units))
	for i, u := range c.Units {
		ids[i], voters[i] = u.Code, u.Voters
	}
	edges := make([]graph.Edge, len(c.Borders))
	for i, b := range c.Borders {
		edges[i] = graph.Edge{U: b.A, V: b.B, Length: int64(b.Metres + 0.5)}
	}
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		return nil, err
	}
	extra := []nodelink.Extra{}
	for l, name := range []string{"region", "raion", "commune", "settlement"} {
		extra = append(extra, nodelink.Extra{Name: name, Value: func(v int) any { return c.Areas[l][c.Units[v].Area[l]] }})
	}
	var b bytes.Buffer
	err = nodelink.Write(&b, &nodelink.File{Graph: g, Name: "made-up country", HasLengths: true}, extra...)
	return b.Bytes(), err
}
