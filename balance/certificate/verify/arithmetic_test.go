package verify_test

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
)

// evidenceHolds says what is false in what evidence says beside the claim, or where the question has no graph.
func evidenceHolds(c *certificate.Certificate) error {
	q := &c.Question
	lower, upper := nearer(c)
	switch e := c.Evidence.(type) {
	case *certificate.PlanAlone:
		if q.Graph == nil && lower.Cmp(upper) > 0 {
			return nil // no number of voters is nearer to the quota, whatever the units
		}
	case *certificate.WholeSeats:
		if q.Graph != nil && unitVoters(q.Graph).Cmp(big.NewInt(e.Voters)) != 0 {
			return fmt.Errorf("the units do not have %d voters", e.Voters)
		}
		n := big.NewInt(int64(q.Seats))
		if !e.Any {
			if shares(big.NewInt(e.Voters), n, lower, upper) {
				return fmt.Errorf("%d voters can be shared", e.Voters)
			}
			return nil
		}
		if lower.Sign() == 0 { // one district for each voter, at the most
			if e.Voters == 0 || upper.Sign() > 0 {
				return fmt.Errorf("%d voters can be shared", e.Voters)
			}
			return nil
		}
		for n.SetInt64(1); new(big.Int).Mul(n, lower).Cmp(big.NewInt(e.Voters)) <= 0; n.Add(n, big.NewInt(1)) {
			if shares(big.NewInt(e.Voters), n, lower, upper) {
				return fmt.Errorf("%s districts can share %d voters", n, e.Voters)
			}
		}
		return nil
	case *certificate.UnitOver:
		if big.NewInt(e.Voters).Cmp(upper) <= 0 {
			return fmt.Errorf("unit %s fits a district", e.Unit)
		}
		if q.Graph != nil && !slices.Contains(q.Graph.Units, certificate.Unit{ID: e.Unit, Voters: e.Voters}) {
			return fmt.Errorf("there is no unit %s", e.Unit)
		}
		return nil
	case *certificate.GroupOver:
		var sum int64
		for _, u := range e.Units {
			sum += q.Graph.Units[u].Voters
		}
		if sum != e.Voters {
			return fmt.Errorf("the group does not have %d voters", e.Voters)
		}
	case *certificate.Components:
		if voters, _, _ := parts(q); !slices.Equal(voters, e.Voters) {
			return fmt.Errorf("the parts have %d voters", voters)
		}
	case *certificate.Split:
		return splitHolds(q, e)
	case *certificate.Allotment:
		return allotmentHolds(q, e)
	case *certificate.Clusters:
		return clustersHold(q, e)
	}
	if q.Graph == nil {
		return fmt.Errorf("there is no graph")
	}
	return nil
}

// nearer are the bounds of a question; for a value of the deviation those of districts nearer to the quota than it.
func nearer(c *certificate.Certificate) (lower, upper *big.Int) {
	q := &c.Question
	lower, upper = big.NewInt(q.Lower), big.NewInt(q.Upper)
	bound := c.Claim.Status == certificate.Optimal || c.Claim.Status == certificate.Bounded
	if q.Objective != certificate.Deviation || !bound {
		return lower, upper
	}
	// den*v > num - value and den*v < num + value
	num, den, value := big.NewInt(q.Quota[0]), big.NewInt(q.Quota[1]), big.NewInt(c.Claim.Value)
	low := new(big.Int).Sub(num, value)
	if low.Div(low, den).Add(low, big.NewInt(1)); low.Cmp(lower) > 0 {
		lower = low
	}
	high := ceiling(new(big.Rat).SetFrac(new(big.Int).Add(num, value), den))
	if high.Sub(high, big.NewInt(1)); high.Cmp(upper) < 0 {
		upper = high
	}
	return lower, upper
}

// shares says whether n districts within bounds can have so many voters together: any number from the least to the most
// they can have, by a voter more in one of them at a time.
func shares(voters, n, lower, upper *big.Int) bool {
	return n.Sign() > 0 && lower.Cmp(upper) <= 0 && new(big.Int).Mul(n, lower).Cmp(voters) <= 0 &&
		new(big.Int).Mul(n, upper).Cmp(voters) >= 0
}

