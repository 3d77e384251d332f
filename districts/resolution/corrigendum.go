package resolution

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo/locale"
)

// Corrigendum is the difference of two plans, in the fields that its template is filled with: what must be said of the
// act of the old plan so that it becomes the act of the new one, in all of its annexes.
type Corrigendum struct {
	Lang, Title, ID, UnitsAsOf string
	Law                        Law
	Same                       bool // nothing differs, as far as both plans are known
	// Amends is whether something in the act changes: units may differ of which no annex says how.
	Amends bool
	// Now is the act of the new plan, whose blocks and rows are restated.
	Now *Act
	// Open are the numbers of the new plan's districts in regions with units whose old district is not known: nothing is
	// said of them but what moves between districts that are known. OpenUnits are those units in words, "" for none.
	Open      []int
	OpenUnits string
	// Carried is districts.Plan.Carried of the old plan, in words: what became of the units of its list is not told, and
	// the territories are those of the new list.
	Carried []string
	// Count is the number of districts that clause 1 of the act says, AsOf the date of the list of units in annex 1, Rule
	// the sentence of annex 2 and Total its last row; nil where it does not change.
	Count, AsOf, Rule, Total *Change
	// Nested and Parts are whether annex 1 needs rules of reading that it has not had.
	Nested, Parts bool
	// RenamedUnits have the same id and another name. They are no change of any district.
	RenamedUnits []Change
	// Reshaped units stand in both plans with outlines that differ in the data: a change of the unit itself, which no
	// territory in words can show. They count as units of their districts all the same.
	Reshaped []string
	// NewUnits and GoneUnits stand in one plan only. No change of a district is worded for them by itself.
	NewUnits, GoneUnits []string
	// OldNumbers is whether numbers are other districts' than they were, so that it must be said of which plan one is.
	OldNumbers bool
	// Renumbered districts have another number, with the same territory or with another.
	Renumbered []Renumbering
	// RenamedDistricts and Recentred have another name and another centre, Counted other voters in the same territory.
	// Their numbers are the new ones.
	RenamedDistricts, Recentred, Counted []DistrictChange
	// Moves are the units that change their district, as okrug compare names them, and those that had none or have none
	// now, region by region.
	Moves     []Move
	Abolished []int // numbers of the old plan whose units went to others
	Formed    []int // numbers of the new plan that no old district became
	// Restated are the districts whose block in annex 1 is another from now on; Figures those with another row in annex
	// 2, Listed those with other units in annex 3, beside what the lists above say.
	Restated, Figures, Listed []District
	// Redrawn and Kept count the districts of the new plan whose territory changed and those whose did not.
	Redrawn, Kept int
	// Broken is whether some check of the new plan does not hold, and Unfinished whether none is broken and units lack a
	// district: then every page says so.
	Broken, Unfinished bool

	// What the words of the document are compared with.
	old, now *districts.Plan
	table    *names.Table
	was      *Act
	open     map[string]bool
	silent   map[int]bool // numbers of the old districts of which nothing is said
}

// Change is a text before and after.
type Change struct{ Old, New string }

// Renumbering is a number before and after.
type Renumbering struct{ Old, New int }

// DistrictChange is a text of a district's before and after.
type DistrictChange struct {
	Number   int
	Old, New string
}

// Move is units of a region that go from one district to another; 0 is no district. Old numbers are those of the old
// plan.
type Move struct {
	From, To int
	Units    string // in the words of the act
	Voters   string // by the new plan

	IDs []string // of the units
}

// Compare words the difference between an old and a new plan, which package compare finds: which district continues
// which, and which units move. Units are the same where their ids are.
func Compare(old, now *districts.Plan, oldTable, table *names.Table, lang string) (*Corrigendum, error) {
	if a, b := old.PerDistrict(), now.PerDistrict(); a != b {
		return nil, locale.Errorf("a district of the old plan has %d {1|seat|seats} and one of the new has %d; a "+
			"corrigendum changes territories alone: draft a new act", a, b)
	}
	a, err := New(now, table, Options{Lang: lang})
	if err != nil {
		return nil, err
	}
	found, err := compare.Plans(old, now)
	if err != nil {
		return nil, err
	}
	c := &comparison{
		old: old, now: now, found: found, lang: lang, is: a, was: &Act{Lang: lang},
		out: &Corrigendum{Lang: lang, Title: a.Title, ID: a.ID, UnitsAsOf: a.UnitsAsOf, Law: a.Law, Broken: a.Broken,
			Unfinished: a.Unfinished, Now: a},
		oldNames: newGatherer(old, oldTable, lang),
		newNames: newGatherer(now, table, lang),
	}
	c.oldNames.scenario(c.was)
	c.oldNames.districts(c.was)
	for _, n := range old.Carried {
		n.File = "" // of the drafter's machine
		c.out.Carried = append(c.out.Carried, esc(capital(locale.T("%s", n).In(lang))))
	}
	c.units()
	c.unknown()
	c.districts()
	c.moves()
	c.frame()
	o := c.out
	o.old, o.now, o.table, o.was, o.open, o.silent = old, now, table, c.was, c.open, c.silent()
	o.OldNumbers = len(o.Renumbered)+len(o.Formed)+len(o.Abolished) > 0
	o.Amends = o.OldNumbers || o.Nested || o.Parts || len(o.RenamedUnits)+len(o.RenamedDistricts)+len(o.Recentred)+
		len(o.Counted)+len(o.Moves)+len(o.Restated)+len(o.Figures)+len(o.Listed) > 0 ||
		slices.ContainsFunc([]*Change{o.Count, o.AsOf, o.Rule, o.Total}, func(x *Change) bool { return x != nil })
	o.Same = !o.Amends && len(o.Reshaped)+len(o.NewUnits)+len(o.GoneUnits) == 0
	return o, nil
}

