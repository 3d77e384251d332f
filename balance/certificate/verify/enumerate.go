package verify

import (
	"math/bits"

	"github.com/okrug/okrug/balance/certificate"
)

// refuteByEnumeration walks through every plan and refuses at the first that is within the limit.
func refuteByEnumeration(clock *work, q *certificate.Question, _ certificate.Evidence, limit *int64) error {
	w, err := newWalk(clock, q)
	if err != nil {
		return err
	}
	w.visit = func(plan []int) error {
		if planLocks(q, plan) != nil { // everything else holds of a walk's plan
			return nil
		}
		if limit == nil {
			return refuse("there is a plan: %v", plan)
		}
		if value := cut(q, plan); value <= *limit {
			return refuse("there is a plan with the value %d: %v", value, plan)
		}
		return nil
	}
	return w.district(1, w.all)
}

// countByEnumeration counts plans, district numbers apart.
func countByEnumeration(clock *work, q *certificate.Question, _ certificate.Evidence) (int64, error) {
	w, err := newWalk(clock, q)
	if err != nil {
		return 0, err
	}
	var n int64
	w.visit = func(plan []int) error {
		if planLocks(q, plan) == nil {
			n++
		}
		return nil
	}
	return n, w.district(1, w.all)
}

// walk goes through all plans: each district in turn takes the first free unit and a connected set of free units around
// it, so every partition is met exactly once.
type walk struct {
	clock *work
	q     *certificate.Question
	next  []uint64 // neighbours of each unit
	all   uint64
	plan  []int
	visit func(plan []int) error
}

func newWalk(clock *work, q *certificate.Question) (*walk, error) {
	if q.Graph == nil {
		return nil, refuse("there is nothing to enumerate without a graph")
	}
	n := len(q.Graph.Units)
	if n > certificate.MaxEnumerated {
		return nil, refuse("enumeration is for at most %d {1|unit|units}", certificate.MaxEnumerated)
	}
	w := &walk{clock: clock, q: q, next: make([]uint64, n), plan: make([]int, n), all: 1<<n - 1}
	for _, e := range q.Graph.Edges {
		w.next[e[0]] |= 1 << e[1]
		w.next[e[1]] |= 1 << e[0]
	}
	return w, nil
}

// district forms district d and the rest from the free units.
func (w *walk) district(d int, free uint64) error {
	if d > w.q.Seats {
		if free != 0 {
			return nil
		}
		return w.visit(w.numbered())
	}
	if !w.divisible(d, free) {
		return nil
	}
	root := free & -free
	return w.grow(d, free, root, w.touching(root)&free, 0)
}

// grow goes through the connected sets that contain set, lie in free and avoid out. Front is what touches the set
// and is free.
func (w *walk) grow(d int, free, set, front, out uint64) error {
	if err := w.clock.step(1); err != nil {
		return err
	}
	v := w.voters(set)
	if v > w.q.Upper {
		return nil
	}
	if v >= w.q.Lower {
		for i := range w.plan {
			if set>>i&1 != 0 {
				w.plan[i] = d
			}
		}
		if err := w.district(d+1, free&^set); err != nil {
			return err
		}
	}
	for front &^= out; front != 0; {
		u := front & -front
		front &^= u
		if err := w.grow(d, free, set|u, front|w.touching(u)&free&^set, out); err != nil {
			return err
		}
		out |= u
	}
	return nil
}

// divisible says that the components of the free units could still hold the districts d to Seats by voters alone.
func (w *walk) divisible(d int, free uint64) bool {
	left := w.q.Seats - d + 1
	most := 0
	for rest := free; rest != 0; {
		part := rest & -rest
		for {
			grown := (part | w.touchingAll(part)) & free
			if grown == part {
				break
			}
			part = grown
		}
		rest &^= part
		// j districts fit in this component only if j*Lower <= voters <= j*Upper, 1 <= j <= units.
		v, fits := w.voters(part), 0
		for j := 1; j <= left && j <= bits.OnesCount64(part); j++ {
			if certificate.Shares(v, j, w.q.Lower, w.q.Upper) {
				fits = j
			}
		}
		if fits == 0 {
			return false
		}
		most += fits
	}
	return most >= left
}

func (w *walk) voters(set uint64) int64 {
	var v int64
	for ; set != 0; set &= set - 1 {
		v += w.q.Graph.Units[bits.TrailingZeros64(set)].Voters
	}
	return v
}

func (w *walk) touching(u uint64) uint64 { return w.next[bits.TrailingZeros64(u)] }

func (w *walk) touchingAll(set uint64) uint64 {
	var t uint64
	for s := set; s != 0; s &= s - 1 {
		t |= w.next[bits.TrailingZeros64(s)]
	}
	return t
}

// numbered renames the districts of the walk so that fixed units lie in theirs, where that can be done.
func (w *walk) numbered() []int {
	to := make([]int, w.q.Seats+1)
	taken := make([]bool, w.q.Seats+1)
	for _, f := range w.q.Fixed {
		if d := w.plan[f[0]]; to[d] == 0 && !taken[f[1]] {
			to[d], taken[f[1]] = f[1], true
		}
	}
	free := 1
	for d := 1; d <= w.q.Seats; d++ {
		if to[d] == 0 {
			for taken[free] {
				free++
			}
			to[d], taken[free] = free, true
		}
	}
	plan := make([]int, len(w.plan))
	for i, d := range w.plan {
		plan[i] = to[d]
	}
	return plan
}
