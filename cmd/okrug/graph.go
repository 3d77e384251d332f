package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"okrug/balance/certificate"
	"okrug/balance/nodelink"
)

func newGraph(a *app) *cobra.Command {
	v := &graphVerb{app: a}
	c := &cobra.Command{
		Use:   "graph GRAPH.json",
		Short: "Say what a graph file holds, and its sum as proofs name it",
		Long: `Read a graph in node-link or adjacency JSON and print its units, links, voters and connected parts,
and the SHA-256 by which proofs name it: okrug solve prints the same, and okrug certificate verify that of the graph
that a proof is about. It is taken over ids, voters, links and border lengths in the order of the file, so that --voters
and --length must be those of the run. A hyphen reads standard input.`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return v.run(args[0]) },
	}
	f := c.Flags()
	f.StringVar(&v.options.Voters, "voters", "", `property with the voters (default "population")`)
	f.StringVar(&v.options.Length, "length", "", `property with the border length (default "shared_perim")`)
	f.BoolVar(&v.json, "json", false, "print one JSON object")
	return c
}

type graphVerb struct {
	*app
	options nodelink.Options
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

func (v *graphVerb) run(path string) error {
	file, err := readGraph(v.app, path, v.options)
	if err != nil {
		return badInput(err)
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
	lengths := "on every link"
	if !out.Border {
		lengths = "not on every link"
	}
	fmt.Fprintf(v.out, "units: %d\nlinks: %d\nvoters: %d\nconnected parts: %d\nborder lengths: %s\ngraph sha256: %s\n",
		out.Units, out.Links, out.Voters, out.Parts, lengths, out.SHA256)
	return nil
}

// readGraph reads a node-link file, or standard input for a hyphen.
func readGraph(a *app, path string, o nodelink.Options) (*nodelink.File, error) {
	if path == "-" {
		return nodelink.Read(a.in, "standard input", o)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	in, err := nodelink.Read(file, path, o)
	return in, errors.Join(err, file.Close())
}
