package verify

import (
	"context"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
)

// needs runs a check that takes so many steps, no less and no more, and returns what it says.
func needs(t *testing.T, steps int64, run func(clock *work) error) error {
	t.Helper()
	require.ErrorAs(t, run(&work{ctx: t.Context(), left: steps - 1}), new(*Unfinished))
	err := run(&work{ctx: t.Context(), left: steps})
	if err != nil {
		require.ErrorAs(t, err, new(*Refusal))
	}
	return err
}

// stops cancels a check of so many steps at each of them: whatever it had found by then, it must not accept.
func stops(t *testing.T, steps int64, run func(clock *work) error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for n := range steps {
		require.ErrorIs(t, run(&work{ctx: ctx, left: steps, seen: 1<<14 - 1 - n}), context.Canceled, "at %d", n)
	}
}

// of is a district of the list among so many units.
func of(all int, cost int64, units ...int) *listed {
	l := &listed{district: district{units: units}, set: newBitset(all), cost: cost}
	for _, u := range units {
		l.set.add(u)
	}
	return l
}

// bitsOf are the units of a district of few.
func bitsOf(l *listed) (set uint32) {
	for _, u := range l.units {
		set |= 1 << u
	}
	return set
}

// listByChance has different districts, one in no order.
func listByChance(r *rand.Rand, units int) (ls []*listed) {
	for _, x := range r.Perm(1<<units - 1)[:r.IntN(min(12, 1<<units))] {
		var set []int
		for u := range units {
			if (x+1)>>u&1 != 0 {
				set = append(set, u)
			}
		}
		ls = append(ls, of(units, r.Int64N(12)-2, set...))
	}
	return ls
}

// TestBitsets has more units than a word has bits: a unit that is lost could be in two districts, or in none.
func TestBitsets(t *testing.T) {
	const n = 130
	all := newBitset(n)
	require.Len(t, all, 3) // words
	for i := range n {
		b := newBitset(n)
		b.add(i)
		for j := range n {
			c := newBitset(n)
			c.add(j)
			require.Equal(t, i == j, b.has(j))
			require.Equal(t, i != j, b.disjoint(c))
		}
		require.True(t, all.disjoint(b))
		all.add(i)
		require.False(t, all.disjoint(b))
	}
}

// TestDivisible holds what is left of a district against the definition: each connected part is one district or more by
// its voters, and all together are as many as are wanted. One that could be left so and is dropped may be in a plan.
func TestDivisible(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	said := map[bool]int{}
	for range 5000 {
		p, _ := byChance(r)
		p.seats, p.lower = 1+r.IntN(4), r.Int64N(12)
		p.upper = p.lower + r.Int64N(12)
		p.ties, p.apart = nil, nil
		next := make([][]int, len(p.units))
		for _, l := range p.edges {
			next[l.u], next[l.v] = append(next[l.u], l.v), append(next[l.v], l.u)
		}
		var units []int
		for u := range p.units {
			if r.IntN(2) == 0 {
				units = append(units, u)
			}
		}
		l := of(len(p.units), 0, units...)
		rest := uint32(1<<len(p.units)-1) &^ bitsOf(l)
		want, most := true, 0
		for set := rest; set > 0; set = (set - 1) & rest {
			connected, _, voters := p.region(set)
			for _, e := range p.edges { // a whole part: nothing of the rest touches it
				both := uint32(1<<e.u | 1<<e.v)
				connected = connected && (rest&both != both || set&both == 0 || set&both == both)
			}
			if !connected {
				continue
			}
			fit := 0
			for k := 1; k < p.seats && k <= bits.OnesCount32(set); k++ {
				if n := int64(k); n*p.lower <= voters && voters <= n*p.upper {
					fit = k
				}
			}
			want, most = want && fit > 0, most+fit
		}
		want = want && most >= p.seats-1
		require.Equal(t, want, p.divisible(next, l.set), "%b of %+v", rest, p)
		said[want]++
	}
	require.Greater(t, said[true], 500)
	require.Greater(t, said[false], 500)
}

// TestSupport holds lists against the definition: a district stays if every other unit is in one that stays, is
// disjoint from it and is not too dear beside it.
func TestSupport(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	dropped := 0
	for range 5000 {
		p := inRow(1+r.IntN(4), 0)
		p.seats = 3 + r.IntN(2)
		ls, pair := listByChance(r, len(p.units)), r.Int64N(12)
		want := map[uint32]int64{}
		for _, l := range ls {
			want[bitsOf(l)] = l.cost
		}
		for before := -1; before != len(want); {
			before = len(want)
			for set, cost := range want {
				beside := set
				for other, price := range want {
					if other&set == 0 && cost+price <= pair {
						beside |= other
					}
				}
				if beside != 1<<len(p.units)-1 {
					delete(want, set)
				}
			}
		}
		dropped += len(ls) - len(want)
		left, err := p.support(unlimited(), ls, pair)
		require.NoError(t, err)
		got := map[uint32]int64{}
		for _, l := range left {
			got[bitsOf(l)] = l.cost
		}
		require.Equal(t, want, got)
	}
	require.Greater(t, dropped, 500)
}

