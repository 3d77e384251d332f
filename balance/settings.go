package balance

import (
	"fmt"
	"time"

	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Method is how to solve.
type Method int

const (
	// Auto chooses by size: enumeration for the smallest graphs, the heuristic followed by the exact method where that
	// can hope to close, the heuristic alone for the rest.
	Auto Method = iota
	// Exact proves its answer or reports a bound; the heuristic gives it a first plan.
	Exact
	// Heuristic finds good plans and proves nothing beyond simple arithmetic.
	Heuristic
	// Enumerate walks through every plan and counts those within the rule.
	Enumerate
)

var methods = [...]string{"auto", "exact", "heuristic", "enumerate"}

func (m Method) String() string {
	if m < 0 || int(m) >= len(methods) {
		return fmt.Sprintf("method %d", int(m))
	}
	return methods[m]
}

// MarshalText writes the method as a word.
func (m Method) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// ParseMethod reads the name of a method.
func ParseMethod(s string) (Method, error) {
	for i, name := range methods {
		if s == name {
			return Method(i), nil
		}
	}
	return 0, locale.Errorf("unknown method %q; choose auto, exact, heuristic or enumerate", s)
}

// Settings say how long and with what to solve. The zero value is method Auto with the default work budget, seed 0,
// all cores and 2 GiB.
type Settings struct {
	Method Method
	// Any asks for any plan within the rule, or a proof that there is none: the run stops at the first, with status
	// Feasible, and the objective does not matter. Method must be Auto.
	Any bool
	// Time is the limit on the clock; 0 is none. With a limit and Work 0, the heuristic works until the limit.
	// A run that the clock ended cannot be repeated to the byte; Solution.Stopped tells.
	Time time.Duration
	// Work is the budget in work units of a run of the heuristic, which is done up to six times: about one proposed move
	// of one unit, or one edge of a spanning tree. The same budget and seed give the same plan on any number of cores.
	// 0 is no budget where Time is set, and otherwise 10 000 000 + 300 a unit (a second or two; ten for 300 000 units).
	//
	// The methods that prove, and the trials of parents to divide with all that they do, have 60 steps for each work unit
	// to share, or 800 million where neither Work nor Time is set (most of a minute): 4 000 million with Any, and 6 000
	// million for Method Exact. A step is a work unit of the heuristic; five steps of the exact method, which are cells
	// that are priced and the like; or a part of a search node of an enumeration, which is 10 steps and n²/200 more on n
	// nodes. With the steps gone nothing more is proven: the status is Feasible or Unknown then, and Stopped WorkLimit.
	Work int64
	// Nodes is the most search nodes that an enumeration may visit before other methods take over, whatever Work allows.
	// 0 is what that allows and at most 2 million (a second or two), and then 20 million for a small graph of which
	// nothing is known yet with Any. Method Enumerate has Work for its limit where Nodes is 0, and 200 million (some
	// minutes) where that and Time are 0 too.
	Nodes int64
	Seed  uint64
	// Workers is the number of goroutines; 0 is one per core. It does not change the answer.
	Workers int
	// MemoryLimit in bytes is what exact search may hold; 0 is 2 GiB.
	MemoryLimit int64
	// Progress, where set, is called from time to time, never by two goroutines at once. It must return quickly.
	Progress func(Progress)
}

// Progress is how far a run has come.
type Progress struct {
	Method  Method
	Elapsed time.Duration
	// Found says that Best is the objective of a plan within the rule.
	Found bool
	Best  float64
	// Bounded says that no plan has an objective below Bound.
	Bounded bool
	Bound   float64
	Note    locale.Text // what is being done, in a few words
}

// Gap is (best - bound) / best, 1 where either is missing.
func (p Progress) Gap() float64 { return gap(p.Found, p.Best, p.Bounded, p.Bound) }

func gap(found bool, best float64, bounded bool, bound float64) float64 {
	switch {
	case !found || !bounded:
		return 1
	case best <= bound:
		return 0
	default:
		return (best - bound) / best
	}
}

// faults names everything that makes settings meaningless.
func (s Settings) faults() (faults []fault.Fault) {
	bad := func(remedy, format string, args ...any) {
		faults = append(faults, fault.Fault{Kind: problem.BadSettings, Detail: locale.Text{Key: format, Args: args},
			Remedy: locale.Text{Key: remedy}})
	}
	if s.Method < Auto || s.Method > Enumerate {
		bad("", "%s is not known", s.Method)
	}
	if s.Time < 0 || s.Work < 0 || s.Nodes < 0 || s.Workers < 0 || s.MemoryLimit < 0 {
		bad("", "time, work, search nodes, workers and memory must not be negative")
	}
	if s.Any && s.Method != Auto {
		bad("leave the method out", "any plan is looked for by method auto, not %s", s.Method)
	}
	return faults
}

func (s Settings) memory() int64 {
	if s.MemoryLimit > 0 {
		return s.MemoryLimit
	}
	return 2 << 30
}
