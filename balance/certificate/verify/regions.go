package verify

import (
	"slices"

	"github.com/okrug/okrug/balance/certificate"
)

// stage decides about one unit of the order, for all regions at once: every node stands for the beginnings of regions
// that can be completed in the same ways.
type stage struct {
	*front
	unit  int
	nodes []node
	sides []side
}

// node has two arcs: its unit stays out of the region, or goes in. They lead to a node of the next stage, or to done,
// or nowhere.
type node struct {
	out, in int32
	side    int32 // in stage.sides
}

// side is a way in which what the unit touches in the frontier is in or out.
type side struct {
	in      []bool // by front.lines
	wo, wi  int64  // boundary that the unit adds when it stays out, goes in
	eo, ei  int64  // likewise, what it adds to voters minus delta times buckets
	buckets int64  // of the unit
}

const (
	nowhere int32 = -1
	done    int32 = -2 // the region is complete; all further units are out
)

// front is a frontier: the units decided that an undecided one touches or is locked to.
type front struct {
	units []int
	// What the stage's unit touches in the frontier, as places in units.
	lines []line // u is a place
	ties  []int
	apart []int
	// stay tells which places, with the stage's unit as the last, belong to the next frontier.
	stay []bool
}

// The largest frontier that is handled, and the most places that may leave it at once; the most nodes and masks.
const (
	maxPlaces  = 30
	maxLeaving = 16
	maxNodes   = 40_000_000
	maxMasks   = maxNodes / 2
)

func (p *puzzle) fronts(order []int) ([]front, error) {
	at := make(map[int]int)
	for i, v := range order {
		at[v] = i
	}
	last := make(map[int]int) // stage after which a unit leaves the frontier, if that is after its own
	meet := func(u, v int) {
		last[u], last[v] = max(last[u], at[v]), max(last[v], at[u])
	}
	for _, l := range p.edges {
		meet(l.u, l.v)
	}
	for _, pair := range append(slices.Clone(p.ties), p.apart...) {
		meet(pair[0], pair[1])
	}
	lines, ties, apart := make(map[int][]line), make(map[int][]int), make(map[int][]int) // of each unit
	for _, l := range p.edges {
		lines[l.u], lines[l.v] = append(lines[l.u], l), append(lines[l.v], line{l.v, l.u, l.w})
	}
	both := func(of map[int][]int, pairs [][2]int) {
		for _, pair := range pairs {
			of[pair[0]], of[pair[1]] = append(of[pair[0]], pair[1]), append(of[pair[1]], pair[0])
		}
	}
	both(ties, p.ties)
	both(apart, p.apart)
	fs := make([]front, len(order))
	var units []int
	for i, v := range order {
		f := &fs[i]
		f.units = units
		place := func(u int) int { return slices.Index(units, u) }
		for _, l := range lines[v] {
			if s := place(l.v); s >= 0 {
				f.lines = append(f.lines, line{s, l.v, l.w})
			}
		}
		for _, u := range ties[v] {
			if s := place(u); s >= 0 {
				f.ties = append(f.ties, s)
			}
		}
		for _, u := range apart[v] {
			if s := place(u); s >= 0 {
				f.apart = append(f.apart, s)
			}
		}
		var next []int
		for _, u := range append(slices.Clone(units), v) {
			f.stay = append(f.stay, last[u] > i)
			if last[u] > i {
				next = append(next, u)
			}
		}
		if units = next; len(units) > maxPlaces {
			return nil, giveUp("the order needs a frontier of %d {1|unit|units}; %d is the most that is checked", len(units),
				maxPlaces)
		}
	}
	return fs, nil
}

// regions builds the graph of the connected sets with at most the limit on their boundary and at most upper voters.
func (p *puzzle) regions(clock *work, d *certificate.Duals) ([]stage, error) {
	fronts, err := p.fronts(d.Order)
	if err != nil {
		return nil, err
	}
	come, err := p.boundaryToCome(clock, fronts)
	if err != nil {
		return nil, err
	}
	stages := make([]stage, len(d.Order))
	// A state is a string: for each place of the frontier 0 for out or the number of the part of the region that it
	// belongs to.
	states, least, voters := []string{""}, []int64{0}, []int64{0}
	count := 0
	behind := make([][]int64, len(stages)) // least boundary behind each node
	for i, v := range d.Order {
		if count += len(states); count > clock.most.nodes {
			return nil, giveUp("the graph of regions has over %d {1|node|nodes}; that is more than is checked",
				clock.most.nodes)
		}
		s := &stages[i]
		s.front, s.unit, s.nodes = &fronts[i], v, make([]node, len(states))
		behind[i] = least
		sides := make(map[string]int32)
		next := make(map[string]int32)
		var nextStates []string
		var nextLeast, nextVoters []int64
		follow := func(parts []byte, cost, have int64) int32 {
			key, in, to := s.advance(parts)
			if to != 0 {
				return to
			}
			if i+1 == len(stages) || have > p.upper || cost+come[i+1].at(in) > p.limit {
				return nowhere
			}
			x, ok := next[key]
			if !ok {
				x = int32(len(nextStates))
				next[key] = x
				nextStates = append(nextStates, key)
				nextLeast, nextVoters = append(nextLeast, cost), append(nextVoters, have)
			}
			nextLeast[x], nextVoters[x] = min(nextLeast[x], cost), min(nextVoters[x], have)
			return x
		}
		for x, state := range states {
			if err := clock.step(1); err != nil {
				return nil, err
			}
			n := node{nowhere, nowhere, s.look(state, sides)}
			mayOut, mayIn := s.locks(state)
			if mayOut {
				n.out = follow(append([]byte(state), 0), least[x]+s.sides[n.side].wo, voters[x])
			}
			if mayIn {
				n.in = follow(s.join(state), least[x]+s.sides[n.side].wi, voters[x]+p.all[v].Voters)
			}
			s.nodes[x] = n
		}
		states, least, voters = nextStates, nextLeast, nextVoters
	}
	p.prune(stages, behind)
	return stages, nil
}

