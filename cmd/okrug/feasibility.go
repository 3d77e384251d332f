package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/findings"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/plots"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo/locale"
)

func newFeasibility(a *app) *cobra.Command {
	v := &feasibilityVerb{app: a}
	c := &cobra.Command{
		Use:   "feasibility",
		Short: "Say whether a rule can be met at all, with a proof that can be checked where it cannot",
		Long: `Say whether a rule can be met at all: feasible, with a plan; or impossible, with a proof for every region that
has no plan, written as certificate*.json for okrug certificate verify.

  --best         the least value of every measure that these seats can reach, by region and over all
  --frontier     the exact trade-off between the number of seats and the largest deviation from the country's mean
  --crossing     what districts across regions would buy: the most clusters of regions that keep their districts
  --sensitivity  how far voters may move before the best plan breaks the rule
  --samples N    how often the answer holds when voters are drawn within their errors (--uncertain REGION=VOTERS)

--allow-crossing writes the plan across regions as well, under crossing/; it breaks the check
that no district crosses regions.
Exit code 0: feasible; 4: proven impossible; 6: not decided.`,
		Args: noArgs,
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	s := c.Flags()
	s.StringVar(&v.out, "out", "",
		"folder for the answer as pages, for feasibility.json, certificates, charts and the plan; none are written without "+
			"it")
	s.BoolVar(&v.ask.Best, "best", false, "find the least value of every measure")
	s.StringVar(&v.frontier, "frontier", "", "trade seats for equality, for numbers of seats FROM:TO")
	s.BoolVar(&v.ask.Crossing, "crossing", false, "find the best that districts across regions could do")
	s.BoolVar(&v.allow, "allow-crossing", false,
		"also write that plan, which breaks the check that no district crosses regions")
	s.BoolVar(&v.ask.Sensitivity, "sensitivity", false, "say how far voters may move")
	s.IntVar(&v.ask.Samples, "samples", 0, "number of draws of voters within their errors")
	s.StringSliceVar(&v.uncertain, "uncertain", nil,
		"REGION=VOTERS, the greatest error of a region's voters; repeat or separate by commas")
	s.BoolVar(&v.ask.HoldTotal, "hold-total", false, "shift the errors of one draw so that the country's total stays")
	s.Uint64Var(&v.ask.Seed, "seed", 0, "seed of all random choices")
	s.Int64Var(&v.ask.Nodes, "nodes", 0, "search nodes of one enumeration before the solver is asked (default 20 million)")
	s.BoolVar(&v.json, "json", false, "print the answer as JSON, as feasibility.json has it")
	s.DurationVar(&v.time, "time", 0, "time limit for the whole run, with reading and the documents; 0 is none")
	s.DurationVar(&v.ask.Time, "time-per-question", 0,
		"time limit of one question to the solver (default none: a budget of work ends it)")
	memoryFlag(s, &v.ask.MemoryLimit)
	return c
}

type feasibilityVerb struct {
	*app
	inputs    inputFlags
	ask       findings.Ask
	out       string
	frontier  string
	uncertain []string
	named     []regionValue
	allow     bool
	json      bool
	time      time.Duration
}

// mostFrontier is how many seats a frontier goes up to.
const mostFrontier = 1000

func (v *feasibilityVerb) flags() error {
	if v.frontier != "" {
		from, to, ok := strings.Cut(v.frontier, ":")
		var err1, err2 error
		v.ask.FrontierFrom, err1 = strconv.Atoi(from)
		v.ask.FrontierTo, err2 = strconv.Atoi(to)
		if !ok || err1 != nil || err2 != nil || v.ask.FrontierFrom < 1 || v.ask.FrontierTo < v.ask.FrontierFrom ||
			v.ask.FrontierTo > mostFrontier {
			return locale.Errorf("--frontier %s: give two numbers of seats up to %d, as 29:100", v.frontier, mostFrontier)
		}
	}
	var err error
	v.named, err = regionValues("--uncertain", v.uncertain, 0, 1<<40, func(given string) error {
		return locale.Errorf("--uncertain %s: give REGION=VOTERS, as KZ-10=20000", given)
	})
	if err != nil {
		return err
	}
	if v.ask.Samples < 0 || v.ask.Samples > 0 && len(v.named) == 0 {
		return locale.Errorf("--samples needs a positive number and, in --uncertain, regions whose voters are uncertain")
	}
	v.ask.Crossing = v.ask.Crossing || v.allow
	if v.allow && v.out == "" {
		return locale.Errorf("--allow-crossing writes a plan and needs --out")
	}
	return nil
}

// regions finds the regions that flags name.
func (v *feasibilityVerb) regions(c *districts.Case) error {
	var err error
	v.ask.Errors, err = byRegion[int64](c, v.named)
	return err
}

func (v *feasibilityVerb) run(c *cobra.Command, _ []string) error {
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
	lang, err := v.fileLanguage(plans.Scenario)
	if err != nil {
		return err
	}
	if err := v.regions(plans); err != nil {
		return err
	}
	m := v.meter()
	v.ask.Progress = m.tell
	limited, cancel := ctx, func() {}
	if limit := v.searching(v.time); limit > 0 {
		limited, cancel = context.WithTimeout(ctx, limit)
	}
	r, err := findings.Run(limited, plans, v.ask)
	cancel()
	m.clear()
	// What was found until then is worth keeping.
	cut := r != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded))
	if err != nil && !cut {
		return badInput(err)
	}
	ctx = v.save(ctx)
	if err := v.say(plans, r); err != nil {
		return err
	}
	if v.out != "" {
		m.step(locale.T("writing the report"), 0, 0)
		files, err := v.files(ctx, plans, r, lang)
		m.clear()
		if err != nil {
			return err
		}
		if err := folder.Write(files, v.out); err != nil {
			return badInput(err)
		}
		if !v.json {
			v.tell().sayf("%.1f s. Written to %s: %s", time.Since(v.begun).Seconds(), v.out, tops(files))
		}
	}
	switch {
	case cut && r.Status != balance.Infeasible:
		return exitWith(exitUnknown, locale.Errorf("stopped before the end: what was asked is answered only in part"))
	case r.Status == balance.Infeasible:
		return exitWith(exitImpossible, nil)
	case r.Status == balance.Unknown:
		return exitWith(exitUnknown, nil)
	}
	return nil
}

