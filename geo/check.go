package geo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// sliver says whether an overlap is too small to matter.
func (t Tolerance) sliver(area, width, smallest float64) bool {
	return t.narrow(area, width) && area <= t.Share*smallest
}

// narrow says whether an area among units is so narrow that the lines on both of its sides are one.
func (t Tolerance) narrow(area, width float64) bool { return area <= t.Area && width <= t.Width }

// buildTopology finds the units' common lines, and tells where their areas do not fit together.
func (r *reading) buildTopology() error {
	if r.s.Progress != nil {
		r.s.Progress(locale.T("finding common lines"), len(r.layer.Units))
	}
	if r.has(Projected, r.s.Units.Name) {
		return nil
	}
	faces := r.shapes.faces
	areas := make([]float64, len(faces))
	for i, f := range faces {
		areas[i] = measure.Area(f)
	}
	o := r.lines()
	o.Fill = func(g topology.Gap) bool { return r.tolerance.narrow(g.Area, g.Width()) }
	t, found := topology.Build(faces, o)
	r.layer.Topology, r.contacts = t, found.Contacts
	r.checkRings(found, areas)
	for i, f := range faces {
		if f != nil && areas[i] == 0 && t.Face(i) == nil {
			r.faults.Add(r.unitFault(r.layer.Units[i], EmptyGeometry, locale.T("its geometry has no area"),
				locale.T("give it a Polygon or MultiPolygon with area")))
		}
	}
	apart := r.tellApart()
	r.checkSizes(areas)
	r.tellOverlaps(found, areas, apart)
	for _, g := range found.Gaps {
		// What lies between two units whose lines lie apart is told with them; a piece among three is told where it has
		// a size.
		if g.Filled == topology.Outside || len(g.Faces) > 2 && g.Area >= 1 || len(g.Faces) == 2 && !apart[[2]int(g.Faces)] {
			r.tellGap(g)
		}
	}
	if found.Unresolved {
		r.tellTangled(found)
	}
	return nil
}

// lines says how near lines count as one.
func (r *reading) lines() topology.Options {
	return topology.Options{Tolerance: r.tolerance.Snap, Width: max(0, r.tolerance.Width)}
}

// tellOverlaps tells of units that overlap; slivers between units that are told to be drawn apart are not told again.
func (r *reading) tellOverlaps(found *topology.Findings, areas []float64, apart map[[2]int]bool) {
	for _, o := range found.Overlaps {
		b := r.layer.Units[o.B]
		f := r.unitFault(b, Overlapping, locale.Text{},
			locale.T("draw the line between them once, and give the area to one of them"))
		f.Place = &o.At
		least := min(areas[o.A], areas[o.B])
		f.Detail = locale.T("it overlaps %s in %s", r.label(o.A), measure.AreaText(o.Area))
		// rings that cross themselves can come to less area than they lie over, or none
		if share := o.Area / least; share < 1.001 {
			f.Detail = locale.T("%s, %s of the smaller", f.Detail, percent(share))
		}
		if r.tolerance.sliver(o.Area, o.Width(), least) {
			if apart[[2]int{o.A, o.B}] {
				continue
			}
			f.Remedy = locale.T("a sliver %s wide; each piece is counted to one of the two", measure.LengthText(o.Width()))
			r.faults.Note(f)
		} else {
			r.faults.Add(f)
		}
	}
}

// tellTangled tells of lines that cross so often that they were left so, with the first places.
func (r *reading) tellTangled(found *topology.Findings) {
	told := map[[2]int]bool{}
	for _, c := range found.Crossings {
		pair := [2]int{c.A, c.B}
		if told[pair] || len(told) >= manyTangled {
			continue
		}
		told[pair] = true
		f := r.unitFault(r.layer.Units[c.B], Tangled, locale.T("its lines cross those of %s", r.label(c.A)),
			locale.T("draw the line between them once"))
		if c.A == c.B {
			f.Detail, f.Remedy = locale.T("its lines cross one another"), locale.T("mend the rings there")
		}
		f.Place = &c.At
		r.faults.Add(f)
	}
	r.faults.Add(Fault{File: r.s.Units.Name, Kind: Tangled, Place: found.At,
		Detail: locale.T("lines cross so often that their areas could not be told apart"),
		Remedy: locale.T("draw every line once, and mend the faults named beside this one first")})
}

// manyTangled is how many pairs of units are named whose lines are tangled.
const manyTangled = 20

// land is the area of all land of the Earth in square metres, and some more.
const land = 1.5e14

