package geo

import (
	"fmt"
	"math"

	"okrug/geo/topology"
)

// readPlaces reads the places and checks that their units and regions are known.
func (r *reading) readPlaces() error {
	if r.s.Places == nil {
		return nil
	}
	p := r.s.PlaceColumns
	var c columns
	id, names, population := c.want("id", p.ID), c.wantNames(p.Names), c.want("population", p.Population)
	unit, region := c.want("unit", p.Unit), c.want("region", p.Region)
	units, regions := sortedKeys(r.unit), sortedKeys(r.region)
	hints := 0
	hint := func(id string, ids []string) string { // looking through all ids takes time
		if hints++; hints > shownOfKind {
			return ""
		}
		return didYouMean(id, ids)
	}
	_, err := r.read(*r.s.Places, c, func(e *entry) {
		x := Place{ID: e.text(id), Names: e.names(names), Point: e.Point, UnitID: e.text(unit), RegionID: e.text(region)}
		e.id, e.name = x.ID, x.Names.shown()
		x.Population, _ = e.number(population, false)
		switch {
		case e.Problem != "":
			e.report(-1, e.fault(BadFeature, e.Problem, "export the file anew as GeoJSON"))
		case e.GeometryType == "":
			e.report(-1, e.fault(EmptyGeometry, "it has no geometry", "give it a Point"))
		case e.GeometryType != "Point":
			e.report(-1, e.fault(WrongGeometry, "its geometry is a "+e.GeometryType, "give it a Point"))
		case !(math.Abs(x.Point[0]) <= 180 && math.Abs(x.Point[1]) <= 90):
			e.report(-1, e.fault(OutOfRange, fmt.Sprintf("its position is [%v, %v], not longitude and latitude", x.Point[0], x.Point[1]), "longitudes run from -180 to 180 and latitudes from -90 to 90, longitude first"))
		}
		if u, ok := r.unit[x.UnitID]; ok && x.RegionID == "" {
			x.RegionID = r.layer.Units[u].RegionID
		} else if !ok && x.UnitID != "" && len(r.unit) > 0 {
			e.report(unit, e.fault(UnknownUnit, fmt.Sprintf("its unit %q is not among the units of %s", x.UnitID, r.s.Units.Name), hint(x.UnitID, units)))
		}
		if _, ok := r.region[x.RegionID]; !ok && x.RegionID != "" && len(r.region) > 0 {
			e.report(region, e.fault(UnknownRegion, fmt.Sprintf("its region %q is not among the regions", x.RegionID), hint(x.RegionID, regions)))
		}
		r.layer.Places = append(r.layer.Places, x)
	})
	return err
}

// locatePlaces finds the unit of each place by its position, where the file does not say which properties hold it.
func (r *reading) locatePlaces() error {
	if r.s.Places == nil || r.s.PlaceColumns.Unit != "" || r.layer.Topology == nil {
		return nil
	}
	find := r.layer.Topology.Locator()
	for i := range r.layer.Places {
		p := &r.layer.Places[i]
		if f := find.Face(p.Point); f != topology.Outside {
			p.UnitID = r.layer.Units[f].ID
			if p.RegionID == "" {
				p.RegionID = r.layer.Units[f].RegionID
			}
		}
	}
	return nil
}
