package geo

import (
	"bytes"
	"io"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// town is a settlement that is to be a unit.
type town struct {
	unit   int // number in the layer
	points []orb.Point
	area   orb.MultiPolygon
	finer  int // its file among the finer units, or -1
	named  string
	rest   bool // what its unit has beside the other settlements; it has no place of its own
	parent int  // number of the unit, or of the region as a unit, that it divides; -1 where that is not known
}

// readSettlements reads regions as the units that settlements divide, and the settlements.
func (r *reading) readSettlements() error {
	s := r.s.Settlements
	if r.s.Regions == nil {
		r.faults.Add(Fault{File: s.File.Name, Kind: MissingRegion,
			Detail: locale.T("settlements are units of regions, and there is no file of regions"),
			Remedy: locale.T("give the regions with their areas")})
		return nil
	}
	// The file is read twice: now for the areas, later for all else that regions have.
	data, err := io.ReadAll(r.s.Regions.Data)
	if err != nil {
		r.faults.Add(Fault{File: r.s.Regions.Name, Kind: NotReadable, Detail: locale.T("%v", err)})
		return nil
	}
	r.s.Units = File{Name: r.s.Regions.Name, Data: bytes.NewReader(data)}
	r.s.Regions = &File{Name: r.s.Regions.Name, Data: bytes.NewReader(data)}
	regions := &unitFile{shapes: &r.shapes, take: func(f *unitFile, e *entry, unit Unit) {
		unit.RegionID = unit.ID
		r.takeUnit(f, e, unit)
	}}
	g := r.s.RegionColumns
	if err := r.readUnitFile(r.s.Units, UnitColumns{ID: g.ID, Names: g.Names}, regions); err != nil {
		return err
	}
	r.finerFile = map[string]string{}
	first := len(r.layer.Units)
	sh := shapes{settled: true}
	var named []string
	towns := &unitFile{shapes: &sh, take: func(f *unitFile, e *entry, unit Unit) {
		named = append(named, e.text(f.region))
		if u, region := r.unit[unit.ID]; region && u < first { // regions have ids of their own
			delete(r.unit, unit.ID)
		}
		r.takeUnit(f, e, unit)
	}}
	if err := r.readUnitFile(s.File, s.Columns, towns); err != nil {
		return err
	}
	for _, u := range r.layer.Units[first:] {
		r.finerFile[u.ID] = s.File.Name
	}
	r.takeTowns(first, -1, &sh, func(i int) string { return named[i] })
	return nil
}

// settles takes the units from first on for settlements where any of their file is a point.
func (r *reading) settles(file, first int, sh *shapes) bool {
	points := false
	for _, s := range sh.sites {
		points = points || s != nil
	}
	if !points && (len(sh.bare) == 0 || r.s.Finer[file].Unit == "") {
		for _, b := range sh.bare {
			r.faults.Add(b.fault)
		}
		return false
	}
	named := func(int) string { return "" }
	if r.s.Finer[file].Unit != "" {
		named = func(i int) string {
			p := r.layer.Units[first+i].Parents
			return p[len(p)-1]
		}
	}
	r.takeTowns(first, file, sh, named)
	return true
}

// takeTowns takes the units from first on for settlements, of a file among the finer units or -1, each with what it
// names. What has no geometry is the rest of what it names; where it names nothing, that is a fault.
func (r *reading) takeTowns(first, file int, sh *shapes, named func(i int) string) {
	begin := len(r.towns)
	for i := range r.layer.Units[first:] {
		r.towns = append(r.towns, town{unit: first + i, points: sh.sites[i], area: sh.faces[i], finer: file,
			named: named(i), parent: -1})
	}
	for _, b := range sh.bare {
		t := &r.towns[begin+b.at]
		if t.rest = t.named != ""; !t.rest {
			r.faults.Add(b.fault)
		}
	}
	r.shapes.faces = append(r.shapes.faces, make(multipolygons, len(r.layer.Units)-first)...)
}

// settle divides the units that settlements are part of among them, and puts the settlements in their place.
func (r *reading) settle() error {
	if len(r.towns) == 0 {
		return nil
	}
	if r.s.Progress != nil {
		r.s.Progress(locale.T("dividing areas among settlements"), len(r.towns))
	}
	r.unsettled = true
	if r.layer.Topology == nil || r.has(Projected, r.s.Units.Name) {
		return nil
	}
	if len(r.towns) == len(r.layer.Units) {
		return nil // there is nothing to be part of, which is told
	}
	r.findParents()
	if r.faults.Err() != nil {
		return nil
	}
	r.shareSettled()
	r.unsettled = !r.divide()
	return nil
}

// shareSettled checks or shares out the voters of units that are divided into settlements, as of other finer units.
func (r *reading) shareSettled() {
	divided := make([]bool, len(r.layer.Units))
	for i := 0; i < len(r.towns); {
		file, first := r.towns[i].finer, r.towns[i].unit
		for i < len(r.towns) && r.towns[i].finer == file {
			i++
		}
		if file >= 0 {
			r.shareVoters(r.s.Finer[file], first, r.towns[i-1].unit+1, divided)
		}
	}
}

// townFault begins a fault of a settlement, at its place.
func (r *reading) townFault(t town, kind Kind, detail, remedy locale.Text) Fault {
	f := r.unitFault(r.layer.Units[t.unit], kind, detail, remedy)
	if !t.rest {
		at := t.at()
		f.Place = &at
	}
	return f
}

// at is a position of a settlement: its own, or one inside of its area.
func (t town) at() orb.Point {
	if t.area == nil {
		return t.points[0]
	}
	return within(t.area)
}

// labelOf names a unit or region as faults do.
func (r *reading) labelOf(u int) locale.Text {
	return fault.Label(r.layer.Units[u].ID, r.layer.Units[u].Names)
}
