package main

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"text/tabwriter"
	"time"
)

// verbs are those of a plan's life, in its order: each with what it is given of a country in a folder. A plan that
// breaks a check is measured like any other.
var verbs = []struct {
	name string
	args []string
}{
	{"scenario check", []string{"scenario", "check", "--scenario", "country/scenario.yaml"}},
	{"plan", []string{"plan", "--scenario", "country/scenario.yaml", "--out", "plan"}},
	{"check", []string{"check", "plan"}},
	{"map", []string{"map", "plan", "--out", "map.pdf"}},
	{"compare", []string{"compare", "plan", "plan"}},
	{"publish", []string{"publish", "plan", "--draft", "--out", "set"}},
	{"verify", []string{"verify", "set"}},
}

// sizes of the made-up countries, in units.
var sizes = []int{1_000, 10_000, 100_000, 300_000}

// lives measures how processor time and memory of every verb grow with a country. The exponent is that of the power of
// the number of units by which time has grown since the size before: 1 is as fast as the country, n log n is 1.1 or
// less from 1 000 units on, 2 is its square.
func (b *bench) lives(largest int) error {
	fmt.Println("\nA plan's life in made-up countries of some 20 vertices a unit; whole processes, all files read and " +
		"written.")
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "verb\tunits\ts\tcpu s\tcpu µs a unit\texponent\tMB\tbytes a unit\texit\t")
	before := make([]outcome, len(verbs))
	for i, n := range sizes {
		if n > largest {
			break
		}
		dir := filepath.Join(b.dir, "life"+strconv.Itoa(n))
		if err := b.generate(n, filepath.Join(dir, "country")); err != nil {
			return err
		}
		for v, verb := range verbs {
			o, exit, err := b.run(dir, verb.args...)
			if err != nil {
				return err
			}
			exponent := "-"
			if i > 0 && before[v].cpu > 0 {
				exponent = fmt.Sprintf("%.2f", math.Log(o.cpu/before[v].cpu)/math.Log(float64(n)/float64(sizes[i-1])))
			}
			before[v] = o
			fmt.Fprintf(w, "%s\t%d\t%.2f\t%.2f\t%.0f\t%s\t%d\t%d\t%d\t\n", verb.name, n, o.seconds, o.cpu,
				o.cpu/float64(n)*1e6, exponent, o.memory>>20, o.memory/int64(n), exit)
		}
		// The largest countries take long: what is measured is shown.
		if err := errors.Join(w.Flush(), os.RemoveAll(dir)); err != nil {
			return err
		}
	}
	return nil
}

// run runs okrug in a folder as a process of its own. That a plan breaks a check is no error.
func (b *bench) run(dir string, args ...string) (o outcome, exit int, err error) {
	cmd := exec.Command(b.okrug, args...)
	var problem bytes.Buffer
	cmd.Dir, cmd.Stderr = dir, &problem
	begun := time.Now()
	err = cmd.Run()
	o.seconds = time.Since(begun).Seconds()
	var ended *exec.ExitError
	if errors.As(err, &ended) && ended.ExitCode() == 5 {
		exit, err = 5, nil
	}
	if err != nil {
		return o, exit, fmt.Errorf("okrug %v: %w\n%s", args, err, problem.Bytes())
	}
	o.cpu = processor(cmd)
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		o.memory = u.Maxrss << 10
	}
	return o, exit, nil
}