// look numbers the side of a state; known are those met before.
func (s *stage) look(state string, known map[string]int32) int32 {
	x := side{in: make([]bool, len(s.lines))}
	key := make([]byte, len(s.lines))
	for j, l := range s.lines {
		if state[l.u] != 0 {
			x.in[j], key[j] = true, 1
			x.wo += l.w
		} else {
			x.wi += l.w
		}
	}
	k, ok := known[string(key)]
	if !ok {
		k = int32(len(s.sides))
		known[string(key)] = k
		s.sides = append(s.sides, x)
	}
	return k
}

// locks tells whether the stage's unit may stay out and go in.
func (f *front) locks(state string) (out, in bool) {
	out, in = true, true
	for _, s := range f.ties {
		out, in = out && state[s] == 0, in && state[s] != 0
	}
	for _, s := range f.apart {
		in = in && state[s] == 0
	}
	return out, in
}

// join puts the stage's unit in, which makes one part of all that it touches.
func (f *front) join(state string) []byte {
	const mine = 255
	parts := append([]byte(state), mine)
	for _, l := range f.lines {
		if old := parts[l.u]; old != 0 && old != mine {
			for s, c := range parts {
				if c == old {
					parts[s] = mine
				}
			}
		}
	}
	return parts
}

// advance passes to the next frontier. It returns its state, with parts numbered as they appear, and the mask of places
// that are in; or, where a part leaves the frontier, that the region is done if there is no other, and leads nowhere
// otherwise.
func (f *front) advance(parts []byte) (key string, in uint32, to int32) {
	var number [256]byte
	var used byte
	next := make([]byte, 0, len(parts))
	for s, c := range parts {
		if !f.stay[s] {
			continue
		}
		if c != 0 {
			if number[c] == 0 {
				used++
				number[c] = used
			}
			in |= 1 << len(next)
		}
		next = append(next, number[c])
	}
	ended := 0
	for _, c := range parts {
		if c != 0 && number[c] == 0 {
			number[c] = 255
			ended++
		}
	}
	switch {
	case ended == 1 && used == 0:
		to = done
	case ended > 0:
		to = nowhere
	}
	return string(next), in, to
}

// prune removes arcs on no region with at most the limit on its boundary.
func (p *puzzle) prune(stages []stage, behind [][]int64) {
	var ahead []int64
	for i := len(stages) - 1; i >= 0; i-- {
		s := &stages[i]
		here := make([]int64, len(s.nodes))
		for x := range here {
			here[x] = never
			n := &s.nodes[x]
			check := func(to *int32, w int64) {
				if *to >= 0 {
					w += ahead[*to]
				}
				if *to == nowhere || behind[i][x]+w > p.limit {
					*to = nowhere
					return
				}
				here[x] = min(here[x], w)
			}
			check(&n.out, s.sides[n.side].wo)
			check(&n.in, s.sides[n.side].wi)
		}
		ahead = here
	}
}

// bounds are lower bounds by mask, sorted; masks that are missing have at least rest.
type bounds struct {
	masks []uint32
	least []int64
	rest  int64
}

func (b *bounds) at(mask uint32) int64 {
	if i, ok := slices.BinarySearch(b.masks, mask); ok {
		return b.least[i]
	}
	return b.rest
}

// boundaryToCome bounds the boundary still to come from below, by which units of each frontier are in, without regard
// to connection. Only values up to half the limit are kept: every region has no more than half before or after any
// stage.
func (p *puzzle) boundaryToCome(clock *work, fronts []front) ([]bounds, error) {
	half := p.limit / 2
	come := make([]bounds, len(fronts)+1)
	come[len(fronts)] = bounds{masks: make([]uint32, 1), least: make([]int64, 1)} // no place, no boundary
	total := 0
	for i := len(fronts) - 1; i >= 0; i-- {
		f := &fronts[i]
		own := len(f.units)
		least := make(map[uint32]int64)
		leaving := 0
		for _, stays := range f.stay {
			if !stays {
				leaving++
			}
		}
		if leaving > maxLeaving {
			return nil, giveUp("%d {1|unit leaves|units leave} the frontier at once; that is more than is checked", leaving)
		}
		for j, mask := range come[i+1].masks {
			if total+len(least) > clock.most.masks {
				return nil, giveUp("the table of boundaries has over %d masks; that is more than is checked", clock.most.masks)
			}
			if err := clock.step(1); err != nil {
				return nil, err
			}
			// Put back the places that left, in every way.
			fulls := []uint32{0}
			b := 0
			for s, stays := range f.stay {
				if stays {
					if mask>>b&1 != 0 {
						for x := range fulls {
							fulls[x] |= 1 << s
						}
					}
					b++
					continue
				}
				for _, full := range fulls {
					fulls = append(fulls, full|1<<s)
				}
			}
			for _, full := range fulls {
				w := come[i+1].least[j]
				for _, l := range f.lines {
					if full>>l.u&1 != full>>own&1 {
						w += l.w
					}
				}
				if w > half {
					continue
				}
				m := full &^ (1 << own)
				if old, ok := least[m]; !ok || w < old {
					least[m] = w
				}
			}
		}
		come[i].rest = half + 1
		for m := range least {
			come[i].masks = append(come[i].masks, m)
		}
		slices.Sort(come[i].masks)
		for _, m := range come[i].masks {
			come[i].least = append(come[i].least, least[m])
		}
		total += len(least)
	}
	return come, nil
}
