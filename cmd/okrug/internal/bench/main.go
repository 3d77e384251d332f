// Command bench measures okrug against what a user would run instead, both in one run on one machine, and prints
// ratios. It needs the folder of published instances beside the repository for the comparison, and gpmetis (Debian
// package metis) on PATH; without either it says so and measures what is left.
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
	scale := flag.Int("scale", 300_000, "largest made-up country, in units; 0 for none")
	flag.Parse()
	if err := measure(*long, *scale); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func measure(long time.Duration, scale int) (err error) {
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
	if b.metis, err = exec.LookPath("gpmetis"); err != nil {
		fmt.Println("gpmetis is not installed (Debian package metis): nothing is compared with it")
	}
	if shared := published(); shared == "" {
		fmt.Println("no published instances beside the repository: the comparison is left out")
	} else if err := b.compare(shared, long); err != nil {
		return err
	}
	if scale > 0 {
		return b.curve(scale)
	}
	return nil
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
