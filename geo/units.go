package geo

import (
	"cmp"

	"github.com/okrug/okrug/geo/locale"
)

// readUnits reads the units with their shapes, and the finer units that take the place of some.
func (r *reading) readUnits() error {
	if r.s.Settlements != nil {
		return r.readSettlements()
	}
	if err := r.readUnitFile(r.s.Units, r.s.UnitColumns, &unitFile{shapes: &r.shapes, take: r.takeUnit}); err != nil {
		return err
	}
	return r.readFiner()
}

// unitFile is a file of units while it is being read.
type unitFile struct {
	shapes *shapes
	// whole is the property that names the unit that each is part of, empty for none.
	whole string
	// of, id and region are the columns of that property, of the id and of the region, -1 for none.
	of, id, region int
	// take puts a unit and its geometry where they belong.
	take func(f *unitFile, e *entry, unit Unit)
}

// takeUnit takes a unit into the layer.
func (r *reading) takeUnit(f *unitFile, e *entry, unit Unit) {
	r.identify(e, r.unit, len(r.layer.Units), f.id, "unit")
	r.layer.Units = append(r.layer.Units, unit)
	f.shapes.add(e, true)
}

// readUnitFile reads one file of units.
func (r *reading) readUnitFile(file File, u UnitColumns, f *unitFile) error {
	c := columns{quiet: -1}
	whole := c.want("unit", f.whole)
	id, region, kind := c.want("id", u.ID), c.want("region", u.Region), c.want("kind", u.Kind)
	f.of, f.id, f.region = whole, id, region
	names := c.wantNames(u.Names)
	voters, replaced := -1, -1
	if r.s.Voters == nil {
		voters = c.want("voters", u.Voters)
	} else {
		replaced = c.glance(u.Voters)
	}
	status := c.want("voters_status", u.VotersStatus)
	parents := make([]int, len(u.Parents))
	for i, p := range u.Parents {
		parents[i] = c.want("parents", p)
	}
	further := sortedKeys(u.Columns)
	numbers := make([]int, len(further))
	for i, k := range further {
		numbers[i] = c.want("columns."+k, u.Columns[k])
	}
	if u.ID == "" {
		r.faults.Add(Fault{File: file.Name, Kind: UnknownProperty,
			Detail: locale.T("nothing says which property is the unit's id"),
			Remedy: locale.T("name it in the scenario under units.id")})
	}
	sum := int64(0)
	_, err := r.read(file, c, func(e *entry) {
		unit := Unit{Feature: e.Index, Names: e.names(names), Kind: e.text(kind), ID: e.ownID(id),
			VotersStatus: e.text(status)}
		e.id, e.name = unit.ID, unit.Names
		for _, p := range parents {
			unit.Parents = append(unit.Parents, e.text(p))
		}
		if whole >= 0 || f.shapes.settled {
			// found by the one who takes it
		} else if unit.RegionID = e.text(region); unit.RegionID == "" && region >= 0 {
			e.report(region, e.fault(MissingRegion, locale.T("property %q, the unit's region, is missing or empty", u.Region),
				locale.T("give the id of its region")))
		} else if region < 0 {
			unit.RegionID = onlyRegion
		}
		unit.Voters, _ = e.number(voters, true)
		if n := e.glance(replaced); n >= 0 {
			r.replaced[unit.ID] = n
		}
		if sum += unit.Voters; sum < 0 { // beyond 2^63
			e.report(voters, e.fault(BadNumber, locale.T("the units' voters add up to more than can be counted"),
				locale.T("check for a slip of the decimal point")))
			sum = 0
		}
		if len(further) > 0 {
			unit.Columns = make(map[string]int64, len(further))
			for i, k := range further {
				if n, ok := e.number(numbers[i], false); ok {
					unit.Columns[k] = n
				}
			}
		}
		f.take(f, e, unit)
	})
	f.shapes.tell(r, file.Name)
	return err
}

// onlyRegion is the id of the region of all units where units name none.
const onlyRegion = "all"

// identify notes the id of an entry, and tells where it is missing or taken.
func (r *reading) identify(e *entry, ids map[string]int, n int, column int, what string) {
	switch first, taken := ids[e.id]; {
	case column < 0:
	case e.id == "":
		e.report(column, e.fault(MissingID, locale.T("property %q, the id, is missing or empty",
			e.file.columns.properties[column]), locale.T("give each feature an id of its own")))
	case taken:
		f := e.fault(DuplicateID, locale.T("the id is that of features[%d] already", locale.Nth(r.featureOf(what, first))),
			locale.T("give each feature an id of its own, or merge the two into one MultiPolygon"))
		if file := cmp.Or(r.finerFile[e.id], r.s.Units.Name); what == "unit" && file != e.file.name {
			f.Detail = locale.T("the id is that of features[%d] of %s already", locale.Nth(r.featureOf(what, first)), file)
			f.Remedy = locale.T("give each unit an id of its own, also across files")
		}
		e.report(column, f)
	default:
		if ids[e.id] = n; what == "unit" && r.finerFile != nil {
			r.finerFile[e.id] = e.file.name
		}
	}
}

func (r *reading) featureOf(what string, n int) int {
	if what == "region" {
		return r.layer.Regions[n].Feature
	}
	return r.layer.Units[n].Feature
}
