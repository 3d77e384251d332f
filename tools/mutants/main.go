// Mutants tries the tests: it changes the code of a package in one small place after another and runs the package's
// tests on each change. A change that no test notices, a survivor, is a line that the tests do not hold to its meaning.
//
//	go run -C tools ./mutants [flags] balance/rule ...
//
// All mutants of a package are compiled into one test binary and each is switched on by a number in the environment, so
// that a mutant costs one run of the tests and no build. A mutant is killed where the tests fail, crash, run out of
// memory or take longer than the timeout. Survivors are printed in the form of equivalent.txt, which lists those that
// change nothing anyone could notice. The exit code is 1 where a survivor is not listed or an entry is stale, 2 where
// nothing could be tried; go run prints that number and exits with 1 for both.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

type settings struct {
	root       string // folder of the module whose packages are tried
	equivalent string // file of survivors that are accepted
	with       []string
	sample     int
	seed       uint64
	list       bool
	only       *regexp.Regexp
	parallel   int
	timeout    time.Duration
}

// errSurvived is the end of a run that did its work and found something.
var errSurvived = errors.New("the tests do not notice every mutant, or the list of equivalent ones is stale")

func main() {
	s := settings{only: regexp.MustCompile("")}
	var with string
	flag.StringVar(&s.root, "module", "..", "`folder` of the module whose packages are tried")
	flag.StringVar(&s.equivalent, "equivalent", "mutants/equivalent.txt", "`file` of accepted survivors")
	flag.StringVar(&with, "with", "", "`folders`, by commas, of packages whose tests are asked about survivors too")
	flag.IntVar(&s.sample, "sample", 0, "try `n` mutants chosen at random, 0 for all")
	flag.Uint64Var(&s.seed, "seed", 1, "`number` that the sample follows from")
	flag.BoolVar(&s.list, "list", false, "print the mutants and try none")
	flag.Func("only", "try mutants whose entry matches the `regexp`", func(text string) (err error) {
		s.only, err = regexp.Compile(text)
		return err
	})
	flag.IntVar(&s.parallel, "parallel", runtime.NumCPU(), "test runs at once")
	flag.DurationVar(&s.timeout, "timeout", 0, "a run this long kills; 0 for 20 times the unchanged run, at least 10s")
	flag.Parse()
	if with != "" {
		s.with = strings.Split(with, ",")
	}
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: go run -C tools ./mutants [flags] package-folder ...")
		flag.PrintDefaults()
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	err := run(out, os.Stderr, s, flag.Args())
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		if errors.Is(err, errSurvived) {
			os.Exit(1)
		}
		os.Exit(2)
	}
}

// run tries the packages one after the other. Findings go to out, progress to progress.
func run(out, progress io.Writer, s settings, folders []string) error {
	root, err := filepath.Abs(s.root)
	if err != nil {
		return err
	}
	s.root = root
	accepted, err := readEquivalent(s.equivalent)
	if err != nil {
		return err
	}
	found := false
	for _, folder := range folders {
		folder = filepath.ToSlash(filepath.Clean(folder))
		bad, err := try(out, progress, s, folder, accepted)
		if err != nil {
			return fmt.Errorf("%s: %w", folder, err)
		}
		found = found || bad
	}
	if found {
		return errSurvived
	}
	return nil
}

// try tries one package and reports whether something was found.
func try(out, progress io.Writer, s settings, folder string, accepted []entry) (bad bool, err error) {
	p, err := load(s.root, folder)
	if err != nil {
		return false, err
	}
	all := p.mutants()
	texts, err := p.compilable(all)
	if err != nil {
		return false, err
	}
	chosen := choose(all, s)
	if s.list {
		list(out, folder, chosen)
		return false, nil
	}
	n := len(chosen)
	chosen = slices.DeleteFunc(chosen, func(m *mutant) bool { return m.broken })
	broken := n - len(chosen)
	start := time.Now()
	h, err := build(s, p, texts)
	if err != nil {
		return false, err
	}
	defer h.close()
	fates := h.runAll(progress, chosen)
	took := time.Since(start)

	count := map[fate]int{}
	equivalent := 0
	for i, m := range chosen {
		count[fates[i]]++
		if fates[i] != survived {
			continue
		}
		if listed(accepted, m) {
			equivalent++
			continue
		}
		bad = true
		fmt.Fprintf(out, "# survived: %s:%d\n%s\n\n", m.file, m.line, m)
	}
	for _, e := range accepted {
		if why := e.stale(folder, all, chosen, fates); why != "" {
			bad = true
			fmt.Fprintf(out, "# stale, %s: line %d of %s\n%s\n\n", why, e.line, s.equivalent, e.mutant)
		}
	}
	fmt.Fprintf(out, "# %s: %d mutants: %d killed (%d of them by time), %d survived, %d equivalent, %d did not compile; "+
		"%.2f s each\n", folder, len(chosen)+broken, count[killed]+count[overtime], count[overtime],
		count[survived]-equivalent,
		equivalent, broken, took.Seconds()/float64(max(len(chosen), 1)))
	return bad, nil
}

func list(out io.Writer, folder string, ms []*mutant) {
	broken := 0
	for _, m := range ms {
		remark := ""
		if m.broken {
			remark = ", does not compile"
			broken++
		}
		fmt.Fprintf(out, "# %s:%d%s\n%s\n\n", m.file, m.line, remark, m)
	}
	fmt.Fprintf(out, "# %s: %d mutants, %d do not compile\n", folder, len(ms), broken)
}

// choose picks the mutants to try, in the order of the text.
func choose(all []*mutant, s settings) (chosen []*mutant) {
	for _, m := range all {
		if s.only.MatchString(m.String()) {
			chosen = append(chosen, m)
		}
	}
	if s.sample > 0 && s.sample < len(chosen) {
		r := rand.New(rand.NewPCG(s.seed, 0))
		r.Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
		chosen = chosen[:s.sample]
	}
	slices.SortFunc(chosen, func(a, b *mutant) int {
		return cmp.Or(strings.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.id, b.id))
	})
	return chosen
}