type comparison struct {
	old, now           *districts.Plan
	found              *compare.Comparison
	lang               string
	was, is            *Act // of the old plan and of the new
	out                *Corrigendum
	oldNames, newNames gatherer
	open               map[string]bool // regions of either plan with units whose old district is not known
}

// units tells apart units that were renamed, reshaped, added and dropped.
func (c *comparison) units() {
	oldAt := map[string]int{}
	for v, x := range c.old.Layer.Units {
		oldAt[x.ID] = v
	}
	for u, x := range c.now.Layer.Units {
		v, ok := oldAt[x.ID]
		if !ok {
			c.out.NewUnits = append(c.out.NewUnits, c.newNames.unitName(u))
			continue
		}
		a, b := c.oldNames.unitName(v), c.newNames.unitName(u)
		if a != b {
			c.out.RenamedUnits = append(c.out.RenamedUnits, Change{a, b})
		}
		if c.reshaped(v, u) {
			c.out.Reshaped = append(c.out.Reshaped, b)
		}
	}
	for _, id := range c.found.GoneUnits {
		c.out.GoneUnits = append(c.out.GoneUnits, c.oldNames.unitName(oldAt[id]))
	}
}

// unknown finds the units whose old district is not known. A district that such a unit may have belonged to may be
// another than the one that is known of it, so that nothing can be said of any in their regions.
func (c *comparison) unknown() {
	at := map[string]int{}
	for u, x := range c.now.Layer.Units {
		at[x.ID] = u
	}
	c.open = map[string]bool{}
	var units []int
	for v, x := range c.old.Layer.Units {
		if c.old.Of[v] != districts.Unassigned {
			continue
		}
		c.open[x.RegionID] = true
		if u, ok := at[x.ID]; ok {
			units = append(units, u)
			c.open[c.now.Layer.Units[u].RegionID] = true
		}
	}
	if len(units) > 0 {
		c.out.OpenUnits = c.newNames.territory(units)
	}
}

// isOpen is whether a district lies in a region with units whose old district is not known.
func (c *comparison) isOpen(p *districts.Plan, d districts.District) bool {
	return slices.ContainsFunc(d.Units, func(u int) bool { return c.open[p.Layer.Units[u].RegionID] })
}

// reshaped is whether a unit has another outline now: another set of positions. Where a layer has no lines nothing is
// known, and it has not.
func (c *comparison) reshaped(v, u int) bool {
	a, b := c.old.Layer.Topology, c.now.Layer.Topology
	if a == nil || b == nil || a == b && v == u {
		return false
	}
	return !maps.Equal(positions(a.Face(v)), positions(b.Face(u)))
}

func positions(m orb.MultiPolygon) map[orb.Point]bool {
	set := map[orb.Point]bool{}
	for _, poly := range m {
		for _, ring := range poly {
			for _, p := range ring {
				set[p] = true
			}
		}
	}
	return set
}

// districts tells what becomes of each district: its number, its name and its centre, each for itself, and what its
// block and its rows in the annexes say.
func (c *comparison) districts() {
	for n, d := range c.now.Districts {
		if c.isOpen(c.now, d) {
			c.out.Open = append(c.out.Open, d.Number)
			continue
		}
		is := c.is.Districts[n]
		o := c.found.PairOfNew(n).Old
		if o < 0 {
			c.out.Formed = append(c.out.Formed, d.Number)
			c.out.Redrawn++
			c.restate(is)
			continue
		}
		was := c.was.Districts[o]
		if was.Number != is.Number {
			c.out.Renumbered = append(c.out.Renumbered, Renumbering{was.Number, is.Number})
		}
		if was.Name != is.Name {
			c.out.RenamedDistricts = append(c.out.RenamedDistricts, DistrictChange{is.Number, was.Name, is.Name})
		}
		if was.Centre != is.Centre {
			c.out.Recentred = append(c.out.Recentred, DistrictChange{is.Number, was.Centre, is.Centre})
		}
		if !sameUnits(c.old.UnitIDs(c.old.Districts[o]), c.now.UnitIDs(d)) {
			c.out.Redrawn++
			c.restate(is)
			continue
		}
		c.out.Kept++
		c.kept(was, is)
	}
	for _, p := range c.found.Pairs {
		if p.New < 0 && !c.isOpen(c.old, c.old.Districts[p.Old]) {
			c.out.Abolished = append(c.out.Abolished, c.old.Districts[p.Old].Number)
		}
	}
}