// parts are the connected parts of the units that are in no finished district, with their voters and units, and the
// seats for them.
func parts(q *certificate.Question) (voters []int64, units []int, seats int) {
	finished := map[int]bool{}
	for _, d := range q.Finished {
		finished[d] = true
	}
	part := make([]int, len(q.Graph.Units)) // each unit its own, then the least that it reaches
	for u := range part {
		part[u] = u
	}
	for _, f := range q.Fixed {
		if finished[f[1]] {
			part[f[0]] = -1
		}
	}
	for range part {
		for _, e := range q.Graph.Edges {
			if a, b := part[e[0]], part[e[1]]; a >= 0 && b >= 0 {
				part[e[0]], part[e[1]] = min(a, b), min(a, b)
			}
		}
	}
	for first := range part {
		n, sum := 0, int64(0)
		for u, p := range part {
			if p == first {
				n, sum = n+1, sum+q.Graph.Units[u].Voters
			}
		}
		if n > 0 {
			voters, units = append(voters, sum), append(units, n)
		}
	}
	return voters, units, q.Seats - len(finished)
}

// together says whether one number out of each list can add up to a sum.
func together(lists [][]int, sum int) bool {
	if len(lists) == 0 {
		return sum == 0
	}
	for _, n := range lists[0] {
		if n <= sum && together(lists[1:], sum-n) {
			return true
		}
	}
	return false
}

// splitHolds looks for districts that meet a reading: of a graph, its plans; of regions, the plans of those whose units
// the proof names and any whole numbers for the others.
func splitHolds(q *certificate.Question, e *certificate.Split) error {
	f := e.Figures
	voters, seats, mean := compared(f)
	if q.Graph != nil {
		open := *q
		open.Lower, open.Upper = 0, certificate.MaxSum
		if unitVoters(q.Graph).Cmp(voters) != 0 || seats != int64(q.Seats) || len(f.LeftOut) > 0 {
			return fmt.Errorf("the figures are not of the graph")
		}
		for _, d := range divisions(&open) {
			if least, most := d.span(); meets(f, mean, least, most) {
				return fmt.Errorf("%v meets the reading", d.voters)
			}
		}
		return nil
	}
	plans := map[string][]division{}
	for _, p := range e.Parts {
		open := p.Certificate.Question
		open.Lower, open.Upper = 0, certificate.MaxSum
		plans[p.Region] = divisions(&open)
		at := slices.IndexFunc(e.Regions, func(r certificate.RegionSeats) bool { return r.ID == p.Region })
		if at < 0 || open.Seats != e.Regions[at].Seats || unitVoters(open.Graph).Cmp(big.NewInt(e.Regions[at].Voters)) != 0 {
			return fmt.Errorf("the units are not those of %s", p.Region)
		}
	}
	sum, n := new(big.Int), int64(0)
	ends := []*big.Int{new(big.Int)} // where the smallest district of some plan can be at most
	for _, r := range e.Regions {
		sum.Add(sum, big.NewInt(r.Voters))
		n += int64(r.Seats)
		if r.Seats > 0 {
			ends = append(ends, big.NewInt(r.Voters/int64(r.Seats)))
		}
		for _, d := range plans[r.ID] {
			least, _ := d.span()
			ends = append(ends, least)
		}
	}
	if sum.Cmp(voters) != 0 || n != seats || seats != int64(q.Seats) {
		return fmt.Errorf("the figures are not of the regions")
	}
	for m := range min(200, f.Total) { // those at least, whatever the ends
		ends = append(ends, big.NewInt(m))
	}
	for _, m := range ends {
		if most := allowed(f, mean, m, voters); nationHas(e.Regions, plans, m, most) {
			return fmt.Errorf("districts of %s to %s meet the reading", m, most)
		}
	}
	return nil
}

// allowed is the most that the largest district may have beside a smallest of m.
func allowed(f *certificate.RuleBounds, mean *big.Rat, m, voters *big.Int) *big.Int {
	can, cannot := m, new(big.Int).Add(voters, big.NewInt(1))
	for new(big.Int).Sub(cannot, can).Cmp(big.NewInt(1)) > 0 {
		x := new(big.Int).Add(can, cannot)
		if x.Rsh(x, 1); meets(f, mean, m, x) {
			can = x
		} else {
			cannot = x
		}
	}
	return can
}

