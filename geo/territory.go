package geo

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/nearest"
	"github.com/okrug/okrug/geo/parallel"
	"github.com/okrug/okrug/geo/topology"
)

// territory is one unit, or region, that is divided among settlements.
type territory struct {
	parent int
	towns  []int // of reading.towns
	sites  []orb.Point
	of     []int // for each site its town
	// rest is the town that has what lies far from all others, -1 for none. Then reach is how far each town reaches from
	// its sites, in metres.
	rest    int
	reach   map[int]float64
	diagram *nearest.Diagram
	lines   []nearest.Line
	err     error
}

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
	var parts *topology.Topology
	parts, r.moved = whole.Divide(div)
	r.tellMoved(r.moved, units)
	r.replace(parts, units, div.Home)
	if r.s.Adjacency == ByGabriel {
		r.see(terr, units)
	}
	r.together(units, div.Home)
	r.faults.Note(Fault{File: r.townsFile(), Kind: Computed,
		Detail: locale.T("the lines between its %d {1|settlement|settlements} are computed: each place goes to the nearest",
			len(r.towns)),
		Remedy: locale.T("roads, rivers and mountains are no barriers to them")})
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
	t, found := topology.Build(faces, topology.Options{Tolerance: r.tolerance.Snap, Width: max(0, r.tolerance.Width)})
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

// territories groups settlements by what they are part of, and finds the lines half-way between them.
func (r *reading) territories(areas multipolygons) []*territory {
	at := map[int]*territory{}
	var all []*territory
	for i, t := range r.towns {
		x := at[t.parent]
		if x == nil {
			x = &territory{parent: t.parent, rest: -1, reach: map[int]float64{}}
			at[t.parent], all = x, append(all, x)
		}
		x.towns = append(x.towns, i)
	}
	parallel.Do(len(all), func(i int) { all[i].draw(r, areas) })
	for _, x := range all {
		r.tellTerritory(x)
	}
	return all
}

// draw finds the lines half-way between the settlements of one territory.
func (x *territory) draw(r *reading, areas multipolygons) {
	seen := map[orb.Point]int{}
	for _, i := range x.towns {
		t := r.towns[i]
		if t.rest {
			x.rest = i
			continue
		}
		if x.reach[i] = 0; t.area == nil {
			unit := r.layer.Units[t.unit]
			// Figures of a file move no line: the unit's own count, where it has any.
			x.reach[i] = reach(max(unit.Voters, r.replaced[unit.ID]))
		}
		points := t.points
		if t.area != nil {
			points = outlinePoints(areas[t.unit])
		}
		for _, p := range points {
			// A place on the outlines of two settlements says nothing of what lies around them; a point given twice is one.
			if k, ok := seen[p]; ok && (x.of[k] == i || t.area != nil && r.towns[x.of[k]].area != nil) {
				continue
			}
			seen[p] = len(x.sites)
			x.sites, x.of = append(x.sites, p), append(x.of, i)
		}
	}
	if len(x.towns) == 1 {
		return
	}
	x.sort()
	x.diagram, x.err = nearest.New(x.sites, r.layer.Topology.Face(x.parent))
	if x.err == nil {
		x.lines = x.diagram.Lines(func(a, b int) bool { return x.of[a] != x.of[b] })
	}
	if x.err == nil && x.rest >= 0 {
		for site, i := range x.of {
			for _, line := range x.diagram.Circle(site, x.reach[i]) {
				x.lines = append(x.lines, nearest.Line{A: site, B: site, Line: line})
			}
		}
	}
}

// sort orders sites by their places, so that the order of features changes nothing.
func (x *territory) sort() {
	order := make([]int, len(x.sites))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		p, q := x.sites[a], x.sites[b]
		return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
	})
	sites, of := make([]orb.Point, len(order)), make([]int, len(order))
	for i, k := range order {
		sites[i], of[i] = x.sites[k], x.of[k]
	}
	x.sites, x.of = sites, of
}

// density is how many voters a square kilometre of a settlement has that is given as a point, beside the rest of its
// unit: a figure of ours, of the order of towns' own.
const density = 1000

// reach is how far from its point a settlement reaches, in metres.
func reach(voters int64) float64 {
	return 1000 * math.Sqrt(float64(max(voters, 30))/density/math.Pi)
}

// town is the town that a place goes to.
func (x *territory) town(at orb.Point) int {
	site := x.diagram.Nearest(at)
	if x.rest >= 0 && !x.diagram.Within(site, x.reach[x.of[site]], at) {
		return x.rest
	}
	return x.of[site]
}

