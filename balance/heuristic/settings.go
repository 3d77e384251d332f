package heuristic

import "math/big"

// Settings of a run.
type Settings struct {
	// Begin is a plan to begin with in place of the problem's Start; nil is none.
	Begin   []int
	Seed    uint64
	Workers int
	// Work is the budget in work units, 0 for none; the run then ends with the context.
	Work int64
	// Where Enough is set, a plan whose objective is at most Stop, a bound from elsewhere, ends the run; nil is any
	// plan.
	Enough bool
	Stop   *big.Rat
	// Progress is called when a better plan is found, by one goroutine at a time.
	Progress func(Found)
}

// Found describes the best plan so far.
type Found struct {
	Within bool
	Cost   float64
}

// Result of a run.
type Result struct {
	// Plan is the best plan, or the closest one where Within is false; nil where the budget did not suffice for any,
	// or units are left over when all districts are finished.
	Plan   []int
	Within bool // inside both bounds, the coupled rule and all locks
	Cost   float64
	Work   int64
	Tasks  int // finished tasks
	// Spent says that the work budget is used up; otherwise the context ended the run, or Stop was met.
	Spent bool
}
