package verify

import (
	"math/big"
	"slices"

	"okrug/balance/certificate"
)

// Inputs are what a certificate can be held against: a country with its rule, as somebody reads it who does not trust
// the certificate.
type Inputs struct {
	Rule, Statistic, Limit string // of the rule that binds; Limit is a whole number or a fraction
	National               bool   // the rule takes its mean over all regions
	Regions                []InputRegion
	Borders                [][2]int // pairs of regions that touch, by their numbers, the smaller first, sorted
}

// InputRegion is one region of the inputs.
type InputRegion struct {
	ID     string
	Voters int64 // of the base that the rule counts
	Seats  int
	// Graph is certificate.Graph.Hash of its units and their borders; Units are their voters by id.
	Graph string
	Units map[string]int64
	// Lower and Upper are the widest bounds that a district can have under the rule, with whatever exceptions it has.
	Lower, Upper int64
	// OutsideQuota, Free, Below and Above are what an exception makes of the whole region.
	OutsideQuota, Free bool
	Below, Above       string
}

// Against checks that everything a certificate rests on is what the inputs have: graphs, regions, units, voters, seats,
// borders, the rule and what its exceptions leave out. It does not check the proof; Certificate does.
func Against(c *certificate.Certificate, in *Inputs) error {
	q := &c.Question
	if len(q.Fixed)+len(q.Together)+len(q.Finished) > 0 {
		return refuse("it is about a question with locks, which the inputs do not have")
	}
	switch e := c.Evidence.(type) {
	case *certificate.WholeSeats:
		r := in.region(e.Part)
		if r == nil {
			return refuse("the inputs have no region %q", e.Part)
		}
		if r.Voters != e.Voters {
			return refuse("region %s has %d voters in the inputs, and not %d", r.ID, r.Voters, e.Voters)
		}
		if !e.Any && q.Seats != r.Seats {
			return refuse("region %s has %d seats in the inputs, and not %d", r.ID, r.Seats, q.Seats)
		}
		return in.about(q, r, e.Figures)
	case *certificate.UnitOver:
		r := in.region(e.Part)
		if r == nil {
			return refuse("the inputs have no region %q", e.Part)
		}
		if n, ok := r.Units[e.Unit]; !ok || n != e.Voters {
			return refuse("region %s has no unit %s with %d voters in the inputs", r.ID, e.Unit, e.Voters)
		}
		if q.Seats != r.Seats {
			return refuse("region %s has %d seats in the inputs, and not %d", r.ID, r.Seats, q.Seats)
		}
		return in.about(q, r, e.Figures)
	case *certificate.Components:
		return in.ofGraph(q, e.Figures)
	case *certificate.Split:
		return in.split(q, e)
	case *certificate.Allotment:
		return in.allotment(q, e)
	case *certificate.Clusters:
		if !slices.Equal(e.Borders, in.Borders) {
			return refuse("the regions have other borders in the inputs")
		}
		return in.allRegions(e.Figures, e.Regions)
	}
	return in.ofGraph(q, nil)
}

func (in *Inputs) region(id string) *InputRegion {
	for i := range in.Regions {
		if in.Regions[i].ID == id {
			return &in.Regions[i]
		}
	}
	return nil
}

// ofGraph finds the region that a question's graph is of.
func (in *Inputs) ofGraph(q *certificate.Question, f *certificate.Figures) error {
	if q.Graph == nil {
		return refuse("it names no units that could be looked for in the inputs")
	}
	for i := range in.Regions {
		r := &in.Regions[i]
		if r.Graph != q.Graph.Hash() {
			continue
		}
		if q.Seats != r.Seats {
			return refuse("region %s has %d seats in the inputs, and not %d", r.ID, r.Seats, q.Seats)
		}
		return in.about(q, r, f)
	}
	return refuse("no region of the inputs has these units, voters and borders")
}

// about checks a question about one region: by the figures that it names, or else by the bounds that the rule sets
// there.
func (in *Inputs) about(q *certificate.Question, r *InputRegion, f *certificate.Figures) error {
	if f != nil {
		return in.figures(f, r)
	}
	if q.Lower > r.Lower || q.Upper < r.Upper {
		return refuse("the rule allows districts of %d to %d voters in %s, and it speaks of %d to %d alone", r.Lower,
			r.Upper, r.ID, q.Lower, q.Upper)
	}
	return nil
}

