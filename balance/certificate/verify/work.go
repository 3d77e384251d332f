package verify

import (
	"context"
	"errors"

	"github.com/okrug/okrug/geo/locale"
)

// DefaultWork is the budget of a check in steps where Settings name none: about a minute of enumeration.
const DefaultWork = 2_000_000_000

// Settings limit a check. The zero value is the default budget.
type Settings struct {
	// Work is the most steps; 0 is DefaultWork. A check that needs more ends with *Unfinished.
	Work int64
}

// work is the budget of a check, which certificates that lie in the one that is checked share with it.
type work struct {
	ctx  context.Context
	all  int64
	left int64
	seen int64 // steps since the context was looked at
	most memory
}

// memory is what a check may hold at once: nodes of a graph of regions, masks of its boundaries, cells of a table.
type memory struct{ nodes, masks, cells int }

func newWork(ctx context.Context, s Settings) *work {
	if s.Work <= 0 {
		s.Work = DefaultWork
	}
	return &work{ctx: ctx, all: s.Work, left: s.Work, most: memory{maxNodes, maxMasks, maxCells}}
}

func (w *work) used() int64 { return w.all - w.left }

// step spends n steps. It fails where the budget is spent, the time over or the check cancelled.
func (w *work) step(n int) error {
	if w.left -= int64(n); w.left < 0 {
		return giveUp("it takes more steps than it was given")
	}
	if w.seen += int64(n); w.seen >= 1<<14 {
		w.seen = 0
		return stopped(w.ctx)
	}
	return nil
}

// Unfinished says that a check was given up before it had accepted or refused: its budget of work is spent, or its
// time is over.
type Unfinished struct{ Reason locale.Text }

func (u *Unfinished) Error() string { return u.In("en") }

// In is the error in a language.
func (u *Unfinished) In(lang string) string {
	return locale.T("the check was not finished: %s", u.Reason).In(lang)
}

// giveUp ends a check for a reason, as refuse does.
func giveUp(key string, args ...any) error { return &Unfinished{locale.Text{Key: key, Args: args}} }

// stopped is nil while the context goes on; then its deadline is an *Unfinished, and a cancellation the context's
// error.
func stopped(ctx context.Context) error {
	switch err := ctx.Err(); {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return giveUp("the time is over")
	default:
		return err
	}
}
