package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"okrug/districts/output"
	"okrug/districts/report"
	"okrug/districts/resolution"
	"okrug/districts/resolution/readback"
)

func newResolution(a *app) *cobra.Command {
	v := &resolutionVerb{app: a}
	c := &cobra.Command{
		Use:   "resolution --plan PLAN --lang LANG --out FILE.docx|FILE.html",
		Short: "Write the draft act of a plan with its annexes, or read one back",
		Long: `Write the draft resolution of a plan with its annexes in Kazakh (kk), Russian (ru) or English (en), as DOCX or HTML.
Before anything is written the words are read back, and must say exactly what the plan says.

--note writes the explanatory note instead; --report gives it the variants of a report.json.
--boundaries describes every district's boundary in words, clockwise from its north-westernmost point.
--template FILE replaces the built-in template; --template-print prints the built-in one to start from.
--parse FILE reads an act back, also one that people have edited, and writes unit_id,district as CSV.`,
		Args: cobra.NoArgs,
		RunE: v.run,
	}
	v.inputs.bind(c)
	f := c.Flags()
	f.StringVar(&v.plan, "plan", "", "plan in GeoJSON or CSV, or the id of one of the scenario's plans")
	f.StringVar(&v.lang, "lang", "", "kk, ru or en")
	f.StringVar(&v.out, "out", "", "file to write; its ending says the format (default, for --parse: standard output)")
	f.BoolVar(&v.note, "note", false, "write the explanatory note")
	f.StringVar(&v.report, "report", "", "report.json of the plan, whose variants the note lists")
	f.BoolVar(&v.boundaries, "boundaries", false, "describe boundaries in words")
	f.StringVar(&v.template, "template", "", "template in place of the built-in one")
	f.BoolVar(&v.print, "template-print", false, "print the built-in template of the language and end")
	f.StringVar(&v.parse, "parse", "", "read this act (DOCX or HTML) back")
	return c
}

type resolutionVerb struct {
	*app
	inputs                                   inputFlags
	plan, lang, out, report, template, parse string
	note, boundaries, print                  bool
}

func (v *resolutionVerb) run(cmd *cobra.Command, _ []string) error {
	switch {
	case v.print:
		text, err := resolution.Template(map[bool]string{false: "act", true: "note"}[v.note], v.lang)
		if err != nil {
			return err
		}
		fmt.Fprint(v.app.out, text)
		return nil
	case v.parse != "":
		return v.read(cmd.Context())
	case v.plan == "" || v.lang == "" || v.out == "":
		return errors.New("resolution needs --plan, --lang and --out, or --parse")
	}
	return v.write(cmd.Context())
}

func (v *resolutionVerb) write(ctx context.Context) error {
	j, err := v.inputs.prepare(ctx)
	if err != nil {
		return err
	}
	plan, _, err := j.readPlan(v.plan)
	if err != nil {
		return err
	}
	table, err := resolution.Table(plan)
	if err != nil {
		return badInput(err)
	}
	o := resolution.Options{Lang: v.lang, Boundaries: v.boundaries}
	if v.template != "" {
		text, err := os.ReadFile(v.template)
		if err != nil {
			return badInput(err)
		}
		o.Template = string(text)
	}
	if v.report != "" {
		if o.Report, err = readReport(v.report); err != nil {
			return badInput(err)
		}
	}
	write := resolution.Write
	if v.note {
		write = resolution.WriteNote
	}
	data, err := write(plan, table, o, v.out)
	if err != nil {
		return badInput(err)
	}
	if err := output.WriteFile(v.out, data); err != nil {
		return badInput(err)
	}
	return nil
}

func readReport(file string) (*report.Report, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	// Only the regions' results are taken over; the rest follows from the plan itself.
	var r struct {
		Regions []report.Region `json:"regions"`
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("%s: not a report.json: %w", file, err)
	}
	return &report.Report{Regions: r.Regions}, nil
}

// read is --parse.
func (v *resolutionVerb) read(ctx context.Context) error {
	j, err := v.inputs.prepare(ctx)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(v.parse)
	if err != nil {
		return badInput(err)
	}
	table, err := resolution.ScenarioTable(j.scenario)
	if err != nil {
		return badInput(err)
	}
	r, err := readback.Document(data, j.layer, table, j.scenario.Languages...)
	if err != nil {
		lines := strings.ReplaceAll(err.Error(), "\n", "\n  ")
		return badInput(fmt.Errorf("%s:\n  %s", v.parse, lines))
	}
	csv := r.CSV(j.layer)
	if v.out == "" {
		_, err = v.app.out.Write(csv)
		return err
	}
	return badInput(output.WriteFile(v.out, csv))
}
