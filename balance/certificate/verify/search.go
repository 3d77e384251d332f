package verify

import "slices"

// district is a connected set of units with voters within the bounds.
type district struct {
	units    []int
	boundary int64
}

// maxListed is the most districts that are listed.
const maxListed = 2_000_000

// checkLeast checks that no district left has a reduced cost below least: by the bound of the cells, or by a search
// that finds none.
func (t *table) checkLeast(clock *work, least int64) error {
	if least <= t.best[0][0][0] {
		return nil
	}
	return t.search(clock, least-1, func(d district, cost int64) error {
		return refuse("the least reduced cost is said to be %d, and units %v make a district with %d", least,
			slices.Clone(d.units), cost)
	})
}

// list lists the districts left with a reduced cost of at most most, if they are no more than there is room for.
func (t *table) list(clock *work, most int64, room int) ([]district, error) {
	var all []district
	err := t.search(clock, most, func(d district, _ int64) error {
		d.units = append([]int(nil), d.units...)
		if all = append(all, d); len(all) > room {
			return giveUp("over %d {1|district is|districts are} left; that is more than is checked", room)
		}
		return nil
	})
	return all, err
}

// search finds districts with a reduced cost of at most most, which is less than never by more than any reduced cost.
func (t *table) search(clock *work, most int64, found func(district, int64) error) error {
	var units []int
	var visit func(i int, x int32, b, cost, boundary, voters int64) error
	visit = func(i int, x int32, b, cost, boundary, voters int64) error {
		if err := clock.step(1); err != nil {
			return err
		}
		s := &t.stages[i]
		arcs, c := s.arcs(int(x)), t.cost[i][s.nodes[x].side]
		for w, a := range arcs {
			vv := voters
			if w == 1 {
				vv += t.p.all[s.unit].Voters
			}
			if cost+t.way(i, a, b, c[w]) > most || boundary+a.w > t.p.limit || vv > t.p.upper {
				continue
			}
			if w == 1 {
				units = append(units, s.unit)
			}
			var err error
			switch {
			case a.to != done:
				err = visit(i+1, a.to, b+a.buckets, cost+c[w], boundary+a.w, vv)
			case vv >= t.p.lower:
				err = found(district{units, boundary + a.w}, cost+c[w])
			}
			if w == 1 {
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
