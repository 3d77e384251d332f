package main

import (
	"io"
	"math"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// meter shows on one line of a terminal what is being done and how much of it; nothing is shown anywhere else, nor with
// --quiet. Its methods may be called by several goroutines. A verb makes one meter, and clears it before it prints.
type meter struct {
	lang string

	mu    sync.Mutex
	w     io.Writer // nil for nothing to be shown
	bar   *progressbar.ProgressBar
	all   int
	done  int
	what  locale.Text // the step that is counted
	line  locale.Text // what is shown
	shown time.Time
	stop  chan struct{} // ends the goroutine that draws anew, nil where there is none
}

// meterEvery is how often the line is drawn anew: a search tells of itself far more often, other work less.
const meterEvery = 100 * time.Millisecond

func (a *app) meter() *meter {
	m := &meter{lang: a.term}
	if f, ok := a.err.(*os.File); ok && !a.quiet && term.IsTerminal(int(f.Fd())) {
		m.w = f
		a.shown.Store(m)
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

// counting gives layers that tell of every feature as it is taken out, each time that they are gone through.
func (m *meter) counting(what locale.Text, layers []format.Layer) []format.Layer {
	out := append([]format.Layer(nil), layers...)
	for i, l := range layers {
		out[i].Features = func(yield func(format.Feature, error) bool) {
			n := 0
			for f, err := range l.Features {
				if n++; n%256 == 1 {
					m.part(what, n, max(0, l.Count))
				}
				if !yield(f, err) {
					return
				}
			}
		}
	}
	return out
}

// part says which part of how many is being done, more often than anybody can read; where how many is not known, all
// is 0.
func (m *meter) part(what locale.Text, n, all int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if all > 0 {
		n = min(n, all)
	}
	if what.In(m.lang) != m.what.In(m.lang) {
		m.forget() // the time is that of the stage
	}
	m.what, m.done = what, max(0, n-1)
	m.draw(what, all, all != m.all)
}

// draw draws the line, or if that need not be now, leaves it to be drawn.
func (m *meter) draw(line locale.Text, all int, must bool) {
	m.line = line
	if m.w == nil || !must && m.bar != nil && time.Since(m.shown) < meterEvery {
		return
	}
	if m.bar == nil || all != m.all {
		m.forget()
		m.all = all
		o := []progressbar.Option{progressbar.OptionSetWriter(m.w), progressbar.OptionSetWidth(16),
			progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(true),
			progressbar.OptionSetSpinnerChangeInterval(0)} // else it draws by itself, and goes on once it is left
		size := -1 // a spinner
		if all > 0 {
			size = all
			o = append(o, progressbar.OptionShowCount())
		}
		m.bar = progressbar.NewOptions(size, o...)
	}
	if m.stop == nil {
		m.stop = make(chan struct{})
		go m.again(m.stop)
	}
	m.redraw()
}

// redraw draws the line as it is. A bar never comes to its end, at which it would clear itself.
func (m *meter) redraw() {
	m.shown = time.Now()
	const spinner = 16 // columns beside the text
	room := width(m.w) - spinner
	if m.all > 0 {
		room = width(m.w) / 2
	}
	text := shortened(m.line.In(m.lang), room)
	if m.all > 0 {
		progressbar.OptionSetDescription(text)(m.bar) // so that Set, which may draw, draws no earlier text
		_ = m.bar.Set(m.done)                         // it fails only beyond its end
	}
	m.bar.Describe(text)
}

// again draws the line every so often, so that its time goes on, until it is stopped.
func (m *meter) again(stop <-chan struct{}) {
	t := time.NewTicker(meterEvery)
	defer t.Stop()
	for {
		select {
		case <-stop:
			return
		case <-t.C:
		}
		m.mu.Lock()
		if m.stop == stop && m.bar != nil && time.Since(m.shown) >= meterEvery/2 {
			m.redraw()
		}
		m.mu.Unlock()
	}
}

// shortened cuts a text to so many letters.
func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// clear takes the line away, and nothing is drawn until the next step.
func (m *meter) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget()
	m.all, m.done, m.what, m.line = 0, 0, locale.Text{}, locale.Text{}
	if m.stop != nil {
		close(m.stop)
		m.stop = nil
	}
}

// forget takes the line away until it is drawn again.
func (m *meter) forget() {
	if m.bar != nil {
		_ = m.bar.Clear() // a terminal that is gone shows nothing
		m.bar = nil
	}
}

// hide takes away the line that is shown, if any, before something else is printed; for good, if the run ends.
func (a *app) hide(forGood bool) {
	m := a.shown.Load()
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget()
	if forGood {
		m.w = nil
	}
}

// reading tells of the reading of inputs.
func (m *meter) reading(stage locale.Text, features int) {
	m.tell(locale.T("%s: %d {2|feature|features}", stage, features))
}

// figure is the value of an objective as people read it: whole where it is large, else to three decimals.
func figure(x float64) any {
	if math.Abs(x) >= 1000 {
		return int64(math.Round(x))
	}
	return math.Round(x*1000) / 1000
}

// search tells of a search.
func (m *meter) search(p balance.Progress) {
	best := locale.T("no plan yet")
	switch {
	case p.Found && p.Bounded:
		best = locale.T("best %v, at least %v, gap %.2f %%", figure(p.Best), figure(p.Bound), 100*p.Gap())
	case p.Found:
		best = locale.T("best %v", figure(p.Best))
	}
	m.tell(locale.T("%s; %s", best, p.Note))
}
