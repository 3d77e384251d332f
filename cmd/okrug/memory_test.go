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

// A country that needs more than the limits still has room for garbage, and a smaller one never more than the hard
// limit.
func TestPace(t *testing.T) {
	for live := uint64(1 << 20); live < 64<<30; live += live / 7 {
		limit, percent := pace(live)
		most := min(float64(limit), float64(live)*(1+float64(percent)/100))
		assert.Greater(t, most, 1.3*float64(live), "%d MB", live>>20)
		if limit <= hardLimit {
			assert.LessOrEqual(t, most, float64(hardLimit))
		} else {
			assert.LessOrEqual(t, most, 1.6*float64(live)+1)
		}
	}
}
