package verify

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
)

// inRow is a puzzle of units in a row, each of one voter more than the one before, or joined by the given edges.
func inRow(units int, limit int64, edges ...line) *puzzle {
	p := &puzzle{seats: 2, upper: certificate.MaxSum, limit: limit, edges: edges}
	for u := range units {
		p.all, p.units = append(p.all, certificate.Unit{Voters: int64(u)}), append(p.units, u)
		if u > 0 && edges == nil {
			p.edges = append(p.edges, line{u - 1, u, 1})
		}
	}
	return p
}

// byChance is a puzzle of few units, with an order of them. Some border is longer than the limit by more than the
// classes of errors tell apart.
func byChance(r *rand.Rand) (*puzzle, []int) {
	n := 1 + r.IntN(6)
	long := []int64{3, 3, 60}[r.IntN(3)]
	var edges []line
	for v := range n {
		for u := range v {
			if r.IntN(3) > 0 || u == v-1 && r.IntN(2) > 0 {
				edges = append(edges, line{u, v, r.Int64N(long)})
			}
		}
	}
	p := inRow(n, r.Int64N(2*long), append([]line{}, edges...)...)
	for u := range p.all {
		p.all[u].Voters = r.Int64N(20)
	}
	p.lower, p.upper = r.Int64N(20), 5+r.Int64N(40)
	pairs := func() (all [][2]int) {
		for n > 1 && r.IntN(3) == 0 {
			two := r.Perm(n)
			all = append(all, [2]int{two[0], two[1]})
		}
		return all
	}
	p.ties, p.apart = pairs(), pairs()
	return p, r.Perm(n)
}

func unlimited() *work { return newWork(context.Background(), Settings{}) }

// turn is where a way goes on from a node: in or out of the region.
type turn struct {
	stage int
	node  int32
	in    int
}

// route is one way through a graph of regions to its end.
type route struct {
	set                       uint32
	turns                     []turn
	boundary, buckets, voters int64
	error, cost, used         int64 // used: whole classes of the boundary, by unit
}

// routes goes all ways through a graph of regions.
func routes(p *puzzle, stages []stage, unit, scale int64, pi []int64) (all []route) {
	var follow func(i int, x int32, w route)
	follow = func(i int, x int32, w route) {
		s := &stages[i]
		for in, a := range s.arcs(int(x)) {
			if a.to == nowhere {
				continue
			}
			on := w
			on.turns = append(append([]turn(nil), w.turns...), turn{i, x, in})
			on.boundary, on.buckets, on.error = w.boundary+a.w, w.buckets+a.buckets, w.error+a.e
			on.used, on.cost = w.used+a.w/unit, w.cost+scale*a.w
			if in == 1 {
				on.set |= 1 << s.unit
				on.voters += p.all[s.unit].Voters
				if pi != nil {
					on.cost -= pi[s.unit]
				}
			}
			if a.to == done {
				all = append(all, on)
			} else {
				follow(i+1, a.to, on)
			}
		}
	}
	follow(0, 0, route{})
	return all
}

// region says of a set whether it may be one, by connection and locks, with its boundary and its voters.
func (p *puzzle) region(set uint32) (may bool, boundary, voters int64) {
	reached := set & -set
	for range p.units {
		for _, l := range p.edges {
			if both := uint32(1<<l.u | 1<<l.v); set&both == both && reached&both != 0 {
				reached |= both
			}
		}
	}
	may = reached == set
	for _, l := range p.edges {
		if set>>l.u&1 != set>>l.v&1 {
			boundary += l.w
		}
	}
	for _, x := range p.ties {
		may = may && set>>x[0]&1 == set>>x[1]&1
	}
	for _, x := range p.apart {
		may = may && (set>>x[0]&1 == 0 || set>>x[1]&1 == 0)
	}
	for u := range p.all {
		voters += int64(set>>u&1) * p.all[u].Voters
	}
	return may, boundary, voters
}

// TestRegions holds graphs of regions against all sets of units. A region that is missing could be in a plan that is
// then denied; a set that is no region could make a plan of sets that are none.
func TestRegions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		p, order := byChance(r)
		stages, err := p.regions(unlimited(), &certificate.Duals{Order: order})
		require.NoError(t, err)
		met := map[uint32]bool{}
		useful := map[turn]bool{}
		for _, w := range routes(p, stages, 1, 1, nil) {
			may, boundary, _ := p.region(w.set)
			require.True(t, may, "%b of %+v", w.set, p)
			require.False(t, met[w.set], "%b twice in %+v", w.set, p)
			require.Equal(t, boundary, w.boundary, "%b of %+v", w.set, p)
			met[w.set] = true
			if boundary <= p.limit {
				for _, x := range w.turns {
					useful[x] = true
				}
			}
		}
		for set := uint32(1); set < 1<<len(p.units); set++ {
			if may, boundary, voters := p.region(set); may && boundary <= p.limit && voters <= p.upper {
				require.True(t, met[set], "%b is missing of %+v", set, p)
			}
		}
		for i := range stages {
			for x := range stages[i].nodes {
				for in, a := range stages[i].arcs(x) {
					require.Equal(t, useful[turn{i, int32(x), in}], a.to != nowhere, "stage %d, node %d of %+v", i, x, p)
				}
			}
		}
	}
}

