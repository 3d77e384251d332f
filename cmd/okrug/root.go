package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// app is what every verb shares.
type app struct {
	in       io.Reader
	out, err io.Writer
	term     string // language of the terminal
	lang     string // --lang
	quiet    bool   // --quiet
	stopping *interruption
	begun    time.Time // the run
	shown    atomic.Pointer[meter]
}

// kept is the standard output; what could not be written to it is kept until the end.
type kept struct {
	io.Writer
	err error
}

func (k *kept) Write(p []byte) (int, error) {
	n, err := k.Writer.Write(p)
	k.err = cmp.Or(k.err, err)
	return n, err
}

func run(args []string, in io.Reader, stdout, errw io.Writer) (code int) {
	out := &kept{Writer: stdout}
	a := &app{in: in, out: out, err: errw, term: terminalLanguage(args, environment), stopping: &interruption{},
		begun: time.Now()}
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	defer func() {
		if p := recover(); p != nil {
			a.hide(true)
			a.printer(errw).sayf("okrug: a defect of okrug, not of your data: %v\n"+
				"Please report it with the command, the scenario and this text:\n%s", fmt.Sprint(p), debug.Stack())
			code = exitDefect
		}
	}()
	ctx, done := a.watch(context.Background())
	defer done()
	err := a.stopping.ended(root.ExecuteContext(ctx))
	a.hide(true)
	if codeOf(err) == exitDone && out.err != nil {
		err = badInput(locale.Errorf("the answer could not be written: %w", out.err))
	}
	var doubts *scenario.DoubtsError
	if errors.As(err, &doubts) {
		if unsaved := doubts.Save(a.lang); unsaved != nil {
			fmt.Fprintf(errw, "okrug: %s\n", legible(locale.Say(unsaved, a.term)))
		}
	}
	if err != nil && err.Error() != "" {
		fmt.Fprintf(errw, "okrug: %s\n", legible(locale.Say(err, a.term)))
	}
	return codeOf(err)
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "okrug",
		Short: "Plan electoral districts, prove what can be proven, print what is needed",
		Long: `okrug gives regions their seats, draws contiguous districts that keep the voter-equality rule,
proves what it claims, and writes the plan, its validation report, maps and the draft act.

Exit codes:
  0  done; the plan meets every check, the answer is yes
  1  a defect of okrug itself
  2  a flag or an argument is wrong
  3  a file is faulty, or is not there; every fault is named
  4  proven impossible
  5  the plan breaks a check, or is not finished
  6  the time limit passed without an answer
  7  the run needs more memory than it may take
  130  interrupted; what was found until then is written where that makes sense`,
		Version:       report.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE:          noVerb,
	}
	f := root.PersistentFlags()
	f.StringVar(&a.lang, "lang", "",
		locale.T("language of what is said and written: %s; without it the terminal follows OKRUG_LANG or the system, and "+
			"files the first language of the scenario", locale.Or(locale.Languages()...)).In(a.term))
	f.BoolVarP(&a.quiet, "quiet", "q", false,
		"print nothing but errors and what is asked for with --json; the exit code tells the rest")
	file, memory := int64(4e9), allowed.Load()
	f.Var(&sizeFlag{bytes: &file}, "max-file", "size of the largest input file that is read (default 4GB)")
	f.Var(&sizeFlag{bytes: &memory}, "max-memory",
		"memory at which a run ends with an error (default half of the machine's)")
	root.PersistentPreRunE = func(c *cobra.Command, args []string) error {
		output.Limit(file)
		allowed.Store(memory)
		return checkLine(c, args)
	}
	// one line per verb below
	root.AddCommand(newPlan(a))
	root.AddCommand(newCheck(a))
	root.AddCommand(newScenario(a))
	root.AddCommand(newUnits(a))
	root.AddCommand(newRegions(a))
	root.AddCommand(newAmend(a))
	root.AddCommand(newCompare(a))
	root.AddCommand(newCertificate(a))
	root.AddCommand(newSolve(a))
	root.AddCommand(newGraph(a))
	root.AddCommand(newGenerate(a))
	root.AddCommand(newRules(a))
	root.AddCommand(newResolution(a))
	root.AddCommand(newCorrigendum(a))
	root.AddCommand(newPublish(a))
	root.AddCommand(newVerify(a))
	root.AddCommand(newApportion(a))
	root.AddCommand(newFeasibility(a))
	root.AddCommand(newData(a))
	root.AddCommand(newInspect(a))
	root.AddCommand(newConvert(a))
	root.AddCommand(newRepair(a))
	root.AddCommand(newMerge(a))
	root.AddCommand(newMap(a))
	root.AddCommand(newCompletion(a))
	root.AddCommand(newVersion(a))
	help := newHelp()
	root.AddCommand(help)
	root.SetHelpCommand(help)
	speak(root, a.term)
	a.complete(root)
	return root
}

// noVerb answers a command line without a verb, or with one that there is not.
func noVerb(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return c.Help()
	}
	var verbs []string
	for _, v := range c.Commands() {
		if v.IsAvailableCommand() {
			verbs = append(verbs, v.Name())
		}
	}
	if near := fault.Nearest(args[0], verbs, 3, 0); len(near) > 0 {
		return locale.Errorf("there is no verb %q; did you mean %s? %s --help lists them all", args[0], locale.Or(near...),
			c.CommandPath())
	}
	return locale.Errorf("there is no verb %q; %s --help lists them all", args[0], c.CommandPath())
}

func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.out, "okrug", report.Version)
			return err
		},
	}
}
