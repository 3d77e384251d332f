package main

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/geo/locale"
)

// meter shows on one line of a terminal what is being done and how much of it; nothing is shown anywhere else, nor with
// --quiet. Its methods may be called by several goroutines. A verb makes one meter, and clears it before it prints.
type meter struct {
	w    io.Writer // nil for nothing to be shown
	lang string

	mu    sync.Mutex
	bar   *progressbar.ProgressBar
	all   int
	done  int
	what  locale.Text // the step that is counted
	shown time.Time
}

// meterEvery is how often the line is drawn anew at most: a search tells of itself far more often.
const meterEvery = 100 * time.Millisecond

func (a *app) meter() *meter {
	m := &meter{lang: a.term}
	if f, ok := a.err.(*os.File); ok && !a.quiet && term.IsTerminal(int(f.Fd())) {
		m.w = f
	}
	return m
}

// step begins a step: the n-th, from 1, of so many, or one that is not counted where all is 0.
func (m *meter) step(what locale.Text, n, all int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.what, m.done = what, max(0, n-1)
	m.draw(what, all, true)
}

// tell says what is being done within the step.
func (m *meter) tell(what locale.Text) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.what.Empty() {
		what = locale.T("%s: %s", m.what, what)
	}
	m.draw(what, m.all, false)
}

func (m *meter) draw(what locale.Text, all int, must bool) {
	if m.w == nil || !must && time.Since(m.shown) < meterEvery {
		return
	}
	m.shown = time.Now()
	if m.bar == nil || all != m.all {
		m.forget()
		m.all = all
		size := all
		if all == 0 {
			size = -1 // a spinner
		}
		m.bar = progressbar.NewOptions(size, progressbar.OptionSetWriter(m.w), progressbar.OptionSetWidth(16),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(true),
			progressbar.OptionShowCount())
	}
	m.bar.Describe(shortened(what.In(m.lang), width(m.w)/2))
	if all > 0 {
		_ = m.bar.Set(m.done) // it fails only beyond its end
	} else {
		_ = m.bar.Add(1)
	}
}

// shortened cuts a text to so many letters.
func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// clear takes the line away.
func (m *meter) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget()
	m.all, m.what = 0, locale.Text{}
}

func (m *meter) forget() {
	if m.bar != nil {
		_ = m.bar.Clear() // a terminal that is gone shows nothing
		m.bar = nil
	}
}

// reading tells of the reading of inputs.
func (m *meter) reading(stage locale.Text, features int) {
	m.tell(locale.T("%s: %d {2|feature|features}", stage, features))
}

// search tells of a search.
func (m *meter) search(p balance.Progress) {
	best := locale.T("no plan yet")
	switch {
	case p.Found && p.Bounded:
		best = locale.T("best %.6g, at least %.6g, gap %.2f %%", p.Best, p.Bound, 100*p.Gap())
	case p.Found:
		best = locale.T("best %.6g", p.Best)
	}
	m.tell(locale.T("%s; %s", best, p.Note))
}
