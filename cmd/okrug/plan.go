package main

import (
	"context"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

func newPlan(a *app) *cobra.Command {
	v := &planVerb{app: a}
	c := &cobra.Command{
		Use:   "plan",
		Short: "Give regions their seats, draw their districts and report on the plan",
		Long: `Give every region its seats, divide its units into contiguous districts within the rule, and write a folder
that is complete in itself: the districts as plan.geojson and plan.kml, the units with their districts, names and
voters as units.geojson and units.csv, assignment.csv, the report as report.json, report.md, report.html and
report.pdf, and under inputs/ the scenario as it was run and everything that it names. Every other verb takes that
folder.

Without flags it plans the embedded scenario of Kazakhstan. Where no plan exists, or none is found in time, nothing in
the output folder is touched but its subfolder no-plan, which receives the report that says why. What whole numbers
alone show to be impossible is said of all regions before any is searched.

--variants N writes the N best plans of every region under variants/, each with its assignment, districts and a map;
--choose REGION=N makes the plan of the N-th one; variants are counted as --objective ranks them.`,
		Args: noArgs,
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	s := c.Flags()
	s.StringVar(&v.out, "out", "okrug-out", "output folder")
	s.StringVar(&v.inputs.change.Objective, "objective", "", locale.T("%s, in place of the scenario's",
		locale.Or(planning.Objectives()...)).In(a.term))
	s.Float64Var(&v.inputs.change.EqualityWeight, equalityName, 0,
		"weight of equality against the border in the objective balanced, 0.001 to 1000, in place of the scenario's")
	s.IntVar(&v.set.Variants, "variants", 1, "how many of the best plans of each region to report and write")
	s.StringSliceVar(&v.choose, "choose", nil,
		"REGION=N: take the N-th of the region's variants; repeat or separate by commas")
	s.StringVar(&v.set.Region, "region", "",
		"id of the one region to plan; the units of all others stay without a district")
	s.StringVar(&v.difference, "difference", "5%",
		"share of voters in which any two variants differ where a region has too many plans to visit them all")
	s.DurationVar(&v.time, "time", 0, "time limit for the whole run, with reading and the documents; 0 is none")
	s.DurationVar(&v.set.Time, "time-per-region", 0,
		"time limit for each region that is too large to search completely; 0 is none")
	s.Int64Var(&v.set.Work, "work", 0, "work limit for the same, in steps; the same on any machine")
	s.Int64Var(&v.set.SurveyNodes, "survey", 0,
		"search nodes that the complete search of a region may take (default 10 million) before it is left to --time and "+
			"--work")
	s.Uint64Var(&v.set.Seed, "seed", 0, "seed of random choices in regions that are too large to search completely")
	s.IntVar(&v.set.Workers, "workers", 0, "goroutines; 0 is one per core; results do not depend on it")
	memoryFlag(s, &v.set.MemoryLimit)
	s.BoolVar(&v.json, "json", false, "print the report as JSON, as report.json has it")
	return c
}

type planVerb struct {
	*app
	inputs          inputFlags
	set             planning.Settings
	out, difference string
	choose          []string
	chosen          []regionValue
	time            time.Duration
	json            bool
}

// flags reads what needs no files.
func (v *planVerb) flags() error {
	if v.set.Variants < 1 {
		return locale.Errorf("--variants: at least 1")
	}
	share, err := rule.ParseLimit(v.difference)
	if err != nil {
		return locale.Errorf("--difference: %w", err)
	}
	if share.Rat().Cmp(big.NewRat(1, 1)) > 0 {
		return locale.Errorf("--difference %s: more voters than there are cannot differ; give at most 100 %%", v.difference)
	}
	v.set.Difference = share.Rat()
	v.chosen, err = regionValues("--choose", v.choose, 1, 1<<30, func(given string) error {
		return locale.Errorf("--choose %s: give REGION=N, as KZ-75=3", given)
	})
	if err != nil {
		return err
	}
	for _, c := range v.chosen {
		v.set.Variants = max(v.set.Variants, int(c.n))
	}
	return nil
}

// regions finds the regions that flags name.
func (v *planVerb) regions(c *districts.Case) error {
	var err error
	if v.set.Choose, err = byRegion[int](c, v.chosen); err != nil {
		return err
	}
	if v.set.Region != "" {
		i, err := c.FindRegion(v.set.Region)
		if err != nil {
			return locale.Errorf("--region: %w", err)
		}
		v.set.Region = c.Layer.Regions[i].ID
	}
	return nil
}

func (v *planVerb) run(c *cobra.Command, _ []string) error {
	if err := v.flags(); err != nil {
		return err
	}
	ctx := c.Context()
	release, err := folder.Hold(v.out)
	if err != nil {
		return badInput(err)
	}
	defer release()
	plans, err := v.inputs.prepare(ctx)
	if err != nil {
		return err
	}
	if err := answerable(plans); err != nil {
		return badInput(err)
	}
	lang, err := v.fileLanguage(plans.Scenario)
	if err != nil {
		return err
	}
	if err := v.regions(plans); err != nil {
		return err
	}
	v.pointOut(plans)
	m := v.meter()
	v.set.Progress = m.search
	v.set.Note = func(i, n int, id string) {
		at := slices.IndexFunc(plans.Layer.Regions, func(r geo.Region) bool { return r.ID == id })
		m.step(locale.T("region %d of %d, %s", i+1, n, plans.RegionName(at, v.term)), i+1, n)
	}
	v.set.Total = v.searching(v.time)
	made, err := planning.Make(ctx, plans, v.set)
	m.clear()
	if err != nil {
		return err
	}
	ctx = v.save(ctx)
	r, err := report.Solved(plans, made)
	if err != nil {
		return err
	}
	if made.None != nil {
		return v.noPlan(ctx, plans, made, r, lang)
	}
	m.step(locale.T("writing the report"), 0, 0)
	files, err := v.files(ctx, made, r, lang)
	m.clear()
	if err != nil {
		return err
	}
	if err := folder.Write(files, v.out); err != nil {
		return badInput(err)
	}
	if err := folder.Remove(filepath.Join(v.out, noPlanFolder)); err != nil {
		return badInput(err)
	}
	if v.json {
		return v.printJSON(r)
	}
	p := v.tell()
	districtTable(p, plans.Scenario, r)
	verdictLine(p, r)
	for _, x := range made.Regions {
		if x.Doubt != nil {
			p.sayf("%s", x.Doubt)
		}
	}
	p.sayf("%d {1|district|districts} in %.1f s. Written to %s: %s", len(made.Plan.Districts),
		time.Since(v.begun).Seconds(), v.out, tops(files))
	v.tellCase(plans)
	return verdictCode(r)
}

// answerable looks for faults of a scenario that planning would meet: a rule that cannot be asked of its units, and a
// plan whose numbers are to be kept, which is needed only after all searching.
func answerable(c *districts.Case) error {
	if _, err := c.Questions(); err != nil {
		return err
	}
	if n := c.Scenario.Numbering; n != "" {
		_, err := c.KnownPlan(n)
		return err
	}
	return nil
}

// verdictCode is the exit code of a report.
func verdictCode(r *report.Report) error {
	if r.Verdict != report.VerdictMeets {
		return exitWith(exitBroken, nil)
	}
	return nil
}

// printJSON prints a report for programs.
func (a *app) printJSON(r *report.Report) error {
	data, err := r.JSON()
	if err != nil {
		return err
	}
	if _, err := a.out.Write(data); err != nil {
		return err
	}
	return verdictCode(r)
}

// tops are the files of a set at its top, and its folders.
func tops(set *output.Set) (out []string) {
	seen := map[string]bool{}
	for _, name := range set.Names() {
		top, _, deeper := strings.Cut(name, "/")
		if deeper {
			top += "/"
		}
		if !seen[top] {
			seen[top] = true
			out = append(out, top)
		}
	}
	return out
}

// leftOut tells the user of a file that the fonts cannot print.
func (a *app) leftOut(file string, err error) { a.notef("%s is left out: %v", file, err) }

// files are the plan's folder, with the variants of its regions.
func (v *planVerb) files(ctx context.Context, m *planning.Made, r *report.Report, lang string) (*output.Set, error) {
	files, err := folder.Files(ctx, m.Plan, r, folder.Options{Lang: lang, LeftOut: v.leftOut})
	if err != nil || v.set.Variants < 2 {
		return files, err
	}
	return files, addVariants(files, m, lang)
}

// tellCase prints the sum of the case, by which its certificates name it.
func (v *planVerb) tellCase(c *districts.Case) {
	if sum, err := c.Hash(); err == nil { // a rule of another scope has no certificates
		v.tell().sayf("case sha256: %s", sum)
	}
}

const noPlanFolder = "no-plan"

func (v *planVerb) noPlan(ctx context.Context, c *districts.Case, m *planning.Made, r *report.Report,
	lang string) error {
	code := exitUnknown
	if m.None.Proven {
		code = exitImpossible
	}
	empty, err := districts.New(c, make([]int, len(c.Layer.Units)))
	if err != nil {
		return err
	}
	files, err := folder.Files(ctx, empty, r, folder.Options{Lang: lang, LeftOut: v.leftOut, None: true})
	if err != nil {
		return err
	}
	dir := filepath.Join(v.out, noPlanFolder)
	if err := folder.Write(files, dir); err != nil {
		return badInput(err)
	}
	if v.json {
		_ = v.printJSON(r) // its code is the verdict's, this run's is that there is no plan
	} else {
		v.tellCase(c)
	}
	for _, n := range c.Notes {
		if n.Kind == geo.Disconnected {
			m.None.Reasons = append(m.None.Reasons, locale.T("note: %v", n))
		}
	}
	for _, x := range m.Regions {
		if x.Doubt != nil {
			m.None.Reasons = append(m.None.Reasons, locale.T("%v", x.Doubt))
		}
	}
	said := locale.Errorf("%w\nThe report is in %s", m.None, dir)
	if _, err := os.Stat(filepath.Join(v.out, output.Plan)); err == nil {
		said = locale.Errorf("%w\nThe plan in %s is that of an earlier run.", said, v.out)
	}
	return exitWith(code, said)
}
