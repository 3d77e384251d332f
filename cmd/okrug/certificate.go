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
	return &cobra.Command{
		Use:   "verify FILE",
		Short: "Check a proof with nothing but the file that holds it",
		Long: `Check a proof with nothing but the file that holds it. The checker shares no code with the solvers.

The file holds the graph that the proof is about; its SHA-256 is printed, so that it can be compared with the graph
that you mean. Exit code 0 accepts the proof, 5 refuses it and says why, 3 means that the file could not be read.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return badInput(err)
			}
			defer func() { _ = f.Close() }()
			c, err := certificate.Read(f)
			if err != nil {
				return badInput(fmt.Errorf("%s: %w", args[0], err))
			}
			report, err := verify.Certificate(cmd.Context(), c)
			var refusal *verify.Refusal
			switch {
			case errors.As(err, &refusal):
				return exitWith(exitUnlawful, fmt.Errorf("%s: %w", args[0], err))
			case err != nil:
				return exitWith(exitUnknown, fmt.Errorf("%s: the check was not finished: %w", args[0], err))
			}
			fmt.Fprintf(a.out, "accepted: %s\n", report.Statement)
			if report.Graph != "" {
				fmt.Fprintf(a.out, "graph sha256: %s\n", report.Graph)
			}
			return nil
		},
	}
}
