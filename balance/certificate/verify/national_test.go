package verify_test

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
)

// none is a proof of any kind that a question has no plan, true or not.
func (w *world) none(q certificate.Question) *certificate.Certificate {
	total := unitVoters(q.Graph)
	if q.Lower <= q.Upper && w.chance(50) {
		for _, u := range q.Graph.Units {
			if u.Voters > q.Upper {
				return certificate.New(q, noPlan, nil, &certificate.UnitOver{Part: "P", Unit: u.ID, Voters: u.Voters})
			}
		}
		if n := int64(q.Seats); !shares(total, big.NewInt(n), big.NewInt(q.Lower), big.NewInt(q.Upper)) {
			return certificate.New(q, noPlan, nil, &certificate.WholeSeats{Voters: total.Int64(), Rows: []certificate.SeatsRow{
				{Seats: q.Seats, Least: certificate.Times(n, q.Lower), Most: certificate.Times(n, q.Upper)}}})
		}
	}
	return certificate.New(q, noPlan, nil, &certificate.Enumeration{})
}

// intervals cuts the smallest districts from the lower bound to the mean, and hands each cut to a proof.
func (w *world) intervals(q *certificate.Question, f *certificate.RuleBounds,
	proof func(p *certificate.SplitPart, most int64)) []certificate.SplitPart {
	voters, seats, mean := compared(f)
	even := new(big.Int).Div(voters, big.NewInt(seats)).Int64()
	parts := []certificate.SplitPart{}
	long := 1 + w.Int64N(4)
	for from := q.Lower; from <= even; {
		to := from
		if w.chance(30) {
			to = from + w.Int64N(long)
		}
		if len(parts) > 12 {
			to = max(to, even) // figures near the largest number
		}
		to = min(to, certificate.MaxSum)
		if w.chance(1) {
			from++ // a gap
		}
		p := certificate.SplitPart{From: from, To: to}
		enough := new(big.Int).Add(new(big.Int).Mul(voters, big.NewInt(2)), big.NewInt(q.Upper))
		most := clip(allowed(f, mean, big.NewInt(to), enough))
		proof(&p, max(0, min(most, q.Upper)))
		parts = append(parts, p)
		from = to + 1
	}
	return parts
}

// shown says whether all parts of a split begin where they should and are about questions without plans.
func shown(q *certificate.Question, parts []certificate.SplitPart) bool {
	next := q.Lower
	for _, p := range parts {
		if p.From != next || p.To < p.From || len(divisions(&p.Certificate.Question)) > 0 {
			return false
		}
		next = p.To + 1
	}
	return true
}

func (w *world) splitRegion() claim {
	q := w.question()
	q.Objective, q.Quota = "", nil
	q.Fixed, q.Together, q.Finished = nil, nil, nil
	var districts []*big.Int
	open := q
	open.Lower, open.Upper = 0, certificate.MaxSum
	if all := divisions(&open); len(all) > 0 {
		districts = all[w.IntN(len(all))].voters
	}
	f := w.comparing("P", unitVoters(q.Graph).Int64(), q.Seats, districts)
	w.readable(&q, f)
	parts := w.intervals(&q, f, func(p *certificate.SplitPart, most int64) {
		mine := q
		mine.Lower, mine.Upper = max(0, p.From-w.Int64N(2)), most
		p.Certificate = w.none(mine)
	})
	c := certificate.New(q, noPlan, nil, &certificate.Split{Figures: f, Parts: parts})
	return claim{c, gapped(&q, f) && shown(&q, parts)}
}

// comparing are figures of a reading that compares districts with each other.
func (w *world) comparing(scope string, total int64, seats int, districts []*big.Int) *certificate.RuleBounds {
	for {
		if f := w.figures(scope, total, seats, nil, districts); f.Statistic != "deviation" {
			return f
		}
	}
}

// area is a region with its units.
type area struct {
	certificate.RegionSeats
	graph *certificate.Graph
}

func (w *world) areas() (all []area, total int64, seats int) {
	for i := range 1 + w.IntN(3) {
		n := 1 + w.IntN(4)
		a := area{graph: w.graph(n)}
		a.ID, a.Seats = string(rune('A'+i)), 1+w.IntN(min(n, 2))
		for !unitVoters(a.graph).IsInt64() || unitVoters(a.graph).Int64() > 2000 {
			a.graph = w.graph(n)
		}
		a.Voters = unitVoters(a.graph).Int64()
		if w.chance(3) {
			a.Seats = 0
		}
		all, total, seats = append(all, a), total+a.Voters, seats+a.Seats
	}
	return all, total, seats
}