// checkSizes tells of units that are larger than anything can be: a sign that coordinates mean something else. On a
// sphere of radius r an outline of length p holds an area a with p² >= a (4π - a/r²). What holds more has edges so long
// that a straight line in longitude and latitude is not the shortest way, or is no outline.
func (r *reading) checkSizes(areas []float64) {
	const r2 = 6371008.8 * 6371008.8
	for i, a := range areas {
		if r.shapes.faces[i] == nil || a < 1e10 { // one less than 100 km wide is bent by nothing
			continue
		}
		p := measure.Perimeter(r.shapes.faces[i])
		f := r.unitFault(r.layer.Units[i], Impossible, locale.Text{},
			locale.T("look whether its coordinates are longitude and latitude, its rings cut at 180 degrees and its edges "+
				"short"))
		switch most := 4 * math.Pi / (4*math.Pi - a/r2); {
		case a > land:
			f.Detail = locale.T("its area is %s, more than all land", measure.AreaText(a))
		case 4*math.Pi*a > 1.05*most*p*p:
			f.Detail = locale.T("its outline of %s cannot enclose an area of %s", measure.LengthText(p), measure.AreaText(a))
		default:
			continue
		}
		r.faults.Add(f)
	}
}

// checkRings tells of units that cross themselves or whose rings do not nest.
func (r *reading) checkRings(found *topology.Findings, areas []float64) {
	crossing := map[int][]orb.Point{}
	for _, c := range found.Crossings {
		if c.A == c.B {
			crossing[c.A] = append(crossing[c.A], c.At)
		}
	}
	for i := 0; i < len(found.Nestings); {
		unit, first := found.Nestings[i].Face, found.Nestings[i]
		sliver := true
		for ; i < len(found.Nestings) && found.Nestings[i].Face == unit; i++ {
			n := found.Nestings[i]
			sliver = sliver && r.tolerance.sliver(n.Area, n.Width(), areas[unit])
			if n.Area > first.Area {
				first = n
			}
		}
		f := r.unitFault(r.layer.Units[unit], WrongNesting, locale.Text{},
			locale.T("mend its rings: an outer ring, then the holes in it"))
		f.Place = &first.At
		switch at := crossing[unit]; {
		case len(at) > 0:
			f.Kind, f.Place = SelfCrossing, &at[0]
			f.Detail = locale.T("its rings cross one another or themselves")
			if len(at) > 1 {
				f.Detail = locale.T("its rings cross one another or themselves in %d {1|place|places}, the first", len(at))
			}
			f.Remedy = locale.T("mend the rings there, for instance with “Fix geometries” of QGIS, and look at what it makes " +
				"of them")
		case first.Times < 0:
			f.Detail = locale.T("a hole of %s lies outside its outer ring", measure.AreaText(first.Area))
		default:
			f.Detail = locale.T("a part or hole of %s lies inside another", measure.AreaText(first.Area))
		}
		if sliver {
			f.Remedy = locale.T("a sliver, which is counted to a unit beside it")
			r.faults.Note(f)
		} else {
			r.faults.Add(f)
		}
	}
}

// tellGap tells of an area that no unit covers.
func (r *reading) tellGap(g topology.Gap) {
	if len(g.Faces) == 0 {
		return // among the lobes of rings that cross, which are told already
	}
	f := Fault{File: r.s.Units.Name, Kind: GapInRegion, Place: &g.At}
	var regions []string
	var names []locale.Text
	others := false
	for _, u := range g.Faces {
		x := r.layer.Units[u]
		if !slices.Contains(regions, x.RegionID) {
			regions = append(regions, x.RegionID)
		}
		if len(names) < 4 {
			names = append(names, fault.Label(x.ID, x.Names))
		} else {
			others = true
		}
	}
	around := locale.And(names...)
	if others {
		around = locale.T("%s and others", locale.Listed(names, len(names)))
	}
	switch {
	case g.Filled != topology.Outside:
		f.Kind = GapInRegion
		u := r.layer.Units[g.Filled]
		f.Detail = locale.T("a gap of %s, %s wide, lies between %s", measure.AreaText(g.Area), measure.LengthText(g.Width()),
			around)
		f.Remedy = locale.T("a sliver; it is counted to %s", fault.Label(u.ID, u.Names))
		r.faults.Note(f)
	case len(regions) > 1:
		f.Kind = GapElsewhere
		f.Detail = locale.T("no unit covers %s between %s", measure.AreaText(g.Area), around)
		r.faults.Note(f)
	case r.s.Settlements != nil:
		f.Kind = GapElsewhere
		f.Detail = locale.T("no region covers %s inside %s", measure.AreaText(g.Area), around)
		r.faults.Note(f)
	default:
		if k, ok := r.region[regions[0]]; ok {
			f.ID, f.Name = regions[0], r.layer.Regions[k].Names
		}
		f.Detail = locale.T("inside the region no unit covers %s, surrounded by %s", measure.AreaText(g.Area), around)
		if r.tolerance.Gaps || r.shapes.unfit > 0 {
			r.faults.Note(f)
			return
		}
		f.Remedy = locale.T("give the area to a unit, or set tolerance.gaps in the scenario if it belongs to none")
		r.faults.Add(f)
	}
}

func percent(share float64) locale.Text {
	if share < 0.001 {
		return locale.T("less than 0.1 %%")
	}
	return locale.T("%.1f %%", share*100)
}
