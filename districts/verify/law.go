package verify

import (
	"io/fs"
	"math/big"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// plan is the assignment with what is needed to judge it.
type plan struct {
	rule     *ruleText
	in       *inputs
	of       map[int][]int                  // unit -> districts the CSV names
	numbers  []int                          // of the districts, ascending
	units    map[int][]int                  // district -> units, ascending
	regionOf map[int][]int                  // district -> regions it touches, by index
	means    map[*ruleText]map[int]*big.Rat // see mean
}

// newPlan lists the units of each district and the regions it touches. A unit that stands in several districts counts
// for the first, so that the other checks can go on; that it does is a fault by itself.
func newPlan(in *inputs, of map[int][]int) *plan {
	p := &plan{in: in, of: of, units: map[int][]int{}, regionOf: map[int][]int{}}
	at := map[string]int{}
	for i, r := range in.regions {
		at[r.id] = i
	}
	for u := range in.units {
		if len(of[u]) == 0 {
			continue
		}
		d := of[u][0]
		p.units[d] = append(p.units[d], u)
		if r := at[in.units[u].region]; !slices.Contains(p.regionOf[d], r) {
			p.regionOf[d] = append(p.regionOf[d], r)
		}
	}
	p.numbers = sortedKeys(p.units)
	return p
}

// law is what a plan is held to: every unit stands in just one district; every region has as many districts as seats,
// and no fewer than the minimum; no district lies in two regions; every district hangs
// together, where the scenario asks for that; the voters of a region's units add up to its own figure, where it has
// one; and the rule of equality holds.
func (p *plan) law() []Outcome {
	asked := func(o Outcome, checks ...string) Outcome {
		o.Checks = checks
		return o
	}
	return []Outcome{
		asked(p.assigned(), "units-assigned-once"),
		asked(p.seats(), "seats-per-region", "minimum-seats"),
		asked(p.crossing(), "no-crossing"),
		asked(p.contiguity(), "contiguity"),
		asked(p.voters(), "voters-sum"),
		asked(p.equality(p.rule), "equality"),
	}
}

// assigned is whether every unit stands in just one district.
func (p *plan) assigned() Outcome {
	var faults []locale.Text
	for u, x := range p.in.units {
		if n := len(p.of[u]); n != 1 {
			faults = append(faults, locale.T("unit %s stands in %d {2|district|districts}", x.id, n))
		}
	}
	return judged(locale.T("every unit in one district"), locale.T("%d {1|unit|units}", len(p.in.units)), faults)
}

// seats is whether the districts of each region have as many seats together as it has, and no fewer than the minimum.
// A district across regions is no region's own.
func (p *plan) seats() Outcome {
	own := make([]int, len(p.in.regions))
	for _, d := range p.numbers {
		if rs := p.regionOf[d]; len(rs) == 1 {
			own[rs[0]]++
		}
	}
	var faults []locale.Text
	total := 0
	for i, r := range p.in.regions {
		total += r.seats
		if int64(own[i])*p.in.perDistrict() != int64(r.seats) {
			what := locale.T("region %s has %d {2|district|districts} for %d {3|seat|seats}", r.id, own[i], r.seats)
			if per := p.in.perDistrict(); per > 1 {
				what = locale.T("region %s has %d {2|district|districts} of %d seats, and %d {4|seat|seats}", r.id, own[i], per,
					r.seats)
			}
			faults = append(faults, what)
		}
		per := int(p.in.perDistrict())
		if least := (p.in.minimum + per - 1) / per; own[i] < least {
			faults = append(faults, locale.T("region %s has %d {2|district|districts}, the least is %d", r.id, own[i], least))
		}
	}
	total /= int(p.in.perDistrict())
	return judged(locale.T("districts as seats call for"), locale.T("%d {1|district|districts}", total), faults)
}

// crossing is whether every district lies in just one region.
func (p *plan) crossing() Outcome {
	var faults []locale.Text
	for _, d := range p.numbers {
		if n := len(p.regionOf[d]); n != 1 {
			faults = append(faults, locale.T("district %d lies in %d {2|region|regions}", d, n))
		}
	}
	return judged(locale.T("no district across regions"), locale.T("%d {1|district|districts}", len(p.numbers)), faults)
}

// contiguity is whether each district is one connected group of units, by common lines or by links that the scenario
// states. Units are joined one by one; the groups that remain in the end are the district's parts.
func (p *plan) contiguity() Outcome {
	links := map[int][][2]int{} // by the district that both units lie in
	for _, l := range p.in.scenario.Links {
		a, okA := p.in.at[l.A]
		b, okB := p.in.at[l.B]
		if okA && okB && len(p.of[a]) > 0 && len(p.of[b]) > 0 && p.of[a][0] == p.of[b][0] {
			links[p.of[a][0]] = append(links[p.of[a][0]], [2]int{a, b})
		}
	}
	by := p.in.sight()
	for _, l := range p.in.exclaves(by.whole()) {
		a, b := p.of[l[0]], p.of[l[1]]
		if len(a) > 0 && len(b) > 0 && a[0] == b[0] && !by.parts(l[0], l[1]) {
			links[a[0]] = append(links[a[0]], l)
		}
	}
	var faults []locale.Text
	for _, d := range p.numbers {
		g := groups{map[int]int{}}
		for _, u := range p.units[d] {
			g.parent[u] = u
		}
		for _, l := range links[d] {
			g.join(l[0], l[1])
		}
		connect(p.in.units, p.units[d], g, by)
		if n := g.count(); n > 1 {
			faults = append(faults, locale.T("district %d is in %d {2|part|parts}", d, n))
		}
	}
	o := judged(locale.T("districts hang together"), locale.T("%d {1|district|districts}", len(p.numbers)), faults)
	o.OK = o.OK || p.in.scenario.Contiguity == "noted"
	return o
}

// voters compares the sum of each region's units with the region's own figure. It is whether the figures of two sources
// agree, and does not depend on the plan.
func (p *plan) voters() Outcome {
	sums := map[string]int64{}
	var total int64
	for _, u := range p.in.units {
		sums[u.region] += u.voters
		total += u.voters
	}
	var faults []locale.Text
	for _, r := range p.in.regions {
		if r.voters != nil && *r.voters != sums[r.id] {
			faults = append(faults, locale.T("the units of region %s have %d {2|voter|voters}, its own figure is %d", r.id,
				sums[r.id], *r.voters))
		}
	}
	return judged(locale.T("voters add up"), locale.T("%d {1|voter|voters}", total), faults)
}

// ruleText is the rule as it stands in the set. Limits are texts there; limit is the fraction that Limit stands for.
type ruleText struct {
	ID         string      `json:"id"`
	Base       string      `json:"base"`
	Scope      string      `json:"scope"`
	Statistic  string      `json:"statistic"`
	Limit      string      `json:"limit"`
	Soft       bool        `json:"soft"`
	Exceptions []exception `json:"exceptions"`
	Projected  *struct {
		Base  string `json:"base"`
		Limit string `json:"limit"`
		Soft  bool   `json:"soft"`
	} `json:"projected"`
	limit *big.Rat
}

// exception frees districts that all its conditions hold for, or gives them limits of their own.
type exception struct {
	Regions      []string `json:"regions"`
	Above        float64  `json:"area_above_km2"`
	Flag         string   `json:"flag"`
	Lower        string   `json:"lower"`
	Upper        string   `json:"upper"`
	Free         bool     `json:"free"`
	Outside      bool     `json:"outside_quota"`
	lower, upper *big.Rat // nil for the rule's own
}

// readRule reads the rule and refuses what is not verified here, for a verdict by half of a rule would be wrong.
func readRule(set fs.FS) (*ruleText, error) {
	data, err := fs.ReadFile(set, output.Rule)
	if err != nil {
		return nil, err
	}
	r := new(ruleText)
	if err := input.Unmarshal(output.Rule, data, r); err != nil {
		return nil, err
	}
	if r.ID == nothing {
		return r, nil
	}
	if r.Scope != "region" && r.Scope != "nation" && r.Scope != "" {
		return nil, locale.Errorf("the rule %s has the scope %q, which is not verified here", r.ID, r.Scope)
	}
	if !slices.Contains([]string{"deviation", "range/mean", "range/largest", "range/smallest", "largest/smallest"},
		r.Statistic) {
		return nil, locale.Errorf("the rule %s has the statistic %q, which is not known here", r.ID, r.Statistic)
	}
	if r.limit, err = readLimit(r.Limit); err != nil {
		return nil, err
	}
	for i := range r.Exceptions {
		e := &r.Exceptions[i]
		for _, own := range []struct {
			text string
			to   **big.Rat
		}{{e.Lower, &e.lower}, {e.Upper, &e.upper}} {
			if own.text == "" {
				continue
			}
			if *own.to, err = readLimit(own.text); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

// nothing is the id of the rule that asks nothing.
const nothing = "none"

// readLimit reads a limit exactly: a decimal or a fraction, or per cent. A whole number or a decimal from 1 on without
// the sign for per cent is refused, since nobody can tell whether 10 is meant as 10 per cent.
func readLimit(text string) (*big.Rat, error) {
	number, percent := strings.CutSuffix(strings.ReplaceAll(strings.ReplaceAll(text, " ", ""), "\u00a0", ""), "%")
	limit, ok := new(big.Rat).SetString(number)
	if !ok || limit.Sign() < 0 {
		return nil, locale.Errorf("%s: the limit %q is no number", output.Rule, text)
	}
	if percent {
		limit.Quo(limit, big.NewRat(100, 1))
	} else if limit.Cmp(big.NewRat(1, 1)) >= 0 && !strings.Contains(number, "/") {
		return nil, locale.Errorf("%s: the limit %s is not as okrug writes one, which is %s %% or a fraction", output.Rule,
			text, text)
	}
	return limit, nil
}

// count is what the rule counts in a unit.
func (r *ruleText) count(u unit) int64 {
	if r.Base == "" || r.Base == "voters" {
		return u.voters
	}
	return u.columns[r.Base]
}

// equality judges the rule, and its second test by projected numbers where it has one. What a soft rule finds, by
// either test, is told and is not held against the plan; a soft second test is passed over.
func (p *plan) equality(r *ruleText) Outcome {
	if r.ID == nothing {
		return judged(locale.T("equality"), locale.T("no rule of equality binds"), nil)
	}
	faults := p.unequal(r)
	held := locale.T("limit %s of %s", r.Limit, locale.Text{Key: r.Statistic})
	o := judged(locale.T("equality by rule %s", r.ID), held, faults)
	o.OK = o.OK || r.Soft
	if r.Projected == nil {
		return o
	}
	second := *r
	second.Base, second.Soft, second.Limit = r.Projected.Base, r.Projected.Soft, r.Projected.Limit
	limit, err := readLimit(r.Projected.Limit)
	if err != nil {
		return unread(o.What, err)
	}
	second.limit = limit
	if faults := p.unequal(&second); len(faults) > 0 && !second.Soft {
		o.OK = o.OK && r.Soft
		for _, f := range faults {
			o.Findings = append(o.Findings, locale.T("by %s: %s", second.Base, f))
		}
	}
	return o
}

// scope is the districts that have one mean.
type scope struct {
	region    string // "" for the country
	districts []int
	total     int64
	seats     int
	whole     int64 // with what is outside the quota
	allSeats  int
}

// scopes are those of the rule, with the districts that lie in each and without the districts outside the quota. Faults
// are districts that lie in no single scope. total and seats become the mean: first of all units and seats of the
// scope, then less what districts outside the quota have, with their seats.
func (p *plan) scopes(r *ruleText) (scopes []scope, faults []locale.Text) {
	scopes = make([]scope, 1, len(p.in.regions))
	if r.Scope == "region" {
		scopes = make([]scope, len(p.in.regions))
	}
	counted := map[string]int64{} // by region
	for _, u := range p.in.units {
		counted[u.region] += r.count(u)
	}
	for i, x := range p.in.regions {
		j := 0
		if r.Scope == "region" {
			j, scopes[i].region = i, x.id
		}
		scopes[j].seats += x.seats
		scopes[j].allSeats += x.seats
		scopes[j].total += counted[x.id]
		scopes[j].whole += counted[x.id]
	}
	for _, d := range p.numbers {
		j := 0
		if r.Scope == "region" {
			if len(p.regionOf[d]) != 1 {
				faults = append(faults, locale.T("district %d lies in several regions and has no quota", d))
				continue
			}
			j = p.regionOf[d][0]
		}
		scopes[j].districts = append(scopes[j].districts, d)
		if e := p.exception(d, r); e != nil && e.Outside {
			scopes[j].total -= p.sum(d, r)
			scopes[j].seats -= int(p.in.perDistrict())
		}
	}
	for j := range scopes {
		if s := &scopes[j]; s.seats <= 0 {
			// All are outside the quota: limits of their own are measured by the mean of all, for there is no other.
			s.total, s.seats = s.whole, max(1, s.allSeats)
		}
	}
	return scopes, faults
}

// unequal names what breaks the rule's limit. Under the statistic deviation each district is held against the mean by
// itself, with the limits of its exception where it has one. Under the others, the largest and the smallest of those
// without an exception are compared; exceptions can only free districts there.
func (p *plan) unequal(r *ruleText) []locale.Text {
	scopes, faults := p.scopes(r)
	for _, s := range scopes {
		if len(s.districts) == 0 {
			continue
		}
		// What a district would have if all seats of its scope stood for as many.
		mean := new(big.Rat).Mul(big.NewRat(s.total, int64(s.seats)), big.NewRat(p.in.perDistrict(), 1))
		var compared []int
		for _, d := range s.districts {
			e := p.exception(d, r)
			if e == nil && r.Statistic != "deviation" {
				compared = append(compared, d)
			}
			if e != nil && e.Free || e == nil && r.Statistic != "deviation" {
				continue
			}
			// An exception may have limits of its own below the mean, above it or both; where it has none, the rule's holds.
			limit := r.limit
			diff := new(big.Rat).Sub(big.NewRat(p.sum(d, r), 1), mean)
			if e != nil && diff.Sign() < 0 && e.lower != nil {
				limit = e.lower
			}
			if e != nil && diff.Sign() > 0 && e.upper != nil {
				limit = e.upper
			}
			if new(big.Rat).Abs(diff).Cmp(new(big.Rat).Mul(mean, limit)) > 0 {
				if mean.Sign() == 0 {
					faults = append(faults, locale.T("district %d has %d where the mean is 0", d, p.sum(d, r)))
					continue
				}
				f, _ := diff.Quo(diff, mean).Float64()
				faults = append(faults, locale.T("district %d is %.4f %% from the mean", d, 100*f))
			}
		}
		if len(compared) == 0 {
			continue
		}
		lo, hi := p.sum(compared[0], r), p.sum(compared[0], r)
		for _, d := range compared {
			lo, hi = min(lo, p.sum(d, r)), max(hi, p.sum(d, r))
		}
		if !within(r, lo, hi, mean) {
			f := locale.T("from %d to %d breaks the limit %s of %s", lo, hi, r.Limit, locale.Text{Key: r.Statistic})
			if s.region != "" {
				f = locale.T("region %s: %s", s.region, f)
			}
			faults = append(faults, f)
		}
	}
	return faults
}

// exception is the first that fits a district, nil for none. A district has a mark where units with more than half of
// its voters have a number other than 0 in the column of that name.
func (p *plan) exception(d int, r *ruleText) *exception {
	for i := range r.Exceptions {
		e := &r.Exceptions[i]
		if len(e.Regions) > 0 && (len(p.regionOf[d]) != 1 || !slices.Contains(e.Regions, p.in.regions[p.regionOf[d][0]].id)) {
			continue
		}
		var voters, marked int64
		var km2 float64
		for _, u := range p.units[d] {
			voters += p.in.units[u].voters
			if p.in.units[u].columns[e.Flag] != 0 {
				marked += p.in.units[u].voters
			}
			km2 += p.in.units[u].km2
		}
		if (e.Flag == "" || 2*marked > voters) && (e.Above <= 0 || km2 > e.Above) {
			return e
		}
	}
	return nil
}

// within is whether a coupled statistic keeps the limit, by cross multiplication: a difference over a base is at most
// the limit where the difference is at most the limit times the base; for largest/smallest it is the largest itself
// that is over the smallest. A base of 0 keeps no limit.
func within(r *ruleText, lo, hi int64, mean *big.Rat) bool {
	low, high := big.NewRat(lo, 1), big.NewRat(hi, 1)
	diff := new(big.Rat).Sub(high, low)
	of := map[string]*big.Rat{"range/mean": mean, "range/largest": high, "range/smallest": low,
		"largest/smallest": low}[r.Statistic]
	if r.Statistic == "largest/smallest" {
		diff = high
	}
	if lo == hi { // also where nobody is counted
		return r.Statistic != "largest/smallest" || r.limit.Cmp(big.NewRat(1, 1)) >= 0
	}
	return of.Sign() > 0 && diff.Cmp(new(big.Rat).Mul(of, r.limit)) <= 0
}

// sum is how much a district has of what the rule counts.
func (p *plan) sum(d int, r *ruleText) int64 {
	var n int64
	for _, u := range p.units[d] {
		n += r.count(p.in.units[u])
	}
	return n
}
