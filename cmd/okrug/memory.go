package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// softLimit is how much memory the program takes before garbage is collected sooner than it otherwise would be. A
// country of 300 000 units fits into little more.
const softLimit = 1600 << 20

// A limit costs most where the program always stands at it: memory is given back that is taken again at once. So beyond
// hardLimit there is none, and garbage is collected when it is wasted percent of what is in use.
const (
	hardLimit = 2000 << 20
	wasted    = 60
)

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
		limit, percent := pace(live[0].Value.Uint64())
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
		runtime.SetFinalizer(&turn{}, after)
	}
	runtime.SetFinalizer(&turn{}, after)
}

// pace is where garbage is collected with so many bytes in use: a limit of memory, and garbage as a percentage of them.
func pace(live uint64) (limit int64, percent int) {
	limit = max(softLimit, int64(live)*3/2)
	if limit > hardLimit {
		return math.MaxInt64, wasted
	}
	return limit, 100
}
