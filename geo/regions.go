package geo

import (
	"cmp"
	"maps"
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// readRegions reads the regions, or takes them from the units, puts them in order and checks that units and regions
// fit.
func (r *reading) readRegions() error {
	if r.unsettled && r.toldOf(r.s.Regions) {
		return nil // the file has been read once, and told of
	}
	if r.s.Regions == nil {
		for _, u := range r.layer.Units {
			if _, ok := r.region[u.RegionID]; !ok && u.RegionID != "" {
				r.region[u.RegionID] = len(r.layer.Regions)
				r.layer.Regions = append(r.layer.Regions, Region{ID: u.RegionID, Feature: -1})
			}
		}
		r.orderRegions()
		return nil
	}
	g := r.s.RegionColumns
	c := columns{quiet: -1}
	id, kind, names := c.want("id", g.ID), c.want("kind", g.Kind), c.wantNames(g.Names)
	voters, status, asOf := c.want("voters", g.Voters), c.want("voters_status", g.VotersStatus),
		c.want("voters_as_of", g.VotersAsOf)
	seats := c.want("seats", g.Seats)
	if g.ID == "" {
		r.faults.Add(Fault{File: r.s.Regions.Name, Kind: UnknownProperty,
			Detail: locale.T("nothing says which property is the region's id"),
			Remedy: locale.T("name it in the scenario under regions.id")})
	}
	ok, err := r.read(*r.s.Regions, c, func(e *entry) {
		x := Region{Feature: e.Index, ID: e.ownID(id), Kind: e.text(kind), Names: e.names(names),
			VotersStatus: e.text(status), VotersAsOf: e.text(asOf)}
		e.id, e.name = x.ID, x.Names
		x.Voters, x.HasVoters = e.number(voters, false)
		if n, ok := e.number(seats, false); ok {
			if n > 1e6 {
				e.report(seats, e.fault(BadNumber,
					locale.T("property %q is %d, more seats than any chamber has", g.Seats, n), input.WholeRemedy))
			}
			x.SeatsEnacted = int(min(n, 1e6))
		}
		r.identify(e, r.region, len(r.layer.Regions), id, "region")
		r.layer.Regions = append(r.layer.Regions, x)
		if r.s.Settlements == nil { // else their areas have been read
			r.areas.add(e, false)
		}
	})
	if err != nil || !ok {
		return err
	}
	r.areas.tell(r, r.s.Regions.Name)
	if len(r.region) > 0 {
		r.matchRegions()
		r.orderRegions()
	}
	return nil
}

// matchRegions checks that every unit's region is known and every region has a unit.
func (r *reading) matchRegions() {
	if r.unsettled {
		return
	}
	has := make([]bool, len(r.layer.Regions))
	ids := sortedKeys(r.region)
	told := map[string]bool{}
	for _, u := range r.layer.Units {
		k, ok := r.region[u.RegionID]
		if ok {
			has[k] = true
			continue
		}
		if u.RegionID == "" || u.RegionID == onlyRegion && r.s.UnitColumns.Region == "" {
			continue
		}
		var remedy locale.Text
		if !told[u.RegionID] {
			told[u.RegionID] = true
			remedy = fault.Choose(u.RegionID, ids)
		}
		r.faults.Add(r.unitFault(u, UnknownRegion, locale.T("its region %q is not among the regions of %s", u.RegionID,
			r.s.Regions.Name), remedy))
	}
	if r.s.UnitColumns.Region == "" && len(r.layer.Regions) == 1 {
		for i := range r.layer.Units {
			r.layer.Units[i].RegionID = r.layer.Regions[0].ID
		}
		return
	}
	if !slices.Contains(has, true) {
		return // what is wrong is told already: units name no region, or others
	}
	for k, g := range r.layer.Regions {
		if !has[k] && r.region[g.ID] == k && len(r.layer.Units) > 0 {
			r.faults.Add(Fault{
				File: r.s.Regions.Name, Feature: g.Feature, HasFeature: true, ID: g.ID, Name: g.Names,
				Kind:   RegionWithoutUnit,
				Detail: locale.T("no unit lies in this region"),
				Remedy: locale.T("give it units in %s, or take it out", r.unitsFile()),
			})
		}
	}
}

// unitsFile is the name of the file that units are from.
func (r *reading) unitsFile() string {
	if r.s.Settlements != nil {
		return r.s.Settlements.File.Name
	}
	return r.s.Units.Name
}

// toldOf says whether anything is wrong with a file.
func (r *reading) toldOf(f *File) bool {
	return f == nil || slices.ContainsFunc(r.faults.List, func(x Fault) bool { return x.File == f.Name })
}

// orderRegions puts regions in the order in which districts are numbered.
func (r *reading) orderRegions() {
	order := map[string]int{}
	bad := func(id string, detail, remedy locale.Text) {
		r.faults.Add(Fault{File: r.scenario(), ID: id, Kind: BadOrder, Detail: detail, Remedy: remedy})
	}
	for i, id := range r.s.RegionColumns.Order {
		if _, ok := order[id]; ok {
			bad(id, locale.T("the order of regions names it twice"), locale.T("name it once under regions.order"))
		} else if _, ok := r.region[id]; !ok {
			bad(id, locale.T("the order of regions names it, but there is no such region"),
				fault.Choose(id, sortedKeys(r.region)))
		}
		order[id] = i
	}
	if len(order) == 0 {
		return
	}
	for _, g := range r.layer.Regions {
		if _, ok := order[g.ID]; !ok && g.ID != "" {
			bad(g.ID, locale.T("the order of regions leaves it out"), locale.T("name every region under regions.order, or none"))
		}
	}
	perm := make([]int, len(r.layer.Regions))
	for i := range perm {
		perm[i] = i
	}
	slices.SortStableFunc(perm, func(a, b int) int {
		return cmp.Compare(order[r.layer.Regions[a].ID], order[r.layer.Regions[b].ID])
	})
	sorted := make([]Region, len(perm))
	areas := shapes{faces: make(multipolygons, len(r.areas.faces))}
	for i, p := range perm {
		sorted[i] = r.layer.Regions[p]
		r.region[sorted[i].ID] = i
		if r.areas.faces != nil {
			areas.faces[i] = r.areas.faces[p]
		}
	}
	r.layer.Regions, r.areas.faces = sorted, areas.faces
}

// unitFault begins a fault of a unit.
func (r *reading) unitFault(u Unit, kind Kind, detail, remedy locale.Text) Fault {
	return Fault{File: cmp.Or(r.finerFile[u.ID], r.s.Units.Name), Feature: u.Feature, HasFeature: true, ID: u.ID,
		Name: u.Names, Kind: kind, Detail: detail, Remedy: remedy}
}
