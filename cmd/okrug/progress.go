package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"github.com/okrug/okrug/balance"
)

// progressLine draws the state of a search on one line of a terminal, and nothing anywhere else.
type progressLine struct {
	w     io.Writer
	shown time.Time
	drawn bool
}

func newProgressLine(w io.Writer) *progressLine {
	if f, ok := w.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		w = nil
	}
	return &progressLine{w: w}
}

func (l *progressLine) show(p balance.Progress) {
	if l.w == nil || time.Since(l.shown) < 100*time.Millisecond {
		return
	}
	l.shown, l.drawn = time.Now(), true
	best, bound, gap := "none yet", "-", "-"
	if p.Found {
		best = fmt.Sprintf("%.6g", p.Best)
	}
	if p.Bounded {
		bound = fmt.Sprintf("%.6g", p.Bound)
		if p.Found {
			gap = fmt.Sprintf("%.2f %%", 100*p.Gap())
		}
	}
	fmt.Fprintf(l.w, "\r\x1b[K%s: best %s, bound %s, gap %s, %s  %s", p.Method, best, bound, gap, p.Elapsed.Round(100*time.Millisecond), p.Note)
}

func (l *progressLine) clear() {
	if l.drawn {
		fmt.Fprint(l.w, "\r\x1b[K")
	}
}
