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
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/okrug/okrug/geo/generate"
)

// verbs are those of a plan's life, in its order, each with what it is given of a country in a folder and the seconds
// of processor time that it may take at some numbers of units. A plan that breaks a check is measured like any other.
var verbs = []struct {
	name string
	args []string
	most map[int]float64
}{
	{"scenario check", []string{"scenario", "check", "--scenario", "country/scenario.yaml"}, map[int]float64{100_000: 2}},
	{"... lines moved", []string{"scenario", "check", "--scenario", "moved/scenario.yaml"}, map[int]float64{100_000: 8}},
	{"plan", []string{"plan", "--scenario", "country/scenario.yaml", "--time", "30s", "--out", "plan"}, nil},
	{"check", []string{"check", "plan"}, nil},
	{"map", []string{"map", "plan", "--out", "map.pdf"}, nil},
	{"compare", []string{"compare", "plan", "plan"}, nil},
	{"publish", []string{"publish", "plan", "--draft", "--out", "set"}, map[int]float64{10_000: 15, 100_000: 180}},
	{"verify", []string{"verify", "set"}, nil},
}

// mostMemory is what a verb may take of memory at any number of units, in bytes.
const mostMemory = 2e9

// sizes of the made-up countries, in units.
var sizes = []int{1_000, 10_000, 100_000, 300_000}

// lives measures how processor time and memory of every verb grow with a country. The exponent is that of the power of
// the number of units by which time has grown since the size before: 1 is as fast as the country, n log n is 1.1 or
// less from 1 000 units on, 2 is its square. Plan stops searching after the time that it is given.
func (b *bench) lives(largest int) error {
	fmt.Println("\nA plan's life in made-up countries of some 20 vertices a unit; whole processes, all files read and " +
		"written.")
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "verb\tunits\ts\tcpu s\tcpu µs a unit\texponent\tMB\tbytes a unit\texit\tabove its limit\t")
	before := make([]outcome, len(verbs))
	for i, n := range sizes {
		if n > largest {
			break
		}
		dir := filepath.Join(b.dir, "life"+strconv.Itoa(n))
		err := errors.Join(b.generate(n, filepath.Join(dir, "country")), movedCountry(n, filepath.Join(dir, "moved")))
		if err != nil {
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
			fmt.Fprintf(w, "%s\t%d\t%.2f\t%.2f\t%.0f\t%s\t%d\t%d\t%d\t%s\t\n", verb.name, n, o.seconds, o.cpu,
				o.cpu/float64(n)*1e6, exponent, o.memory/1e6, o.memory/int64(n), exit, above(o, verb.most[n]))
		}
		// The largest countries take long: what is measured is shown.
		if err := errors.Join(w.Flush(), os.RemoveAll(dir)); err != nil {
			return err
		}
	}
	return nil
}

// above says of what a run took more than it may; most is in seconds of processor time, 0 for any.
func above(o outcome, most float64) string {
	var what []string
	if most > 0 && o.cpu > most {
		what = append(what, fmt.Sprintf("%g s", most))
	}
	if o.memory > mostMemory {
		what = append(what, fmt.Sprintf("%g MB", mostMemory/1e6))
	}
	return strings.Join(what, ", ")
}

// movedCountry writes the country of so many units, each drawn on its own, up to 3 m off.
func movedCountry(units int, dir string) error {
	c, err := generate.Generate(generate.Options{Units: units})
	if err != nil {
		return err
	}
	c.Move(3)
	var shapes, text bytes.Buffer
	return errors.Join(c.WriteUnits(&shapes), c.WriteScenario(&text, c.Seats()), os.MkdirAll(dir, 0o755),
		os.WriteFile(filepath.Join(dir, "units.geojson"), shapes.Bytes(), 0o600),
		os.WriteFile(filepath.Join(dir, "scenario.yaml"), text.Bytes(), 0o600))
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
