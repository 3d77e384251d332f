package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/okrug/okrug/geo/locale"
)

// An interrupted run has one exit code, unless its verb had come to its end all the same.
func TestEnded(t *testing.T) {
	said := locale.Errorf("no such file")
	for _, c := range []struct {
		asked, cut bool
		err        error
		code       int
		words      string
	}{
		{false, false, nil, exitDone, ""},
		{false, false, exitWith(exitInput, said), exitInput, "no such file"},
		{true, false, nil, exitDone, ""},
		{true, false, exitWith(exitBroken, nil), exitBroken, ""},
		{true, false, fmt.Errorf("reading: %w", context.Canceled), exitInterrupted, "interrupted: nothing was written"},
		{true, false, exitWith(exitUnknown, locale.Errorf("interrupted: not everything was compared")), exitInterrupted,
			"interrupted: not everything was compared"},
		{true, true, nil, exitInterrupted, ""},
		{true, true, exitWith(exitInput, said), exitInterrupted, "no such file"},
		{true, true, exitWith(exitBroken, nil), exitInterrupted, ""},
	} {
		i := &interruption{}
		i.asked.Store(c.asked)
		i.cut.Store(c.cut)
		err := i.ended(c.err)
		assert.Equal(t, c.code, codeOf(err), "%+v", c)
		if err != nil {
			assert.Equal(t, c.words, err.Error())
		}
	}
}
