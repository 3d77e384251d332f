package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Garbage is collected early, unless the environment says when.
func TestKeepSmall(t *testing.T) {
	before := debug.SetMemoryLimit(3 << 30)
	defer debug.SetMemoryLimit(before)
	keepSmall()
	assert.EqualValues(t, 3<<30, debug.SetMemoryLimit(-1), "a limit that stands is kept")
	debug.SetMemoryLimit(math.MaxInt64)
	keepSmall()
	assert.EqualValues(t, softLimit, debug.SetMemoryLimit(-1))
	runtime.GC()
	assert.GreaterOrEqual(t, debug.SetMemoryLimit(-1), int64(softLimit))
}
