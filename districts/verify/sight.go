package verify

// byGabriel is the adjacency by which settlements are neighbours that see each other.
const byGabriel = "gabriel"

// sight tells which settlements are neighbours by seeing each other, and which units are none in spite of a common
// border; nil where lines alone decide.
type sight struct {
	in *inputs
	of map[*unit]*parted // by what they are part of; nil where nobody sees anybody
	// known is what was found of pairs.
	known map[[2]int]bool
	apart map[[2]int]bool // what the scenario parts
}

func (in *inputs) sight() *sight {
	s := &sight{in: in, known: map[[2]int]bool{}, apart: map[[2]int]bool{}}
	for _, l := range in.scenario.Unlinks {
		a, okA := in.at[l.A]
		b, okB := in.at[l.B]
		if okA && okB {
			s.apart[[2]int{min(a, b), max(a, b)}] = true
		}
	}
	if in.scenario.Adjacency != byGabriel {
		if len(s.apart) == 0 {
			return nil
		}
		return s
	}
	s.of = map[*unit]*parted{}
	for _, t := range in.parted() {
		s.of[t.whole] = t
	}
	return s
}

// decides is whether two units are settlements at places in the same unit or region. Others are neighbours by their
// lines: rests, those with areas and those of different units.
func (s *sight) decides(u, v int) bool {
	if s == nil || s.of == nil {
		return false
	}
	a, b := &s.in.units[u], &s.in.units[v]
	return a.places != nil && b.places != nil && a.of == b.of
}

// borders is whether two units with a common line are neighbours.
func (s *sight) borders(u, v int) bool {
	return !s.parts(u, v) && (!s.decides(u, v) || s.sees(u, v))
}

// parts is whether the scenario says that two units are no neighbours.
func (s *sight) parts(u, v int) bool { return s != nil && s.apart[[2]int{min(u, v), max(u, v)}] }

// whole is sight without what the scenario parts: whether a divided unit lies in several parts is a matter of its land.
func (s *sight) whole() *sight {
	if s == nil || s.of == nil {
		return nil
	}
	return &sight{in: s.in, of: s.of, known: s.known}
}

// sees is whether two settlements see each other.
func (s *sight) sees(u, v int) bool {
	pair := [2]int{min(u, v), max(u, v)}
	known, ok := s.known[pair]
	if !ok {
		known = s.look(u, v)
		s.known[pair] = known
	}
	return known
}

// look is whether places of two settlements have no third in the circle that has them at the ends of a diameter
// (K. R. Gabriel and R. R. Sokal, A new statistical approach to geographic variation analysis, Systematic Zoology 18,
// 1969, pp. 259-278, doi:10.2307/2412323). What lies on the circle, to a hundred-thousandth, is not in it.
func (s *sight) look(u, v int) bool {
	a, b := &s.in.units[u], &s.in.units[v]
	sites := s.of[a.of].sites
	for _, p := range a.places {
		for _, q := range b.places {
			from, to := p.space(), q.space()
			var middle space
			for k := range middle {
				middle[k] = (from[k] + to[k]) / 2
			}
			within := from.square(to) / 4 * (1 - 2e-5)
			free := true
			for i := 0; i < len(sites) && free; i++ {
				_, at := middle.on(sites[i].from, sites[i].to)
				free = middle.square(at) >= within
			}
			if free {
				return true
			}
		}
	}
	return false
}

// join joins those of some units that see each other across what is no part of them, as a bay, and have no common line.
func (s *sight) join(which []int, g groups) {
	if s == nil || g.count() < 2 {
		return
	}
	for i, u := range which {
		for _, v := range which[:i] {
			if s.decides(u, v) && !s.parts(u, v) && g.find(u) != g.find(v) && s.sees(u, v) {
				g.join(u, v)
			}
		}
	}
}
