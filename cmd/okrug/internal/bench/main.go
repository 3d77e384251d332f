// Command bench measures okrug against what a user would run instead, both in one run on one machine, and prints
// ratios. It needs the folder of published instances beside the repository for the comparison, and gpmetis (Debian
// package metis) on PATH; without either it says so and measures what is left.
//
// How the verbs of a plan's life grow with a country is measured too; that compares them with themselves, and with what
// they may take.
//
// gpmetis bounds districts from above only; okrug's districts are within the tolerance on both sides.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

func main() {
	long := flag.Duration("long", 10*time.Second, "time limit of the long runs, 0 for none")
	scale := flag.Int("scale", 300_000, "largest made-up country to divide, in units; 0 for none")
	life := flag.Int("verbs", 100_000, "largest made-up country to plan, publish and verify, in units; 0 for none")
	only := flag.Bool("only-verbs", false, "measure nothing else")
	flag.Parse()
	if err := measure(*long, *scale, *life, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func measure(long time.Duration, scale, life int, only bool) (err error) {
	dir, err := os.MkdirTemp("", "okrug-bench")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	okrug := filepath.Join(dir, "okrug")
	build := exec.Command("go", "build", "-o", okrug, "github.com/okrug/okrug/cmd/okrug")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return err
	}
	b := &bench{dir: dir, okrug: okrug}
	if only {
		return b.lives(life)
	}
	if b.metis, err = exec.LookPath("gpmetis"); err != nil {
		fmt.Println("gpmetis is not installed (Debian package metis): nothing is compared with it")
	}
	if shared := published(); shared == "" {
		fmt.Println("no published instances beside the repository: the comparison is left out")
	} else if err := b.compare(shared, long); err != nil {
		return err
	}
	if scale > 0 {
		if err := b.curve(scale); err != nil {
			return err
		}
	}
	return b.lives(life)
}

// published is the folder of instances beside the repository, "" where there is none.
func published() string {
	dir, err := os.Getwd()
	for ; err == nil && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, e := os.Stat(filepath.Join(dir, "go.mod")); e != nil {
			continue
		}
		path := filepath.Join(filepath.Dir(dir), "shared", "bench")
		if _, e := os.Stat(path); e == nil {
			return path
		}
	}
	return ""
}
