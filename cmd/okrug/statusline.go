package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// statusLine shows what is being done on one line of a terminal, and nothing anywhere else.
type statusLine struct {
	w     io.Writer
	shown time.Time
}

func newStatusLine(w io.Writer) *statusLine {
	if f, ok := w.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		w = nil
	}
	return &statusLine{w: w}
}

func (l *statusLine) show(what string) {
	if l.w == nil || time.Since(l.shown) < 100*time.Millisecond {
		return
	}
	l.shown = time.Now()
	fmt.Fprintf(l.w, "\r\x1b[K%.100s", what)
}

func (l *statusLine) clear() {
	if l.w != nil {
		fmt.Fprint(l.w, "\r\x1b[K")
	}
}
