package enumerate_test

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
)

// drawProblem makes a small problem with everything a problem can have.
func drawProblem(t *rapid.T) *problem.Problem {
	n := rapid.IntRange(1, 8).Draw(t, "n")
	k := rapid.IntRange(1, 4).Draw(t, "k")
	ids, voters := make([]string, n), make([]int64, n)
	for v := range n {
		ids[v] = fmt.Sprint("u", v)
		voters[v] = rapid.Int64Range(0, 6).Draw(t, "voters")
	}
	density := rapid.IntRange(1, 3).Draw(t, "density")
	var edges []graph.Edge
	for u := range n {
		for v := u + 1; v < n; v++ {
			if v == u+1 && rapid.IntRange(0, 9).Draw(t, "path") > 0 || rapid.IntRange(0, 5).Draw(t, "edge") < density {
				edges = append(edges, graph.Edge{U: u, V: v, Length: rapid.Int64Range(0, 4).Draw(t, "length")})
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	p := &problem.Problem{Graph: g, Seats: k}
	total := g.Total()
	p.Lower = rapid.Int64Range(0, total/int64(k)+1).Draw(t, "lower")
	p.Upper = rapid.Int64Range(max(0, total/int64(k)-1), total+1).Draw(t, "upper")
	if rapid.IntRange(0, 3).Draw(t, "quota") == 0 {
		p.Quota = big.NewRat(rapid.Int64Range(1, 30).Draw(t, "num"), rapid.Int64Range(1, 4).Draw(t, "den"))
	}
	if rapid.IntRange(0, 3).Draw(t, "accept") == 0 {
		p.Rule = spread(rapid.Int64Range(0, 8).Draw(t, "spread"))
	}
	if rapid.IntRange(0, 2).Draw(t, "judged") == 0 {
		p.Judge = drawJudge(t, p)
	}
	drawLocks(t, p)
	for range rapid.IntRange(0, 2).Draw(t, "levels") {
		level := make([]int, n)
		for v := range level {
			level[v] = rapid.IntRange(problem.Unassigned, 3).Draw(t, "parent")
		}
		p.Parents = append(p.Parents, level)
	}
	if rapid.IntRange(0, 2).Draw(t, "amend") == 0 {
		p.Start, p.Keep = make([]int, n), make([]int64, n)
		for v := range n {
			p.Start[v] = rapid.IntRange(problem.Unassigned, k-1).Draw(t, "start")
			p.Keep[v] = rapid.Int64Range(0, 9).Draw(t, "keep")
		}
	}
	return p
}

// spread is a rule on the difference of the largest and the smallest district.
type spread int64

func (s spread) Window(total int64, _ int) (lower, upper int64) { return 0, total }
func (s spread) Accept(least, most int64) bool                  { return most-least <= int64(s) }

// drawJudge is a predicate on whole plans that looks at each district's nodes and voters, as exceptions for single
// districts do: so many districts at least, chosen by a hash, must be there.
func drawJudge(t *rapid.T, p *problem.Problem) func([]int) bool {
	mix := rapid.Uint64Range(1, 1<<40).Draw(t, "mix")
	good := rapid.Uint64Range(1, 7).Draw(t, "good")
	atLeast := rapid.IntRange(0, p.Seats).Draw(t, "at least")
	return func(plan []int) bool {
		hash := make([]uint64, p.Seats)
		for v, d := range plan {
			hash[d] ^= (mix * uint64(2*v+3)) ^ mix>>(v%7)
		}
		n := 0
		for _, h := range hash {
			if h%8 < good {
				n++
			}
		}
		return n >= atLeast
	}
}

func drawLocks(t *rapid.T, p *problem.Problem) {
	n, k := p.Graph.Len(), p.Seats
	if rapid.Bool().Draw(t, "fix") {
		p.Locks.Fixed = slices.Repeat([]int{problem.Unassigned}, n)
		for range rapid.IntRange(1, 3).Draw(t, "fixed") {
			p.Locks.Fixed[rapid.IntRange(0, n-1).Draw(t, "node")] = rapid.IntRange(0, k-1).Draw(t, "district")
		}
		if rapid.IntRange(0, 2).Draw(t, "finish") == 0 {
			p.Locks.Finished = []int{rapid.IntRange(0, k-1).Draw(t, "finished")}
		}
	}
	for range max(0, rapid.IntRange(-2, 2).Draw(t, "groups")) {
		p.Locks.Together = append(p.Locks.Together, rapid.SliceOfN(rapid.IntRange(0, n-1), 1, 3).Draw(t, "group"))
	}
}

// found is a plan as the brute force measures it.
type found struct {
	of                []int
	smallest, largest int64
	border            int64
	cuts              int
	deviation         *big.Rat // |voters - quota|, the largest
	divided           []int
	moved             int64
}

// brute lists the plans of a problem by trying all partitions of the nodes, within bounds or not.
func brute(p *problem.Problem) []found {
	var all []found
	n := p.Graph.Len()
	block := make([]int, n)
	var try func(v, used int)
	try = func(v, used int) {
		if v == n {
			if used == p.Seats {
				if f, ok := measure(p, block); ok {
					all = append(all, f)
				}
			}
			return
		}
		for b := 0; b <= used && b < p.Seats; b++ {
			block[v] = b
			try(v+1, max(used, b+1))
		}
	}
	try(0, 0)
	return all
}

// measure numbers the blocks and measures the plan; ok is false if it is not connected or breaks a lock.
func measure(p *problem.Problem, block []int) (found, bool) {
	g, k := p.Graph, p.Seats
	for b := range k {
		if _, parts := g.Components(func(v int) bool { return block[v] == b }); parts != 1 {
			return found{}, false
		}
	}
	number, owner := slices.Repeat([]int{-1}, k), map[int]int{}
	for v, d := range p.Locks.Fixed {
		if d == problem.Unassigned {
			continue
		}
		b := block[v]
		if o, ok := owner[d]; number[b] >= 0 && number[b] != d || ok && o != b {
			return found{}, false
		}
		number[b], owner[d] = d, b
	}
	for _, group := range p.Locks.Together {
		for _, v := range group {
			if block[v] != block[group[0]] {
				return found{}, false
			}
		}
	}
	for _, d := range p.Locks.Finished {
		for v := range block {
			if (number[block[v]] == d) != (p.Locks.Fixed[v] == d) {
				return found{}, false
			}
		}
		if _, ok := owner[d]; !ok {
			return found{}, false
		}
	}
	f := found{of: make([]int, len(block)), moved: leastMoved(p, block, number, 0)}
	for v, b := range block { // the blocks are in the order of their first nodes
		if number[b] < 0 {
			for d := range k {
				if !slices.Contains(number, d) {
					number[b] = d
					break
				}
			}
		}
		f.of[v] = number[b]
	}
	sums := make([]int64, k)
	for v, d := range f.of {
		sums[d] += g.Voters[v]
	}
	f.smallest, f.largest = slices.Min(sums), slices.Max(sums)
	quota := p.Quota
	if quota == nil {
		quota = big.NewRat(g.Total(), int64(k))
	}
	f.deviation = new(big.Rat)
	for _, s := range sums {
		d := new(big.Rat).SetInt64(s)
		if d.Sub(d, quota).Abs(d); d.Cmp(f.deviation) > 0 {
			f.deviation = d
		}
	}
	for _, e := range g.Edges {
		if f.of[e.U] != f.of[e.V] {
			f.border += e.Length
			f.cuts++
		}
	}
	for _, level := range p.Parents {
		pieces := map[int]map[int]bool{}
		for v, a := range level {
			if a != problem.Unassigned {
				if pieces[a] == nil {
					pieces[a] = map[int]bool{}
				}
				pieces[a][f.of[v]] = true
			}
		}
		divided := 0
		for _, m := range pieces {
			if len(m) > 1 {
				divided++
			}
		}
		f.divided = append(f.divided, divided)
	}
	return f, true
}

// leastMoved tries every way to give numbers to the blocks from b on.
func leastMoved(p *problem.Problem, block, number []int, b int) int64 {
	if p.Keep == nil {
		return 0
	}
	for b < len(number) && number[b] >= 0 {
		b++
	}
	if b < len(number) {
		least := int64(-1)
		for d := range number {
			if slices.Contains(number, d) {
				continue
			}
			number[b] = d
			if m := leastMoved(p, block, number, b+1); least < 0 || m < least {
				least = m
			}
			number[b] = -1
		}
		return least
	}
	var m int64
	for v, d := range p.Start {
		if d != problem.Unassigned && d != number[block[v]] {
			m += p.Keep[v]
		}
	}
	return m
}

func lawful(p *problem.Problem, f found) bool {
	return f.smallest >= p.Lower && (p.Upper == 0 || f.largest <= p.Upper) &&
		(p.Rule == nil || p.Rule.Accept(f.smallest, f.largest)) && (p.Judge == nil || p.Judge(f.of))
}

// ranking is the definition of the objectives in fractions.
func ranking(o enumerate.Objective, p *problem.Problem, limit *big.Rat, plans []found, cutEdges bool) []found {
	border := func(f found) int64 {
		if cutEdges {
			return int64(f.cuts)
		}
		return f.border
	}
	quota := quotaOf(p)
	if len(plans) == 0 {
		return nil
	}
	fewest := slices.MinFunc(plans, func(a, b found) int {
		return cmp.Or(slices.Compare(a.divided, b.divided), cmp.Compare(a.moved, b.moved))
	})
	shortest := int64(-1)
	for _, f := range plans {
		if slices.Equal(f.divided, fewest.divided) && f.moved == fewest.moved && (shortest < 0 || border(f) < shortest) {
			shortest = border(f)
		}
	}
	score := func(f found) *big.Rat {
		if shortest == 0 || limit.Sign() == 0 || quota.Sign() == 0 {
			return big.NewRat(border(f), 1)
		}
		x := new(big.Rat).Quo(f.deviation, quota)
		x.Quo(x, limit)
		return x.Add(x, big.NewRat(border(f), shortest))
	}
	sorted := slices.Clone(plans)
	slices.SortFunc(sorted, func(a, b found) int {
		byBorder, byDeviation, byOf := cmp.Compare(border(a), border(b)), a.deviation.Cmp(b.deviation),
			slices.Compare(a.of, b.of)
		parents := cmp.Or(slices.Compare(a.divided, b.divided), cmp.Compare(a.moved, b.moved))
		switch o {
		case enumerate.Border:
			return cmp.Or(parents, byBorder, byDeviation, byOf)
		case enumerate.Deviation:
			return cmp.Or(parents, byDeviation, byBorder, byOf)
		}
		return cmp.Or(parents, score(a).Cmp(score(b)), byBorder, byDeviation, byOf)
	})
	return sorted
}

// Everything that a survey says is compared with a brute force over all partitions of the nodes.
func TestSurveyAgainstBruteForce(t *testing.T) {
	many(t, func(t *rapid.T) {
		p := drawProblem(t)
		every := brute(p)
		var plans []found
		for _, f := range every {
			if lawful(p, f) {
				plans = append(plans, f)
			}
		}
		set := enumerate.SurveySettings{Variants: rapid.IntRange(1, 5).Draw(t, "variants"),
			CutEdges: rapid.Bool().Draw(t, "cuts")}
		set.Workers = rapid.IntRange(1, 3).Draw(t, "workers")
		set.Limit = big.NewRat(rapid.Int64Range(0, 4).Draw(t, "limit"), 5)
		if rapid.Bool().Draw(t, "count") {
			set.Within = []*big.Rat{big.NewRat(1, 10), big.NewRat(2, 5), big.NewRat(3, 2)}
		}
		s, err := enumerate.Explore(context.Background(), p, set)
		require.NoError(t, err)
		require.True(t, s.Complete)
		require.Equal(t, int64(len(plans)), s.Plans)
		relaxed := p.Relaxed()
		for _, f := range every {
			if lawful(relaxed, f) {
				s.Refused--
			}
		}
		require.Equal(t, -s.Plans, s.Refused, "plans and refused plans are those within the bounds")
		quota := quotaOf(p)
		for i, w := range set.Within {
			n := 0
			for _, f := range every {
				if f.deviation.Cmp(new(big.Rat).Mul(w, quota)) <= 0 {
					n++
				}
			}
			require.Equal(t, int64(n), s.Within[i], "within %v", w)
		}
		for o := enumerate.Balanced; o <= enumerate.Deviation; o++ {
			want := ranking(o, p, set.Limit, plans, set.CutEdges)
			want = want[:min(len(want), set.Variants)]
			got := s.Best(o)
			require.Len(t, got, len(want))
			for i, g := range got {
				samePlan(t, p, want[i], g, set.CutEdges)
			}
		}
		checkFront(t, p, s, ranking(enumerate.Border, p, set.Limit, plans, set.CutEdges), set.CutEdges)
	})
}

// samePlan compares a plan with what the brute force has at its rank. With Keep several numberings may be best, and
// only what is compared before the assignment must agree.
func samePlan(t *rapid.T, p *problem.Problem, want found, got *enumerate.Plan, cuts bool) {
	again := remeasure(t, p, got)
	if p.Keep == nil {
		require.Equal(t, want.of, got.District)
	}
	require.Equal(t, want.moved, got.Moved)
	require.Zero(t, slices.Compare(want.divided, got.Splits))
	require.Zero(t, want.deviation.Cmp(again.deviation))
	if cuts {
		require.Equal(t, want.cuts, got.CutEdges)
	} else {
		require.Equal(t, want.border, got.Border)
	}
}

// remeasure checks a plan and all that it says of itself.
func remeasure(t *rapid.T, p *problem.Problem, got *enumerate.Plan) found {
	next, block, as := 0, make([]int, len(got.District)), map[int]int{}
	for v, d := range got.District {
		if _, ok := as[d]; !ok {
			as[d] = next
			next++
		}
		block[v] = as[d]
	}
	require.Equal(t, p.Seats, next)
	f, ok := measure(p, block)
	require.True(t, ok, "connected, locks kept")
	require.True(t, lawful(p, f))
	require.Equal(t, f.border, got.Border)
	require.Equal(t, f.cuts, got.CutEdges)
	require.Equal(t, f.smallest, got.Smallest)
	require.Equal(t, f.largest, got.Largest)
	require.Zero(t, slices.Compare(f.divided, got.Splits))
	require.Equal(t, f.moved, got.Moved)
	var moved int64
	for v, w := range p.Keep {
		if p.Start[v] != problem.Unassigned && p.Start[v] != got.District[v] {
			moved += w
		}
	}
	require.Equal(t, moved, got.Moved)
	for v, d := range p.Locks.Fixed {
		require.True(t, d == problem.Unassigned || d == got.District[v])
	}
	if q := quotaOf(p); q.Sign() > 0 {
		require.Zero(t, new(big.Rat).Quo(f.deviation, q).Cmp(got.MaxDeviation()))
	}
	return f
}

func quotaOf(p *problem.Problem) *big.Rat {
	if p.Quota != nil {
		return p.Quota
	}
	return big.NewRat(p.Graph.Total(), int64(p.Seats))
}

func checkFront(t *rapid.T, p *problem.Problem, s *enumerate.Survey, byBorder []found, cuts bool) {
	var want []found
	for _, f := range byBorder {
		if slices.Equal(f.divided, byBorder[0].divided) && f.moved == byBorder[0].moved &&
			(len(want) == 0 || f.deviation.Cmp(want[len(want)-1].deviation) < 0) {
			want = append(want, f)
		}
	}
	require.Len(t, s.Pareto, len(want))
	for i := range want {
		samePlan(t, p, want[i], s.Pareto[i], cuts)
	}
}

// Best gives the best plans that Explore does, without visiting all.
func TestFindAgainstLook(t *testing.T) {
	many(t, func(t *rapid.T) {
		p := drawProblem(t)
		set := enumerate.SurveySettings{Variants: rapid.IntRange(1, 3).Draw(t, "variants")}
		all, err := enumerate.Explore(context.Background(), p, set)
		require.NoError(t, err)
		some, err := enumerate.Best(context.Background(), p, set)
		require.NoError(t, err)
		require.True(t, some.Complete)
		for o := enumerate.Balanced; o <= enumerate.Deviation; o++ {
			require.Equal(t, all.Best(o), some.Best(o))
		}
	})
}

// pair is a cost with what breaks its ties.
type pair [2]int64

func (a pair) Compare(b pair) int { return slices.Compare(a[:], b[:]) }

// Minimize puts any cost after divided parents and moved weight.
func TestLeastAgainstBruteForce(t *testing.T) {
	many(t, func(t *rapid.T) {
		p := drawProblem(t)
		var plans []found
		for _, f := range brute(p) {
			if lawful(p, f) {
				plans = append(plans, f)
			}
		}
		got, n, stats, err := enumerate.Minimize(context.Background(), p, enumerate.Settings{},
			func(v *enumerate.View) pair {
				return pair{int64(v.CutEdges * v.District()[len(v.District())-1]), v.Border}
			})
		require.NoError(t, err)
		require.True(t, stats.Complete)
		require.Equal(t, int64(len(plans)), n)
		if n == 0 {
			require.Nil(t, got)
			return
		}
		f := remeasure(t, p, got)
		if p.Keep != nil {
			return // the number of the last node is not unique
		}
		cost := func(f found) int { return f.cuts * f.of[len(f.of)-1] }
		want := slices.MinFunc(plans, func(a, b found) int {
			return cmp.Or(slices.Compare(a.divided, b.divided), cmp.Compare(a.moved, b.moved),
				cmp.Compare(cost(a), cost(b)), cmp.Compare(a.border, b.border), slices.Compare(a.of, b.of))
		})
		require.Equal(t, want.of, f.of)
	})
}

// Visit meets every plan once and no other.
func TestEachAgainstBruteForce(t *testing.T) {
	many(t, func(t *rapid.T) {
		p := drawProblem(t)
		p.Start, p.Keep = nil, nil
		var want, got []string
		for _, f := range brute(p) {
			if lawful(p, f) {
				want = append(want, fmt.Sprint(f.of, f.border, f.cuts, f.divided))
			}
		}
		of := make([]int, p.Graph.Len())
		stats, err := enumerate.Visit(context.Background(), p, enumerate.Settings{}, func(v *enumerate.View) bool {
			v.Assign(of)
			got = append(got, fmt.Sprint(of, v.Border, v.CutEdges, v.Divided))
			return true
		})
		require.NoError(t, err)
		require.True(t, stats.Complete)
		slices.Sort(want)
		slices.Sort(got)
		require.Equal(t, want, got)
	})
}

// The least deviation is that of all connected plans, whatever the bounds.
func TestLeastDeviationAgainstBruteForce(t *testing.T) {
	many(t, func(t *rapid.T) {
		p := drawProblem(t)
		every := brute(p)
		for i := range every { // parents and moves do not count
			every[i].divided, every[i].moved = nil, 0
		}
		every = ranking(enumerate.Deviation, p, new(big.Rat), every, false)
		best, stats, err := enumerate.MinimizeDeviation(context.Background(), p, enumerate.Settings{})
		require.NoError(t, err)
		require.True(t, stats.Complete)
		if len(every) == 0 {
			require.Nil(t, best)
			return
		}
		require.NotNil(t, best)
		if p.Keep == nil {
			assert.Equal(t, every[0].of, best.District)
		}
	})
}

// many checks a property on two thousand draws; rapid alone stops at one hundred.
func many(t *testing.T, property func(*rapid.T)) {
	for i := range 20 {
		t.Run(fmt.Sprint(i), func(t *testing.T) { rapid.Check(t, property) })
	}
}
