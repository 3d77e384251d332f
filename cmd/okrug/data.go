package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/cmd/okrug/internal/kz2022"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
)

func newData(a *app) *cobra.Command {
	data := &cobra.Command{
		Use:   "data",
		Short: "Make the data that the program carries in itself",
		Args:  cobra.ArbitraryArgs,
		RunE:  noVerb,
	}
	data.AddCommand(newDataBuild(a))
	return data
}

func newDataBuild(a *app) *cobra.Command {
	var source, out string
	cmd := &cobra.Command{
		Use:   "build --source DIR --out DIR",
		Short: "Build the scenario of Kazakhstan from its sources",
		Long: "Reads the source tables and boundaries, goes back to the units of December 2022, shares the voters of every " +
			"region\n" +
			"among its units, generalises the lines and writes the scenario. The same source gives the same bytes.",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			release, err := folder.Hold(out)
			if err != nil {
				return badInput(err)
			}
			defer release()
			if _, err := os.ReadDir(source); err != nil {
				return badInput(err)
			}
			files, err := kz2022.Build(cmd.Context(), os.DirFS(source), func(step string) { fmt.Fprintln(a.err, step) })
			if err != nil {
				return badInput(err)
			}
			var set output.Set
			for _, f := range files {
				if err := set.Add(f.Name, f.Data); err != nil {
					return err
				}
				fmt.Fprintf(a.out, "%8d  %s\n", len(f.Data), f.Name)
			}
			return badInput(set.Write(out))
		},
	}
	cmd.Flags().StringVar(&source, "source", "", "folder with the source tables and boundaries")
	cmd.Flags().StringVar(&out, "out", "", "folder to write to; other files in it stay")
	needs(cmd, "source", "out")
	return cmd
}
