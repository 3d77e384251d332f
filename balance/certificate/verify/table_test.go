package verify

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
)

func TestFloorDiv(t *testing.T) {
	for _, x := range []struct{ a, b, want int64 }{{7, 2, 3}, {6, 2, 3}, {1, 2, 0}, {0, 2, 0}, {-1, 2, -1}, {-4, 2, -2},
		{-5, 2, -3}} {
		require.Equal(t, x.want, floorDiv(x.a, x.b), "%d/%d", x.a, x.b)
	}
}

// span is a range of whole numbers, empty until something is added.
type span struct {
	least, most int64
	any         bool
}

func (s *span) add(x int64) {
	if !s.any {
		*s = span{x, x, true}
	}
	s.least, s.most = min(s.least, x), max(s.most, x)
}

// spot is a node of a graph of regions, cell one with the buckets that a way has before it.
type (
	spot struct {
		stage int
		node  int32
	}
	cell struct {
		spot
		buckets int64
	}
)

// TestTables holds tables against all ways through their graphs. A cell that is missing, or a cost too high, drops a
// district that a plan may need, and the plan is denied.
func TestTables(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	for range 3000 {
		p, order := byChance(r)
		stages, err := p.regions(unlimited(), &certificate.Duals{Order: order})
		require.NoError(t, err)
		for range 2 { // a table of all regions, and one of those that the first leaves
			delta, scale := 1+r.Int64N(6), 1+r.Int64N(3)
			pi := make([]int64, len(p.all))
			for u := range pi {
				pi[u] = r.Int64N(30) - 5
			}
			table, err := newTable(unlimited(), p, delta, stages)
			require.NoError(t, err)
			all := routes(p, stages, p.limit/32+1, scale, pi)
			from, to := window(p, all, delta)
			before, after := map[spot]*span{}, map[spot]*span{}
			for _, w := range all {
				require.Equal(t, w.voters, delta*w.buckets+w.error, "%b of %+v", w.set, p)
				sum := int64(0)
				for _, x := range w.turns {
					at := spot{x.stage, x.node}
					if before[at] == nil {
						before[at], after[at] = new(span), new(span)
					}
					before[at].add(sum)
					after[at].add(w.buckets - sum)
					sum += stages[x.stage].arcs(int(x.node))[x.in].buckets
				}
			}
			cells := 0
			for i := range stages {
				for x := range stages[i].nodes {
					at, size := spot{i, int32(x)}, int64(0)
					if before[at] != nil && from <= to {
						low := max(before[at].least, from-after[at].most)
						size = max(0, min(before[at].most, to-after[at].least)-low+1)
						if size > 0 {
							require.Equal(t, low, table.low[i][x], "%v of %+v", at, p)
						}
					}
					require.Len(t, table.best[i][x], int(size), "%v of %+v, %d to %d", at, p, from, to)
					cells += int(size) + 1
				}
			}
			short := &work{ctx: context.Background(), left: r.Int64N(int64(cells))}
			require.ErrorAs(t, table.price(short, scale, pi), new(*Unfinished))
			clock := unlimited()
			start := clock.left
			require.NoError(t, table.price(clock, scale, pi))
			require.Equal(t, int64(cells), start-clock.left) // a step for each node and each cell
			checkCosts(t, table, all, from, to)
			if table.empty() {
				break
			}
			most := min(table.best[0][0][0], 100) + r.Int64N(20) - 5
			left := table.drop(most)
			checkDropped(t, table, left, all, most, from, to, routes(p, left, 1, scale, pi))
			stages = left
		}
	}
}

// window is the range of the buckets of a district, by the errors of the ways that could have the limit, as far as
// whole classes of the boundary tell.
func window(p *puzzle, all []route, delta int64) (from, to int64) {
	var errors span
	for _, w := range all {
		if w.used < 32 {
			errors.add(w.error)
		}
	}
	if !errors.any {
		return 1, 0
	}
	for delta*from+errors.most < p.lower {
		from++
	}
	for to = from; delta*to+errors.least <= p.upper; to++ {
	}
	for to--; to >= 0 && delta*to+errors.least > p.upper; to-- {
	}
	return from, to
}

// checkCosts looks at the least reduced cost on from each cell, whether a way has so many buckets there or not.
func checkCosts(t *testing.T, table *table, all []route, from, to int64) {
	type end struct{ buckets, cost int64 } // of a way on
	ends := map[spot][]end{}
	for _, w := range all {
		at, sum, rest := costs(table, w)
		for k, c := range at {
			ends[c.spot] = append(ends[c.spot], end{w.buckets - c.buckets, rest[k]})
		}
		require.Equal(t, w.cost, sum)
	}
	for i := range table.best {
		for x := range table.best[i] {
			for j, got := range table.best[i][x] {
				want := int64(never)
				for _, e := range ends[spot{i, int32(x)}] {
					if b := table.low[i][x] + int64(j) + e.buckets; b >= from && b <= to {
						want = min(want, e.cost)
					}
				}
				require.Equal(t, want, got, "stage %d, node %d, cell %d", i, x, j)
			}
		}
	}
}

