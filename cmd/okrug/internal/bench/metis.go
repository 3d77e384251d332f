package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/nodelink"
)

// outcome of one run of a program.
type outcome struct {
	cut        int
	low, high  float64 // deviations of the smallest and the largest district
	seconds    float64 // on the clock
	cpu        float64 // seconds of processor time, which other work on the machine disturbs less
	memory     int64   // largest resident set in bytes
	incomplete string
}

func readGraph(path string) (*graph.Graph, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	file, err := nodelink.Read(f, path, nodelink.Options{})
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	return file.Graph, nil
}

// writeMetis writes a graph in METIS's format: voters as weights of vertices, edges without weights.
func writeMetis(path string, g *graph.Graph) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintf(w, "%d %d 010 1\n", g.Len(), len(g.Edges))
	for v := range g.Len() {
		fmt.Fprint(w, g.Voters[v])
		for _, u := range g.Neighbours(v) {
			fmt.Fprint(w, " ", u+1)
		}
		fmt.Fprintln(w)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

func processor(cmd *exec.Cmd) float64 {
	return (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
}

var edgecut = regexp.MustCompile(`Edgecut: (\d+)`)

// runMetis runs gpmetis three times and keeps the fastest; its answer is the same every time.
func (b *bench) runMetis(g *graph.Graph, k int, tolerance float64) (outcome, error) {
	path := filepath.Join(b.dir, "graph")
	if err := writeMetis(path, g); err != nil {
		return outcome{}, err
	}
	var o outcome
	for i := range 3 {
		begun := time.Now()
		cmd := exec.Command(b.metis, "-contig", "-minconn", "-ncuts=20", "-niter=50",
			fmt.Sprintf("-ufactor=%d", int(tolerance*1000+0.5)), path, strconv.Itoa(k))
		text, err := cmd.CombinedOutput()
		if err != nil {
			return o, fmt.Errorf("gpmetis: %w\n%s", err, text)
		}
		if took := time.Since(begun).Seconds(); i == 0 || took < o.seconds {
			o.seconds, o.cpu = took, processor(cmd)
		}
		if m := edgecut.FindSubmatch(text); m != nil {
			o.cut, _ = strconv.Atoi(string(m[1]))
		}
	}
	text, err := os.ReadFile(path + ".part." + strconv.Itoa(k))
	if err != nil {
		return o, err
	}
	pops := make([]int64, k)
	for v, line := range strings.Fields(string(text)) {
		d, err := strconv.Atoi(line)
		if err != nil {
			return o, err
		}
		pops[d] += g.Voters[v]
	}
	mean := float64(g.Total()) / float64(k)
	o.low, o.high = float64(pops[0])/mean-1, float64(pops[0])/mean-1
	for _, p := range pops {
		o.low, o.high = min(o.low, float64(p)/mean-1), max(o.high, float64(p)/mean-1)
	}
	return o, nil
}
