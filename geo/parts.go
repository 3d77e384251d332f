package geo

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// divide divides what settlements are part of among them, and makes units of the parts. It returns false where that
// cannot be.
func (r *reading) divide() bool {
	areas := r.settledAreas()
	terr := r.territories(areas)
	if r.faults.Err() != nil {
		return false
	}
	for _, t := range r.towns {
		unit := &r.layer.Units[t.unit]
		if unit.Rest = t.rest; !t.rest {
			at := t.at()
			unit.Place = &at
		}
	}
	whole := r.layer.Topology
	div, units := r.division(terr, areas)
	parts, moved, done := whole.Divide(div)
	if !done {
		r.faults.Add(Fault{File: r.s.Units.Name, Kind: Tangled,
			Detail: locale.T("its lines cross those between settlements so often that the areas could not be told apart"),
			Remedy: locale.T("draw every line once, and simplify what is finer than a metre")})
		return false
	}
	r.moved = moved
	r.tellMoved(moved, units)
	r.replace(parts, units, div.Home)
	r.tellLost(div)
	if r.s.Adjacency == ByGabriel {
		r.see(terr, units)
	}
	r.tellComputed()
	return r.faults.Err() == nil
}

// settledAreas are the areas of settlements by unit, without slivers between them, nil for points.
func (r *reading) settledAreas() multipolygons {
	faces := make(multipolygons, len(r.layer.Units))
	sizes := make([]float64, len(faces))
	any := false
	for _, t := range r.towns {
		faces[t.unit] = t.area
		any = any || t.area != nil
	}
	if !any {
		return faces
	}
	for i, f := range faces {
		sizes[i] = measure.Area(f)
	}
	t, found := topology.Build(faces, r.lines())
	r.checkRings(found, sizes)
	r.tellOverlaps(found, sizes, nil)
	if found.Unresolved {
		r.tellTangled(found)
	}
	for _, x := range r.towns {
		if faces[x.unit] = t.Face(x.unit); x.area != nil && faces[x.unit] == nil {
			r.faults.Add(r.townFault(x, EmptyGeometry, locale.T("its geometry has no area"),
				locale.T("give it a Point, or an area")))
		}
	}
	return faces
}

// division says how the areas are to be divided, and which unit each part is.
func (r *reading) division(terr []*territory, areas multipolygons) (topology.Division, []int) {
	d := topology.Division{Reach: max(snapMetres, r.tolerance.Width)}
	var units []int
	divided := map[int]*territory{}
	for _, x := range terr {
		divided[x.parent] = x
	}
	part := map[int]int{} // by unit
	put := func(u, home int, anchors orb.MultiPoint, area orb.MultiPolygon) {
		part[u] = len(units)
		units = append(units, u)
		d.Home, d.Anchors, d.Owned = append(d.Home, home), append(d.Anchors, anchors), append(d.Owned, area)
	}
	town := map[int]int{}
	for i, t := range r.towns {
		town[t.unit] = i
	}
	for u := range r.layer.Units {
		if i, ok := town[u]; ok {
			t := r.towns[i]
			put(u, t.parent, t.points, areas[u])
		} else if divided[u] == nil && r.s.Settlements == nil {
			put(u, u, nil, nil)
		}
	}
	for _, x := range terr {
		for _, l := range x.lines {
			d.Lines, d.Of = append(d.Lines, l.Line), append(d.Of, x.parent)
		}
	}
	d.Part = func(face int, at orb.Point) int {
		x := divided[face]
		return part[r.towns[x.town(at)].unit]
	}
	return d, units
}

// tellMoved notes what does not go to the settlement that it is nearest to, or to the rest.
func (r *reading) tellMoved(moved []topology.Moved, units []int) {
	for _, m := range moved {
		if m.Area < smallMoved {
			continue
		}
		from, to := units[m.From], units[m.To]
		f := r.unitFault(r.layer.Units[to], Moved, locale.T("it has %s that would be part of %s,", measure.AreaText(m.Area),
			fault.Label(r.layer.Units[from].ID, r.layer.Units[from].Names)),
			locale.T("which they are cut off from"))
		f.Place = &m.At
		r.faults.Note(f)
	}
}

// smallMoved is the area in square metres below which nobody asks whose it is.
const smallMoved = 1e4

// replace puts the parts in place of what was divided, and finds again who neighbours whom. Parts of two units or
// regions are neighbours only where these are.
func (r *reading) replace(parts *topology.Topology, of, home []int) {
	borders := map[[2]int]bool{}
	for _, c := range r.contacts {
		borders[[2]int{c.A, c.B}] = c.Border
	}
	units, faces := make([]Unit, len(of)), make(multipolygons, len(of))
	clear(r.unit)
	for i, u := range of {
		units[i], faces[i] = r.layer.Units[u], parts.Face(i)
		r.unit[units[i].ID] = i
	}
	old := r.layer.Units
	for _, h := range home {
		if _, stays := r.unit[old[h].ID]; !stays && r.s.Settlements == nil {
			r.replaces(old[h])
		}
	}
	r.layer.Units, r.shapes.faces = units, faces
	for i, f := range faces {
		if f == nil {
			r.faults.Add(r.unitFault(units[i], EmptyGeometry, locale.T("no place of %s is nearest to it",
				fault.Label(old[home[i]].ID, old[home[i]].Names)),
				locale.T("move it away from the settlements around it, or make one of them")))
		}
	}
	t, found := topology.Build(faces, r.lines())
	if found.Unresolved {
		r.tellTangled(found)
	}
	r.layer.Topology, r.contacts = t, found.Contacts
	r.contacts = slices.DeleteFunc(r.contacts, func(c topology.Contact) bool {
		a, b := home[c.A], home[c.B]
		return a != b && !borders[[2]int{min(a, b), max(a, b)}]
	})
	r.layer.Near = nil
	r.nearOnes(false)
}

// tellLost tells of settlements that do not lie in their own parts: where others are so close around them that what is
// theirs is narrower than lines can be told apart.
func (r *reading) tellLost(d topology.Division) {
	if r.faults.Err() != nil {
		return
	}
	find := r.layer.Topology.Locator()
	for i, places := range d.Anchors {
		for _, p := range places {
			if slices.Contains(find.Faces(p, d.Reach+snapMetres), i) {
				continue
			}
			f := r.unitFault(r.layer.Units[i], EmptyGeometry, locale.T("what is nearest to it is too narrow to be drawn"),
				locale.T("move it away from the settlements around it, or make one of them"))
			f.Place = &p
			r.faults.Add(f)
			break
		}
	}
}

// tellComputed notes of each file of settlements that the lines between them are computed.
func (r *reading) tellComputed() {
	count := map[int]int{}
	for _, t := range r.towns {
		count[t.finer]++
	}
	for _, file := range sortedKeys(count) {
		name := r.unitsFile()
		if file >= 0 {
			name = r.s.Finer[file].File.Name
		}
		r.faults.Note(Fault{File: name, Kind: Computed,
			Detail: locale.T("the lines between its %d {1|settlement|settlements} are computed: each place goes to the nearest",
				count[file]),
			Remedy: locale.T("roads, rivers and mountains are no barriers to them")})
	}
}
