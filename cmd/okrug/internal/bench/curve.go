package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"text/tabwriter"
)

// curve measures how time and memory grow with the size of a country: districts of 1 000 units within 5 %, with the
// same work for each unit.
func (b *bench) curve(largest int) error {
	fmt.Println("\nMade-up countries, about 1 000 units a district, 5 %, 200 work units a unit; whole processes, the " +
		"file read included.")
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "units\tdistricts\tcut edges\tdeviations\ts\tcpu s\tcpu µs a unit\tratio\tMB\tMETIS cut\ts\t")
	base := 0.0
	for _, n := range []int{1_000, 10_000, 30_000, 100_000, 300_000} {
		if n > largest {
			break
		}
		dir := filepath.Join(b.dir, strconv.Itoa(n))
		if err := b.generate(n, dir); err != nil {
			return err
		}
		path := filepath.Join(dir, "graph.json")
		k := max(4, n/1000)
		o, err := b.solve(path, k, "5%", "--work", strconv.Itoa(200*n))
		if err != nil {
			return err
		}
		each := o.cpu / float64(n) * 1e6
		if n == 30_000 {
			base = each
		}
		ratio := "-"
		if base > 0 {
			ratio = fmt.Sprintf("%.2f", each/base)
		}
		metis := outcome{incomplete: "-"}
		if b.metis != "" {
			g, err := readGraph(path)
			if err != nil {
				return err
			}
			if metis, err = b.runMetis(g, k, 0.05); err != nil {
				return err
			}
		}
		fmt.Fprintf(w, "%d\t%d\t%s\t%s\t%.2f\t%.2f\t%.1f\t%s\t%d\t%s\t%.2f\t\n", n, k, o.cell(), o.deviations(), o.seconds,
			o.cpu, each, ratio, o.memory>>20, metis.cell(), metis.seconds)
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return w.Flush()
}
