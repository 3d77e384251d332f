package exact

import (
	"context"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// cover looks for the plan of least value among those made of the given columns: k of them that contain each node once.
// Branching on the node with the fewest columns left, it passes over choices whose reduced costs exceed what a plan of
// at most limit leaves.
//
// Every plan has exactly one column with the node that is branched on, so the branches miss no plan and meet none
// twice. Columns that overlap a chosen one are dropped from the list that is handed down, so all that is left fits what
// is chosen. Lists of columns are lists of their indexes; reduced has their costs.
type cover struct {
	ctx     context.Context
	m       *model
	d       *duals
	columns []*column
	reduced []int64
	least   int64 // of reduced
	sum     int64 // of the duals
	limit   int64
	best    []*column
	chosen  []int
	byNodes map[uint64][]int // columns by hash, to find the last district at once
	steps   int
	most    int // steps
	budget  *steps
}

// findCover returns a plan of least value among those of at most limit, or nil where there is none. After more than
// steps search nodes it gives up with a MemoryError, and at the deadline with the context's error; what it returns is
// then no proof. So it does when the budget is used up. The columns are not changed, and the plan shares them.
func findCover(ctx context.Context, m *model, d *duals, columns []*column, limit int64, most int, budget *steps) (
	[]*column, error,
) {
	c := newCover(ctx, m, d, columns, limit, most)
	c.budget = budget
	err := c.search(c.all(), m.k, newSet(m.n()), 0, 0)
	return c.best, err
}

func newCover(ctx context.Context, m *model, d *duals, columns []*column, limit int64, steps int) *cover {
	c := &cover{ctx: ctx, m: m, d: d, columns: columns, limit: limit, sum: d.sum(), most: steps}
	c.byNodes = make(map[uint64][]int, len(columns))
	for i, col := range columns {
		c.reduced = append(c.reduced, col.reduced(d))
		h := col.nodes.hash()
		c.byNodes[h] = append(c.byNodes[h], i)
	}
	if len(columns) > 0 {
		c.least = slices.Min(c.reduced)
	}
	return c
}

// all are the indexes of the columns, cheapest first. Equal costs are ordered by nodes, so that the search does not
// depend on the order in which the list was made.
func (c *cover) all() []int {
	ids := make([]int, len(c.columns))
	for i := range ids {
		ids[i] = i
	}
	slices.SortStableFunc(ids, func(a, b int) int {
		switch {
		case c.reduced[a] < c.reduced[b]:
			return -1
		case c.reduced[a] > c.reduced[b]:
			return 1
		}
		return c.columns[a].nodes.compare(c.columns[b].nodes)
	})
	return ids
}

// search completes the chosen columns, which cover done, with left more out of ids. The ids are disjoint from done and
// in the order of all. Spent is the chosen columns' reduced cost in parts, value their boundary, which counts a cut
// edge between two of them twice.
func (c *cover) search(ids []int, left int, done set, spent, value int64) error {
	if c.steps++; c.steps > c.most {
		return &MemoryError{What: locale.T("the search for a plan among the candidate districts"), Nodes: c.steps}
	}
	if c.steps&1023 == 0 && c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	if left == 1 {
		return c.last(done, spent, value)
	}
	// Branch on the node with the fewest columns left: one with none ends the branch at once, and few make few branches.
	if err := c.budget.spend(int64(c.m.n() + len(ids)*c.m.share())); err != nil {
		return err
	}
	count := make([]int, c.m.n())
	for _, id := range ids {
		for _, v := range c.columns[id].nodes.nodes() {
			count[v]++
		}
	}
	pick := -1
	for v, n := range count {
		if !done.has(v) && (pick < 0 || n < count[pick]) {
			pick = v
		}
	}
	if pick < 0 || count[pick] == 0 {
		return nil
	}
	// Each column with the node in turn, unless even the cheapest others would then cost too much.
	for _, id := range ids {
		col := c.columns[id]
		if !col.nodes.has(pick) || !c.within(spent+c.reduced[id], left-1) {
			continue
		}
		if err := c.budget.spend(int64(len(ids))); err != nil {
			return err
		}
		now := newSet(c.m.n())
		for i := range now {
			now[i] = done[i] | col.nodes[i]
		}
		// What the next level may use: disjoint from this column, and cheap enough to stand beside it.
		var rest []int
		for _, j := range ids {
			if left == 2 {
				break // the last district is what remains
			}
			if c.columns[j].nodes.disjoint(col.nodes) && c.within(spent+c.reduced[id]+c.reduced[j], left-2) {
				rest = append(rest, j)
			}
		}
		c.chosen = append(c.chosen, id)
		err := c.search(rest, left-1, now, spent+c.reduced[id], value+col.boundary)
		c.chosen = c.chosen[:len(c.chosen)-1]
		if err != nil {
			return err
		}
	}
	return nil
}

// last completes a plan with all that remains, where that is one of the columns. A hash finds it, so that the last
// level needs no search. From then on only cheaper plans are looked for, which keeps the best plan and tightens within.
func (c *cover) last(done set, spent, value int64) error {
	rest := newSet(c.m.n())
	for v := range c.m.n() {
		if !done.has(v) {
			rest.add(v)
		}
	}
	for _, id := range c.byNodes[rest.hash()] {
		if !c.columns[id].nodes.equal(rest) || !c.within(spent+c.reduced[id], 0) {
			continue
		}
		plan := make([]*column, 0, c.m.k)
		for _, j := range append(c.chosen, id) {
			plan = append(plan, c.columns[j])
		}
		c.best, c.limit = plan, (value+c.columns[id].boundary)/2-1 // every cut edge is on two boundaries
	}
	return nil
}

// within tells whether a plan of at most the limit may spend that much with left districts to come: they cost at least
// least each, and 2*scale*value is the duals' sum plus all reduced costs.
func (c *cover) within(spent int64, left int) bool {
	return c.sum+spent+int64(max(0, left))*c.least <= 2*c.d.scale*c.limit
}

// mayComplete tells whether what a column leaves could be divided by voters alone: each connected part into some number
// of districts, no more than it has nodes, and k-1 or more together at the most. Every other district of a plan lies
// within one part, so a column that fails is in no plan. Bonds connect nothing here.
func (m *model) mayComplete(c *column) bool {
	n := m.n()
	seen := slices.Clone(c.nodes)
	most := 0
	var stack []int
	for s := range n {
		if seen.has(s) {
			continue
		}
		seen.add(s)
		stack = append(stack[:0], s)
		var voters int64
		size := 0
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			voters += m.voters[v]
			size++
			for _, h := range m.next[v] {
				if h.bond == border && !seen.has(h.to) {
					seen.add(h.to)
					stack = append(stack, h.to)
				}
			}
		}
		// The most districts that the part can hold; at least one, for its nodes must be somewhere.
		fits := 0
		for j := 1; j < m.k && j <= size; j++ {
			if certificate.Shares(voters, j, m.lower, m.upper) {
				fits = j
			}
		}
		if fits == 0 {
			return false
		}
		most += fits
	}
	return most >= m.k-1
}
