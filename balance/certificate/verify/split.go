package verify

import (
	"math/big"
	"reflect"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// refuteBySplit checks that the parts cover every smallest district and that each is refuted within what it allows.
func refuteBySplit(clock *work, q *certificate.Question, ev certificate.Evidence, _ *int64) error {
	e := ev.(*certificate.Split)
	if e.Figures == nil {
		return refuse("a split needs its figures")
	}
	f, err := readFigures(e.Figures)
	if err != nil {
		return err
	}
	if f.statistic == "deviation" {
		return refuse("the deviation compares districts with the mean alone; it has nothing to split")
	}
	if err := checkFigures(q, e.Figures); err != nil {
		return err
	}
	regions, err := splitRegions(q, e, f)
	if err != nil {
		return err
	}
	graphs := oneGraph{}
	next := q.Lower
	for i, p := range e.Parts {
		if p.From != next || p.To < p.From || p.To > certificate.MaxSum {
			return refuse("part %d goes from %d to %d; it must begin at %d", locale.Nth(i+1), p.From, p.To, next)
		}
		next = p.To + 1
		most := whole(f.most(new(big.Rat).SetInt64(p.To)), false)
		if upper := new(big.Rat).SetInt64(q.Upper); upper.Cmp(most) < 0 {
			most = upper
		}
		if err := partOf(q, &p, regions); err != nil {
			return locale.Errorf("part %d: %w", locale.Nth(i+1), err)
		}
		if err := graphs.same(p.Region, p.Certificate); err != nil {
			return locale.Errorf("part %d: %w", locale.Nth(i+1), err)
		}
		if c := &p.Certificate.Question; c.Lower > p.From || new(big.Rat).SetInt64(c.Upper).Cmp(most) < 0 {
			return refuse("part %d is refuted only for %d to %d voters, and needs %d to %d", locale.Nth(i+1), c.Lower,
				c.Upper, p.From, most.Num().Int64())
		}
		if err := check(clock, p.Certificate); err != nil {
			return locale.Errorf("part %d: %w", locale.Nth(i+1), err)
		}
	}
	// The smallest of the districts compared has at most their mean.
	mean := new(big.Rat).Quo(f.total, new(big.Rat).Add(f.others, big.NewRat(1, 1)))
	if new(big.Rat).SetInt64(next).Cmp(mean) <= 0 {
		about, _ := mean.Float64()
		return refuse("the parts end before the mean %.2f, which the smallest district can have", about)
	}
	return nil
}

// splitRegions checks that what is split is what the figures are measured over, and returns its regions by their ids.
func splitRegions(q *certificate.Question, e *certificate.Split, f *figures) (map[string]certificate.RegionSeats,
	error) {
	if len(q.Fixed)+len(q.Together)+len(q.Finished) > 0 {
		return nil, refuse("a rule is named for a question with locks")
	}
	var sum int64
	seats := 0
	regions := map[string]certificate.RegionSeats{}
	if q.Graph != nil {
		if len(e.Regions) > 0 || len(e.Figures.LeftOut) > 0 || e.Figures.Scope == nation || e.Figures.Scope == "" {
			return nil, refuse("it is about the units of one region and speaks of several")
		}
		sum, seats = voters(q.Graph), q.Seats
	}
	for _, r := range e.Regions {
		if _, twice := regions[r.ID]; twice || r.ID == "" || r.Voters < 0 || r.Seats < 0 ||
			r.Voters > certificate.MaxSum-sum ||
			r.Seats > certificate.MaxUnits-seats {
			return nil, refuse("region %q is named twice, or its voters or seats are out of range", r.ID)
		}
		regions[r.ID] = r
		sum, seats = sum+r.Voters, seats+r.Seats
	}
	for _, l := range e.Figures.LeftOut {
		if _, in := regions[l.Region]; in {
			return nil, refuse("region %s is compared and left out", l.Region)
		}
	}
	districts := new(big.Rat).Add(f.others, big.NewRat(1, 1))
	switch {
	case new(big.Rat).SetInt64(sum).Cmp(f.total) != 0:
		return nil, refuse("the figures compare districts of %d {1|voter|voters} together, and there are %d",
			f.total.Num().Int64(), sum)
	case big.NewRat(int64(seats), 1).Cmp(districts) != 0 || seats != q.Seats:
		return nil, refuse("the figures compare %d {1|district|districts}, and there are %d", districts.Num().Int64(),
			seats)
	}
	return regions, nil
}

// oneGraph holds the graph of each region: a region has the same units in whatever is shown of it.
type oneGraph map[string]string

func (g oneGraph) same(region string, c *certificate.Certificate) error {
	if old, ok := g[region]; ok && old != c.Question.Graph.SHA256 {
		return refuse("region %s has other units than in a proof before", region)
	}
	g[region] = c.Question.Graph.SHA256
	return nil
}

// partOf checks that the certificate of a part speaks of the same units and locks, or of all units of one of the
// regions and its seats.
func partOf(q *certificate.Question, p *certificate.SplitPart, regions map[string]certificate.RegionSeats) error {
	c := p.Certificate
	if c == nil {
		return refuse("it has no proof")
	}
	part := &c.Question
	switch {
	case c.Claim.Status != certificate.Infeasible || refutesRules[c.Kind]:
		return refuse("it does not show that there is no plan within bounds")
	case certificate.Named(c.Evidence) != nil:
		return refuse("its bounds follow from the smallest district, and it names a rule that they would follow from")
	case part.Graph == nil:
		return refuse("it does not say which units it is about")
	}
	if q.Graph != nil {
		switch {
		case p.Region != "":
			return refuse("it names a region, and there is one graph")
		case q.Graph.SHA256 != part.Graph.SHA256:
			return refuse("it is about another graph")
		case part.Seats != q.Seats:
			return refuse("it is about %d {1|seat|seats}", part.Seats)
		}
	} else {
		// A graph is checked before it is summed up.
		if err := checkGraph(part.Graph); err != nil {
			return err
		}
		r, ok := regions[p.Region]
		switch {
		case !ok:
			return refuse("there is no region %q", p.Region)
		case part.Seats != r.Seats:
			return refuse("it is about %d {1|seat|seats} and region %s has %d", part.Seats, r.ID, r.Seats)
		case voters(part.Graph) != r.Voters:
			return refuse("it is about %d {1|voter|voters} and region %s has %d", voters(part.Graph), r.ID, r.Voters)
		}
	}
	if !reflect.DeepEqual(part.Fixed, q.Fixed) || !reflect.DeepEqual(part.Together, q.Together) ||
		!reflect.DeepEqual(part.Finished, q.Finished) {
		return refuse("it has other locks")
	}
	return nil
}
