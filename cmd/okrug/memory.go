package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"

	"github.com/KimMachineGun/automemlimit/memlimit"
	"github.com/spf13/pflag"
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

// allowed is the most memory in bytes that the program may take. It ends a run and never changes an answer: what
// methods may hold is fixed, or given by memoryFlag.
var allowed atomic.Int64

func init() { allowed.Store(math.MaxInt64) }

// half of the memory of the machine, or of what the system lets a group of processes have, in bytes; no end where the
// system does not say. More would make it swap, or end programs.
func half() int64 {
	all, err := memlimit.FromSystem()
	if err != nil {
		all = math.MaxUint64
	}
	if group, err := memlimit.FromCgroup(); err == nil {
		all = min(all, group)
	}
	return int64(all / 2)
}

// memoryFlag is how much memory exact search may hold.
func memoryFlag(f *pflag.FlagSet, bytes *int64) {
	f.Var(&sizeFlag{bytes: bytes}, "memory",
		"memory that exact search may hold, such as 512MB or 4GiB (default 2GiB)")
}

// watchMemory collects garbage at softLimit instead of at twice what is in use, which costs little while less than two
// thirds of it are. Where more is, the limit makes way, so that a larger country does not spend its time on collecting.
// A limit in the environment (GOMEMLIMIT) stands. over is called where more is in use than allowed.
func watchMemory(over func()) {
	paced := debug.SetMemoryLimit(-1) == math.MaxInt64
	if paced {
		debug.SetMemoryLimit(min(softLimit, allowed.Load()))
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	type turn struct{ _ [16]byte }
	var after func(*turn) // each collection
	after = func(*turn) {
		metrics.Read(live)
		inUse, most := live[0].Value.Uint64(), allowed.Load()
		if tooMuch(inUse, most) {
			over()
			return
		}
		if paced {
			limit, percent := pace(inUse, most)
			debug.SetMemoryLimit(limit)
			debug.SetGCPercent(percent)
		}
		runtime.SetFinalizer(&turn{}, after)
	}
	runtime.SetFinalizer(&turn{}, after)
}

// tooMuch says that a run with so many bytes in use cannot go on within most: little room is left for garbage.
func tooMuch(live uint64, most int64) bool { return live > uint64(most)/10*9 }

// pace is where garbage is collected with so many bytes in use of those that are allowed: a limit of memory, and
// garbage as a percentage of them.
func pace(live uint64, most int64) (limit int64, percent int) {
	limit, percent = max(softLimit, int64(live)*3/2), 100
	if limit > hardLimit {
		limit, percent = math.MaxInt64, wasted
	}
	return min(limit, most), percent
}

// overrun ends the program. What it writes appears whole or not at all, so that this harms nothing.
func overrun() {
	p := printer{w: os.Stderr, lang: terminalLanguage(os.Args[1:], environment)}
	p.sayf("okrug: the run needs more than the %d MB of memory that it may take, and was ended\n"+
		"What was there before is unharmed. Use a machine with more memory, or allow more with --max-memory.",
		allowed.Load()/1e6)
	os.Exit(exitMemory)
}
