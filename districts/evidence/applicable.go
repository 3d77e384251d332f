package evidence

import (
	"slices"

	"okrug/balance/rule"
	"okrug/districts"
	"okrug/geo/measure"
)

// applicable is the draft's rule with its exceptions for single districts told for each region as far as can be said in
// advance, so that they leave no more open than they must: the one district of a region with one seat is the region, and
// a region that is too small, or has no unit with the mark, has no district that an exception fits.
func applicable(d districts.Draft) rule.Rule {
	r := d.Rule
	r.Exceptions = nil
	for _, e := range d.Rule.Exceptions {
		if e.AreaAbove <= 0 && e.Flag == "" {
			r.Exceptions = append(r.Exceptions, e)
			continue
		}
		var certain, open []string
		for i, reg := range d.Layer.Regions {
			if len(e.Regions) > 0 && !slices.Contains(e.Regions, reg.ID) {
				continue
			}
			switch all, some := fits(d, e, reg.ID); {
			case d.Seats[i] == 1 && all:
				certain = append(certain, reg.ID)
			case d.Seats[i] > 1 && some:
				open = append(open, reg.ID)
			}
		}
		if len(certain) > 0 {
			x := e
			x.Regions, x.AreaAbove, x.Flag = certain, 0, ""
			r.Exceptions = append(r.Exceptions, x)
		}
		if len(open) > 0 {
			x := e
			x.Regions = open
			r.Exceptions = append(r.Exceptions, x)
		}
	}
	return r
}

// fits reports whether an exception fits a region as one district, and whether it could fit some district inside it. Area
// and mark are those that package districts gives a district.
func fits(d districts.Draft, e rule.Exception, region string) (all, some bool) {
	var area float64
	var voters, marked int64
	any := false
	for u, unit := range d.Layer.Units {
		if unit.RegionID != region {
			continue
		}
		if e.AreaAbove > 0 {
			area += measure.Area(d.Layer.Topology.Face(u)) / 1e6
		}
		voters += unit.Voters
		if unit.Columns[e.Flag] != 0 {
			marked += unit.Voters
			any = true
		}
	}
	large := e.AreaAbove <= 0 || area > e.AreaAbove
	return large && (e.Flag == "" || 2*marked > voters), large && (e.Flag == "" || any)
}
