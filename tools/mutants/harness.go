package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// fate is what became of a mutant.
type fate int

const (
	survived fate = iota
	killed
	overtime // killed by the timeout
)

// harness holds the test binaries that know the mutants of a package.
type harness struct {
	settings
	folder   string // of the binaries
	binaries []binary
}

type binary struct {
	file, dir string
	args      []string
	timeout   time.Duration
}

// memory is what a test run may ask for, in KiB of address space, so that a loop that collects without end dies soon.
const memory = 4 << 20

// build compiles the tests of the package and of those beside it against the mutants, and runs each once without any: a
// test that fails then would seem to kill all.
func build(s settings, p *pack, texts []string) (*harness, error) {
	folder, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	h := &harness{settings: s, folder: folder}
	if err := h.compile(p, texts); err != nil {
		h.close()
		return nil, err
	}
	return h, nil
}

func (h *harness) compile(p *pack, texts []string) error {
	replace := map[string]string{}
	put := func(name, text string) error {
		replace[filepath.Join(p.dir, name)] = filepath.Join(h.folder, name)
		return os.WriteFile(filepath.Join(h.folder, name), []byte(text), 0o600)
	}
	for i, name := range p.names {
		if err := put(name, texts[i]); err != nil {
			return err
		}
	}
	if err := put(switchName, switchText(p.types.Name())); err != nil {
		return err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	list := filepath.Join(h.folder, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		return err
	}
	for i, folder := range append([]string{p.folder}, h.with...) {
		b := binary{file: filepath.Join(h.folder, fmt.Sprintf("%d.test", i)), dir: filepath.Join(h.root, folder)}
		c := exec.Command("go", "test", "-c", "-overlay", list, "-o", b.file, "./"+folder)
		c.Dir = h.root
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("go test -c ./%s: %w\n%s", folder, err, out)
		}
		if _, err := os.Stat(b.file); err != nil {
			return fmt.Errorf("%s has no tests", folder)
		}
		if err := b.prepare(h.timeout); err != nil {
			return fmt.Errorf("the tests of %s without a mutant: %w", folder, err)
		}
		h.binaries = append(h.binaries, b)
	}
	return nil
}

func (h *harness) close() { _ = os.RemoveAll(h.folder) }

// prepare finds out how the binary is run and how long that may take.
func (b *binary) prepare(timeout time.Duration) error {
	b.args = []string{"-test.failfast", "-test.short"} // long random tests may do less: there are many mutants
	// Tests with rapid draw at random: always the same, and no time for the smallest example nor a file of it.
	usage, _ := exec.Command(b.file, "-help").CombinedOutput()
	if bytes.Contains(usage, []byte("-rapid.nofailfile")) {
		b.args = append(b.args, "-rapid.seed=1", "-rapid.nofailfile", "-rapid.shrinktime=0s")
	}
	b.timeout = 10 * time.Minute
	start := time.Now()
	out, err := b.run(0)
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	b.timeout = max(10*time.Second, 20*time.Since(start))
	if timeout > 0 {
		b.timeout = timeout
	}
	return nil
}

// run runs the tests once, with a mutant or, for 0, with none.
func (b *binary) run(id int) (output []byte, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), b.timeout)
	defer cancel()
	limit := fmt.Sprintf(`ulimit -v %d 2>/dev/null; exec "$0" "$@"`, memory)
	c := exec.CommandContext(ctx, "sh", append([]string{"-c", limit, b.file}, b.args...)...)
	c.Dir, c.WaitDelay = b.dir, time.Second
	c.Env = append(os.Environ(), fmt.Sprintf("%s=%d", variable, id))
	if id != 0 {
		// What a failing test says, which can be without end, goes nowhere.
		err = c.Run()
	} else {
		output, err = c.CombinedOutput()
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return output, err
}

// fateOf asks one binary after the other until one notices the mutant.
func (h *harness) fateOf(m *mutant) fate {
	for _, b := range h.binaries {
		_, err := b.run(m.id)
		if errors.Is(err, context.DeadlineExceeded) {
			return overtime
		}
		if err != nil {
			return killed
		}
	}
	return survived
}

// runAll tries the mutants, several at once, and returns their fates in the same order.
func (h *harness) runAll(progress io.Writer, ms []*mutant) []fate {
	fates := make([]fate, len(ms))
	next := make(chan int)
	var group sync.WaitGroup
	var lock sync.Mutex
	tried, left := 0, 0
	said := time.Now()
	for range max(h.parallel, 1) {
		group.Go(func() {
			for i := range next {
				fates[i] = h.fateOf(ms[i])
				lock.Lock()
				tried++
				if fates[i] == survived {
					left++
				}
				if time.Since(said) > time.Second {
					said = time.Now()
					fmt.Fprintf(progress, "\r%d of %d mutants tried, %d survived ", tried, len(ms), left)
				}
				lock.Unlock()
			}
		})
	}
	for i := range ms {
		next <- i
	}
	close(next)
	group.Wait()
	fmt.Fprint(progress, "\r"+strings.Repeat(" ", 60)+"\r")
	return fates
}
