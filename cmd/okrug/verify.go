package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance"
	certificates "github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/districts/findings"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/publish"
	"github.com/okrug/okrug/districts/verify"
	"github.com/okrug/okrug/geo/locale"
)

func newVerify(a *app) *cobra.Command {
	v := &verifyVerb{app: a}
	c := &cobra.Command{
		Use:   "verify DIR",
		Short: "Work out the verdict of a plan's folder again, and check that all of it agrees",
		Long: `Check a plan's folder, published or not, from itself alone: the SHA-256 sums; the verdict, worked out ` +
			`again from
assignment.csv and inputs/ by code that shares nothing with the solvers or the report; that report.json, the tables, the
GeoJSON files and the words of every act say the same; and that every page, note and map comes out the same, byte for
byte, when it is made again from the inputs. What was not compared is named. --quick makes nothing again.

In the folder of okrug feasibility every certificate is checked, against the inputs too, and every "impossible" of the
answer must be what one of them proves.

Exit code 0: the plan meets every check, or there is only an answer, and everything agrees. 5: it does not, a file was
changed, or something disagrees. 3: the folder is none of a plan, or cannot be read.`,
		Args: exactly(1),
		RunE: v.run,
	}
	c.Flags().BoolVar(&v.quick, "quick", false, "do not make pages, notes and maps again")
	c.Flags().BoolVar(&v.json, "json", false, "print JSON")
	return c
}

type verifyVerb struct {
	*app
	quick, json bool
	none        bool // the folder has an answer and no plan
}

func (v *verifyVerb) run(c *cobra.Command, args []string) error {
	dir := args[0]
	if _, err := os.Stat(dir); err != nil {
		return badInput(err)
	}
	if err := output.Recover(dir); err != nil {
		return badInput(err)
	}
	ctx := c.Context()
	r, err := v.check(ctx, c, dir)
	if err != nil {
		return err
	}
	if v.json {
		e := json.NewEncoder(v.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(r); err != nil {
			return err
		}
	} else {
		v.say(r)
	}
	if !r.Agree || !v.none && !r.Met {
		return exitWith(exitBroken, nil)
	}
	return nil
}

// check checks what the folder is: of a plan, of an answer about feasibility, or both.
func (v *verifyVerb) check(ctx context.Context, c *cobra.Command, dir string) (*verify.Result, error) {
	answer, plan := isFile(filepath.Join(dir, findings.File)), isFile(filepath.Join(dir, output.Assignment))
	v.none = answer && !plan
	r := &verify.Result{Agree: true}
	if v.none {
		manifest, err := verify.Manifest(output.Dir(dir))
		if err != nil {
			return nil, badInput(locale.Errorf("%s: %w", dir, err))
		}
		r.Note(manifest)
	} else {
		var err error
		if r, err = verify.Folder(dir); err != nil {
			return nil, badInput(locale.Errorf("%s: %w", dir, err))
		}
		if err := v.again(ctx, dir, r); err != nil {
			return nil, err
		}
	}
	if !answer {
		return r, nil
	}
	r.NotCompared = slices.DeleteFunc(r.NotCompared, func(s locale.Text) bool { return s.String() == findings.File })
	return r, v.feasibility(ctx, c, dir, r)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// feasibility checks the answer of okrug feasibility and its certificates against the folder's inputs.
func (v *verifyVerb) feasibility(ctx context.Context, c *cobra.Command, dir string, r *verify.Result) error {
	plans, err := (&inputFlags{scenario: dir, given: c.Flags().Changed}).prepare(ctx)
	if err != nil {
		return err
	}
	made, err := findings.Check(ctx, output.Dir(dir), plans, certificates.Settings{})
	var unfinished *certificates.Unfinished
	switch {
	case ctx.Err() != nil:
		return exitWith(exitUnknown, locale.Errorf("interrupted: not everything was compared"))
	case errors.As(err, &unfinished):
		return exitWith(exitUnknown, locale.Errorf("%s: %w", dir, err))
	case err != nil:
		return badInput(locale.Errorf("%s: %w", dir, err))
	}
	r.Answer = made.Status
	if !v.none && r.Met && made.Status == balance.Infeasible.String() {
		made.Faults = append(made.Faults,
			locale.T("the answer is that it is impossible, and the plan beside it meets the rule"))
	}
	r.Note(verify.Outcome{What: locale.T("proofs"), OK: len(made.Faults) == 0,
		Findings: append(made.Faults, made.Proven...)})
	r.NotCompared = append(r.NotCompared, made.Nowhere...)
	if v.none {
		r.NotCompared = append(r.NotCompared, locale.T("figures of %s beside the regions and their certificates",
			findings.File),
			locale.Raw("feasibility.*"),
			locale.Raw(output.Tables+"/"), locale.T("charts"))
	}
	return nil
}

// again compares what can be made again. Where the folder itself is at odds, that has been said already.
func (v *verifyVerb) again(ctx context.Context, dir string, r *verify.Result) error {
	what := locale.T("pages, notes and maps made again")
	if v.quick {
		r.NotCompared = append(r.NotCompared, locale.T("pages, notes and maps, which --quick leaves out"))
		return nil
	}
	m := v.meter()
	m.step(locale.T("making pages, notes and maps again"), 0, 0)
	made, err := publish.Again(ctx, dir, func(file string, n, all int) { m.step(locale.Raw(file), n, all) })
	m.clear()
	if ctx.Err() != nil {
		return exitWith(exitUnknown, locale.Errorf("interrupted: not everything was compared"))
	}
	if err != nil {
		r.Note(verify.Outcome{What: what, Findings: []locale.Text{locale.T("%v", err)}})
		return nil
	}
	o := verify.Outcome{What: what, OK: len(made.Differ) == 0}
	for _, name := range made.Differ {
		o.Findings = append(o.Findings, locale.T("%s comes out otherwise", name))
	}
	if o.OK {
		o.Findings = []locale.Text{locale.T("%d {1|file is|files are} the same to the byte", made.Same)}
	}
	r.Note(o)
	for _, name := range made.NotMade {
		r.NotCompared = append(r.NotCompared, locale.Raw(name))
	}
	return nil
}

func (v *verifyVerb) say(r *verify.Result) {
	p := v.tell()
	for _, o := range r.Outcomes {
		mark := locale.T("ok  ")
		if !o.OK {
			mark = locale.T("FAIL")
		}
		for _, f := range o.Findings {
			p.sayf("%s  %s: %s", mark, o.What, f)
		}
	}
	if len(r.NotCompared) > 0 {
		var names []string
		for _, n := range r.NotCompared {
			names = append(names, n.In(p.lang))
		}
		p.sayf("Not compared, but for its sum: %s.", names)
	}
	if v.none {
		answer, ok := p.locale().Find("feasibility.status." + r.Answer)
		if !ok {
			answer = r.Answer
		}
		p.sayf("The answer is %s. The folder agrees with itself: %s.", answer, yes(r.Agree))
		return
	}
	p.sayf("The plan meets every check: %s. The folder agrees with itself: %s.", yes(r.Met), yes(r.Agree))
}

// yes is a truth in words.
func yes(b bool) locale.Text {
	if b {
		return locale.T("true")
	}
	return locale.T("false")
}
