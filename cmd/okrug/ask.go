package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/okrug/okrug/geo/locale"
)

// asker asks whoever sits at the terminal. The questions go to the standard error, so that what a verb prints stays
// apart.
type asker struct {
	printer
	lines <-chan string
}

// somebody reports whether there is anybody to be asked.
func (a *app) somebody() bool {
	f, ok := a.in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (a *app) asker() *asker {
	lines := make(chan string)
	go func() { // it ends with the input, or with the program: reading from a terminal cannot be broken off
		defer close(lines)
		for in := bufio.NewScanner(a.in); in.Scan(); {
			lines <- in.Text()
		}
	}()
	return &asker{a.printer(a.err), lines}
}

// errEnd says that the input ended before all was answered.
var errEnd = locale.Errorf("the input has ended before all was answered: nothing was written")

// ask asks a question until the answer is taken; an empty answer is the one proposed.
func (q *asker) ask(ctx context.Context, question locale.Text, proposed string, take func(string) error) error {
	for {
		if fmt.Fprint(q.w, legible(question.In(q.lang)), " "); proposed != "" {
			fmt.Fprintf(q.w, "[%s]: ", legible(proposed))
		}
		select {
		case <-ctx.Done():
			fmt.Fprintln(q.w)
			return ctx.Err()
		case answer, ok := <-q.lines:
			if !ok {
				fmt.Fprintln(q.w)
				return cmp.Or(ctx.Err(), badInput(errEnd))
			}
			if answer = strings.TrimSpace(answer); answer == "" {
				answer = proposed
			}
			err := take(answer)
			if err == nil {
				return nil
			}
			q.sayf("%v", err)
		}
	}
}

// choose asks which of several is meant, by number or by name. Each stands in a line with what it is.
func (q *asker) choose(ctx context.Context, question locale.Text, names, what []string, proposed string,
	take func(string) error) error {
	width := 0
	for _, n := range names {
		width = max(width, len([]rune(n)))
	}
	for i, n := range names {
		line := fmt.Sprintf("%4d  %s", i+1, n)
		if what != nil {
			line += strings.Repeat(" ", width-len([]rune(n))) + "  " + what[i]
		}
		_, _ = io.WriteString(q.w, legible(line)+"\n")
	}
	return q.ask(ctx, question, proposed, func(answer string) error {
		if n, err := strconv.Atoi(answer); err == nil && 1 <= n && n <= len(names) {
			answer = names[n-1]
		}
		return take(answer)
	})
}
