package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/nodelink"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

func newCertificate(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "certificate",
		Short: "Work with proofs that no plan exists or that none is better",
		Args:  cobra.ArbitraryArgs,
		RunE:  noVerb,
	}
	cmd.AddCommand(newCertificateVerify(a))
	return cmd
}

func newCertificateVerify(a *app) *cobra.Command {
	v := &certificateVerb{app: a}
	c := &cobra.Command{
		Use:   "verify FILE [--case DIR | --graph GRAPH.json]",
		Short: "Check a proof, with nothing but the file that holds it or against its inputs",
		Long: `Check a proof. The checker shares no code with the solvers, and says what it checked and nothing else.

With nothing but the file it is checked that the figures in it prove the claim; the SHA-256 of the graph and of the
case that it is about are printed, so that they can be compared with those that okrug plan, graph and solve print.
With --case every figure is compared with the inputs as well: regions, units, voters, seats, borders, the rule and
what its exceptions leave out. DIR is a plan's folder, that of a run that found none, that of okrug feasibility, or a
scenario. With --graph the graph is compared with that in a file for okrug solve; the number of districts and the
bounds are the proof's own.

Exit code 0 accepts the proof, 5 refuses it and says why, 3 means that a file could not be read, 6 that the check took
more steps than it is given, or more than --time.`,
		Args: exactly(1),
		RunE: v.run,
	}
	f := c.Flags()
	f.StringVar(&v.dir, "case", "", "folder or scenario whose inputs the proof must be about")
	f.StringVar(&v.graph, "graph", "", "node-link JSON that the proof must be about")
	f.StringVar(&v.options.Voters, "voters", "", `property of the graph with the voters (default "population")`)
	f.StringVar(&v.options.Length, "length", "", `property of the graph with the border length (default "shared_perim")`)
	f.DurationVar(&v.time, "time", 0, "time limit, such as 60s (default none: a budget of steps ends the check)")
	return c
}

type certificateVerb struct {
	*app
	dir, graph string
	options    nodelink.Options
	time       time.Duration
}

func (v *certificateVerb) run(cmd *cobra.Command, args []string) error {
	if v.dir != "" && v.graph != "" {
		return locale.Errorf("--case and --graph are two inputs; give one")
	}
	ctx := cmd.Context()
	c, err := readCertificate(args[0])
	if err != nil {
		return err
	}
	if v.time > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, v.time)
		defer cancel()
	}
	report, err := verify.Check(ctx, c, verify.Settings{})
	var compared locale.Text
	if err == nil {
		compared, err = v.compare(ctx, cmd, c)
	}
	var refusal *verify.Refusal
	var unfinished *verify.Unfinished
	switch {
	case err == nil:
	case errors.As(err, &refusal):
		return exitWith(exitBroken, locale.Errorf("%s: %w", args[0], err))
	case errors.As(err, &unfinished):
		return exitWith(exitUnknown, locale.Errorf("%s: %w", args[0], err))
	case errors.Is(err, context.Canceled):
		return exitWith(exitUnknown, locale.Errorf("%s: interrupted: the check was not finished", args[0]))
	default:
		return err
	}
	p := v.answer()
	p.sayf("accepted: %s", report.Statement)
	if report.Graph != "" {
		p.sayf("graph sha256: %s", report.Graph)
	}
	for _, x := range report.Parts {
		p.sayf("graph of %s sha256: %s", x.Region, x.SHA256)
	}
	if report.Case != "" {
		p.sayf("case sha256: %s", report.Case)
	}
	p.sayf("%s", compared)
	return nil
}

func readCertificate(path string) (*certificate.Certificate, error) {
	f, err := output.Open(path)
	if err != nil {
		return nil, badInput(err)
	}
	defer func() { _ = f.Close() }()
	c, err := certificate.Read(f)
	if err != nil {
		return nil, badInput(locale.Errorf("%s: %w", path, err))
	}
	return c, nil
}

// compare holds the proof against the inputs that were named, and says what came of it.
func (v *certificateVerb) compare(ctx context.Context, cmd *cobra.Command, c *certificate.Certificate) (locale.Text,
	error) {
	switch {
	case v.dir != "":
		plans, err := (&inputFlags{scenario: v.dir, given: cmd.Flags().Changed}).prepare(ctx)
		if err != nil {
			return locale.Text{}, err
		}
		in, err := plans.Inputs()
		if err != nil {
			return locale.Text{}, badInput(err)
		}
		about, err := verify.Against(c, in)
		if err != nil {
			return locale.Text{}, err
		}
		said := locale.T("Every figure is that of %s.", v.dir)
		if about.Narrower {
			said = locale.T("%s\nIt speaks of fewer plans than the rule: in %s that allows districts of %d to %d voters.", said,
				about.Region, about.Lower, about.Upper)
		}
		return said, nil
	case v.graph != "":
		file, err := readGraph(v.app, v.graph, v.options)
		if err != nil {
			return locale.Text{}, badInput(err)
		}
		if err := verify.AgainstGraph(c, certificate.NewGraph(file.Graph)); err != nil {
			return locale.Text{}, err
		}
		return locale.T("Its graph is that of %s; the number of districts and the bounds are its own.", v.graph), nil
	}
	return locale.T("For figures that are not compared with any input; --case or --graph compares them."), nil
}
