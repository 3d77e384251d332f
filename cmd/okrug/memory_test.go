package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// Garbage is collected early, unless the environment says when.
func TestWatchMemory(t *testing.T) {
	before := debug.SetMemoryLimit(3 << 30)
	defer debug.SetMemoryLimit(before)
	watchMemory(func() {})
	assert.EqualValues(t, 3<<30, debug.SetMemoryLimit(-1), "a limit that stands is kept")
	debug.SetMemoryLimit(math.MaxInt64)
	watchMemory(func() {})
	assert.EqualValues(t, softLimit, debug.SetMemoryLimit(-1))
	runtime.GC()
	assert.GreaterOrEqual(t, debug.SetMemoryLimit(-1), int64(softLimit))
}

// A run that has more in use than it may take is ended.
func TestOverrun(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(before)
	defer allowed.Store(math.MaxInt64)
	allowed.Store(32 << 20)
	ended := make(chan bool, 1)
	watchMemory(func() { ended <- true })
	data := make([]byte, 64<<20)
	for range 200 {
		runtime.GC()
		select {
		case <-ended:
			runtime.KeepAlive(data)
			return
		case <-time.After(10 * time.Millisecond): // finalizers run by themselves
		}
	}
	t.Fatal("it went on")
}

// A country that needs more than the limits still has room for garbage, and a smaller one never more than the hard
// limit. None takes more than is allowed, and what leaves no room for garbage ends.
func TestPace(t *testing.T) {
	for _, most := range []int64{math.MaxInt64, 6 << 30, 1 << 30} {
		for live := uint64(1 << 20); live < 64<<30; live += live / 7 {
			limit, percent := pace(live, most)
			takes := min(float64(limit), float64(live)*(1+float64(percent)/100))
			assert.LessOrEqual(t, takes, float64(most))
			switch {
			case tooMuch(live, most):
				assert.Greater(t, float64(live), 0.89*float64(most))
			case float64(live) < 0.6*float64(most):
				assert.Greater(t, takes, 1.3*float64(live), "%d MB", live>>20)
			default:
				assert.Greater(t, takes, 1.1*float64(live), "%d MB", live>>20)
			}
			if limit <= hardLimit {
				assert.LessOrEqual(t, takes, float64(hardLimit))
			} else {
				assert.LessOrEqual(t, takes, 1.6*float64(live)+1)
			}
		}
	}
	assert.Greater(t, half(), int64(64<<20), "of a machine that runs tests")
}