// costs are the cells of a way, its reduced cost and the part of it that is to come in each cell.
func costs(table *table, w route) (at []cell, sum int64, rest []int64) {
	buckets := int64(0)
	for _, x := range w.turns {
		at, rest = append(at, cell{spot{x.stage, x.node}, buckets}), append(rest, -sum)
		sum += table.cost[x.stage][table.stages[x.stage].nodes[x.node].side][x.in]
		buckets += table.stages[x.stage].arcs(int(x.node))[x.in].buckets
	}
	for k := range rest {
		rest[k] += sum
	}
	return at, sum, rest
}

// checkDropped looks for what a plan may need and what it cannot: the ways left are those whose every turn is one of a
// way with so many buckets and a cost of at most most, and each cell of these is one node.
func checkDropped(t *testing.T, table *table, left []stage, all []route, most, from, to int64, got []route) {
	type step struct {
		cell
		in int
	}
	useful := map[step]bool{}
	want := map[uint32]bool{}
	nodes := make([]map[cell]bool, len(left))
	for i := range nodes {
		nodes[i] = map[cell]bool{}
	}
	nodes[0][cell{}] = true
	steps := func(w route) (out []step) {
		at, _, _ := costs(table, w)
		for k, x := range w.turns {
			out = append(out, step{at[k], x.in})
		}
		return out
	}
	for _, w := range all {
		if w.cost <= most && w.buckets >= from && w.buckets <= to {
			for _, s := range steps(w) {
				useful[s], nodes[s.stage][s.cell] = true, true
			}
		}
	}
	for _, w := range all {
		if w.buckets >= from && w.buckets <= to {
			want[w.set] = true
			for _, s := range steps(w) {
				want[w.set] = want[w.set] && useful[s]
			}
		}
	}
	for _, w := range got {
		require.True(t, want[w.set], "%b is left", w.set)
		delete(want, w.set)
	}
	for set, missing := range want {
		require.False(t, missing, "%b is missing", set)
	}
	for i := range left {
		require.Len(t, left[i].nodes, len(nodes[i]), "stage %d", i)
	}
}

// TestErrorsInTheLastClass has districts with just the limit of 31, one class for each.
func TestErrorsInTheLastClass(t *testing.T) {
	p := inRow(2, 31, line{0, 1, 31})
	p.all[0].Voters, p.all[1].Voters = 3, 3
	stages, err := p.regions(unlimited(), &certificate.Duals{Order: []int{0, 1}})
	require.NoError(t, err)
	least, most, any := p.errorRange(stages)
	require.True(t, any)
	require.Equal(t, []int64{0, 0}, []int64{least, most}) // nothing is rounded yet
	p.diffuse(stages, 2)
	least, most, _ = p.errorRange(stages)
	// a is two buckets and owes b a voter, who is one bucket: 3 = 2*2-1 and 3 = 2*1+1.
	require.Equal(t, []int64{-1, 1}, []int64{least, most})
}

// TestNoWayWithinTheLimit has ways left that are all longer than the limit, whose table is empty: nothing is bounded.
func TestNoWayWithinTheLimit(t *testing.T) {
	for _, voters := range []int64{0, 1} {
		p := inRow(3, 80, line{0, 1, 40}, line{1, 2, 40})
		for u := range p.all {
			p.all[u].Voters = voters
		}
		stages, err := p.regions(unlimited(), &certificate.Duals{Order: p.units})
		require.NoError(t, err)
		for i, x := range stages[2].nodes { // of all the ways, only that of all three units has no boundary
			if stages[2].sides[x.side].wi == 0 {
				stages[2].nodes[i].in = nowhere
			}
		}
		p.limit = 0
		table, err := newTable(unlimited(), p, 1, stages)
		require.NoError(t, err)
		require.True(t, table.empty(), "%d {1|voter|voters}", voters)
	}
}

// TestTooManyCells stands on either side of what is handled.
func TestTooManyCells(t *testing.T) {
	p := inRow(2, 2)
	p.all[0].Voters, p.all[1].Voters = 5, 0
	stages, err := p.regions(unlimited(), &certificate.Duals{Order: p.units})
	require.NoError(t, err)
	cells := func(n int) error {
		clock := unlimited()
		clock.most.cells = n
		_, err := newTable(clock, p, 1, stages)
		return err
	}
	// Before a there is one cell; before b there is one where a is out and one where a is in, with its five voters.
	require.NoError(t, cells(3))
	require.ErrorAs(t, cells(2), new(*Unfinished))
}
