package geo

import (
	"math"
	"strings"

	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/topology"
)

// Roles of properties of places that a file may do without.
const (
	fullNames  = "full_names."
	seatOf     = "seat_of"
	coversRole = "covers"
)

// readPlaces reads the places.
func (r *reading) readPlaces() error {
	if r.s.Places == nil {
		return nil
	}
	p := r.s.PlaceColumns
	c := columns{quiet: -1}
	id, names, population := c.want("id", p.ID), c.wantNames(p.Names), c.want("population", p.Population)
	unit, region := c.want("unit", p.Unit), c.want("region", p.Region)
	full, seats, covers := c.wantNamesAs(fullNames, p.FullNames), c.want(seatOf, p.SeatOf), c.want(coversRole, p.Covers)
	_, err := r.read(*r.s.Places, c, func(e *entry) {
		x := Place{ID: e.ownID(id), Names: e.names(names), Point: e.Point, UnitID: e.text(unit),
			RegionID: e.text(region), Covers: e.text(covers)}
		if n := e.names(full); len(n) > 0 {
			x.FullNames = n
		}
		for _, id := range strings.Split(e.text(seats), SeatsBy) {
			if id = strings.TrimSpace(id); id != "" {
				x.SeatOf = append(x.SeatOf, id)
			}
		}
		e.id, e.name = x.ID, x.Names
		x.Population, _ = e.number(population, false)
		switch {
		case !e.Problem.Empty():
			e.report(-1, e.fault(BadFeature, e.Problem, locale.T("export the file anew as GeoJSON")))
		case e.GeometryType == "":
			e.report(-1, e.fault(EmptyGeometry, locale.T("it has no geometry"), locale.T("give it a Point")))
		case e.GeometryType != "Point":
			e.report(-1, e.fault(WrongGeometry, locale.T("its geometry is a %s", e.GeometryType), locale.T("give it a Point")))
		case !(math.Abs(x.Point[0]) <= 180 && math.Abs(x.Point[1]) <= 90):
			e.report(-1, e.fault(OutOfRange, locale.T("its position is [%v, %v], not longitude and latitude", x.Point[0],
				x.Point[1]), locale.T("longitudes run from -180 to 180 and latitudes from -90 to 90, longitude first")))
		}
		r.layer.Places = append(r.layer.Places, x)
	})
	return err
}

// locatePlaces finds the unit of each place by its position where the file does not say, or names a unit that is not
// there, as it does beside other units than it was made for. The region of a place is that of its unit unless the file
// names one that is there.
func (r *reading) locatePlaces() error {
	if r.unsettled {
		return nil
	}
	if r.s.Places == nil {
		r.settlementPlaces()
	}
	if r.s.Places == nil || r.layer.Topology == nil {
		return nil
	}
	find := r.layer.Topology.Locator()
	strange, first := 0, -1
	for i := range r.layer.Places {
		p := &r.layer.Places[i]
		u, ok := r.unit[p.UnitID]
		if !ok {
			if p.UnitID != "" && !r.divided[p.UnitID] {
				if strange++; first < 0 {
					first = i
				}
			}
			if u = find.Face(p.Point); u == topology.Outside {
				p.UnitID = ""
				continue
			}
			p.UnitID = r.layer.Units[u].ID
		}
		if _, ok := r.region[p.RegionID]; !ok {
			p.RegionID = r.layer.Units[u].RegionID
		}
	}
	r.checkSeats()
	if strange > 0 {
		p := r.layer.Places[first]
		r.faults.Note(Fault{
			File: r.s.Places.Name, Feature: first, HasFeature: true, ID: p.ID, Name: p.Names, Kind: UnknownUnit,
			Detail: locale.T("this and %d more {1|place|places} name units that are not in %s", strange-1, r.s.Units.Name),
			Remedy: locale.T("they count to the units they lie in"),
		})
	}
	return nil
}

// checkSeats notes places that are said to be seats of what there is not.
func (r *reading) checkSeats() {
	strange, first := 0, -1
	for i, p := range r.layer.Places {
		for _, id := range append([]string{p.Covers}, p.SeatOf...) {
			_, unit := r.unit[id]
			_, region := r.region[id]
			if id == "" || region || (unit || r.divided[id]) && id != p.Covers {
				continue
			}
			if strange++; first < 0 {
				first = i
			}
			break
		}
	}
	if strange == 0 {
		return
	}
	p := r.layer.Places[first]
	r.faults.Note(Fault{
		File: r.s.Places.Name, Feature: first, HasFeature: true, ID: p.ID, Name: p.Names, Kind: UnknownUnit,
		Detail: locale.T("this and %d more {1|place|places} are said to be the seat of units or regions that there "+
			"are not", strange-1),
		Remedy: locale.T("these seats count for nothing"),
	})
}

// population is the further column of units that settlements have their inhabitants in, where they have one.
const population = "population"

// settlementPlaces makes places of the settlements that are units, where there is no file of places.
func (r *reading) settlementPlaces() {
	for _, u := range r.layer.Units {
		if u.Place != nil {
			r.layer.Places = append(r.layer.Places, Place{ID: u.ID, Names: u.Names, Point: *u.Place, UnitID: u.ID,
				RegionID: u.RegionID, Population: u.Columns[population]})
		}
	}
}
