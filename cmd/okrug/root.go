package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
)

const exitHelp = `
Exit codes:
  0  done; the plan is lawful, the answer is yes
  1  a defect of okrug itself
  2  the command was not understood
  3  an input is faulty; every fault is named
  4  proven impossible
  5  the plan breaks a check
  6  the time limit passed without an answer`

// app is what every verb shares.
type app struct {
	in       io.Reader
	out, err io.Writer
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
	a := &app{in: in, out: out, err: errw}
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(errw, "okrug: a defect of okrug, not of your data: %v\nPlease report it with the command, the scenario and this text:\n%s", p, debug.Stack())
			code = exitDefect
		}
	}()
	err := root.ExecuteContext(context.Background())
	if codeOf(err) == exitLawful && out.err != nil {
		err = badInput(fmt.Errorf("the answer could not be written: %w", out.err))
	}
	if err != nil && err.Error() != "" {
		fmt.Fprintf(errw, "okrug: %v\n", err)
	}
	return codeOf(err)
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "okrug",
		Short:         "Plan electoral districts, prove what can be proven, print what is needed",
		Long:          "okrug gives regions their seats, draws contiguous districts that keep the voter-equality rule,\nproves what it claims, and writes the plan, its validation report, maps and the draft act." + "\n" + exitHelp,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	// one line per verb below
	root.AddCommand(newPlan(a))
	root.AddCommand(newCheck(a))
	root.AddCommand(newScenario(a))
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
	root.AddCommand(newMap(a))
	return root
}