// files are all that the folder receives.
func (v *feasibilityVerb) files(ctx context.Context, c *districts.Case, r *findings.Report,
	lang string) (*output.Set, error) {
	files := &output.Set{}
	data, err := r.JSON()
	if err != nil {
		return nil, err
	}
	errs := []error{files.Add("feasibility.json", data)}
	for name, chart := range r.Charts(lang) {
		svg, err := plots.SVG(chart, lang)
		if err != nil {
			return nil, err
		}
		png, err := plots.PNG(chart, 200)
		if err != nil {
			return nil, err
		}
		errs = append(errs, files.Add(name+".svg", svg), files.Add(name+".png", png))
	}
	doc, err := r.Document(lang)
	if err != nil {
		return nil, err
	}
	errs = append(errs, files.AddTables(r.Tables()...), folder.AddDocument(files, "feasibility", doc, v.leftOut))
	for _, p := range r.Certificates {
		errs = append(errs, files.Add(p.File, p.Data))
	}
	if r.Plan == nil {
		errs = append(errs, folder.AddInputs(files, c)) // so that a certificate can be held against them
	}
	if r.Plan != nil {
		errs = append(errs, v.addPlan(ctx, files, "", c, r.Plan, r, lang))
	}
	if r.Whole != nil {
		whole, err := v.files(ctx, r.WholeCase, r.Whole, lang)
		if err != nil {
			return nil, err
		}
		if whole, err = folder.Sealed(whole); err != nil {
			return nil, err
		}
		for _, name := range whole.Names() {
			errs = append(errs, files.Add("whole/"+name, whole.Data(name)))
		}
	}
	if v.allow && r.Crossing != nil && r.Crossing.Plan != nil {
		errs = append(errs, v.addPlan(ctx, files, "crossing/", c, r.Crossing.Plan, r, lang))
	}
	return files, errors.Join(errs...)
}

// addPlan writes a plan with its report under a folder. A plan across regions breaks a check of the report, which
// is how it says what it is.
func (v *feasibilityVerb) addPlan(ctx context.Context, files *output.Set, sub string, c *districts.Case, plan []int,
	found *findings.Report, lang string) error {
	p, err := districts.New(c, plan)
	if err != nil {
		return err
	}
	r := report.Build(p)
	r.Seed = v.ask.Seed
	if r.Feasibility, err = found.JSON(); err != nil {
		return err
	}
	own, err := folder.Files(ctx, p, r, folder.Options{Lang: lang, LeftOut: v.leftOut})
	if err != nil {
		return err
	}
	var errs []error
	for _, name := range own.Names() {
		errs = append(errs, files.Add(sub+name, own.Data(name)))
	}
	return errors.Join(errs...)
}

// say prints the answer: as JSON where that is asked, else in short.
func (v *feasibilityVerb) say(c *districts.Case, r *findings.Report) error {
	if !v.json {
		v.short(v.tell(), c, r)
		return nil
	}
	data, err := r.JSON()
	if err == nil {
		_, err = v.app.out.Write(data)
	}
	return err
}

// short prints the answer in short.
func (v *feasibilityVerb) short(p printer, c *districts.Case, r *findings.Report) {
	t := newTable(p, []int{2, 3, 4, 5, 6}, locale.T("Region"), locale.T("Units"), locale.T("Voters"), locale.T("Seats"),
		locale.T("From"), locale.T("To"), locale.T("Answer"), locale.T("By"))
	for _, x := range r.Regions {
		name := x.ID
		for _, reg := range c.Layer.Regions {
			if reg.ID == x.ID {
				name = p.name(reg.Names, c.Scenario)
			}
		}
		by := methodName(x.Method, p.lang)
		if !x.Reason.Empty() {
			by = x.Reason.In(p.lang)
		}
		t.AppendRow(table.Row{name, p.count(x.Units), p.count(x.Voters), x.Seats, p.count(x.Lower), p.count(x.Upper),
			x.Status.In(p.lang), by})
	}
	t.Render()
	for _, line := range r.Summary(p.lang) {
		fmt.Fprintln(p.w, line)
	}
	title, lead, heads, rows := r.SensitivityTable(p.lang)
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(p.w, "\n%s. %s\n", title, lead)
	head := make([]any, len(heads))
	for i, h := range heads {
		head[i] = h
	}
	t = newTable(p, []int{2, 3, 4, 5, 6}, head...)
	for _, cells := range rows {
		row := table.Row{}
		for _, c := range cells {
			row = append(row, c)
		}
		t.AppendRow(row)
	}
	t.Render()
}

// methodName is how a region was answered, in words.
func methodName(method, lang string) string {
	if s, ok := locale.Of(lang).Find("feasibility.by." + method); ok {
		return s
	}
	return method
}
