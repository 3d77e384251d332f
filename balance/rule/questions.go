package rule

import (
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// ScopeError says that a rule takes its quota over areas that are neither regions nor the nation, so that a plan can be
// judged by it but its districts cannot be asked for region by region.
type ScopeError struct{ Rule, Scope string }

func (e *ScopeError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *ScopeError) In(lang string) string {
	return locale.T("rule %s takes its quota over %q: a plan can be checked by it, but not drawn; choose a rule whose "+
		"scope is nation or region", e.Rule, e.Scope).In(lang)
}

// Questions are what a rule asks of a country, region by region. They are the one way from a rule with its exceptions
// to bounds: whoever looks for districts, proves that there are none, or says in words what a district may have takes
// it from here; Evaluate is the witness that judges finished plans by the rule's own words.
type Questions struct {
	Rule Rule
	// Total and Seats are those of all regions.
	Total int64
	Seats int
	// Regions has the question of every region of the country, in its order.
	Regions []Question
	// Left are the regions that the rule leaves out of its mean or of its comparison, in the country's order. They are
	// part of every proof that rests on the questions.
	Left []LeftOut
	// Nation is the arithmetic of all regions together, for a rule whose scope is the nation; without seats where every
	// region is outside the quota. For a statistic that compares districts it compares those of the regions that are not
	// free.
	Nation Scope

	country *Country
	// whole says that no seat is within the nation's quota: its mean is that of all then, and takes nobody out.
	whole bool
}

// LeftOut is a region that an exception of the rule treats apart from the rest of its scope.
type LeftOut struct {
	Region string
	Voters int64 // of the base
	Seats  int
	// OutsideQuota: the mean is taken without it. Free: it keeps no limit and is compared with nothing.
	OutsideQuota, Free bool
}

// Question is what a rule asks of the districts of one region.
type Question struct {
	Region string
	Voters int64 // of the base
	Seats  int
	// Test is the arithmetic of the region's scope: itself, or the nation without what is outside the quota.
	Test Scope
	// Quota is the mean per seat of the scope; nil where there is none.
	Quota *big.Rat
	// Lower and Upper are the bounds, both inclusive, of a district that no exception fits singly. Lower over Upper says
	// that there can be none.
	Lower, Upper int64
	// Free says that the rule asks nothing of the region's districts.
	Free bool
	// Single says that exceptions may fit some district of the region and not others, or that the rule has a second test:
	// then a plan must be judged whole, by Judge. Loosest are bounds that hold for excepted districts too.
	Single  bool
	Loosest [2]int64
	// Open says that districts of other regions bear on that judgement, so that no region can be decided by itself.
	Open bool

	of     *Questions
	totals Totals // that the region's districts are measured by
}

// Coupled reports whether the region's districts are compared with each other, and with no others.
func (q *Question) Coupled() bool {
	return q.of.Rule.Statistic.Coupled() && q.of.Rule.ScopeName() == Region && !q.Free
}

// Judge says whether the districts of the region, all of them, meet the rule, where it has to be asked: Single, and not
// Open. Units are indexes into the country's.
func (q *Question) Judge(districts [][]int) bool {
	ds := make([]District, len(districts))
	for i, units := range districts {
		ds[i] = q.of.country.District(fmt.Sprint(i+1), units)
	}
	r := q.of.Rule
	if q.of.whole {
		// Of one region's districts alone Evaluate cannot see that those of all others are outside the quota too.
		r.Exceptions = slices.Clone(r.Exceptions)
		for i := range r.Exceptions {
			r.Exceptions[i].OutsideQuota = false
		}
	}
	return Evaluate(r, ds, q.totals).Verdict == Meets
}

// totals are those that one region's districts are measured by. Districts of other regions that are outside the quota
// are not there to be taken out of the nation's mean, so they are left out here.
func (qs *Questions) totals(region int) Totals {
	all := qs.country.Totals(qs.Rule.ScopeName())
	if qs.Rule.ScopeName() != Nation || qs.whole {
		return all
	}
	outside := map[int]bool{}
	t := all[""]
	for _, l := range qs.Left {
		if r := slices.Index(qs.country.Regions, l.Region); l.OutsideQuota && r != region {
			outside[r] = true
			t.Seats -= l.Seats
		}
	}
	for _, u := range qs.country.Units {
		if !outside[u.Region] {
			continue
		}
		t.Total[Voters] -= u.Voters
		for name, v := range u.Columns {
			t.Total[name] -= v
		}
	}
	all[""] = t
	return all
}

// Ask works out the questions of a rule, whose scope must be the nation or a region: any other is a *ScopeError. A base
// that some unit has no column for is an error too.
func Ask(r Rule, c *Country) (*Questions, error) {
	if s := r.ScopeName(); s != Nation && s != Region {
		return nil, &ScopeError{r.ID, s}
	}
	qs := &Questions{Rule: r, Regions: make([]Question, len(c.Regions)), country: c}
	for i, id := range c.Regions {
		qs.Regions[i] = Question{Region: id, Seats: c.Seats[i], of: qs}
		qs.Seats += c.Seats[i]
	}
	for _, u := range c.Units {
		n, known := u.Count(r.BaseName())
		if !known {
			return nil, locale.Errorf("rule %s counts %q, and the units have no column of that name", r.ID, r.BaseName())
		}
		qs.Regions[u.Region].Voters += n
		qs.Total += n
	}
	fits := make([]fit, len(c.Regions))
	open := false
	for i := range c.Regions {
		fits[i] = c.fit(r, i)
		// What the nation's mean or comparison is of depends then on which districts of some region an exception fits.
		outside := fits[i].all != nil && fits[i].all.OutsideQuota
		for _, e := range fits[i].some {
			open = open || r.ScopeName() == Nation && (e.OutsideQuota != outside || r.Statistic.Coupled())
		}
		if e := fits[i].all; e != nil && e != &everything && (e.Free || e.OutsideQuota) {
			qs.Left = append(qs.Left, LeftOut{c.Regions[i], qs.Regions[i].Voters, c.Seats[i], e.OutsideQuota, e.Free})
		}
	}
	qs.Nation = qs.nation()
	for i := range qs.Regions {
		q := &qs.Regions[i]
		q.Test = r.For(q.Voters, q.Seats)
		if r.ScopeName() == Nation {
			q.Test = qs.Nation
		}
		q.bound(fits[i])
		if q.Open = open; open {
			q.Single, q.Loosest = true, [2]int64{0, q.Voters}
		}
		if q.Single && !open {
			q.totals = qs.totals(i)
		}
	}
	return qs, nil
}

// nation is the arithmetic of the nation without the regions outside the quota; it notes whether that is all of them.
func (qs *Questions) nation() Scope {
	t := qs.Rule.For(qs.Total, qs.Seats)
	compared, among := qs.Total, qs.Seats
	for _, l := range qs.Left {
		if l.OutsideQuota {
			t.Total, t.Seats = t.Total-l.Voters, t.Seats-l.Seats
		}
		compared, among = compared-l.Voters, among-l.Seats // an exception from a comparison frees the region from it
	}
	if t.Seats < 1 { // all regions are outside the quota, and then the mean is that of all
		t.Total, t.Seats = qs.Total, qs.Seats
		qs.whole = qs.Rule.ScopeName() == Nation
	}
	if t.Statistic.Coupled() {
		t.Apart, t.ApartSeats = t.Total-compared, t.Seats-among
	}
	return t
}

// bound fills in the bounds, for the exceptions that fit all districts of the region or some.
func (q *Question) bound(f fit) {
	t := q.Test
	if q.Free = t.Seats < 1; !q.Free { // a region without seats
		q.Quota = t.mean()
	}
	if f.all != nil {
		t.Below, t.Above = f.all.Lower, f.all.Upper
		q.Free = q.Free || f.all.Free
	}
	q.Test = t
	q.Lower, q.Upper = 0, q.Voters
	if !q.Free {
		q.Lower, q.Upper = t.Window()
	}
	q.Loosest = [2]int64{q.Lower, q.Upper}
	q.Single = len(f.some) > 0 || q.of.Rule.Projected != nil
	outside := f.all != nil && f.all.OutsideQuota
	for _, e := range f.some {
		// What is free has no bounds, and where it bears on the mean or the comparison neither have the others: theirs
		// depend on which districts are excepted. Among districts outside the quota the mean is that of those that are not.
		lower, upper := int64(0), q.Voters
		if !e.Free && !e.OutsideQuota && !outside && !q.Free {
			own := q.Test
			own.Below, own.Above = e.Lower, e.Upper
			lower, upper = own.bounds()
		}
		q.Loosest = [2]int64{min(q.Loosest[0], lower), max(q.Loosest[1], upper)}
	}
}

// fit is which exceptions of a rule fit a region's districts: all of them whatever they are, or possibly some, in the
// order in which exceptions count.
type fit struct {
	all  *Exception
	some []*Exception
}

func (c *Country) fit(r Rule, region int) (f fit) {
	if !r.Binds() {
		return fit{all: &everything}
	}
	for i := range r.Exceptions {
		e := &r.Exceptions[i]
		switch all, some := c.excepts(e, region); {
		case all:
			f.all = e
			return f // later exceptions count for no district
		case some:
			f.some = append(f.some, e)
		}
	}
	return f
}

// excepts reports whether an exception fits every district that the region can have, and whether it can fit any.
func (c *Country) excepts(e *Exception, region int) (all, some bool) {
	if len(e.Regions) > 0 && !slices.Contains(e.Regions, c.Regions[region]) {
		return false, false
	}
	var voters, marked int64
	area, least := 0.0, -1.0
	every := true // every unit has voters and the mark, so that every district has
	for _, u := range c.Units {
		if u.Region != region {
			continue
		}
		voters += u.Voters
		if area += u.AreaKM2; least < 0 || u.AreaKM2 < least {
			least = u.AreaKM2
		}
		if u.Columns[e.Flag] != 0 {
			marked += u.Voters
		}
		every = every && u.Voters > 0 && u.Columns[e.Flag] != 0
	}
	one := c.Seats[region] == 1
	all, some = true, true
	if e.AreaAbove > 0 {
		all = least > e.AreaAbove || one && area > e.AreaAbove
		some = area > e.AreaAbove
	}
	if e.Flag != "" {
		whole := 2*marked > voters
		all = all && (every || one && whole)
		some = some && marked > 0 && (!one || whole)
	}
	return all, some
}

// Of are the questions that this one is of.
func (q *Question) Of() *Questions { return q.of }

// Districts are those of a whole plan, as the rule looks at them, in the order of their first units: of is the district
// of every unit of the country, any label, which becomes the district's id.
func (qs *Questions) Districts(of []int) []District {
	units := map[int][]int{}
	var order []int
	for u, d := range of {
		if units[d] == nil {
			order = append(order, d)
		}
		units[d] = append(units[d], u)
	}
	ds := make([]District, len(order))
	for i, d := range order {
		ds[i] = qs.country.District(fmt.Sprint(d), units[d])
	}
	return ds
}

// Evaluate judges a whole plan by the rule's own words.
func (qs *Questions) Evaluate(of []int) *Result {
	return Evaluate(qs.Rule, qs.Districts(of), qs.country.Totals(qs.Rule.ScopeName()))
}

// Recounted are the questions of the same rule for other numbers of its base, one for every unit.
func (qs *Questions) Recounted(counts []int64) (*Questions, error) {
	c := *qs.country
	c.Units = slices.Clone(c.Units)
	for u, n := range counts {
		if qs.Rule.BaseName() == Voters {
			c.Units[u].Voters = n
			continue
		}
		c.Units[u].Columns = maps.Clone(c.Units[u].Columns)
		c.Units[u].Columns[qs.Rule.BaseName()] = n
	}
	return Ask(qs.Rule, &c)
}
