package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"okrug/districts/publish"
	"okrug/districts/verify"
)

func newVerify(a *app) *cobra.Command {
	v := &verifyVerb{app: a}
	c := &cobra.Command{
		Use:   "verify DIR",
		Short: "Work out the verdict of a plan's folder again, and check that all of it agrees",
		Long: `Check a plan's folder, published or not, from itself alone: the SHA-256 sums; the verdict, worked out again from
assignment.csv and inputs/ by code that shares nothing with the solvers or the report; that report.json, the tables, the
GeoJSON files and the words of every act say the same; and that every page, note and map comes out the same, byte for
byte, when it is made again from the inputs. What was not compared is named. --quick makes nothing again.

Exit code 0: the plan is lawful and everything agrees. 5: it is not lawful, a file was changed, or something disagrees.
3: the folder is none of a plan, or cannot be read.`,
		Args: cobra.ExactArgs(1),
		RunE: v.run,
	}
	c.Flags().BoolVar(&v.quick, "quick", false, "do not make pages, notes and maps again")
	c.Flags().BoolVar(&v.json, "json", false, "print JSON")
	return c
}

type verifyVerb struct {
	*app
	quick, json bool
}

func (v *verifyVerb) run(c *cobra.Command, args []string) error {
	dir := args[0]
	if _, err := os.Stat(dir); err != nil {
		return badInput(err)
	}
	r, err := verify.Folder(dir)
	if err != nil {
		return badInput(fmt.Errorf("%s: %w", dir, err))
	}
	ctx, stop := interruptible(c.Context())
	defer stop()
	if err := v.again(ctx, dir, r); err != nil {
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
		v.tell(r)
	}
	if !r.OK() {
		return exitWith(exitUnlawful, nil)
	}
	return nil
}

// again compares what can be made again. Where the folder itself is at odds, that has been said already.
func (v *verifyVerb) again(ctx context.Context, dir string, r *verify.Result) error {
	const what = "pages, notes and maps made again"
	if v.quick {
		r.NotCompared = append(r.NotCompared, "pages, notes and maps, which --quick leaves out")
		return nil
	}
	made, err := publish.Again(ctx, dir, nil)
	if ctx.Err() != nil {
		return exitWith(exitUnknown, errors.New("interrupted: not everything was compared"))
	}
	if err != nil {
		r.Note(verify.Outcome{What: what, Findings: []string{err.Error()}})
		return nil
	}
	o := verify.Outcome{What: what, OK: len(made.Differ) == 0}
	for _, name := range made.Differ {
		o.Findings = append(o.Findings, name+" comes out otherwise")
	}
	if o.OK {
		o.Findings = []string{fmt.Sprintf("%d files are the same to the byte", made.Same)}
	}
	r.Note(o)
	r.NotCompared = append(r.NotCompared, made.NotMade...)
	return nil
}

func (v *verifyVerb) tell(r *verify.Result) {
	for _, o := range r.Outcomes {
		mark := "ok  "
		if !o.OK {
			mark = "FAIL"
		}
		for _, f := range o.Findings {
			fmt.Fprintf(v.out, "%s  %s: %s\n", mark, o.What, f)
		}
	}
	if len(r.NotCompared) > 0 {
		fmt.Fprintf(v.out, "Not compared, but for its sum: %s.\n", list(r.NotCompared))
	}
	fmt.Fprintf(v.out, "The plan is lawful: %t. The folder agrees with itself: %t.\n", r.Lawful, r.Agree)
}
