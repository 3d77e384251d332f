package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"okrug/balance/certificate"
	"okrug/balance/certificate/verify"
)

func newCertificate(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "certificate",
		Short: "Work with proofs that no plan exists or that none is better",
	}
	cmd.AddCommand(newCertificateVerify(a))
	return cmd
}

func newCertificateVerify(a *app) *cobra.Command {
	v := &certificateVerb{app: a}
	c := &cobra.Command{
		Use:   "verify FILE [--case DIR]",
		Short: "Check a proof, with nothing but the file that holds it or against its inputs",
		Long: `Check a proof. The checker shares no code with the solvers.

With nothing but the file it is checked that the figures in it prove the claim; the SHA-256 of the graph that it is about is
printed, so that it can be compared with the graph that you mean. With --case every figure is compared with the inputs as
well: regions, units, voters, seats, borders, the rule and what its exceptions leave out. DIR is a plan's folder, that of a
run that found none, that of okrug feasibility, or a scenario.

Exit code 0 accepts the proof, 5 refuses it and says why, 3 means that the file could not be read.`,
		Args: cobra.ExactArgs(1),
		RunE: v.run,
	}
	c.Flags().StringVar(&v.dir, "case", "", "folder or scenario whose inputs the proof must be about")
	return c
}

type certificateVerb struct {
	*app
	dir string
}

func (v *certificateVerb) run(cmd *cobra.Command, args []string) error {
	f, err := os.Open(args[0])
	if err != nil {
		return badInput(err)
	}
	defer func() { _ = f.Close() }()
	c, err := certificate.Read(f)
	if err != nil {
		return badInput(fmt.Errorf("%s: %w", args[0], err))
	}
	ctx, stop := interruptible(cmd.Context())
	defer stop()
	report, err := verify.Certificate(ctx, c)
	if err == nil && v.dir != "" {
		plans, prepareErr := (&inputFlags{scenario: v.dir, given: cmd.Flags().Changed}).prepare(ctx)
		if prepareErr != nil {
			return prepareErr
		}
		in, inputsErr := plans.Inputs()
		if inputsErr != nil {
			return badInput(inputsErr)
		}
		err = verify.Against(c, in)
	}
	var refusal *verify.Refusal
	switch {
	case errors.As(err, &refusal):
		return exitWith(exitUnlawful, fmt.Errorf("%s: %w", args[0], err))
	case err != nil:
		return exitWith(exitUnknown, fmt.Errorf("%s: the check was not finished: %w", args[0], err))
	}
	fmt.Fprintf(v.out, "accepted: %s\n", report.Statement)
	if report.Graph != "" {
		fmt.Fprintf(v.out, "graph sha256: %s\n", report.Graph)
	}
	if v.dir != "" {
		fmt.Fprintf(v.out, "Every figure is that of %s.\n", v.dir)
	} else {
		fmt.Fprintln(v.out, "For figures that are not compared with any input; --case compares them.")
	}
	return nil
}
