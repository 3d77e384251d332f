package main

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/okrug/okrug/geo/locale"
)

// A question that is waiting for its answer ends with the run: Ctrl-C is that.
func TestAskIsInterrupted(t *testing.T) {
	in, keyboard := io.Pipe()
	defer keyboard.Close()
	var said strings.Builder
	a := &app{in: in, err: &said, term: "en"}
	ctx, cancel := context.WithCancel(t.Context())
	q := a.asker()
	assert.NoError(t, ask(ctx, q, keyboard, "7\n"))
	cancel()
	assert.ErrorIs(t, ask(ctx, q, keyboard, ""), context.Canceled)
	assert.Equal(t, "Seats? [3]: Seats? [3]: \n", said.String())
}

func ask(ctx context.Context, q *asker, keyboard io.Writer, typed string) error {
	if typed != "" {
		go func() { _, _ = io.WriteString(keyboard, typed) }()
	}
	return q.ask(ctx, locale.T("%s", locale.Raw("Seats?")), "3", func(answer string) error {
		if answer != "7" {
			return locale.Errorf("%s", answer)
		}
		return nil
	})
}
