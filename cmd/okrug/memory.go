package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// softLimit is how much memory the program takes before garbage is collected sooner than it otherwise would be. A
// country of 300 000 units fits into it.
const softLimit = 1600 << 20

// keepSmall collects garbage at softLimit instead of at twice what is in use, which costs little while less than two
// thirds of it are. Where more is, the limit makes way, so that a larger country does not spend its time on collecting.
// A limit in the environment (GOMEMLIMIT) stands.
func keepSmall() {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	debug.SetMemoryLimit(softLimit)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	type turn struct{ _ [16]byte }
	var after func(*turn) // each collection
	after = func(*turn) {
		metrics.Read(live)
		debug.SetMemoryLimit(max(softLimit, int64(live[0].Value.Uint64())*3/2))
		runtime.SetFinalizer(&turn{}, after)
	}
	runtime.SetFinalizer(&turn{}, after)
}
