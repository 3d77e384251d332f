package verify

import "encoding/binary"

// cover refuses if some of the districts make a plan of at most the limit: as many as there are seats, every unit once,
// with reduced costs of at most budget together, when none costs less than least.
func (p *puzzle) cover(clock *work, ls []*listed, least, budget int64) error {
	c := &coverSearch{clock: clock, p: p, least: least, budget: budget, bySet: make(map[string]int64)}
	for _, l := range ls {
		c.bySet[key(l.set)] = l.cost
	}
	rest := newBitset(len(p.units))
	for i := range p.units {
		rest.add(i)
	}
	return c.search(ls, p.seats, rest, 0)
}

type coverSearch struct {
	clock         *work
	p             *puzzle
	bySet         map[string]int64
	least, budget int64
}

// search divides the rest into left districts out of ls, all of them within the rest, for spent so far.
func (c *coverSearch) search(ls []*listed, left int, rest bitset, spent int64) error {
	if err := c.clock.step(1 + len(ls)); err != nil {
		return err
	}
	if left == 1 {
		if cost, ok := c.bySet[key(rest)]; ok && spent+cost <= c.budget {
			return refuse("there is a plan within the limit %d, made of districts that the duals leave", c.p.limit)
		}
		return nil
	}
	// Branch on the unit that fewest districts hold.
	pick := -1
	var fewest int
	for i := range c.p.units {
		if !rest.has(i) {
			continue
		}
		var n int
		for _, l := range ls {
			if l.set.has(i) {
				n++
			}
		}
		if pick < 0 || n < fewest {
			pick, fewest = i, n
		}
	}
	for _, l := range ls {
		if !l.set.has(pick) || spent+l.cost+int64(left-1)*c.least > c.budget {
			continue
		}
		var fit []*listed
		if left > 2 {
			for _, o := range ls {
				if o.set.disjoint(l.set) && spent+l.cost+o.cost+int64(left-2)*c.least <= c.budget {
					fit = append(fit, o)
				}
			}
		}
		free := make(bitset, len(rest))
		for i := range free {
			free[i] = rest[i] &^ l.set[i]
		}
		if err := c.search(fit, left-1, free, spent+l.cost); err != nil {
			return err
		}
	}
	return nil
}

// key makes a set usable as the key of a map.
func key(b bitset) string {
	var k []byte
	for _, w := range b {
		k = binary.LittleEndian.AppendUint64(k, w)
	}
	return string(k)
}
