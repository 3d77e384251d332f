package resolution

import (
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/resolution/markup"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo/locale"
)

// Corrigendum is the difference of two plans, in the fields that its template is filled with.
type Corrigendum struct {
	Lang, Title, ID, UnitsAsOf string
	Law                        Law
	Same                       bool // nothing differs, as far as both plans are known
	// Open are the numbers of the new plan's districts in regions with units whose old district is not known: nothing is
	// said of them but what moves between districts that are known. OpenUnits are those units in words, "" for none.
	Open      []int
	OpenUnits string
	// Carried is districts.Plan.Carried of the old plan, in words: what became of the units of its list is not told, and
	// the territories are those of the new list.
	Carried []string
	// RenamedUnits have the same id and outline and another name. They are no change of any district.
	RenamedUnits []Change
	// Reshaped units stand in both plans with outlines that differ in the data: a change of the unit itself, which no
	// territory in words can show. They count as units of their districts all the same.
	Reshaped []string
	// NewUnits and GoneUnits stand in one plan only. No change of a district is worded for them by itself.
	NewUnits, GoneUnits []string
	// Renumbered districts have the same units and another number.
	Renumbered []Renumbering
	// RenamedDistricts have the same units and another name.
	RenamedDistricts []Change
	// Recentred districts have the same units, number and name, and another centre.
	Recentred []Recentre
	// Reformed districts continue old ones with other units under another number or another name.
	Reformed []Reform
	// Moves are the units that change their district, as okrug compare names them, and those that had none or have none
	// now.
	Moves     []Move
	Abolished []int // numbers of the old plan whose units went to others
	Formed    []int // numbers of the new plan that no old district became
	// Restated are the territories of the districts that changed, as they stand from now on.
	Restated []District
	// Redrawn and Kept count the districts of the new plan whose territory changed and those whose did not.
	Redrawn, Kept int
	// Broken is whether some check of the new plan does not hold: then every page says so.
	Broken bool
}

// Change is a name before and after.
type Change struct{ Old, New string }

// Renumbering is a number before and after.
type Renumbering struct{ Old, New int }

// Recentre is a district's centre before and after.
type Recentre struct {
	Number   int
	Old, New string
}

// Reform is a district whose territory changes together with its number or its name.
type Reform struct {
	Old, New         int // numbers
	OldName, NewName string
}

// Move is units that go from one district to another; 0 is no district. Old numbers are those of the old plan.
type Move struct {
	From, To int
	Units    string // in the words of the act
	Voters   string // by the new plan

	IDs []string // of the units
}

// Compare words the difference between an old and a new plan, which package compare finds: which district continues
// which, and which units move. Units are the same where their ids are.
func Compare(old, now *districts.Plan, oldTable, table *names.Table, lang string) (*Corrigendum, error) {
	if !slices.Contains(Languages(), lang) {
		return nil, locale.Errorf("acts are written in %s, not in %q", strings.Join(Languages(), ", "), lang)
	}
	if a, b := old.PerDistrict(), now.PerDistrict(); a != b {
		return nil, locale.Errorf("a district of the old plan has %d {1|seat|seats} and one of the new has %d; a "+
			"corrigendum changes territories alone: draft a new act", a, b)
	}
	a, err := New(now, table, Options{Lang: lang, full: true})
	if err != nil {
		return nil, err
	}
	found, err := compare.Plans(old, now)
	if err != nil {
		return nil, err
	}
	c := &comparison{
		old: old, now: now, found: found, lang: lang,
		out:      &Corrigendum{Lang: lang, Title: a.Title, ID: a.ID, UnitsAsOf: a.UnitsAsOf, Law: a.Law, Broken: a.Broken},
		oldNames: newGatherer(old, oldTable, lang),
		newNames: newGatherer(now, table, lang),
	}
	for _, n := range old.Carried {
		n.File = "" // of the drafter's machine
		c.out.Carried = append(c.out.Carried, esc(capital(locale.T("%s", n).In(lang))))
	}
	c.units()
	c.unknown()
	c.districts(a)
	c.moves()
	o := c.out
	changes := len(o.RenamedUnits) + len(o.Reshaped) + len(o.NewUnits) + len(o.GoneUnits) + len(o.Renumbered) +
		len(o.RenamedDistricts) + len(o.Recentred) + len(o.Reformed) + len(o.Moves) + len(o.Abolished) + len(o.Formed)
	o.Same = changes == 0
	return o, nil
}

