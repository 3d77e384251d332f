package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/resolution"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo/locale"
)

func newResolution(a *app) *cobra.Command {
	v := &resolutionVerb{app: a}
	c := &cobra.Command{
		Use:   "resolution PLAN --out FILE.docx|FILE.html",
		Short: "Write the draft act of a plan with its annexes, or read one back",
		Long: `Write the draft resolution of a plan with its annexes in the language of --lang, as DOCX or HTML. Before
anything is written the words are read back, and must say exactly what the plan says.

--note writes the explanatory note instead; --report gives it the variants of a report.json.
--boundaries describes every district's boundary in words, clockwise from its north-westernmost point.
--template FILE replaces the built-in template; --template-print prints the built-in one to start from.
--parse FILE reads an act back, also one that people have edited, and writes unit_id,district as CSV.

Of a plan that breaks a check nothing is written, unless --draft asks for it; the exit code is 5 all the same.
Variants that the note lists are those of the report.json in the plan's folder, or of --report.

` + planHelp,
		Args: upTo(1),
		RunE: v.run,
	}
	v.inputs.bind(a, c)
	v.inputs.planFlags(c)
	f := c.Flags()
	planFlag(c, &v.plan)
	f.BoolVar(&v.draft, "draft", false, "write it although the plan breaks a check; every page says so")
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
	inputs                             inputFlags
	plan, out, report, template, parse string
	note, boundaries, print, draft     bool
}

func (v *resolutionVerb) run(cmd *cobra.Command, args []string) error {
	switch {
	case v.print:
		text, err := resolution.Template(v.kind(), cmp.Or(v.lang, v.term))
		if err != nil {
			return err
		}
		fmt.Fprint(v.app.out, text)
		return nil
	case v.parse != "":
		if v.out != "" {
			if err := checkEnding("--out", v.out, ".csv"); err != nil {
				return err
			}
		}
		return v.read(cmd.Context())
	}
	name, err := planName(args, v.plan)
	if err != nil {
		return err
	}
	if v.out == "" {
		return locale.Errorf("resolution needs a plan and --out, or --parse")
	}
	if err := checkEnding("--out", v.out, actEndings...); err != nil {
		return err
	}
	return v.write(cmd.Context(), name)
}

// kind is what is written, as templates are called.
func (v *resolutionVerb) kind() string {
	if v.note {
		return "note"
	}
	return "act"
}

func (v *resolutionVerb) write(ctx context.Context, name string) error {
	g, err := v.readPlan(ctx, &v.inputs, name)
	if err != nil {
		return err
	}
	code, err := v.mayWrite(g, v.draft)
	if err != nil {
		return err
	}
	table, err := resolution.Table(g.Plan)
	if err != nil {
		return badInput(err)
	}
	lang, err := v.spokenLanguage(g.Scenario)
	if err != nil {
		return err
	}
	o := resolution.Options{Lang: lang, Boundaries: v.boundaries}
	if v.template != "" {
		own, _, err := readTemplate("template", v.kind(), v.template, lang)
		if err != nil {
			return err
		}
		o.Template = own.Text
	}
	if o.Report, err = g.solved(v.report); err != nil {
		return err
	}
	write := resolution.Write
	if v.note {
		write = resolution.WriteNote
	}
	data, err := write(g.Plan, table, o, v.out)
	if err != nil {
		return badInput(err)
	}
	if err := writeBeside(v.out, data); err != nil {
		return err
	}
	v.tell().sayf("Written: %s.", v.out)
	return code
}

// solved is the report of the plan with what was found when it was made: from the file that is named, which must be of
// this plan, or from the plan's folder, where it is of this plan as it stands.
func (g *given) solved(file string) (*report.Report, error) {
	r := report.Build(g.Plan)
	if file == "" {
		if g.report != nil {
			_ = r.Take(g.report) // with other voters than it was made with, what was found no longer holds
		}
		return r, nil
	}
	data, err := output.ReadFile(file)
	if err != nil {
		return nil, badInput(err)
	}
	if err = r.Take(data); err != nil {
		return nil, badInput(locale.Errorf("%s: %w", file, err))
	}
	return r, nil
}

// read is --parse.
func (v *resolutionVerb) read(ctx context.Context) error {
	c, err := v.inputs.prepare(ctx)
	if err != nil {
		return err
	}
	data, err := output.ReadFile(v.parse)
	if err != nil {
		return badInput(err)
	}
	table, err := resolution.ScenarioTable(c.Scenario)
	if err != nil {
		return badInput(err)
	}
	r, err := readback.Document(data, c.Layer, table, c.Scenario.Languages...)
	if err != nil {
		return badInput(locale.Errorf("%s:\n%w", v.parse, err))
	}
	csv := r.CSV(c.Layer)
	if v.out == "" {
		_, err = v.app.out.Write(csv)
		return err
	}
	if err := writeBeside(v.out, csv); err != nil {
		return err
	}
	v.tell().sayf("Written: %s.", v.out)
	return nil
}
