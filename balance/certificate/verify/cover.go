package verify

import (
	"context"
	"math/big"
)

// cover refuses if some of the districts make a plan of at most the limit: as many as there are seats, every unit once.
func (p *puzzle) cover(ctx context.Context, list []district, scale int64, pi []int64, least int64) error {
	place := make(map[int]int)
	for i, v := range p.units {
		place[v] = i
	}
	c := &coverSearch{ctx: ctx, p: p, least: least, budget: 2*scale*p.limit - p.sum(pi)}
	for _, d := range list {
		set := new(big.Int)
		cost := scale * d.boundary
		for _, v := range d.units {
			set.SetBit(set, place[v], 1)
			cost -= pi[v]
		}
		c.sets, c.costs = append(c.sets, set), append(c.costs, cost)
	}
	c.byKey = make(map[string]int64)
	for i, set := range c.sets {
		c.byKey[string(set.Bytes())] = c.costs[i]
	}
	all := make([]int, len(list))
	for i := range all {
		all[i] = i
	}
	rest := new(big.Int).Lsh(big.NewInt(1), uint(len(p.units)))
	return c.search(all, p.seats, rest.Sub(rest, big.NewInt(1)), 0)
}

type coverSearch struct {
	ctx    context.Context
	p      *puzzle
	sets   []*big.Int
	costs  []int64          // reduced
	byKey  map[string]int64 // cost by set
	least  int64
	budget int64 // the most that the districts of a plan may cost together
	steps  int
}

// search divides the rest into left districts out of ids, all of them within the rest, for spent so far.
func (c *coverSearch) search(ids []int, left int, rest *big.Int, spent int64) error {
	if c.steps++; c.steps > maxSteps {
		return refuse("the search for a plan takes over %d steps; that is more than is done", maxSteps)
	}
	if c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	if left == 1 {
		if cost, ok := c.byKey[string(rest.Bytes())]; ok && spent+cost <= c.budget {
			return refuse("there is a plan within the limit %d, made of districts that the duals leave", c.p.limit)
		}
		return nil
	}
	// Branch on the unit that fewest districts hold.
	count := make([]int, rest.BitLen())
	for _, id := range ids {
		for b := range count {
			count[b] += int(c.sets[id].Bit(b))
		}
	}
	pick := -1
	for b, n := range count {
		if rest.Bit(b) != 0 && (pick < 0 || n < count[pick]) {
			pick = b
		}
	}
	if pick < 0 {
		return nil
	}
	for _, id := range ids {
		if c.sets[id].Bit(pick) == 0 || spent+c.costs[id]+int64(left-1)*c.least > c.budget {
			continue
		}
		var fit []int
		var both big.Int
		if left > 2 {
			for _, j := range ids {
				if both.And(c.sets[id], c.sets[j]).Sign() == 0 && spent+c.costs[id]+c.costs[j]+int64(left-2)*c.least <= c.budget {
					fit = append(fit, j)
				}
			}
		}
		if err := c.search(fit, left-1, new(big.Int).AndNot(rest, c.sets[id]), spent+c.costs[id]); err != nil {
			return err
		}
	}
	return nil
}
