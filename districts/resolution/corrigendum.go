package resolution

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"okrug/districts"
	"okrug/districts/resolution/names"
	"okrug/districts/resolution/sheet"
)

// Corrigendum is the difference of two plans, in the fields that its template is filled with.
type Corrigendum struct {
	Lang, Title, ID, UnitsAsOf string
	Law                        Law
	Same                       bool // nothing differs
	// RenamedUnits have the same id and outline and another name. They are no change of any district.
	RenamedUnits []Change
	// Reshaped units stand in both plans with outlines that differ in the data: a change of the unit itself, which no
	// territory in words can show. They count as units of their districts all the same.
	Reshaped []string
	// NewUnits and GoneUnits stand in one plan only. No change of a district is worded for them by itself.
	NewUnits, GoneUnits []string
	// Renumbered districts have the same units and another number.
	Renumbered []Renumbering
	// RenamedDistricts have the same units and number and another name.
	RenamedDistricts []Change
	Moves            []Move
	Abolished        []int // numbers of the old plan whose units went to others
	Formed           []int // numbers of the new plan that no old district became
	// Restated are the territories of the districts that changed, as they stand from now on.
	Restated []District
	// Redrawn and Kept count the districts of the new plan whose territory changed and those whose did not.
	Redrawn, Kept int
}

// Change is a name before and after.
type Change struct{ Old, New string }

// Renumbering is a number before and after.
type Renumbering struct{ Old, New int }

// Move is units that go from one district to another; 0 is no district. Old numbers are those of the old plan.
type Move struct {
	From, To int
	Units    string // in the words of the act
	Voters   string // by the new plan
}

// Compare words the difference between an old and a new plan. Units are the same where their ids are. A district of the
// new plan continues the old one from which it has most of its voters (of the new plan), if that one gives most
// of its own to it; every old district is continued once at most.
func Compare(old, now *districts.Plan, oldTable, table *names.Table, lang string) (*Corrigendum, error) {
	if !slices.Contains(Languages(), lang) {
		return nil, fmt.Errorf("acts are written in %s, not in %q", strings.Join(Languages(), ", "), lang)
	}
	a, err := New(now, table, Options{Lang: lang})
	if err != nil {
		return nil, err
	}
	c := &comparison{
		old: old, now: now, lang: lang, out: &Corrigendum{Lang: lang, Title: a.Title, ID: a.ID, UnitsAsOf: a.UnitsAsOf, Law: a.Law},
		oldNames: gatherer{old, oldTable, lang, names.Tree(old.Layer, oldTable, lang, fallbacks(old)...)},
		newNames: gatherer{now, table, lang, names.Tree(now.Layer, table, lang, fallbacks(now)...)},
		oldAt:    map[string]int{},
	}
	for u, x := range old.Layer.Units {
		c.oldAt[x.ID] = u
	}
	c.units()
	if len(c.common) == 0 {
		return nil, errors.New("the two plans have no unit in common; a corrigendum compares plans of the same units")
	}
	c.follow()
	c.districts(a)
	c.moves()
	o := c.out
	o.Same = len(o.RenamedUnits)+len(o.Reshaped)+len(o.NewUnits)+len(o.GoneUnits)+len(o.Renumbered)+len(o.RenamedDistricts)+
		len(o.Moves)+len(o.Abolished)+len(o.Formed) == 0
	return o, nil
}

type comparison struct {
	old, now           *districts.Plan
	lang               string
	out                *Corrigendum
	oldNames, newNames gatherer
	oldAt              map[string]int
	common             []int       // units of the new layer that the old one has too
	continues          map[int]int // district of the new plan -> of the old, by index
}