// silent are the numbers of the old districts of which nothing is said.
func (c *comparison) silent() map[int]bool {
	numbers := map[int]bool{}
	for _, p := range c.found.Pairs {
		if p.Old < 0 {
			continue
		}
		was := c.old.Districts[p.Old]
		numbers[was.Number] = p.New < 0 && c.isOpen(c.old, was) || p.New >= 0 && c.isOpen(c.now, c.now.Districts[p.New])
	}
	return numbers
}

// restate writes a district anew in all annexes.
func (c *comparison) restate(d District) {
	c.out.Restated = append(c.out.Restated, d)
	c.out.Figures = append(c.out.Figures, d)
	c.out.Listed = append(c.out.Listed, d)
}

// kept finds what the annexes say otherwise of a district with the same units: figures, as voters and means may be
// others, and what its region is called. Its number, name and centre, and the names of units, are told by lists of
// their own.
func (c *comparison) kept(was, is District) {
	switch {
	case was.Region != is.Region || was.Commission != is.Commission:
		c.out.Restated = append(c.out.Restated, is)
	case was.Voters != is.Voters:
		c.out.Counted = append(c.out.Counted, DistrictChange{is.Number, was.Voters, is.Voters})
	}
	figures := func(d District) [5]string { return [...]string{d.Region, d.Voters, d.Quota, d.Difference, d.Deviation} }
	if figures(was) != figures(is) {
		c.out.Figures = append(c.out.Figures, is)
	}
	listed := func(d District) map[Member]bool {
		set := map[Member]bool{}
		for _, m := range d.Members {
			m.Name = ""
			set[m] = true
		}
		return set
	}
	if !maps.Equal(listed(was), listed(is)) {
		c.out.Listed = append(c.out.Listed, is)
	}
}

// frame finds what changes around the districts: in clause 1 and in the first and last lines of annexes. What hangs on
// all districts is not said where some are not known. An act with no block written anew keeps its figures: they are of
// one date, and that voters are others by now amends nothing.
func (c *comparison) frame() {
	if len(c.out.Restated) == 0 {
		c.out.Counted, c.out.Figures, c.out.Listed = nil, nil, nil
		return
	}
	change := func(was, is string) *Change {
		if was == is || was == "" || is == "" {
			return nil
		}
		return &Change{was, is}
	}
	o := c.out
	o.AsOf, o.Rule = change(c.was.UnitsAsOf, c.is.UnitsAsOf), change(c.was.Rule.Sentence, c.is.Rule.Sentence)
	if len(c.open) > 0 {
		return
	}
	o.Count = change(strconv.Itoa(len(c.was.Districts)), strconv.Itoa(len(c.is.Districts)))
	o.Total = change(c.was.Assigned, c.is.Assigned)
	o.Nested, o.Parts = c.is.Nested && !c.was.Nested, c.is.Parts && !c.was.Parts
}

func sameUnits(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// moves words the moves of the comparison, those of a region from and to the same districts together: a phrase of a
// territory is of one region.
func (c *comparison) moves() {
	type key struct {
		from, to int
		region   string
	}
	moved := map[key][]compare.Move{}
	var keys []key
	for _, m := range slices.Concat(c.found.Moves, c.found.Placed, c.found.Dropped) {
		region := c.now.Layer.Units[m.U].RegionID
		if m.From == 0 && c.open[region] {
			continue // it had a district, and which is not known
		}
		k := key{m.From, m.To, region}
		if moved[k] == nil {
			keys = append(keys, k)
		}
		moved[k] = append(moved[k], m)
	}
	slices.SortStableFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	for _, k := range keys {
		out := Move{From: k.from, To: k.to}
		var units []int
		var voters int64
		for _, m := range moved[k] {
			units, out.IDs = append(units, m.U), append(out.IDs, m.Unit)
			voters += m.Voters
		}
		out.Units, out.Voters = c.newNames.territory(units), whole(voters)
		c.out.Moves = append(c.out.Moves, out)
	}
}

// territory are the phrases of a set of units in one text.
func (g gatherer) territory(units []int) string {
	in := map[int]bool{}
	for _, u := range units {
		in[u] = true
	}
	return esc(strings.Join(g.words.territory(func(u int) bool { return in[u] }), "; "))
}