type comparison struct {
	old, now           *districts.Plan
	found              *compare.Comparison
	lang               string
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
		switch reshaped := c.reshaped(v, u); {
		case reshaped && a != b:
			c.out.Reshaped = append(c.out.Reshaped, b+" ("+a+")")
		case reshaped:
			c.out.Reshaped = append(c.out.Reshaped, b)
		case a != b:
			c.out.RenamedUnits = append(c.out.RenamedUnits, Change{a, b})
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

// districts tells apart districts that were redrawn, renumbered, renamed, formed and abolished. A name or number that
// changes together with the territory is never listed as a change of the name or the number alone.
func (c *comparison) districts(a *Act) {
	for n, d := range c.now.Districts {
		if c.isOpen(c.now, d) {
			c.out.Open = append(c.out.Open, d.Number)
			continue
		}
		o := c.found.PairOfNew(n).Old
		if o < 0 {
			c.out.Formed = append(c.out.Formed, d.Number)
			c.out.Restated = append(c.out.Restated, a.Districts[n])
			c.out.Redrawn++
			continue
		}
		before := c.old.Districts[o]
		was, is := before.Names.In(c.lang, fallbacks(c.old)...), d.Names.In(c.lang, fallbacks(c.now)...)
		renamed := was != is && was != ""
		if !sameUnits(c.old.UnitIDs(before), c.now.UnitIDs(d)) {
			c.out.Redrawn++
			c.out.Restated = append(c.out.Restated, a.Districts[n])
			if before.Number != d.Number || renamed {
				c.out.Reformed = append(c.out.Reformed, Reform{before.Number, d.Number, esc(was), esc(is)})
			}
			continue
		}
		c.out.Kept++
		if before.Number != d.Number {
			c.out.Renumbered = append(c.out.Renumbered, Renumbering{before.Number, d.Number})
		}
		from, to := before.CentreName.In(c.lang, fallbacks(c.old)...), d.CentreName.In(c.lang, fallbacks(c.now)...)
		switch {
		case renamed:
			c.out.RenamedDistricts = append(c.out.RenamedDistricts, Change{esc(was), esc(is)})
		case from != to && from != "":
			c.out.Recentred = append(c.out.Recentred, Recentre{d.Number, esc(from), esc(to)})
		}
	}
	for _, p := range c.found.Pairs {
		if p.New < 0 && !c.isOpen(c.old, c.old.Districts[p.Old]) {
			c.out.Abolished = append(c.out.Abolished, c.old.Districts[p.Old].Number)
		}
	}
}

func sameUnits(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// moves words the moves of the comparison, those from and to the same districts together.
func (c *comparison) moves() {
	moved := map[[2]int][]compare.Move{}
	var keys [][2]int
	for _, m := range slices.Concat(c.found.Moves, c.found.Placed, c.found.Dropped) {
		if m.From == 0 && c.open[c.now.Layer.Units[m.U].RegionID] {
			continue // it had a district, and which is not known
		}
		k := [2]int{m.From, m.To}
		if moved[k] == nil {
			keys = append(keys, k)
		}
		moved[k] = append(moved[k], m)
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for _, k := range keys {
		out := Move{From: k[0], To: k[1]}
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

// Document fills the template of the corrigendum.
func (c *Corrigendum) Document(custom string) (*markup.Document, error) {
	return render("corrigendum", c.Lang, custom, c)
}