// TestBoundaryToCome holds the bounds against all ways to go on: one too high would drop regions that are there.
func TestBoundaryToCome(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for range 2000 {
		p, order := byChance(r)
		fronts, err := p.fronts(order)
		require.NoError(t, err)
		come, err := p.boundaryToCome(unlimited(), fronts)
		require.NoError(t, err)
		at := make([]int, len(order))
		for i, v := range order {
			at[v] = i
		}
		for i, f := range fronts {
			kept := 0
			for mask := range uint32(1 << len(f.units)) {
				var held, free uint32 // of the frontier, and of the units to be decided
				for s, u := range f.units {
					held |= mask >> s & 1 << u
				}
				for _, u := range order[i:] {
					free |= 1 << u
				}
				least := int64(never)
				for set := range uint32(1 << len(order)) {
					if set&^free != held {
						continue
					}
					sum := int64(0)
					for _, l := range p.edges {
						if max(at[l.u], at[l.v]) >= i && set>>l.u&1 != set>>l.v&1 {
							sum += l.w
						}
					}
					least = min(least, sum)
				}
				if half := p.limit / 2; least > half {
					least = half + 1
				} else {
					kept++
				}
				require.Equal(t, least, come[i].at(mask), "stage %d, mask %b of %+v by %v", i, mask, p, order)
			}
			require.Len(t, come[i].masks, kept, "stage %d of %+v by %v", i, p, order)
		}
	}
}

// TestGraphIsSmall counts nodes: beginnings that can be completed in the same ways are one.
func TestGraphIsSmall(t *testing.T) {
	row := inRow(6, 2)
	ring := []line{{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {3, 4, 1}, {0, 4, 1}}
	for _, x := range []struct {
		name  string
		p     *puzzle
		nodes []int // by stage
	}{
		// All that matters of a row is whether its last unit is in.
		{"row", row, []int{1, 2, 2, 2, 2, 2}},
		// Of a ring, whether the first is in too; and where both are, whether all between them are. A part of it that was
		// left is a region, so that both out stands for nothing begun.
		{"ring", inRow(5, 2, ring...), []int{1, 2, 4, 5, 5}},
		// Every part of a ring has a boundary of 2, so that all are in or all out.
		{"ring, whole or not at all", inRow(5, 1, ring...), []int{1, 2, 2, 2, 2}},
	} {
		stages, err := x.p.regions(unlimited(), &certificate.Duals{Order: x.p.units})
		require.NoError(t, err)
		var nodes []int
		for i := range stages {
			nodes = append(nodes, len(stages[i].nodes))
			require.LessOrEqual(t, len(stages[i].sides), 1<<len(stages[i].lines), x.name)
		}
		require.Equal(t, x.nodes, nodes, x.name)
	}
}

// TestTooManyRegions stands on either side of what is handled.
func TestTooManyRegions(t *testing.T) {
	star := func(n int) *puzzle {
		var edges []line
		for u := range n - 1 {
			edges = append(edges, line{u, n - 1, 1})
		}
		return inRow(n, 1, edges...)
	}
	try := func(p *puzzle, clock *work) error {
		_, err := p.regions(clock, &certificate.Duals{Order: p.units})
		return err
	}
	unfinished := func(err error, why string) {
		t.Helper()
		require.ErrorAs(t, err, new(*Unfinished))
		require.ErrorContains(t, err, why)
	}
	_, err := star(31).fronts(star(31).units)
	require.NoError(t, err)
	unfinished(try(star(32), unlimited()), "a frontier of 31 units")
	require.NoError(t, try(star(16), unlimited()))
	unfinished(try(star(17), unlimited()), "17 units leave the frontier at once")
	many := front{units: make([]int, 17), stay: make([]bool, 18)}
	for u := range many.units {
		many.stay[u] = true // and only the last leaves
	}
	_, err = inRow(1, 1).boundaryToCome(unlimited(), []front{many})
	require.NoError(t, err)

	// A row of two has 1 and 2 nodes. Of masks there are two of a, and of nothing one, which the second of a meets: three.
	nodes := func(n int) *work {
		clock := unlimited()
		clock.most.nodes = n
		return clock
	}
	require.NoError(t, try(inRow(2, 2), nodes(3)))
	unfinished(try(inRow(2, 2), nodes(2)), "over 2 nodes")
	masks := func(n int) *work {
		clock := unlimited()
		clock.most.masks = n
		return clock
	}
	require.NoError(t, try(inRow(2, 2), masks(3)))
	unfinished(try(inRow(2, 2), masks(2)), "over 2 masks")

	fronts, err := inRow(2, 2).fronts([]int{0, 1})
	require.NoError(t, err)
	_, err = inRow(2, 2).boundaryToCome(&work{ctx: t.Context(), left: 2, most: unlimited().most}, fronts)
	unfinished(err, "more steps")
	// Each mask that is looked at and each node is a step: masks of the stages 1 and 2, nodes of 0 and 1.
	for left := range int64(3 + 3) {
		unfinished(try(inRow(2, 2), &work{ctx: t.Context(), left: left, most: unlimited().most}), "more steps")
	}
	require.NoError(t, try(inRow(2, 2), &work{ctx: t.Context(), left: 3 + 3, most: unlimited().most}))
}
