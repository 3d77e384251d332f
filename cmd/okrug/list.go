package main

import (
	"encoding/json"
	"path/filepath"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/form"
	"github.com/okrug/okrug/geo/locale"
)

// newUnits lists the units of a scenario, with the ids and names that other verbs take.
func newUnits(a *app) *cobra.Command {
	var inputs inputFlags
	var region, template string
	var asJSON bool
	c := &cobra.Command{
		Use:   "units [--region REGION] [--template FILE]",
		Short: "List the units with their ids, names, regions and voters",
		Long: `List the units of a scenario, in the order of its file. Wherever a verb takes the id of a unit or a region, it
takes the name as well, in any language of the scenario.

--template FILE.xlsx writes the sheet to fill in with the voters of every unit in place of the list, FILE.csv the same
as text. Filled in and saved, it is read by --voters of every verb.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if template != "" {
				if err := checkEnding("--template", template, ".xlsx", ".csv"); err != nil {
					return err
				}
			}
			x, err := inputs.prepare(c.Context())
			if err != nil {
				return err
			}
			only := -1
			if region != "" {
				if only, err = x.FindRegion(region); err != nil {
					return locale.Errorf("--region: %w", err)
				}
			}
			if template != "" {
				return a.template(x, only, template)
			}
			return a.units(x, only, asJSON)
		},
	}
	inputs.bind(a, c)
	c.Flags().StringVar(&region, "region", "", "id or name of the one region whose units to list")
	c.Flags().StringVar(&template, "template", "", "write the sheet to fill in with voters, .xlsx or .csv")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// template writes the sheet to fill in with the voters of every unit.
func (a *app) template(c *districts.Case, only int, file string) error {
	lang, err := a.spokenLanguage(c.Scenario)
	if err != nil {
		return err
	}
	var data []byte
	if strings.EqualFold(filepath.Ext(file), ".xlsx") {
		data, err = form.Workbook(c, only, lang)
	} else {
		data = form.Text(c, only, lang)
	}
	if err != nil {
		return badInput(err)
	}
	if err := writeBeside(file, data); err != nil {
		return err
	}
	a.tell().sayf("Written to %s. Fill in the voters and give it back with --voters.", file)
	return nil
}

type unitLine struct {
	ID     string            `json:"id"`
	Names  map[string]string `json:"names"`
	Region string            `json:"region"`
	Voters int64             `json:"voters"`
}

func (a *app) units(c *districts.Case, only int, asJSON bool) error {
	regionOf := districts.RegionOf(c.Layer)
	p := a.answer()
	lines := []unitLine{}
	t := newTable(p, []int{4}, locale.T("Id"), locale.T("Name"), locale.T("Region"), locale.T("Voters")).withIDs(1)
	for i, u := range c.Layer.Units {
		if only >= 0 && regionOf[i] != only {
			continue
		}
		if asJSON {
			lines = append(lines, unitLine{u.ID, u.Names, u.RegionID, u.Voters})
			continue
		}
		t.AppendRow(table.Row{u.ID, p.name(u.Names, c.Scenario), p.name(c.Layer.Regions[regionOf[i]].Names, c.Scenario),
			p.count(u.Voters)})
	}
	return a.list(t, lines, asJSON)
}

// list prints lines as JSON, or the table that was filled with them.
func (a *app) list(t *fitted, lines any, asJSON bool) error {
	if !asJSON {
		t.Render()
		return nil
	}
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(lines)
}

// newRegions lists the regions of a scenario.
func newRegions(a *app) *cobra.Command {
	var inputs inputFlags
	var asJSON bool
	c := &cobra.Command{
		Use:   "regions",
		Short: "List the regions with their ids, names, units, voters and seats",
		Long: `List the regions of a scenario, in the order in which their districts are numbered. Wherever a verb takes the
id of a region, it takes the name as well, in any language of the scenario.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			x, err := inputs.prepare(c.Context())
			if err != nil {
				return err
			}
			return a.regions(x, asJSON)
		},
	}
	inputs.bind(a, c)
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

type regionLine struct {
	ID     string            `json:"id"`
	Names  map[string]string `json:"names"`
	Units  int               `json:"units"`
	Voters int64             `json:"voters"`
	Seats  int               `json:"seats"`
}

func (a *app) regions(c *districts.Case, asJSON bool) error {
	p := a.answer()
	lines := make([]regionLine, len(c.Layer.Regions))
	for i, r := range c.Layer.Regions {
		lines[i] = regionLine{ID: r.ID, Names: r.Names, Seats: c.Seats[i]}
	}
	for u, r := range districts.RegionOf(c.Layer) {
		lines[r].Units++
		lines[r].Voters += c.Layer.Units[u].Voters
	}
	t := newTable(p, []int{3, 4, 5}, locale.T("Id"), locale.T("Name"), locale.T("Units"), locale.T("Voters"),
		locale.T("Seats")).withIDs(1)
	for i, x := range lines {
		t.AppendRow(table.Row{x.ID, p.name(c.Layer.Regions[i].Names, c.Scenario), p.count(x.Units), p.count(x.Voters),
			p.count(x.Seats)})
	}
	return a.list(t, lines, asJSON)
}
