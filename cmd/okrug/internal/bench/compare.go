package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
)

// cases of the comparison.
var cases = []struct {
	file      string
	k         int
	tolerance string
}{
	{"county2010-IA", 4, "5%"},
	{"precincts-CT", 5, "5%"},
	{"precincts-CT", 5, "1%"},
	{"blockgroups-AR", 4, "5%"},
	{"blockgroups-AR", 20, "5%"},
	{"blockgroups-AR", 35, "20%"},
}

// compare prints the table against METIS: cut edges with about its time, and with a long time.
func (b *bench) compare(folder string, long time.Duration) error {
	fmt.Println("\nCut edges, whole processes. Short runs have METIS's own time as limit, or 0.1 s without METIS.")
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "graph\tk\ttolerance\tMETIS cut\tdeviations\ts\tcpu s\tokrug cut\tdeviations\ts\tcpu s\tcut "+
		"ratio\ttime ratio\tlong cut\tcut ratio\tfirst plan s\t")
	for _, c := range cases {
		path := filepath.Join(folder, c.file+".json")
		g, err := readGraph(path)
		if err != nil {
			return err
		}
		limit, err := rule.ParseLimit(c.tolerance)
		if err != nil {
			return err
		}
		metis := outcome{seconds: 0.04}
		if b.metis != "" {
			if metis, err = b.runMetis(g, c.k, limit.Float64()); err != nil {
				return err
			}
		}
		short, err := b.solve(path, c.k, c.tolerance, "--time", fmt.Sprintf("%.0fus", 1e6*metis.seconds))
		if err != nil {
			return err
		}
		deep := outcome{incomplete: "-"}
		if long > 0 {
			if deep, err = b.solve(path, c.k, c.tolerance, "--time", long.String()); err != nil {
				return err
			}
		}
		first, err := firstPlan(path, c.k, limit)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.3f\t%.3f\t%s\t%s\t%s\t%s\t%.3f\t\n", c.file, c.k, c.tolerance,
			b.cell(fmt.Sprint(metis.cut)), b.cell(metis.deviations()), b.cell(fmt.Sprintf("%.3f", metis.seconds)),
			b.cell(fmt.Sprintf("%.3f", metis.cpu)),
			short.cell(), short.deviations(), short.seconds, short.cpu, b.ratio(short, metis),
			b.cell(fmt.Sprintf("%.2f", short.seconds/metis.seconds)),
			deep.cell(), b.ratio(deep, metis), first)
	}
	return w.Flush()
}

// cell is a figure of METIS's, or a dash without it.
func (b *bench) cell(s string) string {
	if b.metis == "" {
		return "-"
	}
	return s
}

func (b *bench) ratio(a, metis outcome) string {
	if a.incomplete != "" {
		return "-"
	}
	return b.cell(fmt.Sprintf("%.3f", float64(a.cut)/float64(metis.cut)))
}

func (o outcome) cell() string {
	if o.incomplete != "" {
		return o.incomplete
	}
	return fmt.Sprint(o.cut)
}

func (o outcome) deviations() string {
	if o.incomplete != "" {
		return "-"
	}
	return fmt.Sprintf("%+.1f..%+.1f %%", 100*o.low, 100*o.high)
}

// firstPlan is the time from opening the file to the first plan within the bounds.
func firstPlan(path string, k int, limit rule.Fraction) (float64, error) {
	begun := time.Now()
	g, err := readGraph(path)
	if err != nil {
		return 0, err
	}
	p := balance.Problem{Graph: g, Seats: k, Objective: balance.Objective{Kind: balance.CutEdges}}
	p.Lower, p.Upper = rule.MaxDeviationBounds(g.Total(), k, limit)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	first := 0.0
	_, err = balance.Solve(ctx, p, balance.Settings{Method: balance.Heuristic, Time: 10 * time.Second,
		Progress: func(x balance.Progress) {
			if x.Found && first == 0 {
				first = time.Since(begun).Seconds()
				cancel()
			}
		}})
	return first, err
}
