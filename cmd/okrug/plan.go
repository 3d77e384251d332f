package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"okrug/balance"
	"okrug/balance/rule"
	"okrug/districts"
	"okrug/districts/draw"
	"okrug/districts/output"
	"okrug/districts/report"
	"okrug/districts/report/people"
	"okrug/districts/typeface"
	"okrug/geo"
)

func newPlan(a *app) *cobra.Command {
	v := &planVerb{app: a}
	c := &cobra.Command{
		Use:   "plan",
		Short: "Give regions their seats, draw their districts and report on the plan",
		Long: `Give every region its seats, divide its units into contiguous districts within the rule, and write
plan.geojson, assignment.csv, and the report as report.json, report.md, report.html and report.pdf.

Without flags it plans the embedded scenario of Kazakhstan. Where no plan exists, or none is found in time, nothing in
the output folder is touched but its subfolder no-plan, which receives the report that says why.`,
		Args: cobra.NoArgs,
		RunE: v.run,
	}
	v.inputs.bind(c)
	s := c.Flags()
	s.StringVar(&v.out, "out", "okrug-out", "output folder")
	s.StringVar(&v.objective, "objective", "", "balanced, border or deviation, in place of the scenario's")
	s.IntVar(&v.draw.Variants, "variants", 1, "how many of the best plans of each region to report")
	s.StringVar(&v.difference, "difference", "5%", "share of voters in which any two variants differ where a region has too many plans to visit them all")
	s.DurationVar(&v.draw.Time, "time", 0, "time limit for each region that is too large to search completely; 0 is none")
	s.Int64Var(&v.draw.Work, "work", 0, "work limit for the same, in steps; the same on any machine")
	s.Int64Var(&v.draw.SurveyNodes, "survey", 0, "search nodes that the complete search of a region may take (default 10 million) before it is left to --time and --work")
	s.Uint64Var(&v.draw.Seed, "seed", 0, "seed of random choices in regions that are too large to search completely")
	s.IntVar(&v.draw.Workers, "workers", 0, "goroutines; 0 is one per core; results do not depend on it")
	s.StringVar(&v.lang, "lang", "", "language of names and of the report for people: one of the scenario's (default en where it has that)")
	return c
}

type planVerb struct {
	*app
	inputs         inputFlags
	draw           draw.Settings
	out, objective string
	difference     string
	lang           string
}

func (v *planVerb) run(c *cobra.Command, _ []string) error {
	if v.draw.Variants < 1 {
		return errors.New("--variants: at least 1")
	}
	share, err := rule.ParseFraction(v.difference)
	if err != nil {
		return fmt.Errorf("--difference: %w", err)
	}
	v.draw.Difference = share.Rat()
	ctx, stop := interruptible(c.Context())
	defer stop()
	j, err := v.inputs.prepare(ctx)
	if err != nil {
		return err
	}
	if v.objective == "" {
		v.objective = j.scenario.Objective
	}
	if v.draw.Objective, err = balance.ParseKind(v.objective); err != nil {
		return err
	}
	v.draw.Within = draw.Limits()
	lang, err := j.language(v.lang)
	if err != nil {
		return err
	}
	begun := time.Now()
	progress := newProgressLine(v.err)
	v.draw.Progress = progress.show
	plan, regions, err := draw.Plan(ctx, j.draft(), v.draw)
	progress.clear()
	var none *draw.NoPlanError
	if errors.As(err, &none) {
		return v.noPlan(j, regions, none, lang)
	}
	if err != nil {
		return err
	}
	if err := j.keepNumbers(plan); err != nil {
		return err
	}
	r := report.Build(plan, nil)
	r.Solved(j.draft(), regions, v.draw)
	j.tell(r)
	if err := j.testRules(r, plan); err != nil {
		return err
	}
	files, err := v.planFiles(plan, r, lang)
	if err != nil {
		return err
	}
	if err := files.Write(v.out); err != nil {
		return badInput(err)
	}
	if err := os.RemoveAll(filepath.Join(v.out, noPlanFolder)); err != nil {
		return badInput(err)
	}
	districtTable(v.app.out, r, lang)
	verdictLine(v.app.out, r)
	fmt.Fprintf(v.app.out, "%s in %.1f s. Written to %s: %s\n", plural(len(plan.Districts), "district"), time.Since(begun).Seconds(), v.out, list(files.Names()))
	if !r.Lawful {
		return exitWith(exitUnlawful, nil)
	}
	return nil
}

const noPlanFolder = "no-plan"

func (v *planVerb) noPlan(j *job, regions []draw.Region, none *draw.NoPlanError, lang string) error {
	code := exitUnknown
	if none.Proven {
		code = exitImpossible
	}
	if len(regions) == 0 {
		return exitWith(code, none)
	}
	r, err := report.NoPlan(j.draft(), regions, v.draw)
	if err != nil {
		return err
	}
	j.tell(r)
	d := j.draft()
	d.District = make([]int, len(d.Layer.Units))
	empty, err := districts.New(d)
	if err != nil {
		return err
	}
	var files output.Set
	if err := v.addReport(&files, empty, r, lang); err != nil {
		return err
	}
	dir := filepath.Join(v.out, noPlanFolder)
	if err := files.Write(dir); err != nil {
		return badInput(err)
	}
	for _, n := range j.notes {
		if n.Kind == geo.Disconnected {
			none.Reasons = append(none.Reasons, "note: "+n.Error())
		}
	}
	return exitWith(code, fmt.Errorf("%w\nThe report is in %s", none, dir))
}

// planFiles are the files of a plan and its report.
func (a *app) planFiles(p *districts.Plan, r *report.Report, lang string) (*output.Set, error) {
	files := &output.Set{}
	geojson, err := p.GeoJSON()
	if err != nil {
		return nil, err
	}
	kml, err := p.KML(lang)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(files.Add("plan.geojson", geojson), files.Add("plan.kml", kml), files.Add("assignment.csv", p.Assignment())); err != nil {
		return nil, err
	}
	return files, a.addReport(files, p, r, lang)
}

// addReport adds the report in its forms: for programs, and for people as text, as a page and for print. Where the font for
// print lacks a character, which names in other scripts have, the print is left out and the user told.
func (a *app) addReport(files *output.Set, p *districts.Plan, r *report.Report, lang string) error {
	data, err := r.JSON()
	if err != nil {
		return err
	}
	text, err := people.Markdown(r, p, people.Language(lang))
	if err != nil {
		return err
	}
	page, err := people.HTML(r, p, people.Language(lang))
	if err != nil {
		return err
	}
	err = errors.Join(files.Add("report.json", data), files.Add("report.md", text), files.Add("report.html", page))
	if err != nil {
		return err
	}
	sheets, err := people.PDF(r, p, people.Language(lang))
	var missing *typeface.MissingError
	if errors.As(err, &missing) {
		fmt.Fprintf(a.err, "report.pdf is left out: %v\n", missing)
		return nil
	}
	if err != nil {
		return err
	}
	return files.Add("report.pdf", sheets)
}
