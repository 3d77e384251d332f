package verify_test

import (
	"math/big"
	"math/rand/v2"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/rule"
)

// world makes small countries, questions and figures by chance, the same ones for the same seeds.
type world struct{ *rand.Rand }

func newWorld(seed, number uint64) *world { return &world{rand.New(rand.NewPCG(seed, number))} }

func (w *world) chance(percent int) bool { return w.IntN(100) < percent }

// off is 0 more often than not, else -1 or 1: what is claimed stands on either side of what is true.
func (w *world) off() int64 {
	if w.chance(60) {
		return 0
	}
	return int64(2*w.IntN(2) - 1)
}

func (w *world) voters(n int) []int64 {
	v := make([]int64, n)
	var sum int64
	for i := range v {
		v[i] = w.Int64N(13)
		sum += v[i]
	}
	switch w.IntN(25) {
	case 0:
		clear(v)
	case 1, 2:
		v[w.IntN(n)] += 20 + w.Int64N(1000)
	case 3: // as many as there may be
		v[w.IntN(n)] += certificate.MaxSum - sum
	case 4:
		for i := range v {
			v[i] *= certificate.MaxSum / (sum + 1)
		}
	}
	return v
}

// graph has n units in one component or more.
func (w *world) graph(n int) *certificate.Graph {
	g := &certificate.Graph{Scale: []float64{1, 1, 1e9, 0.5}[w.IntN(4)], Edges: [][3]int64{}}
	for i, v := range w.voters(n) {
		g.Units = append(g.Units, certificate.Unit{ID: string(rune('a' + i)), Voters: v})
	}
	long := int64(6)
	if w.chance(4) {
		long = certificate.MaxSum / 22 // of at most 21 edges
	}
	for v := int64(0); v < int64(n); v++ {
		with := w.Int64N(v + 1) // v itself: with none of those before
		if w.chance(60) && v > 0 {
			with = v - 1
		}
		for u := range v {
			if u == with || w.chance(22) {
				g.Edges = append(g.Edges, [3]int64{u, v, w.Int64N(long)})
			}
		}
	}
	slices.SortFunc(g.Edges, func(a, b [3]int64) int { return slices.Compare(a[:], b[:]) })
	g.SHA256 = g.Hash()
	return g
}

// question is about one graph; the bounds are near what a plan of it has, where there is one.
func (w *world) question() certificate.Question {
	n := 1 + w.IntN(7)
	if w.chance(50) {
		n = 2 + w.IntN(4)
	}
	q := certificate.Question{Graph: w.graph(n), Seats: 1 + w.IntN(4)}
	if q.Seats > n && !w.chance(8) {
		q.Seats = 1 + w.IntN(n)
	}
	w.bound(&q)
	switch w.IntN(4) {
	case 0:
		q.Objective = certificate.CutEdges
	case 1:
		q.Objective = certificate.Border
	case 2:
		q.Objective, q.Quota = certificate.Deviation, w.quota(&q)
	}
	if w.chance(25) {
		w.lock(&q)
	}
	return q
}

// bound takes bounds that some plan reaches exactly, and now and then misses by a voter.
func (w *world) bound(q *certificate.Question) {
	open := *q
	open.Lower, open.Upper = 0, certificate.MaxSum
	total := unitVoters(q.Graph).Int64()
	q.Lower, q.Upper = w.Int64N(total/int64(q.Seats)+2), total/int64(q.Seats)+w.Int64N(10)
	if all := divisions(&open); len(all) > 0 {
		least, most := all[w.IntN(len(all))].span()
		q.Lower, q.Upper = least.Int64()+w.off(), most.Int64()+w.off()
		if w.chance(10) {
			q.Lower = most.Int64()
		}
	}
	if w.chance(8) {
		q.Lower = 0
	}
	if w.chance(8) {
		q.Upper = certificate.MaxSum - w.Int64N(2)
	}
	q.Lower, q.Upper = min(max(q.Lower, 0), certificate.MaxSum), min(max(q.Upper, 0), certificate.MaxSum)
}

func (w *world) quota(q *certificate.Question) *[2]int64 {
	total := max(1, min(unitVoters(q.Graph).Int64()+w.off(), certificate.MaxSum))
	switch w.IntN(8) {
	case 0:
		return &[2]int64{1 + w.Int64N(12), 1}
	case 1:
		return &[2]int64{total, certificate.MaxQuotaDen - w.Int64N(2)}
	}
	return &[2]int64{total, int64(q.Seats)}
}