func (w *world) splitNation() claim {
	all, total, seats := w.areas()
	if seats == 0 {
		return w.splitRegion()
	}
	var regions []certificate.RegionSeats
	var districts []*big.Int
	for _, a := range all {
		regions = append(regions, a.RegionSeats)
		if a.Seats == 0 {
			continue
		}
		plans := divisions(&certificate.Question{Graph: a.graph, Seats: a.Seats, Upper: certificate.MaxSum})
		if len(plans) > 0 {
			districts = append(districts, plans[w.IntN(len(plans))].voters...)
		}
	}
	var left []certificate.LeftOut
	if w.chance(25) {
		l := certificate.LeftOut{Region: "X", Voters: w.Int64N(40), Seats: 1 + w.IntN(2), Free: true}
		l.OutsideQuota = w.chance(50)
		left = append(left, l)
	}
	f := w.comparing("nation", total, seats, districts)
	for _, l := range left {
		f.Total, f.Seats, f.LeftOut = f.Total+l.Voters, f.Seats+l.Seats, left
	}
	q := certificate.Question{Seats: seats}
	w.readable(&q, f)
	parts := w.intervals(&q, f, func(p *certificate.SplitPart, most int64) {
		for _, i := range w.Perm(len(all)) {
			a := all[i]
			if a.Seats == 0 {
				continue
			}
			mine := certificate.Question{Graph: a.graph, Seats: a.Seats, Lower: p.From, Upper: most}
			p.Region, p.Certificate = a.ID, w.none(mine)
			if len(divisions(&mine)) == 0 {
				return
			}
		}
	})
	c := certificate.New(q, noPlan, nil, &certificate.Split{Figures: f, Regions: regions, Parts: parts})
	return claim{c, gapped(&q, f) && shown(&q, parts)}
}

func (w *world) allotment() claim {
	all, total, seats := w.areas()
	if seats += w.IntN(4); seats == 0 {
		seats = 1
	}
	f := w.figures("nation", total, seats, nil, nil)
	if w.chance(50) { // narrow enough for some numbers of seats and not for others
		f.Statistic, f.Limit = "deviation", big.NewRat(1+w.Int64N(6), 10).RatString()
	}
	q := certificate.Question{Seats: seats}
	w.readable(&q, f)
	e := &certificate.Allotment{Figures: f}
	complete := gapped(&q, f)
	var lists [][]int
	for _, a := range all {
		e.Regions = append(e.Regions, certificate.RegionVoters{ID: a.ID, Voters: a.Voters})
		var left []int
		for _, n := range fitting(&q, big.NewInt(a.Voters)) {
			mine := certificate.Question{Graph: a.graph, Seats: n, Lower: max(0, q.Lower-w.Int64N(2)), Upper: q.Upper}
			if can := len(divisions(&mine)) > 0; can && !w.chance(1) {
				left = append(left, n)
				continue
			} else if can {
				complete = false
			}
			e.Refuted = append(e.Refuted, certificate.RefutedSeats{Region: a.ID, Seats: n, Certificate: w.none(mine)})
		}
		lists = append(lists, left)
	}
	c := certificate.New(q, noPlan, nil, e)
	return claim{c, complete && !together(lists, seats)}
}

func (w *world) clusters() claim {
	e := &certificate.Clusters{Clusters: 1 + w.IntN(4), Borders: [][2]int{}}
	var total int64
	n := 1 + w.IntN(6)
	for i := range n {
		r := certificate.RegionVoters{ID: fmt.Sprintf("%c", 'A'+i), Voters: w.Int64N(13)}
		e.Regions = append(e.Regions, r)
		total += r.Voters
		for j := range i {
			if w.chance(40) {
				e.Borders = append(e.Borders, [2]int{j, i})
			}
		}
	}
	slices.SortFunc(e.Borders, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	q := certificate.Question{Seats: 1 + w.IntN(5)}
	e.Figures = w.figures("nation", total, q.Seats, nil, nil)
	w.readable(&q, e.Figures)
	return claim{certificate.New(q, noPlan, nil, e), gapped(&q, e.Figures)}
}
