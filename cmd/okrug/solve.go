package main

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/nodelink"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/planfile/ben"
	"github.com/okrug/okrug/geo/locale"
)

func newSolve(a *app) *cobra.Command {
	var f solveFlags
	c := &cobra.Command{
		Use:   "solve GRAPH.json",
		Short: "Divide a graph in node-link or adjacency JSON, without geometry",
		Long: `Divide a graph into connected districts within bounds and print one JSON object.

GRAPH.json is one of the two forms of NetworkX. Node-link JSON has nodes[] {id, population} and links[] {source, target,
shared_perim}; adjacency JSON has, in place of links, adjacency[] with a list of neighbours {id, shared_perim} for each
node. Under graph stands the question: districts, lower, upper. A flag takes precedence over the file. --tolerance 5%%
stands for bounds of 5 %% on either side of the mean. A hyphen reads standard input.

--objective inertia, the sum of voters times the squared distance in metres to their district's centre, takes the
place of every node from X and Y, C_X and C_Y, or INTPTLON and INTPTLAT, as numbers or texts. What can be degrees is
projected, with equal areas; the rest is taken for metres on a plane.

"optimal" and "infeasible" are said only where a complete search ended or a proof was found that the checker of okrug
certificate verify accepts; --certificate writes the proof. "graph_sha256" is the sum by which it names the graph, as
okrug graph prints it.

Ctrl-C and SIGTERM end the search and keep the best plan; a second one ends the program. The same --seed and --work
give the same plan on any number of cores; a --time limit alone cannot, and "ended" in the answer tells which of them
ended the run.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			f.weighed = c.Flags().Changed(equalityName)
			return solve(c.Context(), a, args[0], &f)
		},
	}
	fl := c.Flags()
	fl.IntVar(&f.districts, "districts", 0, "number of districts")
	fl.Int64Var(&f.lower, "lower", -1, "least voters of a district")
	fl.Int64Var(&f.upper, "upper", -1, "most voters of a district; 0 is no upper bound")
	fl.StringVar(&f.tolerance, "tolerance", "", `largest deviation from the mean, as "5%" or 0.05`)
	fl.StringVar(&f.objective, "objective", "", locale.T("%s (default border, or cut-edges where the file has no lengths)",
		locale.Or(balance.Kinds()...)).In(a.term))
	fl.Float64Var(&f.equality, equalityName, 0,
		"weight of equality against the border in the objective balanced, 0.001 to 1000 (default 1)")
	fl.StringVar(&f.method, "method", "auto", "auto, exact, heuristic or enumerate")
	memoryFlag(fl, &f.s.MemoryLimit)
	fl.DurationVar(&f.s.Time, "time", 0, "time limit, such as 60s (default none: the default work budget ends the run)")
	fl.Int64Var(&f.s.Work, "work", 0, "work budget in units of about one move of one unit")
	fl.Uint64Var(&f.s.Seed, "seed", 0, "seed of all random choices")
	fl.IntVar(&f.s.Workers, "workers", 0, "threads; 0 is one per core; does not change the answer")
	fl.StringVar(&f.voters, "voters", "", `property with the voters (default "population")`)
	fl.StringVar(&f.length, "length", "", `property with the border length (default "shared_perim")`)
	fl.StringSliceVar(&f.parents, "parents", nil,
		"properties with parents to divide as few of as possible, the most important first")
	fl.StringVar(&f.out, "out", "",
		"write the plan to this file: CSV, or by its ending an ensemble of one, .ben, .xben or .jsonl")
	fl.StringVar(&f.certificate, "certificate", "", "write the certificate, where there is one, to this file")
	return c
}

type solveFlags struct {
	districts                    int
	lower, upper                 int64
	tolerance, objective, method string
	voters, length               string
	parents                      []string
	out, certificate             string
	equality                     float64
	weighed                      bool // equality is given
	s                            balance.Settings
}

func solve(ctx context.Context, a *app, path string, f *solveFlags) error {
	begun := time.Now()
	if f.out != "" {
		if err := checkEnding("--out", f.out, ".csv", string(ben.Plain), string(ben.Packed), string(ben.Lines)); err != nil {
			return err
		}
	}
	if f.certificate != "" {
		if err := checkEnding("--certificate", f.certificate, ".json"); err != nil {
			return err
		}
	}
	o := nodelink.Options{Voters: f.voters, Length: f.length, Parents: f.parents,
		Points: f.objective == balance.Inertia.String()}
	file, err := readGraph(a, path, o)
	if err != nil {
		return badInput(err)
	}
	p, err := f.problem(file)
	if err != nil {
		return usage(err)
	}
	if f.s.Method, err = balance.ParseMethod(f.method); err != nil {
		return usage(err)
	}
	m := a.meter()
	f.s.Progress = m.search
	sol, err := balance.Solve(ctx, p, f.s)
	m.clear()
	if err != nil {
		return usage(err)
	}
	out := sol.Summary(&p)
	out.Seconds = time.Since(begun).Seconds()
	if sol.Stopped == balance.Cancelled {
		_ = a.save(ctx)
	}
	if err := f.write(&out, &p, &sol); err != nil {
		return err
	}
	fmt.Fprintln(a.out, out)
	return exitWith(solveCode(sol.Status), nil)
}

func solveCode(s balance.Status) int {
	switch s {
	case balance.Infeasible:
		return exitImpossible
	case balance.Unknown:
		return exitUnknown
	default:
		return exitDone
	}
}

// problem puts the flags before what the file asks.
func (f *solveFlags) problem(file *nodelink.File) (p balance.Problem, err error) {
	p = balance.Problem{Graph: file.Graph, Seats: file.Districts, Lower: file.Lower, Upper: file.Upper,
		Parents: file.Parents}
	if f.districts != 0 {
		p.Seats = f.districts
	}
	if p.Seats < 1 {
		return p, locale.Errorf("the number of districts is not given; use --districts")
	}
	if f.tolerance != "" {
		limit, err := rule.ParseLimit(f.tolerance)
		if err != nil {
			return p, locale.Errorf("--tolerance: %w", err)
		}
		p.Lower, p.Upper = rule.MaxDeviationBounds(p.Graph.Total(), p.Seats, limit)
	}
	if f.lower >= 0 {
		p.Lower = f.lower
	}
	if f.upper >= 0 {
		p.Upper = f.upper
	}
	name := f.objective
	if name == "" {
		name = "border"
		if !file.HasLengths {
			name = "cut-edges"
		}
	}
	if p.Objective.Kind, err = balance.ParseKind(name); err != nil {
		return p, err
	}
	switch k := p.Objective.Kind; {
	case k == balance.Weighted:
		return p, locale.Errorf("--objective %s needs weights, which have no flag; choose %s", k,
			locale.Or(balance.Kinds()...))
	case (k == balance.Border || k == balance.Balanced) && !file.HasLengths:
		return p, locale.Errorf("--objective %s needs a border length on every link", k)
	}
	if f.weighed {
		if err := checkEquality(f.equality, name); err != nil {
			return p, err
		}
		p.Objective.Equality = f.equality
	}
	for v := range file.X {
		p.Points = append(p.Points, balance.Point{X: file.X[v], Y: file.Y[v]})
	}
	return p, nil
}

func (f *solveFlags) write(out *balance.Summary, p *balance.Problem, sol *balance.Solution) error {
	if f.out != "" && sol.Assignment != nil {
		var b bytes.Buffer
		var err error
		if form, ok := ben.FormOf(f.out); ok {
			err = ben.WritePlan(&b, form, sol.Assignment)
		} else {
			err = nodelink.WriteAssignment(&b, p.Graph, sol.Assignment)
		}
		if err != nil {
			return err
		}
		if err := output.WriteFile(f.out, b.Bytes()); err != nil {
			return badInput(err)
		}
	}
	if f.certificate != "" && sol.Certificate != nil {
		var b bytes.Buffer
		if err := certificate.Write(&b, sol.Certificate); err != nil {
			return err
		}
		if err := output.WriteFile(f.certificate, b.Bytes()); err != nil {
			return badInput(err)
		}
		out.Certificate = f.certificate
	}
	return nil
}
