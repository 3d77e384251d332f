package geo

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// checkRegionAreas tells of units that lie outside their region, where the regions have areas of their own.
func (r *reading) checkRegionAreas() error {
	defer func() { r.shapes.faces, r.areas.faces = nil, nil }()
	any := false
	for _, f := range r.areas.faces {
		any = any || f != nil
	}
	if !any || r.unsettled || r.layer.Topology == nil || r.has(Projected, r.s.Regions.Name) {
		return nil
	}
	units := make(multipolygons, r.layer.Topology.Len())
	for i := range units {
		units[i] = r.layer.Topology.Face(i)
	}
	common := topology.Overlay(units, r.areas.faces, r.tolerance.Snap)
	for len(common) > 0 {
		u := common[0].A
		n := 1
		for n < len(common) && common[n].A == u {
			n++
		}
		r.checkInside(u, common[:n], measure.Area(units[u]))
		common = common[n:]
	}
	return nil
}

// checkInside checks one unit, given where its area lies. Half of it outside is a fault, less than that a note: the
// lines of regions are often coarser than those of units.
func (r *reading) checkInside(u int, common []topology.Common, area float64) {
	unit := r.layer.Units[u]
	k, ok := r.region[unit.RegionID]
	if !ok || r.areas.faces[k] == nil {
		return
	}
	inside := 0.0
	var most topology.Common
	var where []locale.Text
	for _, c := range common {
		if c.B == k {
			inside += c.Area
			continue
		}
		if c.Area > most.Area {
			most = c
		}
		if c.Area > r.tolerance.Share*area {
			if c.B == topology.Outside {
				where = append(where, locale.T("%s in no region", measure.AreaText(c.Area)))
			} else {
				g := r.layer.Regions[c.B]
				where = append(where, locale.T("%s in region %s", measure.AreaText(c.Area), fault.Label(g.ID, g.Names)))
			}
		}
	}
	out := area - inside
	if out <= r.tolerance.Share*area || len(where) == 0 {
		return
	}
	f := r.unitFault(unit, OutsideRegion, locale.T("%s of its area lies outside its region %s: %s", percent(out/area),
		unit.RegionID, where), locale.Text{})
	f.Place = &most.At
	if out <= area/2 {
		f.Remedy = locale.T("it counts to its region all the same; the lines of the two files differ there")
		r.faults.Note(f)
		return
	}
	f.Remedy = locale.T("correct its region, or the line of the region; leave the regions' geometry out where their " +
		"lines are coarser than the units")
	r.faults.Add(f)
}
