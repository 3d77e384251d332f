package exact

import (
	"cmp"
	"context"
	"errors"
	"math"
	"math/rand/v2"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// engine shows that no plan of a model has a value of at most limit, or finds the best plan that has. It knows nothing
// of finished districts: values are those of the model, without its base.
//
// Two units occur. Weights are those of the edges, and a plan's value is half the sum of its boundaries. Parts are
// 1/scale of a unit of weight on a boundary, so that a unit of a plan's value is 2*scale parts.
//
// The grid g has the regions that are still possible, and best, least and bound speak of these alone; known, limit and
// plan speak of all plans.
type engine struct {
	m       *model
	limit   int64 // largest value still looked for; below plan's, once there is one
	hint    int64 // what a good plan may cut, for first duals
	plan    []*column
	scale   int64 // parts in a unit of weight
	workers int
	memory  int64
	limits  limits
	budget  *steps
	report  func(bound int64, note locale.Text)
	stats   Stats

	order   []int
	g       *grid
	relaxed bool // the master has columns whose voters fit the grid only
	buf     []int32
	rng     *rand.Rand

	best      *duals
	least     int64     // lower bound on the reduced cost of any district of the grid, by best
	bound     int64     // in parts, by best: no plan of at most limit has less
	known     int64     // no plan has a value of less, by bounds and covers so far
	steps     []step    // that shrank the regions or closed the question
	listSteps []*duals  // that reduced the last list
	trace     traceFunc // for development; may be nil

	weights certificate.Objective // for the certificate
	size    int                   // units of the caller's graph
}

// step is one use of duals, in a grid with rounding delta.
type step struct {
	duals *duals
	delta int64
	least int64
}

// record adds the best duals to the steps of the proof. It is called before the regions are shrunk by them, so that the
// steps tell the checker in order which duals to apply to what the steps before have left.
func (e *engine) record() { e.steps = append(e.steps, step{e.best, e.g.delta, e.least}) }

type traceFunc func(format string, args ...any)

func (e *engine) tracef(format string, args ...any) {
	if e.trace != nil {
		e.trace(format, args...)
	}
}

const (
	sampled   = 300 // columns drawn a round
	smoothing = 0.5 // share of the best duals in those asked next
	patience  = 30  // rounds without a gain after which there is none to come
)

// closed tells whether there is nothing left to look for.
func (e *engine) closed() bool { return e.known > e.limit }

// raise records a bound in parts by the best duals. Plans of at most the limit have at least the bound, and all others
// have at least limit+1; values are whole numbers, so the bound is rounded up.
func (e *engine) raise() {
	if e.bound > 2*e.scale*e.limit {
		e.known = e.limit + 1
		return
	}
	e.known = max(e.known, ceilDiv(e.bound, 2*e.scale))
}

// finest is the rounding below which little is gained: an eighth of the width of the bounds. Where sums must be kept
// short, it is what those allow.
func (m *model) finest() int64 {
	return max(1, (m.upper-m.lower)/8, m.coarsest())
}

// coarsest keeps sums of buckets within 32 bits: a region has at most some 2^24 buckets of that size, and a little
// rounding. No smaller rounding is ever used.
func (m *model) coarsest() int64 { return m.total()>>24 + 1 }

// run returns nil when it is proven that no plan of at most limit exists; limit has then been lowered below every plan
// that was found on the way, and plan is the last of these, the best there is. With an error, known and plan still
// hold.
func (e *engine) run(ctx context.Context) error {
	m := e.m
	e.rng = rand.New(rand.NewPCG(5, 6))
	var err error
	if e.order, err = findOrder(ctx, m, e.budget); err != nil {
		return err
	}
	e.report(e.known, locale.T("building the graph of regions"))
	// 128 bytes are allowed for a node of the graph while it is built. Each node is some steps of the budget too, so a
	// budget that allows fewer than the memory is what ended it.
	most := e.budget.most(e.memory/128, stepsState)
	d, built, err := m.regions(ctx, e.order, e.limit, most)
	spent := e.budget.spend(int64(built) * stepsState)
	var full *MemoryError
	if errors.As(err, &full) && int64(most) < e.memory/128 {
		return ErrWork
	}
	if err = cmp.Or(err, spent); err != nil {
		return err
	}
	e.stats.Nodes = d.len()
	for _, l := range d.layers {
		e.stats.frontier = max(e.stats.frontier, l.slots)
	}
	// The first grid is as fine as its size allows, from a rounding of about the whole width of the bounds down to the
	// finest.
	finest := m.finest()
	coarsest := finest
	for coarsest < m.upper-m.lower {
		coarsest *= 2
	}
	if e.g, err = e.fit(d, coarsest, finest, e.limits.firstCells); err != nil {
		return err
	}
	if e.g.delta == finest {
		// What is left of the cells makes the window of sums narrower still.
		if e.g, err = e.fit(d, finest, max(m.coarsest(), finest/16), e.limits.firstCells/4); err != nil {
			return err
		}
	}
	if e.g.cells() > e.memory/8 {
		return &MemoryError{What: locale.T("the table of reduced costs"), Nodes: int(e.g.cells())}
	}
	e.stats.cells = e.g.cells()
	e.tracef("limit %d frontier %d nodes %d cells %d delta %d (finest %d) buckets %d..%d",
		e.limit, e.stats.frontier, d.len(), e.g.cells(), e.g.delta, finest, e.g.from, e.g.to)
	return e.rounds(ctx)
}

// fit makes a grid with a rounding from coarsest to finest, halved as often as the number of cells stays within most.
// Even the coarsest grid may have more. It does not pay to try every size, for each costs a pass over the graph: the
// number of cells tells how often the rounding may be halved at once.
func (e *engine) fit(d *dag, coarsest, finest, most int64) (*grid, error) {
	var spent error
	at := func(delta int64) *grid {
		spent = cmp.Or(spent, e.budget.spend(int64(d.len())*int64(d.errorClasses())))
		return newGrid(d, d.round(e.m, delta, e.workers))
	}
	g := at(coarsest)
	for g.delta > finest && spent == nil {
		// Halving the rounding at most doubles the cells.
		delta := g.delta
		for cells := max(1, g.cells()); 2*cells <= most && delta > finest; cells *= 2 {
			delta = max(finest, delta/2)
		}
		if delta == g.delta {
			break
		}
		f := at(delta)
		if f.cells() > most {
			break
		}
		g = f
	}
	return g, spent
}

// firstDuals share the weight of a plan at the hint among the nodes by voters. All districts of the mean size with the
// mean boundary have then a reduced cost near 0, which is what duals at the optimum look like.
func (e *engine) firstDuals() *duals {
	d := &duals{scale: e.scale, pi: make([]int64, e.m.n())}
	for v, p := range e.m.voters {
		d.pi[v] = int64(2 * float64(e.scale) * float64(e.hint+1) * float64(p) / float64(max(1, e.m.total())))
	}
	return d
}

// rounds is column generation: ask for prices, add columns, solve the master, until the bound closes the question or
// the columns that are left can be listed. It returns nil when the question is closed.
//
// But for boxes and perturbation, the master's objective is no lower than the optimum of the linear program over all
// districts, and the engine's bound no higher; their gap tells how far there is to go. A round makes a serious step
// where its duals give a better bound than all before; the box and the smoothing are around those. Whatever happens to
// the duals, only take and cover change what is known.
func (e *engine) rounds(ctx context.Context) error {
	k := float64(e.m.k)
	ask := e.firstDuals()
	ma := newMaster(e.m, e.scale, ask.pi, 2*float64(e.scale)*float64(e.hint+1)/float64(e.m.n()), e.budget)
	e.bound = math.MinInt64
	objective := math.Inf(1) // of the master
	alpha := smoothing
	gained, since := math.Inf(-1), 0 // the bound of the last round that was worth while
	for round := 1; ; round++ {
		e.stats.Rounds++
		if err := e.budget.spend(e.g.cells() + int64(e.m.n()*(len(ma.columns)+sampled*stepsSample))); err != nil {
			return err
		}
		// What do these duals prove? A better bound moves the centre of the boxes here.
		p, least, err := e.price(ctx, ma, ask)
		if err != nil {
			return err
		}
		serious := e.take(ask, least)
		if serious {
			ma.recentre(ask.pi)
		}
		e.report(e.known, locale.T("pricing"))
		if e.closed() {
			e.record()
			return nil
		}
		// Columns from the least reduced cost up to what the average district of the master's solution has. By the rows of
		// the cover, the master's objective is the duals' sum and the reduced costs of its k columns together.
		width := (objective-float64(ask.sum()))/k - float64(least)
		if math.IsInf(objective, 1) {
			width = float64(e.scale) * float64(e.limit) / k
		}
		added := e.draw(p, ma, least, width)
		ma.purge()
		pi, z, err := ma.solve(ctx)
		if err != nil {
			return err
		}
		objective = z
		gap := z - float64(e.bound)
		// The bound can hardly rise any more when it has nearly met the master, a hundredth of a unit of value or less, or
		// has not risen by half a percent of the way to the limit in many rounds.
		converged := gap < 0.01*2*float64(e.scale) || gap < 1e-4*float64(e.bound)
		// Rounding is too coarse to go on when little of the way to the limit is left in the master.
		way := 2*float64(e.scale)*float64(e.limit+1) - float64(e.bound)
		coarse := (e.g.delta > e.m.finest() || e.relaxed && e.g.delta > e.m.coarsest()) && gap < 0.05*way
		if float64(e.bound) > gained+0.005*way {
			gained, since = float64(e.bound), round
		}
		converged = converged || round-since > patience
		e.tracef("round %d bound %.3f master %.3f columns %d new %d boxed %v", round,
			float64(e.bound)/2/float64(e.scale), z/2/float64(e.scale), len(ma.columns), added, ma.boxed())
		// A binding box keeps the master from its optimum, so converging within it says nothing yet.
		if converged && !coarse && ma.boxed() && ma.radius < e.widest() {
			ma.widen()
			since = round
			continue
		}
		// Duals that bring neither a better bound nor a new column were too far from the master's, so less of the best is
		// mixed in next time.
		switch {
		case serious:
			alpha = smoothing
		case added == 0:
			alpha /= 2
		}
		// Fixing pays long before convergence, for each pass leaves fewer cells to price. It is done now and then, and
		// whenever pricing the present grid has no more to give.
		if converged || coarse || round%5 == 0 {
			changed, err := e.reduce(ctx, ma, converged, coarse)
			if err != nil || e.closed() {
				return err
			}
			if changed {
				// The regions are fewer or their voters finer now. Known stays. The bound in parts starts anew, although it would
				// still hold: the same duals may have a higher least reduced cost over what is left, and taking that up needs a
				// bound that it can beat.
				e.bound, ask, objective = math.MinInt64, e.best, math.Inf(1)
				gained, since = math.Inf(-1), round
				continue
			}
			if converged {
				return errStuck
			}
		}
		ask = e.between(pi, alpha)
	}
}

// widest is the largest useful box, in parts: one unit's dual may then carry any plan of at most the limit by itself,
// several times over.
func (e *engine) widest() float64 { return 8 * float64(e.scale) * float64(e.limit+1) }

// price asks for the least reduced cost of any district: exactly where that does not take too long, and else a bound.
// In that case the grid is too coarse to tell districts from regions whose rounded voters fit, and until it is refined
// the master works with those as well. math.MaxInt64 says that the grid holds no district. The prices use e.buf and
// hold until the next call.
func (e *engine) price(ctx context.Context, ma *master, ask *duals) (p *prices, least int64, err error) {
	if p, err = newPrices(ctx, e.g, ask, e.buf, e.workers); err != nil {
		return nil, 0, err
	}
	if p.most > certificate.MaxSum/int64(e.m.k+1) {
		return nil, 0, &overflowError{What: locale.T("reduced costs")} // those of all districts of a plan are added up
	}
	e.buf = p.back
	least, ok := p.least()
	if !ok {
		return p, math.MaxInt64, nil
	}
	if !e.relaxed {
		// The search need not look at what costs more than the master's cheapest column. One part more lets it meet that
		// column again where nothing is cheaper. Whatever it meets, it shows that no district costs less than the result.
		known := int64(math.MaxInt64)
		for _, c := range ma.columns {
			known = min(known, c.reduced(ask)+1)
		}
		most := e.budget.most(int64(e.limits.leastSteps), 1)
		exact, used, done := p.leastExact(e.m, known, most, func(c *column) { ma.add(c) })
		if err := e.budget.spend(int64(used)); err != nil {
			return nil, 0, err
		}
		if done {
			return p, exact, nil
		}
		e.relaxed = true
		e.tracef("too coarse for exact prices")
	}
	return p, least, nil
}

// take records what the duals asked show, and tells whether they are better than the best before. Least is a lower
// bound on the reduced cost of every district of the grid. A plan within the limit has k districts of the grid, so
// 2*scale times its value is at least the bound.
func (e *engine) take(ask *duals, least int64) bool {
	if least == math.MaxInt64 { // there is no district at all
		e.best, e.least, e.bound = ask, 0, math.MaxInt64
		e.raise()
		return true
	}
	bound := ask.sum() + int64(e.m.k)*least
	if bound <= e.bound {
		return false
	}
	e.best, e.least, e.bound = ask, least, bound
	e.raise()
	return true
}

// draw adds districts drawn at random with reduced costs from least to least+width, mostly near the least. Many
// different columns a round tell the master more than the cheapest alone. The thresholds grow with the square of the
// draw's number, so that half of them lie in the lowest quarter.
func (e *engine) draw(p *prices, ma *master, least int64, width float64) (added int) {
	for j := range sampled {
		f := float64(j) / sampled
		c := p.sample(e.m, least+int64(f*f*max(0, width)), e.rng)
		if (e.relaxed || e.m.district(c)) && ma.add(c) {
			added++
		}
	}
	return added
}

// between are duals between the master's and the best, alpha of the way to the best, rounded to whole parts. Rounding
// does no harm: any whole numbers give a true bound.
func (e *engine) between(pi []float64, alpha float64) *duals {
	d := &duals{scale: e.scale, pi: make([]int64, len(pi))}
	for v := range pi {
		d.pi[v] = int64(math.Round(alpha*float64(e.best.pi[v]) + (1-alpha)*pi[v]))
	}
	return d
}
