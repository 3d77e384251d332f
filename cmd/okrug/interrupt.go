package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/okrug/okrug/geo/locale"
)

// patience is how long an interrupted verb may take to stop. What it writes appears whole or not at all, so that ending
// it by force harms nothing.
const patience = 900 * time.Millisecond

// interruption is what becomes of a run when the user or the system asks it to stop, by Ctrl-C or SIGTERM.
type interruption struct {
	asked atomic.Bool
	// saving says that the verb is writing the best that it has found, which may take longer than patience.
	saving atomic.Bool
	// cut says that what was written is the best that was found until then.
	cut atomic.Bool
}

// watch is a context that ends when the run is asked to stop. A second request ends the program at once, and so does
// the first where the verb does not stop and is not saving.
func (a *app) watch(parent context.Context) (context.Context, func()) {
	i := a.stopping
	ctx, cancel := context.WithCancel(parent)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		select {
		case <-signals:
		case <-done:
			return
		}
		i.asked.Store(true)
		cancel()
		for {
			select {
			case <-done:
				return
			case <-signals:
			case <-time.After(patience):
				if i.saving.Load() {
					continue
				}
			}
			a.hide(true)
			a.aside().sayf("interrupted")
			os.Exit(exitInterrupted)
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		cancel()
	}
}

// save says that what a verb has found so far is written now, if it was interrupted, and that it is not all. It returns
// the context in which to write, which a second interrupt does not end: that ends the program.
func (a *app) save(ctx context.Context) context.Context {
	if !a.stopping.asked.Load() {
		return ctx
	}
	a.stopping.saving.Store(true)
	a.stopping.cut.Store(true)
	a.notef("interrupted: writing what was found until now; Ctrl-C again ends at once")
	return context.WithoutCancel(ctx)
}

// ended is the error of a run that was asked to stop: whatever the verb makes of it, the exit code is one and the same.
// A verb that has come to its end all the same, and has said everything, keeps its own.
func (i *interruption) ended(err error) error {
	cut := i.cut.Load()
	switch {
	case !i.asked.Load(), !cut && (err == nil || err.Error() == ""):
		return err
	case !cut && errors.Is(err, context.Canceled):
		err = locale.Errorf("interrupted: nothing was written")
	}
	return exitWith(exitInterrupted, err)
}
