package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance/apportion"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/nodelink"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/generate"
	"github.com/okrug/okrug/geo/locale"
)

func newGenerate(a *app) *cobra.Command {
	var o generate.Options
	var out string
	var seats int
	var stations generate.StationOptions
	c := &cobra.Command{
		Use:   "generate",
		Short: "Make up a country, to try the program on or to measure it",
		Long: `Make up a country from a seed: settlements of realistic sizes, crowded cities, empty steppe, islands, ` +
			`four levels
of areas. Nothing in it is true. In DIR, graph.json is for okrug solve, with lengths in metres; scenario.yaml and
units.geojson are for okrug plan and its kin. Links, such as ferries, join what no border joins, in both.

--precincts N makes up polling stations for Kazakhstan instead: the embedded scenario whose units are divided into N
points with voters, around the known towns and scattered beside them, so that every unit keeps its voters. okrug plan
--scenario DIR plans it.

The same seed and options give the same bytes. A folder that holds anything else is left as it is, with exit code 3.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			given := cmd.Flags().Changed
			switch {
			case given("precincts") && (given("units") || given("seats")):
				return usage(locale.Errorf("--precincts is of Kazakhstan, --units and --seats are of a made-up " +
					"country; give one of the two"))
			case given("most") && stations.Most < 1:
				return usage(locale.Errorf("--most: at least 1"))
			case given("precincts"):
				stations.Seed = o.Seed
				return a.precincts(cmd.Context(), stations, out)
			case given("most"):
				return usage(locale.Errorf("--most: give the number of stations too, with --precincts"))
			}
			m := a.meter()
			m.step(locale.T("making up a country"), 0, 0)
			c, err := generate.Generate(o)
			m.clear()
			if err != nil {
				return usage(locale.Errorf("%s: %w", "--units", err))
			}
			if !given("seats") {
				seats = c.Seats()
			}
			if err := testSeats(c, seats); err != nil {
				return usage(locale.Errorf("--seats %s: %w", strconv.Itoa(seats), err))
			}
			set, err := countryFiles(c, seats, m)
			if err == nil {
				err = badInput(writeNew(set, out, m))
			}
			m.clear()
			if err != nil {
				return err
			}
			links := 0
			for _, b := range c.Borders {
				if b.Link {
					links++
				}
			}
			a.tell().sayf("%d {1|unit|units}, %d {2|border|borders}, %d {3|link|links}, %d {4|region|regions}, %d "+
				"{5|raion|raions}, %d {6|commune|communes}, %d {7|settlement|settlements}, %d {8|seat|seats} in %s", len(c.Units),
				len(c.Borders)-links, links, len(c.Areas[generate.Region]), len(c.Areas[generate.Raion]),
				len(c.Areas[generate.Commune]), len(c.Areas[generate.Settlement]), seats, out)
			return nil
		},
	}
	f := c.Flags()
	f.IntVar(&o.Units, "units", 1000, "number of units")
	f.Uint64Var(&o.Seed, "seed", 0, "seed")
	f.IntVar(&seats, "seats", 0, "seats in the scenario (default one a region and one more)")
	f.IntVar(&stations.Count, "precincts", 0, "number of polling stations to make up for Kazakhstan")
	f.Int64Var(&stations.Most, "most", generate.MostVoters, "voters that a polling station has at most")
	f.StringVar(&out, "out", "okrug-country", "folder to write to")
	return c
}

// testSeats refuses a number of seats for which it is plain that no plan exists. That it accepts one does not prove
// that there is a plan: that takes okrug plan.
func testSeats(c *generate.Country, seats int) error {
	regions := make([]apportion.Region, len(c.Areas[generate.Region]))
	if seats < len(regions) {
		return locale.Errorf("this country has %d {1|region|regions}, and each needs a seat; give at least as many, or "+
			"leave the flag out", len(regions))
	}
	units, most := make([]int, len(regions)), make([]int64, len(regions))
	for i, id := range c.Areas[generate.Region] {
		regions[i] = apportion.Region{ID: id, Min: 1}
	}
	for _, u := range c.Units {
		r := u.Area[generate.Region]
		regions[r].Base += u.Voters
		units[r]++
		most[r] = max(most[r], u.Voters)
	}
	// As the scenario has it.
	shares, err := apportion.Apportion(regions, seats, apportion.Webster, apportion.ByOrder)
	if err != nil {
		return err
	}
	limit, err := rule.Find(generate.Rule, nil)
	if err != nil {
		return err
	}
	for r, n := range shares.Seats {
		if n > units[r] {
			return locale.Errorf("region %s would get %d and has only %d {3|unit|units}; give fewer seats or more --units",
				regions[r].ID, n, units[r])
		}
		if _, upper := limit.For(regions[r].Base, n).Window(); most[r] > upper {
			return locale.Errorf("no plan exists: region %s would get %d, and a unit of it has %d {3|voter|voters} where a "+
				"district may have %d; give fewer seats or more --units", regions[r].ID, n, most[r], upper)
		}
	}
	return nil
}

// writeNew writes a made-up country, in the place of nothing else.
func writeNew(set *output.Set, out string, m *meter) error {
	m.step(locale.T("writing %s", out), 0, 0)
	if err := onlyTheSame(set, out); err != nil {
		return err
	}
	return set.Write(out)
}

// countryFiles are the files of a country.
func countryFiles(c *generate.Country, seats int, m *meter) (*output.Set, error) {
	set := &output.Set{}
	files := []struct {
		name  string
		write func(io.Writer) error
	}{
		{"graph.json", func(w io.Writer) error { return writeGraph(w, c) }},
		{"units.geojson", c.WriteUnits},
		{"scenario.yaml", func(w io.Writer) error { return c.WriteScenario(w, seats) }},
	}
	for i, file := range files {
		m.step(locale.T("making %s", file.name), i+1, len(files))
		var b bytes.Buffer
		if err := file.write(&b); err != nil {
			return nil, err
		}
		if err := set.Add(file.name, b.Bytes()); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// onlyTheSame refuses a folder with anything in it but files of the set with the same bytes: a made-up country is
// quickly made again, and what lies in its place may not be.
func onlyTheSame(set *output.Set, dir string) error {
	if info, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil // Set.Write makes the folder or says what is wrong with it
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return locale.Errorf("cannot see what the folder %s holds: %w; choose another with --out", dir,
			output.Why(err))
	}
	for _, e := range entries {
		want := set.Data(e.Name())
		if want == nil {
			return locale.Errorf("the folder %s holds %s, which is no file of a made-up country; choose another folder with "+
				"--out",
				dir, e.Name())
		}
		path := filepath.Join(dir, e.Name())
		var have []byte
		if !e.IsDir() {
			if have, err = output.ReadFile(path); err != nil {
				return locale.Errorf("cannot read what is to be overwritten: %w; choose another folder with --out", err)
			}
		}
		if e.IsDir() || !bytes.Equal(have, want) {
			return locale.Errorf("%s is there and differs from what would be written; "+
				"choose another folder with --out, or move %s away", path, dir)
		}
	}
	return nil
}

// writeGraph writes the country as node-link JSON: the graph that okrug plan makes of the scenario.
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
		area := func(v int) any { return c.Areas[l][c.Units[v].Area[l]] }
		extra = append(extra, nodelink.Extra{Name: generate.LevelName(l), Value: area})
	}
	return nodelink.Write(w, &nodelink.File{Graph: g, Name: "made-up country", HasLengths: true}, extra...)
}