// nationHas says whether all regions can have their seats with lower to upper voters each.
func nationHas(regions []certificate.RegionSeats, plans map[string][]division, lower, upper *big.Int) bool {
	for _, r := range regions {
		all, known := plans[r.ID]
		fits := r.Seats == 0 && r.Voters == 0 || shares(big.NewInt(r.Voters), big.NewInt(int64(r.Seats)), lower, upper)
		if known {
			fits = slices.ContainsFunc(all, func(d division) bool {
				least, most := d.span()
				return least.Cmp(lower) >= 0 && most.Cmp(upper) <= 0
			})
		}
		if !fits {
			return false
		}
	}
	return true
}

// fitting lists the numbers of districts, up to the seats, that can share voters.
func fitting(q *certificate.Question, voters *big.Int) (fit []int) {
	for n := 1; n <= q.Seats; n++ {
		if shares(voters, big.NewInt(int64(n)), big.NewInt(q.Lower), big.NewInt(q.Upper)) {
			fit = append(fit, n)
		}
	}
	return fit
}

// ofAll says what is wrong with the figures of all regions.
func ofAll(q *certificate.Question, f *certificate.RuleBounds, regions []certificate.RegionVoters) error {
	sum := new(big.Int)
	for i, r := range regions {
		sum.Add(sum, big.NewInt(r.Voters))
		if slices.ContainsFunc(regions[:i], func(o certificate.RegionVoters) bool { return o.ID == r.ID }) || r.Voters < 0 {
			return fmt.Errorf("region %s is none, or there twice", r.ID)
		}
	}
	if f == nil || sum.Cmp(big.NewInt(f.Total)) != 0 || f.Seats != q.Seats {
		return fmt.Errorf("the figures are not of these regions")
	}
	return nil
}

// allotmentHolds looks for numbers of districts that the regions could have, by their voters or their units.
func allotmentHolds(q *certificate.Question, e *certificate.Allotment) error {
	if err := ofAll(q, e.Figures, e.Regions); err != nil {
		return err
	}
	graphs := map[string]*certificate.Graph{}
	for _, x := range e.Refuted {
		g := x.Certificate.Question.Graph
		if old := graphs[x.Region]; old != nil && old.Hash() != g.Hash() {
			return fmt.Errorf("region %s has two graphs", x.Region)
		}
		graphs[x.Region] = g
		mine := certificate.Question{Graph: g, Seats: x.Seats, Lower: q.Lower, Upper: q.Upper}
		if len(divisions(&mine)) > 0 {
			return fmt.Errorf("the units of %s make %d districts", x.Region, x.Seats)
		}
	}
	var lists [][]int
	for _, r := range e.Regions {
		fit := fitting(q, big.NewInt(r.Voters))
		if g := graphs[r.ID]; g != nil {
			if unitVoters(g).Cmp(big.NewInt(r.Voters)) != 0 {
				return fmt.Errorf("the units are not those of %s", r.ID)
			}
			fit = nil
			for n := 1; n <= q.Seats; n++ {
				mine := certificate.Question{Graph: g, Seats: n, Lower: q.Lower, Upper: q.Upper}
				if len(divisions(&mine)) > 0 {
					fit = append(fit, n)
				}
			}
		}
		lists = append(lists, fit)
	}
	if together(lists, q.Seats) {
		return fmt.Errorf("the regions can have %v", lists)
	}
	return nil
}

// clustersHold looks for so many clusters among all partitions of the regions.
func clustersHold(q *certificate.Question, e *certificate.Clusters) error {
	if err := ofAll(q, e.Figures, e.Regions); err != nil {
		return err
	}
	g := &certificate.Graph{}
	for _, r := range e.Regions {
		g.Units = append(g.Units, certificate.Unit(r))
	}
	for _, b := range e.Borders {
		g.Edges = append(g.Edges, [3]int64{int64(b[0]), int64(b[1]), 0})
	}
	for n := max(1, e.Clusters); n <= len(e.Regions); n++ {
		for _, d := range divisions(&certificate.Question{Graph: g, Seats: n, Upper: certificate.MaxSum}) {
			var lists [][]int
			for _, v := range d.voters {
				lists = append(lists, fitting(q, v))
			}
			if together(lists, q.Seats) {
				return fmt.Errorf("%b are clusters of %v districts", d.sets, lists)
			}
		}
	}
	return nil
}
