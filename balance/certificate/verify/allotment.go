package verify

import (
	"fmt"
	"math/bits"
	"slices"

	"okrug/balance/certificate"
)

// regionFigures checks that the regions are those of the figures and that the bounds follow from them.
func regionFigures(q *certificate.Question, f *certificate.Figures, regions []certificate.RegionVoters) error {
	if f == nil {
		return refuse("the figures that the bounds follow from are missing")
	}
	if q.Graph != nil {
		return refuse("it is about regions and holds a graph of units")
	}
	if len(f.LeftOut) > 0 || f.Below != "" || f.Above != "" {
		return refuse("it speaks of all regions alike, and the figures make exceptions")
	}
	if f.Seats != q.Seats {
		return refuse("the figures are of %d seats and not %d", f.Seats, q.Seats)
	}
	if q.Seats > maxRows {
		return refuse("%d seats are out of range", q.Seats)
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
func districtsFor(q *certificate.Question, voters int64) (fit []int) {
	for s := 1; s <= q.Seats; s++ {
		// s*Lower <= voters <= s*Upper, by division so that nothing overflows
		if q.Lower > voters/int64(s) {
			break
		}
		if q.Upper >= 0 && (voters+int64(s)-1)/int64(s) <= q.Upper {
			fit = append(fit, s)
		}
	}
	return fit
}

func refuteAllotment(clock *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.Allotment)
	if limit != nil {
		return refuse("an allotment shows only that there is no plan")
	}
	if err := regionFigures(q, e.Figures, e.Regions); err != nil {
		return err
	}
	refuted := map[string]map[int]bool{}
	for i, r := range e.Refuted {
		if err := refutedSeats(clock, q, e, r); err != nil {
			return fmt.Errorf("refuted number %d: %w", i+1, err)
		}
		if refuted[r.Region] == nil {
			refuted[r.Region] = map[int]bool{}
		}
		refuted[r.Region][r.Seats] = true
	}
	// reach holds the numbers of districts that the regions so far can have together.
	reach := map[int]bool{0: true}
	for _, r := range e.Regions {
		next := map[int]bool{}
		for _, s := range districtsFor(q, r.Voters) {
			if refuted[r.ID][s] {
				continue
			}
			for n := range reach {
				if n+s <= q.Seats {
					next[n+s] = true
				}
			}
		}
		reach = next
	}
	if reach[q.Seats] {
		return refuse("the regions can share %d districts", q.Seats)
	}
	return nil
}

// refutedSeats checks that the units of a region cannot make so many districts within the question's bounds.
func refutedSeats(clock *work, q *certificate.Question, e *certificate.Allotment, r certificate.RefutedSeats) error {
	c := r.Certificate
	if c == nil || c.Claim.Status != certificate.Infeasible {
		return refuse("there is no proof that there is no plan")
	}
	p := &c.Question
	if p.Seats != r.Seats || p.Lower > q.Lower || p.Upper < q.Upper || len(p.Fixed)+len(p.Together)+len(p.Finished) > 0 {
		return refuse("the proof is not about %d districts of %d to %d voters", r.Seats, q.Lower, q.Upper)
	}
	at := slices.IndexFunc(e.Regions, func(x certificate.RegionVoters) bool { return x.ID == r.Region })
	if at < 0 {
		return refuse("there is no region %s", r.Region)
	}
	switch unit, alone := c.Evidence.(*certificate.UnitOver); {
	case p.Graph != nil:
		var sum int64
		for _, u := range p.Graph.Units {
			sum += u.Voters
		}
		if sum != e.Regions[at].Voters {
			return refuse("the proof's units have %d voters and region %s has %d", sum, r.Region, e.Regions[at].Voters)
		}
	case !alone || unit.Part != r.Region || unit.Voters > e.Regions[at].Voters:
		return refuse("the proof does not say which units of region %s it is about", r.Region)
	}
	switch c.Kind {
	case certificate.KindSplit, certificate.KindClusters, certificate.KindAllotment:
		return refuse("the proof is not about bounds alone")
	}
	return check(clock, c)
}

func refuteClusters(clock *work, q *certificate.Question, ev certificate.Evidence, limit *int64) error {
	e := ev.(*certificate.Clusters)
	if limit != nil {
		return refuse("clusters show only that there is no such division")
	}
	if err := regionFigures(q, e.Figures, e.Regions); err != nil {
		return err
	}
	n := len(e.Regions)
	if n > certificate.MaxEnumerated || e.Clusters < 1 {
		return refuse("%d regions, %d clusters", n, e.Clusters)
	}
	w := &division{clock: clock, q: q, e: e, next: make([]uint64, n)}
	for _, b := range e.Borders {
		if b[0] < 0 || b[1] < 0 || b[0] >= n || b[1] >= n {
			return refuse("there is no region %d or %d", b[0], b[1])
		}
		w.next[b[0]] |= 1 << b[1]
		w.next[b[1]] |= 1 << b[0]
	}
	for i := range e.Regions {
		if len(districtsFor(q, e.Regions[i].Voters)) > 0 {
			w.alone |= 1 << i
		}
	}
	return w.divide(1<<n-1, 0, map[int]bool{0: true})
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
func (w *division) divide(left uint64, clusters int, districts map[int]bool) error {
	if err := w.clock.step(1); err != nil {
		return err
	}
	if left == 0 {
		if clusters >= w.e.Clusters && districts[w.q.Seats] {
			return refuse("the regions can be divided into %d such clusters", clusters)
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
func (w *division) grow(left uint64, clusters int, districts map[int]bool, set, out uint64) error {
	var voters int64
	var front uint64
	for s := set; s != 0; s &= s - 1 {
		i := bits.TrailingZeros64(s)
		voters += w.e.Regions[i].Voters
		front |= w.next[i]
	}
	if fit := districtsFor(w.q, voters); len(fit) > 0 {
		with := map[int]bool{}
		for d := range districts {
			for _, s := range fit {
				if d+s <= w.q.Seats {
					with[d+s] = true
				}
			}
		}
		if len(with) > 0 {
			if err := w.divide(left&^set, clusters+1, with); err != nil {
				return err
			}
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
