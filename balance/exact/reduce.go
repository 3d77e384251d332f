package exact

import (
	"cmp"
	"context"
	"errors"
	"math"

	"github.com/okrug/okrug/geo/locale"
)

// unshrunkCells is the most cells of a grid of all regions, a size that the checker can hold too.
const unshrunkCells = 64_000_000

// most is the largest reduced cost, by the best duals, of a district in a plan of at most limit: with the k-1 others,
// which have at least e.least each, it adds up to 2*scale*value - sum(pi).
func (e *engine) most(limit int64) int64 {
	return 2*e.scale*limit - e.best.sum() - int64(e.m.k-1)*e.least
}

// reduce deletes what the best duals exclude, refines the rounding, and lists and covers once few regions are left. It
// reports whether the grid was changed; the master then has only columns that are districts of the new one. Converged
// says that these duals prove about as much as any can, coarse that finer voters would prove more.
func (e *engine) reduce(ctx context.Context, ma *master, converged, coarse bool) (changed bool, err error) {
	if err := e.budget.spend(3 * e.g.cells()); err != nil { // priced, looked at from both ends, and shrunk
		return false, err
	}
	p, err := newPrices(ctx, e.g, e.best, e.buf, e.workers)
	if err != nil {
		return false, err
	}
	e.buf = p.back
	// A node takes about as much memory as six cells, so a shrunk graph must be much smaller to be of use.
	d, err := p.shrink(ctx, e.most(e.limit), min(e.limits.shrunkNodes, max(500_000, int(e.g.cells()/10))))
	if err != nil {
		return false, err
	}
	paths := int64(math.MaxInt64)
	if d != nil {
		paths = d.paths()
		e.tracef("shrink %d cells to %d nodes, %d paths", e.g.cells(), d.len(), paths)
	}
	// The cover has the last word: where few regions are left because that is cheaper than more pricing, and where nothing
	// else can go on. It may give up and leave the question open.
	if paths <= e.limits.fewPaths || converged && !coarse {
		if err := e.finish(ctx, p, paths <= e.limits.fewPaths); err != nil || e.closed() {
			return false, err
		}
	}
	delta := e.g.delta
	cells := e.limits.refinedCells
	// Go on with the shrunk graph if that is much smaller, else with the old one in finer buckets where these are wanted.
	switch {
	case d != nil && int64(d.len()) < e.g.cells()/2:
		e.stats.shrinks++
		e.record()
	case (converged || coarse) && delta > e.m.coarsest() && (e.relaxed || delta > e.m.finest()):
		d, cells = e.g.dag, min(e.memory/16, unshrunkCells)
	default:
		return false, nil
	}
	// The buckets of a shrunk graph may be halved down to the finest, and once where they are as fine already; those of
	// the old one at most twice at a time.
	stop := min(delta, max(e.m.coarsest(), min(e.m.finest(), delta/2)))
	if d == e.g.dag {
		stop = max(stop, delta/4)
	}
	g, err := e.fit(d, delta, stop, cells)
	if err != nil {
		return false, err
	}
	if d == e.g.dag && g.delta == delta {
		return false, nil
	}
	e.tracef("refined to delta %d, %d cells, buckets %d..%d", g.delta, g.cells(), g.from, g.to)
	e.g = g
	e.relaxed = false
	ma.retain(func(_ int, c *column) bool { return g.holds(c) && e.m.district(c) })
	return true, nil
}

// holds tells whether a column is a region of the grid.
func (g *grid) holds(c *column) bool {
	if g.len() == 0 {
		return false
	}
	var x, sum int32
	for i := range g.layers {
		child := g.out[x]
		if c.nodes.has(g.layers[i].node) {
			child, sum = g.in[x], sum+g.q[i]
		}
		switch child {
		case finish:
			return sum >= g.from && sum <= g.to
		case dead:
			return false
		}
		x = child
	}
	return false
}

// finish lists the districts that a plan within the limit may use and looks for the best plan made of them. Where there
// are too many, it goes up from the bound in steps: a plan found lowers the limit for good, and none found raises the
// bound. The lists grow steeply with the limit asked, so that a low one may be short where the whole is too long. A
// cover that would exceed its size is no error here: the question stays open, with what was proven.
func (e *engine) finish(ctx context.Context, p *prices, whole bool) error {
	low := max(e.known, ceilDiv(e.bound, 2*e.scale))
	step := e.limit - low
	if !whole {
		step /= 32
	}
	for failed := 0; !e.closed(); {
		e.report(e.known, locale.T("covering"))
		err := e.cover(ctx, p, min(e.limit, max(e.known, low)+step))
		var memory *MemoryError
		switch {
		case errors.As(err, &memory):
			// Smaller steps are no help once they are small beside the way already made.
			if step /= 2; step <= (e.known-low)/8 || failed > 10 {
				return nil
			}
			failed++
		case err != nil:
			return err
		default:
			step *= 2
		}
	}
	return nil
}

// cover looks for the best plan of at most limit, and records what it finds. If it ends without an error, no plan of at
// most limit is better than the one found, so that the question is closed by a plan, and else known rises to limit+1.
func (e *engine) cover(ctx context.Context, p *prices, limit int64) error {
	steps := e.budget.most(int64(e.limits.listSteps), 1)
	list, used, err := p.regionsBelow(ctx, e.m, e.most(limit), e.limits.listed, steps)
	// Every region that is listed is looked at by itself.
	if err = cmp.Or(e.budget.spend(int64(used+len(list)*e.m.n())), err); err != nil {
		return err
	}
	l := &listed{duals: e.best, least: e.least}
	for _, c := range list {
		if e.m.mayComplete(c) {
			l.columns = append(l.columns, c)
		}
	}
	e.tracef("cover at %d: %d regions, %d candidates", limit, len(list), len(l.columns))
	some, err := e.narrow(ctx, l, limit)
	if err != nil {
		return err
	}
	var plan []*column
	if some {
		if plan, err = findCover(ctx, e.m, l.duals, l.columns, limit, e.limits.coverSteps, e.budget); err != nil {
			return err
		}
	}
	e.stats.columns, e.listSteps = len(l.columns), l.steps
	e.known = max(e.known, limit+1)
	if plan != nil {
		e.plan = plan
		e.limit = value(plan) - 1
		e.known = e.limit + 1
	}
	if e.closed() {
		e.record()
	}
	return nil
}

// value is the weight that a plan cuts.
func value(plan []*column) int64 {
	var twice int64
	for _, c := range plan {
		twice += c.boundary
	}
	return twice / 2
}