// figures checks that figures are those of the inputs. Those of another rule than the one that binds may have a limit
// of their own, as the least limits that can be reached have; nothing is left out of them.
func (in *Inputs) figures(f *certificate.Figures, r *InputRegion) error {
	binds := f.Rule == in.Rule
	if binds && (f.Statistic != in.Statistic || !sameNumber(f.Limit, in.Limit)) {
		return refuse("the rule %s is %s at most %s in the inputs, and not %s at most %s", in.Rule, in.Statistic, in.Limit,
			f.Statistic, f.Limit)
	}
	national := f.Scope == "nation"
	if binds && national != in.National {
		return refuse("the rule %s is not measured over %s in the inputs", in.Rule, f.Scope)
	}
	var left []certificate.LeftOut
	var total int64
	seats := 0
	for _, x := range in.Regions {
		if !national && x.ID != f.Scope {
			continue
		}
		total, seats = total+x.Voters, seats+x.Seats
		if binds && national && (x.OutsideQuota || x.Free) {
			left = append(left, certificate.LeftOut{Region: x.ID, Voters: x.Voters, Seats: x.Seats,
				OutsideQuota: x.OutsideQuota, Free: x.Free})
		}
	}
	switch {
	case total != f.Total || seats != f.Seats:
		return refuse("%s has %d voters and %d seats in the inputs, and not %d and %d", f.Scope, total, seats, f.Total,
			f.Seats)
	case !slices.Equal(left, f.LeftOut):
		return refuse("it leaves out other regions than the exceptions of the rule do: %s in the inputs, %s there",
			regionsOf(left), regionsOf(f.LeftOut))
	case r == nil:
		return nil
	case !national && r.ID != f.Scope:
		return refuse("its figures are of %s and it speaks of %s", f.Scope, r.ID)
	case binds && r.Free:
		return refuse("an exception frees region %s from the rule", r.ID)
	case binds && (!sameNumber(r.Below, f.Below) || !sameNumber(r.Above, f.Above)):
		return refuse("an exception gives region %s limits of its own in the inputs", r.ID)
	}
	return nil
}

func regionsOf(left []certificate.LeftOut) []string {
	ids := []string{}
	for _, l := range left {
		ids = append(ids, l.Region)
	}
	return ids
}

// sameNumber compares two numbers as texts; an empty text is no number.
func sameNumber(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	return okX && okY && x.Cmp(y) == 0
}

// split checks a proof about districts that are compared with each other: of one region, whose graph it names, or of
// all, and then each part is about some region within bounds that the checker of the proof looks after.
func (in *Inputs) split(q *certificate.Question, e *certificate.Split) error {
	if q.Graph != nil {
		return in.ofGraph(q, e.Figures)
	}
	if err := in.figures(e.Figures, nil); err != nil {
		return err
	}
	for i, p := range e.Parts {
		part := *p.Certificate
		if w, ok := part.Evidence.(*certificate.WholeSeats); ok && w.Part == "" {
			continue // no whole number fits at all, whoever's voters they are
		}
		part.Question.Lower, part.Question.Upper = 0, 1<<62 // as wide as any rule's
		if err := Against(&part, in); err != nil {
			return refuse("part %d: %v", i+1, err)
		}
		if r := in.ofPart(&part); r != nil && r.Free {
			return refuse("part %d: an exception frees region %s from the rule", i+1, r.ID)
		}
	}
	return nil
}

// ofPart is the region that a certificate about one is about.
func (in *Inputs) ofPart(c *certificate.Certificate) *InputRegion {
	switch e := c.Evidence.(type) {
	case *certificate.WholeSeats:
		return in.region(e.Part)
	case *certificate.UnitOver:
		return in.region(e.Part)
	}
	for i := range in.Regions {
		if c.Question.Graph != nil && in.Regions[i].Graph == c.Question.Graph.Hash() {
			return &in.Regions[i]
		}
	}
	return nil
}

// allotment checks a proof about numbers of seats for all regions.
func (in *Inputs) allotment(q *certificate.Question, e *certificate.Allotment) error {
	if err := in.allRegions(e.Figures, e.Regions); err != nil {
		return err
	}
	for i, x := range e.Refuted {
		r := in.region(x.Region)
		part := x.Certificate
		if r == nil || part == nil {
			return refuse("refuted number %d is of no region of the inputs", i+1)
		}
		switch ev := part.Evidence.(type) {
		case *certificate.WholeSeats:
			if ev.Part != r.ID || ev.Voters != r.Voters {
				return refuse("refuted number %d is not about region %s as the inputs have it", i+1, r.ID)
			}
		case *certificate.UnitOver:
			if r.Units[ev.Unit] != ev.Voters {
				return refuse("refuted number %d is not about a unit of region %s", i+1, r.ID)
			}
		default:
			if part.Question.Graph == nil || part.Question.Graph.Hash() != r.Graph {
				return refuse("refuted number %d is not about the units of region %s", i+1, r.ID)
			}
		}
	}
	return nil
}

// allRegions checks a list of all regions. The number of seats may be another than the inputs': what is asked is then
// how many it would take.
func (in *Inputs) allRegions(f *certificate.Figures, regions []certificate.RegionVoters) error {
	if len(regions) != len(in.Regions) {
		return refuse("the inputs have %d regions, and not %d", len(in.Regions), len(regions))
	}
	for i, x := range regions {
		if r := in.Regions[i]; r.ID != x.ID || r.Voters != x.Voters {
			return refuse("region %d is %s with %d voters in the inputs, and not %s with %d", i+1, r.ID, r.Voters, x.ID,
				x.Voters)
		}
	}
	if f == nil {
		return nil
	}
	g := *f
	g.Seats = 0
	for _, r := range in.Regions {
		g.Seats += r.Seats
	}
	return in.figures(&g, nil)
}
