package verify

import (
	"math/bits"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// regionFigures checks that the regions are those of the figures and that the bounds follow from them.
func regionFigures(q *certificate.Question, f *certificate.RuleBounds, regions []certificate.RegionVoters) error {
	if f == nil {
		return refuse("the figures that the bounds follow from are missing")
	}
	if q.Graph != nil {
		return refuse("it is about regions and holds a graph of units")
	}
	if f.Scope != nation {
		return refuse("it is about all regions and its figures are of %s", f.Scope)
	}
	if len(f.LeftOut) > 0 || f.Below != "" || f.Above != "" {
		return refuse("it speaks of all regions alike, and the figures make exceptions")
	}
	if f.Seats != q.Seats {
		return refuse("the figures are of %d {1|seat|seats} and not %d", f.Seats, q.Seats)
	}
	seen := map[string]bool{}
	left := f.Total
	for _, r := range regions {
		if seen[r.ID] || r.Voters < 0 || r.Voters > left {
			return refuse("region %s is named twice, or its voters do not fit into the total", r.ID)
		}
		seen[r.ID] = true
		left -= r.Voters
	}
	if left != 0 {
		return refuse("the regions' voters do not add up to %d", f.Total)
	}
	return checkFigures(q, f)
}

// districtsFor lists the numbers of districts, from 1 to the seats, that can share the voters.
func districtsFor(clock *work, q *certificate.Question, voters int64) (fit []int, err error) {
	if err := clock.step(q.Seats); err != nil {
		return nil, err
	}
	for s := 1; s <= q.Seats && q.Lower <= voters/int64(s); s++ {
		if certificate.Shares(voters, s, q.Lower, q.Upper) {
			fit = append(fit, s)
		}
	}
	return fit, nil
}

func refuteAllotment(clock *work, q *certificate.Question, ev certificate.Evidence, _ *int64) error {
	e := ev.(*certificate.Allotment)
	if err := regionFigures(q, e.Figures, e.Regions); err != nil {
		return err
	}
	refuted := map[string]map[int]bool{}
	graphs := oneGraph{}
	for i, r := range e.Refuted {
		if err := refutedSeats(clock, q, e, r); err != nil {
			return locale.Errorf("refuted number %d: %w", locale.Nth(i+1), err)
		}
		if err := graphs.same(r.Region, r.Certificate); err != nil {
			return locale.Errorf("refuted number %d: %w", locale.Nth(i+1), err)
		}
		if refuted[r.Region] == nil {
			refuted[r.Region] = map[int]bool{}
		}
		refuted[r.Region][r.Seats] = true
	}
	all := newSharing(q.Seats)
	for _, r := range e.Regions {
		fit, err := districtsFor(clock, q, r.Voters)
		if err != nil {
			return err
		}
		fit = slices.DeleteFunc(fit, func(s int) bool { return refuted[r.ID][s] })
		if err := all.add(clock, fit); err != nil {
			return err
		}
	}
	if all.wanted() {
		return refuse("the regions can share %d {1|district|districts}", q.Seats)
	}
	return nil
}

// refutedSeats checks that the units of a region cannot make so many districts within the question's bounds.
func refutedSeats(clock *work, q *certificate.Question, e *certificate.Allotment, r certificate.RefutedSeats) error {
	c := r.Certificate
	if c == nil || c.Claim.Status != certificate.Infeasible || refutesRules[c.Kind] {
		return refuse("there is no proof that there is no plan within bounds")
	}
	p := &c.Question
	if p.Seats != r.Seats || p.Lower > q.Lower || p.Upper < q.Upper || len(p.Fixed)+len(p.Together)+len(p.Finished) > 0 {
		return refuse("the proof is not about %d {1|district|districts} of %d to %d voters", r.Seats, q.Lower, q.Upper)
	}
	at := slices.IndexFunc(e.Regions, func(x certificate.RegionVoters) bool { return x.ID == r.Region })
	switch {
	case at < 0:
		return refuse("there is no region %s", r.Region)
	case p.Graph == nil:
		return refuse("the proof does not say which units of region %s it is about", r.Region)
	case certificate.Named(c.Evidence) != nil:
		return refuse("the proof names a rule of its own")
	}
	if err := check(clock, c); err != nil {
		return err
	}
	if sum := voters(p.Graph); sum != e.Regions[at].Voters {
		return refuse("the proof's units have %d {1|voter|voters} and region %s has %d", sum, r.Region,
			e.Regions[at].Voters)
	}
	return nil
}

func refuteClusters(clock *work, q *certificate.Question, ev certificate.Evidence, _ *int64) error {
	e := ev.(*certificate.Clusters)
	if err := regionFigures(q, e.Figures, e.Regions); err != nil {
		return err
	}
	n := len(e.Regions)
	if n == 0 || n > certificate.MaxEnumerated || e.Clusters < 1 {
		return refuse("%d {1|region|regions}, %d {2|cluster|clusters}", n, e.Clusters)
	}
	w := &division{clock: clock, q: q, e: e, next: make([]uint64, n)}
	var last [2]int // before every border, and after all that are of no region
	for _, b := range e.Borders {
		if b[0] >= b[1] || b[1] >= n || slices.Compare(b[:], last[:]) <= 0 {
			return refuse("the border of regions %d and %d is none, out of order or given twice", locale.Nth(b[0]),
				locale.Nth(b[1]))
		}
		last = b
		w.next[b[0]] |= 1 << b[1]
		w.next[b[1]] |= 1 << b[0]
	}
	for i := range e.Regions {
		fit, err := districtsFor(clock, q, e.Regions[i].Voters)
		if err != nil {
			return err
		}
		if len(fit) > 0 {
			w.alone |= 1 << i
		}
	}
	return w.divide(1<<n-1, 0, newSharing(q.Seats))
}

// division tries all ways to divide the regions: the first region that is left takes a connected set of those left, and
// so on. A way is given up where the regions left cannot bring enough clusters: one for each that can stand alone, and
// one for every two of the others.
type division struct {
	clock *work
	q     *certificate.Question
	e     *certificate.Clusters
	next  []uint64
	alone uint64
}

// divide continues from the regions left with so many clusters, which can have any of the given numbers of districts.
func (w *division) divide(left uint64, clusters int, districts *sharing) error {
	if err := w.clock.step(1); err != nil {
		return err
	}
	if left == 0 {
		if clusters >= w.e.Clusters && districts.wanted() {
			return refuse("the regions can be divided into %d such {1|cluster|clusters}", clusters)
		}
		return nil
	}
	singles := bits.OnesCount64(left & w.alone)
	rest := bits.OnesCount64(left &^ w.alone)
	// Others may each join a region that can stand alone; at best they pair among themselves.
	if clusters+singles+rest/2 < w.e.Clusters {
		return nil
	}
	root := left & -left
	return w.grow(left, clusters, districts, root, 0)
}

// grow goes through the connected sets that contain set, lie in left and avoid out.
func (w *division) grow(left uint64, clusters int, districts *sharing, set, out uint64) error {
	var voters int64
	var front uint64
	for s := set; s != 0; s &= s - 1 {
		i := bits.TrailingZeros64(s)
		voters += w.e.Regions[i].Voters
		front |= w.next[i]
	}
	fit, err := districtsFor(w.clock, w.q, voters)
	if err != nil {
		return err
	}
	with := *districts
	if err := with.add(w.clock, fit); err != nil {
		return err
	}
	if slices.Contains(with, true) {
		if err := w.divide(left&^set, clusters+1, &with); err != nil {
			return err
		}
	}
	// A larger set leaves fewer regions for the clusters that are still wanted.
	if clusters+bits.OnesCount64(left&^set) < w.e.Clusters {
		return nil
	}
	for front &= left &^ set &^ out; front != 0; {
		u := front & -front
		front &^= u
		if err := w.grow(left, clusters, districts, set|u, out); err != nil {
			return err
		}
		out |= u
	}
	return nil
}