// lock takes locks that some plan keeps, or any.
func (w *world) lock(q *certificate.Question) {
	n := len(q.Graph.Units)
	plan := make([]int, n)
	for i := range plan {
		plan[i] = 1 + w.IntN(q.Seats)
	}
	if all := divisions(q); len(all) > 0 && w.chance(75) {
		plan = labelled(q, all[w.IntN(len(all))])
	}
	if w.chance(60) {
		for u, d := range plan {
			if w.chance(35) {
				q.Fixed = append(q.Fixed, [2]int{u, d})
			}
		}
	}
	for range w.IntN(3) {
		var group []int
		d := 1 + w.IntN(q.Seats)
		for u := range plan {
			if plan[u] == d && w.chance(60) || w.chance(4) {
				group = append(group, u)
			}
		}
		if len(group) > 0 {
			q.Together = append(q.Together, group)
		}
	}
	if !w.chance(35) {
		return
	}
	d := 1 + w.IntN(q.Seats)
	q.Finished = []int{d}
	if w.chance(75) {
		q.Fixed = slices.DeleteFunc(q.Fixed, func(f [2]int) bool { return f[1] == d || plan[f[0]] == d })
		for u := range plan {
			if plan[u] == d {
				q.Fixed = append(q.Fixed, [2]int{u, d})
			}
		}
	}
}

// statistics are the names of all.
func statistics() (names []string) {
	for _, s := range rule.Statistics() {
		names = append(names, s.String())
	}
	return names
}

// figures are of a reading. Where districts are given, the limit is what they reach, or a little less.
func (w *world) figures(scope string, total int64, seats int, left []certificate.LeftOut,
	districts []*big.Int) *certificate.RuleBounds {
	f := &certificate.RuleBounds{Rule: "rule", Scope: scope, Total: total, Seats: seats, LeftOut: left}
	f.Statistic = "deviation"
	if !slices.ContainsFunc(left, func(l certificate.LeftOut) bool { return !l.Free }) {
		every := statistics()
		f.Statistic = every[w.IntN(len(every))]
	}
	den := []int64{1, 2, 3, 5, 7, 10}[w.IntN(6)]
	limit := big.NewRat(w.Int64N(den+1), den)
	if f.Statistic == "largest/smallest" {
		limit.Add(limit, big.NewRat(1, 1))
	}
	f.Limit = limit.RatString()
	if reached := statistic(f, districts); reached != nil && len(reached.RatString()) < 50 && w.chance(60) {
		limit = reached
		if w.chance(50) && f.Statistic != "largest/smallest" {
			limit.Mul(limit, big.NewRat(99, 100)) // just out of reach
		}
		f.Limit = limit.RatString()
	}
	return f
}

// exception gives a part limits of its own.
func (w *world) exception(f *certificate.RuleBounds) {
	if f.Statistic != "deviation" {
		return
	}
	if w.chance(20) {
		f.Below = big.NewRat(w.Int64N(8), 5).RatString()
	}
	if w.chance(20) {
		f.Above = big.NewRat(w.Int64N(8), 5).RatString()
	}
}

// nationOf are figures of a nation of which the part of a question is one region.
func (w *world) nationOf(q *certificate.Question, part string, voters int64,
	districts []*big.Int) *certificate.RuleBounds {
	total, seats := voters+w.Int64N(min(60, certificate.MaxSum-voters+1)), q.Seats+w.IntN(4)
	var left []certificate.LeftOut
	if rest := total - voters; seats > q.Seats && w.chance(25) {
		l := certificate.LeftOut{Region: "X", Voters: w.Int64N(rest + 1), Seats: w.IntN(seats - q.Seats + 1)}
		l.OutsideQuota, l.Free = w.chance(50), w.chance(70)
		if l.OutsideQuota || l.Free {
			left = append(left, l)
		}
	}
	if w.chance(5) { // the part itself outside the quota, and bound by the rule all the same
		left = append(left, certificate.LeftOut{Region: part, Voters: voters, Seats: q.Seats, OutsideQuota: true})
	}
	return w.figures("nation", total, seats, left, districts)
}

// readable bounds a question by what its figures allow, or by a little more, or by a voter too little.
func (w *world) readable(q *certificate.Question, f *certificate.RuleBounds) {
	lower, upper := window(f)
	q.Lower, q.Upper = clip(lower), clip(upper)
	if w.chance(25) {
		q.Lower, q.Upper = max(0, q.Lower-w.Int64N(3)), min(certificate.MaxSum, q.Upper+w.Int64N(3))
	}
	if w.chance(12) {
		q.Lower, q.Upper = q.Lower+w.Int64N(2), max(0, q.Upper-w.Int64N(2))
	}
}

func clip(x *big.Int) int64 {
	if x.Cmp(big.NewInt(certificate.MaxSum)) > 0 {
		return certificate.MaxSum
	}
	return x.Int64()
}
