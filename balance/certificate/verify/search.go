package verify

// district is a connected set of units with voters within the bounds.
type district struct {
	units    []int
	boundary int64
}

// maxListed is the most districts that are listed.
const maxListed = 2_000_000

// checkLeast checks that no district left has a reduced cost below least: by the bound of the cells, or by a search that
// finds none.
func (t *table) checkLeast(clock *work, least int64) error {
	if least <= t.best[0][0][0] {
		return nil
	}
	return t.search(clock, least-1, func(d district, cost int64) error {
		return refuse("the least reduced cost is said to be %d, and units %v make a district with %d", least, d.units, cost)
	})
}

// list lists the districts left with a reduced cost of at most most.
func (t *table) list(clock *work, most int64) ([]district, error) {
	var all []district
	err := t.search(clock, most, func(d district, _ int64) error {
		d.units = append([]int(nil), d.units...)
		if all = append(all, d); len(all) > maxListed {
			return giveUp("over %d districts are left; that is more than is checked", maxListed)
		}
		return nil
	})
	return all, err
}

// search finds districts with a reduced cost of at most most.
func (t *table) search(clock *work, most int64, found func(district, int64) error) error {
	if t.empty() {
		return nil
	}
	var units []int
	var visit func(i int, x int32, b, cost, boundary, voters int64) error
	visit = func(i int, x int32, b, cost, boundary, voters int64) error {
		if err := clock.step(1); err != nil {
			return err
		}
		s := &t.stages[i]
		arcs, c := s.arcs(int(x)), t.cost[i][s.nodes[x].side]
		bound := [2]int64{t.way(i, arcs[0], b, c[0]), t.way(i, arcs[1], b, c[1])}
		for turn := range 2 {
			goIn := (bound[1] < bound[0]) == (turn == 0)
			w, vv := 0, voters
			if goIn {
				w, vv = 1, voters+t.p.all[s.unit].Voters
			}
			a := arcs[w]
			if bound[w] > never/2 || cost+bound[w] > most || boundary+a.w > t.p.limit || vv > t.p.upper {
				continue
			}
			if goIn {
				units = append(units, s.unit)
			}
			var err error
			switch {
			case a.to != done:
				err = visit(i+1, a.to, b+a.buckets, cost+c[w], boundary+a.w, vv)
			case vv >= t.p.lower:
				err = found(district{units, boundary + a.w}, cost+c[w])
			}
			if goIn {
				units = units[:len(units)-1]
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	return visit(0, 0, 0, 0, 0, 0)
}
