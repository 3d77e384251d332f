package verify

import (
	"cmp"
	"slices"
	"sort"

	"github.com/okrug/okrug/balance/certificate"
)

// listed is a district of the list: its units as a set of bits by place in puzzle.units, and its reduced cost.
type listed struct {
	district
	set  bitset
	cost int64
}

type bitset []uint64

const wordBits = 64

// newBitset is an empty set of numbers up to n.
func newBitset(n int) bitset { return make(bitset, n/wordBits+1) }

func (b bitset) add(i int)      { b[i/wordBits] |= 1 << (i % wordBits) }
func (b bitset) has(i int) bool { return b[i/wordBits]>>(i%wordBits)&1 != 0 }

func (b bitset) disjoint(c bitset) bool {
	for i := range b {
		if b[i]&c[i] != 0 {
			return false
		}
	}
	return true
}

// longList is so many districts that what they leave is looked at only where it is cheap.
const longList = 50_000

// refuteList drops districts that are in no plan of at most the limit, and refuses if the others make one.
func (p *puzzle) refuteList(clock *work, list []district, d *certificate.Duals, least int64) error {
	place := make(map[int]int)
	for i, v := range p.units {
		place[v] = i
	}
	next := make([][]int, len(p.units)) // neighbours by place
	for _, l := range p.edges {
		a, b := place[l.u], place[l.v]
		next[a], next[b] = append(next[a], b), append(next[b], a)
	}
	var ls []*listed
	var err error
	for _, x := range list {
		if err := clock.step(1 + len(p.units)); err != nil {
			return err
		}
		l := &listed{district: x, set: newBitset(len(p.units))}
		for _, v := range x.units {
			l.set.add(place[v])
		}
		if p.divisible(next, l.set) {
			ls = append(ls, l)
		}
	}
	pi := d.Steps[len(d.Steps)-1].Pi
	p.cost(ls, d.Scale, pi)
	budget := 2*d.Scale*p.limit - p.sum(pi) // of all districts of a plan
	// A long list is thinned when its own duals have shortened it.
	if len(ls) < longList || len(d.ListPi) == 0 {
		if ls, err = p.support(clock, ls, budget-int64(p.seats-2)*least); err != nil {
			return err
		}
	}
	for _, pi = range d.ListPi {
		if len(ls) == 0 {
			return nil
		}
		p.cost(ls, d.Scale, pi)
		if least = slices.MinFunc(ls, byCost).cost; !p.costFits(least) {
			return refuse("the least reduced cost %d of the list is out of range", least)
		}
		budget = 2*d.Scale*p.limit - p.sum(pi)
		most := budget - int64(p.seats-1)*least
		ls = slices.DeleteFunc(ls, func(l *listed) bool { return l.cost > most })
		if ls, err = p.support(clock, ls, budget-int64(p.seats-2)*least); err != nil {
			return err
		}
	}
	return p.cover(clock, ls, least, budget)
}

func byCost(a, b *listed) int { return cmp.Compare(a.cost, b.cost) }

// cost computes reduced costs.
func (p *puzzle) cost(ls []*listed, scale int64, pi []int64) {
	for _, l := range ls {
		l.cost = scale * l.boundary
		for _, v := range l.units {
			l.cost -= pi[v]
		}
	}
}

// divisible tells whether what a district leaves could be divided, going by the voters of its connected parts.
func (p *puzzle) divisible(next [][]int, set bitset) bool {
	seen := slices.Clone(set)
	most := 0
	for s := range p.units {
		if seen.has(s) {
			continue
		}
		var voters int64
		part := []int{s}
		seen.add(s)
		for i := 0; i < len(part); i++ {
			voters += p.all[p.units[part[i]]].Voters
			for _, w := range next[part[i]] {
				if !seen.has(w) {
					seen.add(w)
					part = append(part, w)
				}
			}
		}
		fit := 0
		for j := 1; j < p.seats && j <= len(part); j++ {
			if certificate.Shares(voters, j, p.lower, p.upper) {
				fit = j
			}
		}
		if fit == 0 {
			return false
		}
		most += fit
	}
	return most >= p.seats-1
}

// support drops districts beside which some unit would be in no district: none of the list that holds it is disjoint
// and costs, together with the first, at most pair. It goes on until none is dropped.
func (p *puzzle) support(clock *work, ls []*listed, pair int64) ([]*listed, error) {
	if p.seats < 3 {
		return ls, nil
	}
	for {
		slices.SortStableFunc(ls, byCost)
		with := make([][]*listed, len(p.units))
		for _, l := range ls {
			for i := range p.units {
				if l.set.has(i) {
					with[i] = append(with[i], l)
				}
			}
		}
		rarest := make([]int, len(p.units)) // units in the fewest districts first, for there a district fails soonest
		for i := range rarest {
			rarest[i] = i
		}
		slices.SortStableFunc(rarest, func(a, b int) int { return len(with[a]) - len(with[b]) })
		looked := 0
		good := func(l *listed) bool {
			for _, i := range rarest {
				if l.set.has(i) {
					continue
				}
				if !slices.ContainsFunc(with[i][:reach(with[i], pair-l.cost)], func(o *listed) bool {
					looked++
					return o.set.disjoint(l.set)
				}) {
					return false
				}
			}
			return true
		}
		var left []*listed
		for _, l := range ls {
			if err := clock.step(looked + 1); err != nil {
				return nil, err
			}
			if looked = 0; good(l) {
				left = append(left, l)
			}
		}
		if len(left) == len(ls) {
			return ls, nil
		}
		ls = left
	}
}

// reach is how many of a list in order of cost cost at most most.
func reach(ls []*listed, most int64) int {
	return sort.Search(len(ls), func(i int) bool { return ls[i].cost > most })
}