func (c *comparison) units() {
	seen := map[string]bool{}
	for u, x := range c.now.Layer.Units {
		seen[x.ID] = true
		v, ok := c.oldAt[x.ID]
		if !ok {
			c.out.NewUnits = append(c.out.NewUnits, c.newNames.unitName(u))
			continue
		}
		c.common = append(c.common, u)
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
	for v, x := range c.old.Layer.Units {
		if !seen[x.ID] {
			c.out.GoneUnits = append(c.out.GoneUnits, c.oldNames.unitName(v))
		}
	}
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

// oldOf is the old district of a unit of the new layer, an index or Unassigned.
func (c *comparison) oldOf(u int) int { return c.old.Of[c.oldAt[c.now.Layer.Units[u].ID]] }

// follow finds which old district each new one continues.
func (c *comparison) follow() {
	share := map[[2]int]int64{} // new, old
	for _, u := range c.common {
		if n, o := c.now.Of[u], c.oldOf(u); n != districts.Unassigned && o != districts.Unassigned {
			share[[2]int{n, o}] += c.now.Layer.Units[u].Voters*2 + 1 // the 1 lets empty units decide where nobody votes
		}
	}
	largest := func(of int, side int) int {
		best, at := int64(-1), districts.Unassigned
		for n := range c.now.Districts {
			for o := range c.old.Districts {
				k := [2]int{n, o}
				if v, ok := share[k]; ok && k[side] == of && v > best {
					best, at = v, k[1-side]
				}
			}
		}
		return at
	}
	c.continues = map[int]int{}
	for n := range c.now.Districts {
		if o := largest(n, 0); o != districts.Unassigned && largest(o, 1) == n {
			c.continues[n] = o
		}
	}
}

// districts tells apart districts that were redrawn, renumbered, renamed, formed and abolished.
func (c *comparison) districts(a *Act) {
	kept := map[int]bool{}
	for n, d := range c.now.Districts {
		o, ok := c.continues[n]
		if !ok {
			c.out.Formed = append(c.out.Formed, d.Number)
			c.out.Restated = append(c.out.Restated, a.Districts[n])
			c.out.Redrawn++
			continue
		}
		kept[o] = true
		before := c.old.Districts[o]
		if !sameUnits(c.old.UnitIDs(before), c.now.UnitIDs(d)) {
			c.out.Redrawn++
			c.out.Restated = append(c.out.Restated, a.Districts[n])
		} else {
			c.out.Kept++
		}
		if before.Number != d.Number {
			c.out.Renumbered = append(c.out.Renumbered, Renumbering{before.Number, d.Number})
		} else if x, y := before.Names.In(c.lang), d.Names.In(c.lang); x != y && x != "" {
			c.out.RenamedDistricts = append(c.out.RenamedDistricts, Change{esc(x), esc(y)})
		}
	}
	for o, d := range c.old.Districts {
		if !kept[o] {
			c.out.Abolished = append(c.out.Abolished, d.Number)
		}
	}
}

func sameUnits(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// moves lists the units whose district is not the one that continues their old one.
func (c *comparison) moves() {
	moved := map[[2]int][]int{}
	for _, u := range c.common {
		n, o := c.now.Of[u], c.oldOf(u)
		if to, ok := c.continues[n]; n != districts.Unassigned && ok && to == o || n == districts.Unassigned && o == districts.Unassigned {
			continue
		}
		moved[[2]int{o, n}] = append(moved[[2]int{o, n}], u)
	}
	keys := make([][2]int, 0, len(moved))
	for k := range moved {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for _, k := range keys {
		m := Move{Voters: "", Units: c.newNames.words(moved[k])}
		if k[0] != districts.Unassigned {
			m.From = c.old.Districts[k[0]].Number
		}
		if k[1] != districts.Unassigned {
			m.To = c.now.Districts[k[1]].Number
		}
		var voters int64
		for _, u := range moved[k] {
			voters += c.now.Layer.Units[u].Voters
		}
		m.Voters = whole(voters)
		c.out.Moves = append(c.out.Moves, m)
	}
}

// words are the phrases of a set of units in one text.
func (g gatherer) words(units []int) string {
	in := map[int]bool{}
	for _, u := range units {
		in[u] = true
	}
	return esc(strings.Join(wordings[g.lang].territory(g.tree, func(u int) bool { return in[u] }), "; "))
}

// Sheet fills the template of the corrigendum.
func (c *Corrigendum) Sheet(custom string) (*sheet.Sheet, error) {
	return render("corrigendum", c.Lang, custom, c)
}