// outlinePieces is into how many pieces the outline of a settlement is divided at least, to measure distances from it.
const outlinePieces = 64

// outlinePoints are the positions of the outlines of an area, and others between them.
func outlinePoints(area orb.MultiPolygon) []orb.Point {
	var out []orb.Point
	for _, polygon := range area {
		ring := polygon[0]
		longest := max(1, measure.Length(orb.LineString(ring))/outlinePieces)
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			n := math.Ceil(measure.Distance(a, b) / longest)
			for k := 0.0; k < n; k++ {
				out = append(out, orb.Point{a[0] + (b[0]-a[0])*k/n, a[1] + (b[1]-a[1])*k/n})
			}
		}
	}
	return out
}

// tellTerritory tells why the settlements of a territory cannot be told apart.
func (r *reading) tellTerritory(x *territory) {
	var same *nearest.SamePlaceError
	var wide *nearest.TooWideError
	switch {
	case errors.As(x.err, &same):
		told := map[[2]int]bool{}
		for _, pair := range same.Pairs {
			i, k := x.of[pair[0]], x.of[pair[1]]
			a, b := r.towns[min(i, k)], r.towns[max(i, k)]
			if told[[2]int{a.unit, b.unit}] {
				continue
			}
			told[[2]int{a.unit, b.unit}] = true
			f := r.townFault(b, DuplicatePlace, locale.T("it is where %s is,", r.label(a.unit)),
				locale.T("correct the position of one of them, or make one settlement of the two"))
			f.Place = &x.sites[pair[1]]
			r.faults.Add(f)
		}
	case errors.As(x.err, &wide):
		r.faults.Add(r.unitFault(r.layer.Units[x.parent], Impossible, wide.Text(),
			locale.T("make regions or units of its parts")))
	}
}

// see makes those settlements of a territory neighbours that see each other, and no others. of are the old numbers of
// the units.
func (r *reading) see(terr []*territory, of []int) {
	now := map[int]int{}
	for i, u := range of {
		now[u] = i
	}
	group := map[int]*territory{} // by new number, where the graph decides
	sees := map[[2]int]bool{}
	for _, x := range terr {
		if x.diagram == nil {
			continue
		}
		for _, i := range x.towns {
			if i != x.rest {
				group[now[r.towns[i].unit]] = x
			}
		}
		for _, pair := range x.diagram.Gabriel() {
			a, b := now[r.towns[x.of[pair[0]]].unit], now[r.towns[x.of[pair[1]]].unit]
			if a != b {
				sees[[2]int{min(a, b), max(a, b)}] = true
			}
		}
	}
	r.contacts = slices.DeleteFunc(r.contacts, func(c topology.Contact) bool {
		pair := [2]int{c.A, c.B}
		if x := group[c.A]; x == nil || x != group[c.B] || sees[pair] {
			delete(sees, pair)
			return false
		}
		return true
	})
	for pair := range sees { // a bay lies between
		r.contacts = append(r.contacts, topology.Contact{A: pair[0], B: pair[1], Border: true, AtHalf: true, AtDouble: true})
	}
	slices.SortFunc(r.contacts,
		func(a, b topology.Contact) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	r.layer.Near = nil
	r.nearOnes(false)
}

// townsFile is the name of a file of settlements.
func (r *reading) townsFile() string {
	if r.s.Settlements != nil {
		return r.s.Settlements.File.Name
	}
	return r.s.Finer[r.towns[0].finer].File.Name
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
		f := r.unitFault(r.layer.Units[to], Moved, locale.T("it has %s that would be part of %s,", areaText(m.Area),
			fault.Label(r.layer.Units[from].ID, r.layer.Units[from].Names.shown())),
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
				fault.Label(old[home[i]].ID, old[home[i]].Names.shown())),
				locale.T("move it away from the settlements around it, or make one of them")))
		}
	}
	t, found := topology.Build(faces, topology.Options{Tolerance: r.tolerance.Snap, Width: max(0, r.tolerance.Width)})
	r.layer.Topology, r.contacts = t, found.Contacts
	r.contacts = slices.DeleteFunc(r.contacts, func(c topology.Contact) bool {
		a, b := home[c.A], home[c.B]
		return a != b && !borders[[2]int{min(a, b), max(a, b)}]
	})
	r.layer.Near = nil
	r.nearOnes(false)
}
