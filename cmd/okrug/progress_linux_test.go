package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// pseudo is a terminal of 80 columns, and what was written to it.
type pseudo struct {
	*os.File
	master *os.File
	mu     sync.Mutex
	got    bytes.Buffer
	done   chan struct{}
}

func newPseudo(t *testing.T) *pseudo {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminal: ", err)
	}
	fd := int(master.Fd())
	require.NoError(t, unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0))
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	require.NoError(t, err)
	f, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	require.NoError(t, err)
	require.NoError(t, unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 50, Col: narrow}))
	p := &pseudo{File: f, master: master, done: make(chan struct{})}
	go func() {
		defer close(p.done)
		part := make([]byte, 4096)
		for {
			n, err := master.Read(part)
			p.mu.Lock()
			p.got.Write(part[:n])
			p.mu.Unlock()
			if err != nil {
				return // the other end is closed
			}
		}
	}()
	return p
}

// end closes the terminal and gives what was written to it.
func (p *pseudo) end(t *testing.T) string {
	t.Helper()
	require.NoError(t, p.Close())
	<-p.done
	require.NoError(t, p.master.Close())
	return p.got.String()
}

// screen is what stands on a terminal that was written to, line by line without spaces behind.
func screen(s string) string {
	var lines []string
	var line []rune
	at := 0
	end := func() {
		lines = append(lines, strings.TrimRight(string(line), " "))
		line, at = nil, 0
	}
	for _, r := range s {
		switch r {
		case '\r':
			at = 0
			continue
		case '\n':
			end()
			continue
		}
		if at == narrow {
			end()
		}
		for len(line) <= at {
			line = append(line, ' ')
		}
		line[at] = r
		at++
	}
	end()
	return strings.Join(lines, "\n")
}

// What a verb prints on a terminal is what it prints anywhere else: nothing is left of the line that tells of progress.
func TestNothingIsLeftOfProgress(t *testing.T) {
	dir := t.TempDir()
	took := regexp.MustCompile(`\d+[.,]\d+( с\.| s\.)`)
	for _, args := range [][]string{
		{"feasibility", "--scenario", "../../testdata/small/scenario.yaml", "--out", filepath.Join(dir, "fe")},
		{"plan", "--scenario", "../../testdata/small/scenario.yaml", "--out", filepath.Join(dir, "plan")},
		{"units", "--scenario", "kz2022"},
		{"check", filepath.Join(dir, "plan")},
		{"map", filepath.Join(dir, "plan"), "--atlas", "--out", filepath.Join(dir, "atlas.pdf")},
		{"generate", "--units", "2000", "--out", filepath.Join(dir, "country")},
		{"inspect", filepath.Join(dir, "country", "units.geojson")},
		{"convert", filepath.Join(dir, "country", "units.geojson"), filepath.Join(dir, "units.shp")},
		{"repair", filepath.Join(dir, "country", "units.geojson"), filepath.Join(dir, "mended.geojson")},
		{"repair", filepath.Join(dir, "none.geojson"), filepath.Join(dir, "mended.geojson")},
	} {
		args = append(args, "--lang", "ru")
		var want bytes.Buffer
		code := run(args, strings.NewReader(""), &want, &want)
		p := newPseudo(t)
		require.Equal(t, code, run(args, strings.NewReader(""), p, p.File), args)
		time.Sleep(3 * meterEvery) // whatever is drawn late comes now
		written := p.end(t)
		even := func(s string) string { return took.ReplaceAllString(s, "T") }
		require.Equal(t, even(screen(want.String())), even(screen(written)), args)

		p = newPseudo(t)
		want.Reset()
		run(append(args, "--quiet"), strings.NewReader(""), io.Discard, &want)
		require.Equal(t, code, run(append(args, "--quiet"), strings.NewReader(""), io.Discard, p.File), args)
		require.Equal(t, want.String(), strings.ReplaceAll(p.end(t), "\r\n", "\n"), args)
	}
}

// The line is drawn while something is done, with its time, and by nobody once it is cleared.
func TestMeterEnds(t *testing.T) {
	p := newPseudo(t)
	a := &app{err: p.File, out: p.File, term: "en"}
	m := a.meter()
	m.step(locale.Raw("first"), 0, 0)
	time.Sleep(5 * meterEvery)
	a.tell().sayf("note: %v", "between")
	time.Sleep(2 * meterEvery)
	m.tell(locale.Raw("more"))
	m.step(locale.Raw("second"), 3, 20)
	time.Sleep(2 * meterEvery)
	m.clear()
	time.Sleep(3 * meterEvery)
	a.tell().sayf("Written: %s.", "x")
	got := p.end(t)
	require.GreaterOrEqual(t, strings.Count(got, "first"), 4, "it is drawn again by itself: %q", got)
	require.Contains(t, got, "first: more")
	require.Contains(t, got, "(2/20)")
	require.NotContains(t, got, "/-")
	require.Equal(t, "note: between\nWritten: x.\n", screen(got))
}

// Features are counted as they are taken out, each time from the first.
func TestMeterCounts(t *testing.T) {
	p := newPseudo(t)
	m := (&app{err: p.File, term: "en"}).meter()
	wrong := errors.New("wrong")
	l := format.Layer{Count: 600, Features: func(yield func(format.Feature, error) bool) {
		for range 600 {
			if !yield(format.Feature{}, wrong) {
				return
			}
		}
	}}
	for range 2 {
		n := 0
		for _, err := range m.counting(locale.Raw("writing"), []format.Layer{l})[0].Features {
			require.Equal(t, wrong, err)
			if n++; n == 257 || n == 600 {
				time.Sleep(2 * meterEvery)
			}
		}
		require.Equal(t, 600, n)
	}
	m.clear()
	got := p.end(t)
	require.Contains(t, got, "writing")
	require.Contains(t, got, "(256/600)")
	require.Contains(t, got, "(512/600)")
	require.Empty(t, screen(got))
}
