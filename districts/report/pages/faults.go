package pages

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/report"
)

// fault is one subject of a check that is not met, with the mark it has in the list and on the map.
type fault struct {
	check, mark string
	who         string
	what        string
	state       districts.State
	places      []int // units to be marked, one mark each
	area        []int // units to be hatched
}

// unassigned is the key of what is said of a unit without a district.
const unassigned = "checks.unit.unassigned"

// open gathers the units without a district by region: an unfinished plan has many, and the map has a pattern for them.
func (c *composer) open(k districts.Check, regionOf []int, before int) []fault {
	missing := map[string]bool{}
	for _, o := range k.Subjects {
		if o.Detail.Key == unassigned {
			missing[o.ID] = true
		}
	}
	var faults []fault
	for r, region := range c.p.Layer.Regions {
		var units []int
		var names []string
		for u, x := range c.p.Layer.Units {
			if regionOf[u] == r && missing[x.ID] {
				units = append(units, u)
				names = append(names, districts.Label{ID: x.ID, Names: x.Names}.In(c.lang))
			}
		}
		if len(units) == 0 {
			continue
		}
		faults = append(faults, fault{
			check: k.ID, mark: strconv.Itoa(before + len(faults) + 1), who: c.name(region.Names), state: k.State,
			what: c.say("fault.unassigned", len(units), strings.Join(names, ", ")), places: c.middle(units),
		})
	}
	return faults
}

// faultsOf numbers the subjects of all checks.
func (c *composer) faultsOf() []fault {
	unitOf := map[string]int{}
	for i, u := range c.p.Layer.Units {
		unitOf[u.ID] = i
	}
	regionOf := districts.RegionOf(c.p.Layer)
	if len(c.p.Districts) == 0 && c.r.Verdict == report.VerdictInfeasible {
		return c.impossible(regionOf)
	}
	var faults []fault
	for _, k := range c.r.Checks {
		if open := c.open(k, regionOf, len(faults)); len(open) > 0 {
			faults = append(faults, open...)
		}
		for _, o := range k.Subjects {
			if o.Detail.Key == unassigned {
				continue
			}
			f := fault{check: k.ID, mark: strconv.Itoa(len(faults) + 1), who: c.who(o), what: o.Detail.In(c.lang),
				state: k.State}
			switch o.Kind {
			case "unit":
				if u, ok := unitOf[o.ID]; ok {
					f.places, f.area = []int{u}, []int{u}
				}
			case "district":
				f.places, f.area = c.districtPlaces(k.ID, o.ID)
			case "region":
				var units []int
				for u, r := range regionOf {
					if c.p.Layer.Regions[r].ID == o.ID {
						units = append(units, u)
					}
				}
				f.places = c.middle(units)
			}
			faults = append(faults, f)
		}
	}
	return faults
}

// impossible are the regions for which it is proven that no plan exists: where there is no plan, nothing else is a
// fault.
func (c *composer) impossible(regionOf []int) []fault {
	var faults []fault
	for i, r := range c.r.Regions {
		if r.Status != "infeasible" {
			continue
		}
		var units []int
		for u, region := range regionOf {
			if region == i {
				units = append(units, u)
			}
		}
		faults = append(faults, fault{
			check: districts.CheckEquality, mark: strconv.Itoa(len(faults) + 1), who: c.name(r.Names), state: districts.Fail,
			what: c.say("fault.impossible", r.Voters, r.Seats), places: c.middle(units), area: units,
		})
	}
	return faults
}

func (c *composer) who(o districts.Subject) string {
	kind := c.known("kind.", o.Kind)
	name := c.name(o.Names)
	switch {
	case o.Kind == "district":
		return fmt.Sprintf("%s %s, %s", kind, c.say("number", o.ID), name)
	case name == "" || name == o.ID:
		return kind + " " + o.ID
	}
	return fmt.Sprintf("%s: %s (%s)", kind, name, o.ID)
}

// districtPlaces are the units at which a district's fault is marked, and those it hatches: the parts cut off where
// it is in several, the whole district otherwise.
func (c *composer) districtPlaces(check, number string) (places, area []int) {
	for _, d := range c.p.Districts {
		if strconv.Itoa(d.Number) != number {
			continue
		}
		if check != districts.CheckContiguity {
			return c.middle(d.Units), d.Units
		}
		for _, part := range c.p.Parts(d)[1:] {
			places = append(places, c.middle(part)...)
			area = append(area, part...)
		}
	}
	return places, area
}

// middle is the unit of a set with most voters, at which the set is marked.
func (c *composer) middle(units []int) []int {
	if len(units) == 0 {
		return nil
	}
	best := units[0]
	for _, u := range units {
		if c.p.Layer.Units[u].Voters > c.p.Layer.Units[best].Voters {
			best = u
		}
	}
	return []int{best}
}

func (c *composer) faultTable() *document.Table {
	t := &document.Table{
		Caption: c.say("checks.faults"),
		Columns: []document.Column{{Title: c.say("column.fault")}, {Title: c.say("column.check")},
			{Title: c.say("column.where")},
			{Title: c.say("column.do")}},
	}
	for _, f := range c.faults {
		t.Rows = append(t.Rows, document.Row{
			Cells: []document.Cell{{Text: f.mark}, {Text: c.known("check.", f.check), State: f.state}, {Text: f.who},
				{Text: f.what}},
			Bad: f.state == districts.Fail,
		})
	}
	return t
}
