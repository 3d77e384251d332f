package verify

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// Inputs are what a certificate can be held against: a country with its rule, as somebody reads it who does not trust
// the certificate.
type Inputs struct {
	Rule, Statistic, Limit string // of the rule that binds; Limit is a whole number or a fraction
	National               bool   // the rule takes its mean over all regions
	// Text is the whole rule with its exceptions, in whatever form; only Hash looks at it.
	Text    string
	Regions []InputRegion
	// PerDistrict is how many seats each district has, 0 for one; those of regions are districts where it is more.
	PerDistrict int
	Borders     [][2]int // pairs of regions that touch, by their numbers, the smaller first, sorted
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
// borders, the rule and what its exceptions leave out, and says what of them it is about. The error is a *Refusal. It
// does not check the proof; Certificate does.
func Against(c *certificate.Certificate, in *Inputs) (*About, error) {
	if err := in.compare(c); err != nil {
		return nil, err
	}
	if hash := in.Hash(); c.Case != "" && c.Case != hash {
		return nil, refuse("it says that it is of the case with the SHA-256 %s, and that of the inputs is %s", c.Case, hash)
	}
	about := new(About)
	if r := in.ofPart(c); r != nil {
		q := &c.Question
		about.Region = r.ID
		about.Narrower = certificate.Named(c.Evidence) == nil && (q.Lower > r.Lower || q.Upper < r.Upper)
		about.Lower, about.Upper = r.Lower, r.Upper
	}
	return about, nil
}

// About says what of the inputs a certificate is about.
type About struct {
	Region string // id, "" where it is about all of them
	// Narrower says that the certificate names no rule and speaks only of districts within narrower bounds than Lower to
	// Upper, the widest that the inputs' rule allows there: it does not show that no plan meets the rule.
	Narrower     bool
	Lower, Upper int64
}

// ofPart is the region that a certificate is about, nil where it is about several.
func (in *Inputs) ofPart(c *certificate.Certificate) *InputRegion {
	if part := certificate.PartNamed(c.Evidence); part != "" {
		return in.region(part)
	}
	for i := range in.Regions {
		if c.Question.Graph != nil && in.Regions[i].Graph == c.Question.Graph.Hash() {
			return &in.Regions[i]
		}
	}
	return nil
}

// Seats are those of all regions.
func (in *Inputs) Seats() (n int) {
	for _, r := range in.Regions {
		n += r.Seats
	}
	return n
}

// Hash is the SHA-256, in hexadecimal, of everything that a certificate can be held against: what Certificate.Case
// holds.
func (in *Inputs) Hash() string {
	b := fmt.Appendf(nil, "rule %q %q %q national %t text %q\nregions %d borders %d\n", in.Rule, in.Statistic, in.Limit,
		in.National, in.Text, len(in.Regions), len(in.Borders))
	for _, r := range in.Regions {
		b = fmt.Appendf(b, "%q %d voters %d seats %d to %d outside %t free %t below %q above %q graph %s\n", r.ID, r.Voters,
			r.Seats,
			r.Lower, r.Upper, r.OutsideQuota, r.Free, r.Below, r.Above, r.Graph)
	}
	for _, p := range in.Borders {
		b = fmt.Appendf(b, "%d %d\n", p[0], p[1])
	}
	if in.PerDistrict != 0 {
		b = fmt.Appendf(b, "seats per district %d\n", in.PerDistrict)
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// AgainstGraph checks that a certificate is about a graph and nothing but it: it names no rule of a whole country,
// whose figures a graph does not have.
func AgainstGraph(c *certificate.Certificate, g *certificate.Graph) error {
	q := &c.Question
	switch f := certificate.Named(c.Evidence); {
	case f != nil && f.Scope == nation:
		return refuse("it is about the figures of a whole country, which a graph does not have; compare it with its case")
	case q.Graph == nil:
		return refuse("it does not say which units it is about")
	case q.Graph.Hash() != g.Hash():
		return refuse("it is about the graph with the SHA-256 %s, and that of the graph given is %s", q.Graph.Hash(),
			g.Hash())
	}
	return nil
}

func (in *Inputs) compare(c *certificate.Certificate) error {
	q := &c.Question
	if a, b := max(1, in.PerDistrict), max(1, q.PerDistrict); a != b {
		return refuse("a district has %d {1|seat|seats} in the inputs, and not %d", a, b)
	}
	if len(q.Fixed)+len(q.Together)+len(q.Finished) > 0 {
		return refuse("it is about a question with locks, which the inputs do not have")
	}
	if q.Graph != nil {
		return in.ofGraph(q, certificate.Named(c.Evidence), certificate.PartNamed(c.Evidence))
	}
	switch e := c.Evidence.(type) {
	case *certificate.WholeSeats:
		r := in.region(e.Part)
		if r == nil {
			return refuse("the inputs have no region %q", e.Part)
		}
		if r.Voters != e.Voters {
			return refuse("region %s has %d {2|voter|voters} in the inputs, and not %d", r.ID, r.Voters, e.Voters)
		}
		if !e.Any && q.Seats != r.Seats {
			return refuse("region %s has %d {2|seat|seats} in the inputs, and not %d", r.ID, r.Seats, q.Seats)
		}
		return in.about(r, e.Figures)
	case *certificate.UnitOver:
		r := in.region(e.Part)
		if r == nil {
			return refuse("the inputs have no region %q", e.Part)
		}
		if n, ok := r.Units[e.Unit]; !ok || n != e.Voters {
			return refuse("region %s has no unit %s with %d {3|voter|voters} in the inputs", r.ID, e.Unit, e.Voters)
		}
		if q.Seats != r.Seats {
			return refuse("region %s has %d {2|seat|seats} in the inputs, and not %d", r.ID, r.Seats, q.Seats)
		}
		return in.about(r, e.Figures)
	case *certificate.Split:
		return in.split(e)
	case *certificate.Allotment:
		return in.allotment(e)
	case *certificate.Clusters:
		if !slices.Equal(e.Borders, in.Borders) {
			return refuse("the regions have other borders in the inputs")
		}
		return in.allRegions(e.Figures, e.Regions, true)
	}
	return in.ofGraph(q, nil, "")
}

func (in *Inputs) region(id string) *InputRegion {
	for i := range in.Regions {
		if in.Regions[i].ID == id {
			return &in.Regions[i]
		}
	}
	return nil
}

// ofGraph finds the region that a question's graph is of. part, where not empty, must be its id.
func (in *Inputs) ofGraph(q *certificate.Question, f *certificate.RuleBounds, part string) error {
	if q.Graph == nil {
		return refuse("it names no units that could be looked for in the inputs")
	}
	for i := range in.Regions {
		r := &in.Regions[i]
		switch {
		case r.Graph != q.Graph.Hash():
			continue
		case part != "" && part != r.ID:
			return refuse("its units are those of %s in the inputs, and not of %s", r.ID, part)
		case q.Seats != r.Seats:
			return refuse("region %s has %d {2|seat|seats} in the inputs, and not %d", r.ID, r.Seats, q.Seats)
		}
		return in.about(r, f)
	}
	return refuse("no region of the inputs has these units, voters and borders")
}

// about checks the rule that a question about one region names, where it does.
func (in *Inputs) about(r *InputRegion, f *certificate.RuleBounds) error {
	if f == nil {
		return nil
	}
	return in.figures(f, r)
}

// figures checks that figures are those of the inputs. Those of another rule than the one that binds may have a limit
// of their own, as the least limits that can be reached have; nothing is left out of them.
func (in *Inputs) figures(f *certificate.RuleBounds, r *InputRegion) error {
	binds := f.Rule == in.Rule
	if reading := f.Scope + "-" + f.Statistic; !binds && f.Rule != reading && f.Rule != "region-"+f.Statistic {
		return refuse("the rule is %s in the inputs, and not %s", in.Rule, f.Rule)
	}
	if binds && (f.Statistic != in.Statistic || !sameNumber(f.Limit, in.Limit)) {
		return refuse("the rule %s is %s at most %s in the inputs, and not %s at most %s", in.Rule,
			statistic(in.Statistic), in.Limit, statistic(f.Statistic), f.Limit)
	}
	national := f.Scope == nation
	if binds && national != in.National {
		return refuse("the rule %s is not measured over %s in the inputs", in.Rule, place(f.Scope))
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
		return refuse("%s has %d {2|voter|voters} and %d {3|seat|seats} in the inputs, and not %d and %d", place(f.Scope),
			total, seats, f.Total, f.Seats)
	case !slices.Equal(left, f.LeftOut):
		return refuse("it leaves out other regions than the exceptions of the rule do: %s in the inputs, %s there",
			regionsOf(left), regionsOf(f.LeftOut))
	case r != nil && !national && r.ID != f.Scope:
		return refuse("its figures are of %s and it speaks of %s", f.Scope, r.ID)
	case r != nil && binds && r.Free:
		return refuse("an exception frees region %s from the rule", r.ID)
	case r != nil && binds && (!sameNumber(r.Below, f.Below) || !sameNumber(r.Above, f.Above)):
		return refuse("an exception gives region %s limits of its own in the inputs", r.ID)
	}
	return nil
}

func regionsOf(left []certificate.LeftOut) string {
	ids := []string{}
	for _, l := range left {
		ids = append(ids, l.Region)
	}
	return fmt.Sprint(ids)
}

// sameNumber compares two numbers as texts; an empty text is no number.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	x, okX := number(a)
	y, okY := number(b)
	return okX && okY && x.Cmp(y) == 0
}

// split checks a proof about the districts of several regions that are compared with each other: of all regions that no
// exception frees, each with its seats. Each part is about the units of one of them, within bounds that the checker of
// the proof looks after.
func (in *Inputs) split(e *certificate.Split) error {
	if err := in.figures(e.Figures, nil); err != nil {
		return err
	}
	var regions []certificate.RegionSeats
	for _, r := range in.Regions {
		if e.Figures.Rule != in.Rule || !r.Free {
			regions = append(regions, certificate.RegionSeats{ID: r.ID, Voters: r.Voters, Seats: r.Seats})
		}
	}
	if !slices.Equal(regions, e.Regions) {
		return refuse("the regions that the rule compares, or their voters or seats, are others in the inputs")
	}
	for i, p := range e.Parts {
		if err := in.units(p.Region, p.Certificate); err != nil {
			return refuse("part %d: %v", locale.Nth(i+1), err)
		}
	}
	return nil
}

// units checks that a proof is about the units of a region.
func (in *Inputs) units(region string, c *certificate.Certificate) error {
	r := in.region(region)
	switch {
	case r == nil:
		return refuse("the inputs have no region %q", region)
	case c == nil || c.Question.Graph == nil || c.Question.Graph.Hash() != r.Graph:
		return refuse("region %s has other units, voters or borders in the inputs", region)
	}
	return nil
}

// allotment checks a proof about numbers of seats for all regions.
func (in *Inputs) allotment(e *certificate.Allotment) error {
	if err := in.allRegions(e.Figures, e.Regions, false); err != nil {
		return err
	}
	for i, x := range e.Refuted {
		if err := in.units(x.Region, x.Certificate); err != nil {
			return refuse("refuted number %d: %v", locale.Nth(i+1), err)
		}
	}
	return nil
}

// allRegions checks a list of all regions. Where seats is false their number may be another than the inputs': what is
// asked is then how many it would take.
func (in *Inputs) allRegions(f *certificate.RuleBounds, regions []certificate.RegionVoters, seats bool) error {
	if len(regions) != len(in.Regions) {
		return refuse("the inputs have %d {1|region|regions}, and not %d", len(in.Regions), len(regions))
	}
	for i, x := range regions {
		if r := in.Regions[i]; r.ID != x.ID || r.Voters != x.Voters {
			return refuse("region %d is %s with %d {3|voter|voters} in the inputs, and not %s with %d", locale.Nth(i+1), r.ID,
				r.Voters, x.ID, x.Voters)
		}
	}
	if f == nil {
		return refuse("it names no rule")
	}
	g := *f
	if !seats {
		g.Seats = in.Seats()
	}
	return in.figures(&g, nil)
}
