package verify

import (
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// refuteByDuals follows the steps of a proof by duals, see certificate.Duals:
//
//  1. build the graph of all connected sets of units with at most the limit on their boundary (regions.go);
//  2. for each set of duals find the least reduced cost of any region left, and drop the regions that a plan of at most
//     the limit cannot use with it (table.go);
//  3. list the regions left, drop those that fit no plan (list.go), and search for a plan made of the others
//     (cover.go). If there is none, no plan is within the limit.
func refuteByDuals(clock *work, q *certificate.Question, e certificate.Evidence, limit *int64) error {
	d := e.(*certificate.Duals)
	if q.Graph == nil {
		return refuse("there is nothing to divide without a graph")
	}
	if limit != nil && d.Weights != q.Objective {
		return refuse("the duals are about %q and the claim about %q", d.Weights, q.Objective)
	}
	if !summed(d.Weights) {
		return refuse("boundaries cannot be weighed by %q", d.Weights)
	}
	p, none, err := newPuzzle(clock, q, d.Weights)
	if err != nil {
		return err
	}
	if none {
		return nil // the locks alone exclude every plan
	}
	p.limit = p.weight
	if limit != nil {
		if p.limit = min(p.weight, *limit-p.base); p.limit < 0 {
			return nil // finished districts alone cut more
		}
	}
	if p.seats == 0 {
		if len(p.units) == 0 {
			return refuse("all districts are finished, so there is a plan")
		}
		return nil // units are left over and no district is
	}
	if len(p.units) < p.seats {
		return nil
	}
	if err := checkDuals(p, d); err != nil {
		return err
	}
	stages, err := p.regions(clock, d)
	if err != nil {
		return err
	}
	for i, step := range d.Steps {
		t, err := newTable(clock, p, step.Delta, stages)
		if err != nil {
			return err
		}
		if t.empty() {
			return nil
		}
		if err := t.price(clock, d.Scale, step.Pi); err != nil {
			return err
		}
		least := step.Least
		if err := t.checkLeast(clock, least); err != nil {
			return err
		}
		// The other districts have at least the least each, so this is the most that one may have.
		most := 2*d.Scale*p.limit - p.sum(step.Pi) - int64(p.seats-1)*least
		if i+1 < len(d.Steps) {
			stages = t.drop(most)
			continue
		}
		list, err := t.list(clock, most, maxListed)
		if err != nil {
			return err
		}
		return p.refuteList(clock, list, d, least)
	}
	if first := stages[0].nodes[0]; first.out != nowhere || first.in != nowhere {
		return refuse("there are regions and no duals to refute them")
	}
	return nil
}

// costFits tells whether a reduced cost of every district fits in what is checked.
func (p *puzzle) costFits(cost int64) bool {
	most := certificate.MaxDuals / int64(p.seats)
	return -most <= cost && cost <= most
}

// checkDuals checks the form of the evidence.
func checkDuals(p *puzzle, d *certificate.Duals) error {
	if d.Scale < 1 {
		return refuse("the scale is %d", d.Scale)
	}
	// All sums of reduced costs must fit in 64 bits with room to spare: a way through the graph costs at most the scaled
	// weight and the duals together, and never is more than twice that.
	if certificate.Times(d.Scale, p.weight) > certificate.MaxDuals {
		return refuse("the scale %d is too large", d.Scale)
	}
	seen := make(map[int]bool)
	for _, v := range d.Order {
		if v < 0 || v >= len(p.all) || seen[v] {
			return refuse("the order names unit %d, which is none or named already", locale.Nth(v))
		}
		seen[v] = true
	}
	for _, v := range p.units {
		if !seen[v] {
			return refuse("the order misses unit %d", locale.Nth(v))
		}
	}
	if len(d.Order) != len(p.units) {
		return refuse("the order has %d {1|unit|units} and not %d", len(d.Order), len(p.units))
	}
	all := slices.Clone(d.ListPi)
	for _, s := range d.Steps {
		// What rounding carries from unit to unit is less than delta each time.
		if s.Delta < 1 || certificate.Times(s.Delta, int64(len(p.units))) > certificate.MaxSum {
			return refuse("delta is %d", s.Delta)
		}
		if !p.costFits(s.Least) {
			return refuse("the least reduced cost %d is out of range", s.Least)
		}
		all = append(all, s.Pi)
	}
	for _, pi := range all {
		if len(pi) != len(p.all) {
			return refuse("there {1|is|are} duals for %d {1|unit|units} of %d", len(pi), len(p.all))
		}
		var sum int64
		for _, x := range pi {
			if x > certificate.MaxDuals || x < -certificate.MaxDuals {
				return refuse("the dual %d is too large", x)
			}
			if sum += max(x, -x); sum > certificate.MaxDuals {
				return refuse("the duals are too large together")
			}
		}
	}
	return nil
}
