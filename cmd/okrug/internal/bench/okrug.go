package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

type bench struct{ dir, okrug, metis string }

// answer is what okrug solve prints, as far as it is wanted here.
type answer struct {
	Status    string   `json:"status"`
	Objective *float64 `json:"objective"`
	Voters    []int64  `json:"district_voters"`
	Seconds   float64  `json:"seconds"`
}

// solve runs okrug solve as a process of its own, reading of the file included.
func (b *bench) solve(path string, k int, tolerance string, more ...string) (outcome, error) {
	args := append([]string{"solve", path, "--districts", fmt.Sprint(k), "--tolerance", tolerance, "--objective",
		"cut-edges", "--method", "heuristic"}, more...)
	cmd := exec.Command(b.okrug, args...)
	var out, problem bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problem
	begun := time.Now()
	err := cmd.Run()
	o := outcome{seconds: time.Since(begun).Seconds()}
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 6) {
		return o, fmt.Errorf("okrug: %w\n%s", err, problem.Bytes())
	}
	o.cpu = processor(cmd)
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		o.memory = u.Maxrss << 10
	}
	var a answer
	if err := json.Unmarshal(out.Bytes(), &a); err != nil {
		return o, err
	}
	if a.Status != "feasible" && a.Status != "optimal" {
		o.incomplete = a.Status
		return o, nil
	}
	o.cut = int(*a.Objective)
	var total int64
	for _, v := range a.Voters {
		total += v
	}
	mean := float64(total) / float64(len(a.Voters))
	o.low, o.high = float64(slices.Min(a.Voters))/mean-1, float64(slices.Max(a.Voters))/mean-1
	return o, nil
}

func (b *bench) generate(units int, dir string) error {
	text, err := exec.Command(b.okrug, "generate", "--units", fmt.Sprint(units), "--out", dir).CombinedOutput()
	if err != nil {
		return fmt.Errorf("okrug generate: %w\n%s", err, text)
	}
	return nil
}