// TestSupportSteps counts looks at districts: with two seats none, for the search looks the other one up; else at units
// in the fewest districts first.
func TestSupportSteps(t *testing.T) {
	p := inRow(3, 0)
	support := func(seats int, ls ...*listed) func(clock *work) error {
		return func(clock *work) error {
			p.seats = seats
			_, err := p.support(clock, ls, 0)
			return err
		}
	}
	a, b, c := of(3, 0, 0), of(3, 0, 1), of(3, 0, 2)
	require.NoError(t, support(2, a, b)(&work{ctx: t.Context()}))
	// Nothing holds c, and so one step each will do; then none is left.
	require.NoError(t, needs(t, 2, support(3, a, b)))
	// Each looks at the two others. A step more is each one's own; what the last looked at costs nothing.
	require.NoError(t, needs(t, 1+3+3, support(3, a, b, c)))
	stops(t, 1+3+3, support(3, a, b, c))
}

// TestRefuteList counts the steps of small lists, and cancels them at each.
func TestRefuteList(t *testing.T) {
	row := func(units, seats int, lower, upper, limit int64) *puzzle {
		p := inRow(units, limit)
		for u := range p.all {
			p.all[u].Voters = 1
		}
		p.seats, p.lower, p.upper = seats, lower, upper
		return p
	}
	for _, x := range []struct {
		name   string
		p      *puzzle
		listPi [][]int64
		list   []district
		steps  int64
		why    string
	}{
		// Of the rest, c has too few voters: 4 steps to see that, and one to search in nothing.
		{"a rest that is no district", row(3, 2, 2, 2, 2), nil, []district{{[]int{0, 1}, 1}}, 4 + 1, ""},
		// The costs are 0 for a and 6 for b by the list's own duals, and 4 are all there is: b goes before the search, which
		// finds nothing that holds it.
		{"a district that is too dear", row(2, 2, 1, 1, 0), [][]int64{{1, -5}}, []district{{[]int{0}, 1}, {[]int{1}, 1}},
			2*3 + 2, ""},
		// With a and b alone nobody holds c: support leaves nothing, and the duals have nothing to price.
		{"nothing left to price", row(3, 3, 1, 1, 2), [][]int64{{0, 0, 0}}, []district{{[]int{0}, 1}, {[]int{1}, 2}},
			2*4 + 2, ""},
		// Support looks at all three, once without the list's own duals and once with them; the search takes a, b and c.
		{"a plan", row(3, 3, 1, 1, 2), nil, []district{{[]int{0}, 1}, {[]int{1}, 2}, {[]int{2}, 1}},
			3*4 + 7 + 4 + 3 + 1, "there is a plan"},
		{"a plan by duals of its own", row(3, 3, 1, 1, 2), [][]int64{{0, 0, 0}},
			[]district{{[]int{0}, 1}, {[]int{1}, 2}, {[]int{2}, 1}}, 3*4 + 7 + 7 + 4 + 3 + 1, "there is a plan"},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := &certificate.Duals{Scale: 1, Steps: []certificate.Step{{Pi: make([]int64, len(x.p.all))}}, ListPi: x.listPi}
			run := func(clock *work) error { return x.p.refuteList(clock, x.list, d, 0) }
			if err := needs(t, x.steps, run); x.why != "" {
				require.ErrorContains(t, err, x.why)
			} else {
				require.NoError(t, err)
			}
			stops(t, x.steps, run)
		})
	}
}

// TestLeastOfTheList has duals of the list that make a district dearer than is checked, where sums could overflow.
func TestLeastOfTheList(t *testing.T) {
	p := inRow(2, 1)
	p.seats = 2
	try := func(pi int64) error {
		d := &certificate.Duals{Scale: 1, Steps: []certificate.Step{{Pi: []int64{0, 0}}}, ListPi: [][]int64{{pi, 0}}}
		return p.refuteList(unlimited(), []district{{[]int{0}, 1}, {[]int{1}, 1}}, d, 0)
	}
	const most = certificate.MaxDuals / 2 // for two districts
	require.ErrorContains(t, try(most+1), "there is a plan")
	require.ErrorContains(t, try(most+2), "is out of range")
}

// TestLongList has more districts than are looked through before their own duals have shortened the list.
func TestLongList(t *testing.T) {
	p := inRow(3, 2)
	p.seats, p.lower, p.upper = 3, 1, 1
	for u := range p.all {
		p.all[u].Voters = 1
	}
	dear := &certificate.Duals{Scale: 1, Steps: []certificate.Step{{Pi: []int64{0, 0, 0}}},
		ListPi: [][]int64{{-100, 0, 0}}}
	alone := func(n int) func(clock *work) error { // all of them a
		list := slices.Repeat([]district{{[]int{0}, 1}}, n)
		return func(clock *work) error { return p.refuteList(clock, list, dear, 0) }
	}
	// Each is looked at once, and by the list's own duals all are too dear, or nothing holds b.
	require.NoError(t, needs(t, 4*longList+1, alone(longList)))
	require.NoError(t, needs(t, 5*(longList-1), alone(longList-1)))

	// Without duals of the list there is nothing to wait for: of a, bc and cd, where bc and cd are in each other's way,
	// each is looked at with three looks at most, and the search would follow a through each of the others.
	p = inRow(4, 3)
	p.seats, p.lower, p.upper = 3, 1, 2
	for u := range p.all {
		p.all[u].Voters = 1
	}
	const few = 6
	list := slices.Concat(slices.Repeat([]district{{[]int{0}, 1}}, longList),
		slices.Repeat([]district{{[]int{1, 2}, 2}}, few), slices.Repeat([]district{{[]int{2, 3}, 1}}, few))
	plain := &certificate.Duals{Scale: 1, Steps: []certificate.Step{{Pi: make([]int64, 4)}}}
	clock := &work{ctx: t.Context(), left: (5 + 5) * (longList + 50)}
	require.NoError(t, p.refuteList(clock, list, plain, 0))
}
